"""The stage of a presentation: all slides on one page, and the bar under them that moves.

Owns how slides, bar and decision box come together. Every slide is on the page at once and the browser shows
one of them (`bar.js`), so that moving waits for nothing and costs the server nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st
from markupsafe import Markup

from lib import podium
from lib.model.agenda import Party
from lib.model.meetings import Decision
from lib.model.room.question import RoomQuestion
from lib.store import agenda, decisions
from lib.store.file.connection import reading
from lib.store.room import questions
from lib.ui.elements.component import component
from lib.ui.elements.goals import goal_colours
from lib.ui.elements.html import show, wear
from lib.ui.frame import keys
from lib.ui.here import live, reach
from lib.ui.meetings.unrecorded import NO_ITEM, place_of, unrecorded
from lib.ui.present.address import YES, Scene
from lib.ui.present.decision_box import box, draw_box, open_box, why_not
from lib.ui.present.recorded import draw_decisions
from lib.ui.present.room import close_when_left, draw_panel, offer_pulse
from lib.ui.present.settling import choose_seat, mark_promises, seat_parties
from lib.ui.results.views import dress
from lib.ui.slides import room
from lib.ui.slides.subject import LOOKS, Slide

_HERE = Path(__file__).parent
_bar = component(_HERE / "bar.js")
SPEAKS = "speaks"
"""Whether this tab is the screen of who speaks, which always has the decision box."""
SEAT_ASKED = "seat asked"
"""When the browser last asked for a chair by its number: it waits for that to give its party the keyboard."""
INVITATION = "Volg mee op uw telefoon. Richt de camera op de code, of typ dit adres:"
_INVITATION = Markup(
    '<aside class="wa-invitation {}"><img alt="QR-code om mee te volgen op een telefoon" src="{}">'
    '<div><p>{}</p><p>{}</p><p class="arrived" role="status"></p></div></aside>'
)

_HAND_OUT = Markup(
    '<aside class="wa-invitation hand-out"><img alt="QR-code naar uw eigen toezeggingen" src="{}">'
    "<div><p>Neem uw toezeggingen mee, ook voor in uw kalender:</p><p>{}</p></div></aside>"
)


def present(scene: Scene, slides: Sequence[Slide]) -> None:
    """Draw all slides; what the meeting decided is that of now, whatever state the slides show."""
    with reading(scene.here.path, scene.here.at if scene.past else None) as db:
        decided, parties = decisions.decisions(db, meeting_id=scene.meeting_id), agenda.parties(db)
        asked = questions.questions(db, scene.meeting_id)
    first = scene.slide if 1 <= scene.slide <= len(slides) else 1
    if first != scene.slide:
        row = sum(not slide.aside for slide in slides)
        st.warning(f"Die dia is er niet; u ziet dia 1 van {row}.", icon=":material/info:")
    wear(LOOKS)
    dress()
    st.html(f"<style>{' '.join(_looks(slides, decided, asked, first))}</style>")
    for number, slide in enumerate(slides, start=1):
        own = room.of_slide(slide, decided, asked)
        with st.container(key=f"slide-{number}"):
            show(slide.body)
            if slide.draw:
                slide.draw()
            if number == 1:
                _invite(scene)
            draw_panel(scene, decided, own)
            draw_decisions(scene, number, slide.about(decided), own)
            if slide.rest:
                show(slide.rest)
            if slide.is_last and scene.meeting:
                _hand_out(scene)
            offer_pulse(scene, slide, own, number)
            mark_promises(scene, slide.pledges)
            seat_parties(scene, slide.seats, parties)
    _conduct(scene, slides, first, parties)
    about = {"overleg": str(scene.meeting_id), **({"scherm": screen()} if scene.leads else {})}
    live.follow(scene.newest, scene.here.dataset, ask=False, about=about)


def screen() -> str:
    """Name this tab among the screens of presenters."""
    return str(st.session_state.setdefault("screen of a presenter", uuid4().hex))


def _looks(
    slides: Sequence[Slide], decided: Sequence[Decision], asked: Sequence[RoomQuestion], first: int
) -> Iterator[str]:
    """Show one slide, that of the address until the bar has come; say how full each is; colour the goals."""
    yield f":root:not([data-dia]) .st-key-slide-{first} {{ display: flex !important; }}"
    for number, slide in enumerate(slides, start=1):
        place = f".st-key-slide-{number}"
        letters = room.letters(slide, decided, room.of_slide(slide, decided, asked))
        yield f"{place} {{ --letters: {letters}; }}"
        yield f':root[data-dia="{number}"] {place} {{ display: flex !important; }}'
    yield from goal_colours()


def _invite(scene: Scene) -> None:
    """Show how to follow on a phone: the QR code with its address, or why phones cannot open that."""
    place, warning = scene.follower_address(), reach.why_unreachable(scene.here)
    looks, words = "unreachable" if warning else "", warning or INVITATION
    show(_INVITATION.format(looks, reach.qr_code(place), words, place.split("://", 1)[-1]))


def _hand_out(scene: Scene) -> None:
    """Show where each party finds its own promises, for the way home."""
    if not reach.why_unreachable(scene.here):
        place = scene.take_along_address()
        show(_HAND_OUT.format(reach.qr_code(place), place.split("://", 1)[-1]))


@st.fragment
def _conduct(scene: Scene, slides: Sequence[Slide], first: int, parties: Sequence[Party]) -> None:
    """Draw the bar that moves, and the decision box; runs by itself when the slide changes."""
    key, meeting = scene.conductor, (scene.here.dataset, scene.meeting_id)
    now = int(st.session_state.get(key, {}).get("slide") or first)

    def react() -> None:
        done = st.session_state[key]
        if done.get("lead") and scene.leads:
            podium.take_over(*meeting, scene.shown(int(done.get("slide") or first), screen()))
        if way := done.get("speaker"):
            st.session_state[SPEAKS] = way == YES
        if asked := done.get("seat"):
            chair = choose_seat(slides[int(done.get("slide") or first) - 1].seats, int(asked["number"]))
            st.session_state[SEAT_ASKED] = (asked["at"], chair)
        elif done.get("box"):
            open_box(done["box"])
        elif done.get("slide") and close_when_left(scene, slides[int(done["slide"]) - 1]):
            box().written = True

    if scene.leads:
        podium.show(*meeting, scene.shown(now, screen()))
    events: dict[str, Any] = {
        f"on_{name}_change": react for name in ("slide", "lead", "box", "seat", "speaker")
    }
    _bar(key=key, data=_data(scene, slides, now, parties), **events)
    if number := min(_slide_of_box(scene, now), len(slides)):
        draw_box(scene, slides[number - 1], _about(slides, number), parties)
    if box().written:
        box().written = False
        st.rerun()


def _slide_of_box(scene: Scene, now: int) -> int:
    """Return on which slide the box stands: where it was asked for, and for who speaks at what is shown."""
    always = st.session_state.get(SPEAKS) and not box().corrects and not why_not(scene)
    return now if always else box().slide


def _about(slides: Sequence[Slide], number: int) -> str:
    """Tell what is recorded on a slide: at an item by its place on the agenda, else at the meeting."""
    slide = slides[number - 1]
    place = sum(slide.item is not None for slide in slides[:number])
    if slide.item:
        return f"punt {place}: {slide.title}"
    return f"de rondvraag: {slide.title}" if slide.aside else "het overleg"


def _drafts(scene: Scene, slides: Sequence[Slide]) -> list[dict[str, Any]]:
    """List on which slides something was typed that is not recorded; about the meeting it is on the first."""
    waiting = {} if why_not(scene) else unrecorded(scene.meeting_id)
    numbers = {place_of(slide.item, slide.action_id): number for number, slide in enumerate(slides, 1)}
    places = [1 if place == NO_ITEM else numbers.get(place, 1) for place in waiting]
    return [
        {
            "slide": number,
            "words": f"Concept bij {_about(slides, number).partition(':')[0]}: nog niet vastgelegd",
        }
        for number in sorted(places)
    ]


def _data(scene: Scene, slides: Sequence[Slide], now: int, parties: Sequence[Party]) -> dict[str, Any]:
    """Tell the bar all that it needs to move by itself."""
    may = not why_not(scene)
    own = ("leads", "stand", "newest", "news", "live", "past", "out")
    return {
        **{name: getattr(scene, name) for name in own},
        "slides": [
            {
                "title": slide.title,
                "point": slide.item is not None,
                "minutes": slide.item.minutes if slide.item else None,
                "number": slide.number,
                "action": slide.action_id,
                "aside": slide.aside,
                "seats": len(slide.seats) if may and parties else 0,
            }
            for slide in slides
        ],
        "now": now,
        "minutes": scene.meeting.minutes if scene.meeting else 0,
        "clock": f"presentatie {scene.here.dataset} {scene.name}",
        "box": box().slide,
        "records": may,
        "speaks": bool(st.session_state.get(SPEAKS)),
        "seat": st.session_state.get(SEAT_ASKED, (0, 0)),
        "drafts": _drafts(scene, slides),
        "beamer": scene.beamer,
        "unreachable": bool(reach.why_unreachable(scene.here)),
        "said": box().said,
        "keys": keys.are_on(),
    }
