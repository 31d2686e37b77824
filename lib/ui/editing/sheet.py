"""What stands in one form: what its reader saw, what was typed since, and what is the case now.

Owns that nothing typed is lost. A field follows the record as long as nobody typed in it; what was typed
stays until it is stored or thrown away, with the version of the record that it answers to. What the page
does not show for a while comes back from the drafts.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.store.drafts import Draft, keep_drafts, read_drafts, throw_away
from lib.ui.editing.asks import Ask
from lib.ui.elements.fields import in_field, key_class, put, refuse
from lib.ui.elements.html import show
from lib.ui.here import state

UNSAVED = "Concept, niet opgeslagen"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form by its key, which is also the name of its draft: its fields and the record as it is now."""

    key: str
    asks: tuple[Ask, ...]
    now: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0

    def key_of(self, name: str) -> str:
        return f"{self.key} {name}"

    def asked(self) -> tuple[Ask, ...]:
        """Return the fields that what stands in the others calls for."""
        return self._read()[0]

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields, as it would be stored; a field that is not asked is empty."""
        return self._read()[1]

    def _read(self) -> tuple[tuple[Ask, ...], dict[str, Any]]:
        asked, typed = [], dict[str, Any]()
        for ask in self.asks:
            value = None
            if ask.is_called_for(typed):
                asked.append(ask)
                standing = in_field(self.key_of(ask.name))
                value = ask.shown(self.now.get(ask.name)) if standing is None else standing
            typed[ask.name] = ask.stored(value)
        return tuple(asked), typed

    def changes(self) -> dict[int, dict[str, Any]]:
        """Return what was typed and not stored yet, by the version of the record that it answers to.

        A field that is not asked changes with the choice that it hangs on, not by itself.
        """
        seen, changes = self._seen(), defaultdict[int, dict[str, Any]](dict)
        asked, typed = self._read()
        changed = set[str]()
        for ask in self.asks:
            version, before = seen.get(ask.name, (self.version, None))
            if typed[ask.name] != before and (ask in asked or changed & ask.only.keys()):
                changes[version][ask.name] = typed[ask.name]
                changed.add(ask.name)
        return dict(sorted(changes.items()))

    # ------------------------------------------------------------- before it is drawn

    def follow(self) -> None:
        """Let each field that nobody typed in follow the record; the others keep what was typed."""
        seen = self._seen()
        asked, hung_on = self.asked(), {name for ask in self.asks for name in ask.only}
        is_new = any(self.key_of(ask.name) not in st.session_state for ask in asked) or not seen
        moved = any(version != self.version for version, _ in seen.values())
        drafts = read_drafts(*state.desk(), self.key) if is_new or moved else {}
        for name in hung_on:
            if self.key_of(name) in st.session_state:
                drafts.pop(name, None)  # it is no part of what is sent: what stands in it is the newest
        for ask in self.asks:
            if ask in asked:
                seen[ask.name] = self._follow_field(ask, seen.get(ask.name), drafts.get(ask.name))
                if ask.name in hung_on:
                    asked = self.asked()
            else:
                seen[ask.name] = (self.version, self._now(ask))
        st.session_state[f"{self.key} seen"] = {"turn": self._turn(), "fields": seen}

    def _follow_field(self, ask: Ask, seen: tuple[int, Any] | None, draft: Draft | None) -> tuple[int, Any]:
        """Put the right words in a field; returns the version and the value that these answer to.

        A browser keeps what is typed in a form to itself until it is sent: a draft knows more.
        """
        key, now = self.key_of(ask.name), self._now(ask)
        shown = st.session_state.get(key)
        typed = ask.typed(draft.text) if draft else None
        if draft and typed is not None and (seen is None or shown is None):
            seen = (draft.version, now)  # typed before this session, or before the page let go of the field
        elif typed is None:
            typed = shown
        if typed is not None and not ask.allows(typed):
            typed = shown = None
        if seen and typed is not None and ask.stored(typed) not in (seen[1], now):
            if typed != shown:  # put again, it would wipe out what the browser holds back
                put(key, typed)
            return seen
        if seen is None or shown is None or ask.stored(shown) != now:
            put(key, ask.shown(self.now.get(ask.name)))
        return self.version, now

    def _now(self, ask: Ask) -> Any:
        return ask.stored(ask.shown(self.now.get(ask.name)))

    def _seen(self) -> dict[str, tuple[int, Any]]:
        return dict(st.session_state.get(f"{self.key} seen", {}).get("fields", {}))

    def _turn(self) -> int:
        """Return which use of the form this is: what was typed in an earlier one is no draft of it."""
        return int(st.session_state.get(f"{self.key} seen", {}).get("turn") or time.time_ns() // 1_000_000)

    # --------------------------------------------------------------- after it is sent

    def note_stored(self, name: str, version: int, value: Any) -> None:
        """From now on a field answers to this version, in which it has this value."""
        self._note_seen({name: (version, value)})

    def note_read(self, version: int) -> None:
        """From now on all fields answer to this version: what changed in it was told."""
        self._note_seen({name: (version, before) for name, (_, before) in self._seen().items()})

    def _note_seen(self, fields: Mapping[str, tuple[int, Any]]) -> None:
        held = dict(st.session_state.get(f"{self.key} seen", {}))
        held["fields"] = {**held.get("fields", {}), **fields}
        st.session_state[f"{self.key} seen"] = held

    def settle(self) -> None:
        """Begin afresh: all that was typed is stored, or thrown away."""
        throw_away(*state.desk(), self.key, self._turn())
        for name in (f"{self.key} seen", f"{self.key} clashes"):
            st.session_state.pop(name, None)
        for ask in self.asks:
            put(self.key_of(ask.name), ask.shown(self.now.get(ask.name)))
            refuse(self.key_of(ask.name), "")

    def hold(self) -> None:
        """Keep what was typed and not stored, also while the page does not show it."""
        asks = {ask.name: ask for ask in self.asked()}
        waiting = {
            name: Draft(version, asks[name].text(in_field(self.key_of(name)) or ""))
            for version, values in self.changes().items()
            for name in values.keys() & asks.keys()
        }
        keep_drafts(*state.desk(), self.key, {**dict.fromkeys(asks), **waiting})

    # ------------------------------------------------------------------ on the screen

    def mark(self) -> None:
        """Say that something is typed and not stored; `drafts.js` does so while one types."""
        seen = self._seen()
        fields = {
            ask.name: {
                "at": key_class(self.key_of(ask.name)),
                "version": seen[ask.name][0],
                "seen": ask.text(ask.shown(seen[ask.name][1])),
                "required": ask.is_marked,
            }
            for ask in self.asked()
        }
        waiting = " on" if self.changes() else ""
        show(
            Markup(
                '<p class="wa-draft{}" data-form="{}" data-turn="{}" data-fields="{}" role="status">{}</p>'
            ).format(waiting, self.key, self._turn(), _plain_json(fields), UNSAVED)
        )


def begin_draft(form: str, version: int, words: Mapping[str, str]) -> None:
    """Put in a form what was typed elsewhere and cannot be stored there, as the screen shows it."""
    keep_drafts(*state.desk(), form, {name: Draft(version, text) for name, text in words.items()})
    st.session_state.pop(f"{form} seen", None)


def _plain_json(value: Any) -> str:
    """JSON without angle brackets: Streamlit drops an attribute in which something looks like markup."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e")
