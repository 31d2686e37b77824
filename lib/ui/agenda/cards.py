"""The agenda as cards: the matrix of goals by priorities, and the board by stage.

Owns what a card says; `picture.card` draws it and `cards.js` keeps it up to date. Real links, so that opening
in a new tab and copying a link work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.documents.pictures import agenda as paper
from lib.dutch import day_text, sentence_case, with_soft_hyphens
from lib.model.agenda import ENDED, HELIXES, STAGES, Action, Goal
from lib.model.coalitions import LEVELS
from lib.rules import since
from lib.rules.agenda import allowed_moves
from lib.rules.coalitions.activation import OUTDATED
from lib.rules.since import Changed, Comparison
from lib.ui.agenda.picture import card
from lib.ui.elements import drawn
from lib.ui.elements.component import component
from lib.ui.here.address import link_to, shared_params
from lib.ui.here.cache import kept_with

_cards = component(Path(__file__).with_name("cards.js"), '<div class="cards"></div>')


_HELIX_WORDS = (("bedrijf", "bedr."), ("onderwijs", "ond."), ("overheid", "ovh."))
"""How the three helices are written above their bars, on a wide and on a narrow card."""
_UNPLACED = "nog niet vastgelegd"

Levels = Mapping[str, Mapping[str, int]]
"""Per action how far each helix is activated, 0 to 5."""
Reached = Mapping[str, Mapping[str, str]]
"""Per action how many parties of each helix stand as far as it does."""
Made = tuple[dict[str, Any], drawn.Drawing]
"""What the browser gets to draw cards of, and what draws them for who takes them away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the cards say beside the actions themselves, per action.

    `plus` counts the changes since; `state_lines` stand in the place of the helix bars; `comparison` is what
    to mark as different, None to mark nothing; `proposed` is what waits for Gedeputeerde Staten; `reached`
    are the parties that stand as far as their helix, and `rule` is what both follow from. `lacking` counts
    the empty places and missing answers.
    """

    plus: Mapping[str, int]
    levels: Levels
    comparison: Comparison | None = None
    state_lines: Mapping[str, str] = field(default_factory=dict)
    proposed: Mapping[str, str] = field(default_factory=dict)
    reached: Reached = field(default_factory=dict)
    rule: str = ""
    lacking: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed in this run: a goal to explain, or a move to propose. Cards are links."""

    goal_id: int | None = None
    move: tuple[str, str] | None = None


def matrix(
    goals: Sequence[Goal], actions: Sequence[Action], shown: Collection[str], beside: Beside
) -> Pressed:
    """Draw goals in the annex's order as columns, priorities as rows; filtered-out cards stay as ghosts."""
    data, svg = _kept("matrix", lambda: _matrix(goals, actions, shown, beside), actions, shown, beside)
    drawn.note_drawing("Werkagenda (matrix)", svg)
    return _draw(data)


def _matrix(goals: Sequence[Goal], actions: Sequence[Action], shown: Collection[str], beside: Beside) -> Made:
    with_rows = {action.goal_id for action in actions if action.priority}
    columns = [
        {"id": str(goal.id), "title": with_soft_hyphens(goal.name), "free": goal.id not in with_rows}
        for goal in goals
    ]
    cards = [_card(action, str(action.goal_id), beside) for action in actions]
    visible = [action.id for action in actions if action.id in shown]
    made = paper.matrix(goals, actions, shown, beside.levels, beside.state_lines)
    return _data("matrix", columns, cards, visible, marked=beside.comparison is not None), made.svg


def board(actions: Sequence[Action], shown: Collection[str], beside: Beside, *, movable: bool) -> Pressed:
    """Draw stages as columns; cards that are filtered out are left away, so that counts are true.

    An action of which no stage was recorded stands in a first column, not at the first stage.
    """
    layout = "movable board" if movable else "board"
    data, svg = _kept(layout, lambda: _board(actions, shown, beside, movable), actions, shown, beside)
    drawn.note_drawing("Werkagenda (bord)", svg)
    return _draw(data)


def _board(actions: Sequence[Action], shown: Collection[str], beside: Beside, movable: bool) -> Made:
    columns = [{"id": stage, "title": title} for stage, title in STAGES.items()]
    visible = [action for action in actions if action.id in shown]
    if not all(action.placed for action in visible):
        columns.insert(0, {"id": _UNPLACED, "title": sentence_case(_UNPLACED)})
    cards = [_card(action, action.stage if action.placed else _UNPLACED, beside) for action in visible]
    moves = {action.id: allowed_moves(action.stage) for action in visible} if movable else None
    made = paper.board(actions, shown, beside.levels, beside.state_lines)
    marked = beside.comparison is not None
    return _data("board", columns, cards, [action.id for action in visible], moves, marked=marked), made.svg


def _kept(
    layout: str,
    make: Callable[[], Made],
    actions: Sequence[Action],
    shown: Collection[str],
    beside: Beside,
) -> Made:
    """Return what `make` builds of cards, kept as long as all that they say is the same."""
    said = (beside.plus, beside.levels, beside.comparison, beside.state_lines, beside.proposed)
    return kept_with((layout, frozenset(shown), *shared_params().items()), make, actions, *said)


def _card(action: Action, column: str, beside: Beside) -> dict[str, Any]:
    changed = beside.comparison[action.id] if beside.comparison is not None else None
    return {
        "id": action.id,
        "column": column,
        "number": action.number,
        "name": with_soft_hyphens(action.name),
        "priority": action.priority,
        "was": _adopted_priority(action) if changed is None else "",
        "stage": action.stage_text,
        "driver": action.driver,
        "lacking": _lacking(*beside.lacking.get(action.id, (0, 0))),
        "helices": _helices(beside.levels.get(action.id, {}), beside.reached.get(action.id, {}), changed),
        "state_line": beside.state_lines.get(action.id, ""),
        "plus": beside.plus.get(action.id, 0),
        "ended": _ended_text(action),
        "proposed": beside.proposed.get(action.id, ""),
        "since": _mark(changed, bars=action.id not in beside.state_lines) if changed is not None else None,
    }


def _mark(changed: Changed, *, bars: bool) -> dict[str, Any]:
    """Tell what a card says about what is different: the old values, or in words what else became of it.

    Helices that moved are seen only where there are `bars`.
    """
    aged = changed.kind == since.AGED
    old = {difference.field: with_soft_hyphens(difference.was) for difference in changed.short}
    seen = old or (bars and changed.levels)
    return {
        "kind": changed.kind,
        "old": old,
        "also": OUTDATED if aged else "" if seen or changed.kind != since.CHANGED else changed.told,
        "told": changed.spoken if changed.kind != since.SAME else "",
    }


def _helices(
    levels: Mapping[str, int], reached: Mapping[str, str], changed: Changed | None
) -> list[dict[str, Any]]:
    """Tell how far each side of the triple helix is activated, and was if that is marked."""
    then = {helix: was for helix, (was, _) in changed.levels.items()} if changed else {}
    return [
        {
            "name": name,
            "long": long,
            "short": short,
            "level": levels.get(name, 0),
            "words": LEVELS[levels.get(name, 0)],
            "reached": reached.get(name, ""),
            "then": then.get(name),
        }
        for name, (long, short) in zip(HELIXES, _HELIX_WORDS, strict=True)
    ]


def _lacking(places: int, answers: int) -> dict[str, str]:
    """Tell what is missing, each with its sign on the card."""
    return {
        "place": f"{places} {'plek' if places == 1 else 'plekken'} leeg" if places else "",
        "answer": f"{answers} {'antwoord ontbreekt' if answers == 1 else 'antwoorden ontbreken'}"
        if answers
        else "",
    }


def _adopted_priority(action: Action) -> str:
    """Return the priority that was adopted, when it is another one now."""
    was = action.adopted.priority if action.adopted else None
    return was if was and was != action.priority else ""


def _ended_text(action: Action) -> str:
    if action.stage != ENDED or not action.ended_on:
        return ""
    return f"{STAGES[ENDED]} {day_text(action.ended_on)}: {action.ended_reason}"


def _data(
    layout: str,
    columns: Sequence[Mapping[str, Any]],
    cards: Sequence[Mapping[str, Any]],
    shown: Sequence[str],
    moves: Mapping[str, Sequence[str]] | None = None,
    *,
    marked: bool,
) -> dict[str, Any]:
    start = link_to("actie", {**shared_params(), "actie": ""})
    draw = card.matrix if layout == "matrix" else card.board
    return {
        "layout": layout,
        "columns": list(columns),
        "cards": list(cards),
        "shown": list(shown),
        "moves": moves,
        "marked": marked,
        "picture": draw(columns, cards, card.Links(start, frozenset(shown), moves is not None)),
    }


def _draw(data: dict[str, Any]) -> Pressed:
    result = _cards(
        key=f"cards {data['layout']}",
        data=data,
        on_goal_change=_nothing,
        on_move_change=_nothing,
    )
    moved = str(result.move).split(">", 1) if result.move else None
    return Pressed(
        goal_id=int(result.goal) if result.goal else None,
        move=(moved[0], moved[1]) if moved else None,
    )


def _nothing() -> None:
    """Be a callback: Streamlit wants one to report triggers at all, which are read from the result."""
