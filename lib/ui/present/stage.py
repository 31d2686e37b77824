"""The stage of a presentation: all slides on one page, and the bar under them that moves.

Owns how slides, bar and decision box come together. Every slide is on the page at once and the browser shows
one of them (`slides.js`), so that moving waits for nothing and costs the server nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st
from markupsafe import Markup

from lib import podium
from lib.documents.minutes import Material, minutes
from lib.model.agenda import Party
from lib.model.meetings import QUESTION, Decision
from lib.podium import Shown
from lib.store import agenda, decisions
from lib.store.file.connection import reading
from lib.ui.agenda import cards
from lib.ui.campuses.chart import plain_map
from lib.ui.elements.html import show
from lib.ui.here import live
from lib.ui.present import address, decision_box, slides
from lib.ui.present.address import YES, Scene
from lib.ui.present.deck import CLOSING, MAP, MATRIX, Deck, Slide
from lib.web.scripts import script

_HERE = Path(__file__).parent
_bar = st.components.v2.component(
    "werkagenda_slides",
    html=(_HERE / "bar.html").read_text("utf-8"),
    css=(_HERE / "bar.css").read_text("utf-8"),
    js=script(_HERE / "slides.js"),
)
_SCREEN = "screen of a presenter"


def present(scene: Scene, deck: Deck) -> None:
    """The whole presentation."""
    found, parties = _read(scene)
    first = scene.slide if 1 <= scene.slide <= len(deck.slides) else 1
    if first != scene.slide:
        st.warning(f"Die dia is er niet; u ziet dia 1 van {len(deck.slides)}.", icon=":material/info:")
    st.html(_HERE / "slides.css")
    st.html(f"<style>{_looks(deck, found, first)}</style>")
    for number, slide in enumerate(deck.slides, start=1):
        with st.container(key=f"slide-{number}"):
            show(slide.body)
            _draw_more(scene, deck, slide, found)
            if number == 1 and not scene.past and not scene.follow:
                _invite(scene)
            decision_box.draw_decisions(scene, slide, number, found)
    _conduct(scene, deck, first, parties)
    if not scene.past:
        about = {"overleg": str(scene.meeting_id)}
        if scene.leads:
            about["scherm"] = screen()
        live.follow(scene.newest, scene.here.dataset, ask=False, about=about)


def screen() -> str:
    """The name of this tab among the screens of presenters."""
    return str(st.session_state.setdefault(_SCREEN, uuid4().hex))


def _read(scene: Scene) -> tuple[list[Decision], list[Party]]:
    """What the meeting decided up to now, whatever state the slides show; and who could do it."""
    if scene.meeting is None:
        return [], []
    with reading(scene.here.path, scene.here.at if scene.past else None) as db:
        return decisions.decisions(db, meeting_id=scene.meeting_id), agenda.parties(db)


def _looks(deck: Deck, found: Sequence[Decision], first: int) -> str:
    """Show one slide, that of the address until the bar has come; and say how full each is."""
    numbers = range(1, len(deck.slides) + 1)
    seen = ", ".join(f':root[data-dia="{number}"] .st-key-slide-{number}' for number in numbers)
    full = "".join(
        f".st-key-slide-{number} {{ --letters: {_letters(deck, slide, found)}; }}"
        for number, slide in enumerate(deck.slides, start=1)
    )
    return f"{seen}, :root:not([data-dia]) .st-key-slide-{first} {{ display: flex !important; }} {full}"


def _letters(deck: Deck, slide: Slide, found: Sequence[Decision]) -> int:
    """Count the letters on a slide: their size follows from it. A decision has a frame beside its own."""
    if slide.kind == MATRIX:
        return sum(len(action.name) + len(action.ended_reason or "") for action in deck.actions)
    own = found if slide.kind == CLOSING else [decision for decision in found if slide.is_about(decision)]
    return len(slide.body.striptags()) + sum(len(decision.text) + 150 for decision in own)


def _draw_more(scene: Scene, deck: Deck, slide: Slide, found: Sequence[Decision]) -> None:
    """What is drawn by a component or is of this very moment."""
    if slide.kind == MATRIX:
        cards.matrix(deck.goals, deck.actions, [action.id for action in deck.actions], deck.beside)
    elif slide.kind == MAP:
        plain_map("slides map", deck.drawing)
    elif slide.kind == CLOSING and scene.meeting:
        waiting = [one for one in found if one.kind != QUESTION or one.settled_on is None]
        actions = {action.id: action for action in deck.actions}
        show(slides.closing(minutes(Material(scene.meeting, deck.items, waiting, actions, {}, ()))))


def _invite(scene: Scene) -> None:
    """How to follow on a phone: the QR code with its address, or why phones cannot open that."""
    place, warning = scene.follower_address(), address.why_unreachable()
    image = Markup('<img alt="QR-code om mee te volgen op een telefoon" src="{}">')
    aside = Markup('<aside class="wa-invitation">{}<div><p>{}</p><p>{}</p></div></aside>')
    told = (warning or "Volg mee op uw telefoon.", place.split("://", 1)[-1])
    show(aside.format("" if warning else image.format(address.qr_code(place)), *told))


@st.fragment
def _conduct(scene: Scene, deck: Deck, first: int, parties: Sequence[Party]) -> None:
    """The bar that moves, and the decision box; runs by itself when the slide changes."""
    key = f"conductor {scene.name}"
    now = int(st.session_state.get(key, {}).get("slide") or first)

    def react() -> None:
        done = st.session_state[key]
        if done.get("lead") and scene.leads:
            shown = Shown(int(done.get("slide") or first), scene.stand, screen())
            podium.take_over(scene.here.dataset, scene.meeting_id, shown)
        if done.get("box"):
            decision_box.open_box(done["box"]) if done["box"] > 0 else decision_box.close_box()

    if scene.leads:
        podium.show(scene.here.dataset, scene.meeting_id, Shown(now, scene.stand, screen()))
    elif scene.follow == YES and (shown := podium.shown(scene.here.dataset, scene.meeting_id)):
        now = shown.slide
    result = _bar(
        key=key,
        data=_data(scene, deck, now),
        on_slide_change=react,
        on_lead_change=react,
        on_box_change=react,
        on_stand_change=react,
    )
    if open_on := decision_box.open_for():
        decision_box.draw_box(scene, deck.slides[min(open_on, len(deck.slides)) - 1], parties)
    if result.stand or decision_box.has_written():
        st.rerun()


def _data(scene: Scene, deck: Deck, now: int) -> dict[str, Any]:
    """All that the bar needs to move by itself."""
    place = scene.follower_address()
    return {
        "slides": [{"title": slide.title, "minutes": slide.minutes} for slide in deck.slides],
        "now": now,
        "minutes": scene.meeting.minutes if scene.meeting else 0,
        "mode": {"": "present", YES: "follow"}.get(scene.follow, "free"),
        "leads": scene.leads,
        "clock": f"presentatie {scene.here.dataset} {scene.name}",
        "stand": scene.stand,
        "newest": scene.newest,
        "news": scene.news,
        "live": scene.live,
        "past": scene.past,
        "box": decision_box.open_for(),
        "said": decision_box.said(),
        "out": scene.way_out(),
        "qr": {
            "picture": address.qr_code(place),
            "address": place,
            "warning": address.why_unreachable(),
        },
    }
