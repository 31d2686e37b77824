"""Editing through the plain forms: what is typed is stored, or stays in its field with a sentence."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.model.agenda import STAGES
from lib.rules.agenda import allowed_moves
from lib.store import agenda, records
from lib.store.file.connection import reading
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

FORM, MOVE, STEP = "action 3 form", "move 3 form", "step 3 form"


@pytest.fixture
def anna(real: Path, screen: OpenScreen) -> Screen:
    """Anna on the page of action 3, in Bewerken."""
    return unfolded(screen("Anna")).edit("actie", actie="3")


def unfolded(here: Screen, action_id: str = "3") -> Screen:
    """An action's page with all its forms open."""
    return here.unfold(f"stage {action_id}", f"fields {action_id}", "party", "withdraw")


def newest(path: Path) -> dict[str, Any]:
    """The last entry of the history."""
    with reading(path) as db:
        return dict(next(db.query("SELECT * FROM main.history ORDER BY id DESC LIMIT 1")))


def steps(path: Path, action_id: str = "3") -> list[Any]:
    """The steps of an action, latest first."""
    with reading(path) as db:
        return agenda.steps(db, action_id)


# -------------------------------------------------------------------- Inzien, Bewerken, name


def test_inzien_has_nothing_to_type_or_press_that_changes(example: Path, screen: OpenScreen) -> None:
    for page, params in (("", {"weergave": "lijst"}), ("", {"weergave": "bord"}), ("wijzigingen", {})):
        here = screen().open(page, **params)
        assert not here.app.data_editor
        assert not [button for button in here.app.button if button.proto.form_id]
    stand = screen().open("actie", actie="3")
    assert not stand.app.text_input
    assert not [button for button in stand.app.button if button.proto.form_id]
    assert "Terugzetten" not in screen().open("actie", actie="3", tab="geschiedenis").text


def test_bewerken_has_them(anna: Screen) -> None:
    assert {"action 3 name", "action 3 note", "move 3 stage", "step 3 what", "new party name"} <= anna.keys
    assert anna.value("mode") == "Bewerken"


def test_folded_forms_are_made_only_when_opened_and_then_stay(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit("actie", actie="3")
    assert "action 3 note" not in here.keys
    here.unfold("fields 3").fill({"action 3 name": "", "action 3 note": "half af"}).press("Opslaan", FORM)
    here.app.session_state["fold fields 3"] = False
    assert here.run().value("action 3 note") == "half af"


def test_a_form_says_what_it_cannot_do_without(anna: Screen) -> None:
    marks = (json.loads(html.unescape(mark)) for mark in re.findall(r'data-fields="(.*?)"', anna.markup))
    fields = {field["at"] for mark in marks for field in mark.values() if field["required"]}
    assert {"st-key-step-3-what", "st-key-move-3-reason", "st-key-new-party-name"} <= fields
    assert "st-key-action-3-name" in fields
    assert not fields & {"st-key-action-3-note", "st-key-step-3-link", "st-key-new-party-region"}
    assert "st-key-move-3-stage" not in fields  # it always holds something


def test_the_switch_goes_both_ways(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("actie", actie="3")
    here.choose("mode", "Bewerken")
    assert here.params["modus"] == "bewerken"
    assert "step 3 what" in here.keys
    here.choose("mode", "Inzien")
    assert "modus" not in here.params
    assert "step 3 what" not in here.keys


def test_the_name_is_asked_once_before_editing(real: Path, screen: OpenScreen) -> None:
    here = screen(name="").edit("actie", actie="3")
    assert "step 3 what" not in here.keys
    for typed, refusal in (
        ("", "Vul eerst uw naam in: die"),
        ("N" * 300, "De naam is te lang"),
        ("\u200b", "Vul"),
    ):
        here.fill({"name field": typed}).press("Begin met bewerken")
        assert len(here.errors) == 1
        assert here.errors[0].startswith(refusal)
        assert "step 3 what" not in here.keys
    here.fill({"name field": "  Chris   de Vries "}).press("Begin met bewerken")
    assert not here.errors
    assert "step 3 what" in here.keys
    unfolded(here).fill({"action 3 note": "van Chris"}).press("Opslaan", FORM)
    assert newest(real)["who"] == "Chris de Vries"
    assert newest(real)["verified"] == 0


# ------------------------------------------------------------------------- the action form


def test_a_saved_form_is_stored_in_ones_name(real: Path, anna: Screen) -> None:
    anna.fill({"action 3 note": "27 van de 40 begonnen"}).press("Opslaan", FORM)
    assert anna.saved[0].startswith("Opgeslagen: ")
    assert desk.action(real)["note"] == "27 van de 40 begonnen"
    assert (newest(real)["who"], newest(real)["verified"]) == ("Anna", 0)
    assert "27 van de 40 begonnen" in anna.markup


def test_saving_nothing_new_says_so(real: Path, anna: Screen) -> None:
    before = newest(real)["id"]
    anna.press("Opslaan", FORM)
    assert anna.saved == ["Er was niets te wijzigen."]
    assert newest(real)["id"] == before


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("action 3 name", "   ", "naam"),
        ("action 3 note", "x" * 10_000, "te lang"),
    ],
)
def test_what_is_refused_stays_in_its_field(
    real: Path, anna: Screen, field: str, value: str, words: str
) -> None:
    before = newest(real)["id"]
    reason = {"action 3 reason": "besluit 5"} if field == "action 3 name" else {}
    typed = {"action 3 note": "mooi werk", field: value, **reason}
    anna.fill(typed).press("Opslaan", FORM)
    assert len(anna.errors) == 1
    assert words in anna.errors[0]
    assert {name: anna.value(name) for name in typed} == typed
    assert newest(real)["id"] == before


def test_a_priority_needs_its_decision_and_keeps_all_that_was_typed(real: Path, anna: Screen) -> None:
    anna.fill({"action 3 priority": "B", "action 3 note": "minder haast"}).press("Opslaan", FORM)
    assert "Wat er is besloten of voorgesteld, is nog leeg" in anna.errors[0]
    assert (anna.value("action 3 priority"), anna.value("action 3 note")) == ("B", "minder haast")
    anna.fill({"action 3 reason": "Minder haast"}).press("Opslaan", FORM)
    assert "vraagt een besluit van Gedeputeerde Staten. Kies" in anna.errors[0]
    assert (anna.value("action 3 priority"), anna.value("action 3 reason")) == ("B", "Minder haast")
    assert desk.action(real)["priority"] == "A"
    anna.fill(desk.decided_in("action 3")).press("Opslaan", FORM)
    assert not anna.errors
    assert desk.action(real)["priority"] == "B"
    assert "Prioriteit was A (hoog) / is B (middel) (Minder haast (" + desk.RULED + "))" in anna.text
    assert not {"action 3 reason", "action 3 ruling"} & anna.keys


def test_who_decided_is_asked_only_of_what_is_decided(real: Path, anna: Screen) -> None:
    decision = {f"action 3 {name}" for name in ("reason", "ruling", "meeting", "decided_on", "kenmerk")}
    asked = {"action 3 reason", "action 3 ruling"}
    assert not decision & anna.keys
    assert not decision & anna.choose("action 3 driver_id", None).keys
    for field, value in (("name", "Zij-instroom"), ("priority", "B"), ("goal_id", 5)):
        now = anna.value(f"action 3 {field}")
        assert decision & anna.choose(f"action 3 {field}", value).keys == asked
        assert not decision & anna.choose(f"action 3 {field}", now).keys
    anna.choose("action 3 priority", "B").choose("action 3 ruling", "voorstel")
    assert decision & anna.keys == {*asked, "action 3 meeting"}
    anna.choose("action 3 ruling", "gs")
    assert decision <= anna.keys
    assert "action 3 held_on" not in anna.keys
    assert "action 3 held_on" in anna.choose("action 3 meeting", "nieuw: technologietafel").keys


def test_a_move_asks_who_decided_only_of_an_end(real: Path, anna: Screen) -> None:
    assert "move 3 ruling" not in anna.keys
    assert "move 3 ruling" in anna.choose("move 3 stage", "beeindigd").keys
    assert "move 3 ruling" not in anna.choose("move 3 stage", "coalitie in vorming").keys


def test_typed_words_survive_a_rerun_by_somebody_elses_change(real: Path, anna: Screen) -> None:
    anna.fill({"action 3 name": ""}).press("Opslaan", FORM)
    anna.fill({"action 3 note": "half getypt"}).press("Opslaan", FORM)
    desk.save(real, {"driver_id": None, "note": "van Bram"}, person=desk.BRAM)
    anna.run()
    assert anna.value("action 3 note") == "half getypt"


def test_an_untouched_form_follows_the_data(real: Path, anna: Screen) -> None:
    desk.note(real, "van Bram", desk.BRAM)
    assert anna.run().value("action 3 note") == "van Bram"


def test_markup_and_formulas_are_just_text(real: Path, anna: Screen) -> None:
    text = "=1+1\n<script>alert(1)</script>\n**vet** :red[x] $x^2$"
    anna.fill({"action 3 note": text}).press("Opslaan", FORM)
    assert desk.action(real)["note"] == text
    assert "<script" not in anna.markup
    for words in text.split("\n"):
        assert words in anna.text.replace("< ", "<")
    assert not screen_errors(anna)


def screen_errors(here: Screen) -> list[str]:
    """What other pages say of it."""
    errors: list[str] = []
    for page, asked in (
        ("", {}),
        ("", {"modus": "bewerken", "weergave": "lijst"}),
        ("wijzigingen", {"sinds": "2022-01-01"}),
        ("actie", {"actie": "3", "tab": "geschiedenis"}),
    ):
        errors += here.open(page, **asked).errors
        assert "<script" not in here.markup, page
    return errors


def test_an_action_that_ended_meanwhile_refuses_and_loses_no_words(real: Path, anna: Screen) -> None:
    desk.move(real, "beeindigd", reason="Geen draagvlak")
    anna.fill({"action 3 note": "mijn lange stand"}).press("Opslaan", FORM)
    assert "is beëindigd op 14 maart 2022" in anna.errors[0]
    assert "mijn lange stand" in anna.text
    assert desk.action(real)["note"] == ""


def test_a_manifest_activity_has_no_priority_to_choose(real: Path, screen: OpenScreen) -> None:
    here = unfolded(screen("Anna"), "m1").edit("actie", actie="m1")
    assert "action m1 priority" not in here.keys
    here.fill({"action m1 note": "twee partijen"}).press("Opslaan", "action m1 form")
    assert desk.action(real, "m1")["note"] == "twee partijen"


def test_the_form_beside_the_grid_does_the_same(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("one action", "new").edit(weergave="lijst")
    here.choose("form action", "4")
    here.fill({"action 4 note": "vanuit de lijst"}).press("Opslaan", "action 4 form")
    assert desk.action(real, "4")["note"] == "vanuit de lijst"


# ------------------------------------------------------------------------------ stage moves


@pytest.mark.parametrize("stage", ["idee", "poort"])
def test_the_ladder_offers_the_allowed_moves_only(example: Path, screen: OpenScreen, stage: str) -> None:
    with reading(example) as db:
        action = next((one for one in agenda.actions(db) if one.stage == stage), None)
    assert action is not None, f"the example has no action in {stage}"
    here = unfolded(screen("Anna"), action.id).edit("actie", actie=action.id)
    offered = here.field(f"move {action.id} stage").options
    assert offered == [STAGES[one] for one in allowed_moves(stage)]


def test_a_move_is_stored_with_day_and_ground(real: Path, anna: Screen) -> None:
    anna.fill({"move 3 stage": "coalitie in vorming", "move 3 reason": "Drie bedrijven doen mee"})
    anna.press("Verplaatsen", MOVE)
    assert anna.saved == ["Fase is nu Coalitie in vorming."]
    assert desk.action(real)["stage"] == "coalitie in vorming"
    assert "Drie bedrijven doen mee (vastgelegd door Anna)" in anna.text
    assert anna.value("move 3 reason") == ""


def test_a_move_without_ground_or_in_the_future_is_refused_and_stays_typed(real: Path, anna: Screen) -> None:
    anna.fill({"move 3 stage": "beeindigd"}).press("Verplaatsen", MOVE)
    assert "Wat er is besloten of voorgesteld, is nog leeg" in anna.errors[0]
    assert anna.value("move 3 stage") == "beeindigd"
    anna.fill({"move 3 stage": "coalitie in vorming"}).press("Verplaatsen", MOVE)
    assert "Waaruit dit blijkt" in anna.errors[0]
    tomorrow = records.today().replace(year=records.today().year + 1)
    anna.fill({"move 3 moved_on": tomorrow, "move 3 reason": "Wens"}).press("Verplaatsen", MOVE)
    assert len(anna.errors) == 1
    assert (anna.value("move 3 reason"), anna.value("move 3 moved_on")) == ("Wens", f"{tomorrow:%d-%m-%Y}")
    assert desk.action(real)["stage"] == "idee"


def test_no_end_without_a_meeting_from_the_form(real: Path, anna: Screen) -> None:
    anna.fill({"move 3 stage": "beeindigd", "move 3 reason": "Geen draagvlak"}).press("Verplaatsen", MOVE)
    assert "vraagt een besluit van Gedeputeerde Staten. Kies" in anna.errors[0]
    assert (anna.value("move 3 stage"), anna.value("move 3 reason")) == ("beeindigd", "Geen draagvlak")
    assert desk.action(real)["stage"] == "idee"
    anna.fill(desk.decided_in("move 3")).press("Verplaatsen", MOVE)
    assert desk.action(real)["stage"] == "beeindigd"
    assert newest(real)["reason"] == f"Geen draagvlak ({desk.RULED})"
    assert re.search(r'<p class="wa-ended"><b>Beëindigd</b> op [^:]+: Geen draagvlak', anna.markup)


def test_an_ended_action_can_only_be_reopened(real: Path, anna: Screen) -> None:
    anna.fill({"move 3 stage": "beeindigd", "move 3 reason": "Geen draagvlak", **desk.decided_in("move 3")})
    anna.press("Verplaatsen", MOVE)
    assert "action 3 name" not in anna.keys
    assert anna.field("move 3 stage").options == ["Purpose case"]
    anna.fill({"move 3 reason": "Nieuwe partij", **desk.decided_in("move 3")}).press("Verplaatsen", MOVE)
    assert "nieuwe versie van de purpose case" in anna.errors[0]
    assert anna.value("move 3 reason") == "Nieuwe partij"
    desk.purpose(real, "Een nieuwe partij betaalt mee.")
    anna.run().press("Verplaatsen", MOVE)
    assert desk.action(real)["stage"] == "purpose case"
    assert "action 3 name" in anna.keys


# ----------------------------------------------------------------------------------- steps

BEGUN = {"step 3 started_by": "coalitie"}


def test_what_happened_and_who_began_it_is_enough(real: Path, anna: Screen) -> None:
    anna.fill({"step 3 what": "Drie bedrijven zeggen een leerplek toe"}).press("Gebeurtenis vastleggen", STEP)
    assert anna.errors == ["Op initiatief van is nog leeg. Kies uit: de coalitie zelf, de werkambassadeur."]
    assert steps(real) == [], "nobody is taken to have begun it"
    anna.fill({"step 3 started_by": "ambassadeur"}).press("Gebeurtenis vastleggen", STEP)
    assert anna.saved == ["De gebeurtenis is vastgelegd."]
    (step,) = steps(real)
    assert (step.what, step.kind, step.started_by, step.author) == (
        "Drie bedrijven zeggen een leerplek toe", "gesprek", "ambassadeur", "Anna",
    )  # fmt: skip
    assert step.happened_on == records.today().isoformat()
    assert (anna.value("step 3 what"), anna.value("step 3 started_by")) == ("", "ambassadeur"), "asked once"


def test_a_refused_step_stays_typed(real: Path, anna: Screen) -> None:
    typed = {"step 3 what": "Gesprek gevoerd", "step 3 link": "ftp://elders", **BEGUN}
    anna.fill(typed).press("Gebeurtenis vastleggen", STEP)
    assert anna.errors == ["De link is geen webadres. Begin met https:// of laat het veld leeg."]
    assert {name: anna.value(name) for name in typed} == typed
    anna.fill({"step 3 link": "https://voorbeeld.invalid/a"}).press("Gebeurtenis vastleggen", STEP)
    assert steps(real)[0].link == "https://voorbeeld.invalid/a"


def test_an_empty_or_future_step_is_refused(real: Path, anna: Screen) -> None:
    anna.press("Gebeurtenis vastleggen", STEP)
    assert len(anna.errors) == 1
    later = records.today().replace(year=records.today().year + 1)
    anna.fill({"step 3 what": "Toekomst", "step 3 happened_on": later, **BEGUN}).press(
        "Gebeurtenis vastleggen", STEP
    )
    assert len(anna.errors) == 1
    assert steps(real) == []


def test_a_step_with_a_party_that_was_just_added(real: Path, anna: Screen) -> None:
    anna.fill({"new party name": "Roc Test", "new party helix": "onderwijs", "new party kind": "roc"})
    anna.press("Partij toevoegen", "new party form")
    assert anna.saved == ["Roc Test staat in de lijst van partijen."]
    with reading(real) as db:
        (party,) = agenda.parties(db)
    anna.fill({"step 3 what": "Kennismaking", "step 3 parties": [party.id], **BEGUN}).press(
        "Gebeurtenis vastleggen", STEP
    )
    assert steps(real)[0].parties == ("Roc Test",)
    assert anna.value("step 3 parties") == []
    anna.fill({"action 3 driver_id": party.id}).press("Opslaan", FORM)
    assert "Aanjager: Roc Test" in anna.text


def test_a_party_needs_a_name_of_its_own(real: Path, anna: Screen) -> None:
    for _ in range(2):
        anna.fill({"new party name": "Roc Test", "new party kind": "roc"})
        anna.press("Partij toevoegen", "new party form")
    assert anna.errors == ["“Roc Test” staat al in de lijst van partijen. Kies die."]
    assert anna.value("new party name") == "Roc Test"
    assert desk.count(real, "party") == 1


def test_a_withdrawn_step_stays_readable_with_its_reason(real: Path, anna: Screen) -> None:
    anna.fill({"step 3 what": "Verkeerde actie", **BEGUN}).press("Gebeurtenis vastleggen", STEP)
    anna.press("Intrekken")
    assert len(anna.errors) == 1
    assert steps(real)[0].withdrawn_on is None
    key = f"withdraw step {steps(real)[0].id} withdrawn_reason"
    anna.fill({key: "Hoort bij actie 4"}).press("Intrekken")
    assert not anna.errors
    assert "Verkeerde actie" in anna.text
    assert "Hoort bij actie 4" in anna.text


# ----------------------------------------------------------------------------- new actions


def test_a_new_action_gets_the_first_free_number(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("one action", "new").edit(weergave="lijst")
    here.fill({"new action name": "Techniek in de wijk", "new action goal_id": 2, "new action priority": "B"})
    here.press("Actie toevoegen")
    assert "reden of het besluit" in here.errors[0]
    assert here.value("new action name") == "Techniek in de wijk"
    here.fill({"new action reason": "Besluit regiegroep"}).press("Actie toevoegen")
    assert desk.action(real, "12")["name"] == "Techniek in de wijk"
    assert "12" in list(here.grid.value["Nr"])
    page = screen().open("actie", actie="12")
    assert "staat niet in de bijlage" in page.text


# -------------------------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("01-01-1066", "moet tussen 2015 en 2040 liggen"),
        ("29-02-2023", "“29-02-2023” is geen datum. Schrijf bijvoorbeeld 14-04-2023."),
        ("", "De datum is nog leeg"),
    ],
)
def test_no_other_day_is_stored_than_the_one_that_was_typed(
    real: Path, anna: Screen, typed: str, words: str
) -> None:
    anna.fill({"step 3 what": "Gesprek", "step 3 happened_on": typed, **BEGUN}).press(
        "Gebeurtenis vastleggen", STEP
    )
    assert words in anna.errors[0]
    assert steps(real) == []
    assert (anna.value("step 3 what"), anna.value("step 3 happened_on")) == ("Gesprek", typed)


@pytest.mark.parametrize("typed", ["15062015", "15 juni 2015"])
def test_a_day_may_be_typed_as_people_write_it(real: Path, anna: Screen, typed: str) -> None:
    anna.fill({"step 3 what": "Gesprek", "step 3 happened_on": typed, **BEGUN}).press(
        "Gebeurtenis vastleggen", STEP
    )
    assert steps(real)[0].happened_on == "2015-06-15"


def _page_with_a_list() -> None:
    import streamlit as st

    from lib.ui.editing.asks import Ask
    from lib.ui.elements.fields import put

    options = {"a": "Eerste", "b": "Tweede"}
    if "key" not in st.session_state:
        put("key", ["a", "b"])
    if st.session_state.get("gone"):
        del options["b"]
    Ask("name", "several", "Kies", options).draw("key")


def test_an_option_that_somebody_takes_away_leaves_the_others_chosen() -> None:
    app = AppTest.from_function(_page_with_a_list).run()
    assert app.multiselect[0].value == ["a", "b"]
    app.session_state["gone"] = True
    app.run()
    assert not app.exception
    assert app.multiselect[0].value == ["a"]
