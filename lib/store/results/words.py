"""What parties confirmed themselves, as it is kept."""

from __future__ import annotations

from collections.abc import Collection

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.results.words import LINK, SUPPORT, PartyWord
from lib.rules.coalitions.confirmed import Claim, claims
from lib.store import decisions
from lib.store.file.rows import rows_of
from lib.store.records import add
from lib.store.tables import table, tables


def words(db: Database, action_id: str) -> list[PartyWord]:
    """Return what parties said themselves about an action."""
    asked = "SELECT * FROM party_word WHERE action_id = ? AND withdrawn_on IS NULL ORDER BY id"
    return rows_of(db, PartyWord, asked, (action_id,))


def every_claim(db: Database) -> dict[str, list[Claim]]:
    """Return per action all that a party could confirm; without those where there is nothing to confirm."""
    said: dict[str, list[PartyWord]] = {}
    for word in rows_of(db, PartyWord, "SELECT * FROM party_word WHERE withdrawn_on IS NULL ORDER BY id", ()):
        said.setdefault(word.action_id, []).append(word)
    owed = decisions.decisions(db)
    found = {
        action_id: claims(own, [one for one in owed if one.action_id == action_id], said.get(action_id, ()))
        for action_id, own in tables(db).items()
    }
    return {action_id: held for action_id, held in found.items() if held}


def claims_of(db: Database, action_id: str) -> list[Claim]:
    """Return all that a party could confirm of an action, with its word where it did."""
    return claims(table(db, action_id), decisions.decisions(db, action_id=action_id), words(db, action_id))


def confirm(db: Database, action_id: str, claim: Claim, how: str, on: str) -> int:
    """Keep that a party confirmed something, on a day and in which way."""
    return add(
        db,
        "party_word",
        {
            "action_id": action_id,
            "party_id": claim.party_id,
            "about": claim.about,
            "said": claim.said,
            "decision_id": claim.decision_id,
            "how": how,
            "confirmed_on": on,
        },
    )


def confirm_by_link(
    db: Database, action_id: str, party_id: int, given: Collection[tuple[str, str, int | None]], on: str
) -> None:
    """Keep that a party said by its link that these are so; raise Invalid when none of them stands so."""
    held = [one for one in claims_of(db, action_id) if one.party_id == party_id]
    standing = [one for one in held if (one.about, one.said, one.decision_id) in given]
    if not standing:
        raise Invalid("said", "Wat deze partij bevestigde, staat er niet meer zo. Vraag het opnieuw.")
    for claim in standing:
        confirm(db, action_id, claim, LINK, on)


def confirm_support(db: Database, action_id: str, party_id: int, on: str, how: str = LINK) -> None:
    """Keep that a party gave the answer that stands now itself, by its link or in the room."""
    for claim in claims_of(db, action_id):
        if claim.about == SUPPORT and claim.party_id == party_id:
            confirm(db, action_id, claim, how, on)
