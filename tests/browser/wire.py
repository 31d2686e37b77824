"""A visitor without a browser: speaks with the server over Streamlit's websocket, as any program could."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from lib.access import PLAIN_COOKIE
from tests.browser.browser_support import KEY, Server

PATIENCE = 30.0
HELD = f"{PLAIN_COOKIE}={KEY}"
OWN = ("127.0.0.1:{port}", "http://127.0.0.1:{port}")
"""The host and origin of a page of the app itself; `port` is that of its server."""


class Wire:
    """One open connection."""

    def __init__(self, socket: ClientConnection, port: int) -> None:
        self._socket, self._port = socket, port

    def run(self, page: str, query: str, fields: WidgetStates | None = None) -> list[bytes]:
        """Let a page run, with what was filled in and pressed on it; gives all that was sent of it."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.context_info.url = f"http://127.0.0.1:{self._port}/"  # as it claims, true or not
        if fields is not None:
            asked.rerun_script.widget_states.CopyFrom(fields)
        self._socket.send(asked.SerializeToString())
        sent: list[bytes] = []
        while not sent or ForwardMsg.FromString(sent[-1]).WhichOneof("type") != "script_finished":
            sent.append(self._socket.recv(PATIENCE, decode=False))
        return sent


@contextmanager
def wired(
    server: Server,
    host: str = OWN[0],
    origin: str | None = OWN[1],
    held: str = HELD,
    through: int = 0,
    sent: Mapping[str, str] | None = None,
) -> Iterator[Wire]:
    """Connect with the key of the machine unless `held` is another cookie; `through` a forwarder if any."""
    with connect(
        f"ws://{host.format(port=server.port)}/_stcore/stream",
        address=("127.0.0.1", through or server.port),
        origin=Origin(origin.format(port=server.port)) if origin else None,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": f"werkagenda_naam=Anna; {held}", **(sent or {})},
        max_size=None,
        proxy=None,
        open_timeout=PATIENCE,
    ) as socket:
        yield Wire(socket, server.port)


def text_of(sent: list[bytes]) -> str:
    return b"".join(sent).decode("utf-8", errors="replace")
