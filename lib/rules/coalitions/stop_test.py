"""The stop test: the agenda as if the ambassador left tomorrow. It writes nothing.

Shows what would fall: tasks without an owner, meetings nobody else calls, parties whose only contact
is the ambassador, and actions without a driver from outside; each with who could take it over.
An ended action has nothing left to fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, list_text
from lib.model.agenda import LADDER, Action, Party, Step
from lib.model.coalitions import Table
from lib.model.purpose import Milestone
from lib.rules.coalitions import chairs
from lib.rules.coalitions.handover import SELF_STARTED, outside

KINDS: Mapping[str, str] = {
    "taak": "Taken zonder eigenaar",
    "overleg": "Overleg dat niemand anders bijeenroept",
    "partij": "Partijen waarmee alleen de werkambassadeur contact heeft",
    "aanjager": "Acties zonder onafhankelijke aanjager",
}
"""What can fall, in the order in which it is shown, with its heading."""

_COUNTED: Mapping[str, tuple[str, str]] = {
    "taak": ("taak", "taken"),
    "overleg": ("overleg", "overleggen"),
    "partij": ("contact met een partij", "contacten met partijen"),
    "aanjager": ("aanjager", "aanjagers"),
}

MEETING_STAGES = LADDER[LADDER.index("coalitie in vorming") : LADDER.index("overgedragen")]
"""Stages in which a coalition meets and is not handed over yet."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """Something that would stop without the ambassador.

    `kind` is a key of `KINDS`, `subject_id` the milestone of a task or the party that loses its contact
    (None: the coalition or the action itself falls), `what` the thing in a few words, `owner` who holds it
    now (None: nobody), `heir` who could take it over (None: nobody yet) and `sentence` all of it in words.
    """

    action_id: str
    kind: str
    subject_id: int | None
    what: str
    owner: str | None
    heir: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One action with all that the stop test needs of it."""

    action: Action
    table: Table
    driver: Party | None
    members: tuple[Party, ...]
    only_ambassador: frozenset[str]


def stop_test(
    actions: Iterable[Action], tables: Mapping[str, Table], steps: Iterable[Step], parties: Iterable[Party]
) -> list[Fallen]:
    """List all that would fall, by kind and then in the order of the actions."""
    by_id = {party.id: party for party in parties}
    contacts = _only_ambassador(steps)
    cases = [
        _case(action, tables[action.id], by_id, contacts.get(action.id, frozenset()))
        for action in actions
        if not action.ended
    ]
    falls = []
    for case in cases:
        falls += [*_tasks(case, by_id), *_meetings(case), *_contacts(case), *_drivers(case)]
    order = list(KINDS)
    return sorted(falls, key=lambda fall: order.index(fall.kind))


def summary(fallen: Sequence[Fallen]) -> str:
    """Tell how much would fall, in a sentence: by kind, and at how many actions."""
    if not fallen:
        return "Als de werkambassadeur morgen vertrekt, komt niets stil te liggen."
    counted = [
        count_text(sum(fall.kind == kind for fall in fallen), *words)
        for kind, words in _COUNTED.items()
        if any(fall.kind == kind for fall in fallen)
    ]
    at = count_text(len({fall.action_id for fall in fallen}), "actie", "acties")
    return f"Als de werkambassadeur morgen vertrekt, komt bij {at} iets stil te liggen: {list_text(counted)}."


def successors(fall: Fallen, table: Table, parties: Iterable[Party]) -> list[Party]:
    """List who can take over what falls: the proposed heir, the parties of the coalition, the others.

    Left out are the ambassador and the province, who withdrew, who holds it now, and who loses its contact.
    """
    members = _member_ids(table)
    lost = fall.subject_id if fall.kind == "partij" else None
    able = [
        party
        for party in parties
        if outside(party) is not False and party.name != fall.owner and party.id != lost
    ]
    return sorted(
        able, key=lambda party: (party.name != fall.heir, party.id not in members, party.name.casefold())
    )


def _member_ids(table: Table) -> set[int]:
    """Tell who takes part in a coalition: on a chair, or in view already."""
    seated = {chair.party_id for chair in chairs.present(table.chairs) if chair.party_id is not None}
    return seated | {activation.party_id for activation in table.activations if activation.level}


def _case(action: Action, table: Table, by_id: Mapping[int, Party], contacts: frozenset[str]) -> _Case:
    """Return an action with its driver and the parties of its coalition, furthest activated first."""
    levels = {activation.party_id: activation.level for activation in table.activations if activation.level}
    members = [by_id[party_id] for party_id in _member_ids(table) if party_id in by_id]
    members.sort(key=lambda party: (-levels.get(party.id, 0), party.name.casefold()))
    driver = by_id.get(action.driver_id) if action.driver_id is not None else None
    return _Case(action, table, driver, tuple(members), contacts)


def _only_ambassador(steps: Iterable[Step]) -> dict[str, frozenset[str]]:
    """Name per action the parties that only took part in steps started by the ambassador."""
    met: dict[str, set[str]] = {}
    self_started: dict[str, set[str]] = {}
    for step in steps:
        if step.withdrawn_on is None:
            met.setdefault(step.action_id, set()).update(step.parties)
            if step.started_by == SELF_STARTED:
                self_started.setdefault(step.action_id, set()).update(step.parties)
    return {
        action_id: frozenset(names - self_started.get(action_id, set())) for action_id, names in met.items()
    }


# ------------------------------------------------------------------------ what falls


def _tasks(case: _Case, by_id: Mapping[int, Party]) -> Sequence[Fallen]:
    """Open milestones that nobody holds, or that lie with the ambassador or the province."""
    tasks = []
    for milestone in case.table.milestones:
        if milestone.done_on is not None or milestone.withdrawn_on is not None:
            continue
        owner = by_id.get(milestone.owner_id) if milestone.owner_id is not None else None
        if outside(owner) is False:
            tasks.append(
                _fallen(case, "taak", milestone.what, owner, _task_sentence(milestone, owner), milestone.id)
            )
    return tasks


def _task_sentence(milestone: Milestone, owner: Party | None) -> str:
    if owner is None:
        return f"Mijlpaal “{milestone.what}” heeft geen eigenaar"
    if owner.withdrawn_on is not None:
        return f"Mijlpaal “{milestone.what}” ligt bij {owner.name}, die niet meer deelneemt"
    return f"Mijlpaal “{milestone.what}” ligt bij {owner.name}"


def _meetings(case: _Case) -> Sequence[Fallen]:
    """Return the meetings of a coalition without a rhythm of its own."""
    if case.action.stage not in MEETING_STAGES or case.table.coalition.rhythm.strip():
        return []
    sentence = (
        "De coalitie heeft geen eigen afspraak over bijeenkomen, dus niemand anders roept de coalitie bijeen"
    )
    return [_fallen(case, "overleg", "overleg van de coalitie", None, sentence)]


def _contacts(case: _Case) -> Sequence[Fallen]:
    """Return parties of the coalition that were only ever approached by the ambassador."""
    return [
        _fallen(
            case,
            "partij",
            party.name,
            None,
            f"{party.name} kent deze coalitie alleen via de werkambassadeur",
            party.id,
        )
        for party in case.members
        if party.name in case.only_ambassador and outside(party) is not False
    ]


def _drivers(case: _Case) -> Sequence[Fallen]:
    """Return an action whose driver is vacant, withdrawn, of unknown kind, the ambassador or the province."""
    driver = case.driver
    if outside(driver):
        return []
    if driver is None:
        sentence = "Er is geen aanjager"
    elif driver.withdrawn_on is not None:
        sentence = f"Aanjager {driver.name} neemt niet meer deel"
    elif outside(driver) is None:
        sentence = f"Of aanjager {driver.name} onafhankelijk is, is niet vastgelegd"
    else:
        sentence = f"Aanjager {driver.name} is onderdeel van de werkambassadeur of de provincie"
    return [_fallen(case, "aanjager", "aanjager", driver, sentence)]


def _fallen(
    case: _Case, kind: str, what: str, owner: Party | None, sentence: str, subject_id: int | None = None
) -> Fallen:
    """Tell what falls, with the proposal to whom it goes; a party does not take over its own contact."""
    heir = _heir(case, subject_id if kind == "partij" else None)
    to = heir or "een partij die nog gezocht moet worden"
    name = owner.name if owner else None
    return Fallen(case.action.id, kind, subject_id, what, name, heir, f"{sentence} – draag over aan {to}.")


def _heir(case: _Case, but: int | None) -> str | None:
    """Choose who takes over: the driver from outside, else the coalition's party that is furthest along."""
    candidates = ([case.driver] if case.driver else []) + list(case.members)
    return next((party.name for party in candidates if party.id != but and outside(party)), None)
