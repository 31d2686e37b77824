"""Coalitions in the store: chairs, claims and their evidence, purpose case, support, milestones, flags."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from lib.access import Person
from lib.model.agenda import ENDED
from lib.model.coalitions import Activation, Chair, Table
from lib.model.kinds import Invalid
from lib.model.purpose import PURPOSE_PARTS, Support
from lib.store import agenda, coalitions, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.records import Conflict
from tests.conftest import FILLED_AT
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import ANNA, BRAM, IN_MEMORY

Act = Callable[[Any], Any]


def do(path: Path, act: Act, person: Person = ANNA, reason: str = "") -> Any:
    """One write."""
    with writing(path, person, reason) as db:
        return act(db)


def refused(path: Path, act: Act, field: str, words: str, reason: str = "") -> None:
    """The write must be refused about that field, in a sentence with these words; nothing is stored."""
    before = desk.state(path)
    with pytest.raises(Invalid, match=words) as caught:
        do(path, act, reason=reason)
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")
    assert desk.state(path) == before


def table(path: Path, action_id: str = "3", at: str | None = None) -> Table:
    with reading(path, at) as db:
        return coalitions.table(db, action_id)


def row(path: Path, name: str, row_id: str | int) -> dict[str, Any]:
    return desk.state(path)[name][str(row_id)]


def put_back(path: Path, name: str, row_id: str | int, field: str, reason: str = "Terug") -> int:
    """Undo the newest change of a row."""
    entry = desk.entries(path, name, row_id)[-1]
    version = entry["row"]["version"]
    return int(
        do(path, lambda db: records.put_back(db, name, row_id, field, entry["id"], version), reason=reason)
    )


# ------------------------------------------------------------------------------- chairs


def test_a_chair_is_named_before_it_is_filled(path: Path) -> None:
    number = desk.chair(path, region="AM15")
    (empty,) = table(path).chairs
    assert empty == Chair(number, "3", "onderwijs", "roc", "AM15", True, None, None, None, 1, None)
    owner = desk.party(path)
    assert desk.save(path, {"party_id": owner}, row=("chair", number)) == 2
    (filled,) = table(path).chairs
    assert (filled.party_id, filled.party, filled.version) == (owner, "Roc Voorbeeld", 2)
    desk.save(path, {"party_id": None}, row=("chair", number))
    assert table(path).chairs[0].party is None
    entry = desk.entries(path, "chair", number)[-1]
    assert (entry["about"], entry["who"]) == ("3", "Anna")


@for_each(
    [
        ({"action_id": "99"}, "id"),
        ({"action_id": ""}, "action_id"),
        ({"helix": "zorg"}, "helix"),
        ({"role": " "}, "role"),
        ({"region": "XX"}, "region"),
        ({"party_id": 99}, "id"),
        ({"party_id": "1"}, "party_id"),
        ({"stoel": 1}, "stoel"),
    ],
    "path",
)
def test_a_chair_that_cannot_be(path: Path, values: dict[str, Any], field: str) -> None:
    whole = {"action_id": "3", "helix": "onderwijs", "role": "roc", **values}
    refused(path, lambda db: coalitions.add_chair(db, whole), field, ".")


def test_what_a_chair_belongs_to_never_changes(path: Path) -> None:
    number = desk.chair(path)
    refused(
        path,
        lambda db: records.save(db, "chair", number, 1, {"action_id": "4"}),
        "action_id",
        "kan hier niet",
    )


def test_a_withdrawn_party_takes_no_place(path: Path) -> None:
    owner, number = desk.party(path), desk.chair(path)
    do(path, lambda db: records.withdraw(db, "party", owner, 1), reason="Opgeheven")
    fill = {"party_id": owner}
    refused(path, lambda db: records.save(db, "chair", number, 1, fill), "party_id", "ingetrokken op")
    refused(path, lambda db: coalitions.set_activation(db, "3", owner, 1), "party_id", "Kies een andere")
    refused(path, lambda db: coalitions.answer_support(db, "3", owner, "steunt"), "party_id", "ingetrokken")
    due = {"action_id": "3", "what": "x", "due": "2030-01-01", "owner_id": owner}
    refused(path, lambda db: coalitions.add_milestone(db, due), "owner_id", "ingetrokken")


def test_a_withdrawn_party_becomes_no_driver_and_stays_readable_as_one(path: Path) -> None:
    owner = desk.party(path)
    desk.save(path, {"driver_id": owner})
    do(path, lambda db: records.withdraw(db, "party", owner, 1), reason="Opgeheven")
    new = {"driver_id": owner}
    refused(path, lambda db: records.save(db, "action", "4", 1, new), "driver_id", "ingetrokken op")
    values = {"name": "Nieuw", "priority": "B", **new}
    refused(path, lambda db: agenda.add_action(db, 1, values), "driver_id", "ingetrokken op", "Besluit")
    desk.note(path, "verder")
    assert desk.action(path)["driver_id"] == owner
    desk.save(path, {"driver_id": None})
    entry = desk.entries(path, "action", "3")[-1]["id"]
    back = partial(
        records.put_back, table="action", row_id="3", field="driver_id", history_id=entry, version=4
    )
    refused(path, back, "driver_id", "Kies een andere partij", "Terug")


@pytest.mark.parametrize("action_id", ["3", "9"])
def test_a_chair_takes_a_party_of_its_own_helix_only(path: Path, action_id: str) -> None:
    town, school = desk.party(path, "Gemeente", "overheid"), desk.party(path)
    words = "“roc” vraagt een partij uit onderwijs, en Gemeente hoort bij overheid. Kies een partij uit ond"
    whole = {"action_id": action_id, "helix": "onderwijs", "role": "roc", "party_id": town}
    refused(path, lambda db: coalitions.add_chair(db, whole), "party_id", words)
    number = desk.chair(path, action_id=action_id)
    refused(path, lambda db: records.save(db, "chair", number, 1, {"party_id": town}), "party_id", words)
    other_side = {"helix": "overheid", "party_id": town}
    assert desk.save(path, other_side, row=("chair", number)) == 2
    refused(
        path, lambda db: records.save(db, "chair", number, 2, {"helix": "onderwijs"}), "party_id", "vraagt"
    )
    assert desk.save(path, {"helix": "onderwijs", "party_id": school}, row=("chair", number)) == 3
    assert desk.save(path, {"region": "AM37"}, row=("chair", number)) == 4, "a region is a wish"


def test_a_seated_party_keeps_its_helix_until_its_chairs_are_empty(path: Path, roc: int) -> None:
    number, at_four = desk.chair(path, roc), desk.chair(path, roc, action_id="4")
    to = {"helix": "overheid"}
    refused(path, lambda db: records.save(db, "party", roc, 1, to), "helix", "bij actie 3 op de stoel “roc”")
    desk.save(path, {"party_id": None}, row=("chair", number))
    refused(path, lambda db: records.save(db, "party", roc, 1, to), "helix", "bij actie 4")
    desk.move(path, ENDED, action_id="4")
    assert desk.save(path, to, row=("party", roc)) == 2, "the chairs of an ended action stand still"
    assert row(path, "chair", at_four)["party_id"] == roc


def test_an_old_chair_with_a_party_of_another_helix_stays_readable(path: Path, roc: int) -> None:
    number = desk.chair(path, roc)
    with desk.outside(path) as other:
        other.execute("UPDATE chair SET helix = 'overheid'")
    assert (table(path).chairs[0].helix, table(path).chairs[0].party) == ("overheid", "Roc Voorbeeld")
    assert desk.save(path, {"role": "gemeente", "party_id": roc}, row=("chair", number)) == 3
    desk.save(path, {"party_id": None}, row=("chair", number))
    with pytest.raises(Invalid, match="vraagt een partij uit overheid"):
        put_back(path, "chair", number, "party_id")


def test_two_editors_fill_one_chair(path: Path) -> None:
    number, one, other = desk.chair(path), desk.party(path, "Roc Een"), desk.party(path, "Roc Twee")
    desk.save(path, {"party_id": one}, row=("chair", number), version=1)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"party_id": other}, row=("chair", number), version=1, person=BRAM)
    (clash,) = caught.value.clashes
    assert (clash.table, clash.field, clash.theirs, clash.mine, clash.who) == (
        "chair",
        "party_id",
        one,
        other,
        "Anna",
    )
    assert table(path).chairs[0].party_id == one
    desk.save(path, {"role": "mbo"}, row=("chair", number), version=1, person=BRAM)
    assert (table(path).chairs[0].party_id, table(path).chairs[0].role) == (one, "mbo")


def test_a_chair_is_withdrawn_with_a_reason_and_stays_readable(path: Path) -> None:
    number = desk.chair(path)
    refused(path, lambda db: records.withdraw(db, "chair", number, 1), "withdrawn_reason", "reden")
    do(path, lambda db: records.withdraw(db, "chair", number, 1), reason="Niet nodig")
    assert table(path).chairs[0].withdrawn_reason == "Niet nodig"
    refused(path, lambda db: records.save(db, "chair", number, 2, {"role": "x"}), "id", "Dit is ingetrokken")
    put_back(path, "chair", number, "withdrawn_on")
    assert table(path).chairs[0].withdrawn_on is None


# --------------------------------------------------------------------------- activation


@pytest.fixture
def roc(path: Path) -> int:
    """A school."""
    return desk.party(path)


def claim(
    path: Path, party_id: int, level: int, step_id: int | None = None, version: int | None = None
) -> int:
    return int(do(path, lambda db: coalitions.set_activation(db, "3", party_id, level, step_id, version)))


def test_a_claim_stands_on_a_step_and_shows_it(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    assert claim(path, roc, 5, evidence) == 1
    assert table(path).activations == (
        Activation(
            1, "3", roc, 5, evidence, 1, "Roc Voorbeeld", "onderwijs", "2022-03-14", "coalitie",
            "Afspraak over instroom.", "Anna",
        ),
    )  # fmt: skip


@pytest.mark.parametrize("level", range(6))
def test_from_aan_tafel_on_a_claim_needs_a_step(path: Path, roc: int, level: int) -> None:
    if level < 3:
        assert claim(path, roc, level) == 1
    else:
        refused(path, lambda db: coalitions.set_activation(db, "3", roc, level), "step_id", "vraagt bewijs")


@pytest.mark.parametrize("level", range(6))
def test_what_the_ambassador_started_carries_at_most_a_promise(path: Path, roc: int, level: int) -> None:
    evidence = desk.step(path, roc, started_by="ambassadeur")
    if level < 5:
        assert claim(path, roc, level, evidence) == 1
    else:
        refused(
            path,
            lambda db: coalitions.set_activation(db, "3", roc, 5, evidence),
            "step_id",
            "op initiatief van de coalitie zelf",
        )


@pytest.mark.parametrize("level", [1, 3, 5])
def test_a_step_that_is_no_evidence(path: Path, roc: int, level: int) -> None:
    other = desk.party(path, "Gemeente", "overheid")
    elsewhere, without, gone = (
        desk.step(path, roc, action_id="4"),
        desk.step(path, other),
        desk.step(path, roc),
    )
    do(path, lambda db: records.withdraw(db, "step", gone, 1), reason="Dubbel")
    for step_id, words in ((elsewhere, "andere actie"), (without, "was niet bij"), (gone, "ingetrokken")):
        act = partial(coalitions.set_activation, action_id="3", party_id=roc, level=level, step_id=step_id)
        refused(path, act, "step_id", words)
    refused(path, lambda db: coalitions.set_activation(db, "3", roc, level, 99), "id", "bestaat niet")


@pytest.mark.parametrize(("action_id", "party_id", "level"), [("99", 1, 1), ("3", 99, 1), ("3", 1, 6)])
def test_a_claim_about_nothing(path: Path, roc: int, action_id: str, party_id: int, level: int) -> None:
    before = desk.state(path)
    with pytest.raises(Invalid):
        do(path, lambda db: coalitions.set_activation(db, action_id, party_id, level))
    assert desk.state(path) == before


def test_a_party_goes_up_and_down_in_one_row(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    assert claim(path, roc, 2) == 1
    assert claim(path, roc, 4, evidence, 1) == 2
    assert claim(path, roc, 4, evidence, 2) == 2, "nothing new"
    assert claim(path, roc, 1, None, 2) == 3
    assert [entry["row"]["level"] for entry in desk.entries(path, "activation", 1)] == [2, 4, 1]
    assert desk.count(path, "activation") == 1


def test_two_editors_who_both_saw_no_row(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    claim(path, roc, 4, evidence)
    assert claim(path, roc, 4, evidence) == 1, "both mean the same"
    with pytest.raises(Conflict) as caught:
        claim(path, roc, 2)
    (clash,) = caught.value.clashes
    assert (clash.field, clash.seen, clash.theirs, clash.mine) == ("level", 0, 4, 2)
    assert claim(path, roc, 2, evidence, caught.value.version) == 2


def test_a_withdrawn_step_is_no_evidence_any_more(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    claim(path, roc, 4, evidence)
    do(path, lambda db: records.withdraw(db, "step", evidence, 1), reason="Klopt niet")
    (one,) = table(path).activations
    assert (one.level, one.step_id, one.evidence_on, one.evidence_by) == (4, evidence, None, None)
    refused(
        path, lambda db: coalitions.set_activation(db, "3", roc, 5, evidence, 1), "step_id", "ingetrokken"
    )
    assert claim(path, roc, 2, evidence, 1) == 2, "down needs no evidence"


def test_a_step_that_went_to_another_action_is_no_evidence_here(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    claim(path, roc, 4, evidence)
    desk.save(path, {"action_id": "4"}, row=("step", evidence))
    assert table(path).activations[0].evidence_on is None


def test_a_claim_is_put_back_with_its_evidence(path: Path, roc: int) -> None:
    evidence = desk.step(path, roc)
    claim(path, roc, 4, evidence)
    claim(path, roc, 1, None, 1)
    put_back(path, "activation", 1, "level")
    assert (row(path, "activation", 1)["level"], row(path, "activation", 1)["step_id"]) == (4, evidence)
    claim(path, roc, 1, None, 3)
    do(path, lambda db: records.withdraw(db, "step", evidence, 1), reason="Klopt niet")
    with pytest.raises(Invalid, match="ingetrokken"):
        put_back(path, "activation", 1, "step_id")


# --------------------------------------------------------------------- the coalition as such


def declare(path: Path, version: int, on: Any = "2022-03-14", reason: str = "") -> Any:
    return do(path, lambda db: coalitions.declare_complete(db, "3", version, on, reason))


def test_complete_with_an_empty_needed_chair_needs_a_reason(path: Path) -> None:
    with pytest.raises(Invalid, match="nog geen nodige stoelen"):
        declare(path, 1)
    desk.chair(path)
    desk.chair(path, helix="overheid", role="gemeente", needed=False)
    with pytest.raises(Invalid, match="Nog leeg: roc"):
        declare(path, 1)
    assert declare(path, 1, reason="Het roc sluit in mei aan.") == 2
    found = table(path).coalition
    assert (found.complete_on, found.complete_reason) == ("2022-03-14", "Het roc sluit in mei aan.")
    with pytest.raises(Invalid, match="Nog leeg"):
        desk.save(path, {"complete_reason": ""}, row=("coalition", "3"))


def test_complete_with_all_chairs_filled_needs_none(path: Path, roc: int) -> None:
    desk.chair(path, roc)
    assert declare(path, 1) == 2
    with pytest.raises(Invalid, match="toekomst"):
        declare(path, 2, "2039-01-01")
    assert declare(path, 2, None) == 3
    assert table(path).coalition.complete_on is None
    put_back(path, "coalition", "3", "complete_on")
    assert table(path).coalition.complete_on == "2022-03-14"


def test_a_declaration_is_taken_back_with_its_reason(path: Path) -> None:
    desk.chair(path)
    declare(path, 1, reason="Later")
    declare(path, 2, None, "Later")
    assert (table(path).coalition.complete_on, table(path).coalition.complete_reason) == (None, "")
    with pytest.raises(Invalid, match="Vul ook in sinds welke dag"):
        declare(path, 3, None, "Een reden zonder dag")
    put_back(path, "coalition", "3", "complete_reason")
    assert table(path).coalition.complete_reason == "Later"


def test_agreements_of_a_coalition(path: Path) -> None:
    agreed = {"rhythm": "elke maand", "money_until": "2030-12-31", "signed_on": "2022-03-01"}
    assert desk.save(path, agreed, row=("coalition", "3")) == 2
    found = table(path).coalition
    assert (found.rhythm, found.money_until, found.signed_on) == tuple(agreed.values())
    assert desk.save(path, {"rhythm": "elk kwartaal"}, row=("coalition", "3"), version=2) == 3
    with pytest.raises(Conflict):
        desk.save(path, {"rhythm": "nooit"}, row=("coalition", "3"), version=2, person=BRAM)
    assert desk.save(path, {"signed_on": None}, row=("coalition", "3"), version=2, person=BRAM) == 4


def test_the_meeting_of_a_coalition_is_handed_over_in_words(path: Path, roc: int) -> None:
    def hand_over(when: str, version: int = 1) -> Act:
        return lambda db: coalitions.hand_over_meeting(db, "3", version, roc, when)

    refused(path, hand_over(" "), "rhythm", "wanneer de coalitie bijeenkomt")
    refused(path, hand_over("x" * 1_000), "rhythm", "te lang")
    assert do(path, hand_over("elke eerste maandag.")) == 2
    assert table(path).coalition.rhythm == "elke eerste maandag, bijeengeroepen door Roc Voorbeeld"
    with pytest.raises(Conflict):
        do(path, hand_over("elk kwartaal"), BRAM)
    do(path, lambda db: records.withdraw(db, "party", roc, 1), reason="Opgeheven")
    refused(path, hand_over("elk jaar", 2), "rhythm", "ingetrokken op")


def test_every_action_has_a_coalition_also_a_new_one(path: Path) -> None:
    do(path, lambda db: agenda.add_action(db, 1, {"name": "Nieuw", "priority": "B"}), reason="Besluit")
    with reading(path) as db:
        found = coalitions.tables(db)
        assert found.keys() == {one.id for one in agenda.actions(db)}
    assert all(one.coalition.version == 1 for one in found.values())
    assert desk.save(path, {"rhythm": "elke week"}, row=("coalition", "12")) == 2


# ------------------------------------------------------------------------- purpose case


def test_each_part_has_versions_of_its_own(path: Path) -> None:
    for part in PURPOSE_PARTS:
        act = partial(coalitions.write_purpose, action_id="3", part=part, text=f"{part} 1")
        assert do(path, act) == 1
    assert do(path, lambda db: coalitions.write_purpose(db, "3", "commitment", "Anders\r\n"), BRAM) == 2
    assert do(path, lambda db: coalitions.write_purpose(db, "3", "commitment", " Anders")) == 2
    texts = table(path).texts
    assert len(texts) == 5
    newest = texts[-1]
    assert (newest.part, newest.number, newest.text, newest.author) == ("commitment", 2, "Anders", "Bram")
    assert newest.at == desk.entries(path, "purpose_text", newest.id)[0]["at"]
    assert not table(path, "4").texts


@pytest.mark.parametrize(
    ("action_id", "part", "text", "field"),
    [
        ("99", "commitment", "x", "id"),
        ("3", "geld", "x", "part"),
        ("3", "commitment", " \u200b", "text"),
        ("3", "commitment", "x" * 8_001, "text"),
    ],
)
def test_a_text_that_cannot_be(path: Path, action_id: str, part: str, text: str, field: str) -> None:
    refused(path, lambda db: coalitions.write_purpose(db, action_id, part, text), field, ".")


def test_who_wrote_without_seeing_the_newest_version_is_told(path: Path) -> None:
    desk.purpose(path, "een")
    desk.purpose(path, "twee")
    unseen = partial(coalitions.write_purpose, action_id="3", part="financiering", text="drie")
    with pytest.raises(Conflict):
        do(path, partial(unseen, seen=0), BRAM)
    with pytest.raises(Conflict) as caught:
        do(path, partial(unseen, seen=1), BRAM)
    (clash,) = caught.value.clashes
    assert (clash.table, clash.field, clash.seen, clash.theirs, clash.who) == (
        "purpose_text",
        "text",
        "een",
        "twee",
        "Anna",
    )
    mine = {clash.field: clash.mine}
    save = do(path, lambda db: records.save(db, clash.table, clash.row_id, caught.value.version, mine), BRAM)
    assert save == 3
    assert [one.text for one in table(path).texts] == ["een", "twee", "drie"]


def test_what_only_grows_is_not_edited(path: Path) -> None:
    desk.move(path, "coalitie in vorming")
    refused(
        path, lambda db: records.save(db, "stage_move", 1, 1, {"reason": "x"}), "id", "verandert niet meer"
    )


# ------------------------------------------------------------------------------ support


def test_an_answer_with_all_that_goes_with_it(path: Path, roc: int) -> None:
    desk.support(
        path, roc, "onder voorwaarde", condition="Als X.", contribution="Twee uur", answered_on="14-03-2022"
    )
    assert table(path).supports == (
        Support(
            1,
            "3",
            roc,
            "onder voorwaarde",
            "Als X.",
            "Twee uur",
            "2022-03-14",
            1,
            "Roc Voorbeeld",
            "onderwijs",
        ),
    )


def test_a_conditional_yes_has_its_condition(path: Path, roc: int) -> None:
    answer = "onder voorwaarde"
    refused(path, lambda db: coalitions.answer_support(db, "3", roc, answer), "condition", "welke voorwaarde")
    desk.support(path, roc, answer, condition="Als X.")
    refused(path, lambda db: records.save(db, "support", 1, 1, {"condition": ""}), "condition", "voorwaarde")


@pytest.mark.parametrize("answer", ["steunt", "niet gevraagd"])
def test_another_answer_lets_go_of_the_condition(path: Path, roc: int, answer: str) -> None:
    desk.support(path, roc, "onder voorwaarde", condition="Als X.", answered_on="2022-03-14")
    on = None if answer == "niet gevraagd" else "2022-03-15"
    desk.support(path, roc, answer, condition="Als X.", answered_on=on)
    assert (row(path, "support", 1)["condition"], row(path, "support", 1)["answered_on"]) == ("", on)
    put_back(path, "support", 1, "answer")
    assert (row(path, "support", 1)["condition"], row(path, "support", 1)["answered_on"]) == (
        "Als X.",
        "2022-03-14",
    )
    refused(
        path,
        lambda db: coalitions.answer_support(db, "3", roc, answer, "Als Y.", version=3),
        "condition",
        "hoort geen voorwaarde",
    )


def test_a_no_keeps_its_ground(path: Path, roc: int) -> None:
    desk.support(path, roc, "steunt niet", condition="Te duur.")
    assert row(path, "support", 1)["condition"] == "Te duur."


def test_an_answer_has_a_day_and_no_question_has_none(path: Path, roc: int) -> None:
    desk.support(path, roc)
    assert row(path, "support", 1)["answered_on"] == records.today().isoformat()
    desk.save(path, {"answer": "niet gevraagd"}, row=("support", 1))
    assert row(path, "support", 1)["answered_on"] is None
    day = {"answered_on": "2022-03-14"}
    refused(path, lambda db: records.save(db, "support", 1, 2, day), "answered_on", "nog niet gevraagd")
    desk.save(path, {"answer": "steunt niet", **day}, row=("support", 1))
    desk.save(path, {"answered_on": None}, row=("support", 1))
    assert row(path, "support", 1)["answered_on"] == records.today().isoformat()


def test_two_editors_record_different_answers(path: Path, roc: int) -> None:
    desk.support(path, roc, contribution="Geld", answered_on="2022-03-14")
    with pytest.raises(Conflict) as caught:
        do(path, lambda db: coalitions.answer_support(db, "3", roc, "steunt niet"), BRAM)
    assert {one.field for one in caught.value.clashes} >= {"answer"}
    do(
        path,
        lambda db: coalitions.answer_support(
            db, "3", roc, "steunt niet", "", "Geld", "2022-03-14", caught.value.version
        ),
        BRAM,
    )
    assert row(path, "support", 1)["answer"] == "steunt niet"


def test_what_follows_from_an_answer_undoes_nobodys_words(path: Path, roc: int) -> None:
    """A yes clears the condition; not one that a colleague wrote meanwhile."""
    desk.support(path, roc, "steunt niet", condition="Te duur.", answered_on="2022-03-14")
    desk.save(path, {"condition": "Te duur en te laat."}, row=("support", 1), person=BRAM)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"answer": "steunt"}, row=("support", 1), version=1)
    assert caught.value.clashes[0].field == "condition"
    assert row(path, "support", 1)["answer"] == "steunt niet"


# -------------------------------------------------------------------- milestones and flags


def test_a_milestone_from_plan_to_done(path: Path, roc: int) -> None:
    plan = {"action_id": "3", "what": "Eerste groep begonnen", "due": "2022-09-01"}
    number = do(path, lambda db: coalitions.add_milestone(db, {**plan, "owner_id": roc}))
    do(path, lambda db: coalitions.add_milestone(db, {**plan, "due": "2022-04-01"}))
    assert [one.due for one in table(path).milestones] == ["2022-04-01", "2022-09-01"]
    assert table(path).milestones[1].owner == "Roc Voorbeeld"
    refused(path, lambda db: records.save(db, "milestone", number, 1, {"due": ""}), "due", "leeg")
    desk.save(path, {"done_on": "2022-08-30", "owner_id": None}, row=("milestone", number))
    assert (table(path).milestones[1].done_on, table(path).milestones[1].owner) == ("2022-08-30", None)
    put_back(path, "milestone", number, "done_on")
    assert table(path).milestones[1].done_on is None
    with pytest.raises(Invalid, match="reden"):
        do(path, lambda db: records.withdraw(db, "milestone", number, 3))
    do(path, lambda db: records.withdraw(db, "milestone", number, 3), reason="Vervallen")
    assert table(path).milestones[1].withdrawn_reason == "Vervallen"


def test_the_end_of_an_action_asks_its_neighbours_for_words(path: Path) -> None:
    desk.move(path, ENDED, reason="Onvoldoende draagvlak")
    with reading(path) as db:
        found = coalitions.tables(db)
    flags = {action_id: one.flags for action_id, one in found.items() if one.flags}
    assert flags.keys() == {"2", "4"}
    (flag,) = flags["4"]
    assert (flag.ended_action, flag.answer, flag.answered_on) == ("3", "", None)
    refused(path, lambda db: coalitions.answer_flag(db, flag.id, 1, " \n"), "answer", "nog leeg")
    assert do(path, lambda db: coalitions.answer_flag(db, flag.id, 1, "Wij gaan door.")) == 2
    (flag,) = table(path, "4").flags
    assert (flag.answer, flag.answered_on) == ("Wij gaan door.", records.today().isoformat())
    with pytest.raises(Conflict):
        do(path, lambda db: coalitions.answer_flag(db, flag.id, 1, "Wij stoppen ook."), BRAM)
    put_back(path, "flag", flag.id, "answer")
    assert (table(path, "4").flags[0].answer, table(path, "4").flags[0].answered_on) == ("", None)


def test_an_action_without_relations_leaves_no_flags(path: Path) -> None:
    desk.move(path, ENDED, action_id="9")
    assert desk.count(path, "flag") == 0


def test_a_neighbour_that_ended_itself_can_still_answer(path: Path) -> None:
    desk.move(path, ENDED, action_id="4")
    desk.move(path, ENDED, action_id="3")
    (flag,) = table(path, "4").flags
    assert do(path, lambda db: coalitions.answer_flag(db, flag.id, 1, "Ook hier is het klaar.")) == 2


# ------------------------------------------------------------------------- an ended action


def test_an_ended_action_keeps_its_table_and_takes_nothing_but_texts(path: Path, roc: int) -> None:
    number = desk.chair(path)
    claim(path, roc, 2)
    desk.support(path, roc)
    plan = {"action_id": "3", "what": "x", "due": "2030-01-01"}
    do(path, lambda db: coalitions.add_milestone(db, plan))
    do(path, lambda db: records.withdraw(db, "chair", number, 1), reason="Weg")
    withdrawal = desk.entries(path, "chair", number)[-1]["id"]
    desk.move(path, ENDED)
    before = table(path)
    acts: list[Act] = [
        lambda db: coalitions.add_chair(db, {"action_id": "3", "helix": "onderwijs", "role": "x"}),
        lambda db: records.put_back(db, "chair", number, "withdrawn_on", withdrawal, 2),
        lambda db: coalitions.set_activation(db, "3", roc, 1, None, 1),
        lambda db: coalitions.answer_support(db, "3", roc, "steunt niet", version=1),
        lambda db: coalitions.declare_complete(db, "3", 1, "2022-03-14", "x"),
        lambda db: records.save(db, "coalition", "3", 1, {"rhythm": "elke week"}),
        lambda db: coalitions.add_milestone(db, plan),
        lambda db: records.save(db, "milestone", 1, 1, {"done_on": "2022-03-14"}),
        lambda db: records.withdraw(db, "milestone", 1, 1),
    ]
    for act in acts:
        refused(path, act, "stage", "is beëindigd op 14 maart 2022; er is niets gewijzigd", "Toch")
    assert table(path) == before
    assert desk.purpose(path) == 1


# ---------------------------------------------------------------------------- reading


def test_one_table_reads_as_it_does_among_all(path: Path, roc: int) -> None:
    for action_id in ("3", "4"):
        desk.open_gate(path, action_id)
        desk.purpose(path, action_id=action_id)
    claim(path, roc, 3, desk.step(path, roc))
    do(path, lambda db: coalitions.add_milestone(db, {"action_id": "3", "what": "x", "due": "2030-01-01"}))
    desk.move(path, ENDED)
    with reading(path) as db:
        found = coalitions.tables(db)
        assert len(found) == 13
        assert all(coalitions.table(db, action_id) == one for action_id, one in found.items())
        with pytest.raises(Invalid, match="bestaat niet"):
            coalitions.table(db, "99")
    then = connection.now()
    assert table(path, at=then) == found["3"]
    assert table(path, at=FILLED_AT).chairs == ()
    with reading(path, then) as db:
        assert coalitions.tables(db) == found


def test_all_steps_read_as_those_of_each_action(path: Path, roc: int) -> None:
    desk.step(path, roc, desk.party(path, "Aaa"), happened_on="2022-01-01")
    gone = desk.step(path, action_id="m1")
    do(path, lambda db: records.withdraw(db, "step", gone, 1), reason="Dubbel")
    with reading(path) as db:
        found = coalitions.all_steps(db)
        assert found == agenda.steps(db, "m1") + agenda.steps(db, "3")


def test_what_changed_counts_on_the_card_of_its_action(path: Path, roc: int) -> None:
    with reading(path) as db:
        since = history.newest(db)
    desk.chair(path, roc)
    desk.purpose(path)
    desk.save(path, {"rhythm": "elke week"}, row=("coalition", "3"))
    desk.support(path, roc, action_id="4")
    with reading(path) as db:
        assert history.counts_about(db, since, history.newest(db)) == {"3": 3, "4": 1}


# --------------------------------------------------------------- nothing but sentences

VALUES: dict[str, dict[str, list[Any]]] = {
    "chair": {
        "helix": ["onderwijs", "overheid"],
        "role": ["roc", "gemeente"],
        "region": [None, "AM12"],
        "needed": [True, False],
        "party_id": [None, 1, 2],
    },
    "activation": {"level": [0, 2, 3, 5], "step_id": [None, 1, 2, 3]},
    "coalition": {
        "complete_on": [None, "2022-03-14"],
        "complete_reason": ["", "Later"],
        "money_until": [None, "2030-01-01"],
    },
    "support": {
        "answer": ["steunt", "onder voorwaarde", "steunt niet", "niet gevraagd"],
        "condition": ["", "Als X."],
        "contribution": ["", "Geld"],
        "answered_on": [None, "2022-03-14", "2022-03-15"],
    },
    "milestone": {
        "what": ["een", "twee"],
        "due": ["2022-01-01", "2030-01-01"],
        "done_on": [None, "2022-02-01"],
    },
    "flag": {"answer": ["", "Wij gaan door."], "answered_on": [None, "2022-03-14"]},
}
ROW = dict.fromkeys(VALUES, "1") | {"coalition": "3"}


@pytest.fixture
def busy(path: Path, roc: int) -> Path:
    """Action 3 with one row in every table, and three steps of which one fits."""
    other = desk.party(path, "Gemeente", "overheid")
    desk.step(path, roc)
    desk.step(path, other)
    desk.step(path, roc, action_id="4")
    desk.chair(path)
    claim(path, roc, 1)
    desk.support(path, roc)
    do(path, lambda db: coalitions.add_milestone(db, {"action_id": "3", "what": "x", "due": "2030-01-01"}))
    desk.move(path, ENDED, action_id="2")
    return path


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_save_and_any_way_back_is_stored_or_refused_in_a_sentence(
    busy: Path, data: st.DataObject
) -> None:
    """Fields tied by the tables' CHECKs never reach those: no visitor sees an error of SQLite."""
    connection.let_go(busy)
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        place = Path(shutil.copy(busy, folder))
        connection.keep_open(place)
        for _ in range(data.draw(st.integers(1, 8))):
            attempt(place, data)
        assert desk.state(place) == desk.replayed(place)
        connection.let_go(place)


def attempt(path: Path, data: st.DataObject) -> None:
    """Save some fields as seen at any version, or put one back to before any change."""
    name = data.draw(st.sampled_from(sorted(VALUES)))
    entries = desk.entries(path, name, ROW[name])
    newest = entries[-1]["row"]["version"]
    version = data.draw(st.integers(0, newest))
    fields = data.draw(st.sets(st.sampled_from(sorted(VALUES[name])), min_size=1))
    wanted = {field: data.draw(st.sampled_from(VALUES[name][field])) for field in sorted(fields)}
    entry = data.draw(st.sampled_from(entries))["id"]
    acts: dict[str, Act] = {
        "save": lambda db: records.save(db, name, ROW[name], version, wanted),
        "back": lambda db: records.put_back(db, name, ROW[name], min(wanted), entry, newest),
    }
    with suppress(Invalid, Conflict):
        do(path, acts[data.draw(st.sampled_from(sorted(acts)))], reason="Proef")
