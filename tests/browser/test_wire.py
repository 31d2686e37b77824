"""What a hostile program finds over the websocket itself: no right by a message that somebody else sent."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.exceptions import InvalidStatus

from lib.access import DRIVER, EDIT, PLAIN_COOKIE, RIGHTS, Person
from lib.store.people import accounts, sessions
from tests.app.test_amounts import SENTINEL, SHOWN, make_telling
from tests.browser.browser_support import Server
from tests.browser.test_present import file_of
from tests.browser.wire import HELD, OWN, text_of, wired
from tests.unit import desk

BEHEER = Person("Beheer")
STEP = ("actie", "actie=3&modus=bewerken")
WHAT, BEGUN_BY, RECORD = "Wat is er gebeurd?", "Op initiatief van", "Gebeurtenis vastleggen"
MONEY = [
    ("", "modus=bewerken&weergave=lijst"),
    ("actie", "actie=4&tab=geld"),
    ("actie", "actie=3&tab=effect"),
    ("actie", "actie=4&tab=geschiedenis&modus=bewerken"),
    ("geld", ""),
    ("stand", ""),
    ("wijzigingen", "sinds=2022-03-10"),
    ("campussen", "campus=1"),
    ("regio", "regio=AM18"),
    ("brief", ""),
    ("beheer", "deel=logboek"),
    ("presenteren", "overleg=agenda"),
]
NUMBERS = [struct.pack(form, value) for value in (SENTINEL, SENTINEL + 1) for form in ("<q", "<d")]
"""How a number travels in the cells of a table."""

LetIn = Callable[..., str]


@pytest.fixture
def let_in(example: Server) -> Iterator[LetIn]:
    """Give somebody a role on this server; returns the cookie."""
    path = example.database

    def let_one_in(role: str, *actions: str) -> str:
        number = accounts.add(path, BEHEER, f"{role} {actions}", role, actions, None)
        entry = sessions.enter(path, accounts.invite(path, BEHEER, number), "", at_machine=False)
        assert entry
        return f"{PLAIN_COOKIE}={entry.secret}"

    yield let_one_in
    for account in accounts.accounts(path):
        accounts.end(path, BEHEER, account.id)


def recorded(server: Server, words: str) -> WidgetStates:
    """What a browser sends when somebody who may edit fills in a step and presses the button."""
    states = WidgetStates()
    with wired(server) as wire:
        for message in map(ForwardMsg.FromString, wire.run(*STEP)):
            element = message.delta.new_element
            if element.text_input.label == WHAT:
                states.widgets.add(id=element.text_input.id, string_value=words)
            elif element.selectbox.label == BEGUN_BY:
                states.widgets.add(id=element.selectbox.id, string_value=element.selectbox.options[-1])
            elif element.button.label == RECORD and element.button.form_id:
                states.widgets.add(id=element.button.id, trigger_value=True)
    assert len(states.widgets) == 3
    return states


def test_a_recorded_message_writes_only_for_who_may(example: Server, let_in: LetIn):
    """The same press, sent by others: the pages that somebody else had count for nothing."""
    pressed = recorded(example, "Nagespeeld")
    own = {"lezer": let_in("lezer"), DRIVER: let_in(DRIVER, "3")}
    others = {"aanjager van een andere actie": let_in(DRIVER, "4"), "niemand": f"{PLAIN_COOKIE}=verzonnen"}
    stored = {}
    for who, held in (own | others).items():
        before = desk.count(file_of(example), "step")
        try:
            with wired(example, *OWN, held, sent={"Via": "1.1 elders"}) as wire:
                wire.run(*STEP)
                wire.run(*STEP, pressed)
        except InvalidStatus:
            assert who == "niemand"
        stored[who] = desk.count(file_of(example), "step") > before
    may = {role: EDIT in RIGHTS[role] for role in own}
    assert stored == may | dict.fromkeys(others, False)


def test_a_session_that_ended_meanwhile_writes_nothing_more(example: Server, let_in: LetIn):
    pressed, held = recorded(example, "Te laat"), let_in("redacteur")
    with wired(example, *OWN, held) as wire:
        wire.run(*STEP)
        (account,) = accounts.accounts(example.database)
        accounts.end(example.database, BEHEER, account.id)
        before = desk.count(file_of(example), "step")
        assert "Om deze Werkagenda te bekijken" in text_of(wire.run(*STEP, pressed))
    assert desk.count(file_of(example), "step") == before


def test_no_amount_goes_over_the_wire_to_who_may_not_see_it(example: Server, let_in: LetIn):
    make_telling(file_of(example))
    held, telling = let_in("lezer"), [*(sign.encode() for sign in SHOWN[:2]), *NUMBERS]

    def found(held: str, addresses: list[tuple[str, str]]) -> list[tuple[str, str]]:
        with wired(example, *OWN, held) as wire:
            sent = {address: b"".join(wire.run(*address)) for address in addresses}
        return [address for address, said in sent.items() if any(sign in said for sign in telling)]

    assert found(held, MONEY) == []
    of_money = [("actie", "actie=4&tab=geld"), ("geld", "")]
    assert found(HELD, of_money) == of_money
