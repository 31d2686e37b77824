"""Which questions figures answer, and how far the source is by its rhythm."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from lib.model.figures import Indicator, Observation
from lib.model.kinds import Invalid
from lib.model.periods import Period, period_of
from lib.model.questions.asked import PartyQuestion
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from lib.rules.coverage import FRESH, months_between, newest_due, state_of
from lib.rules.questions import result as questions
from lib.rules.questions.result import Asked, question_sentence, result_of

TODAY = date(2023, 4, 1)
TENSION = Indicator(
    "spanning_lassers", 1, "Spanning: lassers", "Lassers", "klasse", 2, "x", "UWV", "beroepen", False, "",
    "spanning", "NL AM", 8, True,
)  # fmt: skip


def question(level: str = "beroep", indicator: str | None = "spanning_lassers") -> PartyQuestion:
    return PartyQuestion(1, 1, "Hoe krap is het?", "Waar wij werven", level, indicator, "", None, None, 1)


def asked(own: PartyQuestion, regions: list[str], period: str = "2022KW04") -> Asked:
    figures = {
        ("spanning_lassers", region): Observation(
            "spanning_lassers", region, period_of(period), 4.4, "zeer krap"
        )
        for region in regions
    }
    return Asked([own], {TENSION.id: TENSION}, figures, {1: "Werf"}, TODAY)


@given(st.sets(st.sampled_from(sorted(LABOUR_REGIONS))))
def test_a_question_is_answered_when_every_region_has_a_fresh_figure(regions: set[str]) -> None:
    state = asked(question(), sorted(regions)).state(question())
    whole = len(regions) == len(LABOUR_REGIONS)
    assert state == (questions.ANSWERED if whole else questions.PARTLY if regions else questions.WAITING)
    old = asked(question(), sorted(regions), "2020KW04")
    assert old.state(question()) == (questions.PARTLY if regions else questions.WAITING)


def test_a_figure_that_nobody_publishes_or_names_is_told_apart_from_one_that_we_lack() -> None:
    assert asked(question("PV"), []).state(question("PV")) == questions.UNPUBLISHED
    assert asked(question(indicator=None), []).state(question(indicator=None)) == questions.NO_FIGURE
    assert question_sentence(asked(question(), [])) == (
        "Van één vraag van partijen zijn er 0 te beantwoorden, waarvan 0 per arbeidsmarktregio; 1 wacht op "
        "cijfers die de bron wel heeft en wij nog niet."
    )
    result = result_of(asked(question(), ["AM12"], "2020KW04"))
    assert result
    row = dict(zip(result.tables[0].heads, result.tables[0].rows[0], strict=True))
    assert (row["Hier"], row["Bij de bron"]) == ("4e kwartaal 2020", "3e kwartaal 2022")


@given(
    st.sampled_from(["kwartaal", "maand", "jaar"]),
    st.integers(2018, 2023),
    st.dates(date(2018, 1, 1), date(2026, 1, 1)),
)
def test_the_newest_at_the_source_is_never_one_that_is_not_over_and_leaves_nothing_due(
    rhythm: str, year: int, today: date
) -> None:
    held = Period(year, 0 if rhythm == "jaar" else 1, rhythm)
    due = newest_due(TENSION, held, today)
    assert due == held or due.ends <= today
    assert months_between(due.ends, today) < 24 or due.ends > today
    if due == held and held.ends <= today:
        assert state_of(TENSION, Observation("x", "NL01", held, 1.0), today) == FRESH or rhythm == "jaar"


def test_a_note_says_what_happened_and_not_what_it_caused() -> None:
    rule = RECORDS["dated_note"].fields["what"].rule
    assert rule
    assert rule("De proef begint", TODAY) == "De proef begint"
    with pytest.raises(Invalid, match="niet wat dat veroorzaakte"):
        rule("Minder WW dankzij de proef", TODAY)
