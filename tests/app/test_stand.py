"""Stand: the page of the steering group, on the example, on an untouched agenda, and at past moments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.access import Session
from lib.store import agenda
from lib.store.file.connection import writing
from lib.ui.here import visitor
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk

TABLE = "de technologietafel van 16 maart 2023"


def section(here: Screen, looks: str) -> str:
    """The markup of one part of the page."""
    return str(re.findall(rf'<section class="{looks}">(.*?)</section>', here.markup, re.DOTALL)[0])


def counted(here: Screen) -> dict[str, int]:
    heads = {looks: section(here, looks) for looks in ("vooruit", "stil", "achteruit")}
    return {looks: int(re.findall(r"<b>(\d+)</b>", words)[0]) for looks, words in heads.items()}


def test_all_actions_are_counted_once_since_the_last_table(example: Path, screen: OpenScreen) -> None:
    here = screen().open("stand")
    assert here.lead.startswith(f"Sinds {TABLE} ging één actie vooruit; tien acties staan stil")
    assert counted(here) == {"vooruit": 1, "stil": 10, "achteruit": 0}
    assert "Niet meegeteld: 2." in here.text
    assert "%" not in here.text
    assert not here.errors


def test_each_line_leads_to_what_shows_it(example: Path, screen: OpenScreen) -> None:
    here = screen().open("stand")
    forward, waiting = section(here, "vooruit"), section(here, "ours")
    assert 'href="./actie?actie=m2"' in forward
    assert 'href="./actie?actie=m2&amp;tab=coalitie"' in forward
    assert "actie=4&amp;tab=purpose-case" in waiting
    assert "GS besluit, wij adviseren" in waiting
    promised = section(here, "promised")
    assert "technologietafels?overleg=" in promised
    assert "392 dagen" in promised
    assert "trede" in section(here, "expiring")


def test_an_edition_counts_from_the_one_before_it_and_evidence_grows_old(
    example: Path, screen: OpenScreen
) -> None:
    here = screen().open("stand", op="2022-06-14", sinds="2022-05-25")
    assert counted(here)["achteruit"] > 0
    assert "ouder dan 180 dagen" in section(here, "achteruit")
    edition = screen().open("stand", op="editie-12")
    assert edition.lead.startswith("Sinds de brede regiegroep van 17 november 2022")
    assert "editie technologietafel 8 december 2022" in edition.text


def test_an_untouched_agenda_says_that_there_is_no_stand_yet(real: Path, screen: OpenScreen) -> None:
    here = screen().open("stand")
    assert here.lead == "Over de voortgang is nog niets vastgelegd: er is nog geen stand."
    assert "Nog geen enkele gebeurtenis: 13." in here.text
    assert "Er wacht nu niets op een besluit." in here.text
    assert not here.errors


def test_a_result_takes_an_action_forward_and_who_may_only_read_sees_it(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(real, desk.ANNA) as db:
        agenda.add_step(
            db,
            {
                "action_id": "3", "happened_on": "2022-01-03", "what": "Dertig mensen geplaatst",
                "kind": "resultaat", "started_by": "coalitie",
            },
        )  # fmt: skip
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    here = screen().open("stand")
    assert "Dertig mensen geplaatst." in section(here, "vooruit")
    assert counted(here) == {"vooruit": 1, "stil": 12, "achteruit": 0}
    assert not here.errors
