"""How long a text is and how it reads: words, sentences, long ones. Measured and shown, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from lib.dutch import count_text
from lib.rules.letter.content import Block, Heading, Listing, Paragraph, text_of

LONG = 20
"""A sentence of more words than this is hard to read."""

_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÀ-Ý“‘0-9])")


@dataclass(frozen=True, slots=True)
class Measure:
    """How a text reads."""

    words: int
    sentences: int
    median: float
    long: tuple[str, ...]

    @property
    def sentence(self) -> str:
        long = count_text(len(self.long), "lange zin", "lange zinnen")
        return f"{self.words} woorden · meestal {self.median:.0f} woorden per zin · {long}"


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
    return Measure(sum(lengths), len(sentences), median(lengths) if lengths else 0, long)
