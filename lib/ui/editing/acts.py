"""What a visitor did in this session, act by act: what can be undone, and what was and can be done again.

Owns the two piles. One press of a button is one act, also when it took several writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import streamlit as st

from lib.store.upkeep.undoing import Span
from lib.ui.here import state

Pile = Literal["done", "undone"]
_MOST = 50


@dataclass(frozen=True, slots=True)
class Act:
    """One act in one file: the places of its writes in the history, and what was said of it."""

    path: str
    spans: tuple[Span, ...]
    said: str


def note(act: Act, pile: Pile = "done", *, anew: bool = True) -> None:
    """Lay an act on a pile; what was undone before is not done again after something `anew`."""
    _lay(pile, [*_pile(pile), act][-_MOST:])
    if anew:
        _lay("undone", [])


def merge_after(before: Act | None, said: str) -> Act | None:
    """Make one act of all that was done after another one, or of all; returns it, None when nothing was."""
    pile = _pile("done")
    place = pile.index(before) + 1 if before in pile else 0
    if not pile[place:]:
        return None
    spans = tuple(span for act in pile[place:] for span in act.spans)
    whole = replace(pile[-1], spans=spans, said=said)
    _lay("done", [*pile[:place], whole])
    return whole


def last(pile: Pile) -> Act | None:
    """Return the newest act of a pile in the file that is shown."""
    own = of_this_file(pile)
    return own[-1] if own else None


def of_this_file(pile: Pile) -> list[Act]:
    path = str(state.desk()[0])
    return [act for act in _pile(pile) if act.path == path]


def take(act: Act, pile: Pile) -> None:
    """Take an act from a pile."""
    _lay(pile, [other for other in _pile(pile) if other != act])


def _pile(pile: Pile) -> list[Act]:
    return list(st.session_state.get(f"acts {pile}", []))


def _lay(pile: Pile, acts: list[Act]) -> None:
    st.session_state[f"acts {pile}"] = acts
