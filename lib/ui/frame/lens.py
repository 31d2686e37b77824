"""The lens in the frame line: chosen there, told in words under it for each page, and taken off again.

Owns what is said of a page: what of it is shown, what is left out, or that it cannot be narrowed.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.rules.lens import PARTY, REGION, SIDE, Lens, choices
from lib.store import agenda
from lib.store.file.connection import reading
from lib.ui.elements.html import plain, show
from lib.ui.here.address import ACTION, LENS, go_now
from lib.ui.here.lens import asked, lens
from lib.ui.here.state import Here

_FIELD = "lens choice"
_EVERY = "Alles"
_NOTE = Markup('<p class="wa-lens" role="note"><b>Alleen {}.</b> {}</p>')
_NAMED = Markup('<span class="looked">Alleen {}.</span> ')
_ACTIONS = "{shown} van de {total} acties: met een plek of partij {whose}."
_WHOSE = {REGION: "uit deze regio", SIDE: "van deze kant", PARTY: "van deze partij"}
"""Of whom something is, where the name stands before it."""
_SHOWN: Mapping[str, str] = {
    "": f"{_ACTIONS} De andere staan vaag in de matrix en niet in lijst en bord.",
    "stand": f"{_ACTIONS} Beloften alleen van {{parties}}; de rest is weggelaten.",
    "deze-week": "U ziet {parties}; andere partijen zijn weggelaten. Het overleg is van iedereen.",
    "coalities": f"{_ACTIONS} Partijen en netwerk net zo; de rest is weggelaten.",
    "geld": f"Geld van {_ACTIONS} Geld voor een andere regio is weggelaten.",
    "tijdlijn": f"Momenten van {_ACTIONS} Een overleg is van iedereen; de rest is weggelaten.",
    "wijzigingen": "U ziet wat er wijzigde aan wat {whose} is; de rest is weggelaten.",
    "regio": "Coalities en hun geld alleen {whose}, en van een partij haar campussen; cijfers, tellingen en "
    "loketten zijn van de hele regio.",
    "campussen": "U ziet de campussen {whose}; de andere zijn weggelaten.",
    "arbeidsmarkt": "U ziet de cijfers {whose}, naast provincie en land; andere gebieden zijn weggelaten.",
    "werk-naar-werk": "U ziet de meldingen {whose}; de andere zijn weggelaten. De ladder is van iedereen.",
    "technologietafels": "U ziet de overleggen en afspraken over een actie {whose}. Eén "
    "overleg zelf ziet u helemaal: agenda en verslag zijn van iedereen.",
    "presenteren": "Te kiezen zijn de overleggen over een actie {whose}. De dia’s zelf ziet u helemaal: op "
    "scherm en telefoons staat hetzelfde.",
    "brief": f"Eén bladzijde per actie is er van {_ACTIONS} De brief zelf gaat over de hele agenda.",
    "manifest": "In het register alleen {parties}; de rest gaat over iedereen.",
    "bijwerkronde": f"{_ACTIONS} De andere zitten niet in deze ronde.",
}
"""What is shown of each page and what is left out."""
_WHOLE: Mapping[str, str] = {
    "beheer": "beheer geldt voor alles",
    "begrippen": "een woord betekent voor iedereen hetzelfde",
    "toegankelijkheid": "zij gaat over de app zelf",
}
"""Why a page cannot be narrowed."""
_NO_SIDE: Mapping[str, str] = {"campussen": "een campus is van meer kanten"}
_ONLY_REGION: Mapping[str, str] = {"arbeidsmarkt": "cijfers zijn van een gebied en van geen kant of partij"}


def picker(here: Here) -> None:
    """Draw the button that says what is looked through, and lets another region, side or party be chosen."""
    chosen = lens(here)
    label = plain(chosen.name) if chosen.active else _EVERY
    with st.popover(label, icon=":material/filter_center_focus:", key="lens", on_change="rerun") as box:
        if not box.open:
            return
        with reading(here.path, here.at) as db:
            names = choices(agenda.parties(db))
        key = f"{_FIELD} {chosen.value}"
        st.selectbox(
            "Toon de hele agenda van",
            list(names),
            list(names).index(chosen.value) if chosen.value in names else None,
            format_func=names.__getitem__,
            placeholder="regio, kant of partij",
            key=key,
            on_change=_follow,
            args=(key,),
        )
        st.caption(
            "Eén tegelijk: een regio, kant of partij. Het filter gaat mee naar elke pagina en staat in "
            "het adres: zo kunt u het ook delen."
        )


def _follow(key: str) -> None:
    go_now(**{LENS: st.session_state.get(key)})


def name_on_a_phone(here: Here) -> Markup:
    """Name what is looked through in the bar of a phone, that has no room for the sentence under it."""
    chosen = lens(here)
    return _NAMED.format(chosen.name) if chosen.active else Markup()


def note(here: Here, page: str) -> None:
    """Say under the line what is shown of this page and what is left out, with the way to take it off."""
    chosen, value = lens(here), asked()
    if value and not chosen.active:
        st.warning(
            plain(f"“{value[:80]}” is geen regio, kant of partij van deze agenda; u ziet alles."),
            icon=":material/info:",
        )
    if not chosen.active:
        return
    with reading(here.path, here.at) as db:
        actions = agenda.actions(db)
    with st.container(key="lens-line", horizontal=True, vertical_alignment="center", gap="small"):
        show(_NOTE.format(chosen.name, words(page, chosen, actions)))
        st.button("Toon alles", key="lens off", on_click=go_now, kwargs={LENS: None})


def words(page: str, chosen: Lens, actions: list[Action]) -> str:
    """Tell what of a page is shown and what is left out."""
    why = _WHOLE.get(page)
    if chosen.kind == SIDE:
        why = why or _NO_SIDE.get(page)
    if chosen.kind != REGION:
        why = why or _ONLY_REGION.get(page)
    if why:
        return f"Deze pagina is niet te filteren: {why}. U ziet alles."
    if page == "actie":
        return _of_action(chosen, actions)
    shown = len(chosen.actions(actions))
    whose = _WHOSE[chosen.kind]
    parties = "deze partij" if chosen.kind == PARTY else f"partijen {whose}"
    return _SHOWN[page].format(shown=shown, total=len(actions), whose=whose, parties=parties)


def _of_action(chosen: Lens, actions: list[Action]) -> str:
    action_id, whose = st.query_params.get(ACTION), _WHOSE[chosen.kind]
    if action_id not in {action.id for action in actions}:
        return _ACTIONS.format(shown=len(chosen.actions(actions)), total=len(actions), whose=whose)
    if chosen.holds(action_id):
        return (
            f"Stoelen, antwoorden, mijlpalen, geld, gebeurtenissen en afspraken alleen {whose}; maat, "
            "tekst en geschiedenis zijn van de hele actie. In Bewerken ziet u alles."
        )
    return f"Deze actie heeft geen plek of partij {whose}; u ziet haar toch, helemaal."
