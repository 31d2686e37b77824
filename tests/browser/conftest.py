"""Fixtures of the browser tests: a Chromium, servers on fresh databases, and visitors who tolerate no error.

A test asks for `server` (a factory) or `shared_server` (one on the example set that nobody may edit), and for
`open_page`. When it ends, each of these fails the test: a request to another host, an error in the browser
console, an uncaught error in a page, a traceback in the log of a server.
"""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lib.store.file import connection
from lib.store.seed import seeding
from tests.browser.browser_support import KEY, WAIT_MS, Server, Visit, launch, new_visit
from tests.browser.chromium import find_for_tests
from tests.browser.nursery import Nursery, is_possible

FAILED = pytest.StashKey[bool]()
MOST_IDLE = 4


class OpenPage(Protocol):
    """Opens an address of a server as a new visitor (or as the visitor of an earlier page: `like`)."""

    def __call__(
        self,
        address: str,
        *,
        viewport: tuple[int, int] = (1366, 768),
        color_scheme: str = "light",
        allowed: tuple[str, ...] = (),
        name: str = "",
        key: str = KEY,
        like: Page | None = None,
    ) -> Page:
        """The page, ready for use."""


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium to drive."""
    found = find_for_tests()
    if found is None:
        pytest.fail("no Chromium found: run `make chromium`, or set CHROMIUM to its path", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests of this worker."""
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        chromium = launch(playwright, chromium_path, tmp_path_factory.mktemp("home"))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    """Let the servers of this worker come from one process, where that is possible."""
    if not is_possible():
        yield
        return
    Server.nursery = Nursery()
    yield
    Server.nursery.close()


@pytest.fixture
def server(tmp_path: Path, fill: Callable[[Path], Path]) -> Iterator[Callable[..., Server]]:
    """Start servers with `server(...)`: keywords as of `Server`; `first=True` as the first on a machine."""
    started: list[Server] = []

    def start(*, first: bool = False, **settings: Any) -> Server:
        folder = tmp_path / f"server-{len(started)}"
        one = Server(folder if first else fill(folder), alone=first, **settings)
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        one.end()
    for one in started:
        refuse_tracebacks(one)


@pytest.fixture(scope="session")
def fill(
    first_file: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """Put into a folder what a first start fills, made once: the example set takes seconds."""
    made = tmp_path_factory.mktemp("filled")
    shutil.copy(first_file(connection.EXAMPLE), made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WERKAGENDA_DB", str(made / "werkagenda.db"))
        connection.let_go(seeding.prepare(connection.REAL))
    return lambda folder: shutil.copytree(made, folder, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[Path], Path]) -> Iterator[Server]:
    """One server on the example set for all tests of this worker that only look."""
    folder = fill(tmp_path_factory.mktemp("shared"))
    with Server(folder, {"WERKAGENDA_SET": "voorbeeld"}) as one:
        yield one
    refuse_tracebacks(one)


@pytest.fixture(scope="module")
def agenda(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[Path], Path]) -> Iterator[Server]:
    """One server per test file that its tests may edit, each its own action; as fresh as on a first start."""
    with Server(fill(tmp_path_factory.mktemp("agenda"))) as one:
        yield one
    refuse_tracebacks(one)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[Path], Path]) -> Iterator[Server]:
    """One server per test file on the example set, which its tests may edit."""
    with Server(fill(tmp_path_factory.mktemp("example")), {"WERKAGENDA_SET": "voorbeeld"}) as one:
        yield one
    refuse_tracebacks(one)


@pytest.fixture(scope="session")
def idle() -> list[Visit]:
    """Visits whose visitor left, for the next one who looks alike."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, idle: list[Visit], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Open addresses in a browser that notices every error; see `OpenPage`."""
    visits: list[Visit] = []

    def open_one(address: str, *, like: Page | None = None, **settings: Any) -> Page:
        visit = next((one for one in visits if like is not None and one.context is like.context), None)
        if visit is None:
            origin = "/".join(address.split("/", 3)[:3])
            visit = new_visit(browser, origin, idle=idle, **settings)
            visits.append(visit)
        return visit.open(address)

    yield open_one
    failed = request.node.stash.get(FAILED, False)
    if failed:
        keep_pictures(visits, tmp_path)
    for visit in visits:
        if not failed and len(idle) < MOST_IDLE and visit.end():
            idle.append(visit)
        else:
            visit.context.close()
    refuse_troubles(visits)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that `open_page` keeps a picture of what it saw."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def keep_pictures(visits: list[Visit], folder: Path) -> None:
    """Keep a picture of each page as a failed test left it."""
    pages = [page for visit in visits for page in visit.context.pages]
    for number, page in enumerate(pages):
        picture = folder / f"page-{number}.png"
        page.screenshot(path=picture)
        print(f"{page.url} looked like {picture}")


def refuse_troubles(visits: list[Visit]) -> None:
    """Fail when something went wrong in a tab that no test meant."""
    if troubles := [trouble for visit in visits for trouble in visit.troubles]:
        pytest.fail("the browser met trouble:\n" + "\n".join(troubles), pytrace=False)


def refuse_tracebacks(server: Server) -> None:
    """Fail when a server logged a traceback."""
    text = server.log_text()
    if "Traceback (most recent call last)" in text:
        pytest.fail(f"the server logged a traceback:\n{text}", pytrace=False)
