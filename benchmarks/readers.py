"""Readers without a browser: real WebSocket connections that speak Streamlit's own messages.

A reader opens a page, waits until the script has finished, and presses buttons by their labels. It
keeps the messages that may be kept and names their hashes, as a browser does, so that the server
sends it as little as it would send a browser.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from google.protobuf.json_format import MessageToJson
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass
class Reader:
    """One connection and what it has been shown."""

    address: str
    """``host:port`` of the server."""
    query: dict[str, str] = field(default_factory=dict)
    page: str = ""
    """The end of the page's address; empty for the first page."""
    cookie: str = ""
    socket: ClientConnection | None = None
    hash_of_page: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    """Ids of the buttons by their labels."""
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    told: str = ""
    """Every element that the last run sent or repeated, as text."""
    received: int = 0
    """Bytes of messages."""

    async def open(self) -> float:
        """Connect and wait for the whole page; seconds."""
        began = time.perf_counter()
        self.socket = await connect(
            f"ws://{self.address}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            additional_headers={"Cookie": self.cookie} if self.cookie else {},
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
        state.query_string = urlencode(self.query)
        state.page_script_hash = self.hash_of_page
        state.page_name = "" if self.hash_of_page else self.page
        state.context_info.timezone = "UTC"
        state.context_info.url = f"http://{self.address}/{self.page}"
        state.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        told = []
        while True:
            raw = await self.socket.recv()
            self.received += len(raw)
            shown = ForwardMsg.FromString(raw)
            if shown.WhichOneof("type") == "ref_hash":
                shown = self.kept[shown.ref_hash]
            elif shown.metadata.cacheable:
                self.kept[shown.hash] = shown
            what = shown.WhichOneof("type")
            if what == "new_session":
                self.hash_of_page = shown.new_session.page_script_hash
            elif what == "page_info_changed":
                self.query = dict(
                    pair.split("=", 1)
                    for pair in shown.page_info_changed.query_string.split("&")
                    if "=" in pair
                )
            elif what == "delta":
                element = shown.delta.new_element
                if element.WhichOneof("type") == "button":
                    self.buttons[element.button.label] = element.button.id
                told.append(shown)
            elif what == "script_finished" and not self._is_to_run_again(shown):
                break
        self._last = told

    @staticmethod
    def _is_to_run_again(shown: ForwardMsg) -> bool:
        return shown.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def shows(self, text: str) -> bool:
        """Whether the last run sent this text anywhere."""
        return any(text in MessageToJson(shown, ensure_ascii=False) for shown in self._last)
