"""The answers of a gate as a table reads them: a short word of each needed party, also of who is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.dutch import day_text
from lib.model.coalitions import Table
from lib.model.purpose import Support
from lib.rules.coalitions import chairs, gate

CONDITION = "onder voorwaarde"
SHORT: Mapping[str, tuple[str, str]] = {
    gate.YES: ("✓", "ja"),
    CONDITION: ("½", "ja, mits"),
    gate.NO: ("✕", "nee"),
    gate.NOT_ASKED: ("?", "nog niet"),
}
"""Each formal answer as a sign and a word."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one needed party answers: sign and word, its side, and when or under which condition."""

    party: str
    helix: str
    sign: str
    word: str
    note: str

    @property
    def given(self) -> bool:
        return self.word != SHORT[gate.NOT_ASKED][1]


def answers(table: Table) -> list[Answer]:
    """List the answers of the needed parties, in the order of their chairs."""
    given = {support.party_id: support for support in table.supports}
    listed, seen = [], set[int]()
    for chair in chairs.needed(table.chairs):
        if chair.party_id is None or chair.party_id in seen:
            continue
        seen.add(chair.party_id)
        support = given.get(chair.party_id)
        sign, word = SHORT[support.answer if support else gate.NOT_ASKED]
        listed.append(Answer(chair.party or "", chair.helix, sign, word, _note(support)))
    return listed


def _note(support: Support | None) -> str:
    """Tell under which condition a party answered, else when."""
    if support is None:
        return ""
    return support.condition or (day_text(support.answered_on) if support.answered_on else "")
