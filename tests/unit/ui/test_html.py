"""Whatever is put in markup is escaped once: never not, never twice."""

from __future__ import annotations

from hypothesis import given, strategies as st
from markupsafe import Markup, escape

from lib.ui.elements.html import fill, link, listing, prose, table

HOSTILE = "<script>alert('&')</script>"


@given(st.text(), st.integers())
def test_filling_says_what_formatting_says(text: str, number: int) -> None:
    template = Markup('<b title="{}">{} {}</b>')
    assert fill(template, text, number, Markup("<i>")) == template.format(text, number, Markup("<i>"))


def test_words_from_outside_never_become_markup() -> None:
    markup = (
        link("actie", HOSTILE, {"actie": HOSTILE}, icon=HOSTILE)
        + prose(f"{HOSTILE}[^1]")
        + table([HOSTILE], [[HOSTILE]], HOSTILE)
        + listing([HOSTILE, HOSTILE])
    )
    assert "<script" not in markup
    assert "&amp;lt;" not in markup
    assert markup.count(str(escape(HOSTILE))) == 10


def test_markup_in_a_cell_stays_markup() -> None:
    assert "<div><b>1</b></div>" in table([Markup("<a>Nr</a>")], [[Markup("<b>1</b>")]], "Lijst")
    assert 'data-head="Nr"' in table([Markup("<a>Nr</a>")], [[Markup("<b>1</b>")]], "Lijst")
    assert listing([Markup("<b>a</b>"), "c & d"]) == "<b>a</b> en c &amp; d"
