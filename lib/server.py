"""The launcher: `streamlit run lib/server.py` starts the whole app, once per process.

Owns the web server around `app.py`: what happens before the first visitor, and what every answer passes
through. What the screens show is decided in `app.py`; the parts used here are in `lib.web`.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import pkgutil
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# `streamlit run` puts the folder of this file in front, where `import model` would find a second `lib.model`.
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry).resolve() not in (ROOT, ROOT / "lib"))]

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from streamlit import net_util  # noqa: E402
from streamlit.file_util import get_static_dir  # noqa: E402
from streamlit.runtime import Runtime  # noqa: E402
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager  # noqa: E402
from streamlit.runtime.pages_manager import PagesManager  # noqa: E402

import lib.ui  # noqa: E402
from lib import VERSION  # noqa: E402
from lib.access import OWN_ADDRESS  # noqa: E402
from lib.store.file.connection import DATASETS, REAL, database_path  # noqa: E402
from lib.store.file.problems import StoreProblem  # noqa: E402
from lib.store.file.settings import stored_address  # noqa: E402
from lib.store.people.file import PeopleUnreadable, people_path, room_secret  # noqa: E402
from lib.store.people.identities import note_service  # noqa: E402
from lib.store.seed.seeding import prepare  # noqa: E402
from lib.store.upkeep.copies import keep_daily  # noqa: E402
from lib.ui.frame import shortcuts  # noqa: E402
from lib.web.admission import Admission  # noqa: E402
from lib.web.ahead.screen import DRAWN_AHEAD, FirstScreens  # noqa: E402
from lib.web.assets.lean import Lean, lean_folder  # noqa: E402
from lib.web.assets.serving import Assets, CompressedStatic  # noqa: E402
from lib.web.brand import brand_routes, looks_address, looks_route  # noqa: E402
from lib.web.document import Document, DutchDocument  # noqa: E402
from lib.web.drafts import drafts_route  # noqa: E402
from lib.web.entrance import Entrance  # noqa: E402
from lib.web.evidence.route import file_route  # noqa: E402
from lib.web.finding.route import finding_route  # noqa: E402
from lib.web.gate import EVERY_ADDRESS, Gate, hosts_of  # noqa: E402
from lib.web.headers import Failure, SecurityHeaders, security_headers  # noqa: E402
from lib.web.health import health_route  # noqa: E402
from lib.web.key import first_address  # noqa: E402
from lib.web.live import live_route  # noqa: E402
from lib.web.neighbours import number_in_network  # noqa: E402
from lib.web.outside.follow import CLOSING, Following, allow_many  # noqa: E402
from lib.web.outside.partner import partner_routes  # noqa: E402
from lib.web.outside.printing import print_routes  # noqa: E402
from lib.web.outside.room import keep_secret  # noqa: E402
from lib.web.outside.take_along import take_along_routes  # noqa: E402
from lib.web.provider import BEGIN, ProviderWrong, Service, service_of  # noqa: E402
from lib.web.uploads import UPLOADS, BoundedUploads  # noqa: E402

OPEN_BROWSER = "WERKAGENDA_OPEN"
"""The environment variable with which `make run` asks for a browser."""
HEAVY = ("pandas", "pyarrow.pandas_compat", "PIL.PngImagePlugin", "streamlit.material_icon_names", "pydeck")
"""What the first page, grid, icon and map would load while a visitor waits; `lib.ui` brings the rest."""

SECONDS_BETWEEN_COPIES = 3600

logger = logging.getLogger(__name__)


def warm() -> None:
    """Load all that the pages need, and take it out of the garbage collector's rounds.

    Streamlit collects after every run of a page; going past every loaded library each time was
    three quarters of the work of the server.
    """
    for name in HEAVY:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(lib.ui.__path__, "lib.ui."):
        importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def prepare_agenda() -> None:
    """Create or migrate the databases that are opened first; a problem is for the screens to explain."""
    for dataset in {REAL, os.environ.get("WERKAGENDA_SET", REAL)}.intersection(DATASETS):
        try:
            prepare(dataset)
        except (StoreProblem, OSError) as problem:
            logger.warning("%s", problem)


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """What happens between the start of the process and its first visitor."""
    prepare_agenda()
    with suppress(PeopleUnreadable):
        note_service(real_path(), SERVICE is not None)
        keep_secret(room_secret(real_path()))
    warm()
    announce()
    allow_many()
    CLOSING.end_with_server()
    tasks = [asyncio.create_task(ASSETS.warm(DOCUMENT.assets(BASE))), asyncio.create_task(keep_copying())]
    yield
    for task in tasks:
        task.cancel()


async def keep_copying() -> None:
    """Look every hour whether the copy of the day is due."""
    while True:
        await asyncio.to_thread(keep_daily, database_path(REAL))
        await asyncio.sleep(SECONDS_BETWEEN_COPIES)


def late(module: str, name: str) -> Callable[..., Any]:
    """Return a function of the screens that is loaded when it is called, as the screens are."""

    def call(*given: object) -> Any:
        return getattr(importlib.import_module(module), name)(*given)

    return call


def usual_set() -> str:
    """Return the data set of an address that names none."""
    asked = os.environ.get("WERKAGENDA_SET", REAL)
    return asked if asked in DATASETS else REAL


def forget_upload(session: str, file: str) -> None:
    """Let Streamlit drop the bytes of an uploaded file."""
    manager = Runtime.instance().uploaded_file_mgr
    if isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(session, file)


def announce() -> None:
    """Say in the terminal where to come in, and open it there when the one who starts the app asks for that.

    Streamlit would ask the internet for an address to name.
    """
    listening = str(st.get_option("server.address") or "")
    name = (number_in_network() or socket.gethostname()) if listening in EVERY_ADDRESS else listening
    address = first_address(f"http://{name}:{st.get_option('server.port')}", BASE)
    print(f"Werkagenda: {address}", flush=True)
    if os.environ.get(OPEN_BROWSER) and has_screen():
        opening = Timer(1.0, webbrowser.open, [address.partition(" ")[0]])
        opening.daemon = True
        opening.start()


def sign_in_service() -> Service | None:
    """Return the service that people sign in with; the app does not start with one that cannot be used."""
    try:
        return service_of(OWN)
    except ProviderWrong as problem:
        sys.exit(problem.sentence)


def real_path() -> Path:
    """Return the agenda beside which stands who may come in; that of the example has the same people."""
    return database_path(REAL)


def files() -> Iterator[Path]:
    """Yield all that a page is drawn from, the agenda first."""
    yield from map(database_path, DATASETS)
    yield people_path(real_path())


def has_screen() -> bool:
    """Tell whether this machine can show a browser; else a browser of the terminal might start in it."""
    return sys.platform != "linux" or any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))


shortcuts.take()
# With a folder named `pages` Streamlit would serve a deep link on a fresh server without `app.py`.
PagesManager.uses_pages_directory = False
# To name the address of this machine Streamlit would ask a server on the internet, and wait for it.
net_util.get_external_ip = lambda: None

BASE = "".join(f"/{part}" for part in [str(st.get_option("server.baseUrlPath") or "").strip("/")] if part)
STATIC = Path(get_static_dir())
FONT = next(
    (f"./static/media/{file.name}" for file in (STATIC / "static" / "media").glob("SourceSansVF-Upright*")),
    "",
)
BRAND = ROOT / "lib" / "ui" / "frame" / "brand"
ASSETS = Assets(STATIC, BASE, Lean(lean_folder(), st.__version__))
DOCUMENT = Document(STATIC, looks_address())
OWN = os.environ.get(OWN_ADDRESS) or stored_address(database_path(REAL))
HOSTS = hosts_of(str(st.get_option("server.address") or ""), OWN, socket.gethostname())
SERVICE = sign_in_service()
LIGHT, TAKEN = "lib.ui.slides.light", "lib.ui.slides.take_along"
FIRST_SCREENS = FirstScreens(late("lib.ui.ahead.first", "draw"), DRAWN_AHEAD, files, BASE)
HEADERS = security_headers(DOCUMENT.script_hashes(), OWN)

app = st.App(
    ROOT / "app.py",
    lifespan=ready,
    routes=[
        health_route(VERSION, BASE),
        live_route(BASE),
        drafts_route(BASE),
        finding_route(BASE),
        file_route(real_path, BASE),
        *partner_routes(real_path, BASE),
        *Following(
            late(LIGHT, "sight"), late(LIGHT, "looks"), usual_set, BASE, FONT, ask=late(LIGHT, "ask")
        ).routes,
        *print_routes(late("lib.ui.slides.printed", "printed"), usual_set, BASE, FONT),
        *take_along_routes(late(TAKEN, "promised"), late(TAKEN, "calendar_of"), usual_set, BASE),
        *Entrance(real_path, OWN, BASE, SERVICE).routes,
        *brand_routes(BRAND, BASE),
        looks_route(BASE),
    ],
    middleware=[
        Middleware(SecurityHeaders, HEADERS, f"{BASE}/static/"),
        Middleware(Gate, HOSTS),
        Middleware(Admission, real_path, BASE, f"{BASE}/{BEGIN}" if SERVICE else ""),
        Middleware(BoundedUploads, UPLOADS, forget_upload, BASE),
        Middleware(CompressedStatic, ASSETS),
        Middleware(DutchDocument, DOCUMENT, BASE, FIRST_SCREENS.of),
    ],
    on_script_error=late("lib.ui.frame.frame", "unexpected"),
    exception_handlers={Exception: Failure(HEADERS)},
)
