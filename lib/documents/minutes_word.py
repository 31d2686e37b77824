"""The minutes of a meeting as a Word file.

Owns which part of the minutes becomes a heading, a table or a line; what stands in them is made in `minutes`,
how it looks is of `word`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from docx.document import Document as WordFile
from docx.shared import Pt

from lib.documents import word
from lib.documents.minutes import NO_DAY, NOBODY, Entry, Minutes, Section
from lib.documents.word import add, add_heading, add_pair, add_table

NOBODY_AND_NO_DAY = "geen verantwoordelijke en geen datum"
DRAFT = "CONCEPT – dit overleg is nog niet gesloten"
OLD_PROMISES = "Stand van eerdere toezeggingen"
_THREE, _FOUR, _STATES = (1.2, 10.6, 4.2), (1.2, 4.0, 7.1, 3.7), (2.4, 3.8, 6.1, 3.7)
"""The widths of the columns in centimetres, sixteen together."""


def word_file(minutes: Minutes, made_at: datetime) -> bytes:
    """Make the file; `made_at` goes into its properties."""
    running = f"CONCEPT · {minutes.title}" if minutes.draft else minutes.title
    running = f"{running} · alles in dit verslag is verzonnen" if minutes.example else running
    document = word.new_file(minutes.title, running, made_at)
    _head(document, minutes)
    _recorded(document, minutes)
    _promises(document, minutes.promises)
    _agenda(document, minutes)
    add_heading(document, "Over dit verslag", 1)
    for line in minutes.origin:
        add(document, line)
    return word.written(document)


def _head(document: WordFile, minutes: Minutes) -> None:
    if minutes.draft:
        run = add(document, DRAFT).runs[0]
        run.bold, run.font.color.rgb = True, word.ALARM
    add_heading(document, minutes.title, 0)
    for name, value in minutes.facts:
        add_pair(document, name, value)
    add(document, minutes.summary).paragraph_format.space_before = Pt(6)


def _recorded(document: WordFile, minutes: Minutes) -> None:
    """Write agreements first, then pledges by party, what is still asked, and what is advised."""
    _entries(document, "Afspraken", "Afspraak", minutes.agreements, "Er is niets afgesproken.")
    add_heading(document, "Toezeggingen", 1)
    if minutes.pledges:
        rows = [
            (_number(entry), [entry.owner], _text_about(entry), [entry.due or NO_DAY])
            for entry in minutes.pledges
        ]
        add_table(document, "Toezeggingen", ("Nr.", "Partij", "Wat", "Gereed op"), _FOUR, rows)
    else:
        add(document, "Er is niets toegezegd.")
    _entries(document, "Open vragen", "Vraag", minutes.questions, "Er zijn geen open vragen.")
    _entries(document, "Adviezen", "Advies", minutes.advice, "Er is niets geadviseerd.")


def _entries(document: WordFile, title: str, head: str, entries: Sequence[Entry], nothing: str) -> None:
    add_heading(document, title, 1)
    if entries:
        rows = [(_number(entry), _text_about(entry), _who_and_when(entry)) for entry in entries]
        add_table(document, title, ("Nr.", head, "Wie en wanneer"), _THREE, rows)
    else:
        add(document, nothing)


def _promises(document: WordFile, promises: Sequence[Entry]) -> None:
    """Write what became of what was promised before, when anything was."""
    if not promises:
        return
    add_heading(document, OLD_PROMISES, 1)
    rows = [([entry.label], [entry.owner], _text_about(entry), [entry.due or NO_DAY]) for entry in promises]
    add_table(document, OLD_PROMISES, ("Stand", "Partij", "Wat", "Gereed op"), _STATES, rows)


def _number(entry: Entry) -> list[str]:
    return [entry.label.rpartition(" ")[2]]


def _text_about(entry: Entry) -> list[str]:
    return [line for line in (entry.text, entry.proposed, entry.about, entry.room, entry.figures) if line]


def _who_and_when(entry: Entry) -> list[str]:
    """Tell who does it and by when; nothing about an agreement that nobody has to do anything for."""
    if not entry.owner and not entry.due:
        return [NOBODY_AND_NO_DAY]
    return [entry.owner or NOBODY, entry.due or NO_DAY]


def _agenda(document: WordFile, minutes: Minutes) -> None:
    add_heading(document, "Agenda", 1)
    if not minutes.sections:
        add(document, "Er stonden geen punten op de agenda.")
    for section in minutes.sections:
        _section(document, section)
    if minutes.parked:
        add_heading(document, "Doorgeschoven naar een volgend overleg", 2)
        for title in minutes.parked:
            add(document, title, style="List Bullet")


def _section(document: WordFile, section: Section) -> None:
    """Write an item of the agenda: what was asked and recorded, then the state of its action, together."""
    add_heading(document, section.heading, 2)
    lines = [add_pair(document, name, text) for name, text in section.lines]
    if not section.state:
        return
    if sum(len(line.text) for line in lines) < word.SPLITS_FROM:
        for line in lines:
            line.paragraph_format.keep_with_next = True
    label = add(document, "Stand van de actie")
    label.runs[0].bold, label.paragraph_format.space_after = True, Pt(2)
    state = [add_pair(document, name, text, style="List Bullet") for name, text in section.state]
    if sum(len(line.text) for line in state) < word.SPLITS_FROM:
        for line in (label, *state[:-1]):
            line.paragraph_format.keep_with_next = True
