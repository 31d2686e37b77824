"""What is read is Dutch and in the words that were agreed: on every page, slide and file of both sets."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from streamlit.testing.v1.element_tree import Element

from lib.documents import letter_html, letter_word
from lib.documents.tables.campus_rows import campus_rows
from lib.documents.tables.figure_files import Extract, figure_rows
from lib.documents.tables.manifest_rows import manifest_rows
from lib.documents.tables.page import as_csv
from lib.model.regions import PROVINCE
from lib.rules.letter.letter import document
from lib.store import campuses, figures, manifest, meetings
from lib.store.file.connection import reading
from lib.store.letters.drafts import draft
from lib.store.letters.material import material
from lib.ui.meetings.close import word_minutes
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.views import ADDRESSES

ACTIONS = tuple(
    f"/actie?actie={action}&tab={tab}"
    for action in ("3", "4", "8", "m1")
    for tab in ("stand", "coalitie", "purpose-case", "geschiedenis")
)
"""Actions that differ in what is recorded, and one that ended."""
EDITING = re.compile(r"(?<=[?&])modus=bewerken(&|$)")
PAST = re.compile(r"(?<=[?&])(op|sinds)=")
RECORDS = re.compile(r"actie=(?!8)|overleg=")
"""What asks for the state or the changes of then, and for a record that the real agenda has nothing of."""
LOOKS = re.compile(r"(kleur|tekening|indicator)=|actie=(3|m1)&tab=(coalitie|purpose-case|geschiedenis)")
"""What has the forms of another address: only a picture, or what is recorded of an action, differs."""
VIEWED = [address for address in (*ADDRESSES, *ACTIONS) if not EDITING.search(address)]
EDITED = [
    *dict.fromkeys(
        EDITING.sub("", address).rstrip("?&")
        for address in (*ADDRESSES, *ACTIONS)
        if not (PAST.search(address) or LOOKS.search(address))
    )
]
"""Where a page is looked at in Inzien, and where in Bewerken, in which all pages of now are asked for."""
WALKED = {
    ("real", "viewed"): [one for one in VIEWED if not (PAST.search(one) or RECORDS.search(one))],
    ("real", "edited"): [one for one in EDITED if not RECORDS.search(one)],
    ("example", "viewed"): [one for one in VIEWED if one in ACTIONS or one.startswith("/presenteren")],
    ("example", "edited"): EDITED,
}
"""All pages of both sets; what else the example shows in Inzien is read when all of it is taken away."""
ENGLISH = {"choose", "select", "add", "option", "options", "no"}


def choices(here: Screen) -> Iterator[Any]:
    """Every field with a list of choices."""
    yield from here.app.selectbox
    yield from here.app.multiselect


def shows_placeholder(field: Any) -> bool:
    """Whether nothing is chosen; an option such as “niet bekend” also has no value, but it is a choice."""
    chosen = field.value if field.type == "multiselect" else field.value is not None
    return not chosen and not (field.type == "selectbox" and field.proto.HasField("default"))


def in_dutch(placeholder: str) -> bool:
    """Whether an empty field says something, and not in the words that Streamlit has for it."""
    return bool(placeholder.strip()) and not ENGLISH & set(placeholder.lower().split())


DROPPED = (
    r"stopproef", r"helices", r"(?<!triple )\bhelix\b", r"\bvacant\b", r"\bpoort\b", r"\baan tafel\b",
    r"^(trek|draai|bewaar|verplaats|neem over|haal van|beëindig|laat maar|leg \w+ vast|voeg toe)\b",
    r"(?-i:(?<!stand )(?<!van )\bvóór \d)", r"geparkeerd", r"beginpunt", r"in handen van", r"\bklaar op\b",
    r"bewijs van oorzaak", r"moet(en)? bewegen", r"te(lt|llen) weer mee", r"weer geldig", r"stand in woorden",
    r"vraagt antwoord", r"nog juist", r"doet weer mee", r"niet per se", r"valt er .* om", r"160 partijen",
    r"volgens voetnoot 1", r"gepubliceerd is alleen", r"activiteiten staan", r"beeindig", r"regio's",
    r"vlag:", r"press enter", r"(choose|select|add) an? ", r"\bblik\b",
)  # fmt: skip
"""What was taken off the screens, each for another word that reads better."""
FORBIDDEN = re.compile("|".join(DROPPED), re.IGNORECASE)
UNREAD = {
    "id",
    "key",
    "form_id",
    "icon",
    "element_hash",
    "url",
    "data",
    "user_key",
    "column",
    "moves",
    "kind",
}
"""What parts of a page carry that nobody reads."""


def told(value: Any) -> Iterator[str]:
    """All strings in something that was sent to the browser, one by one."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "ListFields"):
        yield from told({field.name: part for field, part in value.ListFields()})
    elif isinstance(value, dict):
        yield from told([part for name, part in value.items() if name not in UNREAD])
    elif hasattr(value, "__iter__") and not isinstance(value, bytes):
        for part in value:
            yield from told(part)


def read_html(markup: str) -> str:
    """The words of a piece of HTML with those of its labels, a line per element."""
    labels = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', markup)
    body = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    return html.unescape("\n".join([*labels, *re.split(r"<[^>]+>", body)]))


def words_of(node: Any) -> str:
    """What a visitor reads of one part of a page, and what a screen reader says of it."""
    if node.type == "html":
        return read_html(node.proto.body)
    if node.type == "bidi_component":
        sent = told(json.loads(node.proto.json or "null"))
        return "\n".join(read_html(text) if text.startswith("<") else text for text in sent)
    return "\n".join(told(node.proto))


def read(here: Screen) -> str:
    """All words on the page, a label or a sentence per line."""
    return "\n".join(words_of(node) for node in here.app._tree if isinstance(node, Element))


def dropped(where: str, words: str) -> set[str]:
    """Where a word stands that was dropped."""
    return {f"{hit!r} in {line!r} on {where}" for line in words.splitlines() for hit in forbidden(line)}


@cache
def forbidden(line: str) -> list[str]:
    """The words of a line that were dropped; addresses are not read. Most lines stand on many pages."""
    read = line.strip()
    return [] if read.startswith("./") else [hit.group() for hit in FORBIDDEN.finditer(read)]


def read_word(file: bytes) -> str:
    """The words of a Word file, a line per paragraph."""
    paragraphs = Document(io.BytesIO(file)).element.body.iter(qn("w:p"))
    return "\n".join("".join(part.text or "" for part in own.iter(qn("w:t"))) for own in paragraphs)


def files(path: Path, *, example: bool) -> Iterator[tuple[str, str]]:
    """Every kind of file that leaves the app: minutes, letter, and three tables."""
    today = date(2026, 11, 25)
    with reading(path) as db:
        letter = document(material(path, db, draft(db), today, example=example))
        held = [meeting.id for meeting in meetings.meetings(db)]
        places, ledger = campuses.campuses(db), manifest.ledger(db)
        sets, (indicator, *_) = figures.current_sets(db), figures.indicators(db)
        series = figures.series(db, indicator.id, [PROVINCE], sets)
    yield "letter", read_html(letter_html.page(letter).decode())
    yield "letter in Word", read_word(letter_word.word_file(letter, today))
    for meeting_id in held:
        yield f"minutes {meeting_id}", read_word(word_minutes(path, meeting_id, None))
    extract = Extract(indicator, "alles", series, sets, today, today)
    for table in (
        campus_rows("Campussen", places, today),
        manifest_rows("Manifest", ledger, today, "alles"),
        figure_rows("Cijfers", extract),
    ):
        yield table.caption, as_csv(table, []).decode().replace(";", "\n")


@pytest.mark.parametrize("dataset", ["real", "example"])
def test_every_form_speaks_dutch_also_where_nothing_is_chosen(
    dataset: str, screen: OpenScreen, unfolded: None, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(dataset)
    before = path.read_bytes()
    seen: set[str] = set()
    for address in WALKED[dataset, "edited"]:
        here = screen("Anna").open_address(address, modus="bewerken")
        assert dropped(address, read(here)) == set()
        for field in choices(here):
            seen.add(field.label)
            if shows_placeholder(field):
                assert in_dutch(field.proto.placeholder), f"{field.label!r} on {address}"
        for field in here.app.multiselect:
            assert not field.proto.select_all, f"{field.label!r} offers “Select all”"
    assert {"Fase", "Aanjager", "Nieuwe fase", "Doel", "Met welke partijen", "Actie", "Regio"} <= seen
    assert path.read_bytes() == before


@pytest.mark.parametrize("dataset", ["real", "example"])
def test_no_word_that_was_dropped_stands_on_a_page_or_in_a_file(
    dataset: str, screen: OpenScreen, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(dataset)
    here, found = screen("Anna"), set()
    for address in WALKED[dataset, "viewed"]:
        found |= dropped(address, read(here.open_address(address)))
    for name, words in files(path, example=dataset == "example"):
        found |= dropped(name, words)
    assert found == set()


def test_a_word_leads_to_its_meaning_where_a_page_first_says_it(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("begrippen")
    explained = set(re.findall(r'<div id="([^"]+)"', here.markup))
    assert 'class="wa-word"' not in here.markup
    said: set[str] = set()
    for page in ("", "stand", "coalities", "campussen", "arbeidsmarkt", "brief"):
        ways = re.findall(r'class="wa-word" href="./begrippen[^"#]*#([^"]+)"', here.open(page).markup)
        assert len(ways) == len(set(ways)), f"a word is linked once on {page}"
        assert re.findall(r'class="wa-word" href="[^"]+#([^"]+)"', here.run().markup) == ways
        said |= set(ways)
    assert said <= explained
    assert {"aanjager", "bewijs", "draagvlak", "gs-en-ps", "stoel", "triple-helix"} <= said
    assert 'class="wa-word"' not in here.open("presenteren", overleg="agenda").markup
