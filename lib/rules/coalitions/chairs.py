"""The chairs of a coalition: what is filled, what is missing, and who could sit there.

"De coalitie moet bestaan uit de partijen die nodig zijn om tot een concreet resultaat te komen."
A withdrawn chair no longer counts anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lib.dutch import day_text, list_text, searchable
from lib.model.agenda import Party
from lib.model.coalitions import Chair, Coalition
from lib.model.kinds import Invalid
from lib.model.regions import REGIONS

EMPTY_PLACES = "Plekken in een coalitie die nog niet zijn ingevuld."
"""What “lege stoelen” are, for who does not know the image."""


def present(chairs: Iterable[Chair]) -> list[Chair]:
    return [chair for chair in chairs if chair.withdrawn_on is None]


def needed(chairs: Iterable[Chair]) -> list[Chair]:
    """Return the chairs without which there is no result."""
    return [chair for chair in present(chairs) if chair.needed]


def empty(chairs: Iterable[Chair]) -> list[Chair]:
    return [chair for chair in needed(chairs) if chair.party_id is None]


def counts(chairs: Iterable[Chair]) -> tuple[int, int]:
    """Tell how many needed chairs are filled, and how many there are."""
    wanted = needed(chairs)
    return len(wanted) - len(empty(wanted)), len(wanted)


def count_sentence(chairs: Iterable[Chair]) -> str:
    """Tell how many of the needed chairs are filled, as in "4 van 6 stoelen"."""
    filled, total = counts(chairs)
    if not total:
        return "nog geen nodige stoelen"
    return f"{filled} van {total} {'stoel' if total == 1 else 'stoelen'}"


def chair_name(chair: Chair) -> str:
    """Return a chair by the role it stands for, with its region: "roc (Noord-Holland Noord)"."""
    return f"{chair.role} ({REGIONS[chair.region]})" if chair.region else chair.role


def gaps(chairs: Iterable[Chair]) -> list[str]:
    """Return the empty needed chairs by name."""
    return [chair_name(chair) for chair in empty(chairs)]


def may_stay_empty(coalition: Coalition) -> bool:
    """Tell whether it was said why the coalition is complete all the same; else an empty needed chair counts.

    A chair can also be added or emptied after the declaration: then its reason is still asked.
    """
    return coalition.complete_on is not None and bool(coalition.complete_reason.strip())


def complete_sentence(coalition: Coalition, chairs: Iterable[Chair]) -> str:
    """Tell that a coalition was declared complete, with what is empty all the same and why; else empty."""
    if coalition.complete_on is None:
        return ""
    names = gaps(chairs)
    despite = f", al is nog leeg: {list_text(names)}" if names else ""
    if may_stay_empty(coalition):
        reason = f" Reden: {coalition.complete_reason.rstrip('.')}."
    else:
        reason = " Waarom dat zo mag blijven, is nog niet vastgelegd." if names else ""
    return f"Als compleet aangemerkt op {day_text(coalition.complete_on)}{despite}.{reason}"


def propose(chair: Chair, parties: Iterable[Party], chairs: Iterable[Chair]) -> list[Party]:
    """Tell who could sit on a chair: parties of its helix, first its kind, then its region, then by name.

    A chair without a region has no nearest region. Left out are parties that withdrew and those
    that sit on a chair of this action already; `chairs` are the chairs of the action.
    """
    seated = {seat.party_id for seat in present(chairs)}
    fitting = [
        party
        for party in parties
        if party.helix == chair.helix and party.withdrawn_on is None and party.id not in seated
    ]
    return sorted(
        fitting,
        key=lambda party: (not _is_of_kind(chair, party), not _is_near(chair, party), party.name.casefold()),
    )


def _is_of_kind(chair: Chair, party: Party) -> bool:
    """Tell whether a chair names the kind of a party: a gemeente for the chair "gemeente in de regio"."""
    kind = searchable(party.kind).strip()
    return bool(kind) and re.search(rf"\b{re.escape(kind)}\b", searchable(chair.role)) is not None


def _is_near(chair: Chair, party: Party) -> bool:
    return not chair.region or party.region == chair.region


def why_it_fits(chair: Chair, party: Party) -> str:
    """Tell why a party is proposed for a chair: its kind and region, or that only its side is right."""
    kind = f"soort: {party.kind}" if _is_of_kind(chair, party) else ""
    fitting = list_text([*filter(None, [kind, "uit deze regio" if chair.region == party.region else ""])])
    return fitting or "alleen de kant past"


def check_seat(role: str, helix: str, party_name: str, party_helix: str) -> None:
    """Raise Invalid when a party of another helix than the chair asks for would sit on it.

    The region of a chair is a wish: a party from elsewhere may sit there.
    """
    if party_helix != helix:
        raise Invalid(
            "party_id",
            f"De stoel “{role}” vraagt een partij uit {helix}, en {party_name} hoort bij {party_helix}. "
            f"Kies een partij uit {helix}, of voeg een stoel voor {party_helix} toe.",
        )


def check_complete(chairs: Sequence[Chair], reason: str) -> None:
    """Raise Invalid when a coalition is declared complete with an empty needed chair and no reason."""
    if not needed(chairs):
        raise Invalid("complete_on", "Er zijn nog geen nodige stoelen benoemd. Leg eerst de stoelen vast.")
    names = gaps(chairs)
    if names and not reason.strip():
        raise Invalid(
            "complete_reason",
            f"Nog leeg: {list_text(names)}. Schrijf op waarom de coalitie toch compleet is.",
        )
