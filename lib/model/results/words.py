"""What a party said itself: that a level, a support or a pledge we recorded of it is so."""

from __future__ import annotations

from collections.abc import Mapping

from lib.dutch import day_text
from lib.model.field import Parties, choice, day, declare, line, of_action, of_party, party_name
from lib.model.kinds import reference
from lib.model.record import Row, record

LEVEL, SUPPORT, PLEDGE = "trede", "draagvlak", "toezegging"
ABOUT: Mapping[str, str] = {LEVEL: "hoe ver zij is", SUPPORT: "haar draagvlak", PLEDGE: "haar toezegging"}
LINK, ROOM = "link", "zaal"
HOW: Mapping[str, str] = {LINK: "met een link", ROOM: "in de zaal"}


def _added(row: Row, parties: Parties) -> str:
    return (
        f"{party_name(row['party_id'], parties)} bevestigde {ABOUT[row['about']]} op "
        f"{day_text(row['confirmed_on'])}, {HOW[row['how']]}: {row['said'].rstrip('.')}."
    )


@record(
    "party_word",
    "Bevestiging door de partij",
    title=lambda row, parties: f"Bevestiging door {party_name(row['party_id'], parties)}",
    added=_added,
    withdrawn="bevestiging ingetrokken",
    about="action_id",
    part="coalitie",
    looked_after=False,
    same=("action_id", "party_id", "about", "said"),
)
class PartyWord:
    """A party's own word on one thing; it holds as long as what we record is what it confirmed.

    `said` is that thing as it was confirmed; `decision_id` is the pledge, for a pledge.
    """

    id: int
    action_id: str = of_action()
    party_id: int = of_party()
    about: str = choice("Wat de partij bevestigde", "wat zij bevestigde", ABOUT, own=False)
    said: str = line("Wat er is bevestigd", "wat is bevestigd", own=False)
    decision_id: int | None = declare(
        "record", reference("De toezegging", optional=True), label="Toezegging", optional=True, own=False
    )
    how: str = choice("Op welke manier", "op welke manier", HOW, prompt="Hoe")
    confirmed_on: str = day("De dag van de bevestiging", "bevestigd op", past=True, prompt="Bevestigd op")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
