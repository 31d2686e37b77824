"""Who may write: one's own machine and a name, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from lib.access import (
    NO_NAME,
    NOT_LOCAL,
    UNKNOWN,
    Person,
    Visit,
    check_name,
    is_forwarded,
    may_lead,
    on_own_machine,
    who_is_here,
)
from lib.model.kinds import Invalid

HOME = Visit("127.0.0.1", "http://localhost:8501/acties?actie=3")


@pytest.mark.parametrize("listening", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
@pytest.mark.parametrize(
    "url", ["http://localhost:8501", "http://127.0.0.1:8501/x", "http://[::1]:8501", "http://LOCALHOST"]
)
def test_ones_own_machine(listening: str, url: str) -> None:
    assert on_own_machine(Visit(listening, url))
    assert who_is_here(Visit(listening, url), "Anna").may_edit


@pytest.mark.parametrize(
    "visit",
    [
        Visit("0.0.0.0", "http://localhost:8501"),
        Visit("::", "http://localhost:8501"),
        Visit("", "http://localhost:8501"),
        Visit("192.168.1.5", "http://192.168.1.5:8501"),
        Visit("127.0.0.1", "http://agenda.voorbeeld.nl"),
        Visit("127.0.0.1", "http://127.0.0.1.voorbeeld.nl"),
        Visit("127.0.0.1", "http://localhost@voorbeeld.nl"),
        Visit("127.0.0.1", "http://localhost.voorbeeld.nl"),
        Visit("127.0.0.1", "http://10.0.0.1"),
        Visit("127.0.0.1", ""),
        Visit("127.0.0.1", "http://[bad"),
        Visit("127.0.0.1", "http://localhost:8501", proxied=True),
        Visit("voorbeeld.nl", "http://localhost:8501"),
        Visit("127.0.0.1", "http://localhost:8501", host="agenda.voorbeeld.nl"),
        Visit("127.0.0.1", "http://localhost:8501", host=""),
        Visit("127.0.0.1", "http://localhost:8501", host="[bad"),
        Visit("0.0.0.0", "http://localhost:8501", at_machine=True),
    ],
)
def test_any_other_address_is_read_only_with_the_reason(visit: Visit) -> None:
    person = who_is_here(visit, "Anna")
    assert not person.may_edit
    assert person.refusal == NOT_LOCAL
    assert person.name == "Anna"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "x-forwarded-server",
        ),
        *("Forwarded", "Via", "X-Real-IP", "x-real-ip"),
    ],
)
def test_every_header_of_a_proxy_counts(name: str) -> None:
    assert is_forwarded(["Host", name, "Accept"])
    assert not is_forwarded(["Host", "Accept", "X-Requested-With", "Viaduct"])


def test_an_editor_and_who_sits_at_the_machine_may_lead() -> None:
    open_to_all = Visit("0.0.0.0", "http://192.168.1.5:8501", host="192.168.1.5:8501")
    at_machine = replace(open_to_all, at_machine=True)
    nobody = who_is_here(open_to_all, "Anna")
    assert not may_lead(open_to_all, nobody)
    assert may_lead(at_machine, nobody)
    assert not may_lead(replace(at_machine, proxied=True), nobody)
    assert may_lead(HOME, Person("Anna"))


def test_a_given_name_is_not_verified() -> None:
    person = who_is_here(HOME, "  Anna \n de  Vries\u202e ")
    assert person.name == "Anna de Vries"
    assert not person.verified
    assert person.may_edit


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\x00\n"])
def test_without_a_name_nobody_writes(name: str) -> None:
    person = who_is_here(HOME, name)
    assert person.name == UNKNOWN
    assert person.refusal == NO_NAME


def test_a_name_too_long_for_the_history() -> None:
    person = who_is_here(HOME, "x" * 10_000)
    assert not person.may_edit
    assert "te lang" in person.refusal
    assert len(person.name) < 200
    with pytest.raises(Invalid, match="te lang"):
        check_name("x" * 201)
    assert check_name("x" * 200) == "x" * 200


@pytest.mark.parametrize(
    "name",
    [
        *("Bijlage 1 (eerste vulling)", "Werkagenda (nieuwe versie)", "buiten de app om", "onbekend"),
        *("BUITEN  de App om", "werkagenda nieuwe versie", "Wérkagenda (nieuwe versie)", "Onbekend."),
        "\uff4f\uff4e\uff42\uff45\uff4b\uff45\uff4e\uff44",  # in full width
    ],
)
def test_nobody_takes_a_name_that_the_app_signs_with(name: str) -> None:
    with pytest.raises(Invalid, match="gebruikt de app zelf"):
        check_name(name)


@pytest.mark.parametrize(
    "name", ["\u0410nna", "Ann\u0430 de Vries", "\u0391nna", "\uff21nna", "\U0001d400nna"]
)
def test_nobody_looks_like_a_colleague_by_other_letters(name: str) -> None:
    with pytest.raises(Invalid, match="verschillende schriften"):
        check_name(name)


@pytest.mark.parametrize(
    "name",
    ["Anna", "Zoë Çelik", "Jörg Ørsted", "\u0410\u043d\u043d\u0430", "Anna 李", "علي", "D'Or-Neill (2)"],
)
def test_a_name_in_any_one_script_is_fine(name: str) -> None:
    assert check_name(name) == name


@given(st.text(), st.text(), st.text())
def test_no_visit_breaks_the_door(listening: str, url: str, name: str) -> None:
    person = who_is_here(Visit(listening, url), name)
    assert person.name
    assert person.may_edit == (person.refusal == "")
