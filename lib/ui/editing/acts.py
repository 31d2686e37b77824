"""What a visitor did, act by act: what can be undone, and what was and can be done again.

Owns the two piles, kept beside the agenda so that they outlive a reload and a restart. One press of a button
is one act, also when it took several writes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.store.drafts import keep_acts, read_acts
from lib.store.upkeep.undoing import Span
from lib.ui.here import state

Pile = Literal["done", "undone"]
_MOST, _KEPT_SECONDS = 50, 12 * 3_600
_IN_HAND, _TAKEN = "act in hand", "act taken"


@dataclass(frozen=True, slots=True)
class Act:
    """One act in one file: the places of its writes in the history, what was said of it, and when it was.

    `moment` is that of its last write: a file that was put back has another history.
    """

    path: str
    spans: tuple[Span, ...]
    said: str
    moment: str = ""
    at: float = 0.0


@contextmanager
def unbroken() -> Iterator[None]:
    """Let an act come to its end: what the browser sends meanwhile waits.

    Streamlit answers it at once in a second thread of the same session, and breaks the first one off at its
    next look in the session: also between what was written and what was noted of it, and half way a paste.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        yield
        return
    session = context.session_state
    give_way = session._yield_callback
    object.__setattr__(session, "_yield_callback", lambda: None)
    try:
        if _IN_HAND not in session:
            session[_IN_HAND] = RLock()
        with session[_IN_HAND]:
            yield
    finally:
        object.__setattr__(session, "_yield_callback", give_way)


def keep_undoable(undoable: Callable[[Act], bool]) -> None:
    """Forget what cannot be undone any more: it is not offered to be refused."""
    path = str(state.desk()[0])
    _lay("done", [act for act in _pile("done") if act.path != path or undoable(act)])
    _lay("undone", [])


def wait() -> None:
    """Wait until the act that an earlier run began is done, so that what is drawn tells all of it."""
    with unbroken():
        return


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
    acts = _pile(pile)
    path = str(state.desk()[0]) if acts else ""
    return [act for act in acts if act.path == path]


def take(act: Act, pile: Pile) -> None:
    """Take an act from a pile."""
    _lay(pile, [other for other in _pile(pile) if other != act])
    st.session_state[_TAKEN] = True


def was_taken() -> bool:
    """Tell once that an act was taken from a pile: the frame may have other ways to offer."""
    return bool(st.session_state.pop(_TAKEN, False))


def _pile(pile: Pile) -> list[Act]:
    """Return a pile as it is kept, or as this session has it where nothing can be kept."""
    path, who = _whose()
    acts: list[Act] = st.session_state.get(f"acts {pile}", [])
    if kept := read_acts(path, who, pile):
        with suppress(ValueError, TypeError, KeyError):
            acts = [_read(entry) for entry in json.loads(kept)]
    return [act for act in acts if act.at > time.time() - _KEPT_SECONDS]


def _read(entry: dict[str, object]) -> Act:
    made = Act(**entry)  # type: ignore[arg-type]
    return replace(made, spans=tuple((first, last) for first, last in made.spans))


def _lay(pile: Pile, acts: list[Act]) -> None:
    st.session_state[f"acts {pile}"] = acts
    keep_acts(*_whose(), pile, json.dumps([asdict(act) for act in acts]))


def _whose() -> tuple[Path, str]:
    """Return where the piles are kept, and of whom they are: a name alone may be two people's."""
    person = state.person()
    return state.desk()[0], f"{person.name} {person.session}"
