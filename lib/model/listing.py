"""Lists kept as one text: their rules, and the way to that text and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from lib.model.kinds import LINE_LIMIT, Invalid, clean_text, missing, quoted

Rule = Callable[[Any, date], str]

MOST_PARTS = 60


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list that is stored as one text."""
    return tuple(part for part in text.split(", ") if part)


def joined(items: Iterable[str]) -> str:
    """Return a list as one text, as it is stored."""
    return ", ".join(items)


def _split(label: str, value: Any) -> list[str]:
    """Split a list that was typed with commas between, or chosen one by one; each part once, in order."""
    if missing(value):
        return []
    if isinstance(value, str):
        value = value.replace("\n", ",").split(",")
    if not isinstance(value, Iterable) or isinstance(value, (bytes, Mapping)):
        raise Invalid(label, f"{label} is geen lijst. Typ de namen met een komma ertussen.")
    parts = [" ".join(clean_text(str(part)).replace(",", " ").split()) for part in value]
    return list(dict.fromkeys(part for part in parts if part))


def words(label: str) -> Rule:
    """Make a rule for a list of free words, stored as one text."""

    def rule(value: Any, _today: date) -> str:
        parts = _split(label, value)
        stored = joined(parts)
        if len(parts) > MOST_PARTS or len(stored) > LINE_LIMIT:
            raise Invalid(label, f"{label} is te lang. Noem er hoogstens {MOST_PARTS}, in korte woorden.")
        return stored

    return rule


def several(label: str, options: Mapping[str, str]) -> Rule:
    """Make a rule for any number of the keys of `known`, stored in their order there; names count too."""
    by_name = {name.casefold(): key for key, name in options.items()}

    def rule(value: Any, _today: date) -> str:
        parts = [by_name.get(part.casefold(), part) for part in _split(label, value)]
        wrong = [part for part in parts if part not in options]
        if wrong:
            raise Invalid(
                label, f"{label} {quoted(wrong[0])} bestaat niet. Kies uit: {', '.join(options.values())}."
            )
        return joined([key for key in options if key in parts])

    return rule


def actions(value: Any, _today: date) -> str:
    """Make a rule for the ids of actions, in the order of the annex."""
    ids = _split("Acties", value)
    wrong = [part for part in ids if not re.fullmatch(r"m?[1-9][0-9]{0,3}", part, re.ASCII)]
    if wrong:
        raise Invalid("Acties", f"Actie {quoted(wrong[0])} bestaat niet. Noem nummers, zoals 7 of 11.")
    return joined(sorted(ids, key=lambda part: (part.startswith("m"), int(part.lstrip("m")))))
