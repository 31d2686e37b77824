"""The words of the agenda in plain Dutch, as the file has them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from lib.store.file.connection import DATA


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it means, the page where it is met most, and whether a letter explains it too."""

    name: str
    meaning: str
    page: str = ""
    letter: bool = False

    @property
    def anchor(self) -> str:
        """The part of the page Begrippen that explains it."""
        return re.sub(r"\W+", "-", self.name.lower()).strip("-")


@cache
def words() -> tuple[Word, ...]:
    """Return all words in the order of the alphabet."""
    with (DATA / "begrippen.toml").open("rb") as file:
        return tuple(Word(**entry) for entry in tomllib.load(file)["term"])
