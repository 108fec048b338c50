"""Readers without a browser: real WebSocket connections that speak Streamlit's own messages.

A reader opens a page, waits until the script has finished, and presses buttons by their labels. It
keeps the messages that may be kept and names their hashes, as a browser does, so that the server
sends it as little as it would send a browser.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


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
        return time.perf_counter() - began

    async def press(self, label: str) -> float:
        """Press a button and wait until the page is whole again; seconds."""
        began = time.perf_counter()
        message = BackMsg()
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = self.buttons[label], True
        await self._run(message)
        return time.perf_counter() - began

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
                element = shown.delta.new_element
                if element.WhichOneof("type") == "button":
                    self.buttons[element.button.label] = element.button.id
            elif (
                what == "script_finished"
                and shown.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return
