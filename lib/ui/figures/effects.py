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
from lib.rules.figure_words import CONTRIBUTION, START, then_and_now, value_text
from lib.store import agenda, figures
from lib.store.figures import add_effect
from lib.store.file.connection import Database, reading
from lib.ui.agenda.action import action_link
from lib.ui.campuses import effect as campus_effect
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.elements.html import empty, link, show
from lib.ui.figures import coverage
from lib.ui.figures.grid import INDICATOR, PAGE, REGION, dress
from lib.ui.frame.invitation import invite
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept, kept_here
from lib.ui.here.state import Here


def effect_tab(here: Here, action: Action) -> None:
    """Show what an action brings about: the instrument that the annex promises, and in which figure."""
    campus_effect.at_the_campuses(here, action)
    coverage.of_the_figures(here, action)
    of_an_action(here, action)


def of_an_action(here: Here, action: Action) -> None:
    """Show the indicators that an action should move; in Bewerken also a form for another."""
    with reading(here.path, here.at) as db:
        own = [effect for effect in figures.effects(db) if effect.action_id == action.id]
        now = _known_now(db, own)
        indicators = {indicator.id: indicator for indicator in figures.indicators(db)}
    dress()
    st.header("Effect op de arbeidsmarkt", anchor=False)
    if not own:
        invite(
            "Nog niet vastgelegd welk cijfer deze actie wil beïnvloeden. Wie kan dit aanvullen?",
            "Kies een cijfer",
            field=f"effect indicator {action.id}",
        )
    for effect in own:
        indicator = indicators[effect.indicator]
        show(_card(effect, indicator, _indicator_link(effect, indicator), now))
        if here.editing:
            _withdraw_form(effect)
    if here.editing:
        choose_form(here, action, list(indicators.values()))


def at_an_indicator(here: Here, indicator: Indicator, actions: Sequence[Action]) -> None:
    """Show why this figure matters: the actions that name it, each with its sentence."""
    labels = {action.id: action for action in actions}
    with reading(here.path, here.at) as db:
        own = [effect for effect in figures.effects(db) if effect.indicator == indicator.id]
        now = _known_now(db, own)
    st.header("Waarom dit telt", anchor=False)
    if not own:
        empty("Nog geen actie noemt dit cijfer. Leg dat vast op de pagina van een actie, onder Effect.")
    for effect in own:
        show(_card(effect, indicator, action_link(labels[effect.action_id]), now))


def overview(here: Here) -> None:
    """List all effects by action, and the actions that name no figure."""
    st.header("Wat de acties willen beïnvloeden", anchor=False)
    with reading(here.path, here.at) as db:
        read = kept("effects", here, db, lambda: _read(db))
    for markup in kept_here("effects", lambda: _overview(*read), read):
        show(markup)


def _read(db: Database) -> tuple[Sequence[Effect], _Now, Sequence[Action], Sequence[Indicator]]:
    effects = figures.effects(db)
    return effects, _known_now(db, effects), agenda.actions(db), figures.indicators(db)


def _overview(
    effects: Sequence[Effect], now: _Now, actions: Sequence[Action], indicators: Sequence[Indicator]
) -> list[Markup]:
    by_id = {indicator.id: indicator for indicator in indicators}
    cards = [
        _card(
            effect,
            by_id[effect.indicator],
            Markup("{} → {}").format(action_link(action), _indicator_link(effect, by_id[effect.indicator])),
            now,
        )
        for action in actions
        for effect in effects
        if effect.action_id == action.id
    ]
    silent = [action for action in actions if action.id not in {effect.action_id for effect in effects}]
    if not silent:
        said = Markup('<p class="wa-source">Elke actie noemt een cijfer dat de actie wil beïnvloeden.</p>')
        return [*cards, said]
    names = list_text(str(action.number) if action.number else f"“{action.name}”" for action in silent)
    said = Markup(
        '<p class="wa-empty">Zonder effect: {} {}. '
        "Leg op de pagina van een actie, onder Resultaat, vast welk cijfer de actie wil beïnvloeden.</p>"
    ).format("actie" if len(silent) == 1 else "de acties", names)
    return [*cards, said]


_Now = Mapping[tuple[str, str, str], Observation]


def _known_now(db: Database, effects: Sequence[Effect]) -> _Now:
    return figures.known_now(db, [effect.start.key for effect in effects])


def _card(effect: Effect, indicator: Indicator, head: str, now: _Now) -> Markup:
    return Markup(
        '<div class="wa-effect"><p>{}</p><p><b>{}</b></p><small>Moet {}. {} {}</small></div>'
    ).format(
        head,
        effect.sentence,
        MOVES[effect.direction],
        then_and_now(indicator, effect.start, now.get(effect.start.key), START),
        CONTRIBUTION,
    )


def _indicator_link(effect: Effect, indicator: Indicator) -> Markup:
    params = {**shared_params(), INDICATOR: indicator.id, REGION: effect.region}
    return link(PAGE, indicator.name, params, icon="monitoring")


# -------------------------------------------------------------------------------- editing


def choose_form(here: Here, action: Action, indicators: Sequence[Indicator]) -> None:
    """Ask which figure an action should move, from which starting point, in one sentence."""
    names = {indicator.id: indicator.name for indicator in indicators}
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
        series = [figure for figure in figures.series(db, chosen, regions, counting) if not figure.absent]
    if not series:
        empty("Van dit cijfer is nog geen waarde bekend: er is geen uitgangswaarde.")
        return
    indicator = next(indicator for indicator in indicators if indicator.id == chosen)
    starts = {
        f"{figure.region} {figure.period.code}": f"{region_label(figure.region)}, {figure.period.text}: "
        f"{value_text(indicator, figure)}"
        for figure in sorted(series, key=lambda figure: figure.period.ends, reverse=True)
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


def _withdraw_form(effect: Effect) -> None:
    form.withdraw(
        "effect",
        effect,
        label="Reden om dit in te trekken",
        button="Intrekken",
        said="Het effect is ingetrokken; het blijft in de geschiedenis.",
    )
