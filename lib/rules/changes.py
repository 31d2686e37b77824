"""The list of changes: grouped by action, most telling first, and as the text of a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, list_text, moment_text, sentence_case
from lib.model.agenda import ENDED, Action
from lib.model.change import Change
from lib.model.record import RECORDS, change_sentence


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences about one action, most telling first; or about what is of no action, such as parties."""

    action: Action | None
    lines: tuple[tuple[str, Change], ...]
    heading: str = "Partijen"

    @property
    def ended(self) -> bool:
        return any(c.table == "action" and c.field == "stage" and c.new == ENDED for _, c in self.lines)


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


def letter_text(groups: Iterable[Told], since: str, until: str) -> str:
    """Return the change list as plain text, ready for a letter."""
    blocks = [f"Wijzigingen tussen {moment_text(since)} en {moment_text(until)}"]
    for group in groups:
        title = f"Actie {group.action.label}" if group.action and group.action.number else ""
        title = title or (group.action.name if group.action else group.heading)
        blocks.append("\n".join([title, *(f"- {sentence}" for sentence, _ in group.lines)]))
    return "\n\n".join(blocks)


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
