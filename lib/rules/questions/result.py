"""Management information: which questions of parties our figures answer, and how far the source is ahead.

Owns the state of a question, which follows from the figures there are and is never typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, list_text
from lib.model.figures import Indicator, Observation
from lib.model.questions.asked import BY_OCCUPATION, BY_REGION, LEVELS, PartyQuestion
from lib.model.regions import COUNTRY, LABOUR_REGIONS, PROVINCE
from lib.rules.coverage import FRESH, newest_due, state_of
from lib.rules.results.drawing import NONE, SOME, YES, Cell, Grid, Line
from lib.rules.results.result import Result, Table

KEY, TITLE = "vragen", "Vragen van partijen aan de cijfers"
ANSWERED, PARTLY, WAITING, UNPUBLISHED, NO_FIGURE = (
    "te beantwoorden",
    "deels",
    "wacht op cijfers die de bron wel heeft",
    "niet gepubliceerd op dit niveau",
    "geen cijfer bekend",
)
_LOOKS = {ANSWERED: YES, PARTLY: SOME, WAITING: SOME, UNPUBLISHED: NONE, NO_FIGURE: NONE}
RULE = (
    "Of een vraag te beantwoorden is, volgt uit de cijfers die er zijn, niet uit een opgave. De nieuwste bij "
    "de bron is geschat naar het ritme waarin de bron publiceert."
)
_SHOWN = 8
"""How many questions the picture has room for; the table has all."""
Newest = Mapping[tuple[str, str], Observation]


def regions_of(level: str) -> list[str]:
    """Return the regions that a question of a level needs a figure of."""
    if level in (BY_REGION, BY_OCCUPATION):
        return list(LABOUR_REGIONS)
    return [COUNTRY if level == "NL" else PROVINCE]


@dataclass(frozen=True, slots=True)
class Asked:
    """All questions that hold, the indicators there are, the newest figure of each place, and the day."""

    questions: Sequence[PartyQuestion]
    indicators: Mapping[str, Indicator]
    newest: Newest
    parties: Mapping[int, str]
    today: date

    def figures(self, question: PartyQuestion) -> list[Observation]:
        """Return the newest figure of each region that a question is about, as far as there is one."""
        found = (self.newest.get((question.indicator or "", region)) for region in regions_of(question.level))
        return [figure for figure in found if figure and not figure.absent]

    def state(self, question: PartyQuestion) -> str:
        indicator = self.indicators.get(question.indicator or "")
        if indicator is None:
            return NO_FIGURE
        scale = BY_REGION if question.level == BY_OCCUPATION else question.level
        if not indicator.published_for(scale):
            return UNPUBLISHED
        known, fresh = len(self.figures(question)), self.fresh(question)
        return ANSWERED if fresh == len(regions_of(question.level)) else PARTLY if known else WAITING

    def fresh(self, question: PartyQuestion) -> int:
        """Count the figures of which no newer one was due."""
        indicator = self.indicators[question.indicator or ""]
        return sum(state_of(indicator, figure, self.today) == FRESH for figure in self.figures(question))

    def held_and_due(self, question: PartyQuestion) -> tuple[str, str]:
        """Tell up to when we have figures of every place, and the newest that the source should have."""
        figures, indicator = self.figures(question), self.indicators.get(question.indicator or "")
        if not figures or indicator is None:
            return "geen", "niet bekend"
        oldest = min((figure.period for figure in figures), key=lambda period: period.ends)
        return oldest.text, newest_due(indicator, oldest, self.today).text


def question_sentence(asked: Asked) -> str:
    """Tell how many questions can be answered, how many per region, and what the others wait for."""
    states = [asked.state(question) for question in asked.questions]
    answered, waiting = states.count(ANSWERED), states.count(WAITING)
    local = sum(
        state == ANSWERED and question.level == BY_REGION
        for state, question in zip(states, asked.questions, strict=True)
    )
    first = f"Van {count_text(len(states), 'vraag', 'vragen')} van partijen"
    verb = "is" if answered == 1 else "zijn"
    parts = [f"{first} {verb} er {answered} te beantwoorden, waarvan {local} per arbeidsmarktregio"]
    if states.count(PARTLY):
        parts.append(f"{states.count(PARTLY)} deels")
    if waiting:
        verb = "wacht" if waiting == 1 else "wachten"
        parts.append(f"{waiting} {verb} op cijfers die de bron wel heeft en wij nog niet")
    without = states.count(NO_FIGURE) + states.count(UNPUBLISHED)
    if without:
        parts.append(f"voor {without} is er geen cijfer")
    return f"{parts[0]}; {list_text(parts[1:])}." if parts[1:] else f"{parts[0]}."


def result_of(asked: Asked) -> Result | None:
    """Return which questions the figures answer; None while nobody asked one."""
    if not asked.questions:
        return None
    drawn = grid(asked)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=question_sentence(asked),
        tables=(question_table(asked),),
        description=drawn.in_words,
        source=RULE,
        drawing=drawn,
    )


def grid(asked: Asked) -> Grid:
    """Return the questions by what answers them, those without an answer first."""
    order = list(_LOOKS)[::-1]
    first = sorted(asked.questions, key=lambda question: order.index(asked.state(question)))
    lines = tuple(_line(asked, question) for question in first[:_SHOWN])
    return Grid("Vraag", ("zou anders besluiten", "cijfer", "hier", "bij de bron", "stand"), lines)


def _line(asked: Asked, question: PartyQuestion) -> Line:
    state, (held, due) = asked.state(question), asked.held_and_due(question)
    places = len(regions_of(question.level))
    known = f"{len(asked.figures(question))} van {places}"
    told = f"{state}: {known}, {asked.fresh(question)} actueel" if state == PARTLY else state
    cells = (
        Cell(question.decision, "plain"),
        Cell(_figure(asked, question), "plain"),
        Cell(held, NONE if held == "geen" else YES if held == due else SOME),
        Cell(due, "plain"),
        Cell(told, _LOOKS[state]),
    )
    return Line(
        question.question, cells, note=asked.parties.get(question.party_id, ""), whole=state == ANSWERED
    )


def _figure(asked: Asked, question: PartyQuestion) -> str:
    indicator = asked.indicators.get(question.indicator or "")
    return f"{indicator.short if indicator else 'geen'}, {LEVELS[question.level]}"


def question_table(asked: Asked) -> Table:
    heads = (
        "Vraag",
        "Wie vraagt",
        "Zou anders besluiten",
        "Cijfer",
        "Niveau",
        "Hier",
        "Bij de bron",
        "Stand",
        "Gedaan",
    )
    rows = tuple(
        (
            question.question,
            asked.parties.get(question.party_id, ""),
            question.decision,
            indicator.name if (indicator := asked.indicators.get(question.indicator or "")) else NO_FIGURE,
            LEVELS[question.level],
            *asked.held_and_due(question),
            asked.state(question),
            question.answer or "nog niets",
        )
        for question in asked.questions
    )
    return Table("Vragen van partijen", heads, rows)
