"""The agenda as data says what the annex says: nothing added, nothing changed, nothing left out.

The annex is plain text taken from a printed letter: cells and lines are broken anywhere, and footnotes stand
in the middle of running sentences. So texts are compared with all white space removed, and the *running text*
is the annex from which its four footnotes have been lifted out.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cases import for_each

DATA = Path(__file__).resolve().parents[2] / "data"
ANNEX = (DATA / "annex-1-werkambassadeur.txt").read_text(encoding="utf-8")
AGENDA: dict[str, list[dict[str, Any]]] = tomllib.loads((DATA / "agenda.toml").read_text(encoding="utf-8"))
GOALS, ACTIONS, PARTS = AGENDA["goal"], AGENDA["action"], AGENDA["part"]
RELATIONS, TEXTS = AGENDA["relation"], AGENDA["text"]
NUMBERED = [action for action in ACTIONS if "number" in action]
FOOTNOTES = [text["text"] for text in TEXTS if text["kind"] == "footnote"]
PASSAGES = [text["text"] for text in TEXTS if text["kind"] != "footnote"]
SECTION_TITLES = [text["title"] for text in TEXTS if text["kind"] == "section"]

# What the annex prints that is neither content nor heading: the labels of the table's rows.
STRUCTURE = ["Doel", "Activiteit", "Doel", "Activiteit"]


def squeezed(text: str) -> str:
    """The text without white space, footnote markers as the annex prints them: [^2] -> 2."""
    return "".join(re.sub(r"\[\^(\d)]", r"\1", text).split())


def without_footnotes(annex: str) -> str:
    """The running text: the squeezed annex after lifting out each footnote, which must stand in it once."""
    running = squeezed(annex)
    for footnote in FOOTNOTES:
        assert running.count(squeezed(footnote)) == 1, footnote
        running = running.replace(squeezed(footnote), "")
    return running


RUNNING = without_footnotes(ANNEX)


def quoted_texts() -> list[str]:
    """Every text in agenda.toml that claims to be the annex's own words, footnotes apart."""
    texts = [goal[key] for goal in GOALS for key in ("name", "source")]
    texts += [
        action[key] for action in ACTIONS for key in ("matrix_name", "full_name", "explanation", "source")
    ]
    texts += [part[key] for part in PARTS for key in ("name", "text")]
    texts += [relation["sentence"] for relation in RELATIONS]
    texts += PASSAGES + SECTION_TITLES
    return [text for text in dict.fromkeys(texts) if text]


def explained(action: dict[str, Any]) -> str:
    """An explanation as the annex prints it: number, heading, the mark behind the heading, text."""
    if action["number"] == 5:
        return f"5. {action['explanation']}"
    mark = "." if action["number"] == 2 else ":"
    return f"{action['number']}. {action['full_name']}{mark} {action['explanation']}"


def printed_pieces() -> list[str]:
    """Every piece of the running text exactly once, the way the annex prints it."""
    pieces = [goal["source"] for goal in GOALS]
    pieces += [action["source"] for action in ACTIONS]
    pieces += [explained(action) for action in NUMBERED]
    return pieces + PASSAGES + SECTION_TITLES


def spaced_pattern(text: str) -> re.Pattern[str]:
    """A pattern that allows the annex its line breaks but no other difference in spacing."""
    pattern = re.escape(text)
    pattern = re.sub(r"\\\[\\\^(\d)\\?]", r"\\s*\1\\s*", pattern)
    pattern = re.sub(r"(\\ |\\\n|\s)+", r"\\s+", pattern)
    return re.compile(pattern.replace(r"\-", r"\-\s*"))


def broken_by_footnotes(text: str) -> bool:
    """Whether the annex interrupts this text by footnotes, as it does explanation 1 and section 2."""
    return squeezed(text) not in squeezed(ANNEX)


@for_each(quoted_texts())
def test_text_stands_in_the_annex(text: str) -> None:
    assert squeezed(text) in RUNNING


@pytest.mark.parametrize("text", FOOTNOTES, ids=lambda text: text[:40])
def test_footnote_stands_in_the_annex_once(text: str) -> None:
    assert squeezed(ANNEX).count(squeezed(text)) == 1


@for_each(quoted_texts() + FOOTNOTES)
def test_words_are_spaced_as_in_the_annex(text: str) -> None:
    running = ANNEX
    if text not in FOOTNOTES:
        for footnote in FOOTNOTES:
            running = spaced_pattern(footnote).sub("", running)
    assert spaced_pattern(text).search(running)


def test_only_explanation_1_and_section_2_are_broken_by_footnotes() -> None:
    broken = [text for text in quoted_texts() if broken_by_footnotes(text)]
    explanation = next(action["explanation"] for action in ACTIONS if action["id"] == "1")
    section = next(text["text"] for text in TEXTS if text["kind"] == "section")
    assert sorted(broken) == sorted([explanation, section])


def test_no_word_of_the_annex_is_missing() -> None:
    rest = RUNNING
    for piece in sorted(map(squeezed, printed_pieces()), key=len, reverse=True):
        assert piece in rest, f"not there, or not often enough: {piece}"
        rest = rest.replace(piece, " ", 1)
    assert rest.split() == STRUCTURE


def test_texts_hold_no_loose_white_space() -> None:
    for text in quoted_texts() + FOOTNOTES:
        assert [" ".join(line.split()) for line in text.split("\n")] == text.split("\n")


def test_goals_keep_the_order_of_the_annex() -> None:
    assert [goal["id"] for goal in GOALS] == [1, 2, 3, 4, 5, 6]
    assert [goal["position"] for goal in GOALS] == [1, 2, 3, 4, 5, 6]
    printed = [RUNNING.index(squeezed(goal["source"])) for goal in GOALS]
    assert printed == sorted(printed)


def test_actions_stand_under_their_goal_in_the_order_of_the_annex() -> None:
    under = {goal["id"]: [a for a in ACTIONS if a["goal"] == goal["id"]] for goal in GOALS}
    assert {goal: [action["id"] for action in actions] for goal, actions in under.items()} == {
        1: ["6", "7"],
        2: ["1", "3"],
        3: ["2", "4", "5", "10"],
        4: ["9", "8"],
        5: ["11"],
        6: ["m1", "m2"],
    }
    for actions in under.values():
        assert [action["position"] for action in actions] == list(range(1, len(actions) + 1))


def test_eleven_numbered_actions_and_two_of_the_manifest() -> None:
    assert len(ACTIONS) == 13
    assert sorted(action["number"] for action in NUMBERED) == list(range(1, 12))
    assert all(action["id"] == str(action["number"]) for action in NUMBERED)
    manifest = [action for action in ACTIONS if "number" not in action]
    assert [action["id"] for action in manifest] == ["m1", "m2"]
    assert all("priority" not in a and a["explanation"] == "" for a in manifest)


def test_priorities_add_up_as_in_the_annex() -> None:
    numbers = {letter: sorted(a["number"] for a in NUMBERED if a["priority"] == letter) for letter in "ABC"}
    assert numbers == {"A": [1, 2, 3, 6, 11], "B": [4, 8], "C": [5, 7, 9, 10]}


def test_source_of_an_action_is_its_name_number_and_priority() -> None:
    for action in NUMBERED:
        cell = f"{action['matrix_name']} ({action['number']}) {action['priority']}"
        assert action["source"] == cell
    for action in ACTIONS:
        assert action["source"].startswith(action["matrix_name"])


def test_5a_and_5b_are_parts_of_action_5_with_priority_c() -> None:
    five = next(action for action in ACTIONS if action["id"] == "5")
    assert five["priority"] == "C"
    assert [(part["id"], part["action"], part["letter"]) for part in PARTS] == [
        ("5A", "5", "A"),
        ("5B", "5", "B"),
    ]
    together = " ".join(f"{part['letter']}. {part['name']}: {part['text']}" for part in PARTS)
    assert five["explanation"] == together


def test_exactly_the_four_relations_each_stated_by_its_action() -> None:
    assert {(r["from"], r["to"], r["kind"]) for r in RELATIONS} == {
        ("1", "4", "opmaat naar"),
        ("3", "4", "opmaat naar"),
        ("2", "3", "sluit aan bij"),
        ("2", "1", "sluit aan bij"),
    }
    assert len(RELATIONS) == 4
    explanations = {action["id"]: action["explanation"] for action in ACTIONS}
    for relation in RELATIONS:
        assert relation["sentence"] in explanations[relation["from"]]
        assert relation["id"] == f"{relation['from']}-{relation['to']}"


def test_other_texts_by_kind() -> None:
    kinds = [text["kind"] for text in TEXTS]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counts == {"intro": 6, "legend": 1, "criterion": 1, "footnote": 4, "section": 1}
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)
    assert [text["position"] for text in TEXTS] == list(range(1, len(TEXTS) + 1))


def test_footnotes_are_marked_where_the_annex_marks_them() -> None:
    marked = {text["id"]: text["text"] for text in TEXTS}
    nine = next(action["explanation"] for action in ACTIONS if action["id"] == "9")
    assert "ontwikkelcoalities[^1] " in marked["task"]
    assert "MentalityModel[^2] " in nine
    assert "Technologie[^3] " in nine
    assert "sectoren[^4])" in marked["section-2"]
