"""What a page sent, as the tree that a browser makes of it: blocks with what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAIN, MENU, STYLES = 0, 1, 2
"""The parts of a page: what fills the window, what stands beside it, and what is not seen itself."""


@dataclass(slots=True)
class Node:
    """A block or an element, as Streamlit sends it; the parts of a page themselves were never sent."""

    sent: Any = None
    children: dict[int, Node] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.sent.WhichOneof("type"))

    def __iter__(self) -> Iterator[Node]:
        return (self.children[place] for place in sorted(self.children))


def tree(messages: Iterable[ForwardMsg]) -> Node:
    """Return the parts of a page; what was sent later for the same place stands there."""
    top = Node()
    for message in messages:
        if message.WhichOneof("type") != "delta":
            continue
        *way, last = message.metadata.delta_path
        parent = top
        for place in way:
            parent = parent.children.setdefault(place, Node())
        delta = message.delta
        parent.children[last] = Node(
            delta.add_block if delta.WhichOneof("type") == "add_block" else delta.new_element
        )
    return top


def kinds(node: Node) -> Iterator[str]:
    """Yield the kinds of all that a browser draws at once: of a box nothing before it opens."""
    if node.sent is not None:
        yield node.kind
        if node.kind == "popover":
            return
    for child in node:
        yield from kinds(child)
