"""The agenda on paper as on the screen: the matrix, the board by stage, ladders, the chairs at a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from lib.documents.pictures import looks
from lib.documents.pictures.cells import Card, Cells, Gauge, Row, chain, empty
from lib.maps.ring import LIGHT
from lib.model.agenda import ENDED, HELIXES, LADDER, PRIORITIES, STAGES, Action, Goal
from lib.model.coalitions import LEVELS, Chair
from lib.rules.coalitions.chairs import chair_name, present
from lib.rules.work.ladder import REACHED, WAITING, Rung

_RUNGS = {REACHED: ("yes", "● "), WAITING: (looks.DASHED, "")}
_SIDES = {"bedrijfsleven": "bedrijf", "onderwijs": "onderwijs", "overheid": "overheid"}
Levels = Mapping[str, Mapping[str, int]]
Said = Mapping[str, str]


def matrix(
    goals: Sequence[Goal], actions: Iterable[Action], shown: Collection[str], levels: Levels, said: Said
) -> Cells:
    """Return goals by priorities, each action a card; what a filter leaves out is left out."""
    own = [action for action in actions if action.id in shown]
    rows = [
        Row(
            letter or "Doorlopend",
            _places(goals, own, letter, levels, said),
            PRIORITIES.get(letter or "", ""),
        )
        for letter in (*PRIORITIES, None)
    ]
    filled = [row for row in rows if any(row.places) or row.title in PRIORITIES]
    return Cells(tuple(goal.name for goal in goals), tuple(filled), _alt(own))


def _places(
    goals: Sequence[Goal], own: Sequence[Action], letter: str | None, levels: Levels, said: Said
) -> tuple[tuple[Card, ...], ...]:
    return tuple(
        tuple(
            _card(action, levels, said)
            for action in own
            if action.goal_id == goal.id and action.priority == letter
        )
        for goal in goals
    )


def board(actions: Iterable[Action], shown: Collection[str], levels: Levels, said: Said) -> Cells:
    """Return the stages beside each other, each action a card under its own."""
    own = [action for action in actions if action.id in shown]
    heads = dict(STAGES)
    columns = {
        stage: [action for action in own if action.placed and action.stage == stage] for stage in heads
    }
    if unplaced := [action for action in own if not action.placed]:
        heads, columns = {"": "Nog niet vastgelegd", **heads}, {"": unplaced, **columns}
    places = tuple(tuple(_card(action, levels, said) for action in columns[stage]) for stage in heads)
    return Cells(tuple(heads.values()), (Row("", places),), _alt(own))


def _alt(own: Sequence[Action]) -> str:
    bars = f"hoe voller een balk, hoe verder die kant: van {LEVELS[0]} tot {LEVELS[-1]}"
    return f"De agenda met {len(own)} acties; {bars}."


def _card(action: Action, levels: Levels, said: Said) -> Card:
    """Return what the card of an action says; `said` is what stands in the place of its bars."""
    was = action.adopted.priority if action.adopted else None
    before = f", was {was}" if was and was != action.priority else ""
    ended = action.stage == ENDED
    lines = [
        f"prioriteit {action.priority}{before}" if action.priority else "doorlopend, zonder prioriteit",
        action.stage_text,
        action.ended_reason or "" if ended else said.get(action.id, ""),
        "" if ended else f"aanjager: {action.driver}" if action.driver else "nog geen aanjager",
    ]
    own = levels.get(action.id, {}) if not ended and action.id not in said else None
    gauges = () if own is None else tuple(Gauge(_SIDES[one], own.get(one, 0), LIGHT[one]) for one in HELIXES)
    return Card(action.label, tuple(lines), looks.DASHED if ended else looks.OPEN, gauges)


def stages(action: Action) -> Cells:
    """Return the ladder of stages: what was, what is now, and what is not yet."""
    here, cards = LADDER.index(action.stage), []
    for place, name in enumerate(LADDER):
        state, look = ("geweest", "yes") if place < here else ("nog niet", looks.DASHED)
        if place == here and action.placed:
            state, look = "nu", "some"
        cards.append(Card(STAGES[name], (state,), look))
    return chain(cards, f"De fase is {action.stage_text}.")


def model(rungs: Iterable[Rung], alt: str) -> Cells:
    """Return the eight rungs of the model of work to work."""
    cards = []
    for rung in rungs:
        look, sign = _RUNGS.get(rung.state, (looks.OPEN, ""))
        cards.append(Card(f"{sign}{rung.number} {rung.title}", (rung.words,), look))
    return chain(cards, alt)


def chairs(seats: Sequence[Chair], alt: str) -> Cells:
    """Return the chairs at a table by side; one that waits for a party is dashed."""
    columns = [[chair for chair in present(seats) if chair.helix == helix] for helix in HELIXES]
    places = tuple(tuple(map(_chair, own)) for own in columns)
    return Cells(tuple(HELIXES.values()), (Row("", places),), alt)


def _chair(chair: Chair) -> Card:
    need = "nodig" if chair.needed else "gewenst"
    if not chair.party:
        return empty(f"{chair_name(chair)}: nog leeg, {need}")
    return Card(chair.party, (chair_name(chair), need))
