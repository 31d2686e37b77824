"""What is said by us and what the party confirmed itself: each level 4-5, support and pledge of a coalition.

A confirmation holds for what was confirmed: another level, answer or text is again only said by us. No score
changes by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lib.dutch import day_text
from lib.model.coalitions import LEVELS, Table
from lib.model.meetings import PLEDGE as PLEDGED, Decision
from lib.model.purpose import ANSWERS
from lib.model.results.words import HOW, LEVEL, PLEDGE, SUPPORT, PartyWord
from lib.rules.coalitions import gate

FROM = 4
"""From this level on a claim is something that a party itself would have to say."""
OURS = "gezegd door ons"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that we record of a party, with the word of that party that it is so, if any."""

    party_id: int
    party: str
    about: str
    said: str
    decision_id: int | None = None
    word: PartyWord | None = None

    @property
    def mark(self) -> str:
        """Tell who says so: "bevestigd op 3 maart 2023, in de zaal", or only we."""
        if self.word is None:
            return OURS
        return f"bevestigd op {day_text(self.word.confirmed_on)}, {HOW[self.word.how]}"


def claims(table: Table, decisions: Iterable[Decision], words: Sequence[PartyWord]) -> list[Claim]:
    """Return each level 4-5, support and open pledge of an action, with the party's own word."""
    held = [
        Claim(one.party_id, one.party, LEVEL, f"{LEVELS[one.level]} ({one.level})")
        for one in table.activations
        if one.level >= FROM
    ]
    held += [
        Claim(one.party_id, one.party, SUPPORT, ANSWERS[one.answer].lower())
        for one in table.supports
        if one.answer != gate.NOT_ASKED
    ]
    held += [
        Claim(one.owner_id, one.owner or "", PLEDGE, one.text.rstrip("."), one.id)
        for one in decisions
        if one.kind == PLEDGED and one.owner_id is not None and one.settled_on is None
    ]
    return [_with_word(claim, words) for claim in held]


def _with_word(claim: Claim, words: Iterable[PartyWord]) -> Claim:
    own = [word for word in words if word.withdrawn_on is None and _fits(word, claim)]
    newest = max(own, key=lambda word: (word.confirmed_on, word.id), default=None)
    return Claim(claim.party_id, claim.party, claim.about, claim.said, claim.decision_id, newest)


def _fits(word: PartyWord, claim: Claim) -> bool:
    return (word.party_id, word.about, word.said, word.decision_id) == (
        claim.party_id,
        claim.about,
        claim.said,
        claim.decision_id,
    )


def confirmed_sentence(held: Sequence[Claim]) -> str:
    """Tell how much of it the parties confirmed: "7 van 11 bevestigd door de partij zelf"."""
    if not held:
        return "Nog geen trede 4 of 5, draagvlak of toezegging om te bevestigen."
    confirmed = sum(claim.word is not None for claim in held)
    rest = "" if confirmed == len(held) else "; de rest is gezegd door ons"
    return f"{confirmed} van {len(held)} bevestigd door de partij zelf{rest}."


def short(held: Sequence[Claim]) -> str:
    """Tell the same where there is little room; nothing when there is nothing to confirm."""
    return f"{sum(one.word is not None for one in held)} van {len(held)} bevestigd" if held else ""
