"""How long a text is and how it reads: words, sentences, long and hard ones. Shown, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from lib.dutch import count_text
from lib.rules.letter.content import Block, Heading, Listing, Paragraph, text_of

LONG = 20
"""A sentence of more words than this is hard to read."""

HARD: Mapping[str, str] = {
    "aangaande": "over", "additioneel": "extra", "alsmede": "en", "betreffende": "over",
    "borgen": "zorgen voor", "conform": "volgens", "continueren": "doorgaan met", "derhalve": "daarom",
    "desbetreffende": "deze", "dienen": "moeten", "dient": "moet", "echter": "maar",
    "faciliteren": "helpen", "gaarne": "graag", "implementeren": "invoeren", "indien": "als",
    "initiëren": "beginnen", "inzake": "over", "middels": "met", "omtrent": "over",
    "optimaliseren": "verbeteren", "participeren": "meedoen", "realiseren": "maken", "reeds": "al",
    "stakeholders": "betrokkenen", "teneinde": "om", "tevens": "ook", "thans": "nu",
    "voornoemde": "deze",
}  # fmt: skip
"""Words of letters that are above B1, each with one that is not."""

_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý“‘0-9])")


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text reads."""

    words: int
    sentences: int
    median: float
    long: tuple[str, ...]
    hard: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        long = count_text(len(self.long), "lange zin", "lange zinnen")
        hard = count_text(len(self.hard), "woord boven B1", "woorden boven B1")
        named = f": {', '.join(f'{word} (liever: {HARD[word]})' for word in self.hard)}" if self.hard else ""
        return f"{self.words} woorden · meestal {self.median:.0f} woorden per zin · {long} · {hard}{named}"


def measure(blocks: Sequence[Block]) -> Measure:
    """Count running text and lists; adopted text is not ours and tables hold no sentences."""
    texts = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.look != "adopted":
            texts.append(text_of(block.line))
        elif isinstance(block, Listing):
            texts += [text_of(line) for line in block.lines]
        elif isinstance(block, Heading):
            continue
    sentences = [sentence for text in texts for sentence in _END.split(text) if sentence]
    lengths = [len(sentence.split()) for sentence in sentences]
    long = tuple(s for s, length in zip(sentences, lengths, strict=True) if length > LONG)
    written = {word.lower() for text in texts for word in _WORD.findall(text)}
    hard = tuple(sorted(written & HARD.keys()))
    return Measure(sum(lengths), len(sentences), median(lengths) if lengths else 0, long, hard)
