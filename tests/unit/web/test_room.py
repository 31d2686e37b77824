"""The room answers by phone: who came by the code, once per device, without scripts, and nobody alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import ballots, podium
from lib.model.room.question import ANSWERS, PULSE, SENTENCE
from lib.store.people.file import room_secret
from lib.web.outside import room
from lib.web.outside.follow import Following
from lib.web.outside.room import Asked, code_of
from tests.unit.web.test_follow import SET, draw

WORDS = "Toezegging van Roc <Test>: drie plekken."
PARTIES = {4: ("Roc Test", "onderwijs"), 7: ("Test Metaal", "bedrijfsleven")}
QUESTION = Asked(5, "Klopt deze zin?", WORDS, ANSWERS[SENTENCE])
PULSED = Asked(6, "Doet uw organisatie mee?", "Ontwikkelfonds", ANSWERS[PULSE], PARTIES)


@pytest.fixture(autouse=True)
def _empty_room() -> Iterator[None]:
    for kept in (ballots._ballots, ballots._voices, ballots._tries, podium._moves):
        kept.clear()
    yield
    for kept in (ballots._ballots, ballots._voices, ballots._tries, podium._moves):
        kept.clear()


class Hall:
    """What the room is asked, and phones that come in."""

    def __init__(self) -> None:
        self.asked: Asked | None = QUESTION
        self.app = Starlette(
            routes=Following(
                draw, lambda: ("", ""), lambda: SET, ask=lambda _set, _meeting: self.asked
            ).routes
        )

    def phone(self, code: str | None = None) -> TestClient:
        """A phone that scanned the code, or opened the address with another one."""
        phone = TestClient(self.app)
        phone.get(f"/volg/3?zaal={code_of(SET, 3) if code is None else code}")
        return phone

    def press(self, phone: TestClient, **given: str) -> int:
        about = {"vraag": str(self.asked.id if self.asked else 0), **given}
        return phone.post("/volg/3/antwoord", data=about, follow_redirects=False).status_code


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "werkagenda.db"))
    return Hall()


def buttons(page: str) -> list[str]:
    return re.findall(r"<button[^>]*>([^<]*)</button>", page)


def test_a_phone_chooses_a_side_answers_and_may_change_its_mind(hall: Hall) -> None:
    phone = hall.phone()
    first = phone.get("/volg/3").text
    assert "Toezegging van Roc &lt;Test&gt;: drie plekken." in first
    assert buttons(first) == ["Bedrijfsleven", "Onderwijs", "Overheid"]
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in first
    assert hall.press(phone, kant="onderwijs") == 303
    assert buttons(phone.get("/volg/3").text) == ["Klopt", "Klopt niet", "Wijzig"]
    assert hall.press(phone, antwoord="klopt") == 303
    assert "Uw antwoord: klopt." in phone.get("/volg/3").text
    hall.press(phone, antwoord="klopt niet")
    assert ballots.tallies(SET, 5) == {"onderwijs": {"klopt niet": 1}}
    hall.press(phone, kant="")
    assert "Aan welke kant zit u?" in phone.get("/volg/3/vraag").text


def test_who_did_not_come_by_the_code_sees_the_question_and_cannot_answer(hall: Hall) -> None:
    for phone in (hall.phone("abcdef"), hall.phone("é"), TestClient(hall.app)):
        page = phone.get("/volg/3").text
        assert (room.SCAN in page, buttons(page)) == (True, [])
        assert hall.press(phone, kant="onderwijs") == 403
    assert code_of(SET, 3) != code_of(SET, 4) != code_of("voorbeeld", 4)
    forged = hall.phone()
    forged.cookies.set(room.COOKIE, "eigen.0000", path="/volg")
    assert forged.post("/volg/4/antwoord", data={"vraag": "5", "kant": "overheid"}).status_code == 403


def test_a_device_counts_once_and_only_for_the_question_that_is_open(hall: Hall) -> None:
    phones = [hall.phone() for _ in range(3)]
    for phone in phones:
        hall.press(phone, kant="overheid")
        for _ in range(3):
            hall.press(phone, antwoord="klopt")
    assert (ballots.answered(SET, 5), ballots.tallies(SET, 5)) == (3, {"overheid": {"klopt": 3}})
    hall.asked = None
    assert (
        phones[0].post("/volg/3/antwoord", data={"vraag": "5", "antwoord": "klopt niet"}).status_code == 200
    )
    assert ballots.tallies(SET, 5) == {"overheid": {"klopt": 3}}
    assert phones[0].get("/volg/3/vraag").text == ""


@pytest.mark.parametrize(
    "given",
    [{"kant": "maan"}, {"antwoord": "steunt"}, {"partij": "4"}, {}, {"zonder": "x"}],
    ids=["side", "answer", "party", "nothing", "without"],
)
def test_what_was_not_offered_is_not_counted(hall: Hall, given: dict[str, str]) -> None:
    assert hall.press(hall.phone(), **given) == 422
    assert ballots.tallies(SET, 5) == {}


def test_too_much_and_too_often_is_refused(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = hall.phone()
    assert phone.post("/volg/3/antwoord", content=b"a" * (room.BODY_LIMIT + 1)).status_code == 413
    monkeypatch.setattr(ballots, "MOST_A_MINUTE", 2)
    assert [hall.press(phone, kant="onderwijs") for _ in range(3)] == [303, 303, 429]


def test_a_pulse_is_answered_for_a_party_and_tells_who_sees_that(hall: Hall) -> None:
    hall.asked = PULSED
    phone, other = hall.phone(), hall.phone()
    page = phone.get("/volg/3").text
    assert '<option value="4">Roc Test</option>' in page
    assert 'content="60"' in page, "a page that loads again would spoil the choice"
    assert room.COUNTED_FOR_PARTY in page
    hall.press(phone, partij="4")
    assert "U antwoordt voor: Roc Test" in phone.get("/volg/3").text
    hall.press(phone, antwoord="onder voorwaarde")
    hall.press(other, zonder="overheid")
    hall.press(other, antwoord="steunt")
    assert ballots.of_parties(SET, 6) == {4: {"onder voorwaarde": 1}}
    assert ballots.tallies(SET, 6) == {"onderwijs": {"onder voorwaarde": 1}, "overheid": {"steunt": 1}}


def test_a_window_of_the_beamer_asks_nothing(hall: Hall) -> None:
    assert "Klopt deze zin?" not in hall.phone().get("/volg/3?beeld=vol").text


def test_a_restart_asks_no_phone_to_scan_again(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "_SECRET", bytearray())
    secret = room_secret(tmp_path / "werkagenda.db")
    room.keep_secret(secret)
    phone, code = hall.phone(), code_of(SET, 3)
    room.keep_secret("van een ander proces")
    assert hall.press(phone, kant="onderwijs") == 403
    room.keep_secret(room_secret(tmp_path / "werkagenda.db"))
    assert code_of(SET, 3) == code
    assert hall.press(phone, kant="onderwijs") == 303
    assert (tmp_path / "werkagenda-toegang.db").exists()
