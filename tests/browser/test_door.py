"""The door of the whole app, over real connections: who gets in, who may edit, and what is asked outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from lib.access import AT_MACHINE, NOT_LOCAL
from tests.browser.browser_support import Server
from tests.browser.conftest import OpenPage
from tests.browser.visitor import unfold

PAGE, QUERY = "actie", "actie=3&modus=bewerken"
PATIENCE = 30.0


def visit(server: Server, host: str, origin: str | None, claimed: str, **headers: str) -> str:
    """Open a page to edit as any program could, with an address in the browser of one's own making."""
    port = str(server.port)
    with connect(
        f"ws://{host.format(port=port)}/_stcore/stream",
        address=("127.0.0.1", server.port),
        origin=Origin(origin.format(port=port)) if origin else None,
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={
            "Cookie": "werkagenda_naam=Anna",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
        max_size=None,
        proxy=None,
        open_timeout=PATIENCE,
    ) as socket:
        asked = BackMsg()
        asked.rerun_script.query_string = QUERY
        asked.rerun_script.page_name = PAGE
        asked.rerun_script.context_info.url = claimed.format(port=port)
        socket.send(asked.SerializeToString())
        seen = b""
        while True:
            message = socket.recv(PATIENCE, decode=False)
            seen += message
            if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
                return seen.decode("utf-8", errors="replace")


OWN = ("127.0.0.1:{port}", "http://127.0.0.1:{port}", "http://127.0.0.1:{port}/actie")


def test_ones_own_page_edits(agenda: Server):
    assert NOT_LOCAL not in visit(agenda, *OWN)
    assert NOT_LOCAL not in visit(agenda, "localhost:{port}", "http://localhost:{port}", "http://localhost")


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"],
)
def test_who_comes_through_a_proxy_only_reads(agenda: Server, header: str):
    assert NOT_LOCAL in visit(agenda, *OWN, **{header.replace("-", "_"): "8.8.8.8"})


@pytest.mark.parametrize("claimed", ["http://192.168.1.9:{port}/", "http://agenda.test/", ""])
def test_another_address_in_the_browser_only_reads(agenda: Server, claimed: str):
    assert NOT_LOCAL in visit(agenda, *OWN[:2], claimed)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("evil.example:{port}", "http://evil.example:{port}"),
        ("127.0.0.1:{port}", "http://localhost:3000"),
        ("127.0.0.1:{port}", "http://0.0.0.0:9"),
        ("127.0.0.1:{port}", "https://evil.example"),
        ("127.0.0.1:{port}", "null"),
        ("192.168.1.9:{port}", None),
    ],
)
def test_a_page_elsewhere_is_refused_at_once_and_holds_nobody_up(
    agenda: Server, host: str, origin: str | None
):
    """Streamlit would first ask the internet for its own address, twice, while all others wait."""
    begun = time.monotonic()
    with pytest.raises(InvalidStatus) as refused:
        visit(agenda, host, origin, OWN[2])
    assert refused.value.response.status_code == 403
    assert time.monotonic() - begun < 5
    assert "external IP" not in agenda.log_text()


def test_an_open_server_asks_nothing_outside_and_lets_nobody_edit(server: Callable[..., Server]):
    one = server(listen="0.0.0.0")
    assert "external IP" not in one.log_text()
    assert f":{one.port}" in one.log_text(), "it says where it is"
    assert NOT_LOCAL in visit(one, *OWN, **{AT_MACHINE.replace("-", "_"): "ja"})
    assert NOT_LOCAL in visit(one, "192.168.1.9:{port}", "http://192.168.1.9:{port}", OWN[2])
    with pytest.raises(InvalidStatus):
        visit(one, "evil.example:{port}", "http://evil.example:{port}", OWN[2])


def test_only_who_is_offered_a_file_picker_leaves_a_file(agenda: Server, open_page: OpenPage):
    put = Request(agenda.url("/_stcore/upload_file/0b3c/1"), b"x", method="PUT")
    with pytest.raises(HTTPError) as refused:
        urlopen(put, timeout=PATIENCE)
    assert refused.value.code == 403
    page = open_page(agenda.url("/arbeidsmarkt?modus=bewerken"), name="Anna")
    unfold(page, "Bestand inlezen (CSV of Excel)")
    content = b"Regio;Maand\nAM15;2023-01\n"
    picker = page.locator("input[type=file]")
    picker.set_input_files({"name": "ww.csv", "mimeType": "text/csv", "buffer": content})
    expect(page.get_by_text("De bron is nog leeg")).to_be_visible()
