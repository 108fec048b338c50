"""Readers without a browser: real WebSocket connections that speak Streamlit's own messages.

A reader opens a page, waits until the script has finished, and goes from month to month: by
buttons, or by what an element of nkmap would tell. It keeps the messages that may be kept and names
their hashes, as a browser does, so that the server sends it as little as it would send a browser.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

WINDOW, MONTHS = "nkmap_window", "nkmap_map months"
"""Elements by their names and parts."""


@dataclass
class Reader:
    """One connection and what it has been shown."""

    address: str
    """``host:port`` of the server."""
    query: str = ""
    socket: ClientConnection | None = None
    hash_of_page: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    """Ids of the buttons by their labels."""
    elements: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """Ids and data of nkmap's own elements, by their names and parts."""
    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What those elements have told, by their ids."""
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    """Messages that the server may name by their hashes."""

    async def open(self) -> float:
        """Connect and wait for the whole page; seconds."""
        began = time.perf_counter()
        self.socket = await connect(
            f"ws://{self.address}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=60,
            ping_interval=None,  # the server asks; a crowd of clients need not ask as well
        )
        await self._run(BackMsg())
        if WINDOW in self.elements:  # what is read first was sent alone
            own, data = self.elements[WINDOW]
            self.states[own] = {"size": {name: data[name] for name in ("width", "dark", "draws")}}
            await self._run(BackMsg())
        return time.perf_counter() - began

    async def step(self, *, back: bool = False) -> float:
        """Show the next month, or the one before, until the page is whole again; seconds."""
        began, message = time.perf_counter(), BackMsg()
        if MONTHS in self.elements:
            own, data = self.elements[MONTHS]
            month = data["months"][data["from"] + (-1 if back else 1)]
            chosen = {"first": month, "last": month, "seq": data["echo"] + 1}
            self.states[own] = {"months": chosen}
        else:
            pressed = message.rerun_script.widget_states.widgets.add()
            label = "Previous month" if back else "Next month"
            pressed.id, pressed.trigger_value = self.buttons[label], True
        await self._run(message)
        return time.perf_counter() - began

    @property
    def goes_back(self) -> bool:
        """Whether there is a way to the month before."""
        return MONTHS in self.elements or "Previous month" in self.buttons

    async def close(self) -> None:
        """Leave."""
        if self.socket:
            await self.socket.close()

    async def _run(self, message: BackMsg) -> None:
        assert self.socket is not None
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.hash_of_page
        state.context_info.timezone = "UTC"
        state.context_info.url = f"http://{self.address}/"
        for own, told in self.states.items():
            widget = state.widget_states.widgets.add()
            widget.id, widget.json_value = own, json.dumps(told)
        state.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        while True:
            shown = ForwardMsg.FromString(await self.socket.recv())
            if shown.WhichOneof("type") == "ref_hash":
                shown = self.kept[shown.ref_hash]
            elif shown.metadata.cacheable:
                self.kept[shown.hash] = shown
            what = shown.WhichOneof("type")
            if what == "new_session":
                self.hash_of_page = shown.new_session.page_script_hash
            elif what == "page_info_changed":
                self.query = shown.page_info_changed.query_string
            elif what == "delta":
                self._meet(shown.delta.new_element)
            elif (
                what == "script_finished"
                and shown.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return

    def _meet(self, element: Element) -> None:
        what = element.WhichOneof("type")
        if what == "button":
            self.buttons[element.button.label] = element.button.id
        elif what == "bidi_component" and element.bidi_component.json:
            part, data = element.bidi_component, json.loads(element.bidi_component.json)
            if isinstance(data, dict):
                name = f"{part.component_name} {data.get('part', '')}".strip()
                self.elements[name] = part.id, data
