"""No sentence points at something by its place, form or colour alone, nor does a picture hold words.

A program cannot judge that: it only notices a sentence or a picture that nobody judged yet.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SENSES = re.compile(
    r"\b(?:links|rechts|(?:linker|rechter)\w*|\w+(?:links|rechts)|rood|rode|groene?|geel|gele|blauwe?|oranje"
    r"|paarse?|grijze?|vierkante?|driehoek\w*|rondje|pijltje|kleur|stip(?:pen)?|gestippeld)\b",
    re.IGNORECASE,
)
JUDGED = {
    "Lijn in de kleur van het doel": "a name within the PowerPoint, that nobody is told to look for",
    "De links zijn te lang. Maak er samen hoogstens ": "web addresses",
    "Kleur: aantal campussen": "a choice",
    "Kleur van de regio’s": "a choice",
    "Hoe sterker de kleur, hoe meer campussen; het getal staat bij de naam van de regio.": "the number too",
    ". Hoe sterker de kleur, hoe ": "goes on to say that the value is there",
    "Hoe dikker de lijn of stip, hoe verder de partij; gestippeld is een lege stoel. De ": "a table too",
    "onbekend (gestippeld)": "the word says it",
    "Kleur de kaart met dit cijfer": "a link",
    "Gestippeld is een verwachting, gearceerd is zonder getal.": "the words under each bar say both",
}
"""The sentences that name what is only seen, and why that is enough."""
PICTURES = {
    "lib/ui/campuses/card.py": "ring of shares, named beside it",
    "lib/ui/campuses/effect.py": "ring of shares, named beside it",
    "lib/ui/campuses/rows.py": "ring of shares, named beside it",
    "lib/ui/elements/entry_link.py": "QR code, with the address beside it",
    "lib/ui/present/stage.py": "QR codes, with the address beside them",
    "lib/ui/slides/plot.py": "line of a figure, with its years and values beside it",
    "lib/ui/ahead/first.py": "the logo",
    "lib/ui/slides/deck.py": "map on paper, in letters that can be selected on the page itself",
    "lib/ui/frame/frame.py": "the logo",
}
"""What shows a picture, and of what."""


def sentences() -> Iterator[str]:
    """Yield every text of more than one word in the code of the app, but not what explains that code."""
    for folder in ("lib", "pages"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            nodes = [*ast.walk(ast.parse(file.read_text("utf-8")))]
            told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            yield from (
                node.value
                for node in nodes
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
                if " " in node.value.strip() and "<" not in node.value
            )


def test_a_sentence_that_names_what_is_only_seen_was_judged() -> None:
    assert {sentence for sentence in sentences() if SENSES.search(sentence)} == set(JUDGED)


def test_a_picture_was_judged_and_a_ring_holds_no_letters() -> None:
    shown = re.compile(r"<img|st\.(image|logo)\(")
    files = (file for folder in ("lib", "pages") for file in (ROOT / folder).rglob("*.py"))
    assert {
        file.relative_to(ROOT).as_posix() for file in files if shown.search(file.read_text("utf-8"))
    } == set(PICTURES)
    assert "<text" not in (ROOT / "lib" / "maps" / "ring.py").read_text("utf-8")
