"""Names as people write them: when two are the same, and when they may be of one organisation.

Owns what does not tell names apart: case, accents, spaces, legal forms, abbreviations and slips of the pen.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

from lib.dutch import searchable
from lib.model.kinds import clean_text

ALIKE = 0.87
"""From this share of letters in common on two names may be a slip of the pen apart."""
_FORMS = frozenset(
    "bv nv vof cv stichting vereniging cooperatie holding groep groups group de het een".split()
)
"""Words that say what an organisation is and not which."""
_SMALL = frozenset("van voor en of in op aan der den te".split())
"""Words that an abbreviation leaves out."""


@lru_cache(maxsize=8_000)
def key_of(text: str) -> str:
    """Return a text without what does not tell texts apart: case, accents and white space."""
    return "".join(searchable(clean_text(text)).split())


def look_alikes(name: str, others: Iterable[str]) -> list[str]:
    """Return the names that may well be of the same organisation, the same name among them."""
    return [other for other in others if _may_be_one(name, other)]


def _may_be_one(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    bare, others_bare = "".join(first), "".join(second)
    if not bare or not others_bare:
        return key_of(one) == key_of(other)
    if bare == others_bare or bare in _shortened(second) or others_bare in _shortened(first):
        return True
    if re.sub(r"\D", "", bare) != re.sub(r"\D", "", others_bare):
        return False
    compared = difflib.SequenceMatcher(None, bare, others_bare, autojunk=False)
    # The cheap ones first: they are never less than the real one, and hundreds of names are compared.
    return all(
        ratio() >= ALIKE for ratio in (compared.real_quick_ratio, compared.quick_ratio, compared.ratio)
    )


@lru_cache(maxsize=4_000)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name that say which organisation it is."""
    plain = searchable(clean_text(name)).replace("&", " ").replace("'", "").replace("’", "").replace(".", "")
    words = re.findall(r"[^\W_]+", plain)
    return tuple([word for word in words if word not in _FORMS] or words)


def _shortened(words: tuple[str, ...]) -> set[str]:
    """Return how a name of several words is abbreviated: by first letters, with or without small words."""
    if len(words) < 2:
        return set()
    large = [word for word in words if word not in _SMALL]
    short = {"".join(word[0] for word in some) for some in (words, large)}
    return {letters for letters in short if len(letters) > 1}
