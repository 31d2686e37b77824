"""The letter itself: eight sections, from the answer in three sentences to what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.dutch import amount_text, count_text, day_text, list_text, sentence_case
from lib.model.agenda import ENDED, LADDER, Action
from lib.model.letter import ASKS, SECTIONS, TREATMENTS
from lib.model.meetings import PLEDGE
from lib.rules.letter import changes
from lib.rules.letter.authors import COALITION, STAGE, of_action
from lib.rules.letter.changes import Entry
from lib.rules.letter.content import (
    Block,
    Cell,
    Heading,
    Listing,
    Pairs,
    Paragraph,
    Run,
    Table,
    cell,
    line,
    paragraph,
)
from lib.rules.letter.counts import NO_RESULT, counts
from lib.rules.letter.layers import money
from lib.rules.letter.material import Material, in_order, priority_words
from lib.rules.letter.risks import risks

OPEN = "nog niet ingevuld"
_STAND_WIDTHS = (1.0, 3.9, 1.9, 2.6, 3.5, 3.1)
_FIRST_SENTENCE = re.compile(r".*?\w{4}[.?!](?= +[A-ZÀ-Ý“‘])", re.DOTALL)
"""The end of a sentence, not of an abbreviation of a few letters."""


def head(material: Material) -> Pairs:
    """Tell who writes to whom about what, and how it is proposed to be treated."""
    letter = material.letter
    rows = [
        ("Van", "Gedeputeerde Staten van Noord-Holland", ""),
        ("Aan", "Provinciale Staten van Noord-Holland", ""),
        ("Datum", day_text(letter.sent_on) if letter.sent_on else "volgt bij verzending", "sent_on"),
        ("Kenmerk", letter.reference or OPEN, "reference"),
        ("Betreft", letter.subject or OPEN, "subject"),
        ("Portefeuillehouder", letter.portfolio or OPEN, "portfolio"),
        ("Commissie", letter.committee or OPEN, "committee"),
        ("Voorstel van behandeling", TREATMENTS[letter.treatment], "treatment"),
        ("Openbaarheid", letter.secrecy, "secrecy"),
        ("Bijlagen", "4", ""),
    ]
    return Pairs(tuple((name, line(value, of=(("letter", field),))) for name, value, field in rows))


def body(material: Material, entries: Sequence[Entry]) -> Iterator[Block]:
    """Yield the sections in their order, each with its own words behind what the app worked out."""
    makers = {
        "kern": kern(material, entries),
        "aanleiding": _cause(material),
        "stand": _standing(material),
        "wijzigingen": changes.blocks(material, entries),
        "cijfers": counts(material),
        "geld": money(material),
        "risicos": _risks(material),
        "vervolg": _next(material),
    }
    for key, blocks in makers.items():
        yield Heading(2, _title(material, key), key)
        yield from blocks
        yield from own_words(material, key)
    yield from _signature()


def _title(material: Material, key: str) -> str:
    return f"{SECTIONS[key]} sinds {material.since}" if key == "wijzigingen" else SECTIONS[key]


def own_words(material: Material, key: str) -> Iterator[Paragraph]:
    """Tell what staff wrote in a section, a paragraph for each line."""
    for text in material.texts.get(key, "").split("\n"):
        if text.strip():
            yield paragraph(text.strip(), of=(("letter_text", key),))


# --------------------------------------------------------------------------- kern


def kern(material: Material, entries: Sequence[Entry]) -> Iterator[Block]:
    """Yield three sentences: what is achieved, what changes, what is asked."""
    sentences = (_achieved(material), _changed(entries), ASKS[material.letter.asks])
    yield paragraph(" ".join(sentences))


def _achieved(material: Material) -> str:
    actions, all_of_them = material.now.actions, amount_text(len(material.now.actions))
    if not any(action.placed for action in actions) and not any(material.now.steps.values()):
        return f"Over de voortgang van de {all_of_them} acties is nog niets vastgelegd."
    further = [action for action in actions if _is_further(material, action)]
    verb = "is er" if len(further) == 1 else "zijn er"
    if not further:
        return f"Sinds {material.since} is geen van de {all_of_them} acties een fase verder."
    number = amount_text(len(further))
    return f"Van de {all_of_them} acties {verb} {number} een fase verder dan in {material.since}."


def _is_further(material: Material, action: Action) -> bool:
    """Tell whether an action stands higher on the ladder than it did."""
    then = next((older for older in material.then.actions if older.id == action.id), None)
    stage, was = material.now.stage(action), material.then.stage(then) if then else LADDER[0]
    if stage == ENDED or was == ENDED:
        return False
    return action.placed and LADDER.index(stage) > LADDER.index(was)


_COUNTED = (
    (changes.ENDINGS, "actie is beëindigd", "acties zijn beëindigd"),
    (changes.NEWCOMERS, "actie is nieuw", "acties zijn nieuw"),
    (changes.PRIORITY, "prioriteit is gewijzigd", "prioriteiten zijn gewijzigd"),
)


def _changed(entries: Sequence[Entry]) -> str:
    decided = [entry.heading for entry in entries if not entry.proposed]
    counts = ((decided.count(heading), noun, more) for heading, noun, more in _COUNTED)
    parts = [count_text(number, single, plural) for number, single, plural in counts if number]
    proposed = sum(entry.proposed for entry in entries)
    sentence = (
        sentence_case(list_text(parts)) if parts else "De acties en hun prioriteiten zijn gelijk gebleven"
    )
    if proposed:
        return f"{sentence}; wij stellen {count_text(proposed, 'wijziging', 'wijzigingen')} voor."
    return f"{sentence}."


# --------------------------------------------------------------------------- sections


def _first(text: str) -> str:
    """Return the first sentence: annex 1 has the others."""
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else text


def _cause(material: Material) -> Iterator[Block]:
    """Yield the letter before this one, and which moties and toezeggingen this one answers."""
    if material.previous and material.previous.sent_on:
        reference = f", kenmerk {material.previous.reference}" if material.previous.reference else ""
        yield paragraph(
            f"Onze vorige brief hierover is van {day_text(material.previous.sent_on)}{reference}."
        )
    else:
        yield paragraph(
            "Dit is de eerste brief over de voortgang sinds u de werkagenda 2021-2023 van ons ontving."
        )
    answered = [request for request in material.requests if request.letter_id == material.letter.id]
    if not answered:
        yield paragraph("Met deze brief beantwoorden wij geen motie of toezegging.")
        return
    rows = tuple(
        (
            cell(request.label, day_text(request.dated_on), of=of),
            cell(request.text, of=of),
            cell(request.answer or OPEN, of=of),
            cell("ja" if request.state == "afgedaan" else "nee", of=of),
        )
        for request in answered
        for of in [(("ps_request", str(request.id)),)]
    )
    heads = ("Motie of toezegging", "Wat is gevraagd of toegezegd", "Antwoord", "Hiermee afgedaan")
    yield Table("Moties en toezeggingen", heads, rows, (3.2, 5.2, 5.4, 2.2))


def _standing(material: Material) -> Iterator[Block]:
    """Yield all actions with their priority, stage, one result and driver."""
    heads = ("Nr.", "Actie", "Prioriteit", "Fase", "Laatste resultaat", "Aanjager")
    rows = tuple(_stand_row(material, action) for action in in_order(material.now.actions))
    yield Table("Stand van zaken per actie", heads, rows, _STAND_WIDTHS)


def _stand_row(material: Material, action: Action) -> tuple[Cell, ...]:
    now = material.now
    proposals = [f"Voorstel: {proposal}" for proposal in now.proposals(action)]
    name = now.bare_name(action)
    results = [step for step in now.steps.get(action.id, ()) if step.kind == "resultaat"]
    last = max(results, key=lambda step: (step.happened_on, step.id), default=None)
    result = f"{_first(last.what).rstrip('.')} ({day_text(last.happened_on)})." if last else NO_RESULT
    return (
        cell(str(action.number or "–")),
        cell(name, of=of_action(action.id, "name")),
        cell(priority_words(now.priority(action)), of=of_action(action.id, "priority")),
        (
            line(now.stage_words(action), of=of_action(action.id, STAGE)),
            *cell(*proposals, of=of_action(action.id, STAGE, "priority", "name")),
        ),
        cell(result, of=(("step", str(last.id)),) if last else ()),
        cell(material.driver(action), of=of_action(action.id, "driver_id")),
    )


def _risks(material: Material) -> Iterator[Block]:
    open_risks = risks(material)
    if not open_risks:
        yield paragraph("Uit wat is vastgelegd volgen nu geen risico’s.")
        return
    rows = tuple(
        (cell(risk.action), cell(risk.what, of=of_action(risk.action_id, COALITION)), cell(risk.measure))
        for risk in open_risks
    )
    yield Table("Risico’s", ("Actie", "Risico", "Wat wij eraan doen"), rows, (4.0, 6.5, 5.5))


def _next(material: Material) -> Iterator[Block]:
    """Yield coming meetings, what was promised and still comes, and when the next letter does."""
    day = material.day.isoformat()
    coming = sorted(
        (meeting for meeting in material.meetings if meeting.open and meeting.held_on >= day),
        key=lambda meeting: meeting.held_on,
    )
    lines = [line(meeting.label, of=(("meeting", str(meeting.id)),)) for meeting in coming]
    if lines:
        yield paragraph("Deze overleggen zijn gepland:")
        yield Listing(tuple(lines))
    else:
        yield paragraph("Er is nog geen volgend overleg gepland.")
    due = [decision for decision in material.decisions if decision.kind == PLEDGE and not decision.settled_on]
    due = sorted(
        (pledge for pledge in due if pledge.due and pledge.due >= day), key=lambda pledge: pledge.due or ""
    )
    if due:
        yield paragraph("Dit is aan ons toegezegd in overleggen:")
        lines = [
            line(
                f"{pledge.text.rstrip('.')} (uiterlijk {day_text(pledge.due or day)}).",
                of=(("decision", str(pledge.id)),),
            )
            for pledge in due
        ]
        yield Listing(tuple(lines))
    month = material.letter.next_letter or OPEN
    yield paragraph(f"De volgende brief over de voortgang: {month}.", of=(("letter", "next_letter"),))


def _signature() -> Iterator[Block]:
    """Tell who signs, by function: names and signatures are filled in by hand."""
    yield Heading(2, "Ondertekening", "ondertekening")
    yield paragraph("Gedeputeerde Staten van Noord-Holland,")
    yield Listing(((Run("provinciesecretaris: …"),), (Run("voorzitter: …"),)))
