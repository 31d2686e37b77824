"""The footnotes of the annex as they read beside the text that carries their mark.

Owns `data/footnotes.toml`: what is known of the pages that two of them link to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from lib.model.agenda import AnnexText
from lib.store.file.connection import DATA

DEFINITION = "footnote-4"
"""The footnote that says what "van werk naar werk" means."""
_DEFINED = "Van werk naar werk"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a footnote links to: what it is about, and who says so; it was not opened itself."""

    footnote: str
    title: str
    summary: str
    source: str


@cache
def _pages() -> Mapping[str, Page]:
    with (DATA / "footnotes.toml").open("rb") as file:
        return {entry["footnote"]: Page(**entry) for entry in tomllib.load(file)["page"]}


def written(note: AnnexText) -> Markup:
    """Build a footnote: a link with what is known of its page, the definition, or its plain text."""
    if note.id == DEFINITION:
        start, rest = note.text[: len(_DEFINED)], note.text[len(_DEFINED) :]
        return Markup('<p class="wa-note"><b>Definitie</b>, voetnoot 4: <dfn>{}</dfn>{}</p>').format(
            start, rest
        )
    page = _pages().get(note.id)
    if page is None:
        return Markup('<p class="wa-note"><b>{}</b> {}</p>').format(note.title, note.text)
    return Markup(
        '<p class="wa-note"><b>{}</b> <a href="{}" target="_blank" rel="noreferrer">{}</a> (vraagt '
        "internet): {}. <b>Samenvatting:</b> {} <small>Naar {}; de pagina zelf is niet geopend.</small></p>"
    ).format(note.title, note.text, note.text, page.title, page.summary, page.source)
