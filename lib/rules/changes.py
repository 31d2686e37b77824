"""The list of changes: grouped by action, most telling first, and as the text of a letter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.dutch import count_text, day_text, list_text, local_time, sentence_case
from lib.model.agenda import ENDED, Action, Party
from lib.model.change import Change
from lib.model.record import RECORDS, change_sentence
from lib.rules.bands import BACKWARD, DECIDED, FORWARD, OTHER, band_of, day_of


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences about one action, most telling first; or about what is of no action, such as parties."""

    action: Action | None
    lines: tuple[tuple[str, Change], ...]
    heading: str = "Partijen"

    @property
    def day(self) -> str:
        """The day of the newest line."""
        return max(day_of(change) for _, change in self.lines)

    @property
    def news(self) -> list[str]:
        """What was recorded besides the values of the action itself, what moved it and the newest first."""
        own = [line for line in self.lines if line[1].table != "action" or line[1].field == "note"]
        order = sorted(own, key=lambda line: day_of(line[1]), reverse=True)
        return [text for text, _ in sorted(order, key=lambda line: band_of(line[1]) == OTHER)]

    @property
    def ended(self) -> bool:
        return any(_ends(change) for _, change in self.lines)


def _ends(change: Change) -> bool:
    return change.table == "action" and change.field == "stage" and change.new == ENDED


_KIND_ORDER = ("stage", "priority", "name", "driver_id", "", "note")
"""Which changes of an action come first in the list: the ladder, the priority, the driver, steps."""


def group_changes(
    changes: Iterable[Change], actions: Sequence[Action], parties: Mapping[int, str]
) -> list[Told]:
    """Put changes in sentences per action: ended actions first, then in the annex's order, parties last."""
    lines: dict[str | None, list[tuple[str, Change]]] = {}
    of_no_action: dict[str, list[tuple[str, Change]]] = {}
    for change in changes:
        sentence = change_sentence(change, parties)
        if sentence and change.about is None:
            of_no_action.setdefault(RECORDS[change.table].heading, []).append((sentence, change))
        elif sentence:
            lines.setdefault(change.about, []).append((sentence, change))
    groups = [
        Told(action, tuple(sorted(lines[action.id], key=_telling)))
        for action in actions
        if action.id in lines
    ]
    groups.sort(key=lambda group: not group.ended)
    groups += [Told(None, tuple(own), heading) for heading, own in of_no_action.items()]
    return groups


def _telling(line: tuple[str, Change]) -> tuple[int, int]:
    change = line[1]
    kind = change.field if change.table == "action" else ""
    return (_KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER), change.history_id)


# ------------------------------------------------------------------------ on a slide


def substantive(lines: Iterable[tuple[str, Change]]) -> list[str]:
    """Put what moves an action first, and of that what was recorded last: news arrives at the top."""
    order = sorted(lines, key=lambda line: line[1].history_id, reverse=True)
    return [_once(sentence) for sentence, _ in sorted(order, key=lambda line: not _moves(line[1]))]


def _moves(change: Change) -> bool:
    """Tell whether a change is more than another spelling or other evidence."""
    is_event = change.table == "step" and change.operation == "insert"
    return is_event or change.field == "note" or band_of(change) != OTHER


_TWICE = re.compile(r"^\w+ op (\d+ \w+ \d{4}): (?=\w+ \1: )")


def _once(sentence: str) -> str:
    """Name the day once: an event that begins with the meeting it happened at names its day by that."""
    return _TWICE.sub("", sentence)


# ------------------------------------------------------------------------ in bands

SETTLED, MOVED, REST = "besloten", "beweging", "overig"
BANDS: Mapping[str, str] = {
    SETTLED: "Besloten en beëindigd",
    MOVED: "Vooruit en achteruit",
    REST: "Overig",
}
"""What changes are ranked in, what matters most first."""
_BAND_OF: Mapping[str, str] = {DECIDED: SETTLED, FORWARD: MOVED, BACKWARD: MOVED, OTHER: REST}


def in_bands(groups: Iterable[Told]) -> dict[str, list[Told]]:
    """Part the lines of each action over the bands, the newest on top; what ended stands above that."""
    bands: dict[str, list[Told]] = {band: [] for band in BANDS}
    for group in groups:
        for band, rows in bands.items():
            lines = [line for line in group.lines if _BAND_OF[band_of(line[1])] == band]
            if lines:
                lines.sort(key=lambda line: (_ends(line[1]), day_of(line[1])), reverse=True)
                rows.append(replace(group, lines=tuple(lines)))
    for rows in bands.values():
        rows.sort(key=lambda told: told.day, reverse=True)
        rows.sort(key=lambda told: not told.ended)
    return bands


AtSteps = Mapping[int, Collection[int]]
"""The parties that were at a step, by its id."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which changes are asked for; None asks for all."""

    goal: int | None = None
    table: str | None = None
    helix: str | None = None
    region: str | None = None
    party: int | None = None


def within(
    groups: Iterable[Told],
    scope: Scope,
    parties: Mapping[int, Party],
    at_steps: AtSteps,
) -> list[Told]:
    """Leave out what is not asked for."""
    kept = []
    for group in groups:
        if scope.goal is not None and (group.action is None or group.action.goal_id != scope.goal):
            continue
        lines = tuple(line for line in group.lines if _admits(line[1], scope, parties, at_steps))
        if lines:
            kept.append(replace(group, lines=lines))
    return kept


def _admits(change: Change, scope: Scope, parties: Mapping[int, Party], at_steps: AtSteps) -> bool:
    named = [parties[number] for number in _party_ids(change, at_steps) if number in parties]
    helixes = {party.helix for party in named} | {change.row.get("helix")}
    regions = {party.region for party in named} | {change.row.get("region")}
    return (
        scope.table in (None, change.table)
        and scope.helix in {None, *helixes}
        and scope.region in {None, *regions}
        and scope.party in {None, *(party.id for party in named)}
    )


def _party_ids(change: Change, at_steps: AtSteps) -> set[int]:
    """Return the parties that a change is about."""
    if change.table == "step":
        return set(at_steps.get(int(change.row_id), ()))
    if change.table == "party":
        return {int(change.row_id)}
    fields = ("driver_id",) if change.field == "driver_id" else ("party_id", "owner_id")
    return {number for name in fields if (number := change.row.get(name)) is not None}


# ------------------------------------------------------------------------ for a letter


def letter_text(groups: Iterable[Told], since: str, until: str) -> str:
    """Return the change list as plain text, ready for a letter: days only, without mere corrections."""
    first, last = (day_text(local_time(moment).date()) for moment in (since, until))
    blocks = [f"Wijzigingen van {first} tot en met {last}"]
    for group in groups:
        lines = [sentence for sentence, change in group.lines if not _trivial(change)]
        title = f"Actie {group.action.label}" if group.action and group.action.number else ""
        title = title or (group.action.name if group.action else group.heading)
        if lines:
            blocks.append("\n".join([title, *(f"- {sentence}" for sentence in lines)]))
    return "\n\n".join(blocks)


_CORRECTED = ("activation", "step", "support", "chair", "milestone", "decision")


def _trivial(change: Change) -> bool:
    """Tell whether a change is of no news to a reader of a letter: other evidence, another spelling."""
    return band_of(change) == OTHER and change.operation != "insert" and change.table in _CORRECTED


def changes_sentence(listed: Sequence[Told]) -> str:
    """Tell what the change list says first: how many changes, and which actions ended."""
    groups = [group for group in listed if group.action]
    if not listed:
        return "In deze periode is niets gewijzigd."
    lines = sum(len(group.lines) for group in listed)
    text = (
        f"{sentence_case(count_text(lines, 'wijziging', 'wijzigingen'))} bij "
        f"{count_text(len(groups), 'actie', 'acties')}"
    )
    ended = [group.action.label for group in groups if group.ended and group.action]
    return f"{text}; beëindigd: {list_text(ended)}." if ended else f"{text}; geen enkele actie is beëindigd."
