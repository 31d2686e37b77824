"""Where a word of the agenda becomes a link to its meaning, and where not."""

from __future__ import annotations

import pytest
import streamlit as st
from markupsafe import Markup

from lib.ui.elements import words
from tests.unit.cases import for_each


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})
    words.begin("./begrippen")


def way(anchor: str, said: str) -> str:
    return f'<a class="wa-word" href="./begrippen#{anchor}" target="_self">{said}</a>'


def test_the_first_time_in_running_text_is_a_link_and_keeps_it_when_drawn_again() -> None:
    first = Markup("<h2>Stoelen</h2><p>Twee stoelen, een stoel. <b>GS</b> &amp; wij.</p>")
    linked = words.linked(first)
    stoelen, gs = way("stoel", "stoelen"), way("gs-en-ps", "GS")
    assert linked == f"<h2>Stoelen</h2><p>Twee {stoelen}, een stoel. <b>{gs}</b> &amp; wij.</p>"
    assert words.linked(Markup("<p>Nog een stoel.</p>")) == "<p>Nog een stoel.</p>"
    assert words.linked(first) == linked


@for_each(
    [
        '<p><a href="./stand">Draagvlak</a></p>',
        "<a><p>Draagvlak</p></a>",
        '<p class="wa-vh">Draagvlak</p><p>En <span class="wa-vh">draagvlak</span></p>',
        '<p class="wa-wrong" role="alert">Draagvlak is nog leeg.</p>',
        "<blockquote><p>Draagvlak</p></blockquote>",
        "<table><tr><td><p>Draagvlak</p></td></tr></table>",
        "<p>Bedrijfsmanifestatie, draagvlaktoets, ps, wwft</p>",
        "<style>p { content: 'Draagvlak' }</style><p>Niets</p>",
    ]
)
def test_elsewhere_a_word_stays_as_it_is(markup: str) -> None:
    assert words.linked(Markup(markup)) == markup


def test_a_sign_of_markup_in_a_name_is_found_escaped() -> None:
    assert way("a-o", "A&amp;O") in words.linked(Markup("<p>Het beleid van A&amp;O.</p>"))
    words.begin("")
    assert words.linked(Markup("<p>Draagvlak</p>")) == "<p>Draagvlak</p>"
