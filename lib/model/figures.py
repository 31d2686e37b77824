"""The nouns of the labour market: indicator, observation, set of figures, effect; and their allowed values.

Owns row types and allowed values. What may be concluded from figures stands in `lib.rules.figures`; how
periods and regions are written in `lib.model.periods` and `lib.model.regions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.dutch import number_text
from lib.model.field import choice, declare, of_action, text
from lib.model.kinds import NAME_LIMIT, reference, text as text_rule
from lib.model.periods import Period, period_of
from lib.model.record import Row, ground, record, tell_correction

STATUSES: Mapping[str, str] = {
    "": "status niet vermeld",
    "definitief": "definitief",
    "nader voorlopig": "nader voorlopig",
    "voorlopig": "voorlopig",
    "schatting": "schatting",
    "geheim": "geheim",
}
"""How sure the publisher is of a figure, in the publisher's own words; empty when the source does not say."""

ABSENCES: Mapping[str, str] = {
    "geheim": "geheim: de bron geeft dit cijfer niet vrij",
    "onbekend": "onbekend, niet betrouwbaar genoeg of geheim (bij het CBS een punt)",
    "niet gepubliceerd": "de bron publiceert dit cijfer niet",
}
"""Why a figure that the source names has no value."""

TENSION: Mapping[str, tuple[float, float | None]] = {
    "zeer ruim": (0.0, 0.25),
    "ruim": (0.25, 0.67),
    "gemiddeld": (0.67, 1.5),
    "krap": (1.5, 4.0),
    "zeer krap": (4.0, None),
}
"""UWV's classes of tension and their thresholds: open vacancies per person with under six months of WW."""

LOOSE = "UWV, los bericht"
"""The way of measuring of numbers that stand alone in the news: no line goes through them."""

DIRECTIONS: Mapping[str, str] = {"omhoog": "hoger is gunstig", "omlaag": "lager is gunstig"}
"""The good direction of an indicator; an indicator without one is neither good nor bad news."""

MOVES: Mapping[str, str] = {"omhoog": "omhoog", "omlaag": "omlaag", "gelijk": "gelijk blijven"}
"""The ways in which an action can be meant to move an indicator."""

PER_OCCUPATION = "beroepen"
THEMES: Mapping[str, str] = {
    "kern": "Kern",
    "beroepsbevolking": "Beroepsbevolking",
    "vacatures": "Vacatures en spanning",
    "uitkeringen": "Uitkeringen",
    "banen": "Banen",
    "onderwijs": "Onderwijs",
    PER_OCCUPATION: "Spanning per beroepsgroep",
}
"""The subjects of the indicators; "kern" is the selection by which action 10 is measured."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that is counted the same way everywhere.

    `concept` tells apart what looks alike (WW benefits and unemployment). `scales` are the divisions for
    which a source publishes it, as letters of `lib.model.regions.SCALES` with spaces between. `fresh_months`
    is how many months after the end of its period a figure still counts as the newest to be had, in the
    slowest rhythm of the source. `words` means that a figure is a class in words, with or without a number.
    """

    id: str
    position: int
    name: str
    short: str
    unit: str
    decimals: int
    definition: str
    source: str
    theme: str
    core: bool
    direction: str
    concept: str
    scales: str
    fresh_months: int
    words: bool

    @property
    def counts_one_by_one(self) -> bool:
        """Tell whether a figure is a count of whole things, not of thousands or a share."""
        return self.decimals == 0 and not self.words and not self.unit.startswith(("x ", "%"))

    def published_for(self, scale: str) -> bool:
        """Tell whether a source publishes this indicator for a division."""
        return scale in self.scales.split()


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: a value, a class in words with or without its number, or the reason why there is none.

    `basis` names the way of measuring: figures on different bases are not comparable. `set_id` leads to the
    source and the day it was retrieved.
    """

    indicator: str
    region: str
    period: Period
    value: float | None = None
    label: str = ""
    absent: str = ""
    status: str = ""
    basis: str = ""
    note: str = ""
    set_id: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """Tell what makes it this figure and not another."""
        return self.indicator, self.region, self.period.code

    @property
    def content(self) -> tuple[float | None, str, str, str, str]:
        """Tell what the source says of it; when this differs, the figure has changed."""
        return self.value, self.label, self.absent, self.status, self.basis


_figure = text_rule("Het cijfer", NAME_LIMIT)


def _delivery(row: Row) -> str:
    return f"{row['publisher']}, {row['title']}"


@record(
    "figure_set",
    "Cijfers",
    title=lambda row, _: _delivery(row),
    added=lambda row, _: f"Cijfers overgenomen: {_delivery(row)} ({number_text(row['size'])} cijfers).",
    withdrawn="ingetrokken",
    gone=lambda row, _: f"Inlezen ongedaan gemaakt: {_delivery(row)} – {ground(row)}.",
    back=lambda row, _: f"Cijfers hersteld: {_delivery(row)}.",
    about="'10'",
)
class FigureSet:
    """One delivery of figures from one source: accepted as a whole, never changed, replaced by the next.

    `source` is the key that deliveries of the same source share; `retrieved_on` is None when the source
    extract carries no day. `indicators` are the ids of all it has figures of, with spaces
    between. `at` is the stored moment at which it was accepted.
    """

    id: int
    source: str
    title: str
    publisher: str
    table_id: str
    retrieved_from: str
    retrieved_on: str | None
    modified: str | None
    size: int
    indicators: str
    author: str
    at: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


_decided = reference("Het besluit")


def _leaning(row: Row) -> str:
    return f"Cijfer onder een besluit ({row['indicator']}, {row['region']}, {period_of(row['period']).text})"


@record(
    "leaning",
    "Cijfer onder een besluit",
    title=lambda row, _: _leaning(row),
    added=lambda row, _: f"{_leaning(row)} vastgelegd.",
    withdrawn="cijfer onder een besluit ingetrokken",
    about="'10'",
    looked_after=False,
    same=("decision_id", "indicator", "region", "period"),
)
class Leaning:
    """A figure that a decision leaned on: a copy of what was known when that was recorded."""

    id: int
    decision_id: int = declare("record", _decided, label="Het besluit", own=False)
    indicator: str = declare("", _figure, label="Het cijfer", prompt="Cijfer", own=False)
    region: str = declare("", _figure, label="Het cijfer", prompt="Gebied", own=False)
    period: str = declare("", _figure, label="Het cijfer", prompt="Periode", own=False)
    known_on: str
    value: float | None
    label: str
    set_id: int
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def then(self) -> Observation:
        """Return the figure as it was known then."""
        return Observation(self.indicator, self.region, period_of(self.period), self.value, self.label)


_beginning = text_rule("De uitgangswaarde", NAME_LIMIT)


def _effect(row: Row) -> str:
    return str(row["sentence"]).rstrip(".")


@record(
    "effect",
    "Effect",
    title=lambda row, _: f"Effect: {_effect(row)}",
    added=lambda row, _: f"Effect vastgelegd: {_effect(row)}.",
    withdrawn="ingetrokken",
    gone=lambda row, _: f"Effect ingetrokken: {_effect(row)} – {ground(row)}.",
    back=lambda row, _: f"Effect hersteld: {_effect(row)}.",
    usual=lambda telling: tell_correction(telling, "Effect verbeterd"),
    about="action_id",
    part="effect",
    stands_still=True,
)
class Effect:
    """One sentence on how an action should move an indicator, with the figure it starts from.

    The figure is a copy: a later revision of the source does not move the starting point.
    """

    id: int
    action_id: str = of_action()
    indicator: str = declare("", _beginning, label="De uitgangswaarde", prompt="Cijfer", own=False)
    region: str = declare("", _beginning, label="De uitgangswaarde", prompt="Gebied", own=False)
    period: str = declare("", _beginning, label="De uitgangswaarde", prompt="Periode", own=False)
    sentence: str = text(
        "De zin over het effect",
        "zin over het effect",
        prompt="In één zin: hoe beïnvloedt deze actie dit cijfer?",
    )
    direction: str = choice("De richting", "richting van het effect", MOVES, prompt="Het cijfer moet")
    value: float | None
    label: str
    set_id: int
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def baseline_period(self) -> Period:
        return period_of(self.period)

    @property
    def start(self) -> Observation:
        """Return the figure that it starts from, as it was known when that was recorded."""
        return Observation(self.indicator, self.region, self.baseline_period, self.value, self.label)
