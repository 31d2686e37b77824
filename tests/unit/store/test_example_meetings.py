"""The example's meetings are lively, possible, and in step with what the example tells of the agenda."""

import datetime as dt
import itertools
import re
import tomllib
from typing import Any

from lib.model.meetings import DECISION_KINDS, MEETING_KINDS, meeting_label
from tests.unit.cases import for_each
from tests.unit.store.test_example_data import (
    ACTIONS,
    DATA,
    EVENTS as AGENDA_EVENTS,
    LAST_DAY,
    PARTIES,
    PEOPLE,
    REAL,
)

Row = dict[str, Any]

EVENTS: list[Row] = tomllib.loads((DATA / "voorbeeld-overleggen.toml").read_text(encoding="utf-8"))["event"]
OBLIGATIONS = tomllib.loads((DATA / "manifest.toml").read_text(encoding="utf-8"))["obligation"]
REGISTERED = {party["key"]: party["at"] for party in PARTIES}

COMMON = {"at", "who", "type"}
# Per type of event: the keys it must have and the keys it may have, besides the common ones.
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "meeting": ({"kind", "held_on", "place", "minutes"}, {"title"}),
    "items": ({"meeting", "items"}, set()),
    "decisions": ({"meeting", "decisions"}, set()),
    "settled": ({"ref", "on"}, {"note"}),
    "withdraw_decision": ({"ref", "reason"}, set()),
    "close": ({"meeting"}, set()),
    "communicated": ({"meeting", "on", "how"}, set()),
    "rhythm": ({"obligation", "per_year", "reason"}, set()),
    "formalise": ({"on", "document", "parties"}, set()),
    "left": ({"party", "on", "reason"}, set()),
    "confirm": ({"action"}, set()),
    "request": ({"kind", "code", "text", "dated_on", "forum", "promised_to"}, set()),
    "letter": ({"committee", "portfolio", "next_letter"}, set()),
    "letter_text": ({"section", "text"}, set()),
}
# Of the tables within an event: the keys they must have and may have.
PARTS: dict[str, tuple[set[str], set[str]]] = {
    "items": ({"question"}, {"action", "topic", "minutes", "reason", "parked"}),
    "decisions": ({"kind", "text"}, {"action", "topic", "owner", "due", "id", "change"}),
}


def of_type(kind: str) -> list[Row]:
    """The events of one type."""
    return [event for event in EVENTS if event["type"] == kind]


def label_of(event: Row) -> str:
    """How the meeting of a `meeting` event is called."""
    return meeting_label(event["kind"], event["held_on"], event.get("title", ""))


KINDS = {word.lower() for word in DECISION_KINDS.values()}
MEETINGS = {label_of(event): event for event in of_type("meeting")}
CLOSED = {event["meeting"]: event["at"] for event in of_type("close")}
ITEMS = [(event, item) for event in of_type("items") for item in event["items"]]
DECISIONS = [(event, one) for event in of_type("decisions") for one in event["decisions"]]
FOLLOWED = {one["id"]: (event, one) for event, one in DECISIONS if "id" in one}
SETTLED = {event["ref"]: event for event in of_type("settled")}
WITHDRAWN = {event["ref"] for event in of_type("withdraw_decision")}
LEDGER = [(event, key) for event in of_type("formalise") for key in event["parties"]]


def open_ones(kind: str) -> list[Row]:
    """The pledges or questions that nobody settled or took back."""
    return [
        one for _, one in DECISIONS if one["kind"] == kind and one.get("id") not in SETTLED.keys() | WITHDRAWN
    ]


def overdue(one: Row) -> bool:
    """Whether its day is over on the example's last day."""
    return dt.date.fromisoformat(one["due"]) < LAST_DAY


def words_of(event: Row) -> list[str]:
    """The sentences of an event that someone will read on a screen."""
    texts = [event[key] for key in ("reason", "note", "how", "text") if event.get(key)]
    texts += [text for item in event.get("items", ()) for text in (item["question"], item.get("reason"))]
    texts += [one["text"] for one in event.get("decisions", ())]
    return [text for text in texts if text]


def named(event: Row) -> str:
    """How a test names an event when it fails."""
    return f"{event['at']} {event['type']}"


@for_each(EVENTS)
def test_event_has_the_keys_of_its_type(event: Row) -> None:
    needed, possible = SHAPES[event["type"]]
    assert COMMON | needed <= event.keys() <= COMMON | needed | possible
    assert event["who"] in PEOPLE
    assert all(text.strip() == text and len(text) <= 200 for text in words_of(event))
    assert all(text.endswith((".", "?")) for text in words_of(event))
    for kind, (must, may) in PARTS.items():
        assert all(must <= part.keys() <= must | may for part in event.get(kind, ()))


def test_events_stand_in_the_order_of_recording_and_never_at_the_moment_of_another() -> None:
    moments = [event["at"] for event in EVENTS]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", moment) for moment in moments)
    assert all(earlier < later for earlier, later in itertools.pairwise(moments))
    campus_events = tomllib.loads((DATA / "voorbeeld-campussen.toml").read_text(encoding="utf-8"))["event"]
    others = {event["at"] for event in [*AGENDA_EVENTS, *campus_events, *PARTIES]}
    assert not others & set(moments)


def test_the_example_still_ends_with_the_same_event() -> None:
    assert EVENTS[-1]["at"] < AGENDA_EVENTS[-1]["at"]


def test_no_real_organisation_is_named() -> None:
    spoken = [text for event in EVENTS for text in words_of(event)]
    spoken += [item["topic"] for _, item in ITEMS if "topic" in item]
    places = [event["place"] for event in MEETINGS.values()]
    documents = [event["document"] for event in of_type("formalise")]
    of_letters = [event[key] for event in of_type("letter") for key in ("committee", "portfolio")]
    of_letters += [event[key] for event in of_type("request") for key in ("code", "forum")]
    for text in [*spoken, *places, *documents, *of_letters]:
        assert not REAL.search(text), text
    assert all(text.endswith("(verzonnen)") for text in [*places, *documents, *of_letters])


# ---------------------------------------------------------------------------- possible


def test_known_kinds_parties_actions_meetings_and_obligations() -> None:
    assert all(event["kind"] in MEETING_KINDS for event in MEETINGS.values())
    assert {event["meeting"] for event in EVENTS if "meeting" in event} <= MEETINGS.keys()
    assert len(MEETINGS) == len(of_type("meeting"))
    assert all(one["kind"] in KINDS for _, one in DECISIONS)
    pointed = [part for _, part in [*ITEMS, *DECISIONS]] + of_type("confirm")
    assert {part["action"] for part in pointed if "action" in part} <= set(ACTIONS)
    assert {event["obligation"] for event in of_type("rhythm")} <= {one["id"] for one in OBLIGATIONS}


def test_nobody_promises_or_formalises_before_the_party_exists() -> None:
    for event, one in DECISIONS:
        assert "owner" not in one or REGISTERED[one["owner"]] < event["at"], one["text"]
        assert "owner" in one or one["kind"] != "toezegging", one["text"]
        assert "due" not in one or one["due"] > event["at"][:10], one["text"]
    for event, key in LEDGER:
        assert REGISTERED[key][:10] <= event["on"] <= event["at"][:10], key


def test_a_meeting_is_prepared_before_it_is_held_and_decides_before_it_closes() -> None:
    for event, _ in ITEMS:
        held = MEETINGS[event["meeting"]]
        assert held["at"] < event["at"] < held["held_on"], named(event)
    for event, _ in DECISIONS:
        held = MEETINGS[event["meeting"]]
        assert held["held_on"] <= event["at"][:10], named(event)
        assert event["at"] < CLOSED[event["meeting"]], named(event)
    for label, closed_at in CLOSED.items():
        assert MEETINGS[label]["held_on"] <= closed_at[:10]


def test_decisions_are_about_what_stood_on_the_agenda() -> None:
    for event, one in DECISIONS:
        agenda = [item for prepared, item in ITEMS if prepared["meeting"] == event["meeting"]]
        about = {item.get("action") or item["topic"] for item in agenda if not item.get("parked")}
        assert (one.get("action") or one["topic"]) in about, one["text"]


def test_an_item_is_about_one_action_or_one_free_topic_once() -> None:
    for _, part in [*ITEMS, *DECISIONS]:
        assert ("action" in part) != ("topic" in part)
    pairs = [(event["meeting"], item.get("action") or item["topic"]) for event, item in ITEMS]
    assert len(set(pairs)) == len(pairs)


def change_of(event: Row) -> Row:
    """What Gedeputeerde Staten decided on in an event."""
    stage = {"end": "beeindigd", "reopen": "purpose case"}.get(event["type"])
    return event.get("change") or ({"stage": stage} if stage else {event["type"]: event["to"]})


def test_gedeputeerde_staten_decide_what_a_meeting_advised_before() -> None:
    advised = [
        (event["meeting"], one["action"], one["change"]) for event, one in DECISIONS if "change" in one
    ]
    decided = [event for event in AGENDA_EVENTS if "decided_on" in event]
    for event in decided:
        assert MEETINGS[event["meeting"]]["held_on"] <= event["decided_on"] <= event["at"][:10], named(event)
        assert (event["meeting"], event["action"], change_of(event)) in advised, named(event)
    assert {event["type"] for event in decided} == {"end", "reopen", "priority", "name", "refuse"}
    assert len(advised) == len(decided) + 1, "one proposal still waits"
    assert sum("kenmerk" not in event for event in decided) == 1


def test_follow_up_comes_after_the_promise_and_is_dated_when_known() -> None:
    assert len(FOLLOWED) == len([one for _, one in DECISIONS if "id" in one])
    assert SETTLED.keys() | WITHDRAWN <= FOLLOWED.keys()
    assert not SETTLED.keys() & WITHDRAWN
    assert len(SETTLED) == len(of_type("settled"))
    for ref, event in SETTLED.items():
        made, _ = FOLLOWED[ref]
        assert made["at"] < event["at"], ref
        assert made["at"][:10] <= event["on"] <= event["at"][:10], ref


def test_only_an_open_meeting_takes_a_decision_back() -> None:
    for event in of_type("withdraw_decision"):
        made, _ = FOLLOWED[event["ref"]]
        assert made["at"] < event["at"] < CLOSED[made["meeting"]]


def test_a_meeting_is_told_about_once_and_after_it_was_closed() -> None:
    told = of_type("communicated")
    assert len({event["meeting"] for event in told}) == len(told)
    for event in told:
        assert CLOSED[event["meeting"]][:10] <= event["on"] <= event["at"][:10], named(event)


def test_whoever_leaves_the_manifest_was_in_it() -> None:
    since = {key: event["on"] for event, key in LEDGER}
    assert len(since) == len(LEDGER)
    for event in of_type("left"):
        assert since[event["party"]] < event["on"] <= event["at"][:10]


# ---------------------------------------------------------------------------- in step with the agenda


def test_meetings_that_the_agenda_tells_of_were_held() -> None:
    spoken = "|".join(kind for kind in MEETING_KINDS.values())
    pattern = re.compile(rf"\b({spoken})(?: gehouden op| bijeen op)? (\d+ [a-z]+ \d{{4}})", re.IGNORECASE)
    corrected = {event["ref"] for event in AGENDA_EVENTS if event["type"] == "withdraw_step"}
    steps = [event for event in AGENDA_EVENTS if event["type"] == "step" and event.get("id") not in corrected]
    told = {
        f"{found[1].capitalize()} {found[2]}" for step in steps for found in pattern.finditer(step["what"])
    }
    assert len(told) >= 10
    assert told <= CLOSED.keys()


def test_the_note_about_the_manifest_counts_what_the_ledger_holds() -> None:
    notes = [event["text"] for event in AGENDA_EVENTS if event["type"] == "note" and event["action"] == "m1"]
    assert len(LEDGER) - len(of_type("left")) == 18
    assert notes[-1].startswith("Achttien partijen tekenden het manifest.")


# ---------------------------------------------------------------------------- lively


def test_agendas_and_reports_are_full() -> None:
    assert len(MEETINGS) == 14
    assert len(CLOSED) == 13
    for label in CLOSED:
        agenda = [item for event, item in ITEMS if event["meeting"] == label]
        said = [one for event, one in DECISIONS if event["meeting"] == label]
        assert 4 <= len(agenda) <= 7, label
        assert 3 <= len(said) <= 7, label
        assert [item for item in agenda if item.get("parked")], label
    assert {one["kind"] for _, one in DECISIONS} == KINDS
    assert len([item for _, item in ITEMS if "topic" in item]) >= 8


def test_some_meetings_are_planned_too_full() -> None:
    def planned(label: str) -> int:
        agenda = [item for event, item in ITEMS if event["meeting"] == label and not item.get("parked")]
        return sum(item.get("minutes", 0) for item in agenda)

    over = [label for label in CLOSED if planned(label) > MEETINGS[label]["minutes"]]
    assert 2 <= len(over) <= 5


def test_pledges_were_kept_kept_late_and_not_kept() -> None:
    pledges = [one for _, one in DECISIONS if one["kind"] == "toezegging"]
    kept = [one for one in pledges if one.get("id") in SETTLED]
    late = [one for one in kept if SETTLED[one["id"]]["on"] > one["due"]]
    assert all("due" in one for one in pledges)
    assert len(kept) > len(pledges) / 2
    assert len(late) >= 3
    assert 3 <= len([one for one in open_ones("toezegging") if overdue(one)]) <= 10
    assert [one for one in open_ones("toezegging") if not overdue(one)]


def test_questions_are_open_one_of_them_too_late() -> None:
    waiting = open_ones("vraag")
    assert [one for one in waiting if overdue(one)]
    assert [one for one in waiting if not overdue(one)]
    assert len(waiting) < len([one for _, one in DECISIONS if one["kind"] == "vraag"]) / 2


def test_a_decision_was_taken_back() -> None:
    assert len(WITHDRAWN) == 1


def test_most_meetings_were_told_about_and_some_were_not() -> None:
    silent = CLOSED.keys() - {event["meeting"] for event in of_type("communicated")}
    assert 2 <= len(silent) <= 4
    assert "Technologietafel 16 maart 2023" in silent


def test_the_manifest_grew_and_two_parties_left() -> None:
    assert len(LEDGER) == 20
    assert len(of_type("left")) == 2
    assert len({event["on"][:7] for event, _ in LEDGER}) >= 6
    helixes = {party["helix"] for party in PARTIES if party["key"] in {key for _, key in LEDGER}}
    assert helixes == {"bedrijfsleven", "onderwijs", "overheid"}


def test_the_rhythm_of_tables_and_committee_is_known() -> None:
    rhythm = {event["obligation"]: event["per_year"] for event in of_type("rhythm")}
    assert rhythm == {"technologietafels": 4, "leer-en-adviescommissie": 2}


def test_some_actions_were_found_to_hold_in_the_last_weeks() -> None:
    days = [dt.datetime.fromisoformat(event["at"]).date() for event in of_type("confirm")]
    assert len(days) >= 3
    assert all((LAST_DAY - day).days < 14 for day in days)


def test_the_next_table_is_half_prepared() -> None:
    (upcoming,) = MEETINGS.keys() - CLOSED.keys()
    agenda = [item for event, item in ITEMS if event["meeting"] == upcoming]
    assert upcoming == "Technologietafel 15 juni 2023"
    assert len(agenda) == 3
    assert len([item for item in agenda if item.get("parked")]) == 1
    assert not [one for event, one in DECISIONS if event["meeting"] == upcoming]
