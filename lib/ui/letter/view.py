"""What the page Brief knows, read once per state of the agenda; and how its three columns read.

Owns the list of what is there and missing, the preview and the changes beside it; the files have a module of
their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.documents import letter_html
from lib.dutch import day_text
from lib.model.letter import Letter, LetterText
from lib.rules.letter import changes, checklist
from lib.rules.letter.changes import Entry
from lib.rules.letter.checklist import Check, Link, Point
from lib.rules.letter.content import Document, Part, text_of
from lib.rules.letter.letter import document
from lib.rules.letter.material import Material
from lib.rules.letter.measures import measure
from lib.store import history
from lib.store.file.connection import Database, reading
from lib.store.letters import drafts
from lib.store.letters.material import material
from lib.ui.elements.html import link, show, wear
from lib.ui.elements.switch import switch
from lib.ui.here.address import EDITING, MODE, shared_params
from lib.ui.here.cache import kept, kept_here, kept_with
from lib.ui.here.state import Here

PART = "deel"
_CSS = Path(__file__).with_name("letter.css")
_SIGNS = {checklist.READY: "ready", checklist.NOTE: "note", checklist.MISSING: "missing"}
_SHORT = {"brief": "Brief"}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page draws from; `newest` is its place in the history."""

    newest: int
    material: Material
    entries: Sequence[Entry]
    document: Document
    checks: Sequence[Check]
    letters: Sequence[Letter]
    texts: Mapping[str, LetterText]


def dress() -> None:
    wear(_CSS)


def read_facts(here: Here) -> Facts:
    """Read the letter that is being written, at the moment shown."""
    with reading(here.path, here.at) as db:
        return kept(f"letter {here.person.sees_money()}", here, db, lambda: _read(here, db))


def _read(here: Here, db: Database) -> Facts:
    letter = drafts.draft(db)
    letter_material = material(
        here.path, db, letter, here.day, example=here.is_example, amounts=here.person.sees_money()
    )
    entries = changes.entries(letter_material)
    return Facts(
        newest=history.newest(db),
        material=letter_material,
        entries=entries,
        document=document(letter_material, entries),
        checks=checklist.checks(letter_material, entries),
        letters=drafts.letters(db),
        texts=drafts.texts(db, letter.id),
    )


def head(title: str, beside: str = "") -> Markup:
    """Build the heading of a block of the page, with a few words beside it."""
    return Markup('<div class="wa-letter-head"><h2>{}</h2><span>{}</span></div>').format(title, beside)


# --------------------------------------------------------------------------- is everything there


def parts_list(facts: Facts) -> None:
    """Draw every part with its sign, its word and what is to be done."""
    show(kept_here("parts", lambda: _parts(facts.checks), facts))


def _parts(checks: Sequence[Check]) -> Markup:
    ready = sum(check.state == checklist.READY for check in checks)
    items = Markup().join(_part_item(check) for check in checks)
    said = f"{ready} van {len(checks)} klaar"
    return head("Is alles er?", said) + Markup('<ul class="wa-parts">{}</ul>').format(items)


def _part_item(check: Check) -> Markup:
    return Markup('<li class="{sign}"><b>{title}</b><em>{state}</em><small>{said}</small></li>').format(
        sign=_SIGNS[check.state],
        title=check.title,
        state=check.state,
        said=Markup().join(_point(point) for point in check.points),
    )


def _point(point: Point) -> Markup:
    ways = Markup(" · ").join(_way(way) for way in point.links)
    return Markup("<span>{} {}</span>").format(point.said, ways)


def _way(way: Link) -> Markup:
    params = {**shared_params(), **dict(way.params)}
    if way.page == checklist.HERE:
        params[MODE] = EDITING
    return link(way.page, way.words, params)


# --------------------------------------------------------------------------- as it will read


def preview(facts: Facts, other: Mapping[str, str]) -> str:
    """Draw the chosen part of the letter, as every form of it will read; return what was chosen.

    `other` names what can be chosen beside the parts and is drawn elsewhere.
    """
    parts = {part.key: part for part in facts.document.parts}
    names = {key: _SHORT.get(key, part.title.split(":")[0]) for key, part in parts.items()}
    with st.container(key="letter-parts", horizontal=True, vertical_alignment="center"):
        chosen = switch("Deel van de brief", PART, {**names, **other}, key="letter part")
        if chosen in other:
            return chosen
        measured, read = kept_with(
            ("letter", chosen), lambda: _as_it_reads(parts[chosen], facts.document), facts
        )
        show(measured)
    show(read)
    return chosen


def _as_it_reads(part: Part, document: Document) -> tuple[Markup, Markup]:
    """Build how long a part is, and the part itself."""
    measured = Markup('<p class="wa-reading">{}</p>').format(measure(part.blocks).sentence)
    read = Markup('<article class="wa-letter" aria-label="{title}">{marks}{blocks}</article>').format(
        title=part.title,
        marks=letter_html.marks(document),
        blocks=letter_html.part(part, document, deeper=2),
    )
    return measured, read


# --------------------------------------------------------------------------- since the one before


def since_list(facts: Facts) -> None:
    """Draw what goes along, with its day, and what is only counted."""
    differences = kept_with("since", lambda: compared(facts.material, facts.entries), facts)
    show(head("Sinds de vorige brief") + differences)


def compared(former: Material, entries: Sequence[Entry]) -> Markup:
    """Build the differences between two letters, each with its day."""
    items = Markup().join(_since_item(entry) for entry in entries)
    if not items:
        items = Markup("<li><p>Geen wijzigingen.</p></li>")
    if former.turned_back:
        items += Markup("<li><b>{} keer</b><p>heen en weer gewijzigd: geteld, niet genoemd</p></li>").format(
            former.turned_back
        )
    since = Markup('<p class="wa-compared">Vergeleken met {}.</p>').format(former.since)
    return since + Markup('<ul class="wa-along">{}</ul>').format(items)


def _since_item(entry: Entry) -> Markup:
    day = day_text(entry.on) if entry.on else "zonder dag"
    proposed = Markup(" <em>voorstel</em>") if entry.proposed else Markup()
    return Markup("<li><b>{day}</b><small>{heading}{proposed}</small><p>{text}</p></li>").format(
        day=day, heading=entry.heading, proposed=proposed, text=_short(text_of(entry.line))
    )


def _short(text: str) -> str:
    """Return the line without its ground: the letter beside it has that."""
    return text.split(" Grond: ")[0].split(" Op advies van ")[0]
