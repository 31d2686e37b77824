"""Money is told certainty by certainty, no euro twice, and nothing counts after its end."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.results.money import ACCOUNTS, CERTAINTIES, PROVEN, SOURCES, Fund, MoneyLayer
from lib.rules.money import layers
from lib.rules.money.funds import accounts_words, check_accounts, fund_sentence, missing_funds

TODAY = date(2023, 6, 12)


def layer(number: int = 1, **values: Any) -> MoneyLayer:
    usual = {
        "id": number, "action_id": "4", "source": "provincie", "name": f"Laag {number}", "region": None,
        "fund_id": None, "certainty": "genoemd", "amount_kind": "onbekend", "amount_low": None,
        "amount_high": None, "starts_on": None, "ends_on": None, "earmark": "", "condition": "",
        "evidence": "", "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return MoneyLayer(**{**usual, **values})


def exact(number: int, euros: int, certainty: str, **more: Any) -> MoneyLayer:
    return layer(number, certainty=certainty, amount_kind="bedrag", amount_low=euros, **more)


@st.composite
def layers_of_all_kinds(draw: st.DrawFn) -> list[MoneyLayer]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["bedrag", "bandbreedte", "minstens", "onbekend"]))
        low = draw(st.integers(1, 10**6)) if kind != "onbekend" else None
        high = low + draw(st.integers(1, 10**6)) if low and kind == "bandbreedte" else None
        ends = draw(st.none() | st.integers(-400, 400))
        made.append(
            layer(
                number,
                source=draw(st.sampled_from([*SOURCES])),
                certainty=draw(st.sampled_from([*CERTAINTIES])),
                amount_kind=kind,
                amount_low=low,
                amount_high=high,
                ends_on=None if ends is None else (TODAY + timedelta(days=ends)).isoformat(),
            )
        )
    return made


@given(layers_of_all_kinds())
def test_each_certainty_holds_its_own_layers_and_no_other(made: list[MoneyLayer]) -> None:
    rows = {row.certainty: row for row in layers.per_certainty(made, TODAY)}
    for certainty in CERTAINTIES:
        own = [one for one in layers.counting(made, TODAY) if one.certainty == certainty]
        known = [found for one in own if (found := layers.amount(one))]
        if not own:
            assert certainty not in rows
            continue
        row = rows[certainty]
        assert (row.layers, row.unknown) == (len(own), len(own) - len(known))
        if known:
            assert row.amount is not None
            assert row.amount.low == sum(amount.low for amount in known)
            assert (row.amount.high is None) == any(amount.high is None for amount in known)
        else:
            assert row.amount is None, "what nobody knows is no zero"


def euros_in(text: str) -> set[int]:
    return {int(number.replace(".", "")) for number in re.findall(r"€\u00a0([\d.]*\d)", text)}


@given(layers_of_all_kinds())
def test_a_total_over_certainties_is_never_told(made: list[MoneyLayer]) -> None:
    rows = layers.per_certainty(made, TODAY)
    allowed = {
        value
        for row in rows
        if row.amount
        for value in (row.amount.low, row.amount.high)
        if value is not None
    }
    told = layers.money_sentence(made, TODAY, visible=True, what="het fonds")
    assert euros_in(told) <= allowed
    assert not euros_in(layers.overview_sentence({"4": made} if made else {}, TODAY))


@given(layers_of_all_kinds())
def test_who_may_not_see_amounts_reads_none(made: list[MoneyLayer]) -> None:
    told = layers.money_sentence(made, TODAY, visible=False, what="het fonds")
    told += " ".join(layers.amount_words(one, visible=False) for one in made)
    told += " ".join(row.words(visible=False) for row in layers.per_certainty(made, TODAY))
    assert "€" not in told


def test_a_layer_counts_on_its_last_day_and_not_after() -> None:
    last = exact(1, 100, "verleend", ends_on=TODAY.isoformat())
    assert layers.counting([last], TODAY) == [last]
    assert layers.counting([last], TODAY + timedelta(days=1)) == []
    assert layers.end_words(last, TODAY + timedelta(days=1)) == "eindigde op 12 juni 2023; telt niet meer mee"


def test_the_sentence_names_what_is_certain_what_is_unknown_and_what_ends_first() -> None:
    made = [
        exact(1, 200_000, "ontvangen", ends_on="2023-12-31"),
        exact(2, 330_000, "toegezegd", ends_on="2024-12-31"),
        layer(3),
    ]
    assert layers.money_sentence(made, TODAY, visible=True, what="het fonds") == (
        "Voor het fonds is €\u00a0200.000 ontvangen en €\u00a0330.000 toegezegd; van één laag is geen bedrag "
        "bekend; “Laag 1” eindigt op 31 december 2023."
    )
    assert layers.money_sentence([], TODAY, visible=True, what="het fonds") == (
        "Voor het fonds is nog geen geld vastgelegd."
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Besluit 12-A", "besluit 12 a", "Brief 7", ""]),
            st.sampled_from([*CERTAINTIES]),
            st.sampled_from([("4", 1), ("4", 2), ("4", None), ("3", None)]),
        ),
        max_size=7,
    )
)
def test_no_decision_pays_for_two_places(entries: list[tuple[str, str, tuple[str, int | None]]]) -> None:
    """What is let in never holds money of one decision in two funds or actions, however it is written."""
    held: list[MoneyLayer] = []
    for number, (evidence, certainty, (action_id, fund_id)) in enumerate(entries, 1):
        new = exact(number, 100, certainty, action_id=action_id, fund_id=fund_id, evidence=evidence)
        if layers.entered_before(new, held) is None:
            held.append(new)
    places: dict[str, set[tuple[str, int | None]]] = {}
    for one in held:
        if one.evidence and one.certainty in PROVEN:
            places.setdefault(layers.decision_of(one.evidence), set()).add(layers.place_of(one))
    assert all(len(where) == 1 for where in places.values())


# --------------------------------------------------------------------------------- funds


def fund(**values: Any) -> Fund:
    usual = {
        "id": 1, "action_id": "4", "name": "Fonds", "area": "NHN", "ground": "nog niet", "founded_on": None,
        "executor_id": None, "guarantor_id": None, **dict.fromkeys(ACCOUNTS), "counted_on": None,
        "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Fund(**{**usual, **values})


def test_a_fund_that_is_not_founded_has_no_account() -> None:
    assert fund_sentence(fund()) == (
        "Noord-Holland Noord: nog niet opgericht; uitvoerder nog niet bekend; garantsteller nog niet bekend; "
        "nog geen rekening, want nog geen rechtsvorm."
    )
    with pytest.raises(Invalid, match="Zonder rechtsvorm"):
        check_accounts({**dict.fromkeys(ACCOUNTS), "granted": 3}, "nog niet")
    assert missing_funds([fund()]) == ["Metropoolregio Amsterdam"]


@given(st.lists(st.none() | st.integers(0, 9), min_size=5, max_size=5))
def test_accounts_never_grow_from_step_to_step(counts: list[int | None]) -> None:
    known = [count for count in counts if count is not None]
    values = dict(zip(ACCOUNTS, counts, strict=True))
    if known == sorted(known, reverse=True):
        check_accounts(values, "stichting")
    else:
        with pytest.raises(Invalid, match="kan niet meer zijn dan"):
            check_accounts(values, "stichting")


def test_few_accounts_are_told_without_their_number() -> None:
    told = accounts_words(fund(ground="stichting", talks=12, plans=3, counted_on="2023-05-01"))
    assert told == "rekeningen op 1 mei 2023: gesprek 12 en plan minder dan 5"
