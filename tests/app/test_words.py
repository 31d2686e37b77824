"""Every word of a list of choices is Dutch, also those that Streamlit puts there when nothing is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.views import ADDRESSES

ACTIONS = tuple(
    f"/actie?actie={action}&tab={tab}"
    for action in ("3", "4", "8", "m1")
    for tab in ("stand", "coalitie", "purpose-case", "geschiedenis")
)
"""Actions that differ in what is recorded, and one that ended."""
FOLDS = ("fold ", "hand over ", "moment", "who")
"""How the keys begin of what has to be opened before its fields are made."""
ENGLISH = {"choose", "select", "add", "option", "options", "no"}


def opened(here: Screen) -> Screen:
    """The page with all that can be unfolded on it."""
    state = here.app.session_state
    closed = [str(key) for key in state if str(key).startswith(FOLDS) and state[key] is False]
    for key in closed:
        state[key] = True
    return here.run()


def choices(here: Screen) -> Iterator[Any]:
    """Every field with a list of choices."""
    yield from here.app.selectbox
    yield from here.app.multiselect


def shows_placeholder(field: Any) -> bool:
    """Whether nothing is chosen; an option such as “niet bekend” also has no value, but it is a choice."""
    chosen = field.value if field.type == "multiselect" else field.value is not None
    return not chosen and not (field.type == "selectbox" and field.proto.HasField("default"))


def in_dutch(placeholder: str) -> bool:
    """Whether an empty field says something, and not in the words that Streamlit has for it."""
    return bool(placeholder.strip()) and not ENGLISH & set(placeholder.lower().split())


@pytest.mark.parametrize("dataset", ["real", "example"])
def test_a_list_of_choices_without_a_choice_speaks_dutch(
    dataset: str, screen: OpenScreen, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(dataset)
    before = path.read_bytes()
    here, seen = screen("Anna"), set()
    for address in (*ADDRESSES, *ACTIONS):
        opened(here.open_address(address, modus="bewerken"))
        for field in choices(here):
            seen.add(field.label)
            if shows_placeholder(field):
                assert in_dutch(field.proto.placeholder), f"{field.label!r} on {address}"
        for field in here.app.multiselect:
            assert not field.proto.select_all, f"{field.label!r} offers “Select all”"
    assert {"Fase", "Aanjager", "Nieuwe fase", "Doel", "Met welke partijen", "Actie", "Regio"} <= seen
    assert path.read_bytes() == before
