"""Streamlit's own words in Dutch: each stands in the installed script, and none is left after."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from lib.web.words import WORDS, in_dutch

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


@pytest.mark.parametrize("widget", WORDS)
def test_each_word_stands_in_the_script_of_this_streamlit_and_becomes_dutch(widget: str) -> None:
    first = next(iter(WORDS[widget])).encode()
    (file,) = [script for script in SCRIPTS.glob(f"{widget}.*.js") if first in script.read_bytes()]
    script = file.read_bytes()
    made = in_dutch(file.name, script).decode()
    for english, dutch in WORDS[widget].items():
        assert english.encode() in script
        assert english not in made
        assert dutch in made


def test_another_script_is_left_alone() -> None:
    assert in_dutch("Slider.Abc.js", b'"aria-label":`Clear all`') == b'"aria-label":`Clear all`'
