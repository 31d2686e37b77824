"""The register of parties on screen: which organisations are known, where they sit, and keeping it right.

Owns how the register reads and what is typed in it; saving goes through `lib.ui.editing.form`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import Action, Party
from lib.model.change import UNDONE
from lib.model.coalitions import Table
from lib.rules.coalitions.places import Place
from lib.store import records
from lib.ui.agenda import forms
from lib.ui.coalitions import network
from lib.ui.coalitions.party import PARTY, party_card, party_links
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.editing.record_grid import grid_column, name_column, record_grid
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, show, table
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import invite
from lib.ui.here.state import Here

PARTIES = "partijen"
"""The look at the register, in the address as the value of `network.VIEW`."""
_UNKNOWN = "onbekend"


def register(
    here: Here,
    everyone: Sequence[Party],
    places: Sequence[Place],
    actions: Sequence[Action],
    tables: Mapping[str, Table],
) -> None:
    """List all organisations with what is known of them; those that withdrew stay readable below."""
    present = [party for party in everyone if not party.withdrawn_on]
    gone = [party for party in everyone if party.withdrawn_on and party.withdrawn_reason != UNDONE]
    asked = st.query_params.get(PARTY)
    shown = next((party for party in everyone if str(party.id) == asked), None)
    if shown:
        party_card(here, shown, tables, actions)
    if here.editing:
        _forms(present, [party for party in gone if party.merged_into is None])
    if not present:
        invite(
            "Nog geen partij in de lijst. Wie doet er mee?", "Voeg de eerste partij toe", "fold register new"
        )
    else:
        taking_part: dict[int, set[str]] = {}
        for place in places:
            taking_part.setdefault(place.party_id, set()).add(place.action_id)
        linked, named, through = network.focus_links(), party_links({network.VIEW: PARTIES}), Through()
        rows = [
            (named(party), *_row(party, taking_part.get(party.id, set()), actions, linked, through))
            for party in present
        ]
        show(table(("Partij", "Kant", "Regio", "Soort", "Doet mee bij"), rows, "Partijen"))
    if gone:
        items = Markup("").join(
            Markup("<p>{}, ingetrokken op {}: {}</p>").format(
                party.name, day(party.withdrawn_on or ""), party.withdrawn_reason or ""
            )
            for party in gone
        )
        title = sentence_case(count_text(len(gone), "partij doet", "partijen doen"))
        show(
            Markup('<details class="wa-fold"><summary>{} niet meer mee</summary>{}</details>').format(
                title, items
            )
        )


def _row(
    party: Party,
    taking_part: Set[str],
    actions: Sequence[Action],
    linked: Callable[[str, str], str],
    through: Through,
) -> tuple[str, ...]:
    where = [str(action.number or action.name) for action in actions if action.id in taking_part]
    taken = f"actie {list_text(where)}"
    return (
        through.side(party.helix),
        through.region(party.region, _UNKNOWN),
        party.kind or _UNKNOWN,
        linked(f"p{party.id}", taken) if where else "nog nergens",
    )


# ------------------------------------------------------------------------------- forms

_COLUMNS = (
    name_column("party", "name", 360),
    grid_column("party", "helix", width=160),
    grid_column("party", "region", width=240),
    grid_column("party", "kind", width=240),
)


def _forms(present: Sequence[Party], gone: Sequence[Party]) -> None:
    """Offer to add an organisation, correct one, take one out that no longer takes part, and back in."""
    if gone:
        folded("Partij weer opnemen", lambda: _back_in(gone), key="fold register back in")
    names = {party.id: party.name for party in present}

    def change() -> None:
        chosen = choose_record("Partij", names, "register party to change")
        party = next(party for party in present if party.id == chosen)
        form.change("party", party, key=f"register {chosen}", asked=forms.PARTY)

    folded(
        "Partij toevoegen",
        lambda: forms.party_form("register party"),
        key="fold register new",
        icon=":material/add:",
    )
    paste_box("party", {}, "parties", "Plak partijen uit Excel")
    if present:
        folded(
            "Partijen in een tabel bewerken",
            lambda: record_grid("party", present, _COLUMNS, name="parties", alt="Partijen"),
            key="fold register grid",
            icon=":material/table_edit:",
        )
        folded("Partij wijzigen", change, key="fold register change", icon=":material/edit:")
        folded(
            "Partij intrekken",
            lambda: form.withdraw_one_of(
                "party",
                present,
                names,
                "register party to withdraw",
                button="Partij intrekken",
                said="De partij is ingetrokken. Waar zij nog zit, blijft leesbaar; "
                "nieuw kiezen kan niet meer.",
            ),
            key="fold register withdraw",
        )


def _back_in(gone: Sequence[Party]) -> None:
    """Let a party count again that was taken out by mistake, or that takes part again."""
    chosen = choose_record("Partij", {party.id: party.name for party in gone}, "register party back in")
    party = next(party for party in gone if party.id == chosen)
    form.withdraw(
        "party",
        party,
        key=f"party back in {chosen}",
        label="Waarom weer opnemen",
        button="Weer opnemen",
        said="De partij doet weer mee.",
        act=lambda db, version: records.take_back_in(db, "party", chosen, version),
    )
