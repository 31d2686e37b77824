"""One field of a record, and the makers with which a record declares its fields.

Owns all that is true of a field: its rule, how it is called and read, how a form asks for it, and what goes
with it. What a single value must look like stands in `lib.model.kinds`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.dutch import day_text, euros_text, list_text
from lib.model import kinds, listing
from lib.model.change import Change
from lib.model.kinds import LINE_LIMIT
from lib.model.listing import parts

Rule = Callable[[Any, date], Any]
Parties = Mapping[int, str]
Reading = Callable[[Any, Parties], str]
"""How a stored value that is not empty reads in a sentence, given the names of the parties."""

EMPTY = "leeg"
WITHDRAWAL = ("withdrawn_on", "withdrawn_reason")


@dataclass(frozen=True, slots=True)
class Telling:
    """One change of one field on its way to a sentence.

    `title` names the record and `words` the field; `old` and `new` are the values in words.
    """

    change: Change
    title: str
    words: str
    old: str
    new: str
    parties: Parties

    @property
    def row(self) -> Mapping[str, Any]:
        return self.change.row


Teller = Callable[[Telling], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a record that is stored, as declared.

    `rule` is None for what only a writer of its own sets, such as the stage of an action. `words` is the name
    in sentences: a field without one tells nothing of its own. `empty` is what nothing reads as. `own` is
    False for what a row belongs to: given once, never changed. Fields of one `group` only make sense
    together. `new` says whether a new row starts with it, `reason` whether a change asks for a reason,
    `past` whether a day to come is refused. A form asks for it by its `prompt`, with this many `decimals`;
    `only` while another field has one of these values, else it is stored empty. Of what is
    `private` sentences only say that it changed.
    """

    name: str = ""
    rule: Rule | None = None
    label: str = ""
    words: str = ""
    widget: str = ""
    prompt: str = ""
    reads: Reading = lambda value, _parties: str(value)
    options: Mapping[Any, str] = dataclasses.field(default_factory=dict)
    limit: int | None = None
    bounds: tuple[float, float] | None = None
    past: bool = False
    optional: bool = False
    empty: str = EMPTY
    own: bool = True
    new: bool = True
    group: str = ""
    reason: bool = False
    help: str = ""
    decimals: int = 1
    only: Mapping[str, Container[Any]] = dataclasses.field(default_factory=dict)
    tell: Teller | None = None
    private: bool = False

    def text(self, value: Any, parties: Parties) -> str:
        """Put a stored value in the words of a sentence."""
        return self.empty if value is None or value == "" else self.reads(value, parties)


def party_name(party_id: int, parties: Parties) -> str:
    """Return the name of a party, or its number when it is not known here."""
    return parties.get(party_id, f"partij {party_id}")


def _listed(value: str, _parties: Parties) -> str:
    return list_text(parts(value))


def _day(value: str, _parties: Parties) -> str:
    return day_text(value)


_DECLARED = "field"
_NEITHER = dataclasses.MISSING


def declared_field(attribute: dataclasses.Field[Any]) -> Field | None:
    """Tell what was declared of an attribute; None for one that is joined or only read."""
    return _named(attribute.name, attribute) if _DECLARED in attribute.metadata else None


def _named(name: str, attribute: dataclasses.Field[Any]) -> Field:
    declared: Field = attribute.metadata[_DECLARED]
    return dataclasses.replace(declared, name=name)


# --------------------------------------------------------------------------- makers


def declare(widget: str, rule: Rule | None, *, default: Any = _NEITHER, **what: Any) -> Any:
    """Declare a field of any kind; `what` holds the other attributes of a `Field`."""
    metadata = {_DECLARED: Field(widget=widget, rule=rule, **what)}
    return dataclasses.field(default=default, metadata=metadata)


def line(label: str, words: str, limit: int = LINE_LIMIT, *, optional: bool = False, **more: Any) -> Any:
    """Declare text on one line."""
    rule = kinds.text(label, limit, required=not optional)
    return declare("line", rule, label=label, words=words, limit=limit, optional=optional, **more)


def text(label: str, words: str, limit: int = LINE_LIMIT, *, optional: bool = False, **more: Any) -> Any:
    """Declare text that may have several lines."""
    rule = kinds.text(label, limit, required=not optional, lines=True)
    return declare("text", rule, label=label, words=words, limit=limit, optional=optional, **more)


def choice(label: str, words: str, options: Mapping[str, str], *, optional: bool = False, **more: Any) -> Any:
    """Declare one of the keys of `options`."""
    rule = kinds.choice(label, options, optional=optional)
    names = {"label": label, "words": words, "options": options, "optional": optional}
    reads = {"reads": lambda value, _parties: options.get(value, str(value))}
    return declare("choice", rule, **{**names, **reads, **more})


def day(label: str, words: str, *, optional: bool = False, past: bool = False, **more: Any) -> Any:
    """Declare a calendar day; `past` refuses days to come."""
    if optional:
        rule: Rule = kinds.any_day(label, past_only=past)
    else:
        rule = kinds.day(label, past_only=past)
    return declare("day", rule, label=label, words=words, reads=_day, optional=optional, past=past, **more)


def yes_or_no(words: str, yes: str, no: str, *, usual: bool, **more: Any) -> Any:
    """Declare a yes or no; `usual` is what an empty field stands for."""
    names = {1: yes, 0: no}
    reads = {"reads": lambda value, _parties: names[bool(value)]}
    return declare("yes/no", kinds.yes_or_no(usual=usual), words=words, options=names, **reads, **more)


def party(label: str, words: str, *, optional: bool = False, **more: Any) -> Any:
    rule = kinds.reference(label, optional=optional)
    return declare("party", rule, label=label, words=words, reads=party_name, optional=optional, **more)


def number(label: str, words: str, bounds: tuple[float, float], *, whole: bool = True, **more: Any) -> Any:
    """Declare a number that need not be known; `bounds` are the least and the most it can be."""
    rule = kinds.number(label, *bounds, whole=whole)
    names = {"label": label, "words": words, "bounds": bounds, "optional": True}
    return declare("number", more.pop("rule", rule), **{**names, **more})


def euros(label: str, words: str, least: int = 0, **more: Any) -> Any:
    """Declare an amount in whole euros that need not be known; only some may see it."""
    rule = kinds.euros(label, least)
    usual = {"label": label, "words": words, "bounds": (least, kinds.MOST_EUROS), "optional": True}
    shown = {"empty": "niet bekend", "private": True, "reads": lambda value, _parties: euros_text(value)}
    return declare("number", rule, **{**usual, **shown, **more})


def several(label: str, words: str, options: Mapping[str, str], **more: Any) -> Any:
    """Declare any number of the keys of `options`, stored as one text."""
    reads = {"reads": lambda value, _parties: list_text(options.get(key, key) for key in parts(value))}
    names = {"label": label, "words": words, "options": options, "optional": True}
    return declare("several", more.pop("rule", listing.several(label, options)), **names, **reads, **more)


def free_words(label: str, words: str, **more: Any) -> Any:
    """Declare a list of free words, stored as one text."""
    rule = more.pop("rule", listing.words(label))
    return declare("words", rule, label=label, words=words, reads=_listed, optional=True, **more)


def other(label: str, words: str, *, optional: bool = False, **more: Any) -> Any:
    """Declare a field that names a record of another kind."""
    rule = kinds.reference(label, optional=optional)
    reads = {"reads": lambda value, _parties: f"nr. {value}"}
    return declare("record", rule, label=label, words=words, optional=optional, **{**reads, **more})


def link(words: str, **more: Any) -> Any:
    return declare("link", kinds.links, label="De link", words=words, limit=LINE_LIMIT, optional=True, **more)


def of_action() -> Any:
    return declare("action", kinds.action_reference, label="Actie", own=False)


def of_party() -> Any:
    return declare("party", kinds.reference("Partij"), label="Partij", own=False, reads=party_name)


def withdrawal(words: str, empty: str) -> dict[str, Field]:
    """Return the fields of every record that can be withdrawn: since when, and why."""
    on = day("De datum van intrekken", words, empty=empty, reason=True, group="withdrawal", new=False)
    why = text("De reden", "", group="withdrawal", new=False)
    return {name: _named(name, attribute) for name, attribute in zip(WITHDRAWAL, (on, why), strict=True)}
