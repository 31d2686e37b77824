"""What each look at the coalitions says first: of the example, counted by hand, and of an empty agenda."""

from __future__ import annotations

from lib.model.agenda import Party
from lib.rules.coalitions import looks
from lib.rules.coalitions.places import Place

SCHOOL = Party(1, "Roc", "onderwijs", "AM15", "roc", None, None, 1)
FIRM = Party(2, "Werf", "bedrijfsleven", None, "bedrijf", None, None, 1)
PLACES = [Place(1, "Roc", "onderwijs", "3", 2), Place(1, "Roc", "onderwijs", "4", 0)]


def test_the_network_counts_who_takes_part_in_several() -> None:
    assert (
        looks.network_sentence(PLACES) == "Eén partij doet mee in twee coalities; 1 daarvan in meer dan één."
    )


def test_the_register_counts_the_sides_and_who_takes_part_nowhere() -> None:
    assert looks.parties_sentence([SCHOOL, FIRM], PLACES) == (
        "Twee partijen staan in het register: 1 bedrijfsleven, 1 onderwijs en 0 overheid; "
        "één doet nog nergens mee."
    )


def test_no_empty_chair_is_said_in_words() -> None:
    assert looks.chairs_sentence([]) == "Geen enkele nodige stoel is leeg."
