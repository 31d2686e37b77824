"""Copies of the agenda: make one, try one beside the agenda, and put one back after that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.access import MANAGE, MISSING, NotAllowed
from lib.dutch import HERE, day_text, local_time, size_text
from lib.store import history
from lib.store.file.connection import reading
from lib.store.file.problems import StoreProblem
from lib.store.file.settings import settings
from lib.store.people import partners
from lib.store.upkeep import copies, restoring
from lib.store.upkeep.copies import Copy
from lib.store.upkeep.restoring import Rehearsal
from lib.ui.editing import saving
from lib.ui.elements.html import empty, link, listing, sentence, show, table
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here
from lib.ui.upkeep.settings import Group, body
from lib.ui.upkeep.view import card

_TRIED, _SURE = "rehearsal", "sure of restoring"
_SETTINGS = Group(
    "copies",
    "Elke dag vanzelf",
    "De app maakt van de echte agenda één kopie per dag waarop er iets veranderde. Oude dagkopieën ruimt zij "
    "op; kopieën die u zelf maakt, blijven staan.",
    "setting",
    ("copies_daily", "copies_kept", "copy_folder"),
)


def draw(here: Here) -> None:
    """Draw the copies that there are, with what can be done with them."""
    with reading(here.path) as db:
        folder, wanted, last = copies.folder_of(db, here.path), settings(db), history.last_change(db)
    made = copies.copies_of(here.path, folder)
    sentence(_lead(made, last[0] if last else ""))
    _not_in_copies(here)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        card(
            "Kopie maken", f"Heel, nagekeken en met de datum in de naam. De map: {folder}", _make, key="make"
        )
        card(_SETTINGS.title, _SETTINGS.about, body(here, _SETTINGS, wanted), key=_SETTINGS.key)
    with right:
        _listed(made)
        if made:
            card(
                "Kopie proberen",
                "De app opent de kopie naast de agenda, telt wat erin staat en vergelijkt. De agenda "
                "verandert daar niet door. Daarna kunt u de kopie terugzetten.",
                lambda: _try(here, made),
                key="try",
            )
        _restored(here)


def _not_in_copies(here: Here) -> None:
    """Say of which actions answers of partners wait, since no copy takes those along."""
    about = dict.fromkeys(proposed.action_id for proposed in partners.waiting(here.path))
    if about and not here.is_example:
        ways = listing(
            link("actie", f"actie {one}", {**shared_params(), "actie": one, "tab": "coalitie"})
            for one in about
        )
        note = Markup(
            '<p class="wa-note">Antwoorden van partners die nog wachten, staan in geen kopie, en blijven bij '
            "terugzetten staan: {}. Neem ze over, dan gaan ze mee.</p>"
        )
        show(note.format(ways))


def _lead(made: Sequence[Copy], last: str) -> str:
    if not made:
        return "Er is nog geen kopie van de agenda."
    newest, when = made[0], f" om {made[0].time}" * bool(made[0].time)
    told = f"De nieuwste kopie is van {day_text(newest.day)}{when}."
    if last and local_time(last).date() > newest.day:
        return f"{told} Daarna is de agenda nog veranderd, het laatst op {day_text(local_time(last).date())}."
    return told


def _listed(made: Sequence[Copy]) -> None:
    if not made:
        empty("Nog geen kopie gemaakt. Maak er een, dan ziet u haar hier.")
        return
    rows = [(_called(copy), copy.kind, size_text(copy.size)) for copy in made]
    show(table(("Kopie van", "Hoe gemaakt", "Grootte"), rows, "Kopieën, de nieuwste eerst"))


def _called(copy: Copy) -> str:
    return f"{day_text(copy.day)}, {copy.time}" if copy.time else day_text(copy.day)


def _restored(here: Here) -> None:
    told = restoring.restored(here.path)
    if told:
        rows = [(one.sentence,) for one in told]
        show(table(("Eerder teruggezet",), rows, "Eerder teruggezet"))


# ------------------------------------------------------------------------------ acts


def _attempt(act: Callable[[Here], str]) -> None:
    """Do something with the files for who may, and say how it went."""
    here = state.here()
    try:
        if not here.person.may(MANAGE):
            raise NotAllowed(here.person.refusal or MISSING[MANAGE])
        saving.note_done(act(here))
    except (StoreProblem, NotAllowed) as problem:
        saving.note_refusal(problem.sentence)
    except FileExistsError:
        saving.note_refusal("Er staat al een bestand met deze naam. Probeer het over een minuut opnieuw.")


def _make() -> None:
    st.button(
        "Nu een kopie maken", type="primary", icon=":material/save:", key="make copy",
        on_click=_attempt, args=(_make_one,),
    )  # fmt: skip


def _make_one(here: Here) -> str:
    made = copies.make_copy(here.path, datetime.now(HERE))
    return f"De kopie is gemaakt en nagekeken: {made.name}."


def _try(here: Here, made: Sequence[Copy]) -> None:
    names = {copy.path.name: f"{_called(copy)} ({copy.kind})" for copy in made}
    chosen = st.selectbox("Welke kopie?", list(names), format_func=names.__getitem__, key="copy to try")
    copy = next(copy for copy in made if copy.path.name == chosen)
    st.button(
        "Proberen", icon=":material/science:", key="try copy",
        on_click=_attempt, args=(lambda place: _rehearse(place, copy.path),),
    )  # fmt: skip
    name, tried = st.session_state.get(_TRIED, ("", None))
    if tried is not None and name == copy.path.name:
        _compared(tried)
        _put_back(here, copy.path)


def _rehearse(here: Here, copy: Path) -> str:
    st.session_state.pop(_TRIED, None)
    st.session_state[_TRIED] = (copy.name, restoring.rehearse(here.path, copy, here.dataset))
    return "De kopie ging open naast de agenda."


def _compared(tried: Rehearsal) -> None:
    """Say how the copy compares, with the kinds that differ and how many are the same."""
    st.text(tried.sentence)
    then, now = tried.copy.counts, tried.now.counts
    rows = [
        (kind, str(then[kind]), str(count), f"{count - then[kind]:+d}".replace("-", "−"))
        for kind, count in now.items()
        if count != then[kind]
    ]
    same = len(now) - len(rows)
    if rows:
        show(table(("Soort", "In de kopie", "Nu", "Verschil"), rows, "Aantallen in de kopie en nu"))
    st.caption(f"Van {same} van de {len(now)} soorten gegevens is het aantal in de kopie en nu gelijk.")


def _put_back(here: Here, copy: Path) -> None:
    if not here.person.may(MANAGE):
        empty(here.person.refusal or MISSING[MANAGE])
        return
    sure = st.checkbox(
        "Ik wil deze kopie terugzetten. Wat er nu staat, wordt eerst als kopie bewaard.", key=_SURE
    )
    st.button(
        "Terugzetten", icon=":material/settings_backup_restore:", key="restore copy", disabled=not sure,
        on_click=_attempt, args=(lambda place: _restore(place, copy),),
    )  # fmt: skip


def _restore(here: Here, copy: Path) -> str:
    aside = restoring.restore(here.path, copy, here.dataset, here.person, datetime.now(HERE))
    for key in (_TRIED, _SURE):
        st.session_state.pop(key, None)
    return f"De kopie is teruggezet. Wat er stond, is bewaard als {aside.name}."
