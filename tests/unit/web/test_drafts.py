"""Drafts on their way in: kept for who may edit at that very moment, and for nobody else."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from lib.access import RIGHTS, Person
from lib.store.drafts import forget_person, read_drafts
from lib.store.file.connection import REAL
from lib.store.people import accounts
from lib.web.drafts import BODY_LIMIT, DONE, REFUSED, TOO_BIG, WRONG, drafts_route, ticket
from tests.unit.store.people.test_accounts import account_of, come_in
from tests.unit.web.test_admission import ROOT

TYPED = {"note": {"version": 1, "text": "Half getypt"}}


def send(body: bytes | dict[str, Any]) -> int:
    """What `/concept` answers to this."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent, "more_body": False}

    request = Request({"type": "http", "method": "POST", "path": "/concept", "headers": []}, receive)
    return int(asyncio.run(drafts_route().endpoint(request)).status_code)


def typed(held: str, **other: Any) -> dict[str, Any]:
    return {"ticket": held, "form": "action 3", "turn": 1, "fields": TYPED, **other}


def kept(path: Path, who: str = "Carla") -> list[str]:
    return [draft.text for draft in read_drafts(path, who, "action 3").values()]


@pytest.mark.parametrize("role", RIGHTS)
def test_a_draft_is_kept_for_who_may_edit_until_that_ends(path: Path, role: str) -> None:
    carla = come_in(path, role, *(("3",) if role == "aanjager" else ()))
    held, may = ticket(REAL, carla), carla.may_edit
    assert send(typed(held)) == (DONE if may else REFUSED)
    assert kept(path) == ["Half getypt"] * may
    accounts.end(path, ROOT, account_of(path))
    assert send(typed(held, fields={"note": None})) == REFUSED
    assert kept(path) == ["Half getypt"] * may


def test_another_role_counts_for_the_next_word(path: Path) -> None:
    held = ticket(REAL, come_in(path, "redacteur"))
    accounts.change(path, ROOT, account_of(path), "lezer", ())
    assert send(typed(held)) == REFUSED
    assert not kept(path)


def test_a_name_that_passes_to_somebody_else_brings_no_words_along(path: Path) -> None:
    send(typed(ticket(REAL, come_in(path, "redacteur"))))
    forget_person(path, "Carla")
    assert not kept(path)


def test_what_does_not_fit_is_refused(path: Path) -> None:
    held = ticket(REAL, Person("Carla"))
    assert send(typed(held + "0")) == REFUSED
    assert send(typed(held, fields=["x"])) == WRONG
    assert send(b"{") == WRONG
    assert send(b"x" * (BODY_LIMIT + 1)) == TOO_BIG
    assert not kept(path)
