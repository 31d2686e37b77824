"""Of style sheets only what dresses something: the rest would be most of a first screen.

Owns reading a style sheet: rules, and those within `@media` and the like. A selector is left out when it asks
for a class, a key or a test id that the page does not have; what it says in `:is()`, `:not()` or `:has()` is
not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_KEPT = 64
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
_SPACE = re.compile(r"\s+|;\s*$")
_SELECTOR = re.compile(r"(?:[^,(]|\((?:[^()]|\([^()]*\))*\))+")
_WITHIN = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_ASKED = re.compile(r"""\.([\w-]+)|\[data-testid="([^"]*)"\]""")
_ASKED_IN_PART = re.compile(r"""\[(?:class|data-testid)[*^]="([^"]*)"\]""")
_HAD = re.compile(r"""(?:class|data-testid)=["']([^"']*)""")
_GROUPS = ("@media", "@container", "@supports")


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector, with the names that it asks for, whole and in part."""

    text: str
    asked: frozenset[str]
    in_part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule, or a group of rules."""

    selectors: tuple[_Selector, ...]
    body: str
    within: tuple[_Rule, ...] = ()


def used(sheet: str, markup: str) -> str:
    """Return the rules of a style sheet that dress something of this markup."""
    names = " ".join(_HAD.findall(markup))
    return "".join(_text(_rules(sheet), set(names.split()), names))


def _text(rules: tuple[_Rule, ...], names: set[str], joined: str) -> Iterator[str]:
    for rule in rules:
        wanted = [
            selector.text
            for selector in rule.selectors
            if selector.asked <= names and all(part in joined for part in selector.in_part)
        ]
        body = "".join(_text(rule.within, names, joined)) if rule.within else rule.body
        if wanted and body:
            yield f"{','.join(wanted)}{{{body}}}"


@lru_cache(_KEPT)
def _rules(sheet: str) -> tuple[_Rule, ...]:
    return tuple(_rule(*found) for found in _RULE.findall(_COMMENT.sub("", sheet)))


def _rule(prelude: str, body: str) -> _Rule:
    start, inside = _SPACE.sub(" ", prelude).strip(), _SPACE.sub(" ", body).strip()
    if start.startswith("@"):
        within = _rules(body) if start.startswith(_GROUPS) else ()
        return _Rule((_Selector(start, frozenset(), ()),), inside, within)
    return _Rule(tuple(_selector(part.strip()) for part in _SELECTOR.findall(start)), inside)


def _selector(text: str) -> _Selector:
    bare = _WITHIN.sub("", text)
    asked = frozenset(one or other for one, other in _ASKED.findall(bare))
    return _Selector(text, asked, tuple(_ASKED_IN_PART.findall(bare)))
