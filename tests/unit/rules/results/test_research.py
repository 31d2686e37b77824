"""Combined is only what shares an agenda, and what ended stays visible as such."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from lib.model.campuses import BOTH
from lib.model.kinds import Invalid
from lib.model.results.research import LECTORAAT, PRACTORAAT, ResearchGroup, ResearchLink
from lib.rules.results import research
from lib.rules.results.research import Research, check_group, check_link, research_sentence, result_of

TODAY = date(2023, 4, 1)
CAMPUSES = {1: "Kust", 2: "Noord"}


def group(
    number: int, kind: str, campus: int = 1, ends_on: str | None = None, seen: str = "2023-01-01"
) -> ResearchGroup:
    return ResearchGroup(
        number, kind, f"Thema {number}", 5, campus, None, 1.0, "2020-01-01", ends_on, "", "onbekend", seen,
        None, None, 1, "Roc",
    )  # fmt: skip


def link(lectoraat: int = 1, practoraat: int = 2) -> ResearchLink:
    return ResearchLink(1, lectoraat, practoraat, "Agenda 2023", "2023-01-01", 2, None, None, 1)


def held(*groups: ResearchGroup, links: tuple[ResearchLink, ...] = ()) -> Research:
    return Research(groups, links, CAMPUSES, TODAY)


def test_side_by_side_becomes_combined_only_by_a_shared_agenda() -> None:
    both = (group(1, LECTORAAT), group(2, PRACTORAAT))
    assert held(*both).state(1) == research.BESIDE
    assert held(*both, links=(link(),)).state(1) == research.COMBINED
    assert research_sentence(held(*both, links=(link(),))) == (
        "Op één campus is een lectoraat met een practoraat verbonden."
    )
    apart = (group(1, LECTORAAT), group(2, PRACTORAAT, campus=2))
    assert held(*apart, links=(link(),)).state(1) == research.ELSEWHERE
    assert held(group(1, LECTORAAT)).state(1) == research.ALONE
    assert (held(*both).kind_at(1), held(*apart).kind_at(1), held(*both).kind_at(2)) == (
        BOTH,
        LECTORAAT,
        None,
    )


@given(st.dates(date(2022, 1, 1), date(2024, 12, 31)))
def test_a_link_ends_with_either_end_and_the_end_is_told(day: date) -> None:
    ending = group(2, PRACTORAAT, ends_on=day.isoformat())
    shown = held(group(1, LECTORAAT), ending, links=(link(),))
    assert (shown.state(1) == research.COMBINED) == (day >= TODAY)
    result = result_of(shown)
    assert result
    told = result.tables[0].rows[0][1]
    assert ("liep af" in told) == (day < TODAY)
    assert ("loopt dit jaar af" in told) == (TODAY <= day <= date(2023, 12, 31))
    assert result.tables[2].rows[0][-1] == ("loopt" if day >= TODAY else "geëindigd met een van de twee")


def test_the_school_is_asked_about_a_group_that_nobody_looked_at_for_a_year() -> None:
    result = result_of(held(group(1, LECTORAAT, seen="2022-01-01"), group(2, PRACTORAAT)))
    assert result
    (asked,) = result.missing
    assert (asked.asked, asked.party_id, asked.since) == ("Roc", 5, "2023-01-01")
    assert result_of(held()) is None


def test_combined_is_mbo_with_hbo_and_both_go_on() -> None:
    check_link(group(1, LECTORAAT), group(2, PRACTORAAT), TODAY)
    with pytest.raises(Invalid, match="Gecombineerd is mbo met hbo"):
        check_link(group(1, PRACTORAAT), group(2, PRACTORAAT), TODAY)
    with pytest.raises(Invalid, match="is afgelopen"):
        check_link(group(1, LECTORAAT), group(2, PRACTORAAT, ends_on="2023-03-31"), TODAY)
    with pytest.raises(Invalid, match="ligt voor de begindatum"):
        check_group(group(1, LECTORAAT, ends_on="2019-01-01"))
