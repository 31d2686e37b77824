"""A real server and a real Chromium for tests: start, open, wait, look, end.

Nothing here waits for a fixed time: each wait ends when its condition holds, or fails with a reason.
"""

import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Any, Literal, Self
from urllib.parse import quote, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    ViewportSize,
    WebError,
)

from lib.access import PLAIN_COOKIE
from lib.web.assets.lean import PLACE
from lib.web.key import FIXED_KEY
from lib.web.neighbours import number_in_network
from tests.browser.nursery import Nursery, Raised

ROOT = Path(__file__).resolve().parents[2]
LEAN = ROOT / ".cache" / "lean-of-tests"
"""Where `make tests` put the lean files, packed in haste; servers do without when there are none."""
START_SECONDS = 60
END_SECONDS = 10
WAIT_MS = 40_000
NAME_COOKIE = "werkagenda_naam"
NOWHERE = "about:blank"
FORGET = "() => { if (origin !== 'null') { sessionStorage.clear(); localStorage.clear(); } }"
"""A page without an origin, such as a file, has no memory either."""
KEY = "de-vaste-sleutel-van-de-tests-0123456789"
"""What each server of the tests takes for its start key, and each visitor holds unless a test says not to."""


NETWORK = number_in_network() or "127.0.0.1"
"""The number under which other devices find this machine; its own loopback without a network."""
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # WebGL in software, but not the page itself: drawing that by the same means was a third of all the work.
    "--disable-gpu-compositing",
    # To compile what is called some hundred times costs a page of tests more than it gives.
    "--js-flags=--invocation-count-for-maglev=2000",
    # Behind the address bar of each window stood two pages of the browser itself: a quarter of the work of
    # opening a page. This replaces Playwright's own list, so what matters of that is in it.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,DestroyProfileOnBrowserClose,"
    "OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,AimEnabled",
    # What tries to reach the internet finds no address, also on a machine that is connected.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE {NETWORK}",
)

# The first screen of the document has gone. Connected, the script has run, nothing is left over from before,
# and every element's own code has arrived.
READY = (
    'body:not(:has(wa-first)) [data-testid="stApp"]'
    '[data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
    ':not(:has([data-testid="stAppSkeleton"], [data-testid="stSkeleton"], [data-stale="true"]))'
    ", body:not(:has(#root)) main"  # a page that is not drawn by scripts, such as that of who follows
)
# Movement that will end by itself has ended, and the fonts are there: contrast and pictures are steady.
STILL = """async () => {
    await document.fonts.ready;
    const ends = (a) => a.effect && a.effect.getComputedTiming().endTime !== Infinity;
    await Promise.all(document.getAnimations().filter(ends).map((a) => a.finished.catch(() => null)));
    return true;
}"""
COLOURED = """(scheme) => {
    const look = (selector) => getComputedStyle(document.querySelector(selector));
    const isLight = parseInt(look('h1').color.slice(4)) > 128;
    return look('[data-testid=stApp]').colorScheme === scheme && isLight === (scheme === 'dark');
}"""
# A run of the page fades what it will draw anew: what is seen meanwhile counts for nothing.
JUDGE = f"""async ([within, options, ready]) => {{
    if (!window.axe) return null;
    await ({STILL})();
    let ranMeanwhile = !document.querySelector(ready);
    const watch = new MutationObserver(() => {{ ranMeanwhile = true; }});
    const app = document.querySelector('[data-testid="stApp"]');
    if (app) watch.observe(app, {{ attributes: true, attributeFilter: ['data-test-script-state'] }});
    const {{ violations }} = await axe.run(within ?? document, options);
    watch.disconnect();
    return {{ ranMeanwhile, violations }};
}}"""
FOLLOW = """([address, patience]) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const ran = new Promise((done) => {
        const watch = new MutationObserver(() => done(true));
        watch.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
        // A quick run may begin and end between two drawings, so that only what it drew tells of it.
        watch.observe(document.querySelector('[data-testid="stMain"]'), { childList: true, subtree: true });
    });
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
    return Promise.race([ran, new Promise((done) => setTimeout(done, patience, false))]);
}"""
MOST_LOOKS = 5
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
Scheme = Literal["light", "dark"]
Judged = Scheme | Literal["small", "wide", "phone in the dark", "names"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
OF_SIZE = ["target-size", "scrollable-region-focusable", "aria-hidden-focus"]
AXE_RULES: Mapping[Judged, Mapping[str, object]] = {
    "light": {"type": "tag", "values": TAGS},
    "wide": {"type": "tag", "values": TAGS},
    "names": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": OF_COLOURS},
    "small": {"type": "rule", "values": OF_SIZE},
    "phone in the dark": {"type": "rule", "values": [*OF_COLOURS, *OF_SIZE]},
}
"""What is judged how; `light` is all of it, and `wide` and `phone in the dark` are that together.

`names` is what neither colours nor sizes can change.
"""
AXE_OF_NODE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
LEFT_OUT: Mapping[Judged, Sequence[str]] = {"wide": OF_SIZE, "names": [*OF_SIZE, *OF_COLOURS]}
ONLY_PAGE = {"include": [["[data-testid=stMain]"]]}
"""What axe looks at of a page whose frame is judged elsewhere."""
LABEL_IN_NAME = "label-content-name-mismatch"
"""A rule that axe leaves off unless it is asked for."""
# On a deep link Streamlit's page asks here first, gets 404, and then asks at the top.
HARMLESS_404 = re.compile(r"^/[^/]+/_stcore/(health|host-config)$")


PORTS_LEFT: list[int] = []
"""Of servers of this process that ended."""


class Server:
    """One `streamlit run lib/server.py` on a free port of this machine, with a database of its own."""

    nursery: Nursery | None = None
    """Where servers come from, but for those that start alone."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        *,
        database: Path | None = None,
        listen: str = "127.0.0.1",
        options: Sequence[str] = (),
        alone: bool = False,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.database = database or folder / "werkagenda.db"
        self.environment = dict(environment or {})
        self.listen = listen
        self.options = options
        self.alone = alone
        self.log = folder / "server.log"
        self.port = PORTS_LEFT.pop() if PORTS_LEFT else free_port()
        self.process: subprocess.Popen[bytes] | Raised | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def origin(self) -> str:
        """The address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        """The full address of a page, such as `/actie?actie=3`."""
        return f"{self.origin}/{path.lstrip('/')}"

    def start(self) -> None:
        """Start (again, on the same port and database) and wait until it answers."""
        address = ["--server.address", self.listen, "--server.port", str(self.port)]
        arguments = ["run", "lib/server.py", *address, *self.options]
        if self.nursery and not self.alone:
            self.process = self.nursery.raise_one(arguments, self._environment(), self.log)
        else:
            self.process = self._begin([sys.executable, "-m", "streamlit", *arguments])
        self._wait_until_healthy(self.process)

    def _begin(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self._environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def stop(self) -> None:
        """End this very process, kindly first; harmless when it already ended."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def end(self) -> None:
        """Stop it for good, and leave its port to the next one.

        A browser keeps what it read and compiled by origin: a new one costs it as much as a whole page.
        """
        self.stop()
        PORTS_LEFT.append(self.port)

    def kill(self) -> None:
        """End it without any warning, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def log_text(self) -> str:
        """All that the server wrote so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _environment(self) -> dict[str, str]:
        """That of the tests, without settings of the person who runs them."""
        own = ("WERKAGENDA_", "STREAMLIT_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        ours = {"HOME": str(self.folder), "WERKAGENDA_DB": str(self.database), "PYTHONUNBUFFERED": "1"}
        ours |= {FIXED_KEY: KEY, PLACE: str(LEAN)}
        return kept | ours | self.environment

    def _wait_until_healthy(self, process: subprocess.Popen[bytes] | Raised) -> None:
        deadline = monotonic() + START_SECONDS
        while not self._answers():
            try:
                process.wait(0.05)  # a pause that ends at once when the server does
            except subprocess.TimeoutExpired:
                if monotonic() < deadline:
                    continue
                self.stop()
            raise AssertionError(f"the server did not start:\n{self.log_text()}")

    def _answers(self) -> bool:
        with socket.socket() as probe:  # far cheaper than asking, while nobody listens yet
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
        try:
            with urllib.request.urlopen(self.url("/_stcore/health"), timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def launch(playwright: Playwright, chromium: Path, home: Path) -> Browser:
    """Chromium without a window, drawing WebGL in software, away from the internet and the real home."""
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    return playwright.chromium.launch(
        executable_path=chromium, headless=True, args=CHROMIUM_FLAGS, env={**os.environ, **folders}
    )


@dataclass(frozen=True)
class Look:
    """How large the window of a visitor is, and whether it is light or dark."""

    width: int = 1366
    height: int = 768
    scheme: Literal["light", "dark"] = "light"

    @property
    def size(self) -> ViewportSize:
        return {"width": self.width, "height": self.height}


@dataclass
class Visit:
    """One visitor with cookies of his own, and whatever went wrong in his tabs."""

    context: BrowserContext
    look: Look
    origin: str = ""
    allowed: Sequence[str] = ()
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(WAIT_MS)
        self.context.on("request", self._see_request)
        self.context.on("console", self._see_console)
        self.context.on("weberror", self._see_error)
        self.context.on("page", lambda page: page.on("websocket", lambda ws: self._see_address(ws.url)))

    def open(self, address: str) -> Page:
        """A tab on this address, ready for use."""
        unused = [page for page in self.context.pages if page.url == NOWHERE]
        page = unused[0] if unused else self.context.new_page()
        page.set_viewport_size(self.look.size)
        page.emulate_media(color_scheme=self.look.scheme, reduced_motion="reduce", media="null")
        load(page, address)
        return page

    def begin(self, origin: str, allowed: Iterable[str] = (), name: str = "", key: str = KEY) -> None:
        """Let somebody begin, with a key, and the name that was given before if there is one."""
        self.origin, self.allowed, self.troubles = origin, tuple(allowed), []
        if key:
            self.context.add_cookies([{"name": PLAIN_COOKIE, "value": key, "url": origin}])
        if name:
            self.context.add_cookies([{"name": NAME_COOKIE, "value": quote(name), "url": origin}])

    def end(self) -> bool:
        """Forget this visitor, and keep one tab for the next: opening it was half the work of a page.

        Tells whether there is such a tab.
        """
        if not self.context.pages:
            return False
        tab, *others = self.context.pages
        for page in others:
            page.close()
        tab.unroute_all()
        tab.evaluate(FORGET)
        tab.goto(NOWHERE)
        tab.mouse.move(0, 0)
        self.context.clear_cookies()
        return True

    def _see_request(self, request: Request) -> None:
        self._see_address(request.url)

    def _see_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.origin).netloc:
            self._note(f"request to another host: {url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            source = str(message.location.get("url", ""))
            if not ("404" in message.text and HARMLESS_404.match(urlsplit(source).path)):
                self._note(f"console: {message.text} ({source})")

    def _see_error(self, error: WebError) -> None:
        self._note(f"uncaught in the page: {error.error}")

    def _note(self, trouble: str) -> None:
        if not any(re.search(pattern, trouble) for pattern in self.allowed):
            self.troubles.append(trouble)


def new_visit(
    browser: Browser,
    origin: str,
    *,
    viewport: tuple[int, int] = (1366, 768),
    color_scheme: str = "light",
    allowed: Iterable[str] = (),
    name: str = "",
    key: str = KEY,
    idle: list[Visit] | None = None,
) -> Visit:
    """A new visitor with a Dutch browser, who gave a name before if there is one.

    `allowed` holds patterns of errors that the test means to cause. `key` is what lets in: that of the
    server's own machine, unless a test says otherwise. Of `idle` visits one is taken, best of the same
    server: what a browser compiled of a page is kept by visit and by server.
    """
    look = Look(*viewport, color_scheme)  # type: ignore[arg-type]
    left = max(idle or (), key=lambda visit: visit.origin == origin, default=None)
    if idle and left:
        idle.remove(left)
        left.look = look
    visit = left or Visit(
        browser.new_context(
            viewport=look.size,
            color_scheme=look.scheme,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
        ),
        look,
    )
    visit.begin(origin, allowed, name, key)
    return visit


def load(page: Page, address: str) -> None:
    """Load another address in a tab: half the work of a tab of its own."""
    page.goto(address)
    wait_ready(page)


def follow(page: Page, address: str) -> None:
    """Go to another address of the app as a link of its own does: that draws only what differs."""
    wait_ready(page)
    assert page.evaluate(FOLLOW, [address, WAIT_MS]), "the page never ran at its new address"
    wait_ready(page)


def wait_ready(page: Page) -> None:
    """Wait until the page is connected, its script has run, and all of it is drawn.

    After a click the page is still "ready" for a moment: there, wait for what the click brings
    (`expect(...)`), and then for this.
    """
    page.wait_for_selector(READY, state="attached")


def wait_still(page: Page) -> None:
    """Wait until the page is ready and stands still: before a picture or a check of colours."""
    wait_ready(page)
    page.evaluate(STILL)


def axe(
    page: Page, judged: Judged = "light", within: Mapping[str, list[list[str]]] | None = None
) -> list[str]:
    """List the findings of axe-core on the page, of any impact.

    Dark, only colours are judged, and in a smaller window only what its size can change: nothing else differs
    from the page in the light. `within` says in axe's own terms what to look at and what to leave out.
    """
    for _ in range(MOST_LOOKS):
        wait_ready(page)
        found = _judge(page, judged, within)
        if not found["ranMeanwhile"]:
            return _lines(found)
    raise AssertionError("the page ran on and on")


def axe_in_both(page: Page, within: Mapping[str, list[list[str]]] | None = None) -> list[str]:
    """List what axe finds on a page as it is, and in the other colours; in those it stays.

    Each change of colours draws the whole page anew, which costs as much as to look at it.
    """
    schemes: tuple[Scheme, Scheme] = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
    found = axe(page, schemes[0], within)
    put_in(page, schemes[1])
    return found + axe(page, schemes[1], within)


def put_in(page: Page, scheme: Scheme) -> None:
    """Let the whole page take other colours, its words too."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(COLOURED, arg=scheme)


def axe_as_it_is(
    page: Page, judged: Judged = "light", within: Mapping[str, list[list[str]]] | None = None
) -> list[str]:
    """The same of a page that is not one of the app, such as a file that it made."""
    return _lines(_judge(page, judged, within))


def _judge(page: Page, judged: Judged, within: Mapping[str, list[list[str]]] | None) -> dict[str, Any]:
    more = {LABEL_IN_NAME: {"enabled": judged in {"light", "wide", "names"}}}
    more |= {rule: {"enabled": False} for rule in LEFT_OUT.get(judged, ())}
    options = {"runOnly": AXE_RULES[judged], "rules": more, "resultTypes": ["violations"], "preload": False}
    found: dict[str, Any] | None = page.evaluate(JUDGE, [within, options, READY])
    if found is None:
        page.evaluate(_axe_source())
        found = page.evaluate(JUDGE, [within, options, READY])
    assert found
    return found


def _lines(found: Mapping[str, Any]) -> list[str]:
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node['failureSummary']} {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _axe_source() -> str:
    """That of the lock file of node.js where it is installed; else the older one of a package of Python."""
    here = AXE_OF_NODE if AXE_OF_NODE.exists() else files("axe_playwright_python").joinpath("axe.min.js")
    return here.read_text(encoding="utf-8")
