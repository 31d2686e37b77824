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

from lib import podium
from lib.model.agenda import Party
from lib.model.meetings import Decision
from lib.podium import Shown
from lib.store import agenda, decisions
from lib.store.file.connection import reading
from lib.ui.agenda import cards
from lib.ui.campuses.chart import plain_map
from lib.ui.elements.html import show
from lib.ui.here import live, state
from lib.ui.present import address as slides_address, decision_box, markup
from lib.ui.present.address import FREE, YES, Asked, Scene
from lib.ui.present.deck import CLOSING, MAP, MATRIX, Deck, Slide
from lib.web.scripts import script

_HERE = Path(__file__).parent
_conductor = st.components.v2.component(
    "werkagenda_slides",
    html='<div class="bar"></div>',
    css=(_HERE / "bar.css").read_text("utf-8"),
    js=script(_HERE / "slides.js"),
)
_SCREEN = "screen of a presenter"


def present(scene: Scene, wanted: Asked, deck: Deck) -> None:
    """The whole presentation."""
    found, parties = _decided(scene, wanted)
    _strips(scene)
    first = wanted.slide if 1 <= wanted.slide <= len(deck.slides) else 1
    if first != wanted.slide:
        st.warning(f"Die dia is er niet; u ziet dia 1 van {len(deck.slides)}.", icon=":material/info:")
    st.html(_HERE / "slides.css")
    st.html(_which(len(deck.slides), first))
    for number, slide in enumerate(deck.slides, start=1):
        with st.container(key=f"slide-{number}"):
            show(slide.body)
            _picture(slide, deck)
            _below(scene, wanted, deck, number, found)
    conduct(scene, wanted, deck, first, parties)
    if not scene.past:
        about = {"overleg": str(wanted.meeting_id)}
        if _leads(scene, wanted):
            about["scherm"] = screen()
        live.follow(scene.newest, scene.here.dataset, ask=False, about=about)


def screen() -> str:
    """What this tab is called among the screens of presenters."""
    return str(st.session_state.setdefault(_SCREEN, uuid4().hex))


def _leads(scene: Scene, wanted: Asked) -> bool:
    """Whether this screen may move those that follow."""
    return not wanted.follow and state.may_lead(scene.here.person)


def _decided(scene: Scene, wanted: Asked) -> tuple[list[Decision], list[Party]]:
    """What the meeting decided up to now, whatever state the slides show; and who could do it."""
    if wanted.meeting is None:
        return [], []
    with reading(scene.here.path, scene.here.at if scene.past else None) as db:
        return decisions.decisions(db, meeting_id=wanted.meeting_id), agenda.parties(db)


def _strips(scene: Scene) -> None:
    here = scene.here
    past = state.moment_label(here) if scene.past else ""
    if past or here.is_example:
        show(markup.strip(past, invented=here.is_example))


def _which(count: int, first: int) -> str:
    """Styles by which exactly one slide is on screen; before the bar has come, the one of the address."""
    chosen = [f':root[data-dia="{number}"] .st-key-slide-{number}' for number in range(1, count + 1)]
    shown = f"{', '.join(chosen)}, :root:not([data-dia]) .st-key-slide-{first}"
    return f"<style>{shown} {{ display: flex !important; }}</style>"


def _picture(slide: Slide, deck: Deck) -> None:
    """What a component draws on a slide."""
    if slide.kind == MATRIX:
        cards.matrix(deck.goals, deck.actions, [one.id for one in deck.actions], deck.beside)
    if slide.kind == MAP:
        plain_map("slides map", deck.drawing)


def _below(scene: Scene, wanted: Asked, deck: Deck, number: int, found: Sequence[Decision]) -> None:
    """What the meeting recorded, under its own subject; on the last slide all of it."""
    slide = deck.slides[number - 1]
    if slide.kind == CLOSING:
        show(markup.closing(found, {one.id: one.label for one in deck.actions}))
    if number == 1 and not scene.past:
        _invitation(wanted)
    own = decision_box.of_slide(slide, found)
    if not own:
        return
    may = not wanted.follow and not decision_box.why_not(scene, wanted)
    with st.container(key=f"decided-{number}"):
        for one in own:
            with st.container(
                key=f"decision-{one.id}-{number}", horizontal=True, vertical_alignment="center"
            ):
                show(markup.decided(one, fresh=one.id == decision_box.just_saved()))
                if may:
                    _mend(number, one)


def _mend(number: int, one: Decision) -> None:
    st.button("Verbeter", key=f"correct {number} {one.id}", on_click=decision_box.correct, args=(number, one))
    st.button("Ongedaan maken", key=f"undo {number} {one.id}", on_click=decision_box.take_back, args=(one,))


def _invitation(wanted: Asked) -> None:
    """On the first slide: how to follow on a phone."""
    if wanted.follow:
        return
    address = slides_address.follower_address(wanted)
    show(markup.invitation(slides_address.qr_code(address), address, slides_address.why_unreachable()))


@st.fragment
def conduct(scene: Scene, wanted: Asked, deck: Deck, first: int, parties: Sequence[Party]) -> None:
    """The bar that moves, and the decision box; runs by itself when the slide changes."""
    key = f"conductor {wanted.name}"

    def react() -> None:
        _react(st.session_state[key], scene, wanted, first)

    now = _now(key, scene, wanted, first)
    result = _conductor(
        key=key,
        data=_data(scene, wanted, deck, now),
        on_slide_change=react,
        on_lead_change=react,
        on_box_change=react,
        on_stand_change=react,
    )
    if open_on := decision_box.open_for():
        decision_box.box(scene, wanted, deck.slides[min(open_on, len(deck.slides)) - 1], parties)
    if result.stand or decision_box.has_written():
        st.rerun()


def _now(key: str, scene: Scene, wanted: Asked, first: int) -> int:
    """The slide on screen as far as the server knows; and let followers know it too."""
    now = int(st.session_state.get(key, {}).get("slide") or first)
    if _leads(scene, wanted):
        podium.show(scene.here.dataset, wanted.meeting_id, Shown(now, scene.stand, screen()))
        return now
    shown = podium.shown(scene.here.dataset, wanted.meeting_id)
    return shown.slide if shown and wanted.follow == YES else now


def _react(got: Any, scene: Scene, wanted: Asked, first: int) -> None:
    """What was done in the bar: another screen to lead, or the decision box to open or close."""
    if got.get("lead") and _leads(scene, wanted):
        now = Shown(int(got.get("slide") or first), scene.stand, screen())
        podium.take_over(scene.here.dataset, wanted.meeting_id, now)
    if got.get("box"):
        if got["box"] > 0:
            decision_box.open_box(int(got["box"]))
        else:
            decision_box.close_box()


def _data(scene: Scene, wanted: Asked, deck: Deck, now: int) -> dict[str, Any]:
    """All that the bar needs to move by itself."""
    here = scene.here
    address = slides_address.follower_address(wanted)
    invited = {"picture": slides_address.qr_code(address), "address": address}
    return {
        "slides": [{"title": one.title, "minutes": one.minutes} for one in deck.slides],
        "now": now,
        "minutes": deck.minutes,
        "mode": {"": "present", YES: "follow", FREE: "free"}[wanted.follow],
        "leads": _leads(scene, wanted),
        "clock": f"presentatie {here.dataset} {wanted.name}",
        "stand": scene.stand,
        "newest": scene.newest,
        "news": scene.news and not wanted.follow,
        "live": wanted.live,
        "past": scene.past,
        "box": decision_box.open_for(),
        "said": decision_box.said(),
        "out": slides_address.way_out(wanted),
        "qr": {**invited, "warning": slides_address.why_unreachable()},
    }
