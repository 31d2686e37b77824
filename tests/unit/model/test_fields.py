"""What may be stored: every field, every limit, every move on the ladder."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, strategies as st

from lib.model import agenda as model, fields
from lib.model.agenda import ENDED, LADDER, REOPENED_AS, STAGES
from lib.model.fields import PURPOSE_LIMIT
from lib.model.kinds import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, Invalid, clean_text
from lib.model.meetings import TITLE_LIMIT
from lib.rules.agenda import allowed_moves, check_move

TODAY = date(2023, 4, 14)
OF_MEETINGS = ("meeting", "agenda_item", "decision", "edition", "manifest_entry", "confirmation")
TEXTS = {
    ("action", "name"): NAME_LIMIT,
    ("action", "note"): TEXT_LIMIT,
    ("party", "name"): NAME_LIMIT,
    ("party", "kind"): NAME_LIMIT,
    ("party", "withdrawn_reason"): LINE_LIMIT,
    ("step", "what"): LINE_LIMIT,
    ("step", "withdrawn_reason"): LINE_LIMIT,
    ("stage_move", "reason"): LINE_LIMIT,
    ("stage_move", "meeting"): NAME_LIMIT,
    ("chair", "role"): NAME_LIMIT,
    ("chair", "withdrawn_reason"): LINE_LIMIT,
    ("coalition", "complete_reason"): LINE_LIMIT,
    ("coalition", "rhythm"): LINE_LIMIT,
    ("purpose_text", "text"): PURPOSE_LIMIT,
    ("support", "condition"): LINE_LIMIT,
    ("support", "contribution"): LINE_LIMIT,
    ("milestone", "what"): LINE_LIMIT,
    ("milestone", "withdrawn_reason"): LINE_LIMIT,
    ("figure_set", "withdrawn_reason"): LINE_LIMIT,
    ("effect", "sentence"): LINE_LIMIT,
    ("effect", "withdrawn_reason"): LINE_LIMIT,
    ("flag", "answer"): TEXT_LIMIT,
    ("meeting", "title"): TITLE_LIMIT,
    ("meeting", "place"): NAME_LIMIT,
    ("meeting", "communicated_how"): LINE_LIMIT,
    ("agenda_item", "topic"): NAME_LIMIT,
    ("agenda_item", "question"): LINE_LIMIT,
    ("agenda_item", "reason"): LINE_LIMIT,
    ("decision", "text"): LINE_LIMIT,
    ("decision", "settled_note"): LINE_LIMIT,
    ("edition", "name"): NAME_LIMIT,
    ("manifest_entry", "document"): LINE_LIMIT,
    **dict.fromkeys(((table, "withdrawn_reason") for table in OF_MEETINGS), LINE_LIMIT),
}
MAY_BE_EMPTY = {
    ("action", "note"),
    ("party", "kind"),
    ("stage_move", "meeting"),
    ("coalition", "complete_reason"),
    ("coalition", "rhythm"),
    ("support", "condition"),
    ("support", "contribution"),
    ("flag", "answer"),
    ("meeting", "title"),
    ("meeting", "place"),
    ("meeting", "communicated_how"),
    ("agenda_item", "topic"),
    ("agenda_item", "question"),
    ("agenda_item", "reason"),
    ("decision", "settled_note"),
    ("manifest_entry", "document"),
}
DAYS = [
    ("step", "happened_on"),
    ("stage_move", "moved_on"),
    ("manifest_entry", "formalised_on"),
    ("meeting", "held_on"),
    *((table, "withdrawn_on") for table in OF_MEETINGS),
    ("step", "withdrawn_on"),
    ("party", "withdrawn_on"),
    ("chair", "withdrawn_on"),
    ("milestone", "withdrawn_on"),
    ("figure_set", "withdrawn_on"),
    ("effect", "withdrawn_on"),
    ("milestone", "due"),
]
PAST_DAYS = [
    ("coalition", "complete_on"),
    ("coalition", "signed_on"),
    ("support", "answered_on"),
    ("milestone", "done_on"),
    ("flag", "answered_on"),
    ("meeting", "communicated_on"),
    ("decision", "settled_on"),
]
"""Days that need not be known, but are never in the future."""
OPTIONAL_DAYS = [*PAST_DAYS, ("coalition", "money_until"), ("decision", "due")]
CHOICES: dict[tuple[str, str], list[str]] = {
    ("action", "priority"): ["A", "B", "C"],
    ("party", "helix"): ["bedrijfsleven", "onderwijs", "overheid"],
    ("party", "region"): ["AM12", "AM15", "AM17", "AM18", "AM37", "PV27"],
    ("step", "kind"): ["gesprek", "afspraak", "bijdrage", "resultaat", "besluit"],
    ("step", "started_by"): ["ambassadeur", "coalitie"],
    ("stage_move", "to_stage"): list(STAGES),
    ("chair", "helix"): ["bedrijfsleven", "onderwijs", "overheid"],
    ("chair", "region"): ["AM12", "AM15", "AM17", "AM18", "AM37", "PV27"],
    ("purpose_text", "part"): ["financiering", "organisatie", "maatschappelijke opbrengst", "commitment"],
    ("support", "answer"): ["steunt", "onder voorwaarde", "steunt niet", "niet gevraagd"],
    ("effect", "direction"): ["omhoog", "omlaag", "gelijk"],
    ("meeting", "kind"): ["technologietafel", "thematafel", "leer- en adviescommissie", "brede regiegroep"],
    ("decision", "kind"): ["besluit", "toezegging", "vraag"],
}
COUNTS: dict[tuple[str, str], tuple[int, int | None]] = {
    ("meeting", "minutes"): (480, 120),
    ("agenda_item", "minutes"): (480, None),
    ("obligation", "per_year"): (52, None),
}
"""Whole numbers with the most they may be, and what an empty field becomes."""
REFERENCES = [
    ("action", "driver_id"),
    ("chair", "party_id"),
    ("activation", "step_id"),
    ("milestone", "owner_id"),
    ("decision", "owner_id"),
]
EMPTY = [None, "", float("nan"), pd.NaT, pd.NA]
"""What an empty cell may arrive as, from a form, a grid or pandas."""

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.dates(), st.datetimes(),
    st.lists(st.text(max_size=3), max_size=2), st.sampled_from([pd.NaT, pd.NA, np.int64(3), {}]),
)  # fmt: skip


def stored(table: str, field: str, value: Any) -> Any:
    """What a value becomes."""
    return fields.validate(table, {field: value}, TODAY)[field]


def refusal(table: str, field: str, value: Any) -> str:
    """The sentence with which a value is refused."""
    with pytest.raises(Invalid) as caught:
        stored(table, field, value)
    assert caught.value.field == field
    assert str(caught.value) == caught.value.sentence
    return caught.value.sentence


def test_every_field_is_covered_here() -> None:
    others = {("step", "action_id"), ("step", "link"), ("chair", "needed"), ("activation", "level")}
    others |= {("agenda_item", "parked"), ("agenda_item", "position")}
    known = {*TEXTS, *DAYS, *OPTIONAL_DAYS, *CHOICES, *COUNTS, *REFERENCES, *others}
    elsewhere = {"campus", "region"}
    assert {
        (table, field) for table, rules in fields.RULES.items() if table not in elsewhere for field in rules
    } == known, "those of the campus map are covered in test_campus_fields.py"


# ------------------------------------------------------------------------- text


@pytest.mark.parametrize(("table", "field"), TEXTS)
def test_text_up_to_its_limit(table: str, field: str) -> None:
    limit = TEXTS[table, field]
    assert stored(table, field, "x" * limit) == "x" * limit
    assert "te lang" in refusal(table, field, "x" * (limit + 1))


@pytest.mark.parametrize(("table", "field"), TEXTS)
def test_ten_thousand_characters_are_refused_in_a_short_sentence(table: str, field: str) -> None:
    sentence = refusal(table, field, "é" * 10_000)
    assert "10.000 tekens" in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize(("table", "field"), TEXTS)
@pytest.mark.parametrize("value", [*EMPTY, "   ", "\n\t ", "\u200b\u2060", "\x00", "\u202e"])
def test_empty_text(table: str, field: str, value: Any) -> None:
    if (table, field) in MAY_BE_EMPTY:
        assert stored(table, field, value) == ""
    else:
        assert "leeg" in refusal(table, field, value)


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+31",
        "-1",
        "**vet**",
        "' OR 1=1 --",
        "€ 12",
    ],
)
@pytest.mark.parametrize(("table", "field"), TEXTS)
def test_code_and_formulas_stay_the_text_they_are(table: str, field: str, value: str) -> None:
    assert stored(table, field, value) == value


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("links \u202edo\u202cwn\u2066\u2069", "links down"),
        ("\u061cx\u200fy\u200ez", "xyz"),
        ("za\u00adcht", "zacht"),
        ("nul\u200bbreed\u2060\ufeff", "nulbreed"),
        ("half\ud800\udfff teken", "half teken"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("e\u0301e\u0301n", "één"),
        ("e\u200d\u0301", "é"),
        ("  rand  ", "rand"),
    ],
)
def test_invisible_characters_are_taken_out(value: str, clean: str) -> None:
    assert stored("action", "name", value) == clean
    assert stored("action", "note", value) == clean


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_lines_stay_where_lines_may_be(line_end: str) -> None:
    assert stored("action", "note", f"een{line_end}twee") == "een\ntwee"
    assert stored("action", "name", f"een{line_end}twee") == "een twee"


@pytest.mark.parametrize("value", [["a"], b"a", {"a": 1}, ("a",), object()])
def test_what_is_no_text_does_not_become_text(value: Any) -> None:
    assert refusal("action", "name", value) == "De naam is geen tekst. Typ het opnieuw."


@given(
    st.text(st.characters(exclude_categories=()))
    | st.text(alphabet="\u200d\u0301e \r\n\u2028\x85\u00ad\u0338<", max_size=12)
)
@example("\r\u200b\n")
def test_cleaning_twice_is_cleaning_once(value: str) -> None:
    once = clean_text(value)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert once.encode("utf-8").decode("utf-8") == once
    assert not [mark for mark in once if unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\n\t"]
    assert not [
        mark for mark in once if unicodedata.bidirectional(mark) in ("LRE", "RLE", "LRO", "RLO", "PDF")
    ]


# ------------------------------------------------------------------------- days


@pytest.mark.parametrize(("table", "field"), [*DAYS, *OPTIONAL_DAYS])
@pytest.mark.parametrize(
    "value",
    [
        "2023-04-13", "13-04-2023", "13-4-2023", "13/04/2023", " 2023-04-13 ", date(2023, 4, 13),
        dt.datetime(2023, 4, 13, 23, 59, tzinfo=dt.UTC), pd.Timestamp("2023-04-13 10:00"),
    ],
)  # fmt: skip
def test_a_day_in_every_form_it_arrives(table: str, field: str, value: Any) -> None:
    assert stored(table, field, value) == "2023-04-13"


@pytest.mark.parametrize(("table", "field"), [*DAYS, *OPTIONAL_DAYS])
@pytest.mark.parametrize(
    "value",
    [
        "gisteren", "2023-02-30", "30-02-2023", "2023-13-01", "0000-00-00", "20230414", "2023-W15", 20230414,
        "1-1-23", "2023-04-14T10:00", "\u0661-\u0661-\u0662\u0660\u0662\u0663", "=TODAY()",
        "<script>", True, 3.5, [], b"2023-04-14", "99999-01-01",
    ],
)  # fmt: skip
def test_nonsense_is_no_day(table: str, field: str, value: Any) -> None:
    sentence = refusal(table, field, value)
    assert "is geen datum" in sentence
    assert "14-04-2023" in sentence


def test_the_day_that_a_refusal_suggests_is_accepted() -> None:
    assert stored("step", "happened_on", "14-04-2023") == "2023-04-14"


@pytest.mark.parametrize(("table", "field"), DAYS)
@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_day(table: str, field: str, value: Any) -> None:
    assert "leeg" in refusal(table, field, value)


@pytest.mark.parametrize(("table", "field"), OPTIONAL_DAYS)
@pytest.mark.parametrize("value", EMPTY)
def test_a_day_that_need_not_be_known(table: str, field: str, value: Any) -> None:
    assert stored(table, field, value) is None


@pytest.mark.parametrize(("table", "field"), PAST_DAYS)
def test_what_was_said_or_done_is_not_in_the_future(table: str, field: str) -> None:
    assert stored(table, field, TODAY) == "2023-04-14"
    assert "ligt in de toekomst. Kies vandaag" in refusal(table, field, "2023-04-15")


def test_milestones_and_money_may_lie_ahead() -> None:
    assert stored("milestone", "due", "2030-01-01") == "2030-01-01"
    assert stored("coalition", "money_until", "2030-01-01") == "2030-01-01"


@pytest.mark.parametrize(("table", "field"), DAYS[:3])
def test_evidence_is_not_from_the_future(table: str, field: str) -> None:
    assert stored(table, field, TODAY) == "2023-04-14"
    assert "toekomst" in refusal(table, field, "2023-04-15")
    assert "toekomst" in refusal(table, field, "9999-12-31")


@pytest.mark.parametrize(("table", "field"), DAYS)
def test_a_day_from_another_age(table: str, field: str) -> None:
    assert "2015" in refusal(table, field, "2014-12-31")
    assert stored(table, field, "2015-01-01") == "2015-01-01"


def test_a_long_nonsense_day_gives_a_short_sentence() -> None:
    assert len(refusal("step", "happened_on", "9" * 10_000)) < 150


# ----------------------------------------------------------------------- choices


@pytest.mark.parametrize(("table", "field"), CHOICES)
def test_choices(table: str, field: str) -> None:
    for value in CHOICES[table, field]:
        assert stored(table, field, value) == value
    others: list[Any] = [
        "bestaat niet",
        CHOICES[table, field][0].swapcase(),
        "x" * 10_000,
        "<script>",
        b"A",
        1,
        True,
    ]
    for value in [*others, [], {}]:
        sentence = refusal(table, field, value)
        assert "bestaat niet. Kies uit" in sentence
        assert len(sentence) < 250


@pytest.mark.parametrize(("table", "field"), CHOICES)
@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_choice(table: str, field: str, value: Any) -> None:
    if field in ("priority", "region"):
        assert stored(table, field, value) is None
    else:
        assert "leeg" in refusal(table, field, value)


# ------------------------------------------------------------- links and references


@pytest.mark.parametrize(
    "value",
    ["https://voorbeeld.nl", "http://voorbeeld.nl/a?b=c#d", "HTTPS://VOORBEELD.NL", "https://münchen.de/ü"],
)
def test_links(value: str) -> None:
    assert stored("step", "link", f" {value} ") == value


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://voorbeeld.nl", "//voorbeeld.nl",
        "voorbeeld.nl", "https://", "https://:80", "https:// voorbeeld.nl", "https://[bad", "mailto:a@b", 3,
    ],
)  # fmt: skip
def test_anything_but_a_web_address_is_no_link(value: Any) -> None:
    assert (
        refusal("step", "link", value)
        == "De link is geen webadres. Begin met https:// of laat het veld leeg."
    )


@pytest.mark.parametrize("value", EMPTY)
def test_no_link(value: Any) -> None:
    assert stored("step", "link", value) is None


def test_a_long_link() -> None:
    assert "te lang" in refusal("step", "link", "https://voorbeeld.nl/" + "x" * 10_000)


@pytest.mark.parametrize(("table", "field"), REFERENCES)
@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3)])
def test_a_reference_is_a_plain_integer(table: str, field: str, value: Any) -> None:
    found = stored(table, field, value)
    assert found == 3
    assert type(found) is int


@pytest.mark.parametrize("value", ["3", 3.0, True, 0, -1, 2**63, 10**40, [], "", b"3"])
def test_what_is_no_reference(value: Any) -> None:
    assert "Kies uit de lijst" in refusal("action", "driver_id", value)


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA])
def test_no_reference(value: Any) -> None:
    assert [stored(table, field, value) for table, field in REFERENCES] == [None] * len(REFERENCES)


@pytest.mark.parametrize("value", [0, 3, 5, np.int64(4)])
def test_a_level_is_a_plain_integer_on_the_scale(value: Any) -> None:
    found = stored("activation", "level", value)
    assert (found, type(found)) == (value, int)


@pytest.mark.parametrize("value", [-1, 6, True, "3", 3.0, None, float("nan"), [], 10**40])
def test_what_is_no_level(value: Any) -> None:
    assert refusal("activation", "level", value) == "Kies een stap op de schaal van 0 tot en met 5."


@pytest.mark.parametrize(
    ("value", "needed"), [(True, 1), (False, 0), (1, 1), (0, 0), (None, 1), (np.False_, 0), (float("nan"), 1)]
)
def test_a_chair_is_needed_unless_somebody_says_it_is_not(value: Any, needed: int) -> None:
    found = stored("chair", "needed", value)
    assert (found, type(found)) == (needed, int)


@pytest.mark.parametrize(
    "value", ["", "0", "m", "M1", "1; DROP TABLE step", "99999", "\u0661", None, "3\n", "x" * 10_000]
)
def test_what_is_no_action(value: Any) -> None:
    assert len(refusal("step", "action_id", value)) < 150


# ----------------------------------------------------------------------- whole rows


@given(
    st.sampled_from([(table, field) for table, rules in fields.RULES.items() for field in rules]), anything
)
def test_any_value_is_stored_or_refused_in_a_sentence(place: tuple[str, str], value: Any) -> None:
    table, field = place
    try:
        found = stored(table, field, value)
    except Invalid:
        sentence = refusal(table, field, value)
        assert sentence.endswith(".")
        assert len(sentence) < 300
        return
    assert type(found) in (str, int, float, type(None))
    assert stored(table, field, found) == found, "storing it again changes nothing"


@pytest.mark.parametrize(
    "field", ["version", "id", "stage", "ended_on", "number", "goal_id", "onbekend", "; DROP"]
)
def test_other_fields_cannot_be_written(field: str) -> None:
    assert "kan hier niet" in refusal("action", field, "1")


@pytest.mark.parametrize("table", fields.NEW_ROW)
def test_a_new_row_must_be_complete(table: str) -> None:
    with pytest.raises(Invalid):
        fields.validate_new(table, {}, TODAY)


@pytest.mark.parametrize(("table", "field"), COUNTS)
def test_whole_numbers_within_their_bounds(table: str, field: str) -> None:
    most, empty = COUNTS[table, field]
    good: list[Any] = [1, most, 2.0, np.int64(3)]
    bad: list[Any] = [0, -1, most + 1, 1.5, True, "12", [], b"1", float("inf"), 10**30]
    for value in good:
        assert stored(table, field, value) == int(value)
        assert type(stored(table, field, value)) is int
    for value in bad:
        assert f"van 1 tot en met {most}" in refusal(table, field, value)
    assert {stored(table, field, value) for value in EMPTY} == {empty}


@pytest.mark.parametrize(("value", "found"), [(True, 1), (False, 0), (1, 1), (0, 0), (None, 0), (pd.NA, 0)])
def test_an_item_is_parked_only_when_somebody_says_so(value: Any, found: int) -> None:
    assert stored("agenda_item", "parked", value) == found


@pytest.mark.parametrize("value", [-1, 10_000, 1.0, "1", None, True])
def test_what_is_no_place_in_an_order(value: Any) -> None:
    assert stored("agenda_item", "position", 3) == 3
    assert "volgorde" in refusal("agenda_item", "position", value)


def test_a_new_row_gets_every_field() -> None:
    values = {"name": "Roc", "helix": "onderwijs"}
    assert fields.validate_new("party", values, TODAY) == {**values, "region": None, "kind": ""}
    with pytest.raises(Invalid, match="withdrawn_on"):
        fields.validate_new("party", {**values, "withdrawn_on": "2023-01-01"}, TODAY)


def test_a_reason_is_cleaned_and_limited() -> None:
    assert fields.clean_reason(" Besluit\r\nvan\u202e 3 maart\x00 ") == "Besluit\nvan 3 maart"
    assert fields.clean_reason("") == ""
    with pytest.raises(Invalid, match="te lang"):
        fields.clean_reason("x" * 10_000)


# ------------------------------------------------------------------- ladder and agenda


def on_the_ladder(stage: str, target: str) -> bool:
    """The annex's rule once more: one rung up or down, an end before handing over, a reopening."""
    if stage == ENDED:
        return target == REOPENED_AS
    if target == ENDED:
        return stage != "overgedragen"
    return abs(LADDER.index(stage) - LADDER.index(target)) == 1


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("target", STAGES)
def test_every_move_there_could_be(stage: str, target: str) -> None:
    assert (target in allowed_moves(stage)) == on_the_ladder(stage, target)
    if not on_the_ladder(stage, target):
        with pytest.raises(Invalid):
            check_move(stage, target)
        return
    check_move(stage, target)


@given(st.data())
def test_every_move_of_every_path_obeys_the_ladder(data: st.DataObject) -> None:
    """No path of allowed moves skips a rung, and an end is left by reopening only."""
    path = ["idee"]
    for _ in range(data.draw(st.integers(1, 30))):
        path.append(data.draw(st.sampled_from(allowed_moves(path[-1]))))
    assert all(on_the_ladder(stage, target) for stage, target in pairwise(path))
    if "overgedragen" in path:
        before = path[: path.index("overgedragen")]
        assert set(LADDER[2:-1]) <= set(before), "handed over by way of purpose case, gate and carrying out"


def test_every_stage_can_be_reached_and_left() -> None:
    reached = {target for stage in STAGES for target in allowed_moves(stage)}
    assert reached == set(STAGES)
    assert all(allowed_moves(stage) for stage in STAGES)


def test_a_refused_move_names_the_ways_out() -> None:
    with pytest.raises(Invalid, match="Van “Idee” naar “Poort” kan niet in één keer") as caught:
        check_move("idee", "poort")
    assert caught.value.sentence.endswith("Kies “Coalitie in vorming” of “Beëindigd”.")
    with pytest.raises(Invalid, match="staat al in de fase “Idee”"):
        check_move("idee", "idee")
    with pytest.raises(Invalid, match="is geen fase"):
        check_move("idee", "x" * 10_000)


def test_the_ladder_is_in_the_order_of_the_stages() -> None:
    assert (*LADDER, ENDED) == tuple(STAGES)


@pytest.mark.parametrize(("number", "priority"), [(1, None), (None, "A")])
def test_a_number_goes_with_a_priority_and_the_manifest_has_neither(
    number: int | None, priority: str | None
) -> None:
    with pytest.raises(Invalid):
        fields.check_priority(number, priority)
    fields.check_priority(1, "C")
    fields.check_priority(None, None)


def test_the_manifest_has_no_number_and_no_priority() -> None:
    agenda = tomllib.loads((Path(__file__).parents[3] / "data" / "agenda.toml").read_text(encoding="utf-8"))
    manifest = [one for one in agenda["action"] if one["id"].startswith("m")]
    assert len(manifest) == 2
    assert not [one for one in manifest if "number" in one or "priority" in one]
    assert model.Action("m1", None, 6, 1, "Tafels", None, "idee", None, "", None, None, 1).label == "Tafels"
