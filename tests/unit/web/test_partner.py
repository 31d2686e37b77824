"""A partner without an account: one link, one small form, once; what comes back only waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from lib.access import NotAllowed, Person
from lib.store import coalitions, history
from lib.store.file.connection import reading, writing
from lib.store.people import accounts, file, partners, sessions
from lib.store.people.partners import Request
from lib.web.outside.partner import CONDITION, EMPTY, NO_LONGER, THANKS, partner_routes
from tests.unit import desk
from tests.unit.web.test_entrance import Answer, Door
from tests.unit.web.test_gate import serving

ROOT = Person("Beheer")


@dataclass
class Desk:
    """A party at the table of action 3, and the door at which it answers."""

    path: Path
    door: Door
    party: int

    def link(self) -> str:
        return partners.ask(self.path, ROOT, Request(self.party, "3"))

    def send(self, key: str, **given: str) -> Answer:
        answer = self.door.ask("POST", "/partner", urlencode({"sleutel": key, **given}))
        return Answer(answer.code, unescape(answer.words), answer.headers)

    def waiting(self) -> list[tuple[str, dict[str, object]]]:
        return [(one.part, dict(one.values)) for one in partners.waiting(self.path, "3")]


@pytest.fixture
def partner(path: Path) -> Iterator[Desk]:
    number = desk.party(path, "Roc <Test>")
    with serving(Starlette(routes=partner_routes(lambda: path))) as port:
        yield Desk(path, Door(port), number)


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


def test_a_link_shows_one_question_and_opening_it_spends_nothing(partner: Desk) -> None:
    key, before = partner.link(), newest(partner.path)
    for _ in range(3):
        page = partner.door.ask("GET", f"/partner?sleutel={key}")
        assert (page.code, page.headers["cache-control"]) == (200, "no-store")
        assert "Roc &lt;Test&gt;" in page.words
        assert "Verbeteren zij-instroom" in page.words
        assert "Nu staat er: nog niet gevraagd." in page.words
        assert "nog dezelfde</label>" not in page.words
    answer = partner.send(key, what="Twee klassen gestart", day="2021-12-01", answer="steunt")
    assert (answer.code, THANKS in answer.words) == (200, True)
    assert partner.waiting() == [
        ("step", {"what": "Twee klassen gestart", "happened_on": "2021-12-01"}),
        ("support", {"answer": "steunt", "condition": ""}),
    ]
    assert newest(partner.path) == before, "a proposal changes nothing in the agenda"
    again = partner.send(key, what="Nog iets", day="2021-12-01")
    assert (again.code, NO_LONGER in again.words) == (403, True)
    assert partner.door.ask("GET", f"/partner?sleutel={key}").code == 403
    assert len(partner.waiting()) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, EMPTY),
        ({"answer": "niet gevraagd"}, EMPTY),
        ({"answer": "zelfde"}, EMPTY),
        ({"answer": "onder voorwaarde", "condition": " "}, CONDITION),
        ({"answer": "onder voorwaarde", "condition": "x" * 1_001}, "te lang"),
        ({"what": "Iets <b>vets</b>", "day": ""}, "De datum"),
        ({"what": "Iets <b>vets</b>", "day": "morgen"}, "morgen"),
        ({"what": "Iets <b>vets</b>", "day": "2039-01-01"}, "De datum"),
        ({"what": "x" * 9_000, "day": "2021-12-01"}, "te lang"),
    ],
)
def test_what_cannot_be_is_said_at_the_form_and_stays_typed(
    partner: Desk, given: dict[str, str], said: str
) -> None:
    key = partner.link()
    answer = partner.send(key, **given)
    assert (answer.code, said in answer.words) == (422, True), answer.words
    assert f">{given.get('what', '')}</textarea>" in answer.words
    assert partner.waiting() == []
    assert partner.send(key, answer="steunt").code == 200, "the link is not spent"


def test_a_party_that_answered_before_may_say_that_it_is_the_same(partner: Desk) -> None:
    with writing(partner.path, desk.ANNA) as db:
        coalitions.answer_support(db, "3", partner.party, "onder voorwaarde", "Als er lokalen zijn")
    key = partner.link()
    said = "Nu staat er: steunt onder voorwaarde: “Als er lokalen zijn”."
    assert said in partner.door.ask("GET", f"/partner?sleutel={key}").words
    assert partner.send(key, answer="zelfde").code == 200
    assert partner.waiting() == [
        ("support", {"answer": "onder voorwaarde", "condition": "Als er lokalen zijn"})
    ]


def test_a_party_confirms_by_its_link_what_we_recorded_of_it(partner: Desk) -> None:
    shown = desk.step(partner.path, partner.party)
    with writing(partner.path, desk.ANNA) as db:
        coalitions.set_activation(db, "3", partner.party, 4, shown)
    said = "heeft inzet toegezegd (4)"
    key = partner.link()
    page = partner.door.ask("GET", f"/partner?sleutel={key}").words
    assert f'value="{said}"> Hoe ver u bent: {said}' in page
    assert partner.send(key, **{"klopt-0": "wat anders"}).code == 422, "it confirms what it read"
    assert partner.send(key, **{"klopt-0": said}).code == 200
    assert partner.waiting() == [("word", {"claims": [["trede", said, None]]})]


def test_a_newer_link_ends_the_one_before_and_each_ends_by_itself(
    partner: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = partner.link(), partner.link()
    assert partner.send(first, answer="steunt").code == 403
    later = file.moment(partners.LINK_HOLDS + timedelta(minutes=1))
    monkeypatch.setattr(partners, "moment", lambda: later)
    assert partner.send(second, answer="steunt").code == 403


def test_an_access_file_that_cannot_be_read_is_told_before_anything_is_typed(partner: Desk) -> None:
    key = partner.link()
    file.people_path(partner.path).write_bytes(b"no database at all" * 300)
    answer = partner.door.ask("GET", f"/partner?sleutel={key}")
    assert answer.code == 503
    assert file.PeopleUnreadable(OSError()).sentence in answer.words


def test_who_guesses_waits(partner: Desk) -> None:
    for number in range(sessions.MOST_OF_ONE):
        assert partner.send(str(number), answer="steunt").code == 403
    assert partner.send(partner.link(), answer="steunt").code == 429


def test_only_who_edits_the_action_asks_and_settles(partner: Desk) -> None:
    key = partner.link()
    partner.send(key, answer="steunt")
    [proposed] = partners.waiting(partner.path, "3")
    for role, own in (("lezer", ()), ("aanjager", ("4",))):
        account = accounts.add(partner.path, ROOT, f"Iemand als {role}", role, own, None)
        entry = sessions.enter(
            partner.path, accounts.invite(partner.path, ROOT, account), "", at_machine=False
        )
        assert entry
        session = sessions.find(partner.path, entry.secret, at_machine=False)
        assert session
        person = Person(session.name, session=session.id)
        with pytest.raises(NotAllowed):
            partners.ask(partner.path, person, Request(partner.party, "3"))
        with pytest.raises(NotAllowed):
            partners.settle(partner.path, person, proposed, taken=True)
    assert partners.settle(partner.path, ROOT, proposed, taken=False)
    assert not partners.settle(partner.path, ROOT, proposed, taken=True), "settled once"
    assert partners.waiting(partner.path, "3") == []
