"""A letter as one accessible HTML page: no scripts, nothing from elsewhere, and it prints well.

The page itself is the main form; the screen of the app shows its parts with the same markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from lib.rules.letter import content

MIME = "text/html"
_STYLE = Path(__file__).with_name("letter.css")
_LOOKS = {
    "": "{}",
    "strong": "<strong>{}</strong>",
    "was": "<del>{}</del>",
    "is": "<ins>{}</ins>",
    "proposal": "<em>{}</em>",
}
_PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body{small}>
{stamp}
<a class="skip" href="#inhoud">Naar de brief</a>
<header>{marks}</header>
<main id="inhoud">
{parts}
{notes}
</main>
</body>
</html>
"""


def page(document: content.Document) -> bytes:
    markup = Markup(_PAGE).format(
        title=document.title,
        style=Markup(_STYLE.read_text(encoding="utf-8")),
        stamp=_stamp(document),
        small=Markup(' class="small-page"') if document.one_page else "",
        marks=marks(document),
        parts=_joined(_section(part) for part in document.parts),
        notes=notes(document, document.parts),
    )
    return markup.encode()


def marks(document: content.Document) -> Markup:
    """Return what the document is marked with, before anything else."""
    return _joined(Markup('<p class="mark">{}</p>').format(mark) for mark in document.marks)


def part(own: content.Part, document: content.Document, deeper: int = 0) -> Markup:
    """Build one part with its footnotes; its headings `deeper` levels down, for a page with its own title."""
    shown = (block for block in own.blocks if not isinstance(block, content.Contents))
    return _joined(_block(block, deeper) for block in shown) + notes(document, (own,))


def notes(document: content.Document, parts: Iterable[content.Part]) -> Markup:
    """Build the footnotes that these parts refer to, each with the way back."""
    numbers = sorted({run.note for part in parts for run in _runs(part) if run.note})
    if not numbers:
        return Markup()
    items = _joined(
        Markup(
            '<li id="noot-{number}" value="{number}">{text} '
            '<a href="#verwijzing-{number}" role="doc-backlink" aria-label="Terug naar de tekst">↩</a></li>'
        ).format(number=number, text=_line(document.notes[number]))
        for number in numbers
    )
    return Markup('<ol class="notes" aria-label="Voetnoten">{}</ol>').format(items)


def _section(part: content.Part) -> Markup:
    return Markup('<section aria-labelledby="{key}">{blocks}</section>').format(
        key=part.key, blocks=_joined(_block(block, 0) for block in part.blocks)
    )


def _stamp(document: content.Document) -> Markup:
    """Build the marks once more, across every printed page."""
    words = " · ".join(mark.split(" – ")[0] for mark in document.marks)
    return Markup('<div class="stamp" aria-hidden="true">{}</div>').format(words) if words else Markup()


def _content(heading: content.Heading) -> Markup:
    return Markup('<li class="level-{level}"><a href="#{key}">{text}</a></li>').format(
        level=heading.level, key=heading.key, text=heading.text
    )


# --------------------------------------------------------------------------- blocks


def _block(block: content.Block, deeper: int) -> Markup:
    match block:
        case content.Heading():
            key = Markup(' id="{}"').format(block.key) if block.key else Markup()
            level = min(block.level + deeper, 6)
            return Markup("<h{level}{key}>{text}</h{level}>").format(level=level, key=key, text=block.text)
        case content.Paragraph():
            return _paragraph(block)
        case content.Listing():
            tag = "ol" if block.numbered else "ul"
            items = _joined(Markup("<li>{}</li>").format(_line(line)) for line in block.lines)
            return Markup("<{tag}>{items}</{tag}>").format(tag=tag, items=items)
        case content.Pairs():
            rows = _joined(
                Markup("<div><dt>{}: </dt><dd>{}</dd></div>").format(name, _line(value))
                for name, value in block.rows
            )
            return Markup("<dl>{}</dl>").format(rows)
        case content.Contents():
            return Markup('<nav aria-label="Inhoud"><ul>{}</ul></nav>').format(
                _joined(_content(heading) for heading in block.headings)
            )
        case content.Table():
            return _table(block)


def _paragraph(block: content.Paragraph) -> Markup:
    text = _line(block.line)
    if block.look == "adopted":
        return Markup("<blockquote><p>{}</p></blockquote>").format(text)
    look = Markup(' class="{}"').format(block.look) if block.look else Markup()
    return Markup("<p{}>{}</p>").format(look, text)


def _table(block: content.Table) -> Markup:
    heads = _joined(Markup('<th scope="col">{}</th>').format(head) for head in block.heads)
    rows = _joined(
        Markup("<tr>{}</tr>").format(
            _joined(
                Markup('<td data-head="{}">{}</td>').format(head, _cell(cell))
                for head, cell in zip(block.heads, row, strict=True)
            )
        )
        for row in block.rows
    )
    widths = _joined(Markup('<col style="width:{:.1f}%">').format(width * 100 / 16) for width in block.widths)
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}">{table}{title}'
        "<colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    ).format(
        caption=block.caption,
        table=Markup("<table>")
        if block.captioned
        else Markup('<table aria-label="{}">').format(block.caption),
        title=Markup("<caption>{}</caption>").format(block.caption) if block.captioned else "",
        widths=widths,
        heads=heads,
        rows=rows,
    )


def _cell(cell: content.Cell) -> Markup:
    if len(cell) == 1:
        return _line(cell[0])
    return _joined(Markup("<p>{}</p>").format(_line(line)) for line in cell)


def _line(runs: content.Line) -> Markup:
    return _joined(_run(run) for run in runs)


def _run(run: content.Run) -> Markup:
    text = Markup(_LOOKS[run.look]).format(run.text)
    if run.english:
        text = Markup('<span lang="en">{}</span>').format(text)
    if run.address:
        text = Markup('<a href="{}">{}</a>').format(run.address, text)
    if run.note:
        text += Markup(
            '<sup><a href="#noot-{number}" id="verwijzing-{number}" role="doc-noteref" '
            'aria-label="Voetnoot {number}">{number}</a></sup>'
        ).format(number=run.note)
    return text


def _runs(part: content.Part) -> Iterable[content.Run]:
    for block in part.blocks:
        if isinstance(block, content.Paragraph):
            yield from block.line


def _joined(pieces: Iterable[Markup]) -> Markup:
    return Markup().join(pieces)
