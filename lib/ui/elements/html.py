"""Small pieces of HTML in the house style; every value from outside is escaped here.

Owns markup, not data. `lib/ui/frame/style.css` holds the looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from lib.dutch import day_text, with_soft_hyphens
from lib.model.agenda import HELIXES, LADDER, PRIORITIES, STAGES

Params = Mapping[str, str | Sequence[str]]
_SHAPES = {"A": "square", "B": "circle", "C": "triangle"}
_MARKUP = re.compile(r"<[^>]+>")
_FOOTNOTE = re.compile(r"\[\^(\d)\]")


def show(markup: str) -> None:
    """Put trusted markup on the page; build it with the functions of this module."""
    st.html(markup)


def plain(text: str) -> str:
    """Text that Streamlit shows as it is, without reading it as Markdown, icon or emoji.

    Icons and emoji are looked for after the backslashes are gone; an invisible joiner hides them.
    """
    escaped = re.sub(r"([\\`*_{}\[\]<>~$|]|&(?=[\w#]+;)|:(?=\w))", r"\\\1", text)
    escaped = re.sub(r"^(\s*\d*)([.)#+=-])", r"\1\\\2", escaped, flags=re.MULTILINE)
    return re.sub(r":(?=material/|[\w+-]+\\?:)", ":\u2060", escaped)


def link(page: str, label: str, params: Params, *, icon: str = "", current: bool = False) -> str:
    """A link to a page of the app ("" is the agenda itself) that carries `params` along.

    `lib/ui/frame/links.js` follows it without loading the document again.
    """
    mark = f'<span class="wa-icon" aria-hidden="true">{escape(icon)}</span>' if icon else ""
    now = ' aria-current="page"' if current else ""
    address = escape(address_of(page, params))
    return f'<a class="wa-link" href="{address}" target="_self"{now}>{mark}<span>{escape(label)}</span></a>'


def address_of(page: str, params: Params) -> str:
    """A relative address, right from every page and under every base path."""
    return f"./{page}?{urlencode(params, doseq=True)}".removesuffix("?")


def helix_name(helix: str) -> str:
    """A side of the triple helix as a word with its colour before it."""
    return f'<span class="wa-helix {helix}">{HELIXES[helix]}</span>'


def prose(text: str) -> str:
    """Text of the annex or a user as paragraphs, with footnote marks raised."""
    paragraphs = [escape(part) for part in text.split("\n") if part.strip()]
    joined = "".join(f"<p>{part}</p>" for part in paragraphs)
    return _FOOTNOTE.sub(r"<sup><span class='wa-vh'>voetnoot </span>\1</sup>", joined)


def priority_shape(priority: str) -> str:
    """The letter of a priority in its own shape."""
    return f'<b class="wa-shape {_SHAPES[priority]}">{priority}</b>'


def priority_badge(priority: str | None) -> str:
    """The priority as a letter in its own shape, followed by its meaning."""
    if priority is None:
        return '<span class="wa-badge">doorlopend, zonder prioriteit</span>'
    return (
        f'<span class="wa-badge">{priority_shape(priority)}'
        f'<span class="wa-vh">prioriteit </span>{PRIORITIES[priority]}</span>'
    )


def ladder(stage: str, *, placed: bool) -> str:
    """The stage ladder drawn once: rungs passed, the current one, and those to come.

    Without any recorded move (`placed` false) no rung is marked as reached. An ended action stands on none.
    """
    here = LADDER.index(stage)
    rungs = []
    for place, name in enumerate(LADDER):
        state, word = ("passed", "geweest") if place < here else ("", "nog niet")
        if place == here and placed:
            state, word = "current", "nu"
        current = ' aria-current="step"' if state == "current" else ""
        rungs.append(
            f'<li class="{state}"{current}>{with_soft_hyphens(STAGES[name])}<small>{word}</small></li>'
        )
    return f'<ol class="wa-ladder">{"".join(rungs)}</ol>'


def quote(text: str, source: str) -> str:
    """Adopted text as a quotation with its source."""
    return (
        f'<figure class="wa-quote"><blockquote>{prose(text)}</blockquote>'
        f"<figcaption>{escape(source)}</figcaption></figure>"
    )


def table(
    head: Sequence[str],
    rows: Iterable[Iterable[str]],
    caption: str,
    sorted_by: int | None = None,
    *,
    wide: str = "",
) -> str:
    """A plain table; `caption` is escaped, cells and heads are trusted markup.

    `sorted_by` is the place of the column that orders the rows, upwards; `wide` names a layout in
    the style sheet for a table whose columns need their own widths.
    """
    sort = {sorted_by: " aria-sort=ascending"}
    heads = "".join(
        f'<th scope="col" role="columnheader"{sort.get(place, "")}>{title}</th>'
        for place, title in enumerate(head)
    )
    names = [_MARKUP.sub("", title) for title in head]
    body = "".join(_row(row, names) for row in rows)
    return (
        '<div class="wa-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table class="wa-table {wide}" role="table">'
        f'<caption class="wa-vh">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{body}</tbody>'
        "</table></div>"
    )


def _row(cells: Iterable[str], names: Sequence[str]) -> str:
    """A row whose cells carry the name of their column: on a phone they stand below each other.

    The roles are said outright, because a browser forgets them of a table that is laid out otherwise.
    """
    found = (
        f'<td role="cell" data-head="{name}"><div>{cell}</div></td>'
        for cell, name in zip(cells, names, strict=True)
    )
    return f'<tr role="row">{"".join(found)}</tr>'


def was_is(label: str, was: str, now: str, ground: str) -> str:
    """One difference with the adopted text: was struck, is in full, with its decision."""
    why = f" <small>({escape(ground)})</small>" if ground else ""
    return (
        f'<p class="wa-wasis"><b>{escape(label)}</b> was <del>{escape(was)}</del> / '
        f"is <ins>{escape(now)}</ins>{why}</p>"
    )


def day(value: str) -> str:
    """A stored day in Dutch, readable for machines too."""
    return f'<time datetime="{escape(value)}">{day_text(value)}</time>'


def sentence(text: str) -> None:
    """The computed sentence that opens a page."""
    show(f'<p class="wa-lead">{escape(text)}</p>')


def empty(text: str) -> None:
    """The honest empty state of a block: what is missing and who can add it."""
    show(f'<p class="wa-empty">{escape(text)}</p>')
