"""The concrete result of an action on its page: agreed or not, reached or not, and the form to record it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.outcome import Outcome
from lib.store import records
from lib.store.file.connection import reading
from lib.store.results.outcomes import outcomes
from lib.ui.editing import form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, fill, show
from lib.ui.frame.invitation import invite
from lib.ui.here.state import Here

_AGREED = Markup('<p class="wa-outcome {}"><b>Concreet resultaat</b> (afgesproken {}): {} <b>{}</b></p>')
_NOT_AGREED = (
    "Nog niet afgesproken wanneer deze actie af is. Voetnoot 1 van de bijlage vraagt een concreet resultaat. "
    "Wie kan dit aanvullen?"
)


def read_outcome(here: Here, action: Action) -> Outcome | None:
    with reading(here.path, here.at) as db:
        return outcomes(db).get(action.id)


def about(here: Here, action: Action) -> None:
    """Say when the action is finished and how far that is; in Bewerken also the form."""
    outcome, fold = read_outcome(here, action), f"fold outcome {action.id}"
    with st.container():
        if outcome:
            show(agreed(outcome))
        else:
            invite(_NOT_AGREED, "Leg het concrete resultaat vast", fold)
    if here.editing:
        label = "Concreet resultaat wijzigen" if outcome else "Concreet resultaat vastleggen"
        folded(label, lambda: _form(action, outcome), key=fold, icon=":material/flag:")


def agreed(outcome: Outcome) -> Markup:
    """Build the sentence with its day and how far it is."""
    reached = "reached" if outcome.reached_on else ""
    text = outcome.sentence.rstrip(".") + "."
    return fill(_AGREED, reached, day(outcome.agreed_on), text, outcome.state)


def _form(action: Action, outcome: Outcome | None) -> None:
    if outcome is None:
        form.add(
            "outcome",
            {"action_id": action.id},
            lambda db, values: records.add(db, "outcome", values),
            said="Het concrete resultaat is vastgelegd.",
        )
        return
    form.change("outcome", outcome)
    form.withdraw("outcome", outcome, label="Reden om dit in te trekken")
