"""Werk naar werk on screen: the flow, the agreement card, the ladder, and what fits together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures.flow import flow_svg
from lib.dutch import count_text, sentence_case
from lib.model.agenda import Action
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.work import ACTION, CASE, OCCUPATIONS, Match, Notice
from lib.rules.lens import Lens
from lib.rules.results.result import Table
from lib.rules.work import flow, ladder, matching, result
from lib.store import agenda, history
from lib.store.file.connection import Database, reading
from lib.store.results import work
from lib.store.results.work import Recorded
from lib.ui.editing import editor
from lib.ui.elements import drawn
from lib.ui.elements.filters import choice_filter, filter_bar
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import empty, link, plain, quote, sentence, show, table
from lib.ui.elements.switch import switch
from lib.ui.frame.invitation import invite
from lib.ui.here import live
from lib.ui.here.address import ACTION as ACTION_PARAM, shared_params
from lib.ui.here.cache import kept, kept_here, kept_with
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.work import forms, parts, picture

PAGE, MATCH = "werk-naar-werk", "koppeling"
CASE_PARAM, REGION, OCCUPATION, BY, LOOK = "case", "regio", "beroep", "indeling", "blik"
_MOST, _SHOWN = 5, 60
"""How many proposals and old meldingen the page names, and how many meldingen its table holds."""
_BY = {flow.BY_SECTOR: "Per sector", flow.BY_OCCUPATION: "Per beroepsgroep"}
_LOOKS = {"stroom": "Stroom", "tabel": "Tabel"}
_FIGURE = Markup('<figure role="group" aria-label="{}" style="margin:0">{}</figure>')


@dataclass(frozen=True, slots=True)
class Held:
    """What the page draws from, at the moment shown and through its filters.

    `proposals` and `stale` are as many as the page names, with how many there are.
    """

    recorded: Recorded
    made: flow.Flow
    lead: str
    latest: Table
    shown: int
    proposals: Sequence[matching.Proposal]
    proposed: int
    stale: Sequence[Notice]
    aged: int
    annex: str


def page(here: Here) -> None:
    """Draw the page in the state that is shown."""
    picture.dress()
    with page_head("Werk naar werk") as lead:
        pass
    with reading(here.path, here.at) as db:
        cases = kept("work cases", here, db, lambda: _cases(work.recorded(db)))
    with filter_bar("work-filters"):
        every = "alle praktijkcases"
        case = choice_filter("Praktijkcase", CASE_PARAM, cases, every, key="work case", width=205)
        region = choice_filter("Regio", REGION, LABOUR_REGIONS, "alle regio’s", key="work region", width=170)
        occupation = choice_filter(
            "Beroepsgroep", OCCUPATION, OCCUPATIONS, "alle beroepsgroepen", key="work occupation", width=200
        )
        by = switch("Indeling", BY, _BY, key="work by")
        look = switch("Weergave", LOOK, _LOOKS, key="work look")
    editor.outcome(here)
    with reading(here.path) as db:
        newest = history.newest(db)
    held = _held(here, case, region, occupation, by)
    with lead:
        sentence(held.lead)
    _body(here, held, by, look)
    live.follow_changes(here, newest)


def _body(here: Here, held: Held, by: str, look: str) -> None:
    left, right = st.columns([9, 4], gap="medium")
    with left:
        st.header("Wie is er over, wie wordt gevraagd", anchor=False)
        _flow(held, by, look)
    with right, st.container():
        _card_of(held)
    st.header(ladder.ladder_sentence(held.recorded.steps).rstrip("."), anchor=False)
    parts.rungs(held.recorded)
    if here.editing:
        forms.desk(here)
    first, second = st.columns(2, gap="large")
    with first:
        st.header("Past bij elkaar", anchor=False)
        _proposals(here, held)
    with second:
        st.header("De praktijkcase", anchor=False)
        _case(held)
    st.header("Meldingen", anchor=False)
    _notices(here, held)


def _cases(recorded: Recorded) -> dict[str, str]:
    return flow.cases(recorded.matches, recorded.by_id)


def _held(here: Here, case: str | None, region: str | None, occupation: str | None, by: str) -> Held:
    """Work all of it out once per state of the agenda: there may be thousands of meldingen."""
    with reading(here.path, here.at) as db:
        looked = lens(here)
        name = f"work to work {case} {region} {occupation} {by} {looked.value} {here.editing}"
        return kept(name, here, db, lambda: _work_out(here, db, case, region, occupation, by, looked))


def _work_out(
    here: Here,
    db: Database,
    case: str | None,
    region: str | None,
    occupation: str | None,
    by: str,
    looked: Lens,
) -> Held:
    recorded = work.recorded(db)
    shown = [
        notice
        for notice in looked.notices(recorded.notices)
        if (not region or notice.region == region)
        and (not occupation or notice.occupation == occupation)
        and flow.is_of(case, notice)
    ]
    made = flow.flow(shown, recorded.matches, by, here.day)
    in_picture = [match for band in made.bands for match in band.matches]
    proposals = matching.propose(shown, recorded.matches, here.day, exact=here.editing)
    stale = [notice for notice in shown if matching.is_stale(notice, here.day)]
    return Held(
        recorded=recorded,
        made=made,
        lead=flow.flow_sentence(made, in_picture, recorded.steps, by),
        latest=result.notice_table(_latest(shown)),
        shown=len(shown),
        proposals=proposals[:_MOST],
        proposed=len(proposals),
        stale=stale[:_MOST],
        aged=len(stale),
        annex=_annex(agenda.actions(db)),
    )


def _annex(actions: Sequence[Action]) -> str:
    adopted = next((action.adopted for action in actions if action.id == ACTION), None)
    return adopted.full_name if adopted else CASE


# ------------------------------------------------------------------------------ the flow


def _flow(held: Held, by: str, look: str) -> None:
    made = held.made
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
        alt, figure = kept_here("picture", lambda: _figure(made, by), held)
        show(figure)
        drawn.note_drawing("Wie is er over, wie wordt gevraagd (beeld)", partial(flow_svg, made, alt))
    counted = matching.moved_sentence(matching.moved(held.recorded.matches))
    note = "Voetnoot 4: van werk naar werk is overstappen zonder uitkering."
    show(Markup('<p class="wa-source">{} {} {}</p>').format(counted, result.CLASSES, note))


def _figure(made: flow.Flow, by: str) -> tuple[str, Markup]:
    """Build the picture, which may have many bands, each with its link; and what it shows, in words."""
    shared, alt = shared_params(), result.description(made, by)

    def to_card(band: flow.Band) -> Markup:
        return link(PAGE, band.words, shared | {MATCH: str(band.matches[0].id)})

    return alt, _FIGURE.format(alt, picture.picture(made, to_card))


# ------------------------------------------------------------------------------ the card


def _card_of(held: Held) -> None:
    """Draw the agreement card of the match that the address names, else of the first one."""
    matches = held.recorded.matches
    if not matches:
        empty("Nog geen koppeling. Een koppeling begint bij een melding van twee kanten.")
        return
    asked = st.query_params.get(MATCH)
    match = next((match for match in matches if str(match.id) == asked), matches[0])
    if asked and str(match.id) != asked:
        st.warning(plain(f"Koppeling “{asked}” bestaat niet; u ziet de eerste."), icon=":material/info:")
    card, others = kept_here("card", lambda: _card(match, held.recorded), held)
    show(card)
    if others:
        show(Markup("<p>Andere koppelingen: {}</p>").format(others))


def _card(match: Match, recorded: Recorded) -> tuple[Markup, Markup]:
    """Build the card of a match, and the ways to the cards of others."""
    others = [other for other in recorded.matches if other.id != match.id][:_MOST]
    links = [
        link(PAGE, forms.match_name(other, recorded.by_id), shared_params() | {MATCH: str(other.id)})
        for other in others
    ]
    return parts.card(match, forms.match_name(match, recorded.by_id)), Markup(" ").join(links)


# ------------------------------------------------------------------------ what comes next


def _proposals(here: Here, held: Held) -> None:
    if not held.proposals:
        empty("Er passen nu geen twee meldingen bij elkaar: dezelfde regio, beroepsgroep en periode.")
    for proposal in held.proposals:
        words = Markup('<ul class="wa-proposals"><li><b>{} naar {}: {} mensen.</b> Waarom: {}.</li></ul>')
        ends = (proposal.surplus.party, proposal.demand.party)
        show(words.format(*ends, proposal.told.text, proposal.why))
        if here.editing:
            st.button(
                f"Koppeling maken *: {plain(proposal.surplus.party)}*",
                key=f"take {proposal.surplus.id} {proposal.demand.id}",
                on_click=forms.take_proposal,
                args=(proposal,),
            )
    if held.proposed > _MOST:
        st.caption(f"En nog {count_text(held.proposed - _MOST, 'voorstel', 'voorstellen')}.")


def _case(held: Held) -> None:
    show(quote(held.annex, "Bron: bijlage 1, toelichting bij actie 2"))
    show(
        Markup(
            '<p class="wa-source">{} is de eerste praktijkcase, zo noemt de bijlage die. De bijlage geeft '
            "er geen aantallen bij. {}</p>"
        ).format(CASE, link("actie", "Naar actie 2", shared_params() | {ACTION_PARAM: ACTION}))
    )


def _notices(here: Here, held: Held) -> None:
    if held.aged:
        number = sentence_case(count_text(held.aged, "melding is", "meldingen zijn"))
        show(Markup("<p><b>{} ouder dan 90 dagen.</b> Vraag of dat nog klopt.</p>").format(number))
    for notice in held.stale if here.editing else ():
        st.button(
            f"Klopt nog *: {plain(forms.notice_name(notice))}*",
            key=f"confirm {notice.id}",
            on_click=forms.confirm,
            args=(notice,),
        )
    if not held.shown:
        empty("Geen melding past bij deze filters, of er is nog niets gemeld.")
        return
    latest = held.latest
    show(kept_with("latest", lambda: table(latest.heads, latest.rows, latest.title), held))
    if held.shown > _SHOWN:
        st.caption(f"De nieuwste {_SHOWN} van {held.shown}; kies een regio of beroepsgroep voor de andere.")


def _latest(notices: Sequence[Notice]) -> list[Notice]:
    """Return as many as fit on a page, those that were confirmed last first."""
    return sorted(notices, key=lambda notice: (notice.confirmed_on or "", notice.id), reverse=True)[:_SHOWN]
