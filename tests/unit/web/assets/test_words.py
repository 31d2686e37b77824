"""Streamlit's own words in Dutch: each stands in the installed script, and none is left after."""

from __future__ import annotations

from pathlib import Path

import streamlit

from lib.web.assets.words import WORDS, in_dutch
from tests.unit.cases import for_each

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


@for_each(WORDS)
def test_each_word_stands_in_the_script_of_this_streamlit_and_becomes_dutch(widget: str) -> None:
    scripts = {file.name: file.read_bytes() for file in SCRIPTS.glob(f"{widget}.*.js")}
    for english, dutch in WORDS[widget].items():
        (name,) = [name for name, script in scripts.items() if english.encode() in script]
        made = in_dutch(name, scripts[name]).decode()
        assert english not in made
        assert dutch in made


def test_another_script_is_left_alone() -> None:
    assert in_dutch("Radio.Abc.js", b'"aria-label":`Clear all`') == b'"aria-label":`Clear all`'
