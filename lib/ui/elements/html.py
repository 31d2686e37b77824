"""Small pieces of HTML in the house style; `Markup.format` escapes every value that is no markup itself.

Owns markup, not data. `lib/ui/frame/style.css` holds the looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape

from lib.dutch import day_text, list_text, with_soft_hyphens
from lib.model.agenda import HELIXES, LADDER, PRIORITIES, STAGES
from lib.rules.own_measures import OWN
from lib.ui.elements import drawn, words

Params = Mapping[str, str | Sequence[str]]
_SHAPES = {"A": "square", "B": "circle", "C": "triangle"}
_FOOTNOTE = re.compile(r"\[\^(\d)\]")


def show(markup: Markup) -> None:
    """Draw markup; its tables can be taken away, and words of the agenda lead to what they mean."""
    st.html(_AsItStands(words.linked(markup)))
    drawn.note(markup)


def wanted_keyboard(wanted: Mapping[str, object]) -> Markup:
    """Tell `focus.js` in which fields the keyboard wants to start, once per request."""
    return Markup('<i class="wa-wanted" hidden data-wanted="{}"></i>').format(json.dumps(wanted))


def wear(*sheets: Path, colours: Iterable[str] = ()) -> None:
    """Dress a page in style sheets of its own, and in the colours of its goals, as one element."""
    st.html(_AsItStands(_worn(sheets, "".join(colours))))


@cache
def _worn(sheets: tuple[Path, ...], colours: str) -> Markup:
    """Read style sheets once: given to Streamlit, each run of a page would open the file."""
    return Markup(f"<style>{''.join(sheet.read_text('utf-8') for sheet in sheets)}{colours}</style>")


class _AsItStands:
    """Markup that Streamlit takes as it is: of a text it goes past each line, to take indents away."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup

    def _repr_html_(self) -> str:
        return str(self._markup)


def fill(template: Markup, *values: object) -> Markup:
    """Put values in markup, escaped as `format` does, in a sixth of its time; for what fills a page."""
    return Markup(str.format(template, *map(escape, values)))


def trusted(text: str) -> Markup:
    """Take as markup what was built as markup, and became a plain text on its way to the browser."""
    return Markup(text)


@contextmanager
def passable(what: str) -> Iterator[None]:
    """Draw something with many stops for the keyboard, with a way round it; `focus.js` goes that way."""
    show(_SKIP.format(what))
    yield
    show(_SKIPPED.format(what))


def show_passable(what: str, markup: Markup) -> None:
    """Draw markup with many stops, with the way round it."""
    show(_SKIP.format(what) + markup + _SKIPPED.format(what))


_SKIP = Markup('<a class="wa-skip" href="#">Sla {} over</a>')
_SKIPPED = Markup('<p class="wa-skipped wa-vh">Einde van {}</p>')


def plain(text: str) -> str:
    """Let Streamlit show a text as it is, without reading it as Markdown, icon or emoji.

    Icons and emoji are looked for after the backslashes are gone; an invisible joiner hides them.
    """
    escaped = re.sub(r"([\\`*_{}\[\]<>~$|]|&(?=[\w#]+;)|:(?=\w))", r"\\\1", text)
    escaped = re.sub(r"^(\s*\d*)([.)#+=-])", r"\1\\\2", escaped, flags=re.MULTILINE)
    return re.sub(r":(?=material/|[\w+-]+\\?:)", ":\u2060", escaped)


def link(page: str, label: str, params: Params, *, icon: str = "", current: bool = False) -> Markup:
    """Link to a page of the app ("" is the agenda itself), with `params` in its address.

    `lib/ui/frame/links.js` follows it without loading the document again.
    """
    mark = fill(_ICON, icon) if icon else ""
    return fill(_LINK, address_of(page, params), _CURRENT_PAGE if current else "", mark, label)


_LINK = Markup('<a class="wa-link" href="{}" target="_self"{}>{}<span>{}</span></a>')
_ICON = Markup('<span class="wa-icon" aria-hidden="true">{}</span>')
_CURRENT_PAGE = Markup(' aria-current="page"')


def address_of(page: str, params: Params) -> str:
    """Make a relative address, right from every page and under every base path."""
    return f"./{page}?{urlencode(params, doseq=True)}".removesuffix("?")


def helix_name(helix: str) -> Markup:
    """Show a side of the triple helix as a word with its colour before it."""
    return _HELIX_NAMES[helix]


_HELIX_NAMES = {
    helix: Markup('<span class="wa-helix {}">{}</span>').format(helix, name)
    for helix, name in HELIXES.items()
}


def prose(text: str) -> Markup:
    """Put text of the annex or a user in paragraphs, with footnote marks raised."""
    paragraphs = Markup("").join(fill(_PARAGRAPH, part) for part in text.split("\n") if part.strip())
    return Markup(_FOOTNOTE.sub(r"<sup><span class='wa-vh'>voetnoot </span>\1</sup>", str(paragraphs)))


_PARAGRAPH = Markup("<p>{}</p>")


def listing(parts: Iterable[str]) -> Markup:
    """List parts inside a sentence, as `list_text` does; they may be markup."""
    return Markup(list_text(str(escape(part)) for part in parts))


def own_measure(what: str, rule: str) -> Markup:
    """Say that a measure is ours and not of the annex; it opens to its rule."""
    return fill(_OWN, what, OWN, rule)


_OWN = Markup('<details class="wa-fold wa-own"><summary>{}: {}</summary><p>{}</p></details>')


def priority_shape(priority: str) -> Markup:
    return Markup('<b class="wa-shape {}">{}</b>').format(_SHAPES[priority], priority)


def priority_badge(priority: str | None) -> Markup:
    """Show a priority as a letter in its own shape, followed by its meaning."""
    return _BADGES[priority]


_BADGES: dict[str | None, Markup] = {
    None: Markup('<span class="wa-badge">doorlopend, zonder prioriteit</span>'),
    **{
        letter: Markup('<span class="wa-badge">{}<span class="wa-vh">prioriteit </span>{}</span>').format(
            priority_shape(letter), meaning
        )
        for letter, meaning in PRIORITIES.items()
    },
}


@cache
def ladder(stage: str, *, placed: bool) -> Markup:
    """Draw the stage ladder: rungs passed, the current one, and those to come.

    Without any recorded move (`placed` false) no rung is marked as reached. An ended action stands on none.
    """
    here = LADDER.index(stage)
    rungs = []
    for place, name in enumerate(LADDER):
        state, word = ("passed", "geweest") if place < here else ("", "nog niet")
        if place == here and placed:
            state, word = "current", "nu"
        current = Markup(' aria-current="step"') if state == "current" else ""
        rung = Markup('<li class="{}"{}>{}<small>{}</small></li>')
        rungs.append(rung.format(state, current, with_soft_hyphens(STAGES[name]), word))
    return Markup('<ol class="wa-ladder">{}</ol>').format(Markup("").join(rungs))


@lru_cache(maxsize=256, typed=True)
def quote(text: str, source: str) -> Markup:
    figure = Markup(
        '<figure class="wa-quote"><blockquote>{}</blockquote><figcaption>{}</figcaption></figure>'
    )
    return figure.format(prose(text), source)


def table(
    head: Sequence[str],
    rows: Iterable[Iterable[str]],
    caption: str,
    sorted_by: int | None = None,
    *,
    wide: str = "",
) -> Markup:
    """Draw a plain table; cells and heads may be markup.

    `sorted_by` is the place of the column that orders the rows, upwards; `wide` names a layout in
    the style sheet for a table whose columns need their own widths.
    """
    sort = {sorted_by: Markup(" aria-sort=ascending")}
    heads = Markup("").join(
        Markup('<th scope="col" role="columnheader"{}>{}</th>').format(sort.get(place, ""), title)
        for place, title in enumerate(head)
    )
    names = [escape(escape(title).striptags()) for title in head]
    body = Markup("").join(_row(row, names) for row in rows)
    return _TABLE.format(caption, wide, caption, heads, body)


_TABLE = Markup(
    '<div class="wa-scroll" tabindex="0" role="region" aria-label="{}">'
    '<table class="wa-table {}" role="table"><caption class="wa-vh">{}</caption>'
    '<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody></table></div>'
)


def _row(cells: Iterable[str], names: Sequence[Markup]) -> Markup:
    """Draw a row that its first cell names; each carries its column: on a phone they stand below each other.

    The roles are said outright, because a browser forgets them of a table that is laid out otherwise.
    Tables have thousands of cells, and `Markup.format` would take a third of the time of a page.
    """
    (name, first), *others = zip(names, cells, strict=True)
    head = f'<th scope="row" role="rowheader" data-head="{name}"><div>{escape(first)}</div></th>'
    marks = (f'<td role="cell" data-head="{name}"><div>{escape(cell)}</div></td>' for name, cell in others)
    return Markup(f'<tr role="row">{head}{"".join(marks)}</tr>')


def was_is(label: str, was: str, now: str, ground: str) -> Markup:
    """Tell one difference with the adopted text: was struck, is in full, with its decision."""
    why = Markup(" <small>({})</small>").format(ground) if ground else ""
    difference = Markup('<p class="wa-wasis"><b>{}</b> was <del>{}</del> / is <ins>{}</ins>{}</p>')
    return difference.format(label, was, now, why)


def day(value: str) -> Markup:
    """Write a stored day in Dutch, readable for machines too."""
    return fill(_DAY, value, day_text(value))


_DAY = Markup('<time datetime="{}">{}</time>')


def sentence(text: str) -> None:
    """Open a page with its computed sentence."""
    show(Markup('<p class="wa-lead">{}</p>').format(text))


def empty(text: str) -> None:
    """Say honestly that a block is empty: what is missing and who can add it."""
    show(Markup('<p class="wa-empty">{}</p>').format(text))
