"""One field as a form asks for it: its widget, and the way between what is stored, shown and drafted.

Owns every widget of the form engine. A list never has "nothing" as an option but words for it, so that the
order of the keys does not change once something was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from lib.dutch import number_text, parse_day
from lib.model.listing import joined, parts
from lib.model.record import Field
from lib.ui.editing.choice import distinct
from lib.ui.elements.fields import day_as_typed, day_field, day_from, start_of

NOTHING = ""
"""The option of a list that stands for no value."""
_LISTS = ("choice", "switch", "party", "step", "action", "record")
FREE = "words"
"""The widget of a list of free words, typed with commas between."""
_SHORT = {"day": 170, "number": 150, "choice": 270, "party": 330, "step": 420, "action": 330}
"""The width of fields that may stand beside each other."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a form: `options` by value, `nothing` the words for no value, None where one is a must.

    It is asked `only` while one of these other fields has one of these values; `required` says that the form
    is refused without it.
    """

    name: str
    widget: str
    label: str
    options: Mapping[Any, str] = field(default_factory=dict)
    nothing: str | None = None
    help: str = ""
    example: str = ""
    height: int = 110
    decimals: int = 1
    only: Mapping[str, Container[Any]] = field(default_factory=dict)
    required: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether to say that it is required: of a field that always holds something there is no need."""
        return self.required and self.widget != "yes/no" and (not self.is_list or self.nothing is not None)

    @property
    def is_list(self) -> bool:
        """Whether one of its options is chosen."""
        return self.widget in _LISTS

    def is_called_for(self, typed: Mapping[str, Any]) -> bool:
        """Whether what stands in the other fields of its form calls for this one."""
        calls = [typed[name] in values for name, values in self.only.items() if name in typed]
        return any(calls) or not calls

    def allows(self, value: Any) -> bool:
        """Whether this can stand in the widget: a list takes nothing but its options."""
        return not self.is_list or value in self.words()

    @property
    def width(self) -> int | None:
        """How wide the field is; None for all there is."""
        return _SHORT.get(self.widget)

    def draw(self, key: str) -> None:
        """Ask for the field; its value was put there by its key already."""
        widgets.get(self.widget, _line)(self, key)

    def stored(self, value: Any) -> Any:
        """Give what stands in the widget as it would be stored."""
        if self.is_list:
            return None if value == NOTHING else value
        if self.widget == "yes/no":
            return int(bool(value))
        if self.widget == "several":
            return list(value or ())
        text = str(value or "").strip()
        if self.widget == "day":
            day = day_from(text)
            return day.isoformat() if isinstance(day, date) else day
        return _number(text, self.decimals) if self.widget == "number" else text

    def shown(self, value: Any) -> Any:
        """Give a stored value as it stands in the widget."""
        if self.is_list:
            return NOTHING if value is None or value not in self.options else value
        if self.widget == "yes/no":
            return bool(value)
        if self.widget == "several":
            given = parts(value) if isinstance(value, str) else value or ()
            return [key for key in given if key in self.options]
        if self.widget == "day":
            is_day = isinstance(value, date) or (value and parse_day(str(value)))
            return day_as_typed(value) if is_day else str(value or "")
        if self.widget == "number" and isinstance(value, (int, float)):
            whole = float(value).is_integer() and self.decimals == 1
            return number_text(value, 0 if whole else self.decimals)
        if self.widget == FREE and not isinstance(value, str):
            return joined(value or ())
        return "" if value is None else str(value)

    def text(self, value: Any) -> str:
        """Give what stands in the widget as the words that the screen shows: a draft keeps these."""
        if self.is_list:
            return self.words().get(value, "")
        if self.widget == "yes/no":
            return "ja" if value else "nee"
        if self.widget == "several":
            return "\n".join(self.words().get(key, "") for key in value or ())
        return str(value)

    def typed(self, text: str) -> Any:
        """Give a draft as it stands in the widget; None when it is no option any more."""
        if self.is_list:
            return next((value for value, words in self.words().items() if words == text), None)
        if self.widget == "several":
            return [value for value, words in self.words().items() if words in text.split("\n")]
        return text == "ja" if self.widget == "yes/no" else text

    def words(self) -> dict[Any, str]:
        """Return the options of a list in words, the one for no value first."""
        first = {} if self.nothing is None else {NOTHING: self.nothing}
        return first | distinct(self.options)


def ask(field: Field, options: Mapping[Any, str] | None = None, **other: Any) -> Ask:
    """Tell how a form asks for a declared field, with the options that only the page knows."""
    named = {**(options if options is not None else field.options)}
    empty = field.empty if field.optional else None
    more = {"help": field.help, "decimals": field.decimals, "only": field.only}
    label, required = field.prompt or field.label, not field.optional
    made = Ask(field.name, field.widget, label, named, empty, required=required)
    return replace(made, **{**more, **other})


class OtherThan(Container[Any]):
    """All values but this one: what a field no longer holds once somebody changed it."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __contains__(self, value: object) -> bool:
        return bool(value != self._value)


def _line(ask: Ask, key: str) -> None:
    st.text_input(
        ask.label,
        start_of(key) or "",
        key=key,
        help=ask.help or None,
        placeholder=ask.example or None,
    )


def _text(ask: Ask, key: str) -> None:
    st.text_area(
        ask.label,
        start_of(key) or "",
        key=key,
        help=ask.help or None,
        placeholder=ask.example or None,
        height=ask.height,
    )


def _list(ask: Ask, key: str) -> None:
    words, start = ask.words(), start_of(key)
    st.selectbox(
        ask.label,
        list(words),
        list(words).index(start) if start in words else 0,
        format_func=lambda value: words.get(value, str(value)),
        key=key,
        help=ask.help or None,
        width=ask.width or "stretch",
    )


def _day(ask: Ask, key: str) -> None:
    day_field(ask.label, key, help=ask.help or None)


def _several(ask: Ask, key: str) -> None:
    words, start = ask.words(), start_of(key)
    st.multiselect(
        ask.label,
        list(words),
        # An option may have gone since, by somebody else's hand.
        start and [value for value in start if value in words],
        format_func=lambda value: words.get(value, str(value)),
        key=key,
        placeholder=ask.example or "kies",
        select_all=False,
    )


def _switch(ask: Ask, key: str) -> None:
    words = ask.words()
    st.segmented_control(
        ask.label,
        list(words),
        default=start_of(key),
        format_func=words.__getitem__,
        key=key,
        help=ask.help or None,
        required=True,
    )


def _yes_or_no(ask: Ask, key: str) -> None:
    st.checkbox(ask.label, bool(start_of(key)), key=key, help=ask.help or None)


def _number_line(ask: Ask, key: str) -> None:
    with st.container(width=ask.width or "stretch"):
        _line(ask, key)


widgets: Mapping[str, Callable[[Ask, str], None]] = {
    **dict.fromkeys(_LISTS, _list),
    "several": _several,
    "switch": _switch,
    "text": _text,
    "day": _day,
    "yes/no": _yes_or_no,
    "number": _number_line,
}


def _number(text: str, decimals: int) -> int | float | str | None:
    """Return a number as people write it; the text itself when it is none, for the rule to refuse.

    A point marks thousands, but in what is asked with many decimals a fraction.
    """
    plain = (text if decimals > 1 else text.replace(".", "")).replace(",", ".")
    try:
        return (float(plain) if "." in plain else int(plain)) if text else None
    except ValueError:
        return text
