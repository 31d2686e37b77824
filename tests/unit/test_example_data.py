"""The example set is lively, possible under the rules, and never to be mistaken for fact."""

import datetime as dt
import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLE: dict[str, list[Row]] = tomllib.loads((DATA / "voorbeeld.toml").read_text(encoding="utf-8"))
AGENDA: dict[str, list[Row]] = tomllib.loads((DATA / "agenda.toml").read_text(encoding="utf-8"))
PARTIES, EVENTS = EXAMPLE["party"], EXAMPLE["event"]
STEPS = [event for event in EVENTS if event["type"] == "step"]
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
# Per type of event: the keys it must have and the keys it may have, besides the common ones.
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "step": ({"happened_on", "what", "kind", "started_by", "parties"}, {"link", "id"}),
    "stage": ({"to", "moved_on", "reason"}, set()),
    "driver": ({"party", "reason"}, set()),
    "priority": ({"to", "reason"}, set()),
    "note": ({"text"}, set()),
    "name": ({"to", "reason"}, set()),
    "end": ({"moved_on", "reason"}, set()),
    "reopen": ({"moved_on", "reason"}, set()),
    "withdraw_step": ({"ref", "reason"}, set()),
}
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
    return [event[key] for key in ("what", "reason", "text") if key in event]


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


@pytest.mark.parametrize("event", EVENTS, ids=named)
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
        for key in ("happened_on", "moved_on"):
            if key in event:
                recorded = dt.datetime.fromisoformat(event["at"]).date()
                assert dt.date.fromisoformat(event[key]) <= recorded, named(event)


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


def test_drivers_are_registered_or_vacant() -> None:
    registered = {party["key"]: party["at"] for party in PARTIES}
    drivers = [event for event in EVENTS if event["type"] == "driver"]
    assert all(not e["party"] or registered[e["party"]] < e["at"] for e in drivers)


def test_every_party_takes_part_in_something() -> None:
    present = {key for step in STEPS for key in step["parties"]}
    assert present == {party["key"] for party in PARTIES}


def test_withdrawn_steps_exist_and_are_withdrawn_once() -> None:
    given = {step["id"]: step for step in STEPS if "id" in step}
    withdrawn = [event for event in EVENTS if event["type"] == "withdraw_step"]
    assert Counter(event["ref"] for event in withdrawn) == Counter(given.keys())
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
    assert 130 <= len(EVENTS) <= 200
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
