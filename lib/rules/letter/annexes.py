"""The annexes: the agenda in the order of 2021 with the adopted text, the policy, the terms, the account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from lib.dutch import day_text
from lib.model.agenda import Action, Goal, Step
from lib.rules.letter.authors import of_action
from lib.rules.letter.content import (
    Block,
    Cell,
    Contents,
    Heading,
    Line,
    Listing,
    Pairs,
    Paragraph,
    Part,
    Run,
    Table,
    cell,
    line,
    lines_of,
    paragraph,
)
from lib.rules.letter.counts import all_counts, known_then
from lib.rules.letter.layers import money_per_action
from lib.rules.letter.material import Aside, Material, in_order, priority_words
from lib.rules.letter.sections import own_words

AGENDA, POLICY, TERMS, ACCOUNT = "bijlage-1", "bijlage-2", "bijlage-3", "bijlage-4"
REACHED, DONE = "Wat hebben we bereikt?", "Wat hebben we ervoor gedaan?"
NOTHING_REACHED, NOTHING_DONE = "Nog niets vastgelegd.", "In deze periode is niets vastgelegd."
OUR_MEASURES = (
    "Activering, draagvlak en overdraagbaarheid zijn eigen uitwerking. De vastgestelde agenda noemt daarvoor "
    "geen maat. Draagvlak heet hier voldoende als elke nodige partij heeft geantwoord, geen partij nee zegt, "
    "en bedrijfsleven, onderwijs en overheid elk minstens één ja zonder voorwaarde geven.",
    "Partijen staan met hun naam in deze brief als zij het manifest hebben bekrachtigd. Andere partijen "
    "noemen wij alleen naar hun kant: bedrijfsleven, onderwijs of overheid.",
    "Is iets in een overleg geadviseerd en hebben Gedeputeerde Staten er nog niet over besloten? Dan staat "
    "het hier als voorstel.",
)


# --------------------------------------------------------------------------- annex 1


def agenda(material: Material) -> Part:
    """Build annex 1 in its own order: the goals in two rows of three, then all actions and their text."""
    return Part(AGENDA, "Bijlage 1: agenda en toelichting", tuple(_agenda(material)))


def _agenda(material: Material) -> Iterator[Block]:
    texts = material.adopted.texts
    yield Heading(1, "Bijlage 1: agenda en toelichting", AGENDA)
    yield paragraph("Vastgestelde tekst is woordelijk overgenomen en staat ingesprongen.", "small")
    for key in ("table-title", "table-note", "task"):
        yield Paragraph(line(texts[key].text), "adopted")
    goals = sorted(material.adopted.goals, key=lambda goal: goal.position)
    for row in (goals[:3], goals[3:]):
        yield _goals(material, row)
    for text in texts["legend"].text.split("\n"):
        yield paragraph(text, "adopted")
    yield paragraph(texts["criterion"].text, "adopted")
    yield _priorities(material, goals)
    yield Heading(2, texts["explanation-title"].text, "toelichting")
    for action in in_order(material.now.actions):
        yield from _explanation(material, action)
    yield from money_per_action(material)


def _goals(material: Material, goals: Sequence[Goal]) -> Table:
    """Return three goals side by side with their activities, as the annex prints them."""
    cells = tuple(
        tuple(
            line(action.adopted.source)
            for action in material.now.actions
            if action.adopted and action.adopted.goal_id == goal.id
        )
        for goal in goals
    )
    title = f"Agenda werkambassadeur, doelen {goals[0].position} tot en met {goals[-1].position}"
    return Table(title, tuple(goal.source for goal in goals), (cells,), (5.3, 5.3, 5.4))


def _priorities(material: Material, goals: Sequence[Goal]) -> Table:
    """Return one row per action: its goal, and its priority as adopted and as it is."""
    rows = tuple(
        _priority_row(material, goal, action)
        for goal in goals
        for action in material.now.actions
        if action.goal_id == goal.id
    )
    heads = ("Doel", "Nr.", "Activiteit", "Prioriteit was", "Prioriteit is")
    return Table("Doelen, activiteiten en prioriteiten", heads, rows, (4.2, 1.0, 5.8, 2.4, 2.6))


def _priority_row(material: Material, goal: Goal, action: Action) -> tuple[Cell, ...]:
    adopted, standing = action.adopted, material.now.priority(action)
    proposal = [f"Voorstel: {priority_words(action.priority)}"] if action.priority != standing else []
    return (
        cell(goal.name),
        cell(str(action.number or "–")),
        cell(material.now.bare_name(action), of=of_action(action.id, "name")),
        cell(priority_words(adopted.priority) if adopted else "niet in de agenda van 2021"),
        cell(priority_words(standing), *proposal, of=of_action(action.id, "priority")),
    )


def _explanation(material: Material, action: Action) -> Iterator[Block]:
    """Yield the adopted explanation of an action, and what was reached and done in the period."""
    name = action.adopted.full_name if action.adopted else action.name
    yield Heading(3, f"{action.number}. {name}" if action.number else name)
    if action.adopted and action.adopted.explanation:
        yield paragraph(action.adopted.explanation, "adopted")
    steps = material.recorded(action)
    results = [step for step in steps if step.kind == "resultaat"]
    others = [step for step in steps if step.kind != "resultaat"]
    for title, entries, nothing in ((REACHED, results, NOTHING_REACHED), (DONE, others, NOTHING_DONE)):
        yield Heading(4, title)
        own = list(own_words(material, f"{_KEYS[title]} {action.id}"))
        yield from own
        if entries:
            yield Listing(tuple(_step(step) for step in entries))
        counts = list(all_counts(material, action)) if title == REACHED else []
        yield from counts
        if not entries and not own and not counts:
            yield paragraph(nothing)


_KEYS = {REACHED: "bereikt", DONE: "gedaan"}


def _step(step: Step) -> Line:
    return line(f"{step.what.rstrip('.')} ({day_text(step.happened_on)}).", of=(("step", str(step.id)),))


# --------------------------------------------------------------------------- annexes 2 to 4


def policy(material: Material) -> Part:
    """Return annex 2: the policy as adopted, with our notes beside what is outdated."""
    text = material.adopted.texts["section-2"]
    title = "Bijlage 2: beleid Arbeidsmarkt en Onderwijs"
    notes = _asides(material)
    blocks: list[Block] = [
        Heading(1, title, POLICY),
        paragraph(text.title, "adopted"),
        paragraph(text.text, "adopted"),
    ]
    blocks += [Heading(2, "Kanttekeningen bij deze tekst")] if notes else []
    blocks += [paragraph(f"{aside.text} Bron: {aside.source}.", "margin") for aside in notes]
    return Part(POLICY, title, (*blocks, *own_words(material, POLICY)))


def terms(material: Material) -> Part:
    """Return annex 3: the words that a reader may not know."""
    title = "Bijlage 3: begrippen"
    pairs = Pairs(tuple((term, line(meaning)) for term, meaning in material.adopted.terms))
    return Part(TERMS, title, (Heading(1, title, TERMS), pairs))


def account(material: Material, others: Sequence[Part]) -> Part:
    """Build annex 4: as of which day, from which sources, by which rules of our own; the mark of the text."""
    title = "Bijlage 4: verantwoording"
    edition = material.edition or "nog niet vastgelegd: dit is een concept"
    facts = [
        ("Peildatum", day_text(material.day)),
        ("Editie", edition),
        ("Vergeleken met", material.since),
        ("Periode", _period(material)),
        ("Kenmerk van de tekst", fingerprint(others)),
        *([("Anker van de geschiedenis", material.anchor)] if material.anchor else []),
    ]
    blocks: list[Block] = [
        Heading(1, title, ACCOUNT),
        Pairs(tuple((name, line(value)) for name, value in facts)),
        Heading(2, "Bronnen"),
        Listing(tuple(line(source) for source in _sources(material))),
        *known_then(material),
        Heading(2, "Eigen uitwerking"),
        *(paragraph(text) for text in OUR_MEASURES),
    ]
    return Part(ACCOUNT, title, (*blocks, *own_words(material, ACCOUNT)))


def _period(material: Material) -> str:
    until = day_text(material.ends)
    return f"{day_text(material.starts)} tot en met {until}" if material.starts else f"tot en met {until}"


def _sources(material: Material) -> list[str]:
    """Return the adopted text first, and then those of our notes beside it."""
    named = [material.adopted.texts["title"].text, *(aside.source for aside in _asides(material))]
    return list(dict.fromkeys(named))


def _asides(material: Material) -> list[Aside]:
    """Return our notes on what was outdated by the day of the letter."""
    return [aside for aside in material.adopted.asides if aside.since <= material.day.isoformat()]


def fingerprint(parts: Sequence[Part]) -> str:
    """Return the SHA-256 of all words of these parts, in eight groups: the same text has the same mark."""
    blocks = [block for part in parts for block in part.blocks if not isinstance(block, Contents)]
    words = "\n".join(lines_of(blocks))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return " ".join(digest[place : place + 8] for place in range(0, 64, 8))


def notes(material: Material) -> dict[str, Line]:
    texts = ((number, material.adopted.texts[f"footnote-{number}"].text) for number in "1234")
    return {number: _note(text) for number, text in texts}


def _note(text: str) -> Line:
    return (Run(text, address=text),) if text.startswith("https://") else line(text)
