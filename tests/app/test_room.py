"""The room is asked from the slide: marked, mended and asked again; a pulse becomes support by hand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lib import ballots, podium
from lib.access import Person
from lib.ballots import Voice
from lib.model.meetings import PLEDGE
from lib.model.results.words import SUPPORT
from lib.model.room.question import ESTABLISHED, HEARD, MARKED, PULSE, RIGHT, SENTENCE, WRONG, RoomQuestion
from lib.store import agenda, coalitions, decisions, meetings
from lib.store.file.connection import EXAMPLE, reading, writing
from lib.store.results import words
from lib.store.room import questions
from lib.ui.meetings.close import read_minutes
from lib.ui.slides import light, take_along
from lib.web.outside.follow import Following
from lib.web.outside.room import code_of
from tests.app.conftest import OpenScreen
from tests.app.test_present import press_in_bar, slide
from tests.kept import Kept
from tests.table_to_present import ACTION, FREE, OTHER

ASK, AGAIN, CLOSE, PEIL = "Vraag de zaal", "Vraag de zaal opnieuw", "Sluit de vraag", "Peil de zaal"


@pytest.fixture(scope="session")
def agendas(tabled: tuple[list[Kept], str]) -> list[Kept]:
    """Both data sets, with a meeting to present."""
    return tabled[0]


@pytest.fixture
def table(example: Path, tabled: tuple[list[Kept], str]) -> Iterator[str]:
    for kept in (ballots._ballots, ballots._voices, podium._shown):
        kept.clear()
    yield tabled[1]
    ballots._ballots.clear()


def asked(path: Path, table: str) -> list[RoomQuestion]:
    with reading(path) as db:
        return questions.questions(db, int(table))


def answer(table: str, question: RoomQuestion, given: dict[str, list[str]]) -> None:
    """Phones answer: per side, each an answer."""
    for helix, answers in given.items():
        for number, one in enumerate(answers):
            ballots.speak_for(f"{helix} {number}", Voice(helix))
            assert ballots.answer((EXAMPLE, int(table)), question.id, f"{helix} {number}", one)


def phone_in(table: str) -> TestClient:
    """Return a phone that scanned the code on the slide."""
    routes = Following(light.sight, light.looks, lambda: EXAMPLE, ask=light.ask).routes
    phone = TestClient(Starlette(routes=routes))
    assert phone.get(f"/volg/{table}?zaal={code_of(EXAMPLE, int(table))}").status_code == 200
    return phone


def press(page: object, words: str) -> None:
    page.press(next(label for label in page.buttons if label.startswith(words)))  # type: ignore[attr-defined]


def test_a_sentence_is_marked_mended_and_asked_again(screen: OpenScreen, example: Path, table: str) -> None:
    page = screen("Anna").open("presenteren", overleg=table, dia=str(ACTION))
    press(page, ASK)
    (first,) = asked(example, table)
    assert (first.kind, first.sentence, first.open) == (SENTENCE, "Afspraak: Het fonds start klein.", True)
    assert "Klopt deze zin? Afspraak: Het fonds start klein." in " ".join(slide(page, ACTION).split())
    assert "Verbeteren" not in page.buttons, "the sentence stays as the room reads it"
    phone = light.ask(EXAMPLE, int(table))
    assert phone
    assert (phone.id, phone.sentence, [*phone.answers]) == (first.id, first.sentence, [RIGHT, WRONG])
    answer(table, first, {"bedrijfsleven": [RIGHT] * 4, "onderwijs": [RIGHT] * 3 + [WRONG]})
    press(page, CLOSE)
    page.run()
    assert asked(example, table)[0].verdict == MARKED
    said = " ".join(slide(page, ACTION).split())
    assert "Bedrijfsleven 4 klopt, 0 klopt niet" in said
    assert "3 klopt, minder dan 3 klopt niet" in said
    assert "Verbeter de zin en vraag het opnieuw." in said
    follower = light.sight(EXAMPLE, int(table), ACTION)
    assert follower
    assert "minder dan 3 klopt niet" in follower.html
    assert ballots.answered(EXAMPLE, first.id) == 0, "who answered what is forgotten"

    page.press("Verbeteren")
    (key,) = [key for key in page.keys if key.startswith("decision ") and key.endswith(" text")]
    page.fill({key: "Het fonds start met drie branches"}).press("Opslaan")
    page.run()
    assert "gewijzigd nadat de zaal antwoordde" in slide(page, ACTION)
    press(page, AGAIN)
    second = asked(example, table)[-1]
    answer(table, second, {"bedrijfsleven": [RIGHT] * 4, "onderwijs": [RIGHT] * 4})
    press(page, CLOSE)
    page.run()
    assert [one.verdict for one in asked(example, table)] == [MARKED, ESTABLISHED]
    assert "✓ vastgesteld in de zaal" in slide(page, ACTION)
    assert not [label for label in page.buttons if label.startswith(ASK)]
    minutes, _ = read_minutes(example, int(table), None)
    assert "“Afspraak: Het fonds start met drie branches.”" in minutes.agreements[0].room


def test_a_question_closes_when_its_item_is_left(screen: OpenScreen, example: Path, table: str) -> None:
    page = screen("Anna").open("presenteren", overleg=table, dia=str(ACTION))
    press(page, ASK)
    press_in_bar(page, "slide", ACTION)
    assert asked(example, table)[0].open
    press_in_bar(page, "slide", FREE)
    (closed,) = asked(example, table)
    assert (closed.open, closed.verdict) == (False, "te weinig")


def test_a_meeting_that_closes_closes_its_question(screen: OpenScreen, example: Path, table: str) -> None:
    press(screen("Anna").open("presenteren", overleg=table, dia=str(ACTION)), ASK)
    page = screen("Anna").edit("technologietafels", overleg=table, deel="afsluiten")
    page.press("Overleg sluiten")
    with reading(example) as db:
        held = meetings.meeting(db, int(table))
    assert held
    assert not held.open
    assert not asked(example, table)[0].open


def test_who_may_not_record_sees_the_question_and_no_buttons(screen: OpenScreen, table: str) -> None:
    press(screen("Anna").open("presenteren", overleg=table, dia=str(ACTION)), ASK)
    reader = screen(url="http://agenda.example/").open("presenteren", overleg=table, dia=str(ACTION))
    assert "Klopt deze zin?" in slide(reader, ACTION)
    assert not [label for label in reader.buttons if label.startswith((ASK, CLOSE, PEIL))]


def test_a_pulse_of_twelve_is_no_commitment_until_the_clerk_records_it(
    screen: OpenScreen, example: Path, table: str
) -> None:
    page = screen("Anna").open("presenteren", overleg=table, dia=str(OTHER))
    page.app.button(key=f"pulse {OTHER}").click()
    page.run()
    (pulse,) = asked(example, table)
    assert (pulse.kind, pulse.action_id, pulse.decision_id) == (PULSE, "3", None)
    phone = light.ask(EXAMPLE, int(table))
    assert phone
    party, (name, helix) = next(iter(phone.parties.items()))
    with reading(example) as db:
        before = coalitions.table(db, "3").supports
    twelve = [phone_in(table) for _ in range(12)]
    given = ["onder voorwaarde", *["steunt"] * 8, *["steunt niet"] * 3]
    for number, (one, answer_given) in enumerate(zip(twelve, given, strict=True)):
        for pressed in ({"zonder": helix} if number else {"partij": str(party)}, {"antwoord": answer_given}):
            sent = {"vraag": str(pulse.id), **pressed}
            assert one.post(f"/volg/{table}/antwoord", data=sent, follow_redirects=False).status_code == 303
    assert ballots.answered(EXAMPLE, pulse.id) == 12
    assert f"U antwoordt voor: {name}" in twelve[0].get(f"/volg/{table}").text
    press(page, CLOSE)
    page.run()
    assert asked(example, table)[0].verdict == HEARD
    said = " ".join(slide(page, OTHER).split())
    assert "8 ja, minder dan 3 ja, mits, 3 nee, 0 nog niet" in said
    assert said.count("minder dan 3 antwoorden") == 2
    assert "Een peiling is geen toezegging" in said
    with reading(example) as db:
        assert coalitions.table(db, "3").supports == before

    clerk = screen("Bram").edit("technologietafels", overleg=table, deel="besluiten")
    assert re.search(rf"{re.escape(name)} ?: ja, mits", clerk.text)
    clerk.app.session_state[f"support {pulse.id} {party} was open"] = True
    clerk.run()
    key = f"pulse {pulse.id} {party} condition"
    clerk.fill({key: "Als het rijk meebetaalt"}).press("De partij bevestigt dit")
    with reading(example) as db:
        (now,) = [one for one in coalitions.table(db, "3").supports if one.party_id == party]
    assert (now.answer, now.condition) == ("onder voorwaarde", "Als het rijk meebetaalt")
    with reading(example) as db:
        (claim,) = [one for one in words.claims_of(db, "3") if (one.party_id, one.about) == (party, SUPPORT)]
    assert claim.mark.endswith("in de zaal"), "the party itself said so"


def test_each_party_leaves_with_its_own_promises(example: Path, table: str) -> None:
    with writing(example, Person("Anna")) as db:
        first, second = agenda.parties(db)[:2]
        for party, text, due in ((first, "Drie plekken", "2023-09-01"), (second, "Een plan", None)):
            values = {"meeting_id": int(table), "kind": PLEDGE, "text": text, "due": due}
            decisions.record_decision(db, {**values, "owner_id": party.id})
    taken = take_along.promised(EXAMPLE, int(table))
    assert taken
    own = {one.name: (list(one.lines), one.dated) for one in taken.parties}
    assert own[first.name] == (["Toezegging, uiterlijk 1 september 2023: Drie plekken."], True)
    assert own[second.name] == (["Toezegging: Een plan."], False)
    file = take_along.calendar_of(EXAMPLE, int(table), first.id).decode()
    assert "DTSTART;VALUE=DATE:20230901" in file
    assert "Een plan" not in file
    assert take_along.promised(EXAMPLE, 999) is None
