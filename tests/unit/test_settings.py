"""The settings of Streamlit that we lean on: this version knows each of them and still does as they say."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from streamlit import config
from streamlit.runtime.scriptrunner import script_runner

SETTINGS = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


def written(section: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each setting of the file with its full name."""
    for name, value in section.items():
        if isinstance(value, Mapping):
            yield from written(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def test_streamlit_knows_and_reads_every_setting() -> None:
    options = config.get_config_options()
    for name, value in written(tomllib.loads(SETTINGS.read_text("utf-8"))):
        assert name in options, f"{name} is no setting of this Streamlit"
        assert options[name].value == value


def test_streamlit_still_leaves_collecting_to_python_when_told() -> None:
    assert config.get_option("runner.postScriptGC") is False
    assert 'if config.get_option("runner.postScriptGC"):' in inspect.getsource(script_runner)
