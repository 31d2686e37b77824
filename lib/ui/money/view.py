"""Money on screen: the tab of an action, the page over all actions, and a line at the purpose case."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures import money as paper
from lib.model.agenda import Action
from lib.model.results.money import MoneyLayer
from lib.rules.money import layers as rules
from lib.rules.money.funds import fund_sentence, missing_funds
from lib.store import agenda
from lib.store.file.connection import reading
from lib.store.results import money
from lib.store.results.money import CAMPUSES, FUND
from lib.ui.elements import drawn
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import empty, link, sentence, show, table
from lib.ui.frame.invitation import at_first, invite, point_to
from lib.ui.here.address import ACTION, shared_params
from lib.ui.here.cache import kept, kept_here
from lib.ui.here.lens import lens, of_action
from lib.ui.here.state import Here
from lib.ui.money import campuses, forms, means, pictures

TAB = "geld"
_SOURCE = Markup('<p class="wa-source">{}</p>')
_ONLY = "Bedragen ziet alleen wie geld mag inzien: vraag de beheerder. De rest ziet iedereen."
_NOTHING = "Nog geen geld vastgelegd. Wie weet welke bron meedoet?"


def may_see(here: Here, action_id: str) -> bool:
    return here.person.sees_money(action_id)


def tab(here: Here, action: Action) -> None:
    """Draw the money of one action: its sources, per certainty, and in time."""
    with reading(here.path, here.at) as db:
        layers, funds, term = money.layers(db, action.id), money.funds(db, action.id), agenda.term(db)
    looked = of_action(here, action.id)
    own = looked.layers(layers)
    visible = may_see(here, action.id)
    pictures.dress()
    st.header("Geld", anchor=False)
    if own:
        sentence(rules.money_sentence(own, here.day, visible=visible, what="deze actie"))
        _layers(here, own, date.fromisoformat(term.ends_on), visible=visible)
    elif layers:
        empty(f"Geen geld {looked.whose}.")
    else:
        invite(_NOTHING, "Leg de eerste geldlaag vast", f"fold add money {action.id}")
    means.amounts(here, action, visible=visible)
    if action.id == FUND:
        st.header("Het fonds zelf", anchor=False)
        lines = [fund_sentence(fund) for fund in funds]
        lines += [f"{name}: nog geen fonds vastgelegd." for name in missing_funds(funds)]
        show(Markup("").join(Markup("<p>{}</p>").format(line) for line in lines))
    if not visible:
        show(_SOURCE.format(_ONLY))
    if here.editing:
        forms.desk(here, action)
    if action.id == CAMPUSES:
        campuses.section(here, visible=visible)


def _layers(here: Here, layers: Sequence[MoneyLayer], term: date, *, visible: bool) -> None:
    left, right = st.columns([5, 2], gap="medium")
    with left:
        st.subheader("Bronnen en zekerheid", anchor=False)
        pictures.legend()
        show(pictures.sources(layers, here.day, visible=visible))
        told = rules.money_sentence(layers, here.day, visible=visible, what="deze actie")
        made = paper.sources(layers, here.day, told, visible=visible)
        drawn.note_drawing("Bronnen en zekerheid (beeld)", made.svg)
    with right:
        pictures.certain(layers, here.day, visible=visible)
    st.subheader("Welk geld houdt wanneer op", anchor=False)
    pictures.show_time_line(*pictures.time_line(layers, here.day, term, {}, visible=visible))
    show(as_table(layers, here.day, {}, visible=visible))
    show(_SOURCE.format(rules.RULE))


def as_table(
    layers: Sequence[MoneyLayer], today: date, names: Mapping[str, Markup], *, visible: bool
) -> Markup:
    """Build the same as a table, folded under the picture."""
    rows = pictures.layer_table(layers, today, names, visible=visible)
    return Markup('<details class="wa-fold"><summary>Als tabel</summary>{}</details>').format(rows)


def at_purpose(here: Here, action: Action) -> Markup:
    """Tell at the part financiering of the purpose case how certain the money is, with the way to it."""
    with reading(here.path, here.at) as db:
        layers = money.layers(db, action.id)
    if not layers:
        return Markup()
    words = rules.money_sentence(layers, here.day, visible=may_see(here, action.id), what="deze actie")
    params = shared_params() | {ACTION: action.id, "tab": TAB}
    return Markup('<p class="wa-source">{} {}</p>').format(words, link("actie", "Naar het geld", params))


# ----------------------------------------------------------------------- over all actions


def page(here: Here) -> None:
    """Draw which money ends when, over all actions, and what campuses run on."""
    looked = lens(here)
    with reading(here.path, here.at) as db:
        read = kept("money", here, db, lambda: (money.layers(db), agenda.term(db), agenda.actions(db)))
    found, term, listed = read
    layers, actions = looked.layers(found), {action.id: action for action in listed}
    by_action = {key: own for key in actions if (own := [one for one in layers if one.action_id == key])}
    seen = tuple(action_id for action_id in by_action if may_see(here, action_id))
    told = kept_here("money", lambda: rules.overview_sentence(by_action, here.day), read, looked)
    pictures.dress()
    with page_head("Geld") as lead, lead:
        sentence(told)
    if not layers and looked.active:
        empty(f"Geen geld {looked.whose} vastgelegd.")
    elif not layers:
        point_to(
            "Nog bij geen enkele actie is geld vastgelegd. Wie kan dit aanvullen?",
            at_first("Leg de eerste geldlaag vast", actions.values(), "geld"),
        )
    else:
        until = date.fromisoformat(term.ends_on)
        line, rows, per_action = kept_here(
            ("money", seen), lambda: _built(layers, by_action, actions, here.day, until, seen), read, looked
        )
        st.header("Welk geld houdt wanneer op", anchor=False)
        pictures.legend()
        pictures.show_time_line(*line)
        show(rows)
        st.header("Per actie", anchor=False)
        show(per_action)
        show(_SOURCE.format(rules.RULE))
    if len(seen) < len(by_action):
        show(_SOURCE.format(_ONLY))
    campuses.section(here, visible=may_see(here, CAMPUSES))


def _built(
    layers: Sequence[MoneyLayer],
    by_action: Mapping[str, Sequence[MoneyLayer]],
    actions: Mapping[str, Action],
    today: date,
    term: date,
    seen: Collection[str],
) -> tuple[tuple[Markup, drawn.Drawing], Markup, Markup]:
    """Build what ends when, as picture and as table, and what each action has; with the amounts of `seen`."""
    names = {
        action_id: _link(actions[action_id], str(actions[action_id].number or "Manifest"))
        for action_id in by_action
    }
    visible = len(seen) == len(by_action)
    rows = [
        (
            _link(actions[action_id], actions[action_id].label),
            rules.money_sentence(own, today, visible=action_id in seen, what="deze actie"),
        )
        for action_id, own in by_action.items()
    ]
    return (
        pictures.time_line(layers, today, term, names, visible=visible),
        as_table(layers, today, names, visible=visible),
        table(("Actie", "Geld"), rows, "Geld per actie"),
    )


def _link(action: Action, words: str) -> Markup:
    return link("actie", words, shared_params() | {ACTION: action.id, "tab": TAB})
