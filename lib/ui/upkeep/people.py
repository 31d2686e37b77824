"""Who may come in: people with their role and link, open sessions, and who gave what; for a beheerder.

Owns how that looks and is asked. What a role allows is in `lib.access`; `lib.store.people` holds every change
against the right to make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import streamlit as st

from lib.access import DRIVER, MANAGE, MISSING, ROLES, NotAllowed
from lib.dutch import count_text, day_text, list_text, moment_text, sentence_case
from lib.model.kinds import Invalid
from lib.store import agenda
from lib.store.drafts import forget_person
from lib.store.file.connection import DATASETS, REAL, database_path, reading
from lib.store.people import accounts
from lib.store.people.accounts import Account
from lib.store.people.file import PeopleUnreadable
from lib.ui.elements.entry_link import show_link
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.html import empty, plain, sentence, show, table
from lib.ui.here.reach import address_outside
from lib.ui.here.state import Here
from lib.ui.upkeep.view import card
from lib.web.entrance import IN, KEY

NAME, ROLE, ACTIONS, UNTIL = "person name", "person role", "person actions", "person until"
_LINK, _OUTCOME, _CHOSEN = "entry link", "people outcome", "chosen person"
ONCE = "Deze link staat hier één keer, geldt 24 uur en laat één browser binnen. Geef hem aan {} zelf."
ROLE_WORDS = {
    "lezer": "lezer: bekijkt alles, wijzigt niets",
    DRIVER: "aanjager: bewerkt alleen eigen acties",
    "redacteur": "redacteur: bewerkt alles, presenteert; neemt geen besluiten",
    "beslisser": "beslisser: legt ook besluiten vast, sluit overleggen, verstuurt brieven",
    "beheerder": "beheerder: regelt ook wie er binnen mag en de instellingen",
}


def draw_people(here: Here) -> None:
    """Draw all of it; only a beheerder sees who may come in."""
    if MANAGE not in here.person.rights:
        st.info(MISSING[MANAGE] if here.person.rights else here.person.refusal, icon=":material/lock:")
        return
    try:
        people = accounts.accounts(_path())
    except PeopleUnreadable as problem:
        st.error(problem.sentence, icon=":material/error:")
        return
    sentence(_lead(people))
    if outcome := st.session_state.get(_OUTCOME):
        (st.error if outcome[0] else st.success)(plain(outcome[1]))
    _draw_link(here)
    card("Mensen", "Wie zich aanmeldt, en met welke rol.", lambda: _people(people), key="people")
    if here.editing:
        card(
            "Iemand toevoegen", "De persoon krijgt een link, één keer.", lambda: _new(here), key="new-person"
        )
        if people:
            card("Iemand wijzigen", "Een andere rol geldt meteen.", lambda: _one(here, people), key="person")
    card("Sessies", "Wie nu binnen is, de laatst geziene eerst.", lambda: _stays(here), key="stays")
    card(
        "Geweigerd", "Hoe vaak een sleutel niet paste: verlopen, al gebruikt of geraden.", _refused, key="no"
    )
    card("Lezen", "Wie er mag meelezen.", lambda: _reading(here), key="reading")
    card("Wie gaf wat", "Elke toegang en elk einde daarvan.", _grants, key="grants")


def _path() -> Path:
    return database_path(REAL)


def _lead(people: list[Account]) -> str:
    if not people:
        return (
            "Er zijn nog geen mensen: alleen wie aan de computer zelf zit en de startsleutel heeft, bewerkt."
        )
    return f"{count_text(len(people), 'persoon kan', 'mensen kunnen')} zich aanmelden."


def _people(people: list[Account]) -> None:
    if not people:
        empty("Nog niemand. Voeg de eerste toe; lezen kan dan alleen nog na aanmelden.")
        return
    rows = [
        (
            one.name,
            one.role + (f" van {list_text(one.actions)}" if one.actions else ""),
            day_text(one.until) if one.until else "geen einddatum",
        )
        for one in people
    ]
    show(table(("Naam", "Rol", "Tot en met"), rows, "Mensen die zich aanmelden"))


def _choose_role(label: str, key: str) -> None:
    st.selectbox(label, ROLES, key=key, format_func=lambda role: ROLE_WORDS[role])


def _choose_actions(here: Here, label: str, key: str) -> None:
    with reading(here.path) as db:
        names = {action.id: f"{action.id} {action.name}" for action in agenda.actions(db)}
    st.multiselect(
        f"{label} (alleen bij een aanjager)", list(names), key=key, placeholder="geen", select_all=False,
        format_func=lambda action_id: names.get(action_id, action_id),
    )  # fmt: skip


def _new(here: Here) -> None:
    with st.form("new person", border=False):
        st.text_input("Naam (verplicht)", key=NAME, autocomplete="off")
        _choose_role("Rol", ROLE)
        _choose_actions(here, "Eigen acties", ACTIONS)
        day_field("Tot en met (mag leeg blijven)", UNTIL)
        st.form_submit_button("Toevoegen", type="primary", on_click=_add, args=(here,))


@contextmanager
def _telling(success: str) -> Iterator[None]:
    """Tell how one change went: in the words of what refused it, or that it was made."""
    st.session_state.pop(_LINK, None)
    try:
        yield
        st.session_state[_OUTCOME] = (False, success)
    except (Invalid, NotAllowed, PeopleUnreadable) as problem:
        st.session_state[_OUTCOME] = (True, problem.sentence)


def _add(here: Here) -> None:
    state = st.session_state
    name, until = str(state[NAME]), read_day(UNTIL)
    with _telling("Toegevoegd."):
        if isinstance(until, str):
            raise Invalid("until", "De einddatum is geen datum. Schrijf bijvoorbeeld 31-12-2026.")
        actions = tuple(state[ACTIONS])
        last = until.isoformat() if isinstance(until, date) else None
        account = accounts.add(_path(), here.person, name, str(state[ROLE]), actions, last)
        _invite(here, account, name)
        state[NAME], state[ACTIONS], state[UNTIL] = "", [], ""


def _invite(here: Here, account_id: int, name: str) -> None:
    key = accounts.invite(_path(), here.person, account_id)
    st.session_state[_LINK] = (name, address_outside(here, IN, **{KEY: key}))


def _draw_link(here: Here) -> None:
    if _LINK not in st.session_state:
        return
    name, address = st.session_state[_LINK]
    with st.container(border=True, key="entry-link"):
        show_link(here, address, ONCE.format(name), f"QR-code met de link van {name}")
        st.button("Verberg de link", on_click=lambda: st.session_state.pop(_LINK))


def _one(here: Here, people: list[Account]) -> None:
    names = {one.id: one.name for one in people}
    if st.session_state.get(_CHOSEN) not in names:
        st.session_state[_CHOSEN] = people[0].id
    st.selectbox("Wie", list(names), key=_CHOSEN, format_func=lambda number: names[number])
    one = next(one for one in people if one.id == st.session_state[_CHOSEN])
    role, actions = f"role of {one.id}", f"actions of {one.id}"
    st.session_state.setdefault(role, one.role if one.role in ROLES else ROLES[0])
    st.session_state.setdefault(actions, list(one.actions))
    _choose_role("Andere rol", role)
    _choose_actions(here, "Andere eigen acties", actions)
    with st.container(horizontal=True):
        _button("Rol opslaan", _save, here, one)
        _button("Nieuwe link", _renew, here, one)
        _button("Toegang beëindigen", _end, here, one)


def _button(label: str, act: Callable[[Here, Account], None], here: Here, account: Account) -> None:
    st.button(label, key=f"{label} {account.id}", on_click=act, args=(here, account))


def _save(here: Here, account: Account) -> None:
    state = st.session_state
    role, actions = str(state[f"role of {account.id}"]), tuple(state[f"actions of {account.id}"])
    with _telling("De rol is gewijzigd."):
        accounts.change(_path(), here.person, account.id, role, actions)


def _renew(here: Here, account: Account) -> None:
    with _telling("Er is een nieuwe link; een eerdere die niet gebruikt is, werkt niet meer."):
        _invite(here, account.id, account.name)


def _end(here: Here, account: Account) -> None:
    with _telling(f"De toegang van {account.name} is beëindigd."):
        accounts.end(_path(), here.person, account.id)
        for dataset in DATASETS:
            forget_person(database_path(dataset), account.name)


def _stays(here: Here) -> None:
    for stay in accounts.stays(_path()):
        name = stay.name or "Aan de computer zelf, met de startsleutel"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{name}: sinds {moment_text(stay.began_at)}"), width="stretch")
            if here.editing:
                st.button(
                    "Beëindig sessie", key=f"end stay {stay.id}", on_click=_end_stay, args=(here, stay.id)
                )


def _refused() -> None:
    rows = [(day_text(day), str(count)) for day, count in accounts.refused(_path())[:30]]
    if not rows:
        empty("Nog niemand probeerde een sleutel die niet past.")
        return
    show(table(("Dag", "Keren"), rows, "Sleutels die niet pasten"))


def _end_stay(here: Here, session_id: int) -> None:
    with _telling("De sessie is beëindigd."):
        accounts.end_stay(_path(), here.person, session_id)


def _reading(here: Here) -> None:
    closed = accounts.is_closed(_path())
    st.markdown("Lezen kan alleen na aanmelden." if closed else "Wie dit adres bereikt, kan alles lezen.")
    if here.editing:
        label = "Open het lezen voor iedereen" if closed else "Laat alleen lezen na aanmelden"
        st.button(label, key="open reading", on_click=_open_reading, args=(here, closed))


def _open_reading(here: Here, is_open: bool) -> None:
    with _telling("De instelling is gewijzigd."):
        accounts.open_reading(_path(), here.person, is_open)


def _grants() -> None:
    rows = [(sentence_case(moment_text(one.at)), one.who, one.words) for one in accounts.grants(_path())[:50]]
    if not rows:
        empty("Nog niets.")
        return
    show(table(("Wanneer", "Wie", "Wat"), rows, "Wie gaf wie toegang"))
