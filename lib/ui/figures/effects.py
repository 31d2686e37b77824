"""Effects on screen: which actions should move which indicator, from both sides.

Owns how an effect reads at an action and at an indicator, and the form that records one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import list_text
from lib.model.agenda import Action
from lib.model.figures import MOVES, Effect, Indicator, Observation
from lib.model.periods import period_of
from lib.model.regions import region_label
from lib.rules.figure_words import CONTRIBUTION, value_text
from lib.store import figures
from lib.store.figures import add_effect
from lib.store.file.connection import Database, reading
from lib.ui.agenda.action import action_link
from lib.ui.campuses import effect
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.elements.html import empty, link, show
from lib.ui.figures import coverage
from lib.ui.figures.grid import INDICATOR, PAGE, REGION, dress
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here


def effect_tab(here: Here, action: Action) -> None:
    """What an action brings about: the instrument that the annex promises, and in which figure."""
    effect.at_the_campuses(here, action)
    coverage.of_the_figures(here, action)
    of_an_action(here, action)


def of_an_action(here: Here, action: Action) -> None:
    """The indicators that an action should move; in Bewerken also a form for another."""
    with reading(here.path, here.at) as db:
        own = [one for one in figures.effects(db) if one.action_id == action.id]
        known = {one.id: one for one in figures.indicators(db)}
    dress()
    st.header("Effect op de arbeidsmarkt", anchor=False)
    if not own:
        empty(
            "Nog niet vastgelegd welk cijfer deze actie wil beïnvloeden. Wie kan dit aanvullen? "
            "Kies Bewerken, of open een cijfer op de pagina Arbeidsmarkt."
        )
    for one in own:
        _card(one, known[one.indicator], _indicator_link(one, known[one.indicator]))
        if here.editing:
            _withdraw_form(one)
    if here.editing:
        choose_form(here, action, list(known.values()))


def at_an_indicator(here: Here, indicator: Indicator, actions: Sequence[Action]) -> None:
    """Why this figure matters: the actions that name it, each with its sentence."""
    labels = {action.id: action for action in actions}
    with reading(here.path, here.at) as db:
        own = [one for one in figures.effects(db) if one.indicator == indicator.id]
    st.header("Waarom dit telt", anchor=False)
    if not own:
        empty(
            "Nog geen actie noemt dit cijfer. "
            "Kies Bewerken om vast te leggen welke actie het wil beïnvloeden."
        )
    for one in own:
        _card(one, indicator, action_link(labels[one.action_id]))


def overview(here: Here, actions: Sequence[Action], known: Sequence[Indicator]) -> None:
    """All effects by action, and the actions that name no figure."""
    with reading(here.path, here.at) as db:
        all_effects = figures.effects(db)
    by_id = {one.id: one for one in known}
    st.header("Wat de acties willen beïnvloeden", anchor=False)
    for action in actions:
        for one in (one for one in all_effects if one.action_id == action.id):
            indicator = by_id[one.indicator]
            head = Markup("{} → {}").format(action_link(action), _indicator_link(one, indicator))
            _card(one, indicator, head)
    silent = [action for action in actions if action.id not in {one.action_id for one in all_effects}]
    if not silent:
        show(Markup('<p class="wa-source">Elke actie noemt een cijfer dat de actie wil beïnvloeden.</p>'))
        return
    names = list_text(str(action.number) if action.number else f"“{action.name}”" for action in silent)
    show(
        Markup(
            '<p class="wa-empty">Zonder effect: {} {}. '
            "Leg op de pagina van een actie, onder Effect, vast welk cijfer de actie wil beïnvloeden.</p>"
        ).format("actie" if len(silent) == 1 else "de acties", names)
    )


def _card(one: Effect, indicator: Indicator, head: str) -> None:
    start = Observation(one.indicator, one.region, one.baseline_period, one.value, one.label)
    show(
        Markup(
            '<div class="wa-effect"><p>{}</p><p><b>{}</b></p>'
            "<small>Moet {}. Uitgangswaarde: {} "
            "({}, {}). "
            "{}</small></div>"
        ).format(
            head,
            one.sentence,
            MOVES[one.direction],
            value_text(indicator, start),
            region_label(one.region),
            one.baseline_period.text,
            CONTRIBUTION,
        )
    )


def _indicator_link(one: Effect, indicator: Indicator) -> Markup:
    params = {**shared_params(), INDICATOR: indicator.id, REGION: one.region}
    return link(PAGE, indicator.name, params, icon="monitoring")


# -------------------------------------------------------------------------------- editing


def choose_form(here: Here, action: Action, known: Sequence[Indicator]) -> None:
    """Which figure an action should move, from which starting point, in one sentence."""
    names = {one.id: one.name for one in known}
    chosen = st.selectbox(
        "Welk cijfer wil deze actie beïnvloeden?",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"effect indicator {action.id}",
        placeholder="kies een cijfer",
    )
    if not chosen:
        return
    with reading(here.path) as db:
        counting = figures.current_sets(db)
        regions = figures.regions_of(db, chosen, counting)
        found = [one for one in figures.series(db, chosen, regions, counting) if not one.absent]
    if not found:
        empty("Van dit cijfer is nog geen waarde bekend: er is geen uitgangswaarde.")
        return
    indicator = next(one for one in known if one.id == chosen)
    starts = {
        f"{one.region} {one.period.code}": f"{region_label(one.region)}, {one.period.text}: "
        f"{value_text(indicator, one)}"
        for one in sorted(found, key=lambda one: one.period.ends, reverse=True)
    }

    def act(db: Database, values: Mapping[str, Any]) -> None:
        region, period = str(values["start"]).split()
        given = {name: values[name] for name in ("action_id", "indicator", "sentence", "direction")}
        add_effect(db, {**given, "region": region, "period": period_of(period).code})

    form.add(
        "effect",
        {"action_id": action.id, "indicator": chosen},
        act,
        key=f"effect {action.id}",
        fields=("sentence", "direction"),
        extra=(Ask("start", "record", "Uitgangswaarde", starts),),
        start={"start": next(iter(starts)), "direction": next(iter(MOVES))},
        button="Effect opslaan",
        said="Het effect is vastgelegd.",
        primary=False,
    )


def _withdraw_form(one: Effect) -> None:
    form.withdraw(
        "effect",
        one,
        label="Reden om dit in te trekken",
        button="Intrekken",
        said="Het effect is ingetrokken; het blijft in de geschiedenis.",
    )
