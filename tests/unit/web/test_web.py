"""The web server around the app: compression, the Dutch page, headers, health and the live socket."""

import asyncio
import gzip
import json
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.store.file.problems import DatabaseMissing
from lib.web import health
from lib.web.assets.serving import FOR_EVER, Assets, CompressedStatic, takes_gzip
from lib.web.brand import looks_address, looks_route
from lib.web.document import SIGNED_IN, Document, DutchDocument
from lib.web.headers import Failure, SecurityHeaders, security_headers
from lib.web.health import health_route
from lib.web.live import MESSAGE_LIMIT, REFUSED, TOO_BIG, live_route
from tests.unit.cases import for_each

SCRIPT = b"export const answer = 42;\n" * 200
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>Streamlit</title>'
    '<script type="module" src="./static/js/index.abc.js"></script></head>'
    "<body><noscript>You need to enable JavaScript</noscript></body></html>"
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


async def ask(app: ASGIApp, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    """One request to an ASGI app, without a server."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": raw}
    sent: list[Message] = []
    said = [{"type": "http.request", "body": b""}]

    async def receive() -> Message:
        if not said:
            await asyncio.Event().wait()  # the visitor stays
        return said.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


def once(app: ASGIApp, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    return asyncio.run(ask(app, path, method, **headers))


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for what lies behind: says that it was asked, and with which headers."""
    assert scope["type"] == "http"
    seen = ",".join(sorted(name.decode() for name, _ in scope["headers"]))
    await PlainTextResponse("behind", headers={"seen": seen})(scope, receive, send)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as Streamlit's own, with one page and one script."""
    (tmp_path / "static/js").mkdir(parents=True)
    (tmp_path / "static/js/index.abc.js").write_bytes(SCRIPT)
    (tmp_path / "static/js/font.woff2").write_bytes(b"font")
    (tmp_path / "secret.js").write_bytes(b"secret")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


# ------------------------------------------------------------------- compression


def test_a_script_comes_compressed_and_may_be_kept_for_ever(folder: Path) -> None:
    answer = once(
        CompressedStatic(streamlit, Assets(folder)), "/static/js/index.abc.js", accept_encoding="gzip, br"
    )
    assert answer.status == 200
    assert gzip.decompress(answer.body) == SCRIPT
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["vary"] == "accept-encoding"
    assert len(answer.body) < len(SCRIPT) / 10


@for_each(
    [
        ("gzip", True),
        ("br;q=1.0, GZIP ; q=0.5", True),
        ("*", True),
        ("x-gzip", True),
        ("*;q=0, gzip", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
        ("gzip;q=nonsense", False),
    ]
)
def test_gzip_only_for_who_takes_it(accepted: str, gzipped: bool) -> None:
    assert takes_gzip(Headers({"accept-encoding": accepted})) is gzipped


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/static/js/index.abc.js", "GET", {}),
        ("/static/js/index.abc.js", "GET", {"accept_encoding": "gzip;q=0"}),
        ("/static/js/index.abc.js", "GET", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/index.abc.js", "POST", {"accept_encoding": "gzip"}),
        ("/static/js/font.woff2", "GET", {"accept_encoding": "gzip"}),
        ("/static/js/other.js", "GET", {"accept_encoding": "gzip"}),
        ("/static/../secret.js", "GET", {"accept_encoding": "gzip"}),
        ("/secret.js", "GET", {"accept_encoding": "gzip"}),
        ("/", "GET", {"accept_encoding": "gzip"}),
    ],
)
def test_all_else_is_left_to_streamlit(folder: Path, path: str, method: str, headers: dict[str, str]) -> None:
    answer = once(CompressedStatic(streamlit, Assets(folder)), path, method, **headers)
    assert answer.body == b"behind"
    assert answer.headers["seen"] == ",".join(sorted(name.replace("_", "-") for name in headers))


def test_head_and_known_tag_send_no_body(folder: Path) -> None:
    app = CompressedStatic(streamlit, Assets(folder))
    full = once(app, "/static/js/index.abc.js", accept_encoding="gzip")
    head = once(app, "/static/js/index.abc.js", "HEAD", accept_encoding="gzip")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(full.body))
    tag = full.headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        again = once(app, "/static/js/index.abc.js", accept_encoding="gzip", if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert once(app, "/static/js/index.abc.js", accept_encoding="gzip", if_none_match='"x"').status == 200


def test_a_file_is_compressed_once_however_many_ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(raw: bytes, *arguments: Any, **options: Any) -> bytes:
        made.append(len(raw))
        return b"small"

    monkeypatch.setattr(gzip, "compress", counted)
    assets = Assets(folder, "/basis")

    async def many() -> list[Answer]:
        await assets.warm(["/basis/static/js/index.abc.js", "/basis/static/js/unknown.js"])
        app = CompressedStatic(streamlit, assets)
        path = "/basis/static/js/index.abc.js"
        return await asyncio.gather(*(ask(app, path, accept_encoding="gzip") for _ in range(20)))

    assert {answer.body for answer in asyncio.run(many())} == {b"small"}
    assert made == [len(SCRIPT)]


def test_a_failed_compression_is_tried_again(folder: Path) -> None:
    assets = Assets(folder)
    file = folder / "static/js/index.abc.js"
    file.unlink()

    async def twice() -> bytes:
        with pytest.raises(FileNotFoundError):
            await assets.body("/static/js/index.abc.js")
        file.write_bytes(SCRIPT)
        return (await assets.body("/static/js/index.abc.js")).content

    assert gzip.decompress(asyncio.run(twice())) == SCRIPT


# ---------------------------------------------------------------------- the page


async def page(_request: Request) -> Response:
    return HTMLResponse(PAGE)


async def same_size(_request: Request) -> Response:
    return HTMLResponse("x" * len(PAGE))


async def missing(_request: Request) -> Response:
    return HTMLResponse(PAGE, status_code=404)


def with_page(folder: Path) -> ASGIApp:
    routes = [
        Route("/media/upload.html", same_size),
        Route("/actie/_stcore/health", missing),
        Route("/gezond", lambda _request: PlainTextResponse("ok")),
        Route("/{page:path}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(DutchDocument, Document(folder))])


@pytest.mark.parametrize("path", ["/", "/actie", "/wijzigingen"])
def test_every_page_address_is_in_dutch(folder: Path, path: str) -> None:
    plain = once(with_page(folder), path)
    assert plain.status == 200
    assert plain.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in plain.headers
    html = plain.body.decode()
    assert '<html lang="nl">' in html
    assert "<title>Werkagenda</title>" in html
    assert "Zet JavaScript aan" in html
    small = once(with_page(folder), path, accept_encoding="gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    again = once(with_page(folder), path, accept_encoding="gzip", if_none_match=small.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert once(with_page(folder), path, "HEAD").body == b""


def test_answers_that_are_not_the_page_stay_as_they_are(folder: Path) -> None:
    app = with_page(folder)
    assert once(app, "/media/upload.html").body == b"x" * len(PAGE)
    assert once(app, "/actie/_stcore/health").status == 404
    assert b'lang="en"' in once(app, "/actie/_stcore/health").body
    assert once(app, "/gezond").body == b"ok"
    assert once(app, "/", "POST").status == 405


def test_streamlits_own_page_is_made_ours() -> None:
    """Streamlit's file has every passage that we replace; a new version may not."""
    found = find_spec("streamlit")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "static"
    document = Document(folder)
    html = gzip.decompress(document.body(Headers({"accept-encoding": "gzip"})).content).decode()
    assert html.count("lang=") == html.count('lang="nl"') == 1
    assert html.count("<title>") == html.count("<title>Werkagenda</title>") == 1
    assert html.count("<noscript>") == 1
    assert "enable JavaScript" not in html
    assert html.index("window.__streamlit=") < html.index('<script type="module"')
    begun_with = list(document.assets("/basis"))
    assert len(begun_with) > 20
    assert all(path in Assets(folder, "/basis") for path in begun_with)


def test_the_looks_come_with_the_document_after_those_of_streamlit_and_once() -> None:
    """A page's own looks come later, in the page; the address says which looks these are."""
    from streamlit.file_util import get_static_dir

    document = Document(Path(get_static_dir()), looks_address())
    html = document.body(Headers({})).content.decode()
    named = html.index(looks_address())
    assert html.rindex("</head>") < named < html.index('<div id="root">')
    answer = once(Starlette(routes=[looks_route("/basis")]), f"/basis{looks_address()[1:].partition('?')[0]}")
    assert (answer.headers["cache-control"], answer.headers["content-type"][:8]) == (FOR_EVER, "text/css")
    assert b".wa-menu" in answer.body
    assert b"--onderwijs:" in answer.body


def test_streamlit_decides_which_addresses_are_pages() -> None:
    """With Streamlit's own file server behind it: its pages, redirects and refusals."""
    from streamlit.file_util import get_static_dir
    from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

    document = Document(Path(get_static_dir()))
    app = Starlette(
        routes=create_streamlit_static_assets_routes(base_url=None),
        middleware=[Middleware(DutchDocument, document)],
    )
    for path in ("/", "/actie", "/bestaat-niet", "/index.html"):
        assert b'lang="nl"' in once(app, path).body
    assert once(app, "/actie/_stcore/health").status == 404
    assert once(app, "/actie/").status == 301
    assert once(app, "/manifest.json").headers["content-type"] == "application/json"


def test_who_is_signed_in_waits_for_the_settings(folder: Path) -> None:
    """Streamlit sets the cookie that proves a sign-in together with its settings."""
    app = with_page(folder)
    assert b"HOST_CONFIG" in once(app).body
    signed_in = once(app, cookie=f"a=b; {SIGNED_IN}=secret").body
    assert b"HOST_CONFIG" not in signed_in
    assert b"BACKEND_BASE_URL" in signed_in


def test_a_first_screen_stands_before_all_that_would_hold_it_back_and_is_for_one_visitor() -> None:
    from streamlit.file_util import get_static_dir
    from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

    async def first(scope: Scope) -> str:
        return "<wa-first>Prioriteit A</wa-first>" if scope["path"] == "/" else ""

    document = Document(Path(get_static_dir()))
    routes = create_streamlit_static_assets_routes(base_url=None)
    app = Starlette(routes=routes, middleware=[Middleware(DutchDocument, document, "", first)])
    plain = Starlette(routes=routes, middleware=[Middleware(DutchDocument, document)])
    answer = once(app, accept_encoding="gzip")
    html = gzip.decompress(answer.body).decode()
    assert answer.headers["cache-control"] == "private, no-store"
    assert html.index("Prioriteit A") < html.index('<link rel="stylesheet"') < html.index('<div id="root">')
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1]
    assert "wa-first" in script
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in document.script_hashes()
    other = once(app, "/actie")
    assert (other.body, other.headers["cache-control"]) == (once(plain, "/actie").body, "no-cache")


# ---------------------------------------------------------------------- headers


def test_headers_on_every_answer_even_on_failure(folder: Path) -> None:
    ours = security_headers(Document(folder).script_hashes())

    async def fail(_request: Request) -> Response:
        raise ZeroDivisionError

    async def lax(_request: Request) -> Response:
        return PlainTextResponse("ok", headers={"x-frame-options": "ALLOWALL"})

    app = Starlette(
        routes=[Route("/fail", fail), Route("/lax", lax)],
        middleware=[Middleware(SecurityHeaders, ours, "/static/")],
        exception_handlers={Exception: Failure(ours)},
    )
    answers = [once(app, "/lax"), once(app, "/unknown"), failing(app, "/fail")]
    assert [answer.status for answer in answers] == [200, 404, 500]
    for answer in answers:
        for name, value in ours.items():
            assert answer.headers.getlist(name) == [value]
    file = once(app, "/static/index.js").headers
    assert file["content-security-policy"] == "default-src 'none'", (
        "a file that is opened by itself runs nothing"
    )
    assert [name for name, value in ours.items() if file[name] != value] == ["Content-Security-Policy"]
    assert "Laad de pagina opnieuw" in answers[-1].body.decode()


def failing(app: ASGIApp, path: str) -> Answer:
    """The answer of an app that raises after answering, as Starlette does so that the server can log it."""

    async def caught(scope: Scope, receive: Receive, send: Send) -> None:
        with pytest.raises(ZeroDivisionError):
            await app(scope, receive, send)

    return once(caught, path)


def test_the_policy_allows_what_streamlit_needs_and_no_more(folder: Path) -> None:
    document = Document(folder)
    policy = security_headers(document.script_hashes())["Content-Security-Policy"]
    parts = {name: sources for name, *sources in (part.split() for part in policy.split("; "))}
    assert parts["default-src"] == parts["frame-ancestors"] == parts["base-uri"] == ["'self'"]
    assert parts["form-action"] == ["'self'"]
    assert parts["object-src"] == ["'none'"]
    assert "'unsafe-inline'" not in parts["script-src"]
    assert sum(source.startswith("'sha256-") for source in parts["script-src"]) == 3, "and no other script"
    assert not any("http" in source or source == "*" for sources in parts.values() for source in sources)


# ----------------------------------------------------------------------- health


def test_health_tells_the_version_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "newest_change", lambda _path: 51)
    answer = once(Starlette(routes=[health_route("1.0")]), "/gezond")
    assert answer.status == 200
    assert json.loads(answer.body) == {"status": "ok", "versie": "1.0", "gegevens": 51}


def test_health_says_what_is_wrong_but_not_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "weg.db"))
    answer = once(Starlette(routes=[health_route("1.0", "/basis")]), "/basis/gezond")
    assert answer.status == 503
    state = json.loads(answer.body)
    assert state["status"] == "storing"
    assert "weg.db" in state["melding"]
    assert str(tmp_path) not in answer.body.decode()


# ------------------------------------------------------------------------- live


class Listener:
    """A page that is connected to the live socket, as the server sees it."""

    def __init__(self, app: ASGIApp, query: str = "set=echt", origin: str | None = "http://app.test") -> None:
        headers = [(b"host", b"app.test")] + ([(b"origin", origin.encode())] if origin else [])
        scope = {"type": "websocket", "path": "/live", "query_string": query.encode(), "headers": headers}
        self._in: asyncio.Queue[Message] = asyncio.Queue()
        self._out: asyncio.Queue[Message] = asyncio.Queue()
        self._in.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(app(scope, self._in.get, self._out.put))

    async def next(self) -> Message:
        return await asyncio.wait_for(self._out.get(), 2)

    async def version(self) -> int:
        while (message := await self.next())["type"] != "websocket.send":
            assert message["type"] == "websocket.accept"
        return int(json.loads(message["text"])["version"])

    def say(self, text: str) -> None:
        self._in.put_nowait({"type": "websocket.receive", "text": text})

    async def leave(self) -> None:
        self._in.put_nowait({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self.task, 2)


class Agenda:
    """Stands for the database: its newest change, and how often it was asked for that."""

    def __init__(self, newest: int = 7) -> None:
        self.newest = newest
        self.asked = 0
        self.gone = False

    def __call__(self) -> int:
        self.asked += 1
        if self.gone:
            raise DatabaseMissing(Path("weg.db"))
        return self.newest


def live(agenda: Agenda, every: float = 0.01) -> ASGIApp:
    return Starlette(routes=[live_route(newest={"echt": agenda}, every=every)])


def in_loop(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """Lets pytest run a test that is a coroutine."""

    async def run() -> None:
        await test()

    def plain() -> None:
        asyncio.run(run())

    plain.__name__ = test.__name__
    return plain


@in_loop
async def test_listeners_hear_the_version_at_once_and_each_change() -> None:
    agenda = Agenda(7)
    app = live(agenda)
    first, second = Listener(app), Listener(app, origin=None)
    assert [await first.version(), await second.version()] == [7, 7]
    agenda.newest = 9
    assert [await first.version(), await second.version()] == [9, 9]
    await first.leave()
    agenda.newest = 3  # an older copy was put back
    assert await second.version() == 3
    await second.leave()


@in_loop
async def test_one_poll_for_all_and_none_without_listeners() -> None:
    agenda = Agenda()
    app = live(agenda, every=60)
    listeners = [Listener(app) for _ in range(100)]
    for listener in listeners:
        assert await listener.version() == 7
    assert agenda.asked == 1
    for listener in listeners:
        await listener.leave()
    late = Listener(app)
    agenda.newest = 8
    assert await late.version() == 8
    assert agenda.asked == 2
    await late.leave()
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


@in_loop
async def test_a_database_that_is_gone_is_waited_for() -> None:
    agenda = Agenda()
    agenda.gone = True
    listener = Listener(live(agenda))
    assert (await listener.next())["type"] == "websocket.accept"
    while agenda.asked < 3:
        await asyncio.sleep(0.01)
    agenda.gone = False
    assert await listener.version() == 7
    await listener.leave()


@for_each(
    [
        ("set=echt", "http://kwaad.test"),
        ("set=echt", "http://app.test:81"),
        ("set=echt", "http://app.test.kwaad.test"),
        ("set=echt", "null"),
        ("set=echt", "http://app.test:nonsense"),
        ("set=onbekend", "http://app.test"),
        ("", "http://app.test"),
    ]
)
def test_other_sites_and_unknown_sets_are_refused(query: str, origin: str) -> None:
    async def refused() -> Message:
        listener = Listener(live(Agenda()), query, origin)
        message = await listener.next()
        await listener.task
        return message

    message = asyncio.run(refused())
    assert (message["type"], message["code"]) == ("websocket.close", REFUSED)


@in_loop
async def test_what_a_page_says_is_ignored_and_too_much_ends_it() -> None:
    agenda = Agenda()
    listener = Listener(live(agenda))
    assert await listener.version() == 7
    listener.say("x" * MESSAGE_LIMIT)
    agenda.newest = 8
    assert await listener.version() == 8
    listener.say("x" * (MESSAGE_LIMIT + 1))
    message = await listener.next()
    assert (message["type"], message["code"]) == ("websocket.close", TOO_BIG)
    await asyncio.wait_for(listener.task, 2)
