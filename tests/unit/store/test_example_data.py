"""The example set is lively, possible under the rules, and never to be mistaken for fact."""

import datetime as dt
import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cases import for_each

Row = dict[str, Any]

DATA = Path(__file__).resolve().parents[3] / "data"
EXAMPLE: dict[str, list[Row]] = tomllib.loads((DATA / "voorbeeld.toml").read_text(encoding="utf-8"))
AGENDA: dict[str, list[Row]] = tomllib.loads((DATA / "agenda.toml").read_text(encoding="utf-8"))
PARTIES, EVENTS = EXAMPLE["party"], EXAMPLE["event"]
STEPS = [event for event in EVENTS if event["type"] == "step"]
CHAIRS = [chair for event in EVENTS for chair in event.get("chairs", ())]
ANSWERS = [(event, answer) for event in EVENTS for answer in event.get("answers", ())]
MILESTONES = [milestone for event in EVENTS for milestone in event.get("milestones", ())]
ACTIONS = [action["id"] for action in AGENDA["action"]]

LADDER = [
    "idee",
    "coalitie in vorming",
    "purpose case",
    "poort",
    "in uitvoering",
    "overgedragen",
]
ENDED = "beeindigd"

COMMON = {"at", "who", "action", "type"}
RULED = ("reason", "meeting", "decided_on")
"""The keys of an event that Gedeputeerde Staten decided."""
# Per type of event: the keys it must have and the keys it may have, besides the common ones.
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "step": ({"happened_on", "what", "kind", "started_by", "parties"}, {"link", "id", "file"}),
    "stage": ({"to", "moved_on", "reason"}, set()),
    "driver": ({"party", "reason"}, set()),
    "priority": ({"to", *RULED}, {"kenmerk"}),
    "note": ({"text"}, set()),
    "name": ({"to", *RULED}, {"kenmerk"}),
    "end": ({"moved_on", *RULED}, {"kenmerk"}),
    "reopen": ({"moved_on", *RULED}, {"kenmerk"}),
    "refuse": ({"change", *RULED}, {"kenmerk"}),
    "withdraw_step": ({"ref", "reason"}, set()),
    "chairs": ({"chairs"}, set()),
    "fill": ({"ref", "party"}, {"reason"}),
    "withdraw_chair": ({"ref", "reason"}, set()),
    "activation": ({"levels"}, {"evidence"}),
    "purpose": ({"texts"}, set()),
    "support": ({"answers"}, set()),
    "complete": ({"on"}, {"reason"}),
    "agreed": (set(), {"rhythm", "money_until", "signed_on"}),
    "milestones": ({"milestones"}, set()),
    "milestone_done": ({"ref", "done_on"}, set()),
    "flag_answer": ({"ended", "text"}, set()),
    "effect": ({"indicator", "direction", "sentence", "region", "period"}, set()),
}
# Of the tables within an event: the keys they must have and may have.
PARTS: dict[str, tuple[set[str], set[str]]] = {
    "chairs": ({"id", "helix", "role"}, {"region", "needed", "party"}),
    "answers": ({"party", "answer"}, {"on", "condition", "contribution"}),
    "milestones": ({"id", "what", "due"}, {"owner"}),
}
# The day on which the example is looked at: the day of its last event.
LAST_DAY = dt.datetime.fromisoformat(EVENTS[-1]["at"]).date()
# Who records: functions in the example, never people.
PEOPLE = {
    "Medewerker voorbeeld",
    "Tweede medewerker voorbeeld",
    "Aanjager voorbeeld",
    "Beslisser voorbeeld",
}
# Real organisations that a reader of the annex might expect here; none may appear.
REAL = re.compile(
    r"\b(Tata|Techport|UWV|RPA|Techlands|VTi|FNV|CBS|SZW|OCW|Nova|Horizon|Inholland"
    r"|Noord-Holland|Amsterdam|Haarlem|Alkmaar|Zaanstad|Hilversum|Den Helder)\b"
)


def words_of(event: Row) -> list[str]:
    """The sentences of an event that someone will read on a screen."""
    texts = [event[key] for key in ("what", "reason", "text") if key in event]
    texts += event.get("texts", {}).values()
    said = [answer.get(key) for answer in event.get("answers", ()) for key in ("condition", "contribution")]
    return texts + [text for text in said if text]


def parties_of(event: Row) -> set[str]:
    """The parties that an event is about."""
    inside = [*event.get("chairs", ()), *event.get("answers", ()), *event.get("milestones", ())]
    found = {event.get("party"), *event.get("levels", ())}
    found |= {part.get("party") or part.get("owner") for part in inside}
    return {str(key) for key in found if key}


def named(event: Row) -> str:
    """How a test names an event when it fails."""
    return f"{event['at']} action {event['action']} {event['type']}"


def allowed(old: str, event: Row) -> bool:
    """Whether the annex's ladder allows this move from the old stage."""
    if event["type"] == "end":
        return old in LADDER[:5]
    if event["type"] == "reopen":
        return old == ENDED
    if old == ENDED or event["to"] not in LADDER:
        return False
    return abs(LADDER.index(event["to"]) - LADDER.index(old)) == 1


def final_stages() -> dict[str, str]:
    """Walk all moves from idee, refusing an impossible one, and give each action's last stage."""
    stages = dict.fromkeys(ACTIONS, "idee")
    for event in EVENTS:
        if event["type"] not in ("stage", "end", "reopen"):
            continue
        assert allowed(stages[event["action"]], event), named(event)
        new = {"end": ENDED, "reopen": "purpose case"}.get(event["type"]) or event["to"]
        stages[event["action"]] = new
    return stages


def last_of(kind: str) -> dict[str, Row]:
    """The last event of one type per action."""
    return {event["action"]: event for event in EVENTS if event["type"] == kind}


def test_every_party_says_that_it_is_invented() -> None:
    assert all(party["name"].endswith("(verzonnen)") for party in PARTIES)
    assert len({party["name"] for party in PARTIES}) == len(PARTIES)
    assert len({party["key"] for party in PARTIES}) == len(PARTIES)


def test_parties_cover_the_triple_helix_and_the_regions() -> None:
    assert {p["helix"] for p in PARTIES} == {"bedrijfsleven", "onderwijs", "overheid"}
    regions = {party.get("region") for party in PARTIES}
    assert regions == {"AM12", "AM15", "AM17", "AM18", "AM37", "PV27", None}
    assert all(re.fullmatch(r"[A-Za-z&-]+", party["kind"]) for party in PARTIES)


def test_no_real_organisation_and_no_person_is_named() -> None:
    sentences = [text for event in EVENTS for text in words_of(event)]
    for text in sentences + [party["name"] for party in PARTIES]:
        assert not REAL.search(text), text
    assert {event["action"] for event in EVENTS if "Schiphol" in str(event)} <= {"2"}
    assert {event["who"] for event in EVENTS} <= PEOPLE


def test_links_lead_nowhere() -> None:
    links = [step["link"] for step in STEPS if "link" in step]
    assert links
    assert all(link.startswith("https://voorbeeld.invalid/") for link in links)


@for_each(EVENTS)
def test_event_has_the_keys_of_its_type(event: Row) -> None:
    needed, possible = SHAPES[event["type"]]
    assert COMMON | needed <= event.keys() <= COMMON | needed | possible
    assert event["action"] in ACTIONS
    assert all(text.strip() == text and len(text) <= 300 for text in words_of(event))
    assert all(text.endswith((".", "?")) for text in words_of(event))


def test_events_and_parties_stand_in_the_order_of_recording() -> None:
    for rows in (EVENTS, PARTIES):
        moments = [row["at"] for row in rows]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", moment) for moment in moments)
        assert all(earlier < later for earlier, later in itertools.pairwise(moments))
    assert not {event["at"] for event in EVENTS} & {party["at"] for party in PARTIES}
    assert EVENTS[0]["at"] >= "2021-01-01"
    assert EVENTS[-1]["at"] < "2023-04-01"


def test_nothing_is_dated_after_it_was_recorded() -> None:
    for event in EVENTS:
        recorded = dt.datetime.fromisoformat(event["at"]).date()
        days = [event[key] for key in ("happened_on", "moved_on", "done_on", "signed_on") if key in event]
        days += [event["on"]] if event["type"] == "complete" else []
        days += [answer["on"] for answer in event.get("answers", ()) if "on" in answer]
        assert all(dt.date.fromisoformat(day) <= recorded for day in days), named(event)


def test_moves_of_an_action_follow_each_other_in_time() -> None:
    for action in ACTIONS:
        moves = [e["moved_on"] for e in EVENTS if e["action"] == action and "moved_on" in e]
        assert moves == sorted(moves)


def test_steps_use_known_words_and_registered_parties() -> None:
    registered = {party["key"]: party["at"] for party in PARTIES}
    for step in STEPS:
        assert step["kind"] in {"gesprek", "afspraak", "bijdrage", "resultaat", "besluit"}
        assert step["started_by"] in {"ambassadeur", "coalitie"}
        assert step["parties"]
        assert len(set(step["parties"])) == len(step["parties"])
        assert all(registered[key] < step["at"] for key in step["parties"]), named(step)


def test_parties_are_registered_before_anything_is_said_about_them() -> None:
    """Drivers and chairs may also be left vacant."""
    registered = {party["key"]: party["at"] for party in PARTIES}
    for event in EVENTS:
        assert all(registered[key] < event["at"] for key in parties_of(event)), named(event)


def test_every_party_takes_part_in_something() -> None:
    present = {key for step in STEPS for key in step["parties"]}
    assert present == {party["key"] for party in PARTIES}


def test_withdrawn_steps_exist_and_are_withdrawn_once() -> None:
    given = {step["id"]: step for step in STEPS if "id" in step}
    evidence = {event["evidence"] for event in EVENTS if "evidence" in event}
    withdrawn = [event for event in EVENTS if event["type"] == "withdraw_step"]
    assert Counter(event["ref"] for event in withdrawn) == Counter(given.keys() - evidence)
    for event in withdrawn:
        step = given[event["ref"]]
        assert step["action"] == event["action"]
        assert step["at"] < event["at"]


def test_priorities_and_names_really_change() -> None:
    current = {a["id"]: (a["matrix_name"], a.get("priority")) for a in AGENDA["action"]}
    for event in EVENTS:
        name, priority = current[event["action"]]
        if event["type"] == "priority":
            assert event["to"] in "ABC"
            assert priority not in (None, event["to"])
            current[event["action"]] = (name, event["to"])
        if event["type"] == "name":
            assert event["to"] != name
            current[event["action"]] = (event["to"], priority)
    assert current["4"][1] == "A"
    assert current["m1"][1] is None
    assert current["m2"][1] is None


def test_moves_are_legal_and_every_stage_is_present_at_the_end() -> None:
    stages = final_stages()
    assert set(stages.values()) == {*LADDER, ENDED}
    assert stages["m1"] != "idee"
    assert stages["m2"] != "idee"


def test_set_is_lively() -> None:
    assert 25 <= len(PARTIES) <= 30
    assert 75 <= len(STEPS) <= 110
    assert 300 <= len(EVENTS) <= 450
    assert {event["action"] for event in EVENTS} == set(ACTIONS)
    assert set(last_of("note")) == set(ACTIONS)


def test_some_actions_are_silent_and_some_have_no_driver() -> None:
    moved = last_of("step")
    silent = [action for action in ACTIONS if moved[action]["happened_on"] < "2022-09-01"]
    drivers = last_of("driver")
    vacant = [action for action in ACTIONS if not drivers[action]["party"]]
    assert len(silent) >= 3
    assert len(vacant) >= 2


def test_an_ended_action_says_that_support_was_too_small() -> None:
    ended = [event for event in EVENTS if event["type"] == "end"]
    assert ended
    assert all("draagvlak" in event["reason"] for event in ended)
    assert final_stages()["9"] == ENDED


# ------------------------------------------------------------------------ coalitions


def of_type(kind: str, action: str | None = None) -> list[Row]:
    """The events of one type, of one action if given."""
    return [e for e in EVENTS if e["type"] == kind and action in (None, e["action"])]


@pytest.mark.parametrize("kind", PARTS)
def test_what_stands_inside_an_event_has_the_keys_of_its_kind(kind: str) -> None:
    needed, possible = PARTS[kind]
    found = [part for event in EVENTS for part in event.get(kind, ())]
    assert found
    assert all(needed <= part.keys() <= needed | possible for part in found)


def test_what_events_refer_to_was_named_before_and_once() -> None:
    for kind, references in (("chairs", ("fill", "withdraw_chair")), ("milestones", ("milestone_done",))):
        named_at = {part["id"]: event for event in EVENTS for part in event.get(kind, ())}
        assert len(named_at) == len([part for event in EVENTS for part in event.get(kind, ())])
        assert all(key.startswith(f"{event['action']}-") for key, event in named_at.items())
        for event in (event for reference in references for event in of_type(reference)):
            assert named_at[event["ref"]]["action"] == event["action"]
            assert named_at[event["ref"]]["at"] < event["at"]


def test_chairs_stand_in_every_coalition_and_some_needed_ones_are_empty() -> None:
    assert 55 <= len(CHAIRS) <= 70
    assert {event["action"] for event in of_type("chairs")} == set(ACTIONS)
    seats = {chair["id"]: chair.get("party", "") for chair in CHAIRS}
    seats |= {event["ref"]: event["party"] for event in of_type("fill")}
    gone = {event["ref"] for event in of_type("withdraw_chair")}
    empty = [c["id"] for c in CHAIRS if c.get("needed", True) and not seats[c["id"]] and c["id"] not in gone]
    assert 5 <= len(empty) <= 15
    assert any(not chair.get("needed", True) for chair in CHAIRS)
    assert any(not event["party"] for event in of_type("fill")), "somebody left the table"


def test_claims_stand_on_evidence() -> None:
    steps = {step["id"]: step for step in STEPS if "id" in step}
    withdrawn = {event["ref"]: event["at"] for event in of_type("withdraw_step")}
    for event in of_type("activation"):
        levels = set(event["levels"].values())
        assert levels <= {1, 2, 3, 4, 5}
        assert "evidence" in event or max(levels) < 3, named(event)
        if "evidence" in event:
            step = steps[event["evidence"]]
            assert step["action"] == event["action"]
            assert step["at"] < event["at"] < withdrawn.get(step["id"], "9")
            assert event["levels"].keys() <= set(step["parties"]), named(event)
            assert step["started_by"] == "coalitie" or max(levels) < 5, named(event)


def test_most_parties_stand_somewhere_and_some_evidence_is_old() -> None:
    steps = {step["id"]: step for step in STEPS if "id" in step}
    newest = {(e["action"], key): e.get("evidence") for e in of_type("activation") for key in e["levels"]}
    days = [dt.date.fromisoformat(steps[one]["happened_on"]) for one in newest.values() if one]
    old = [day for day in days if (LAST_DAY - day).days > 180]
    assert {party for _, party in newest} == {party["key"] for party in PARTIES}
    assert {action for action, _ in newest} == set(ACTIONS)
    assert len(old) >= 10
    assert len(days) - len(old) >= 20


def test_nothing_was_carried_out_past_a_closed_gate() -> None:
    """Worked out anew from the file: every needed party answered, none refused, each helix said yes."""
    helix = {party["key"]: party["helix"] for party in PARTIES}
    moves = [event for event in of_type("stage") if event["to"] == "in uitvoering"]
    assert len(moves) >= 5
    for move in moves:
        before = [e for e in EVENTS if e["action"] == move["action"] and e["at"] < move["at"]]
        seats = {
            c["id"]: c.get("party", "") for e in before for c in e.get("chairs", ()) if c.get("needed", True)
        }
        seats |= {e["ref"]: e["party"] for e in before if e["type"] == "fill" and e["ref"] in seats}
        answers = {a["party"]: a["answer"] for e in before for a in e.get("answers", ())}
        assert all(seats.values()), named(move)
        assert all(answers[key] in ("steunt", "onder voorwaarde") for key in seats.values()), named(move)
        assert len({helix[key] for key in seats.values() if answers[key] == "steunt"}) == 3, named(move)


def test_whoever_ended_was_refused_and_whoever_came_back_wrote_anew() -> None:
    assert {event["action"] for event in of_type("end")} == {"4", "8", "9"}
    for end in of_type("end"):
        answers = {
            a["party"]: a["answer"]
            for e, a in ANSWERS
            if e["action"] == end["action"] and e["at"] < end["at"]
        }
        assert "steunt niet" in answers.values(), named(end)
    for reopening in of_type("reopen"):
        ended = max(e["at"] for e in of_type("end", reopening["action"]) if e["at"] < reopening["at"])
        texts = of_type("purpose", reopening["action"])
        assert any(ended < event["at"] < reopening["at"] for event in texts), named(reopening)


def test_neighbours_of_an_ended_action_answered_and_one_did_not() -> None:
    raised = [
        (neighbour, end["action"])
        for end in of_type("end")
        for neighbour in ACTIONS
        if any({neighbour, end["action"]} == {one["from"], one["to"]} for one in AGENDA["relation"])
    ]
    answered = [(event["action"], event["ended"]) for event in of_type("flag_answer")]
    assert set(answered) <= set(raised)
    assert 0 < len(answered) < len(raised)


def test_milestones_lie_behind_and_ahead_and_some_are_late_or_nobodys() -> None:
    done = {event["ref"] for event in of_type("milestone_done")}
    days = {one["id"]: dt.date.fromisoformat(one["due"]) for one in MILESTONES}
    assert len(done) >= 5
    assert len([key for key, day in days.items() if day > LAST_DAY]) >= 5
    assert len([key for key, day in days.items() if day < LAST_DAY and key not in done]) >= 3
    assert any("owner" not in one for one in MILESTONES)


def test_a_conditional_yes_has_its_condition_and_an_unasked_party_no_day() -> None:
    assert {answer["answer"] for _, answer in ANSWERS} == {
        "steunt",
        "onder voorwaarde",
        "steunt niet",
        "niet gevraagd",
    }
    for event, answer in ANSWERS:
        assert ("on" in answer) == (answer["answer"] != "niet gevraagd"), named(event)
        assert "condition" in answer or answer["answer"] != "onder voorwaarde", named(event)
        assert "condition" not in answer or answer["answer"] in ("onder voorwaarde", "steunt niet")


def test_purpose_cases_have_their_four_parts_and_newer_versions() -> None:
    written = Counter((e["action"], part) for e in of_type("purpose") for part in e["texts"])
    assert {part for _, part in written} == {
        "financiering",
        "organisatie",
        "maatschappelijke opbrengst",
        "commitment",
    }
    assert len([pair for pair, times in written.items() if times > 1]) >= 5
