"""Asking a party without an account, and what it proposed: taken over or refused, part by part.

Owns how that looks on the tab Coalitie. A link belongs to the real agenda only.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.access import NotAllowed
from lib.dutch import day_text, moment_text
from lib.model.agenda import STARTED_BY, STEP_KINDS, Action
from lib.model.coalitions import Table
from lib.model.purpose import ANSWERS, Support
from lib.model.results.words import ABOUT
from lib.store import agenda, coalitions
from lib.store.file.connection import Database
from lib.store.people import partners
from lib.store.people.file import PeopleUnreadable
from lib.store.people.partners import Proposed, Request
from lib.store.results import words
from lib.ui.editing import saving
from lib.ui.editing.choice import choose_record
from lib.ui.elements.entry_link import show_link
from lib.ui.elements.fold import folded
from lib.ui.elements.html import plain
from lib.ui.here.reach import address_outside
from lib.ui.here.state import Here
from lib.web.entrance import KEY
from lib.web.outside.partner import PARTNER

_LINK = "partner link"
ONCE = "Deze link staat hier één keer, geldt één keer en veertien dagen. Stuur hem aan {}."
TAKEN, REFUSED = "Overgenomen van {}.", "Niet overgenomen."
SETTLED = "Een ander heeft hierover intussen beslist."


def ask_and_settle(here: Here, action: Action, table: Table, names: Mapping[int, str]) -> None:
    """Draw what partners proposed about an action, and the way to ask one of them."""
    if here.is_example:
        return
    for proposed in partners.waiting(here.path, action.id):
        _draw(here, table, proposed, names.get(proposed.party_id, "een partij die er niet meer is"))
    at_table = {chair.party_id for chair in table.chairs}
    seated = {party_id: name for party_id, name in names.items() if party_id in at_table}
    if seated:
        key = f"fold ask {action.id}"
        folded("Vraag een partij om antwoord", lambda: _ask(here, action, seated), key=key)


# --------------------------------------------------------------------------- asking


def _ask(here: Here, action: Action, seated: Mapping[int, str]) -> None:
    st.caption("De partij krijgt één klein formulier, zonder account. Wat zij schrijft, is een voorstel.")
    party_id = choose_record("Partij", seated, "partner")
    st.button(
        "Maak een link", key=f"ask partner {action.id}", on_click=_make_link,
        args=(here, Request(party_id, action.id), seated[party_id]),
    )  # fmt: skip
    if st.session_state.get(_LINK, ("",))[0] == action.id:
        _, name, address = st.session_state[_LINK]
        with st.container(border=True):
            show_link(here, address, ONCE.format(name), f"QR-code met de link voor {name}")


def _make_link(here: Here, request: Request, name: str) -> None:
    try:
        key = partners.ask(here.path, here.person, request)
    except (NotAllowed, PeopleUnreadable) as problem:
        saving.note_refusal(problem.sentence)
        return
    st.session_state[_LINK] = (request.action_id, name, address_outside(here, PARTNER, **{KEY: key}))


# -------------------------------------------------------------------------- settling


def _draw(here: Here, table: Table, proposed: Proposed, name: str) -> None:
    with st.container(border=True, key=f"proposed {proposed.id}"):
        st.markdown(plain(f"{name} schreef op {moment_text(proposed.at)}, als voorstel:"))
        ours = _draw_part(table, proposed)
        with st.container(horizontal=True):
            given = (here, table, proposed, name, ours)
            st.button("Overnemen", key=f"take {proposed.id}", on_click=_take, args=given)
            st.button("Niet overnemen", key=f"refuse {proposed.id}", on_click=_refuse, args=(here, proposed))


def _draw_part(table: Table, proposed: Proposed) -> dict[str, str | None]:
    """Draw what was answered of one part; returns what only we can say of it."""
    if proposed.part == "step":
        return _draw_step(proposed)
    if proposed.part == "word":
        for about, said, _ in proposed.values["claims"]:
            st.text(f"Bevestigt {ABOUT[about]}: {said}")
        return {}
    return _draw_support(table, proposed)


def _draw_step(proposed: Proposed) -> dict[str, str | None]:
    """Draw a step that a partner proposes; returns what only we can say of it."""
    st.text(f"{day_text(proposed.values['happened_on'])}: {proposed.values['what']}")
    with st.container(horizontal=True):
        return {
            "kind": _choose("Soort", STEP_KINDS, f"kind {proposed.id}"),
            "started_by": _choose("Op initiatief van", STARTED_BY, f"began {proposed.id}"),
        }


def _choose(label: str, options: Mapping[str, str], key: str) -> str | None:
    return st.selectbox(
        label, options, index=None, format_func=options.__getitem__, placeholder="kies", key=key, width=260
    )


def _draw_support(table: Table, proposed: Proposed) -> dict[str, str | None]:
    """Draw what the agenda says of the support of a party, and what the party says itself."""
    present = _support(table, proposed)
    now = _support_words(present.answer, present.condition) if present else ANSWERS["niet gevraagd"]
    st.text(f"Draagvlak nu: {now}")
    st.text(f"Voorgesteld: {_support_words(proposed.values['answer'], proposed.values['condition'])}")
    return {}


def _support(table: Table, proposed: Proposed) -> Support | None:
    """Return what the party answered before."""
    return next((support for support in table.supports if support.party_id == proposed.party_id), None)


def _support_words(answer: str, condition: str) -> str:
    return f"{ANSWERS[answer]}: {condition}" if condition else ANSWERS[answer]


def _take(here: Here, table: Table, proposed: Proposed, name: str, ours: Mapping[str, str | None]) -> None:
    """Write what a partner proposed, in the name of who takes it over; the ground names the partner.

    It is settled first, so that of two people only one writes it.
    """

    def act(db: Database) -> None:
        if proposed.part == "step":
            values = {**proposed.values, **ours, "action_id": proposed.action_id, "link": None}
            agenda.add_step(db, values, [proposed.party_id])
        elif proposed.part == "word":
            given = [tuple(claim) for claim in proposed.values["claims"]]
            words.confirm_by_link(db, proposed.action_id, proposed.party_id, given, proposed.at[:10])
        else:
            _answer(db, table, proposed)

    ground = f"Opgegeven door {name} op {moment_text(proposed.at)}, met een link"
    if not _settle(here, proposed, taken=True):
        saving.note_refusal(SETTLED)
    elif not saving.write(act, ground, TAKEN.format(name)):
        partners.reopen(here.path, proposed)


def _answer(db: Database, table: Table, proposed: Proposed) -> None:
    present = _support(table, proposed)
    coalitions.answer_support(
        db, proposed.action_id, proposed.party_id, proposed.values["answer"], proposed.values["condition"],
        present.contribution if present else "", proposed.at[:10], present.version if present else None,
    )  # fmt: skip
    words.confirm_support(db, proposed.action_id, proposed.party_id, proposed.at[:10])


def _refuse(here: Here, proposed: Proposed) -> None:
    if _settle(here, proposed, taken=False):
        saving.note_done(REFUSED)
    else:
        saving.note_refusal(SETTLED)


def _settle(here: Here, proposed: Proposed, *, taken: bool) -> bool:
    try:
        return partners.settle(here.path, here.person, proposed, taken=taken)
    except (NotAllowed, PeopleUnreadable):
        return False
