"""A new kind of record costs its declaration and its table: all else follows, without another line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.access import Session
from lib.model.field import choice, line, of_action, party
from lib.model.kinds import NAME_LIMIT, Invalid
from lib.model.record import RECORDS, change_sentence, record
from lib.model.regions import REGIONS
from lib.rules import since
from lib.store import history, records, rounds
from lib.store.file.connection import reading, writing
from lib.store.schema.triggers import install_triggers
from lib.ui.here import visitor
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import refused

TABLE = """CREATE TABLE trial_layer (
  id INTEGER PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action (id), source TEXT NOT NULL, region TEXT,
  payer_id INTEGER REFERENCES party (id), withdrawn_on TEXT, withdrawn_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1) STRICT"""


@pytest.fixture
def money(path: Path) -> Iterator[Path]:
    """An agenda in which a kind of record is declared that the app does not have."""

    @record(
        "trial_layer",
        "Proeflaag",
        title=lambda row, _: f"Proeflaag {row['source']}",
        added=lambda row, _: f"Proeflaag toegevoegd: {row['source']}.",
        withdrawn="proeflaag ingetrokken",
        about="action_id",
        part="geld",
        stands_still=True,
    )
    class TrialLayer:
        """One layer of the funding of an action."""

        id: int
        action_id: str = of_action()
        source: str = line("De bron", "bron van het geld", NAME_LIMIT)
        region: str | None = choice("Regio", "regio van het geld", REGIONS, optional=True, empty="geen regio")
        payer_id: int | None = party("Wie betaalt", "wie betaalt", optional=True, empty="niemand")
        withdrawn_on: str | None
        withdrawn_reason: str | None
        version: int

    with writing(path, ANNA) as db:
        db.execute(TABLE)
        install_triggers(db, ("trial_layer",))
    yield path
    del RECORDS["trial_layer"]


def add(path: Path, **values: Any) -> int:
    with writing(path, ANNA) as db:
        return records.add(db, "trial_layer", {"action_id": "3", "source": "Techniekpact", **values})


def save(path: Path, version: int, **values: Any) -> int:
    with writing(path, ANNA) as db:
        return records.save(db, "trial_layer", 1, version, values)


def told(path: Path) -> list[str | None]:
    """The history of the action, oldest first."""
    with reading(path) as db:
        parties = {1: "Roc Voorbeeld"}
        changes = history.changes_about(db, "3", history.newest(db))
    mine = [change for change in reversed(changes) if change.table == "trial_layer"]
    return [change_sentence(change, parties) for change in mine]


def test_it_is_checked_on_its_way_in(money: Path) -> None:
    with refused(money, "De bron is nog leeg", "source"):
        add(money, source=" ")
    with refused(money, "Regio “Mars” bestaat niet", "region"):
        add(money, region="Mars")
    with refused(money, "bestaat niet", "id"):
        add(money, action_id="99")


def test_a_party_that_withdrew_does_not_pay(money: Path) -> None:
    roc = desk.party(money)
    with writing(money, ANNA, "Opgeheven") as db:
        records.withdraw(db, "party", roc, 1)
    with refused(money, "is ingetrokken op", "payer_id"):
        add(money, payer_id=roc)


def test_every_change_is_told_and_can_be_put_back(money: Path) -> None:
    desk.party(money)
    add(money)
    assert save(money, 1, region="AM18", payer_id=1) == 2
    with pytest.raises(records.Conflict):
        save(money, 1, region="AM12")
    entry = desk.entries(money, "trial_layer", 1)[-1]["id"]
    with writing(money, ANNA) as db:
        records.put_back(db, "trial_layer", 1, "region", entry, 2)
    with writing(money, ANNA, "Vervallen") as db:
        records.withdraw(db, "trial_layer", 1, 3)
    entry = desk.entries(money, "trial_layer", 1)[-1]["id"]
    with writing(money, ANNA) as db:
        records.put_back(db, "trial_layer", 1, "withdrawn_on", entry, 4)
    sentences = [sentence for sentence in told(money) if sentence]
    assert sentences == [
        "Proeflaag toegevoegd: Techniekpact.",
        "Proeflaag Techniekpact, wie betaalt: van niemand naar Roc Voorbeeld.",
        "Proeflaag Techniekpact, regio van het geld: van geen regio naar Groot Amsterdam.",
        "Proeflaag Techniekpact, regio van het geld: van Groot Amsterdam naar geen regio.",
        "Proeflaag Techniekpact ingetrokken – Vervallen.",
        "Proeflaag Techniekpact is hersteld.",
    ]


def test_a_withdrawal_asks_for_a_reason(money: Path) -> None:
    add(money)
    with pytest.raises(Invalid, match="reden"), writing(money, ANNA) as db:
        records.withdraw(db, "trial_layer", 1, 1)


def test_it_counts_as_a_part_of_its_action_and_as_looking_after_it(money: Path) -> None:
    with reading(money) as db:
        before = history.newest(db)
    add(money)
    with reading(money) as db:
        assert history.touched_about(db, before, history.newest(db)) == {"3": frozenset({"trial_layer"})}
        assert history.counts_about(db, before, history.newest(db)) == {"3": 1}
        assert rounds.last_touched(db, history.newest(db))["3"][1] == ANNA.name
    assert since.parts({"trial_layer", "step", "chair"}) == ("coalitie", "geld", "gebeurtenissen")


def page() -> None:
    """A page with nothing but the forms of the proeflagen of action 3."""
    import streamlit as st

    from lib.store import records
    from lib.ui.editing import form

    payers = {"payer_id": st.session_state["payers"]}
    form.add(
        "trial_layer",
        {"action_id": "3"},
        lambda db, values: records.add(db, "trial_layer", values),
        choices=payers,
    )
    for row in st.session_state["rows"]():
        form.change("trial_layer", row, choices=payers)
        form.withdraw("trial_layer", row)


@pytest.fixture
def forms(money: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Anna at that page, with the start key."""

    def rows() -> list[SimpleNamespace]:
        with reading(money) as db:
            return [SimpleNamespace(**row) for row in db.query("SELECT * FROM trial_layer")]

    monkeypatch.setattr(visitor, "session", lambda: Session(0))
    here = AppTest.from_function(page, default_timeout=30)
    here.session_state["given_name"] = ANNA.name
    here.session_state["payers"] = {desk.party(money): "Roc Voorbeeld"}
    here.session_state["rows"] = rows
    yield here.run()
    st.cache_resource.clear()


def press(here: AppTest, label: str, **typed: Any) -> None:
    """Fill fields by key, with a space for each double underscore, and press a button."""
    for key, value in typed.items():
        name = key.replace("__", " ")
        next(field for field in [*here.text_input, *here.selectbox] if field.key == name).set_value(value)
    next(button for button in here.button if button.label == label).click()
    here.run()
    assert not here.exception


def test_its_form_adds_changes_and_takes_back(money: Path, forms: AppTest) -> None:
    press(forms, "Toevoegen", new__trial_layer__3__region="AM18")
    assert any("De bron is nog leeg" in part.proto.body for part in forms.main if part.type == "html")
    assert told(money) == []
    press(forms, "Toevoegen", new__trial_layer__3__source="Techniekpact")
    press(forms, "Opslaan", trial_layer__1__payer_id=1)
    press(forms, "Intrekken", withdraw__trial_layer__1__withdrawn_reason="Vervallen")
    assert [sentence for sentence in told(money) if sentence] == [
        "Proeflaag toegevoegd: Techniekpact.",
        "Proeflaag Techniekpact, wie betaalt: van niemand naar Roc Voorbeeld.",
        "Proeflaag Techniekpact ingetrokken – Vervallen.",
    ]
