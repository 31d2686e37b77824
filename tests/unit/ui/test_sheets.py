"""Of a style sheet only what dresses something: nothing that is shown may lose its looks."""

import pytest

from lib.ui.ahead.sheets import used
from tests.unit.cases import for_each

MARKUP = '<div class=\'wa-card fresh\' data-testid="stHtml"><b class="st-key-filter-goal">x</b></div>'


@for_each(
    [
        "p{margin:0}",
        ".wa-card{color:red}",
        ".wa-card.fresh:hover b{color:red}",
        '[data-testid="stHtml"] > b{color:red}',
        '[class*="st-key-filter-"]{color:red}',
        ":is(.gone, .wa-card) b{color:red}",
        ".wa-card:not(.gone, :has(.gone > b)){color:red}",
        "@media (max-width: 640px){.wa-card{color:red}}",
        "@font-face{font-family:x}",
        "@keyframes x{from{top:0}to{top:1px}}",
    ]
)
def test_what_dresses_something_stays(rule: str) -> None:
    assert used("/* a } remark */ " + rule, MARKUP) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".gone{color:red}",
        ".wa-card .gone{color:red}",
        '[data-testid="stGone"] p{color:red}',
        '[class*="st-key-gone"]{color:red}',
        "@media print{.gone{color:red}}",
    ],
)
def test_what_asks_for_something_that_is_not_there_goes(rule: str) -> None:
    assert used(rule, MARKUP) == ""


def test_of_a_list_only_what_is_there_stays() -> None:
    assert used(".gone, .wa-card, b:is(.x, .y){color:red}", MARKUP) == ".wa-card,b:is(.x, .y){color:red}"
