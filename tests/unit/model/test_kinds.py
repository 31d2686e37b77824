"""What a single value may be: each kind of rule, with whatever a form, a grid or a file may bring."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, strategies as st

from lib.model import kinds, listing
from lib.model.change import clean_reason
from lib.model.kinds import LINE_LIMIT, Invalid, clean_text
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
EMPTY = [None, "", float("nan"), pd.NaT, pd.NA]
"""What an empty cell may arrive as, from a form, a grid or pandas."""
OPTIONS = {"a": "Eerste keus", "b": "Tweede keus"}

line = kinds.text("De naam", 200)
any_line = kinds.text("De naam", 200, required=False)
lines = kinds.text("Het verhaal", 4_000, lines=True)
choice = kinds.choice("Soort", OPTIONS)
any_choice = kinds.choice("Soort", OPTIONS, optional=True)
day = kinds.day("De datum")
past_evidence = kinds.day("De datum", past_only=True)
any_day = kinds.any_day("De datum")
past_day = kinds.any_day("De datum", past_only=True)
count = kinds.count("Het aantal", 480)
any_count = kinds.count("Het aantal", 480, optional=True)
whole = kinds.number("De maat", 1, 100)
degrees = kinds.degrees("De lengtegraad", 3.0, 7.5)
reference = kinds.reference("Partij")
any_reference = kinds.reference("Partij", optional=True)
yes, no = kinds.yes_or_no(usual=True), kinds.yes_or_no(usual=False)
several = listing.several("Niveau", OPTIONS)
words = listing.words("Sectoren")

Rule = Callable[[Any, date], Any]
RULES: list[Rule] = [
    line, any_line, lines, choice, any_choice, day, past_evidence, any_day, past_day, count, any_count, whole,
    degrees,
    reference, any_reference, yes, no, several, words, listing.actions, kinds.link, kinds.action_reference,
]  # fmt: skip

anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.dates(), st.datetimes(),
    st.lists(st.text(max_size=3), max_size=2), st.sampled_from([pd.NaT, pd.NA, np.int64(3), {}]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("De datum", "De datum is nog leeg. Vul die in."),
        ("Het jaar", "Het jaar is nog leeg. Vul het in."),
        ("Wat er is gebeurd", "Wat er is gebeurd is nog leeg. Vul het in."),
    ],
)
def test_what_is_empty_is_asked_with_the_pronoun_of_its_article(label: str, told: str) -> None:
    assert refusal(kinds.text(label, 9), "") == told


def refusal(rule: Rule, value: Any) -> str:
    """The sentence with which a value is refused."""
    with pytest.raises(Invalid) as caught:
        rule(value, TODAY)
    assert str(caught.value) == caught.value.sentence
    return caught.value.sentence


@given(st.sampled_from(RULES), anything)
def test_any_value_is_stored_or_refused_in_a_sentence(rule: Rule, value: Any) -> None:
    try:
        stored = rule(value, TODAY)
    except Invalid:
        sentence = refusal(rule, value)
        assert sentence.endswith(".")
        assert len(sentence) < 300
        return
    assert type(stored) in (str, int, float, type(None))
    assert rule(stored, TODAY) == stored, "storing it again changes nothing"


# ------------------------------------------------------------------------- text


def test_text_up_to_its_limit() -> None:
    assert line("x" * 200, TODAY) == "x" * 200
    assert "te lang" in refusal(line, "x" * 201)


def test_ten_thousand_characters_are_refused_in_a_short_sentence() -> None:
    sentence = refusal(lines, "é" * 10_000)
    assert "10.000 tekens" in sentence
    assert len(sentence) < 200


@for_each([*EMPTY, "   ", "\n\t ", "\u200b\u2060", "\x00", "\u202e"])
def test_empty_text(value: Any) -> None:
    assert any_line(value, TODAY) == ""
    assert "leeg" in refusal(line, value)
    assert "leeg" in refusal(lines, value)


@for_each(
    product(
        [line, any_line, lines],
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
)
def test_code_and_formulas_stay_the_text_they_are(rule: Rule, value: str) -> None:
    assert rule(value, TODAY) == value


@for_each(
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
    ]
)
def test_invisible_characters_are_taken_out(value: str, clean: str) -> None:
    assert line(value, TODAY) == clean
    assert lines(value, TODAY) == clean


@for_each(["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_lines_stay_where_lines_may_be(line_end: str) -> None:
    assert lines(f"een{line_end}twee", TODAY) == "een\ntwee"
    assert line(f"een{line_end}twee", TODAY) == "een twee"


@pytest.mark.parametrize("value", [["a"], b"a", {"a": 1}, ("a",), object()])
def test_what_is_no_text_does_not_become_text(value: Any) -> None:
    assert refusal(line, value) == "De naam is geen tekst. Typ dit opnieuw."


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


def test_a_reason_is_cleaned_and_limited() -> None:
    assert clean_reason(" Besluit\r\nvan\u202e 3 maart\x00 ") == "Besluit\nvan 3 maart"
    assert clean_reason("") == ""
    with pytest.raises(Invalid, match="te lang"):
        clean_reason("x" * 10_000)


# ------------------------------------------------------------------------- days


@for_each(
    product(
        [day, past_evidence, any_day, past_day],
        [
            "2023-04-13",
            "13-04-2023",
            "13-4-2023",
            "13/04/2023",
            " 2023-04-13 ",
            date(2023, 4, 13),
            dt.datetime(2023, 4, 13, 23, 59, tzinfo=dt.UTC),
            pd.Timestamp("2023-04-13 10:00"),
        ],
    )
)
def test_a_day_in_every_form_it_arrives(rule: Rule, value: Any) -> None:
    assert rule(value, TODAY) == "2023-04-13"


@for_each(
    product(
        [day, past_day],
        [
            "gisteren",
            "2023-02-30",
            "30-02-2023",
            "2023-13-01",
            "0000-00-00",
            "20230414",
            "2023-W15",
            20230414,
            "1-1-23",
            "2023-04-14T10:00",
            "\u0661-\u0661-\u0662\u0660\u0662\u0663",
            "=TODAY()",
            "<script>",
            True,
            3.5,
            [],
            b"2023-04-14",
            "99999-01-01",
        ],
    )
)
def test_nonsense_is_no_day(rule: Rule, value: Any) -> None:
    sentence = refusal(rule, value)
    assert "is geen datum" in sentence
    assert "14-04-2023" in sentence


def test_the_day_that_a_refusal_suggests_is_accepted() -> None:
    assert day("14-04-2023", TODAY) == "2023-04-14"


@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_day(value: Any) -> None:
    assert "leeg" in refusal(day, value)
    assert "leeg" in refusal(past_evidence, value)
    assert any_day(value, TODAY) is None
    assert past_day(value, TODAY) is None


def test_what_was_said_or_done_is_not_in_the_future() -> None:
    assert past_day(TODAY, TODAY) == "2023-04-14"
    assert "ligt in de toekomst. Kies vandaag" in refusal(past_day, "2023-04-15")


def test_a_plan_may_lie_ahead() -> None:
    assert day("2030-01-01", TODAY) == any_day("2030-01-01", TODAY) == "2030-01-01"


def test_evidence_is_not_from_the_future() -> None:
    assert past_evidence(TODAY, TODAY) == "2023-04-14"
    assert "toekomst" in refusal(past_evidence, "2023-04-15")
    assert "toekomst" in refusal(past_evidence, "9999-12-31")


@pytest.mark.parametrize("rule", [day, past_evidence, any_day, past_day])
def test_a_day_from_another_age(rule: Rule) -> None:
    assert "2015" in refusal(rule, "2014-12-31")
    assert rule("2015-01-01", TODAY) == "2015-01-01"


def test_a_long_nonsense_day_gives_a_short_sentence() -> None:
    assert len(refusal(day, "9" * 10_000)) < 150


# ----------------------------------------------------------------------- choices


@for_each(["bestaat niet", "A", "x" * 10_000, "<script>", b"a", 1, True, [], {}, "Eerste keus"])
def test_what_is_no_choice(value: Any) -> None:
    for rule in (choice, any_choice):
        sentence = refusal(rule, value)
        assert "bestaat niet. Kies uit: Eerste keus, Tweede keus" in sentence
        assert len(sentence) < 250


@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_choice(value: Any) -> None:
    assert any_choice(value, TODAY) is None
    assert "leeg" in refusal(choice, value)


def test_choices() -> None:
    assert [choice(value, TODAY) for value in OPTIONS] == [any_choice(value, TODAY) for value in OPTIONS]


# ------------------------------------------------------------- links, references, numbers


@pytest.mark.parametrize(
    "value",
    ["https://voorbeeld.nl", "http://voorbeeld.nl/a?b=c#d", "HTTPS://VOORBEELD.NL", "https://münchen.de/ü"],
)
def test_links(value: str) -> None:
    assert kinds.link(f" {value} ", TODAY) == value


@for_each([
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
        "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://voorbeeld.nl", "//voorbeeld.nl",
        "voorbeeld.nl", "https://", "https://:80", "https:// voorbeeld.nl", "https://[bad", "mailto:a@b", 3,
    ])  # fmt: skip
def test_anything_but_a_web_address_is_no_link(value: Any) -> None:
    refused = refusal(kinds.link, value)
    assert refused == "De link is geen webadres. Begin met https:// of laat het veld leeg."


@pytest.mark.parametrize("value", EMPTY)
def test_no_link(value: Any) -> None:
    assert kinds.link(value, TODAY) is None


def test_a_long_link() -> None:
    assert "te lang" in refusal(kinds.link, "https://voorbeeld.nl/" + "x" * LINE_LIMIT)


@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3)])
def test_a_reference_is_a_plain_integer(value: Any) -> None:
    for rule in (reference, any_reference):
        stored = rule(value, TODAY)
        assert (stored, type(stored)) == (3, int)


@for_each(["3", 3.0, True, 0, -1, 2**63, 10**40, [], "", b"3"])
def test_what_is_no_reference(value: Any) -> None:
    assert "Kies uit de lijst" in refusal(any_reference, value)


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA])
def test_no_reference(value: Any) -> None:
    assert any_reference(value, TODAY) is None
    assert "Kies uit de lijst" in refusal(reference, value)


@for_each(["", "0", "m", "M1", "1; DROP TABLE step", "99999", "\u0661", None, "3\n", "x" * 10_000])
def test_what_is_no_action(value: Any) -> None:
    assert len(refusal(kinds.action_reference, value)) < 150


@for_each([0, -1, 481, 1.5, True, "12", [], b"1", float("inf"), 10**30])
def test_what_is_no_count(value: Any) -> None:
    assert "van 1 tot en met 480" in refusal(count, value)
    assert "van 1 tot en met 480" in refusal(any_count, value)


@pytest.mark.parametrize("value", [1, 480, 2.0, np.int64(3)])
def test_a_count_is_a_plain_integer(value: Any) -> None:
    assert (count(value, TODAY), type(count(value, TODAY))) == (int(value), int)


@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_number(value: Any) -> None:
    assert "van 1 tot en met 480" in refusal(count, value)
    assert any_count(value, TODAY) is None
    assert whole(value, TODAY) is None
    assert degrees(value, TODAY) is None


@pytest.mark.parametrize(
    ("value", "stored"), [("12", 12), (" 12,0 ", 12), (1, 1), (100.0, 100), (np.int64(7), 7)]
)
def test_a_whole_number_may_be_typed(value: Any, stored: int) -> None:
    assert (whole(value, TODAY), type(whole(value, TODAY))) == (stored, int)


@for_each([0, 101, 1.5, "1,5", True, "veel", [], "1e999", float("inf")])
def test_what_is_no_whole_number(value: Any) -> None:
    assert "Schrijf een heel getal van 1 tot en met 100." in refusal(whole, value)


def test_degrees_are_stored_to_a_decimetre() -> None:
    assert degrees("4,12345678", TODAY) == 4.123457
    assert "ligt niet in Nederland. Schrijf graden tussen 3 en 7.5." in refusal(degrees, 52.3)


@for_each(
    [
        (True, 1, 1),
        (False, 0, 0),
        (1, 1, 1),
        (0, 0, 0),
        (None, 1, 0),
        (np.False_, 0, 0),
        (float("nan"), 1, 0),
    ]
)
def test_yes_and_no(value: Any, usually: int, rarely: int) -> None:
    stored = (yes(value, TODAY), no(value, TODAY))
    assert stored == (usually, rarely)
    assert {type(one) for one in stored} == {int}


# ------------------------------------------------------------------------- lists


def test_a_list_is_stored_in_the_order_of_its_options() -> None:
    for value in ("b, a", ["b", "a"], "Tweede keus\nEERSTE KEUS", ("a", "b", "a")):
        assert several(value, TODAY) == "a, b"
    assert "bestaat niet. Kies uit" in refusal(several, "c")


def test_free_words_stay_in_their_order_and_stand_there_once() -> None:
    assert words("zon, wind,zon", TODAY) == words(["zon", "wind"], TODAY) == "zon, wind"
    assert "te lang" in refusal(words, ["x" * 999, "yy"])
    assert "is geen lijst" in refusal(words, 3)
