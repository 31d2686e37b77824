"""The statement on accessibility claims nothing that no test or person looked at."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lib.store.file.criteria import STATUSES, Criterion, criteria
from tests.unit.cases import for_each

TESTS = Path(__file__).resolve().parents[3]
WCAG_22 = """
1.1.1 A, 1.2.1 A, 1.2.2 A, 1.2.3 A, 1.2.4 AA, 1.2.5 AA, 1.3.1 A, 1.3.2 A, 1.3.3 A, 1.3.4 AA, 1.3.5
AA, 1.4.1 A, 1.4.2 A, 1.4.3 AA, 1.4.4 AA, 1.4.5 AA, 1.4.10 AA, 1.4.11 AA, 1.4.12 AA, 1.4.13 AA,
2.1.1 A, 2.1.2 A, 2.1.4 A, 2.2.1 A, 2.2.2 A, 2.3.1 A, 2.4.1 A, 2.4.2 A, 2.4.3 A, 2.4.4 A, 2.4.5 AA,
2.4.6 AA, 2.4.7 AA, 2.4.11 AA, 2.5.1 A, 2.5.2 A, 2.5.3 A, 2.5.4 A, 2.5.7 AA, 2.5.8 AA, 3.1.1 A,
3.1.2 AA, 3.2.1 A, 3.2.2 A, 3.2.3 AA, 3.2.4 AA, 3.2.6 A, 3.3.1 A, 3.3.2 A, 3.3.3 AA, 3.3.4 AA, 3.3.7
A, 3.3.8 AA, 4.1.2 A, 4.1.3 AA
"""
"""The success criteria of levels A and AA with their level, in the order of the recommendation."""
MEETS, PARTLY, UNSEEN, NOT_APPLICABLE = STATUSES


@cache
def written_tests() -> frozenset[str]:
    """The names of all tests there are."""
    texts = (file.read_text("utf-8") for file in TESTS.rglob("test_*.py"))
    return frozenset(name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE))


def test_every_criterion_of_level_a_and_aa_is_there_once() -> None:
    expected = [tuple(entry.split()) for entry in WCAG_22.split(",")]
    assert [(criterion.number, criterion.level) for criterion in criteria()] == expected
    assert len(expected) == 55


@for_each(criteria())
def test_a_criterion_claims_only_what_was_looked_at(criterion: Criterion) -> None:
    assert criterion.status in STATUSES
    assert set(criterion.tests) <= written_tests()
    assert ("test" in criterion.how) == bool(criterion.tests)
    if criterion.status in (MEETS, PARTLY):
        assert criterion.how
        assert criterion.looked_on
    if criterion.status == MEETS:
        assert criterion.tests
    if criterion.status == PARTLY:
        assert criterion.deviation
        assert criterion.why
    if criterion.status == UNSEEN:
        assert (criterion.how, criterion.looked_on, criterion.deviation) == ("", None, "")
    if criterion.status == NOT_APPLICABLE:
        assert criterion.deviation
