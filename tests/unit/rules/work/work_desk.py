"""Meldingen, matches and steps of the model as plain values, for tests of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from lib.model.results.work import CARD, Match, ModelStep, Notice

TODAY = date(2023, 6, 12)


def notice(number: int, **values: Any) -> Notice:
    usual = {
        "id": number, "party_id": number, "kind": "overschot", "sector": "luchtvaart", "occupation": "laders",
        "people": 20, "region": "AM18", "starts_on": "2023-01-01", "ends_on": None,
        "confirmed_on": "2023-06-01", "filled_on": None, "withdrawn_on": None, "withdrawn_reason": None,
        "version": 1, "party": f"Bedrijf {number}",
    }  # fmt: skip
    return Notice(**{**usual, **values})


def demand(number: int, **values: Any) -> Notice:
    return notice(number, **{"kind": "vraag", "sector": "maritiem", **values})


def match(number: int, surplus: int, asked: int, people: int = 10, **values: Any) -> Match:
    usual = {
        "id": number, "surplus_id": surplus, "demand_id": asked, "people": people,
        **dict.fromkeys(CARD, "afgesproken"), **dict.fromkeys((f"{name}_words" for name in CARD), ""),
        "signed_surplus_on": None, "signed_demand_on": None, "moved_direct": None, "moved_benefit": None,
        "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Match(**{**usual, **values})


def signed(number: int, surplus: int, asked: int, people: int = 10, **values: Any) -> Match:
    days = {"signed_surplus_on": "2023-02-01", "signed_demand_on": "2023-02-08"}
    return match(number, surplus, asked, people, **{**days, **values})


def step(number: int, rung: int, **values: Any) -> ModelStep:
    usual = {
        "id": number, "rung": str(rung), "reached_on": f"2023-01-{rung:02d}", "evidence": "verslag",
        "label": "", "party_id": None, "sector": None, "withdrawn_on": None, "withdrawn_reason": None,
        "version": 1,
    }  # fmt: skip
    return ModelStep(**{**usual, **values})
