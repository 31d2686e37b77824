"""The footnotes of the annex as they read beside the text that carries their mark.

Owns `data/footnotes.toml`: what is known of the pages that two of them link to.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

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


def written(note: AnnexText) -> str:
    """A footnote as markup: a link with what is known of its page, the definition, or its plain text."""
    title = f"<b>{escape(note.title)}</b>"
    if note.id == DEFINITION:
        start, rest = note.text[: len(_DEFINED)], note.text[len(_DEFINED) :]
        text = f"<b>Definitie</b>, voetnoot 4: <dfn>{escape(start)}</dfn>{escape(rest)}"
        return f'<p class="wa-note">{text}</p>'
    page = _pages().get(note.id)
    if page is None:
        return f'<p class="wa-note">{title} {escape(note.text)}</p>'
    address = escape(note.text)
    return (
        f'<p class="wa-note">{title} <a href="{address}" target="_blank" rel="noreferrer">{address}</a> '
        f"(vraagt internet): {escape(page.title)}. <b>Samenvatting:</b> {escape(page.summary)} "
        f"<small>Naar {escape(page.source)}; de pagina zelf is niet geopend.</small></p>"
    )
