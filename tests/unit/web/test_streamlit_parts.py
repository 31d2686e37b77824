"""The parts of Streamlit that we lean on though it promises none of them: when one moves, what breaks."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pydeck
import streamlit as st
from streamlit import net_util
from streamlit.components.v2.bidi_component import serialization
from streamlit.elements import deck_gl_json_chart
from streamlit.elements.widgets import data_editor, selectbox
from streamlit.file_util import get_static_dir
from streamlit.navigation import page
from streamlit.runtime import Runtime, app_session, scriptrunner, uploaded_file_manager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.web import bootstrap
from streamlit.web.server import server_util
from streamlit.web.server.starlette import (
    starlette_app,
    starlette_routes,
    starlette_server,
    starlette_websocket,
)
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from lib.web.document import SIGNED_IN
from lib.web.uploads import ADDRESS
from tests.unit.cases import for_each

ROOT = Path(__file__).resolve().parents[3]


def source(part: Any) -> str:
    return inspect.getsource(part)


@cache
def browser_code() -> str:
    """Every script that Streamlit sends to a browser."""
    scripts = (Path(get_static_dir()) / "static").rglob("*.js")
    return "\n".join(script.read_text("utf-8") for script in scripts)


def page_html() -> str:
    return (Path(get_static_dir()) / "index.html").read_text("utf-8")


Check = Callable[[], Any]

SERVER: dict[str, tuple[Check, str]] = {
    "PagesManager.uses_pages_directory": (
        lambda: (
            "uses_pages_directory" in vars(PagesManager) and "uses_pages_directory" in source(PagesManager)
        ),
        "a deep link on a fresh server runs its page without app.py, so without a look at who is there",
    ),
    "net_util.get_external_ip": (
        lambda: (
            "net_util.get_external_ip" in source(server_util)
            and "net_util.get_external_ip()" in source(bootstrap)
            and callable(net_util.get_external_ip)
        ),
        "server.py no longer keeps Streamlit from asking the internet for the address of this machine",
    ),
    "the theme of a run": (
        lambda: (
            "_populate_theme_msg(msg.new_session.custom_theme)"
            in source(app_session.AppSession._create_new_session_message)
            and "def _populate_theme_msg(msg: CustomThemeConfig, section: str = " in source(app_session)
        ),
        "each run works out the theme anew, or the app has none",
    ),
    "what a field looks up": (
        lambda: (
            "filtered_state\n        if key is not None and key in session_state" in source(selectbox)
            and {"__getitem__", "__contains__"} <= vars(SafeSessionState).keys()
        ),
        "each field copies all that its session remembers, or asks of it what it cannot tell",
    ),
    "what asks for another run": (
        lambda: (
            source(ScriptRunner).count("_requests.on_scriptrunner_yield()") == 1
            and "def _maybe_handle_execution_control_request(self) -> None:" in source(ScriptRunner)
            and "self._state == ScriptRequestType.CONTINUE or" in source(ScriptRequests.on_scriptrunner_yield)
        ),
        "each element asks at length whether somebody wants another run, or nobody gets one",
    ),
    "the hash of a page": (
        lambda: "return calc_hash(self._url_path)" in source(page.Page),
        "each run hashes every address, or leads to another page than the address says",
    ),
    "what may be a table": (
        lambda: "if is_dataframe_like(value)" in source(serialization._extract_dataframes_from_dict),
        "each run looks for tables in what our scripts get",
    ),
    "the welcome message": (
        lambda: (
            source(bootstrap._print_url).index("hideWelcomeMessage")
            < source(bootstrap._print_url).index("_ip")
        ),
        "the start of the app asks the internet for an address to print",
    ),
    "the origin of a websocket": (
        lambda: "is_url_from_allowed_origins" in source(starlette_websocket),
        "the gate may have become needless: look how Streamlit refuses a foreign origin now",
    ),
    "middleware of ours comes first": (
        lambda: "User middleware runs before" in (inspect.getdoc(starlette_app.App) or ""),
        "the gate no longer stands before Streamlit",
    ),
    "the library of websockets": (
        lambda: "websockets-sansio" in source(starlette_server),
        "tests/unit/web/test_gate.py proves the limit of a header with another library than the app has",
    ),
    "the address of uploads": (
        lambda: ADDRESS.strip("/") == starlette_routes.BASE_ROUTE_UPLOAD_FILE,
        "anybody may fill the memory of the server with files",
    ),
    "files of a session": (
        lambda: (
            list(inspect.signature(MemoryUploadedFileManager.remove_file).parameters)[1:]
            == ["session_id", "file_id"]
            and isinstance(inspect.getattr_static(Runtime, "uploaded_file_mgr"), property)
        ),
        "old uploads stay in memory until the visitor leaves",
    ),
    "the name of an upload": (
        lambda: (
            "file_id" in source(uploaded_file_manager.UploadedFile)
            and callable(scriptrunner.get_script_run_ctx)
        ),
        "an uploaded file is read anew at each press of a key, or refused for everybody",
    ),
    "get_static_dir": (
        lambda: (Path(get_static_dir()) / "index.html").is_file() and browser_code(),
        "no page in Dutch and nothing compressed",
    ),
    "the page": (
        lambda: all(
            len(re.findall(pattern, page_html(), re.DOTALL)) == 1
            for pattern in ('<html lang="en">', "<title>.*?</title>", "<noscript>.*?</noscript>")
        ),
        "the page loses its language, its title, or its words for who has no scripts",
    ),
    "the cookie of a sign-in": (
        lambda: USER_COOKIE_NAME == SIGNED_IN,
        "a page connects before the sign-in is known",
    ),
    "navigation.page.Page": (
        lambda: inspect.isclass(page.Page) or callable(page.Page),
        "the menu cannot be made",
    ),
    "what breaks off a run": (
        lambda: "self._yield_callback()" in source(SafeSessionState.__getitem__),
        "a paste is broken off half way and told as two acts: lib/ui/editing/acts.py keeps it whole",
    ),
    "edited_rows": (lambda: "edited_rows" in source(data_editor), "what is typed in the grid is not seen"),
    "to_json of a chart": (
        lambda: "to_json()" in source(deck_gl_json_chart) and "def to_json" in source(pydeck.Deck.__mro__[1]),
        "the map is written out anew at each run, or ours is not used",
    ),
    "components.v2": (lambda: callable(st.components.v2.component), "no cards, no slides, no news of others"),
}


@for_each(SERVER)
def test_a_part_of_the_server_is_where_it_was(part: str) -> None:
    check, breaks = SERVER[part]
    assert check(), f"{part} has moved: {breaks}"


BROWSER = {
    "BACKEND_BASE_URL": "a page below an address of its own looks for its server in the wrong place first",
    "HOST_CONFIG": "a page waits for its settings before it connects",
    "popstate": "a link of ours changes the address and not the page (frame/links.js)",
    "data-test-script-state": "focus and news come before a page stands still (links.js, live.js, bar.js)",
    "data-collapsed": "the keyboard walks through a menu that is closed, off the screen (frame/reach.css)",
    "gdg-overlay-": "the first letters typed in a cell of the grid are lost (editing/grid.js)",
    "st-key-": "styles and scripts do not find what they are for",
}


@for_each(BROWSER)
def test_a_part_of_the_browser_is_called_as_it_was(part: str) -> None:
    assert part in browser_code(), f"{part} is gone: {BROWSER[part]}"


def named_in(suffix: str) -> dict[str, set[str]]:
    """The test ids of Streamlit that our files lean on, with those files."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "lib").rglob(f"*{suffix}")):
        for name in re.findall(r"""data-testid[~^$*]?=\\?["']?(\w+)""", file.read_text("utf-8")):
            found.setdefault(name, set()).add(file.relative_to(ROOT).as_posix())
    return found


STYLES, SCRIPTS = named_in(".css"), named_in(".js")


@cache
def made() -> frozenset[str]:
    """Which of these test ids Streamlit gives something, as they are or as the begin of one with a dash."""
    names = "|".join(sorted(STYLES.keys() | SCRIPTS.keys()))
    return frozenset(found[1] for found in re.findall(rf"""(["`])({names})(?:\1|-)""", browser_code()))


@for_each(SCRIPTS)
def test_what_our_scripts_look_for_is_there(name: str) -> None:
    assert name in made(), f"{SCRIPTS[name]} find no {name}"


@for_each(STYLES)
def test_what_our_styles_dress_is_there(name: str) -> None:
    assert name in made(), f"{STYLES[name]} dress no {name}"


def test_there_is_something_to_look_for() -> None:
    assert {"stMain", "stApp", "stElementContainer"} <= SCRIPTS.keys()
    assert len(STYLES) > 10


def test_the_launcher_keeps_streamlit_from_the_internet(tmp_path: Path) -> None:
    """In a process of its own, since the launcher changes Streamlit for good."""
    code = (
        "from lib.server import PagesManager, net_util;"
        "print(net_util.get_external_ip(), PagesManager.uses_pages_directory)"
    )
    environment = {**os.environ, "WERKAGENDA_DB": str(tmp_path / "x.db")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["None", "False"]
