"""Who changed what a paragraph of a letter tells of: for the author and the moment of a tracked change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lib.model.change import Change
from lib.rules.letter.content import Document, Source, Sources, paragraphs

STAGE, COALITION, SUPPORT, RESULTS, MONEY = "stage", "coalition", "support", "results", "money"
"""What a letter tells of an action that is no field of it."""

_TELLS = {
    "stage_move": STAGE, "chair": COALITION, "activation": COALITION, "coalition": COALITION,
    "support": SUPPORT, "purpose_text": SUPPORT, "money_layer": MONEY, "fund": MONEY,
}  # fmt: skip
"""What a change of a table is to an action; of all others that are about one it is its results."""
_DECIDES = {"ruling": "changes", "decision": "proposes"}
"""Which field of a row names the field of the action that it decides or proposes."""


def of_action(action_id: str, *what: str) -> Sources:
    """Name what a text tells of an action."""
    return tuple(("action", action_id, one) for one in what)


def last_changes(document: Document, changes: Iterable[Change]) -> list[Change | None]:
    """Return for each paragraph of a file the last change of what it tells; None where nobody made one."""
    latest = {source: change for change in changes for source in _sources(change)}
    return [
        max(
            (latest[source] for run in line for source in run.of if source in latest),
            key=lambda change: change.history_id,
            default=None,
        )
        for line in paragraphs(document)
    ]


def _sources(change: Change) -> Iterator[Source]:
    """Yield all that a change can be told as."""
    row = change.row
    yield change.table, change.row_id
    if change.table == "letter":
        yield from (("letter", name) for name in ([change.field] if change.field else row))
    elif change.table == "letter_text":
        yield "letter_text", row["section"]
    elif change.table == "action":
        yield "action", change.row_id, change.field
    elif change.about and change.table in _DECIDES:
        yield "action", change.about, str(row[_DECIDES[change.table]])
    elif change.about:
        yield "action", change.about, _TELLS.get(change.table, RESULTS)
