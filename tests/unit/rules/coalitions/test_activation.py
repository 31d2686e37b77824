"""Activation: the scale, the ageing of evidence, the strongest party, and the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES
from lib.model.coalitions import LEVELS, Activation
from lib.model.kinds import Invalid
from lib.rules.coalitions import activation
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
LEVEL = st.integers(0, 5)
TRIPLES = st.tuples(LEVEL, LEVEL, LEVEL)


def triple(levels: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(HELIXES, levels, strict=True))


def claim(
    level: int,
    days_old: int | None = 0,
    started_by: str = "coalitie",
    helix: str = "onderwijs",
    party: int = 1,
) -> Activation:
    """A claim with evidence of so many days ago, or with none."""
    bare = Activation(party, "3", party, level, None, 1, f"Partij {party}", helix)
    if days_old is None:
        return bare
    return replace(
        bare,
        step_id=7,
        evidence_on=(TODAY - timedelta(days=days_old)).isoformat(),
        evidence_started_by=started_by,
        evidence_what="Convenant besproken",
        evidence_by="Anna",
    )


CLAIMS = st.lists(
    st.builds(
        claim,
        LEVEL,
        st.none() | st.integers(0, 400),
        st.sampled_from(["coalitie", "ambassadeur"]),
        st.sampled_from(list(HELIXES)),
        st.integers(1, 300),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((4, 4, 0), 27), ((3, 3, 3), 60), ((4, 4, 3), 67), ((0, 0, 0), 0), ((5, 5, 5), 100), ((5, 0, 0), 17)],
)
def test_the_score_as_defined(levels: tuple[int, ...], expected: int) -> None:
    assert activation.score(triple(levels)) == expected


@given(TRIPLES)
def test_the_score_is_the_mean_and_the_weakest_rounded(levels: tuple[int, int, int]) -> None:
    exact = 100 * (sum(levels) / 3 / 5 / 2 + min(levels) / 5 / 2)
    assert 0 <= activation.score(triple(levels)) <= 100
    assert abs(activation.score(triple(levels)) - exact) <= 0.5 + 1e-9


@given(TRIPLES, st.integers(0, 2))
def test_a_helix_further_on_never_lowers_the_score(levels: tuple[int, int, int], which: int) -> None:
    higher = list(levels)
    higher[which] = min(higher[which] + 1, 5)
    assert activation.score(triple(tuple(higher))) >= activation.score(triple(levels))
    if higher[which] > levels[which]:
        assert activation.score(triple(tuple(higher))) > activation.score(triple(levels))


@given(TRIPLES)
def test_no_helix_weighs_more_than_another(levels: tuple[int, int, int]) -> None:
    assert len({activation.score(triple(one)) for one in permutations(levels)}) == 1


@pytest.mark.parametrize(("days", "counts", "stale"), [(0, 4, False), (180, 4, False), (181, 3, True)])
def test_evidence_ages_after_180_days(days: int, counts: int, stale: bool) -> None:
    found = activation.standing(claim(4, days), TODAY)
    assert (found.level, found.effective, found.stale) == (4, counts, stale)
    assert found.why == ("bewijs verouderd" if stale else "")
    assert found.words == LEVELS[counts]


@for_each(
    [
        (claim(5, 10), 5, ""),
        (claim(5, 10, "ambassadeur"), 4, "op initiatief van de werkambassadeur"),
        (claim(5, 200, "ambassadeur"), 3, "op initiatief van de werkambassadeur en bewijs verouderd"),
        (claim(5, None), 2, "bewijs ingetrokken"),
        (claim(3, None), 2, "bewijs ingetrokken"),
        (claim(3, 181), 2, "bewijs verouderd"),
        (claim(2, None), 2, ""),
        (claim(2, 400), 2, ""),
        (claim(0, None), 0, ""),
    ]
)
def test_what_counts_of_a_claim(one: Activation, counts: int, why: str) -> None:
    found = activation.standing(one, TODAY)
    assert (found.effective, found.why) == (counts, why)


@given(LEVEL, st.none() | st.integers(0, 400), st.sampled_from(["coalitie", "ambassadeur"]))
def test_no_more_counts_than_was_claimed(level: int, days: int | None, started_by: str) -> None:
    found = activation.standing(claim(level, days, started_by), TODAY)
    assert min(level, 2) <= found.effective <= level
    assert bool(found.why) == (found.effective < level)


@given(CLAIMS)
def test_a_helix_stands_where_its_strongest_party_stands(claims: list[Activation]) -> None:
    levels = activation.helix_levels(claims, TODAY)
    assert list(levels) == list(HELIXES)
    carriers = activation.strongest(claims, TODAY)
    for helix in HELIXES:
        own = [activation.standing(one, TODAY).effective for one in claims if one.helix == helix]
        assert levels[helix] == max(own, default=0)
        carrier = carriers[helix]
        assert (carrier.effective if carrier else 0) == levels[helix]


@given(CLAIMS)
def test_time_alone_never_raises_a_helix(claims: list[Activation]) -> None:
    later = activation.helix_levels(claims, TODAY + timedelta(days=90))
    now = activation.helix_levels(claims, TODAY)
    assert all(later[helix] <= now[helix] for helix in HELIXES)


def test_parties_are_listed_furthest_first() -> None:
    found = activation.standings([claim(1, None, party=1), claim(4, party=2), claim(4, 300, party=3)], TODAY)
    assert [(one.party_id, one.effective) for one in found] == [(2, 4), (3, 3), (1, 1)]


@pytest.mark.parametrize(
    ("levels", "helices", "sentence"),
    [
        ((4, 4, 0), ["overheid"], "De overheid staat het zwakst: niet in beeld (0)."),
        ((4, 1, 1), ["onderwijs", "overheid"], "Het onderwijs en de overheid staan het zwakst: bekend (1)."),
        ((3, 3, 3), list(HELIXES), "Bedrijfsleven, onderwijs en overheid zijn even ver: in de coalitie (3)."),
    ],
)
def test_the_weakest_in_words(levels: tuple[int, ...], helices: list[str], sentence: str) -> None:
    assert activation.weakest(triple(levels)) == helices
    assert activation.weakest_sentence(triple(levels)) == sentence


def test_the_evidence_in_words() -> None:
    assert activation.evidence_sentence(activation.standing(claim(4, 3), TODAY)) == (
        "Partij 1: heeft inzet toegezegd (4). Bewijs van 11 april 2023: Convenant besproken. "
        "Op initiatief van de coalitie zelf, vastgelegd door Anna."
    )
    assert activation.evidence_sentence(activation.standing(claim(4, None), TODAY)) == (
        "Partij 1: in gesprek (2), vastgelegd als heeft inzet toegezegd (4); bewijs ingetrokken. "
        "Hiervoor is nog geen gebeurtenis vastgelegd."
    )


@pytest.mark.parametrize(
    ("level", "started_by"),
    [(0, None), (2, None), (2, "ambassadeur"), (3, "ambassadeur"), (4, "coalitie"), (5, "coalitie")],
)
def test_a_claim_that_its_evidence_carries(level: int, started_by: str | None) -> None:
    activation.check_claim(level, started_by)


@pytest.mark.parametrize(
    ("level", "started_by", "field", "words"),
    [
        (6, "coalitie", "level", "van 0 tot en met 5"),
        (-1, None, "level", "van 0 tot en met 5"),
        (3, None, "step_id", "“In de coalitie” vraagt bewijs"),
        (5, None, "step_id", "“Levert op eigen initiatief” vraagt bewijs"),
        (5, "ambassadeur", "step_id", "van de coalitie zelf"),
    ],
)
def test_a_claim_without_enough_evidence(level: int, started_by: str | None, field: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        activation.check_claim(level, started_by)
    assert refused.value.field == field


def test_how_many_parties_of_a_side_stand_as_far_as_it_does() -> None:
    parties = [claim(level=level, party=number) for number, level in enumerate((2, 1, 1, 0))]
    found = activation.reached(parties, TODAY)
    assert found[parties[0].helix] == "1 van 4 partijen zo ver"
    assert [words for helix, words in found.items() if helix != parties[0].helix] == ["", ""]
