"""Finding by a word: an index of all that has words, of the agenda as it is shown.

Owns in which order things are found. The index is FTS5 in memory, one per newest change and moment, made
from the agenda itself: nothing of it is kept, so that it is never behind and an old file needs none. Its
trigrams find a word inside another, such as "instroom" in "zij-instroom" or "werk" in "netwerk"; splitting
Dutch words where they were put together would need a dictionary.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from lib.dutch import searchable
from lib.store.file.connection import newest_change, reading
from lib.store.finding.entries import Entry, entries

_BELONGS = ("Gebeurtenis", "Mijlpaal", "Besluit GS")
WORDS_LIMIT, MOST, KEPT = 8, 300, 4
"""How many words count, how many finds are weighed, and how many indexes are kept."""
_TABLE = "CREATE VIRTUAL TABLE entry_fts USING fts5(title, text, content='', tokenize='trigram')"
_SHORTEST = 3
"""A word shorter than a trigram is looked for among what the other words find."""


@dataclass(frozen=True, slots=True)
class Index:
    """The entries with the text they are found by, and the tables that know in which a trigram stands."""

    entries: Sequence[Entry]
    texts: Sequence[tuple[str, str]]
    db: Database
    lock: threading.Lock


_indexes: OrderedDict[tuple[str, int, int, str | None], Index] = OrderedDict()
_making = threading.Lock()


def find(path: Path, asked: str, at: str | None = None) -> list[Entry]:
    """Return what holds all these words or parts of words, the best first, at a stored moment or now."""
    words = searchable(asked).split()[:WORDS_LIMIT]
    index = index_of(path, at)
    if not words:
        return []
    rows = sorted(_candidates(index, words), key=lambda row: (_weight(index.texts[row], words), row))
    return [index.entries[row] for row in rows]


def index_of(path: Path, at: str | None = None) -> Index:
    """Return the index of the agenda as it is shown; made on the first question after a change."""
    key = (str(path), path.stat().st_ino, newest_change(path), at)
    with _making:
        if key not in _indexes:
            with reading(path, at) as db:
                _indexes[key] = build(list(entries(db)))
            while len(_indexes) > KEPT:
                _indexes.popitem(last=False)
        _indexes.move_to_end(key)
        return _indexes[key]


def build(found: Sequence[Entry]) -> Index:
    """Make the index of these entries."""
    texts = [(_folded(entry.title), _folded(f"{_said(entry)} {entry.words}")) for entry in found]
    db = Database(sqlite3.connect(":memory:", check_same_thread=False))
    db.execute(_TABLE)
    db.conn.executemany("INSERT INTO entry_fts (rowid, title, text) VALUES (?, ?, ?)", _numbered(texts))
    return Index(found, texts, db, threading.Lock())


def _numbered(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    return ((row, title, text) for row, (title, text) in enumerate(texts))


def _said(entry: Entry) -> str:
    """Return what an entry is found by beside its title: not the action that it only belongs to."""
    return "" if entry.kind in _BELONGS else entry.about


def _folded(text: str) -> str:
    """Return a text as it is compared; a word with a hyphen also without it."""
    plain = searchable(text)
    joined = (word.replace("-", "") for word in plain.split() if "-" in word)
    return " ".join([plain, *joined])


def _candidates(index: Index, words: Sequence[str]) -> list[int]:
    long = [word for word in words if len(word) >= _SHORTEST]
    if not long:
        return [row for row, text in enumerate(index.texts) if all(word in " ".join(text) for word in words)]
    match = " ".join('"{}"'.format(word.replace('"', '""')) for word in long)
    sql = "SELECT rowid FROM entry_fts WHERE entry_fts MATCH ? ORDER BY bm25(entry_fts, 8.0, 1.0) LIMIT ?"
    with index.lock:
        rows = [int(rowid) for (rowid,) in index.db.execute(sql, [match, MOST]).fetchall()]
    short = [word for word in words if len(word) < _SHORTEST]
    return [row for row in rows if all(word in " ".join(index.texts[row]) for word in short)]


def _weight(text: tuple[str, str], words: Sequence[str]) -> tuple[int, int]:
    """Order what was found: words that begin a word of the title, stand in the title, begin any word."""
    title, rest = (f" {part}" for part in text)
    begins = sum(f" {word}" in title for word in words)
    within = sum(word in title for word in words)
    return -(4 * begins + 2 * within + sum(f" {word}" in rest for word in words)), len(title)
