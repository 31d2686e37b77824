"""Lets people follow a presentation without Streamlit: a light page, and a stream that tells it of each move.

Owns the addresses `/volg/3` and `/volg/3/stroom`, and leads to what the room is asked (`room`). A state is
drawn once for all who follow; a follower costs one open connection. Who may come in is asked at the same door
as for every page, again when a stream ends by itself, and as soon as the access of anybody changes. Without
scripts the page loads itself again. How a slide looks is given by who starts the server.
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import FrameType

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from lib import podium
from lib.store.file.connection import DATASETS, REAL, database_path
from lib.store.people.accounts import is_closed
from lib.web.assets.serving import answer_with
from lib.web.entrance import session_of
from lib.web.live import Feed, State, feeds_of, newest_of
from lib.web.outside import room
from lib.web.outside.place import FOLLOW, UNKNOWN, Place, number_in, place_of
from lib.web.outside.room import Ask, Asked
from lib.web.plain import page as plain_page

BEAT = 20.0
"""Seconds of silence after which a comment goes out, so that proxies and phones keep the line."""
LONGEST = 600.0
"""Seconds after which a stream ends by itself: the browser comes back, and the door is asked again."""
REFRESH, CHOOSING = 5, 60
"""Seconds between two looks of a browser without scripts; also while somebody chooses from a list."""
MOST_DRAWN = 20
CAME = "nieuw"
"""Stands for the mark of a phone that gets it with this very page."""
STAY_AWAY = 204
"""Tells a browser not to ask for the stream again."""
_PAGE = Markup(
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><base href="{base}"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">{refresh}'
    '<link rel="icon" href="./app/static/icon.png"><style>{font}{looks}</style>'
    '<script src="./volg.js" defer></script></head>'
    '<body class="{whole}"><header>{strip}</header>'
    '<div class="room" data-asked="{asked}" data-ask="{ask}">{room}</div>'
    '<main class="st-key-slide-light" style="--letters:{letters}" data-slide="{slide}" '
    'data-stream="{stream}">{html}</main><footer><p class="place">{place}</p>'
    '<p class="note" role="status">{note}</p><nav aria-label="Dia’s">{ways}</nav></footer>'
    '<link rel="stylesheet" href="./volg.css"></body></html>'
)
_FONT = Markup('@font-face{{font-family:"Source Sans";src:url("{}")}}')
_STRIP = Markup('<p class="strip" role="note">{}</p>')
_REFRESH = Markup('<noscript><meta http-equiv="refresh" content="{}"></noscript>')
_WAY = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Sight:
    """What a follower sees: a slide by number, its markup with so many letters, and what is said beside.

    `asked` is the id of what the room is asked now.
    """

    slide: int
    slides: int
    title: str
    place: str
    note: str
    strip: str
    html: str
    letters: int
    asked: int = 0


Looks = Callable[[], tuple[str, str]]
"""Gives the style sheet that the first slide needs, and another for the pictures on some."""
Draw = Callable[[str, int, int | None], Sight | None]
"""Draws what the presenter of a meeting shows, or a slide by number; None without such a meeting."""


class Closing:
    """Tells open streams that the server stops: it would wait for them."""

    def __init__(self) -> None:
        self.event = asyncio.Event()

    def end_with_server(self) -> None:
        """Hear the signal that ends the server before the server does; call while it starts."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            before = signal.getsignal(number)
            with suppress(ValueError):  # outside the main thread there is nothing to hear
                signal.signal(number, partial(self._end, loop, before))

    def _end(
        self, loop: asyncio.AbstractEventLoop, before: object, number: int, frame: FrameType | None
    ) -> None:
        loop.call_soon_threadsafe(self.event.set)
        if callable(before):
            before(number, frame)


CLOSING = Closing()


class Following:
    """The routes of those who follow, and what was drawn for them."""

    def __init__(
        self,
        draw: Draw,
        looks: Looks,
        usual: Callable[[], str],
        base: str = "",
        font: str = "",
        feeds: Mapping[str, Feed] | None = None,
        ask: Ask = lambda _dataset, _meeting: None,
    ) -> None:
        self._draw, self._looks, self._usual, self._base, self._font = draw, looks, usual, base, font
        self._ask = ask
        self._feeds = feeds or feeds_of({name: partial(newest_of, name) for name in DATASETS})
        self._drawn: dict[tuple[str, int, State], asyncio.Future[bytes]] = {}

    @property
    def routes(self) -> list[Route]:
        place = f"{self._base}/{FOLLOW}"
        return [
            Route(f"{self._base}/volg.js", self.script),
            Route(f"{self._base}/volg.css", self.style),
            Route(f"{place}/{{meeting}}", self.page),
            Route(f"{place}/{{meeting}}/stroom", self.stream),
            Route(f"{place}/{{meeting}}/vraag", self.question),
            Route(f"{place}/{{meeting}}/antwoord", self.take_in, methods=["POST"]),
        ]

    def _place(self, request: Request) -> Place:
        return place_of(request, self._base, self._usual())

    async def script(self, request: Request) -> Response:
        text = Path(__file__).with_suffix(".js").read_bytes()
        return answer_with(request, text, "text/javascript; charset=utf-8", "no-cache")

    async def style(self, request: Request) -> Response:
        text = (await asyncio.to_thread(self._looks))[1].encode()
        return answer_with(request, text, "text/css; charset=utf-8", "no-cache")

    async def page(self, request: Request) -> Response:
        """Answer with the slide of now, or with the one that somebody who goes alone asks for."""
        place = self._place(request)
        number = number_in(request.query_params.get("dia", ""))
        sight = None
        if place.meeting is not None:
            sight = await asyncio.to_thread(self._draw, place.dataset, place.meeting, number)
        if sight is None:
            return plain_page("Volgen", UNKNOWN, code=404)
        asked = await self._open_question(place)
        text = self._page(request, sight, place, asked, free=number is not None)
        answer = answer_with(request, text.encode(), "text/html; charset=utf-8", "no-store")
        if room.let_in(request, place, answer) and place.meeting is not None:
            podium.note_opened(place.dataset, place.meeting)
        return answer

    async def _open_question(self, place: Place) -> Asked | None:
        """Return what the room is asked; only a meeting asks anything."""
        return await asyncio.to_thread(self._ask, place.dataset, place.meeting) if place.meeting else None

    async def question(self, request: Request) -> Response:
        """Answer with the question alone, for a page that heard of it."""
        place = self._place(request)
        asked = await self._open_question(place)
        text = room.section(asked, place, room.device_of(request, place))
        return answer_with(request, text.encode(), "text/html; charset=utf-8", "no-store")

    async def take_in(self, request: Request) -> Response:
        place = self._place(request)
        return await room.take_in(request, place, await self._open_question(place))

    def _page(self, request: Request, sight: Sight, place: Place, asked: Asked | None, *, free: bool) -> str:
        whole = request.query_params.get("beeld") == "vol"
        own, shared = f"./{FOLLOW}/{request.path_params['meeting']}", place.shared
        device = room.device_of(request, place) or CAME * room.came_by_code(request, place)
        refresh = CHOOSING if room.chooses_party(asked, device) else REFRESH
        turn = "&".join(filter(None, [shared, "dia="]))
        ways = [(f"{own}?{turn}{sight.slide}", "Zelf bladeren")]
        if free:
            ways = [(f"{own}?{turn}{sight.slide - 1}", "Vorige")] * (sight.slide > 1)
            ways += [(f"{own}?{turn}{sight.slide + 1}", "Volgende")] * (sight.slide < sight.slides)
            ways += [(f"{own}?{shared}".removesuffix("?"), "Weer volgen")]
        drawn = {
            "html": Markup(sight.html),
            "title": f"{sight.title} – Werkagenda",
            "strip": _STRIP.format(sight.strip),
            "base": f"{self._base}/",
            "font": _FONT.format(self._font) if whole and self._font else "",
            "whole": "whole" if whole else "",
            "refresh": "" if free else _REFRESH.format(refresh),
            "ask": "" if whole else place.under("vraag"),
            "asked": asked.id if asked else 0,
            "room": "" if whole else room.section(asked, place, device),
            "looks": Markup(self._looks()[0]),
            "stream": "" if free else f"{own}/stroom?{shared}".removesuffix("?"),
            "ways": Markup(" ").join(_WAY.format(*way) for way in ways),
        }
        return _PAGE.format(**{**asdict(sight), **drawn})

    async def stream(self, request: Request) -> Response:
        place = self._place(request)
        dataset, meeting = place.dataset, place.meeting
        if meeting is None or await asyncio.to_thread(self._draw, dataset, meeting, None) is None:
            return Response(status_code=STAY_AWAY)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        moves = self._moves(request, dataset, meeting, room.device_of(request, place))
        return StreamingResponse(moves, media_type="text/event-stream", headers=headers)

    async def _moves(
        self, request: Request, dataset: str, meeting: int, device: str = ""
    ) -> AsyncIterator[bytes]:
        """Send each new sight until the time is over, the server stops, or who follows may not any longer."""
        feed, state, sent = self._feeds[dataset], None, b""
        until = time.monotonic() + LONGEST
        yield b"retry: %d\n\n" % random.randint(1_000, 4_000)
        with feed.listening(), podium.following(dataset, meeting, device):
            while time.monotonic() < until and not CLOSING.event.is_set():
                news = await _next(feed, state)
                if news is None:
                    yield b": \n\n"
                    continue
                if state and news[1] != state[1] and not await asyncio.to_thread(_may_read, request):
                    return
                state = news
                message = await self._message(dataset, meeting, state)
                if message != sent:
                    sent = message
                    yield message

    async def _message(self, dataset: str, meeting: int, state: State) -> bytes:
        """Draw a state once, whoever asks first."""
        key = (dataset, meeting, state)
        if key not in self._drawn:
            self._drawn[key] = asyncio.ensure_future(asyncio.to_thread(self._tell, dataset, meeting))
            for old in list(self._drawn)[:-MOST_DRAWN]:
                del self._drawn[old]
        return await asyncio.shield(self._drawn[key])

    def _tell(self, dataset: str, meeting: int) -> bytes:
        sight = self._draw(dataset, meeting, None)
        return f"event: dia\ndata: {json.dumps(sight and asdict(sight))}\n\n".encode()


async def _next(feed: Feed, state: State | None) -> State | None:
    """Wait for another state; None after a while of silence, or when the server stops."""
    news = asyncio.ensure_future(feed.after(state))
    closing = asyncio.ensure_future(CLOSING.event.wait())
    try:
        await asyncio.wait((news, closing), timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
        return news.result() if news.done() else None
    finally:
        news.cancel()
        closing.cancel()


def _may_read(request: Request) -> bool:
    path = database_path(REAL)
    return not is_closed(path) or session_of(path, request.headers) is not None


def allow_many() -> None:
    """Let the process hold as many connections as the system allows: each who follows has one open."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
