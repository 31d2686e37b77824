"""What if an action stops: literally what follows from the annex's four relations."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import ENDED, Action, Relation
from lib.model.coalitions import Flag
from lib.rules.coalitions.relations import chains, flag_sentence, neighbours, what_if_stopped

AGENDA = tomllib.loads((Path(__file__).parents[4] / "data" / "agenda.toml").read_text(encoding="utf-8"))
RELATIONS = [
    Relation(one["id"], one["from"], one["to"], one["kind"], one["sentence"]) for one in AGENDA["relation"]
]
ACTIONS = [
    Action(
        id=one["id"],
        number=one.get("number"),
        goal_id=one["goal"],
        position=one["position"],
        name=one["matrix_name"],
        priority=one.get("priority"),
        stage="idee",
        driver_id=None,
        note="",
        ended_on=None,
        ended_reason=None,
        version=1,
    )
    for one in AGENDA["action"]
]
ONE = "Actie 1 (Service punt techniek)"
TWO = "Actie 2 (Intersectoraal afsprakenmodel voor werk-naar-werk)"
THREE = "Actie 3 (Verbeteren zij-instroom naar techniek)"
FOUR = "Actie 4 (Ontwikkelfonds)"


@pytest.mark.parametrize(
    ("stopped", "sentences"),
    [
        (
            "4",
            [
                f"{ONE} is een opmaat naar actie 4 en heeft geen vervolg meer.",
                f"{THREE} is een opmaat naar actie 4 en heeft geen vervolg meer.",
                "De keten 2 → 3 → 4 heeft geen einde meer.",
                "De keten 2 → 1 → 4 heeft geen einde meer.",
            ],
        ),
        (
            "1",
            [
                f"{FOUR} verliest actie 1 als opmaat.",
                f"{TWO} sluit aan bij actie 1 en verliest die aansluiting.",
                "De keten 2 → 1 → 4 breekt: 2 komt dan niet meer uit bij 4.",
            ],
        ),
        (
            "3",
            [
                f"{FOUR} verliest actie 3 als opmaat.",
                f"{TWO} sluit aan bij actie 3 en verliest die aansluiting.",
                "De keten 2 → 3 → 4 breekt: 2 komt dan niet meer uit bij 4.",
            ],
        ),
        (
            "2",
            [
                f"{THREE} verliest actie 2, die bij deze actie aansluit.",
                f"{ONE} verliest actie 2, die bij deze actie aansluit.",
                "De keten 2 → 3 → 4 heeft geen begin meer.",
                "De keten 2 → 1 → 4 heeft geen begin meer.",
            ],
        ),
        (
            "7",
            [
                "De bijlage noemt geen verband tussen actie 7 en een andere actie. "
                "Volgens de bijlage verliest geen andere actie er iets door."
            ],
        ),
    ],
)
def test_what_if_it_stops(stopped: str, sentences: list[str]) -> None:
    assert what_if_stopped(stopped, RELATIONS, ACTIONS) == sentences


def test_a_manifest_activity_goes_by_its_name() -> None:
    assert what_if_stopped("m1", RELATIONS, ACTIONS)[0].startswith(
        "De bijlage noemt geen verband tussen de actie “Formaliseren manifest bij stakeholders” en een andere"
    )


def test_a_neighbour_that_ended_already_is_told_as_such() -> None:
    actions = [replace(one, stage="beeindigd") if one.id == "1" else one for one in ACTIONS]
    assert what_if_stopped("4", RELATIONS, actions)[0].startswith(
        "Actie 1 (Service punt techniek, al beëindigd)"
    )


def test_who_gets_a_flag() -> None:
    assert {one.id: neighbours(one.id, RELATIONS) for one in ACTIONS if neighbours(one.id, RELATIONS)} == {
        "1": ["4", "2"],
        "2": ["3", "1"],
        "3": ["4", "2"],
        "4": ["1", "3"],
    }


LINKS = st.lists(
    st.tuples(
        st.sampled_from("12345"), st.sampled_from("12345"), st.sampled_from(["opmaat naar", "sluit aan bij"])
    ),
    max_size=6,
)


@given(LINKS)
def test_being_neighbours_is_mutual_and_circles_end(links: list[tuple[str, str, str]]) -> None:
    relations = [Relation(str(place), *link, "zin") for place, link in enumerate(links)]
    for one in "12345":
        assert one not in neighbours(one, relations)
        assert all(one in neighbours(other, relations) for other in neighbours(one, relations))
    assert all(len(chain) == len(set(chain)) > 2 for chain in chains(relations))


FLAG = Flag(1, "3", "4", "2022-03-16", "", None, 1)


@pytest.mark.parametrize(
    ("stage", "ended_on", "told"),
    [
        (ENDED, "2022-03-14", "“4 Ontwikkelfonds” is op 14 maart 2022 beëindigd."),
        (ENDED, "2022-09-01", "“4 Ontwikkelfonds” is op 16 maart 2022 beëindigd."),
        ("purpose case", None, "“4 Ontwikkelfonds” was op 16 maart 2022 beëindigd en is daarna heropend."),
    ],
)
def test_a_flag_says_what_happened_and_whether_it_still_holds(
    stage: str, ended_on: str | None, told: str
) -> None:
    fund = next(one for one in ACTIONS if one.id == "4")
    assert flag_sentence(FLAG, replace(fund, stage=stage, ended_on=ended_on)) == told
