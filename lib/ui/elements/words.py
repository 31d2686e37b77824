"""Words of the agenda, each linked to its meaning where a page first says it in running text.

Owns where that is; `data/begrippen.toml` has the words. Headings, tables, buttons and links stay as they are:
there a link would be in the way.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

import streamlit as st
from markupsafe import Markup, escape

from lib.store.file.glossary import words

_LINKED, _PAGE = "words linked", "page of words"
_TOKENS = re.compile(r"<(/?)(\w+)([^>]*)>|[^<]+")
_CLOSED = {"a", "button", "dfn", "label", "summary", "svg", "q", "blockquote", "table"}
"""In these a link cannot stand, or would change what was said; nor in what has a role, such as an alert."""
_LINK = Markup('<a class="wa-word" href="{}#{}" target="_self">{}</a>')
_SHORT = 4
"""A name of so few letters is an abbreviation, that another word could hold in small letters."""


def begin(page: str) -> None:
    """Forget what another page linked; `page` explains the words, empty for a page without links."""
    st.session_state[_LINKED], st.session_state[_PAGE] = {}, page


def linked(markup: Markup) -> Markup:
    """Link each word that this page did not link before; drawn again, a piece keeps its links."""
    if "<p" not in markup or not (page := st.session_state.get(_PAGE)):
        return markup
    first = st.session_state[_LINKED]
    places = [place for place in _places(str(markup)) if first.setdefault(place[2], markup) == markup]
    return _with_links(markup, page, tuple(places)) if places else markup


@lru_cache(maxsize=1024)
def _with_links(markup: Markup, page: str, places: tuple[tuple[int, int, str], ...]) -> Markup:
    ends = [(0, 0), *((start, end) for start, end, _ in places), (len(markup), len(markup))]
    between = [markup[left:right] for (_, left), (right, _) in pairwise(ends)]
    links = [_LINK.format(page, anchor, markup[start:end]) for start, end, anchor in places]
    return Markup("").join(part for pair in zip(between, [*links, ""], strict=True) for part in pair)


@lru_cache(maxsize=1024)
def _places(markup: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the running text of a piece of markup says each word first, and its anchor."""
    found: dict[str, tuple[int, int, str]] = {}
    pattern, anchors = _pattern()
    in_text, inside = 0, list[str]()
    for token in _TOKENS.finditer(markup):
        closes, tag, more = token.groups()
        if tag is None:
            for hit in pattern.finditer(markup, token.start(), token.end()) if in_text and not inside else ():
                anchor = anchors[str(hit.lastgroup)]
                found.setdefault(anchor, (*hit.span(), anchor))
            continue
        in_text += (tag == "p") * (-1 if closes else 1)
        if closes and inside[-1:] == [tag]:
            inside.pop()
        elif not closes and (tag in _CLOSED or "vh" in more or "role=" in more):
            inside.append(tag)
    return tuple(sorted(found.values()))


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds every word, also as more of them, and the anchor for each group of it."""
    names = {f"w{number}": word for number, word in enumerate(words())}
    groups = (
        f"(?P<{group}>{'|'.join(map(_said, word.name.split(' en ')))})" for group, word in names.items()
    )
    pattern = re.compile(rf"(?<![\w&;-])(?:{'|'.join(groups)})(?![\w-])")
    return pattern, {group: word.anchor for group, word in names.items()}


def _said(name: str) -> str:
    if len(name) <= _SHORT and name.isupper():
        return re.escape(str(escape(name)))
    return f"(?i:{re.escape(name)}(?:s|en)?)"
