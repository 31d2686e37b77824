"""Who may write: who has a session and a name, nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from lib.access import (
    KEY_NEEDED,
    NO_NAME,
    NOT_LOCAL,
    UNKNOWN,
    Person,
    Session,
    check_name,
    is_forwarded,
    is_loopback,
    who_is_here,
)
from lib.model.kinds import Invalid
from tests.unit.cases import for_each

HOME = Session(7)


@pytest.mark.parametrize("name", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_what_always_means_this_machine(name: str) -> None:
    assert is_loopback(name)
    assert not is_loopback(f"{name}.voorbeeld.nl")


def test_who_has_a_session_edits_by_it() -> None:
    person = who_is_here(HOME, "Anna")
    assert (person.may_edit, person.may_lead, person.session) == (True, True, HOME.id)


@pytest.mark.parametrize(("at_machine", "refusal"), [(False, NOT_LOCAL), (True, KEY_NEEDED)])
def test_without_a_session_nobody_writes_and_the_reason_says_how_to_get_in(
    at_machine: bool, refusal: str
) -> None:
    person = who_is_here(None, "Anna", at_machine=at_machine)
    assert not person.may_edit
    assert person.refusal == refusal
    assert person.name == "Anna"


@for_each(
    [
        *(
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "x-forwarded-server",
        ),
        *("Forwarded", "Via", "X-Real-IP", "x-real-ip"),
    ]
)
def test_every_header_of_a_proxy_counts(name: str) -> None:
    assert is_forwarded(["Host", name, "Accept"])
    assert not is_forwarded(["Host", "Accept", "X-Requested-With", "Viaduct"])


def test_leading_a_presentation_takes_the_right_to_it_and_no_name() -> None:
    assert not who_is_here(None, "Anna", at_machine=True).may_lead
    assert who_is_here(HOME, "").may_lead
    assert Person("Anna").may_lead


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


@for_each(
    [
        *("Bijlage 1 (eerste vulling)", "Werkagenda (nieuwe versie)", "buiten de app om", "onbekend"),
        *("BUITEN  de App om", "werkagenda nieuwe versie", "Wérkagenda (nieuwe versie)", "Onbekend."),
        "\uff4f\uff4e\uff42\uff45\uff4b\uff45\uff4e\uff44",  # in full width
    ]
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


@for_each(
    ["Anna", "Zoë Çelik", "Jörg Ørsted", "\u0410\u043d\u043d\u0430", "Anna 李", "علي", "D'Or-Neill (2)"]
)
def test_a_name_in_any_one_script_is_fine(name: str) -> None:
    assert check_name(name) == name


@given(st.text(), st.booleans())
def test_no_name_breaks_the_door(name: str, at_machine: bool) -> None:
    for session in (None, HOME):
        person = who_is_here(session, name, at_machine=at_machine)
        assert person.name
        assert person.may_edit == (person.refusal == "")
