"""Who may not see amounts of money finds none: on any page, in any file it offers, and when following."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1.element_tree import Element

from lib import podium
from lib.access import Session
from lib.model.record import RECORDS
from lib.store.file.connection import EXAMPLE, reading, writing
from lib.store.finding.entries import entries
from lib.store.letters import drafts, sending
from lib.ui.here import visitor
from lib.ui.letter.sent import made_files
from lib.ui.slides import light
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit.desk import ANNA
from tests.views import ADDRESSES

SENTINEL = 987_654
TOLD = ("/actie?actie=11&tab=geld", "/wijzigingen?sinds=2021-02-01")
"""Where amounts of another kind stand, and all that ever changed."""
SHOWN = ("987654", "987.654", "€")
Files = list[tuple[str, bytes | Callable[[], bytes]]]


def make_telling(path: Path) -> None:
    """Let each amount that is known be the same one."""
    with writing(path, ANNA, "Proef") as db:
        for record in RECORDS.values():
            for field in record.fields.values():
                if not field.private or "€" not in field.text(SENTINEL, {}):
                    continue  # how many people is secret too, but no amount
                value = SENTINEL + field.name.endswith("high")
                asked = f"UPDATE {record.table} SET {field.name} = ? WHERE {field.name} IS NOT NULL"
                db.execute(asked, [value])


@pytest.fixture
def told(example: Path) -> Path:
    """The example set in which each amount is a telling one."""
    make_telling(example)
    return example


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Files:
    """All files that pages offer; none is given to the browser. Of a chart the page itself was sent all."""
    files: Files = []

    def download_button(_label: str, *, data: Any, file_name: str, key: str = "", **_more: Any) -> bool:
        if not key.startswith("takeaway charts-"):
            files.append((file_name, data))
        return False

    monkeypatch.setattr(st, "download_button", download_button)
    return files


def sent(here: Screen) -> str:
    """All that the browser was given of a page, in one text."""
    nodes = [node for node in here.app._tree if isinstance(node, Element)]
    return "\n".join(
        json.dumps(json.loads(node.proto.json or "null"), ensure_ascii=False)
        if node.type == "bidi_component"
        else str(node.proto.body if node.type == "html" else node.proto)
        for node in nodes
    )


def text_of(content: bytes) -> str:
    """The text of a file, of each part when it is an archive."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def made(files: Files) -> dict[str, str]:
    """The text of every file, each made once; a PDF is its Word file again, a table's workbook its CSV."""
    offered = dict(files)
    wanted = {
        name: data
        for name, data in offered.items()
        if not name.endswith((".pdf", ".png"))
        and name.replace(".xlsx", ".csv") not in offered.keys() - {name}
    }
    return {name: text_of(data() if callable(data) else data) for name, data in wanted.items()}


def leaks(found: dict[str, str]) -> set[str]:
    """Where an amount stands; a workbook has the sign of the euro in its number formats."""
    signs = (*SHOWN[:2], "€ ")
    return {where for where, text in found.items() if any(sign in text for sign in signs)}


def test_no_amount_leaves_the_app_for_a_reader(
    told: Path, screen: OpenScreen, offered: Files, unfolded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    pages = {address: sent(screen().open_address(address)) for address in (*ADDRESSES, *TOLD)}
    assert leaks(pages) == set()
    files = made(offered)
    endings = {name.rpartition(".")[2] for name in files}
    assert {"csv", "xlsx", "docx", "pptx", "html", "svg"} <= endings
    assert leaks(files) == set()


def test_the_same_walk_finds_the_amounts_of_who_may_see_them(
    told: Path, screen: OpenScreen, offered: Files
) -> None:
    here = screen("Anna").open("actie", actie="4", tab="geld")
    assert leaks({"geld": sent(here)})
    here.open("brief")
    assert leaks(made(offered))


def test_followers_and_find_are_told_no_amount(told: Path) -> None:
    with reading(told) as db:
        found = {"find": "\n".join(" ".join(map(str, entry)) for entry in entries(db))}
    for number in range(1, 40):
        sight = light.sight(EXAMPLE, podium.AGENDA, number)
        assert sight is not None
        found[f"slide {number}"] = f"{sight.title} {sight.html} {sight.note}"
    assert leaks(found) == set()


def test_the_files_of_a_letter_that_names_amounts_are_not_for_readers(
    told: Path, screen: OpenScreen, offered: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Dora", "beslisser"))
    send(told)
    screen().open("brief")
    assert leaks(made(offered)), "who may see them is given the very file"
    offered.clear()
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    reader = screen().open("brief")
    assert "Deze brief noemt bedragen." in reader.text
    assert not any("met wijzigingen" in name for name, _ in offered)
    assert leaks(made(offered)) == set()


def send(path: Path) -> None:
    """Record the letter of the example as sent, with its files as the page makes them."""
    place: Any = SimpleNamespace(path=path, is_example=True, person=ANNA)
    head = {"reference": "2022/17", "committee": "EFB", "portfolio": "Gedeputeerde economie"}
    with writing(path, ANNA) as db:
        letter = drafts.draft(db)
        number = letter.id or sending.begin(db, head)
        current = drafts.draft(db)
        sending.save_head(db, number, current.version, head)
        current = drafts.draft(db)
        sending.send(db, number, current.version, "2023-03-27", lambda own, one: made_files(place, own, one))
