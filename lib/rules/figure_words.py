"""How figures read: a value with its unit, a change, a class with its thresholds, a delivery in the history.

Owns wording only; reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lib.dutch import number_text, sentence_case
from lib.model.figures import TENSION, Indicator, Observation
from lib.model.regions import SCALES, region_label, scale_of
from lib.model.results.margins import UNKNOWN, margin_of
from lib.rules.figures import Change

START = "de uitgangswaarde van de actie"
CONTRIBUTION = "De actie draagt bij; een oorzakelijk verband is niet aangetoond."
_THOUSANDS = "x 1.000"
"""How the unit of a count by the thousand begins."""


def tension_text(label: str) -> str:
    lower, upper = TENSION[label]
    bounds = (
        f"{number_text(lower, 2)} of meer"
        if upper is None
        else f"{number_text(lower, 2)} tot {number_text(upper, 2)}"
    )
    return f"{label} ({bounds} vacatures per persoon met korter dan zes maanden WW)"


def value_text(indicator: Indicator, figure: Observation) -> str:
    """Write a figure for a screen: number with unit sign, class with its number, or "geen cijfer"."""
    if figure.label:
        beside = "" if figure.value is None else f" ({number_text(figure.value, indicator.decimals)})"
        return figure.label + beside
    if figure.value is None:
        return "geen cijfer"
    return number_text(figure.value, indicator.decimals) + ("%" if indicator.unit == "%" else "")


def whole_value_text(indicator: Indicator, figure: Observation) -> str:
    """Write a figure for where its unit stands nowhere else: a count by the thousand says so."""
    by_thousands = figure.value is not None and indicator.unit.startswith(_THOUSANDS)
    return value_text(indicator, figure) + (f" {_THOUSANDS}" if by_thousands else "")


def why_no_figure(indicator: Indicator, region: str) -> str:
    """Tell why there is no figure of a region at all, and what can be done about it."""
    scale = scale_of(region)
    if not indicator.published_for(scale):
        return f"Het is niet gepubliceerd op deze indeling: geen bron geeft dit per {SCALES[scale]}."
    return "Een bron kan dit cijfer hebben, wij nog niet. Haal het op via Arbeidsmarkt, Bewerken."


def unit_text(indicator: Indicator) -> str:
    """Return the unit behind a value in a sentence; a percentage carries its own sign."""
    return "" if indicator.unit in ("%", "klasse") else indicator.unit


def then_and_now(indicator: Indicator, then: Observation, newest: Observation | None, known: str) -> str:
    """Tell a figure as it was known then, what is known of it now, and whether it was revised."""
    unit = unit_text(indicator)
    was = f"{value_text(indicator, then)}{f' {unit}' if unit else ''}"
    head = f"{indicator.name}, {region_label(then.region)}, {then.period.text}: {was}, {known}"
    if newest is None:
        return f"{head}; nu teruggetrokken."
    is_now = value_text(indicator, newest)
    revised = (newest.value, newest.label) != (then.value, then.label)
    if revised and is_now != value_text(indicator, then):
        return f"{head}; nu {is_now} (bijgesteld)."
    return f"{head}; nog hetzelfde."


def difference_text(indicator: Indicator, change: Change) -> str:
    """Return a change as it reads: arrow, size and unit; or why there is none."""
    if change.difference is None:
        return change.why_not
    size = number_text(abs(change.difference), indicator.decimals)
    unit = " procentpunt" if indicator.unit == "%" else ""
    said = "= gelijk" if change.difference == 0 else f"{change.sign} {size}{unit}"
    return f"{said} ({change.margin})" if change.margin else said


def margin_note(indicator: Indicator) -> str:
    """Tell from how small a difference on the source calls it none, or that nobody knows."""
    margin = margin_of(indicator.source, indicator.unit)
    unknown = f"{sentence_case(UNKNOWN)}: hoe klein een verschil nog toeval is, weten wij van deze bron niet."
    return margin.text if margin else unknown


def judged(indicator: Indicator, change: Change) -> str:
    """Tell whether a change is the wanted way, in a word; empty when the indicator has no good direction."""
    if not change.difference or not indicator.direction:
        return ""
    up = change.difference > 0
    return "gunstig" if up == (indicator.direction == "omhoog") else "ongunstig"


_CLAIMS = re.compile(
    r"\b(ge)?(steeg|stegen|daalde|daalden|daald|groeide|groeiden|groeid|kromp|krompen)\b"
    r"|\b(toe|af)(genomen|nam|namen)\b|\bn[ao]men? (\w+ )?(toe|af)\b|\bnam (\w+ )?(toe|af)\b",
    re.IGNORECASE,
)
"""Words that say a figure went up or down."""


def claims_a_move(text: str) -> str:
    """Return the word of a text that says a figure went up or down; empty when there is none."""
    found = _CLAIMS.search(text)
    return found.group(0) if found else ""


_SENTENCES = re.compile(r"(?<=[.?!;])\s+|\n")


def moves_told(
    text: str, indicators: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield of each sentence that says a figure moved which one, of which area, if it names one, and itself.

    The longest name counts: who writes "werkzame beroepsbevolking" does not mean the whole one.
    """
    for sentence in filter(claims_a_move, _SENTENCES.split(text)):
        if indicator := _named(sentence, indicators):
            yield indicator, _named(sentence, places), sentence


def _named(sentence: str, names: Mapping[str, str]) -> str:
    found = [
        key for key, name in names.items() if re.search(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE)
    ]
    return max(found, key=lambda key: len(names[key]), default="")
