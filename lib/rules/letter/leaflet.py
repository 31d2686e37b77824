"""One page about one action, for its coalition: as adopted, as it stands, who is needed, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.dutch import count_text, day_text, list_text
from lib.model.agenda import HELIXES, Action
from lib.model.coalitions import Table as Coalition
from lib.model.meetings import PLEDGE
from lib.model.purpose import ANSWERS, Support
from lib.rules.coalitions import chairs
from lib.rules.letter.annexes import notes
from lib.rules.letter.content import (
    Block,
    Document,
    Heading,
    Listing,
    Pairs,
    Paragraph,
    Part,
    Table,
    cell,
    line,
    paragraph,
)
from lib.rules.letter.letter import EXAMPLE
from lib.rules.letter.material import Material, priority_words

MOST_STEPS, MOST_COMING, MOST_PLACES = 4, 6, 14
"""How many of each the page names, so that it stays one page; what is more is counted."""
EMPTY = "nog leeg"


def leaflet(material: Material, action: Action) -> Document:
    """Return the page of an action; parties go by their names, since it is theirs."""
    name = material.now.name(action)
    blocks = (Heading(1, f"Actie {name}" if action.number else name, "actie"), *_blocks(material, action))
    used = {run.note for block in blocks if isinstance(block, Paragraph) for run in block.line if run.note}
    marks = [EXAMPLE] if material.example else []
    footnotes = notes(material)
    return Document(
        title=name,
        marks=(f"{EXAMPLE} – de voortgang op deze bladzijde is verzonnen",) if material.example else (),
        parts=(Part("actie", name, blocks),),
        notes={number: footnotes[number] for number in sorted(used)},
        file_name=" ".join([material.day.isoformat(), *marks, f"Actie {action.number or action.id}"]),
        one_page=True,
    )


def _blocks(material: Material, action: Action) -> Iterator[Block]:
    table = material.now.tables.get(action.id)
    yield _facts(material, action)
    if action.adopted and action.adopted.explanation:
        yield Heading(2, "Zo is het vastgesteld")
        yield paragraph(action.adopted.explanation, "adopted")
    yield Heading(2, "Wie er nodig zijn")
    yield from _places(table)
    yield Heading(2, "Draagvlak")
    yield from _answers(table)
    yield Heading(2, "Wat er nog komt")
    yield from _coming(material, action, table)
    yield Heading(2, "Wat er het laatst gebeurde")
    yield from _happened(material, action)


def _facts(material: Material, action: Action) -> Pairs:
    goal = next(goal.name for goal in material.adopted.goals if goal.id == action.goal_id)
    proposals = "; ".join(material.now.proposals(action))
    facts = [
        ("Doel", goal),
        ("Prioriteit", priority_words(material.now.priority(action))),
        ("Fase", material.now.stage_words(action)),
        ("Aanjager", action.driver or "nog geen aanjager"),
        ("Bevestigd door de partijen zelf", material.confirmed.get(action.id, "")),
        ("Voorgesteld aan Gedeputeerde Staten", proposals),
        ("Stand op", day_text(material.day)),
    ]
    return Pairs(tuple((name, line(value)) for name, value in facts if value))


def _places(table: Coalition | None) -> Iterator[Block]:
    standing = chairs.present(table.chairs) if table else []
    if not standing:
        yield paragraph("Nog niet benoemd.")
        return
    rows = tuple(
        (
            cell(chairs.chair_name(chair)),
            cell(HELIXES[chair.helix]),
            cell("nodig" if chair.needed else "gewenst"),
            cell(chair.party or EMPTY),
        )
        for chair in standing[:MOST_PLACES]
    )
    yield Table("Plekken in de coalitie", ("Plek", "Kant", "Nodig", "Partij"), rows, (5.8, 2.6, 1.8, 5.8))
    yield from more(len(standing) - MOST_PLACES, "plek", "plekken", "Actie")


def more(number: int, one: str, several: str, page: str) -> Iterator[Block]:
    """Count what the paper has no room for, and say on which page of the app it stands."""
    if number > 0:
        yield paragraph(f"En nog {count_text(number, one, several)}: zie de bladzijde {page} van de app.")


def _answers(table: Coalition | None) -> Iterator[Block]:
    answers = table.supports if table else ()
    if not answers:
        yield paragraph("Nog niet gevraagd.")
        return
    given = {answer: [one for one in answers if one.answer == answer] for answer in ANSWERS}
    yield Listing(
        tuple(line(f"{ANSWERS[answer]}: {_who(own)}.") for answer, own in given.items() if own),
    )


def _who(answers: Sequence[Support]) -> str:
    """Name the parties of one answer, each with its condition."""
    return list_text(
        f"{one.party} ({one.condition.rstrip('.')})" if one.condition else one.party for one in answers
    )


def _coming(material: Material, action: Action, table: Coalition | None) -> Iterator[Block]:
    """Yield milestones and pledges that are not reached, first day first."""
    due = [
        (milestone.due, milestone.what, milestone.owner or "nog niemand")
        for milestone in (table.milestones if table else ())
        if not milestone.done_on and not milestone.withdrawn_on
    ]
    due += [
        (decision.due or "", decision.text, decision.owner or "nog niemand")
        for decision in material.decisions
        if decision.action_id == action.id and decision.kind == PLEDGE and not decision.settled_on
    ]
    if not due:
        yield paragraph("Nog niets afgesproken.")
        return
    rows = tuple(
        (cell(day_text(day) if day else "zonder datum"), cell(what), cell(owner))
        for day, what, owner in sorted(due, key=lambda promise: promise[0] or "9999")[:MOST_COMING]
    )
    heads = ("Uiterlijk", "Wat", "Verantwoordelijk")
    yield Table("Mijlpalen en toezeggingen", heads, rows, (3.4, 7.0, 5.6))
    yield from more(len(due) - MOST_COMING, "afspraak", "afspraken", "Actie")


def _happened(material: Material, action: Action) -> Iterator[Block]:
    steps = sorted(material.now.steps.get(action.id, ()), key=lambda step: (step.happened_on, step.id))
    if not steps:
        yield paragraph("Nog niets vastgelegd.")
        return
    last = steps[: -MOST_STEPS - 1 : -1]
    yield Listing(tuple(line(f"{day_text(step.happened_on)}: {step.what.rstrip('.')}.") for step in last))
