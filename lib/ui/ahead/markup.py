"""The tree of a page as HTML: our own texts as they are, containers as the boxes that Streamlit makes.

Owns containers and sizes; fields and buttons are in `lib.ui.ahead.fields`. What has no form here raises
Unknown: then nothing is drawn ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from lib.ui.ahead.components import Unknown
from lib.ui.ahead.fields import FIELDS, button_label, icon, label
from lib.ui.ahead.tree import Node
from lib.ui.elements.fields import key_class
from lib.ui.elements.html import fill

_NONE = Markup()
_GAPS = {0: "", 1: "1rem", 2: "2rem", 3: "4rem", 4: "0", 5: ".25rem", 6: ".5rem", 7: "1.5rem", 8: "3rem"}
_ALIGNS = ("stretch", "start", "end", "center", "stretch")
_JUSTIFIES = ("start", "start", "end", "center", "space-between")
_LARGE = ("flex_container", "expandable", "multiselect", "selectbox", "text_input")
"""What keeps some room beside others."""
_KEYED = re.compile(r"\$\$ID-\w+-(.+)", re.DOTALL)


def inside(node: Node, *, across: bool = False) -> Markup:
    """Build all that stands in a block, side by side when it goes `across`."""
    return Markup("").join(_one(child, across=across) for child in node)


def _one(node: Node, *, across: bool) -> Markup:
    if node.sent is None:
        return _NONE
    if "flex_container" in node.sent.DESCRIPTOR.fields_by_name:
        return _block(node, across=across)
    return _element(node, across=across)


def _block(node: Node, *, across: bool) -> Markup:
    build = _BLOCKS.get(node.kind)
    if build is None:
        raise Unknown(node.kind)
    made = build(node)
    if node.kind == "column":
        return made
    key = "" if node.kind == "flex_container" else _keyed(node.sent.id)
    size = _size(node.sent, across=across, least="8rem" if node.kind in _LARGE else "fit-content")
    return fill(_WRAPPER, key, size, made) if made else _NONE


_WRAPPER = Markup('<div class="{}" data-testid="stLayoutWrapper" style="{}">{}</div>')


def _flex(node: Node) -> Markup:
    flex = node.sent.flex_container
    across = flex.direction == flex.Direction.HORIZONTAL
    contents = inside(node, across=across)
    if not contents and not node.sent.allow_empty:
        return _NONE
    kind = "stHorizontalBlock" if across else "stVerticalBlock"
    looks = (
        f"--gap:{_GAPS[flex.gap_config.gap_size]};--align:{_ALIGNS[flex.align]};"
        f"--justify:{_JUSTIFIES[flex.justify]};--wrap:{'wrap' if flex.wrap else 'nowrap'}"
    )
    border = " bordered" if flex.border else ""
    return fill(_FLEX, kind, border, _keyed(node.sent.id), kind, looks, contents)


_FLEX = Markup('<div class="{}{} {}" data-testid="{}" style="{}">{}</div>')


def _popover(node: Node) -> Markup:
    popover = node.sent.popover
    return fill(_POPOVER, popover.type, button_label(popover.label, popover.icon), icon("expand_more"))


_POPOVER = Markup(
    '<div class="stPopover" data-testid="stPopover"><button disabled data-testid="stPopoverButton" '
    'class="{}"><span class="st-opens">{}<span class="st-after">{}</span></span></button></div>'
)


def _expander(node: Node) -> Markup:
    if node.sent.expandable.expanded:
        raise Unknown("open expander")
    return fill(_EXPANDER, icon("keyboard_arrow_right"), label(node.sent.expandable.label))


_EXPANDER = Markup(
    '<div class="stExpander" data-testid="stExpander"><div class="st-summary">{}{}</div></div>'
)


def _column(node: Node) -> Markup:
    column = node.sent.column
    gap = _GAPS[column.gap_config.gap_size] or "1rem"
    return fill(_COLUMN, f"--part:calc({column.weight * 100:.4f}% - {gap})", inside(node))


_COLUMN = Markup(
    '<div data-testid="stColumn" style="{}"><div class="stVerticalBlock" data-testid="stVerticalBlock" '
    'style="--gap:1rem;--align:stretch;--justify:start;--wrap:nowrap">{}</div></div>'
)


def _grid(node: Node) -> Markup:
    grid = node.sent.grid_container
    gap = _GAPS[grid.column_gap_config.gap_size]
    looks = f"--gap:{gap};--columns:{grid.columns};--least:{grid.min_column_width_px}px"
    return fill(_GRID, looks, inside(node))


_GRID = Markup('<div class="stGrid" data-testid="stGrid" style="{}">{}</div>')

_BLOCKS: Mapping[str, Callable[[Node], Markup]] = {
    "flex_container": _flex,
    "popover": _popover,
    "expandable": _expander,
    "column": _column,
    "grid_container": _grid,
}


def _element(node: Node, *, across: bool) -> Markup:
    if node.kind in ("empty", "None"):
        return _NONE
    build = FIELDS.get(node.kind)
    if build is None:
        raise Unknown(node.kind)
    sent = getattr(node.sent, node.kind)
    key = _keyed(getattr(sent, "id", ""))
    size = _size(node.sent, across=across, least="8rem" if node.kind in _LARGE else "fit-content")
    return fill(_ELEMENT, key, node.kind, size, build(sent))


_ELEMENT = Markup(
    '<div class="stElementContainer {} {}" data-testid="stElementContainer" style="{}">{}</div>'
)


def _keyed(identity: str) -> str:
    """Return the class by which a style sheet knows what carries a key of ours."""
    found = _KEYED.fullmatch(identity)
    return key_class(found[1]) if found else ""


def _size(sent: Any, *, across: bool, least: str = "fit-content") -> str:
    """Return how wide something stands, as Streamlit works it out from what the page asked."""
    width = sent.width_config
    if width.use_stretch:
        wide, grows = "100%", f"1 1 {least}"
    elif width.use_content:
        wide, grows = "fit-content", "0 0 fit-content"
    elif width.pixel_width:
        wide, grows = f"{width.pixel_width}px", f"0 0 {width.pixel_width}px"
    else:
        wide, grows = "auto", "0 1 auto"
    return f"--wide:{wide};--grows:{grows if across else '0 1 auto'}"


def styles(nodes: Iterable[Node]) -> str:
    """Return the style sheets that a page brings along."""
    found = (re.sub(r"</?style>", "", node.sent.html.body) for node in nodes if node.kind == "html")
    return "".join(found)
