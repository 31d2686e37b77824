"""What stands on a slide as plain parts: title, lines and tables, read from its markup.

Files of the deck are made of this, so that they say what the screen says, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lib.documents.meetings.deck import Part, Sheet
from lib.dutch import SOFT_HYPHEN
from lib.ui.elements.goals import light_colours

TABLES = ("answers", "promises")
"""Lists of which every item becomes a row: its parts are the cells."""
_HIDDEN = {"wa-vh", "take"}
_VOID = {"br", "img", "meta", "input", "hr"}


@dataclass(slots=True)
class _Node:
    """An element with what stands in it, in order."""

    tag: str
    looks: set[str]
    inside: list[_Node | str] = field(default_factory=list)

    @property
    def children(self) -> list[_Node]:
        return [part for part in self.inside if isinstance(part, _Node)]

    @property
    def text(self) -> str:
        """Return the words that are seen, with single spaces."""
        if _HIDDEN & self.looks:
            return ""
        words = " ".join(part if isinstance(part, str) else part.text for part in self.inside)
        return " ".join(words.replace(SOFT_HYPHEN, "").split())


class _Tree(HTMLParser):
    """Reads markup of our own, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("", set())
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, set((dict(attrs).get("class") or "").split()))
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def outline(markup: str) -> Sheet:
    """Return the parts of a slide, in the colour of its goal."""
    tree = _Tree()
    tree.feed(markup)
    sheet, colours = Sheet("", "", []), light_colours()
    for node in tree.root.children:
        sheet.goal = next((colours[name] for name in node.looks if name in colours), sheet.goal)
        _read(node, sheet)
    return sheet


def _read(node: _Node, sheet: Sheet) -> None:
    if _HIDDEN & node.looks or not node.text:
        return
    if node.tag == "h1":
        sheet.title = node.text
    elif "over" in node.looks:
        sheet.over = " · ".join(part.text for part in node.children) or node.text
    elif "grid" in node.looks:
        sheet.parts.append(Part("De agenda, per doel en prioriteit", "head", _grid(node)))
    elif "wa-ladder" in node.looks:
        return
    elif node.looks & {*TABLES}:
        rows = [[cell.text for cell in item.children if cell.text] for item in node.children]
        sheet.parts.append(Part("", rows=_even(rows)))
    elif node.tag in ("p", "h2", "li"):
        _read_line(node, sheet)
    else:
        for child in node.children:
            _read(child, sheet)


def _read_line(node: _Node, sheet: Sheet) -> None:
    kind = {"h2": "heading", "li": "item"}.get(node.tag, "line")
    nested = [child for child in node.children if child.tag in ("ul", "ol", "p")]
    if nested:
        for child in nested:
            _read(child, sheet)
    else:
        sheet.parts.append(Part(node.text, kind))


def _grid(node: _Node) -> list[list[str]]:
    """Return the whole agenda as a table: a column per goal, with its cards under their priority."""
    heads, stacks = [], []
    for section in node.children:
        head, cells = section.children
        heads.append(head.text)
        stacks.append("\n".join(part.text for rank in cells.children for part in rank.children))
    return [heads, stacks]


def _even(rows: Iterable[list[str]]) -> list[list[str]]:
    """Give all rows as many cells."""
    listed = list(rows)
    most = max(map(len, listed), default=0)
    return [[*row, *[""] * (most - len(row))] for row in listed]
