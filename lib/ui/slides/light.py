"""What a presenter shows as plain markup, for who follows: the same slides, without Streamlit."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from markupsafe import Markup

from lib import ballots, podium
from lib.dutch import day_text, local_time
from lib.model.meetings import Decision
from lib.model.room.question import KINDS, PULSE, RoomQuestion
from lib.podium import Shown
from lib.store import agenda, coalitions, decisions, history, meetings
from lib.store.file.connection import EXAMPLE, Database, database_path, reading
from lib.store.file.own_clock import day_in
from lib.store.room import questions
from lib.ui.elements.goals import goal_colours
from lib.ui.elements.html import address_of
from lib.ui.frame import line
from lib.ui.here.moments import usual_begin
from lib.ui.meetings.view import decision_item
from lib.ui.results import views
from lib.ui.slides import room
from lib.ui.slides.deck import deck
from lib.ui.slides.subject import LOOKS, NOTHING, Slide, Subject
from lib.web.outside.follow import Sight
from lib.web.outside.place import FOLLOW
from lib.web.outside.room import Asked

FOLLOWS = "U volgt de presentatie."
NOBODY = "Niemand presenteert nu; u volgt zodra het begint."
FREE = "U bladert zelf."
EXAMPLE_STRIP = "VOORBEELD: alles is verzonnen, behalve de tekst van de agenda."
_DECISIONS = Markup('<ul class="wa-decisions">{}</ul>')
_TAKE = Markup('<p class="take"><a href="{}">Neem uw eigen toezeggingen mee</a></p>')
_USED = re.compile(
    r"^(?::root|\.wa-(?:vh|badge|shape|helix|bar|decisions)\b|ol\.wa-ladder|\.wa-ladder|\.bedrijfsleven)"
)
_PRESENTER = (
    "data-testid", "decision-box", "st-key-settle", "st-key-room-", "st-key-frame", "data-speaker",
    "data-blank",
)  # fmt: skip
"""What marks a rule that the light page has no use for."""
_LIGHT = Path(__file__).with_name("light.css")
_MOST = 8
_lock = Lock()
_decks: OrderedDict[tuple[object, ...], list[Slide]] = OrderedDict()


def sight(dataset: str, meeting_id: int, number: int | None) -> Sight | None:
    """Draw what the presenter shows, or the slide of this number; None when there is no such meeting."""
    path = database_path(dataset)
    with reading(path) as db:
        meeting = meetings.meeting(db, meeting_id)
        if meeting_id != podium.AGENDA and (meeting is None or meeting.withdrawn_on):
            return None
        shown = podium.shown(dataset, meeting_id)
        subject = _subject(db, dataset, meeting_id, shown or Shown(1, 0, ""))
        newest = history.newest(db)
    slides = _slides(subject, newest)
    wanted = number if number is not None else shown.slide if shown else 1
    place = min(max(wanted, 1), len(slides))
    with reading(path, subject.at if subject.past else None) as db:
        decided = decisions.decisions(db, meeting_id=meeting_id) if subject.meeting else []
        asked = questions.questions(db, meeting_id) if subject.meeting else []
    said = _Said(decided, asked, lambda question: ballots.answered(dataset, question))
    return _sight(slides, place, said, subject, _note(shown, number), _strip(dataset, subject))


def row(dataset: str, meeting_id: int, stand: int) -> tuple[Subject, list[tuple[Slide, Sight]]] | None:
    """Draw every slide of the row of a meeting, as of a history id (0: now); None without it."""
    path = database_path(dataset)
    with reading(path) as db:
        meeting = meetings.meeting(db, meeting_id)
        if meeting is None or meeting.withdrawn_on:
            return None
        subject = _subject(db, dataset, meeting_id, Shown(1, 0, "", _stand_of(db, stand) or ""))
        newest = history.newest(db)
    with reading(path, subject.at) as db:
        said = _Said(decisions.decisions(db, meeting_id=meeting_id), questions.questions(db, meeting_id), int)
    slides, strip = _slides(subject, newest), _strip(dataset, subject)
    return subject, [
        (slide, _sight(slides, place, said, subject, "", strip))
        for place, slide in enumerate(slides, 1)
        if not slide.aside
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a meeting recorded and asked the room up to now, and how many answered a question."""

    decided: Sequence[Decision]
    asked: Sequence[RoomQuestion]
    answered: Callable[[int], int]


def ask(dataset: str, meeting_id: int) -> Asked | None:
    """Return what the room is asked now, for the phones."""
    with reading(database_path(dataset)) as db:
        question = questions.open_question(db, meeting_id)
        if question is None:
            return None
        parties = _offered(db, str(question.action_id)) if question.kind == PULSE else {}
    return Asked(question.id, KINDS[question.kind], question.sentence, question.answers, parties)


def _offered(db: Database, action_id: str) -> dict[int, tuple[str, str]]:
    """Return the parties that somebody can speak for, those of the coalition first."""
    table = coalitions.table(db, action_id)
    own = {chair.party_id for chair in table.chairs} | {support.party_id for support in table.supports}
    listed = sorted(agenda.parties(db), key=lambda party: (party.id not in own, party.name.casefold()))
    return {party.id: (party.name, party.helix) for party in listed}


def _subject(db: Database, dataset: str, meeting_id: int, shown: Shown) -> Subject:
    """Tell what the slides are about: as the presenter sees it, from the moment that screen shows."""
    last = history.last_change(db, shown.at or None)
    moment = last[0] if last else ""
    is_example = dataset == EXAMPLE
    today = day_in(db)
    begin = usual_begin(db, shown.at or None, moment, today)
    return Subject(
        path=database_path(dataset),
        at=shown.at or _stand_of(db, shown.stand),
        day=local_time(moment).date() if moment and shown.at else today,
        since=begin.at,
        since_label=begin.label,
        meeting=meetings.meeting(db, meeting_id),
        past=bool(shown.at),
        params={"set": EXAMPLE} if is_example else {},
    )


def _stand_of(db: Database, stand: int) -> str | None:
    changed = bool(stand) and history.changed_since(db, stand, ())
    return history.moment_of(db, stand) if changed else None


def _slides(subject: Subject, newest: int) -> list[Slide]:
    """Return the slides of a state, made once for all who look."""
    key = (subject.path, subject.meeting and subject.meeting.id, subject.at, subject.day, newest)
    with _lock:
        if key not in _decks:
            _decks[key] = deck(subject)
            while len(_decks) > _MOST:
                _decks.popitem(last=False)
        return _decks[key]


def _sight(
    slides: Sequence[Slide], number: int, said: _Said, subject: Subject, note: str, strip: str
) -> Sight:
    slide, row = slides[number - 1], sum(not slide.aside for slide in slides)
    own, now = room.of_slide(slide, said.decided, said.asked), room.asking(said.asked)
    panel = room.panel(own, said.decided, said.answered(now.id) if now else 0)
    listed = Markup("").join(
        decision_item(decision, subject.day, source=room.standing(decision, own))
        for decision in slide.about(said.decided)
    )
    made = _DECISIONS.format(listed) if listed else listed
    return Sight(
        slide=number,
        slides=row,
        title=slide.title,
        place=f"{number} van {row}" if number <= row else "Rondvraag",
        note=note,
        strip=strip,
        html=slide.body + panel + made + slide.rest + (_taken(subject) if slide.is_last else NOTHING),
        letters=room.letters(slide, said.decided, own),
        asked=now.id if now else 0,
    )


def _taken(subject: Subject) -> Markup:
    """Lead from the last slide to what each party takes along."""
    assert subject.meeting is not None
    return _TAKE.format(address_of(f"{FOLLOW}/{subject.meeting.id}/mee", subject.params))


def _note(shown: Shown | None, number: int | None) -> str:
    if number is not None:
        return FREE
    return FOLLOWS if shown else NOBODY


def _strip(dataset: str, subject: Subject) -> str:
    """Tell what must stand above every slide: that all is invented, and that it is of an earlier day."""
    example = EXAMPLE_STRIP if dataset == EXAMPLE else ""
    then = ""
    if subject.past and subject.at:
        then = f"STAND OP {day_text(local_time(subject.at).date()).upper()}"
    return " · ".join(filter(None, [example, then]))


@cache
def looks() -> tuple[str, str]:
    """Return the style sheet of the page, of the house only what slides use; and that of pictures apart.

    The first slide waits for the first alone.
    """
    house = (Path(line.__file__).with_name("style.css")).read_text("utf-8").splitlines()
    used = [rule for rule in house if _USED.match(rule)]
    slides = [rule for rule in LOOKS.read_text("utf-8").splitlines() if not _of_presenter(rule)]
    first = "\n".join([*used, *goal_colours(), *slides, _LIGHT.read_text("utf-8")])
    return _squeezed(first), _squeezed("\n".join(file.read_text("utf-8") for file in views.LOOKS))


def _of_presenter(rule: str) -> bool:
    """Tell whether a line is a whole rule about what only the screen of the presenter has."""
    return rule.endswith("}") and any(mark in rule for mark in _PRESENTER)


def _squeezed(css: str) -> str:
    """Leave out what only people read."""
    return re.sub(r"\s*([{};,])\s*|\n\s*", r"\1", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()
