"""Aan de slag: what to record first on an agenda of which little is recorded, each with the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from lib.model.agenda import Action
from lib.store.file.annex_chairs import annex_chairs
from lib.store.file.connection import EXAMPLE
from lib.ui.elements.html import address_of, link, show
from lib.ui.frame.invitation import FIRST_MEETING, FIRST_STATE, PARTIES, Way, at_first
from lib.ui.here.address import AT, EDITING, MODE, SET, shared_params
from lib.ui.here.cache import kept_here
from lib.ui.here.state import Here
from lib.ui.here.visitor import given_name


class First(NamedTuple):
    """One of the first things: whether it is done, why it matters, and where it is done."""

    done: bool
    what: str
    why: str
    button: str
    way: Way


def card(here: Here, view: str, counts: Mapping[str, int], actions: Sequence[Action]) -> None:
    """Draw the card until all its facts exist, for who may record them; `counts` of rows, by table."""
    if view != "matrix" or here.is_example or here.at or not here.person.rights:
        return
    name = here.person.name if here.person.verified else given_name()
    built = kept_here(("first run", name), lambda: _built(_lines(name, actions, counts)), counts, actions)
    if built:
        show(built)


def _built(lines: Sequence[First]) -> Markup | None:
    """Build the card, if anything on it is still to do."""
    first = next((line for line in lines if not line.done), None)
    if first is None:
        return None
    rows = Markup("").join(_row(number, line, line is first) for number, line in enumerate(lines, 1))
    return _CARD.format(rows, _look_first())


def _lines(name: str, actions: Sequence[Action], counts: Mapping[str, int]) -> tuple[First, ...]:
    placed = sum(action.placed and action.driver_id is not None for action in actions)
    return (
        First(
            bool(name), "Zeg wie u bent",
            f"U werkt als {name}. Uw naam staat bij wat u vastlegt." if name
            else "Uw naam komt te staan bij wat u vastlegt.",
            "Naam geven", Way("", "", {}),
        ),
        First(
            counts["party"] > 0, "Zet de partijen in het register",
            "Organisaties, geen personen. Er staat nog geen partij in." if not counts["party"] else "",
            "Partijen toevoegen", PARTIES,
        ),
        First(
            counts["chair"] > 0, "Benoem plekken in de coalities",
            f"De bijlage noemt zelf al {len(annex_chairs())} plekken. U neemt over wat klopt.",
            "Voorstellen bekijken", at_first("", actions, "coalitie"),
        ),
        First(
            placed > 0, "Leg de beginstand vast",
            f"Fase en aanjager van alle {len(actions)} acties in één tabel. Dit telt niet als wijziging.",
            "Beginstand invullen", FIRST_STATE,
        ),
        First(
            counts["meeting"] > 0, "Zet de eerste tafel klaar",
            "Datum, plaats en agenda; daarna kunt u presenteren.",
            "Tafel klaarzetten", FIRST_MEETING,
        ),
    )  # fmt: skip


def _row(number: int, line: First, first: bool) -> Markup:
    params = shared_params(**{MODE: EDITING}) | dict(line.way.params)
    return _ROW.format(
        "done" if line.done else "first" if first else "",
        "✓" if line.done else number,
        "klaar: " if line.done else "",
        line.what,
        line.why,
        address_of(line.way.page, params),
        "Wijzigen" if line.done else line.button,
        line.what,
    )


def _look_first() -> Markup:
    params = shared_params()
    links = (
        link("", "Bekijk de app met een verzonnen voorbeeld", shared_params(**{SET: EXAMPLE, AT: None})),
        link("campussen", "Campussen", params),
        link("arbeidsmarkt", "Cijfers van de arbeidsmarkt", params),
        link("begrippen", "Begrippen", params),
    )
    return Markup(" · ").join(links)


_CARD = Markup(
    '<section class="wa-first" aria-labelledby="first-run"><h2 id="first-run">Aan de slag</h2>'
    "<ol>{}</ol><p>Liever eerst kijken? {}</p></section>"
)
_ROW = Markup(
    '<li class="{}"><i aria-hidden="true">{}</i><b><span class="wa-vh">{}</span>{}</b><span>{}</span>'
    '<a class="wa-link" href="{}" target="_self">{}<span class="wa-vh">: {}</span></a></li>'
)
