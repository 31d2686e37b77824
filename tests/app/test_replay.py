"""Afspelen: the states of all editions go along once, small, and only when somebody opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.app.conftest import OpenScreen
from tests.app.screen import Screen


def sent(here: Screen, key: str) -> dict[str, Any] | None:
    found = [one for one in here.app.get("bidi_component") if str(one.key).startswith(key)]
    return dict(json.loads(found[0].proto.json)) if found else None


def test_the_editions_of_the_agenda_go_along_once_when_asked(example: Path, screen: OpenScreen) -> None:
    here = screen().open("")
    assert sent(here, "replay") is None
    data = sent(here.unfold("replay agenda"), "replay agenda")
    assert data is not None
    assert len(json.dumps(data)) < 40_000
    assert len(data["names"]) == 13
    assert len(data["states"]) > 10
    assert all(len(state["rows"]) == 13 for state in data["states"])
    assert data["states"][-1]["name"] == "Nu"
    assert data["priorities"] == ["A", "B", "C", "doorlopend"]
    assert len({tuple(cell) for cell in data["states"][-1]["cells"]}) > 5, "as the matrix has them"
    assert data["states"][0]["said"] == "Dit is het eerste moment."
    assert any("anders dan het moment ervoor:" in state["said"] for state in data["states"])


def test_one_coalition_plays_party_by_party(example: Path, screen: OpenScreen) -> None:
    here = screen().unfold("replay 4").open("actie", actie="4", tab="coalitie")
    data = sent(here, "replay coalition 4")
    assert data is not None
    assert any(row[0] == "nog niet vastgelegd" for row in data["states"][0]["rows"])
    then = screen().unfold("replay 4").open("actie", actie="4", tab="coalitie", op="2022-06-14")
    earlier = sent(then, "replay coalition 4")
    assert earlier is not None
    assert len(earlier["states"]) < len(data["states"])


def test_without_an_edition_it_says_so(real: Path, screen: OpenScreen) -> None:
    here = screen().unfold("replay agenda").open("")
    assert "Er is nog geen editie om af te spelen." in here.text
    assert sent(here, "replay") is None
