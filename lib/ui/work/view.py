"""Werk naar werk on screen: the flow, the agreement card, the ladder, and what fits together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, sentence_case
from lib.model.regions import LABOUR_REGIONS
from lib.model.work import ACTION, CASE, OCCUPATIONS, Notice
from lib.rules.work import flow, ladder, matching, result
from lib.store import agenda, history, work
from lib.store.file.connection import reading
from lib.store.work import Recorded
from lib.ui.editing import editor
from lib.ui.elements.filters import choice_filter, filter_bar
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import empty, link, plain, quote, sentence, show, table
from lib.ui.elements.switch import switch
from lib.ui.frame.invitation import invite
from lib.ui.here import live
from lib.ui.here.address import ACTION as ACTION_PARAM, shared_params
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.work import forms, parts, picture

PAGE, MATCH = "werk-naar-werk", "koppeling"
REGION, OCCUPATION, BY, LOOK = "regio", "beroep", "indeling", "blik"
_MOST = 5
_BY = {flow.BY_SECTOR: "Per sector", flow.BY_OCCUPATION: "Per beroepsgroep"}
_LOOKS = {"stroom": "Stroom", "tabel": "Tabel"}
_FIGURE = Markup('<figure role="group" aria-label="{}" style="margin:0">{}</figure>')


@dataclass(frozen=True, slots=True)
class Held:
    """What the page draws from, at the moment shown."""

    newest: int
    recorded: Recorded
    proposals: Sequence[matching.Proposal]
    annex: str


def page(here: Here) -> None:
    """Draw the page in the state that is shown."""
    held = _held(here)
    picture.dress()
    with page_head("Werk naar werk") as lead:
        filter_toggle((REGION, OCCUPATION))
        with filter_bar("head-filters"):
            region = choice_filter(
                "Regio", REGION, LABOUR_REGIONS, "alle regio’s", key="work region", width=210
            )
            occupation = choice_filter(
                "Beroepsgroep",
                OCCUPATION,
                OCCUPATIONS,
                "alle beroepsgroepen",
                key="work occupation",
                width=230,
            )
        by = switch("Indeling", BY, _BY, key="work by")
        look = switch("Weergave", LOOK, _LOOKS, key="work look")
    editor.outcome(here)
    shown = [
        notice
        for notice in held.recorded.notices
        if (not region or notice.region == region) and (not occupation or notice.occupation == occupation)
    ]
    made = flow.flow(shown, held.recorded.matches, by, here.day)
    with lead:
        in_picture = [match for band in made.bands for match in band.matches]
        sentence(flow.flow_sentence(made, in_picture, held.recorded.steps, by))
    _body(here, held, shown, made, (by, look))
    live.follow_changes(here, held.newest)


def _body(here: Here, held: Held, shown: Sequence[Notice], made: flow.Flow, chosen: tuple[str, str]) -> None:
    left, right = st.columns([9, 4], gap="medium")
    with left:
        st.header("Wie is er over, wie wordt gevraagd", anchor=False)
        _flow(held, made, *chosen)
    with right, st.container():
        _card_of(held)
    st.header(ladder.ladder_sentence(held.recorded.steps).rstrip("."), anchor=False)
    parts.rungs(held.recorded)
    if here.editing:
        forms.desk(here)
    first, second = st.columns(2, gap="large")
    with first:
        st.header("Past bij elkaar", anchor=False)
        _proposals(here, held, shown)
    with second:
        st.header("De praktijkcase", anchor=False)
        _case(held)
    st.header("Meldingen", anchor=False)
    _notices(here, shown)


def _held(here: Here) -> Held:
    with reading(here.path) as db:
        newest = history.newest(db)
    with reading(here.path, here.at) as db:

        def make() -> tuple[Recorded, list[matching.Proposal], str]:
            recorded = work.recorded(db)
            proposals = matching.propose(recorded.notices, recorded.matches, here.day)
            return recorded, proposals, _annex(agenda.actions(db))

        recorded, proposals, annex = kept("work to work", here, db, make)
    return Held(newest, recorded, proposals, annex)


def _annex(actions: Sequence[object]) -> str:
    adopted = next((action.adopted for action in actions if action.id == ACTION), None)  # type: ignore[attr-defined]
    return adopted.full_name if adopted else CASE


# ------------------------------------------------------------------------------ the flow


def _flow(held: Held, made: flow.Flow, by: str, look: str) -> None:
    if not made.surplus and not made.demand:
        invite(
            "Er is nog geen overschot en geen vraag gemeld. Wie weet wie mensen over heeft of zoekt?",
            "Leg de eerste melding vast",
            forms.ADD_NOTICE,
        )
        return
    if look == "tabel":
        for own in result.flow_tables(made, by):
            show(table(own.heads, own.rows, own.title))
    else:
        show(_FIGURE.format(result.description(made, by), picture.picture(made, _to_card)))
    counted = matching.moved_sentence(matching.moved(held.recorded.matches))
    note = "Aantallen mensen, nooit namen. Voetnoot 4: van werk naar werk is overstappen zonder uitkering."
    show(Markup('<p class="wa-source">{} {}</p>').format(counted, note))


def _to_card(band: flow.Band) -> Markup:
    params = shared_params() | {MATCH: str(band.matches[0].id)}
    return link(PAGE, picture.band_words(band), params)


# ------------------------------------------------------------------------------ the card


def _card_of(held: Held) -> None:
    """Draw the agreement card of the match that the address names, else of the first one."""
    matches, by_id = held.recorded.matches, held.recorded.by_id
    if not matches:
        empty("Nog geen koppeling. Een koppeling begint bij een melding van twee kanten.")
        return
    asked = st.query_params.get(MATCH)
    match = next((match for match in matches if str(match.id) == asked), matches[0])
    if asked and str(match.id) != asked:
        st.warning(plain(f"Koppeling “{asked}” bestaat niet; u ziet de eerste."), icon=":material/info:")
    show(parts.card(match, forms.match_name(match, by_id)))
    others = [other for other in matches if other.id != match.id]
    links = [
        link(PAGE, forms.match_name(other, by_id), shared_params() | {MATCH: str(other.id)})
        for other in others
    ]
    if links:
        show(Markup("<p>Andere koppelingen: {}</p>").format(Markup(" ").join(links[:_MOST])))


# ------------------------------------------------------------------------ what comes next


def _proposals(here: Here, held: Held, shown: Sequence[Notice]) -> None:
    known = {notice.id for notice in shown}
    own = [found for found in held.proposals if {found.surplus.id, found.demand.id} <= known]
    if not own:
        empty("Er passen nu geen twee meldingen bij elkaar: dezelfde regio, beroepsgroep en periode.")
    for proposal in own[:_MOST]:
        words = Markup('<ul class="wa-proposals"><li><b>{} naar {}: {} mensen.</b> Waarom: {}.</li></ul>')
        show(
            words.format(
                proposal.surplus.party, proposal.demand.party, _people(proposal.people), proposal.why
            )
        )
        if here.editing:
            st.button(
                f"Koppeling maken *: {plain(proposal.surplus.party)}*",
                key=f"take {proposal.surplus.id} {proposal.demand.id}",
                on_click=forms.take_proposal,
                args=(proposal,),
            )
    if len(own) > _MOST:
        more = count_text(len(own) - _MOST, "voorstel", "voorstellen")
        st.caption(f"En nog {more}.")


def _people(count: int) -> str:
    return forms.people_text(count)


def _case(held: Held) -> None:
    show(quote(held.annex, "Bron: bijlage 1, toelichting bij actie 2"))
    show(
        Markup(
            '<p class="wa-source">{} is de eerste praktijkcase, zo noemt de bijlage die. De bijlage geeft '
            "er geen aantallen bij. {}</p>"
        ).format(CASE, link("actie", "Naar actie 2", shared_params() | {ACTION_PARAM: ACTION}))
    )


def _notices(here: Here, shown: Sequence[Notice]) -> None:
    stale = [notice for notice in shown if matching.is_stale(notice, here.day)]
    if stale:
        number = sentence_case(count_text(len(stale), "melding is", "meldingen zijn"))
        show(Markup("<p><b>{} ouder dan 90 dagen.</b> Vraag of dat nog klopt.</p>").format(number))
    for notice in stale[:_MOST] if here.editing else ():
        st.button(
            f"Klopt nog *: {plain(forms.notice_name(notice))}*",
            key=f"confirm {notice.id}",
            on_click=forms.confirm,
            args=(notice,),
        )
    if not shown:
        empty("Geen melding past bij deze filters, of er is nog niets gemeld.")
        return
    own = result.notice_table(_latest(shown))
    show(table(own.heads, own.rows, own.title))
    if len(shown) > _SHOWN:
        st.caption(f"De nieuwste {_SHOWN} van {len(shown)}; kies een regio of beroepsgroep voor de andere.")


_SHOWN = 60


def _latest(notices: Sequence[Notice]) -> list[Notice]:
    """Return as many as fit on a page, those that were confirmed last first."""
    return sorted(notices, key=lambda notice: (notice.confirmed_on or "", notice.id), reverse=True)[:_SHOWN]
