"""What each role finds on the screens: the forms that it may use, and in the place of others a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.access import DECIDE, DRIVER, EDIT, KEY_NEEDED, MANAGE, MISSING, PRESENT, RIGHTS, Person, Session
from lib.model.agenda import ENDED
from lib.store import meetings
from lib.store.file.connection import writing
from lib.ui.here import visitor
from lib.web.provider import SETTINGS
from tests.app.conftest import OpenScreen
from tests.unit import desk

OWN = "3"
STEP_FORM = "Gebeurtenis vastleggen"


@pytest.fixture(params=RIGHTS)
def role(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The role of who signed in, an aanjager for one action."""
    name = str(request.param)
    session = Session(0, "Carla", name, (OWN,) if name == DRIVER else ())
    monkeypatch.setattr(visitor, "session", lambda: session)
    return name


def test_an_action_is_edited_by_who_may(real: Path, screen: OpenScreen, role: str) -> None:
    own, other = (screen().edit("actie", actie=number) for number in (OWN, "4"))
    forms = [STEP_FORM in [header.value for header in page.app.header] for page in (own, other)]
    assert forms == [EDIT in RIGHTS[role], EDIT in RIGHTS[role] and role != DRIVER]
    reasons = [info.value for info in other.app.info]
    assert reasons == {"lezer": [MISSING[EDIT]], DRIVER: [f"U bewerkt alleen uw eigen acties: {OWN}."]}.get(
        role, []
    )


def test_who_does_not_decide_is_offered_a_proposal_only(real: Path, screen: OpenScreen, role: str) -> None:
    desk.move(real, "coalitie in vorming")
    desk.move(real, "purpose case")
    desk.move(real, "poort")
    page = screen().unfold(f"stage {OWN}").edit("actie", actie=OWN)
    if EDIT not in RIGHTS[role]:
        assert f"move {OWN} stage" not in page.keys
        return
    stages = page.field(f"move {OWN} stage").options
    assert ("In uitvoering" in stages) == (DECIDE in RIGHTS[role])
    assert {"Purpose case", "Beëindigd"} <= set(stages)
    page.choose(f"move {OWN} stage", ENDED)
    by = page.field(f"move {OWN} ruling").options
    assert ("Gedeputeerde Staten hebben dit besloten" in by) == (DECIDE in RIGHTS[role])
    assert "Een overleg stelt dit voor" in by


def test_a_meeting_is_closed_by_who_decides(real: Path, screen: OpenScreen, role: str) -> None:
    with writing(real, Person("Bram")) as db:
        values = {"kind": "technologietafel", "held_on": "2021-12-01", "title": "Tafel"}
        table = meetings.add_meeting(db, values)
    page = screen().edit("technologietafels", overleg=str(table), deel="afsluiten")
    assert ("Overleg sluiten" in page.buttons) == (DECIDE in RIGHTS[role])
    assert (MISSING[DECIDE] in page.text) == (EDIT in RIGHTS[role] and DECIDE not in RIGHTS[role])


def test_phones_follow_who_presents(real: Path, screen: OpenScreen, role: str) -> None:
    page = screen().open("presenteren", overleg="agenda")
    assert ("screen of a presenter" in page.app.session_state) == (PRESENT in RIGHTS[role])


def test_who_may_only_look_is_shown_the_way_to_the_sign_in_service(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = '<a class="wa-link" href="./oidc?naar=%2F'
    monkeypatch.setattr(visitor, "session", lambda: None)
    assert way not in screen().edit("actie", actie="3").markup
    monkeypatch.setenv(SETTINGS, "oidc.toml")
    assert way in screen().edit("actie", actie="3").markup


def test_who_holds_no_key_is_shown_all_and_told_how_to_get_in(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "session", lambda: None)
    monkeypatch.setattr(visitor, "is_at_machine", lambda: True)
    here = screen("Anna").edit(weergave="lijst")
    assert 'aria-label="Werkagenda als lijst"' in here.markup
    assert not here.app.data_editor
    told = [
        [info.value for info in page.app.info] for page in (here, screen("Anna").edit("actie", actie="3"))
    ]
    assert told == [[KEY_NEEDED], [KEY_NEEDED]]
    assert not {key for key in here.keys if key.startswith(("fold ", "form action"))}


def test_people_are_for_who_regulates_them(real: Path, screen: OpenScreen, role: str) -> None:
    page = screen().edit("beheer", deel="mensen")
    assert ("person name" in page.keys) == (MANAGE in RIGHTS[role])
