"""Work to work as the result of action 2: a sentence, tables beside the picture, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lib.dutch import count_text, day_text
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.work import KINDS, OCCUPATIONS, SECTORS, VALID_DAYS, Match, ModelStep, Notice
from lib.rules.results.result import Missing, Result, Table
from lib.rules.work.flow import BY_SECTOR, NAMES, Flow, flow, flow_sentence
from lib.rules.work.ladder import rungs
from lib.rules.work.matching import by_party, moved, moved_sentence
from lib.rules.work.shown import public

KEY, TITLE = "werk naar werk", "Werk naar werk"
CLASSES = (
    "Aantallen mensen in klassen van vijf, nooit namen: ook een verschil zegt niets over een kleine groep."
)
SIGNED, TALKING = "afspraken getekend", "nog in gesprek"


def result_of(
    notices: Sequence[Notice], matches: Sequence[Match], steps: Sequence[ModelStep], today: date
) -> Result | None:
    """Return all that is recorded of work to work; None while nothing is."""
    if not notices and not steps:
        return None
    made = flow(notices, matches, BY_SECTOR, today)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=flow_sentence(made, matches, steps, BY_SECTOR),
        tables=(*flow_tables(made, BY_SECTOR), ladder_table(steps)),
        description=description(made, BY_SECTOR),
        source=moved_sentence(moved(matches)) + f" {CLASSES}",
        missing=tuple(missing(notices, today)),
        drawing=made,
    )


def description(made: Flow, by: str) -> str:
    """Say what the picture shows."""
    parts = [f"{node.name}: {node.people.text} over" for node in made.surplus]
    parts += [f"{node.name}: {node.people.text} gevraagd" for node in made.demand]
    parts += [
        f"van {NAMES[by][band.source]} naar {NAMES[by][band.target]} {band.people.text}, "
        f"{SIGNED if band.signed else TALKING}"
        for band in made.bands
    ]
    return "; ".join(parts) or "Er is niets gemeld."


def flow_tables(made: Flow, by: str) -> tuple[Table, Table]:
    """Return the ends and the bands of the picture as tables."""
    ends = tuple(
        (node.name, side, node.people.text, node.matched.text, node.left.text)
        for side, nodes in (("over", made.surplus), ("gevraagd", made.demand))
        for node in nodes
    )
    bands = tuple(
        (
            NAMES[by][band.source],
            NAMES[by][band.target],
            band.people.text,
            SIGNED if band.signed else TALKING,
        )
        for band in made.bands
    )
    name = "Sector" if by == BY_SECTOR else "Beroepsgroep"
    return (
        Table("Wie is er over, wie wordt gevraagd", (name, "Kant", "Mensen", "Gekoppeld", "Nog niet"), ends),
        Table("Koppelingen", ("Van", "Naar", "Mensen", "Stand"), bands),
    )


def ladder_table(steps: Sequence[ModelStep]) -> Table:
    rows = tuple(
        (str(rung.number), rung.title, rung.words, "; ".join(step.evidence for step in rung.steps) or "geen")
        for rung in rungs(steps)
    )
    return Table("De acht treden van het model", ("Trede", "Wat", "Sinds", "Bewijs"), rows)


def notice_table(notices: Sequence[Notice]) -> Table:
    heads = ("Bedrijf", "Melding", "Sector", "Beroepsgroep", "Mensen", "Regio", "Periode", "Klopt nog op")
    rows = tuple(
        (
            notice.party,
            KINDS[notice.kind],
            SECTORS[notice.sector],
            OCCUPATIONS[notice.occupation],
            public(notice.people).text,
            LABOUR_REGIONS[notice.region],
            _period(notice),
            day_text(notice.confirmed_on) if notice.confirmed_on else "niet bevestigd",
        )
        for notice in notices
    )
    return Table("Meldingen", heads, rows)


def _period(notice: Notice) -> str:
    until = f" tot {day_text(notice.ends_on)}" if notice.ends_on else ", zonder einde"
    return f"vanaf {day_text(notice.starts_on)}{until}"


def missing(notices: Sequence[Notice], today: date) -> Iterator[Missing]:
    """Ask each party whether its old meldingen still hold."""
    for party_id, own in by_party(notices, today).items():
        number = count_text(len(own), "melding", "meldingen")
        since = min(_stale_since(notice) for notice in own)
        verb = "is" if len(own) == 1 else "zijn"
        yield Missing(
            f"{own[0].party}: {number} {verb} ouder dan {VALID_DAYS} dagen.",
            own[0].party,
            since.isoformat(),
            f"U meldde {public(own[0].people).text} {_about(own[0])}. Klopt dat nog?",
            party_id,
        )


def _stale_since(notice: Notice) -> date:
    return date.fromisoformat(notice.confirmed_on or notice.starts_on) + timedelta(days=VALID_DAYS)


def _about(notice: Notice) -> str:
    return f"{KINDS[notice.kind]} ({OCCUPATIONS[notice.occupation]})"
