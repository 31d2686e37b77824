"""The figures in a letter: what each action brought about, and what meetings leaned on."""

from __future__ import annotations

from collections.abc import Iterator

from lib.model.agenda import Action
from lib.rules.letter.authors import RESULTS, of_action
from lib.rules.letter.content import Block, Cell, Heading, Listing, Table, cell, line, paragraph
from lib.rules.letter.material import Material, in_order

NO_RESULT = "Nog geen resultaat vastgelegd."
IN_ANNEX = (
    "Hier staat wat per actie als concreet resultaat is afgesproken, met het eerste cijfer. Alle cijfers, en "
    "welke opgaven ontbreken, staan in bijlage 1."
)
NO_COUNTS = "Er zijn nog geen tellingen per actie vastgelegd. Daarom staan hier nog geen cijfers."


def counts(material: Material) -> Iterator[Block]:
    """Yield what each action brought about: when it is finished, and what its instruments show."""
    named = [
        action
        for action in in_order(material.now.actions)
        if action.id in material.outcomes or action.id in material.results
    ]
    if not any(action.id in material.results for action in named):
        yield paragraph(NO_COUNTS)
    agreed = [action for action in named if action.id in material.outcomes]
    if named:
        yield paragraph(IN_ANNEX)
    if agreed:
        heads = ("Nr.", "Actie", "Concreet resultaat", "Eerste cijfer")
        rows = tuple(_counts_row(material, action) for action in agreed)
        yield Table("Resultaat in cijfers per actie", heads, rows, (1.0, 3.9, 5.5, 5.6))
    if others := [material.now.name(action) for action in named if action not in agreed]:
        yield paragraph(f"Nog geen concreet resultaat afgesproken: {'; '.join(others)}.")


def known_then(material: Material) -> Iterator[Block]:
    """Yield what meetings of the period leaned on: each figure as it was known then, and as it is now."""
    held = {one.id for one in material.meetings if material.starts <= one.held_on <= material.ends}
    leaned = [one for one in material.decisions if one.figures and one.meeting_id in held]
    if leaned:
        yield Heading(2, "Cijfers waarop overleggen zich baseerden")
        rows = tuple(
            (cell(one.text, of=of), cell(one.figures, of=of))
            for one in leaned
            for of in [(("decision", str(one.id)),)]
        )
        yield Table("Wat wist de tafel toen", ("Afspraak of advies", "Toen en nu"), rows, (6.5, 9.5))


def _counts_row(material: Material, action: Action) -> tuple[Cell, ...]:
    outcome, own = material.outcomes[action.id], material.results.get(action.id, ())
    lines = [f"{result.sentence.split('. ')[0].rstrip('.')}." for result in own[:1]]
    name = material.now.bare_name(action)
    of = of_action(action.id, RESULTS)
    return (
        cell(str(action.number or "–")),
        cell(name, of=of_action(action.id, "name")),
        cell(outcome.agreement, outcome.state, of=of),
        cell(*(lines or [NO_RESULT]), of=of),
    )


def all_counts(material: Material, action: Action) -> Iterator[Block]:
    """Yield all that the instruments of an action show, and which reports did not come."""
    own = material.results.get(action.id, ())
    said = [result.sentence for result in own]
    said += [missing.sentence for result in own for missing in result.missing]
    if said:
        yield Listing(tuple(line(one, of=of_action(action.id, RESULTS)) for one in said))
