"""Who to call: what each party still owes the agenda, the oldest first, with the sentence to open with.

A party has one row with all its reasons. Who was spoken to in the last week is left alone. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.dutch import count_text, day_text, list_text, sentence_case
from lib.model.agenda import Action, Party
from lib.model.coalitions import Table
from lib.model.meetings import DECISION_KINDS, PLEDGE, QUESTION, Decision
from lib.rules.coalitions import chairs, gate
from lib.rules.coalitions.activation import aged_on, outdated, standings
from lib.rules.meetings.attention import gate_waits, overdue
from lib.rules.results.result import Owed

MILESTONE, ANSWER, REFUSAL, SEAT, AGED = "mijlpaal", "antwoord", "weigering", "stoel", "bewijs"
REPORT = "opgave"
PROMISED = (*DECISION_KINDS, MILESTONE)
"""The reasons that are about something promised and not done."""
QUIET_DAYS = 7
"""How long a party that was spoken to is left alone."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a party is called: since when, what it is about, and the sentence to open with.

    It shows on a `tab` of its action.
    """

    kind: str
    since: str
    words: str
    opening: str
    action: Action | None = None
    meeting_id: int | None = None
    tab: str = "coalitie"


@dataclass(frozen=True, slots=True)
class Call:
    """A party to call, with its reasons, the oldest first."""

    party: Party
    reasons: tuple[Reason, ...]

    @property
    def since(self) -> str:
        return self.reasons[0].since

    def days(self, today: date) -> int:
        """Tell how many days the oldest reason waits."""
        return (today - date.fromisoformat(self.since)).days

    @property
    def opening(self) -> str:
        """The sentence to open with: about what was promised or asked, before about silence or a chair."""
        asked = (reason for reason in self.reasons if reason.kind not in (AGED, SEAT))
        return next(asked, self.reasons[0]).opening

    @property
    def action(self) -> Action | None:
        """The action that a talk is recorded with."""
        return next((reason.action for reason in self.reasons if reason.action), None)


@dataclass(frozen=True, slots=True)
class Facts:
    """What calls follow from.

    `emptied` tells since when a chair is as it is, by its id; `spoken` when a party was last at a step;
    `owed` are the reports that the instruments of actions wait for.
    """

    actions: Mapping[str, Action]
    tables: Mapping[str, Table]
    decisions: Iterable[Decision]
    parties: Mapping[int, Party]
    emptied: Mapping[int, str]
    spoken: Mapping[int, str]
    today: date
    owed: Sequence[Owed] = ()


def calls(facts: Facts, kinds: Iterable[str] = ()) -> list[Call]:
    """Return a call for each party that owes something, the longest waiting first; of some kinds if given."""
    wanted = set(kinds)
    by_party: dict[int, list[Reason]] = {}
    for party_id, reason in _reasons(facts):
        if party_id in facts.parties and (not wanted or reason.kind in wanted):
            by_party.setdefault(party_id, []).append(reason)
    found = [
        Call(facts.parties[party_id], tuple(sorted(own, key=lambda reason: reason.since)))
        for party_id, own in by_party.items()
    ]
    return sorted(found, key=lambda call: (call.since, call.party.name.casefold()))


def _reasons(facts: Facts) -> Iterator[tuple[int, Reason]]:
    yield from _promises(facts)
    yield from _reports(facts)
    for action in facts.actions.values():
        if action.ended or action.stage == gate.HANDED_OVER:
            continue
        table = facts.tables[action.id]
        yield from _milestones(action, table, facts.today)
        yield from _answers(action, table)
        yield from _silence(action, table, facts)
        yield from _empty_seats(action, table, facts)


def _reports(facts: Facts) -> Iterator[tuple[int, Reason]]:
    """Ask for the reports that an action waits for: who made them before, else who drives the action."""
    for owed in facts.owed:
        party_id = owed.missing.party_id or owed.action.driver_id
        if party_id is not None:
            words, opening = owed.missing.sentence.rstrip("."), owed.missing.opening
            yield party_id, Reason(REPORT, owed.missing.since, words, opening, owed.action, tab="effect")


def _promises(facts: Facts) -> Iterator[tuple[int, Reason]]:
    for decision in facts.decisions:
        if decision.owner_id is None or not overdue(decision, facts.today):
            continue
        due, text = str(decision.due), decision.text.rstrip(".?!")
        asked = {
            PLEDGE: f"U zegde toe: {_inside(text)} (uiterlijk {day_text(due)}). Hoe staat het daarmee?",
            QUESTION: f"Wij vroegen u: {_inside(text)}? Wat is uw antwoord?",
        }
        usual = f"Wij spraken af: {_inside(text)} (uiterlijk {day_text(due)}). Wat is er nog nodig?"
        yield (
            decision.owner_id,
            Reason(
                decision.kind,
                due,
                f"{DECISION_KINDS[decision.kind]}: {_inside(text)}",
                asked.get(decision.kind, usual),
                facts.actions.get(decision.action_id or ""),
                decision.meeting_id,
            ),
        )


def _inside(text: str) -> str:
    """Return a text as it stands inside a sentence; what begins with capitals, such as a name, keeps them."""
    return text if text[:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _milestones(action: Action, table: Table, today: date) -> Iterator[tuple[int, Reason]]:
    for milestone in table.milestones:
        waits = milestone.withdrawn_on is None and milestone.done_on is None
        if milestone.owner_id is not None and waits and milestone.due < today.isoformat():
            what = milestone.what.rstrip(".")
            opening = (
                f"De mijlpaal “{what}” zou op {day_text(milestone.due)} klaar zijn. Wat is er nog nodig?"
            )
            yield (
                milestone.owner_id,
                Reason(MILESTONE, milestone.due, f"Mijlpaal: {_inside(what)}", opening, action),
            )


def _answers(action: Action, table: Table) -> Iterator[tuple[int, Reason]]:
    """Yield the parties that a decision about support waits for: without an answer, and those that refuse."""
    answers = {support.party_id: support for support in table.supports if support.answer != gate.NOT_ASKED}
    written = max((text.at for text in table.texts), default="")[:10]
    for party_id in gate.needed_parties(table.chairs):
        answer = answers.get(party_id)
        if answer is None and written and gate_waits(action, table):
            opening = f"Wat hebt u nodig om ja of nee te zeggen tegen “{action.name}”?"
            yield party_id, Reason(ANSWER, written, "Antwoord op de purpose case ontbreekt", opening, action)
        elif answer is not None and answer.answer == gate.NO and answer.answered_on:
            opening = f"U steunt “{action.name}” niet. Wat moet er anders zijn om wel mee te doen?"
            yield (
                party_id,
                Reason(REFUSAL, answer.answered_on, "Steunt de purpose case niet", opening, action),
            )


def _silence(action: Action, table: Table, facts: Facts) -> Iterator[tuple[int, Reason]]:
    """Yield the parties whose evidence grew too old and that were not seen at any other action since."""
    for row in standings(table.activations, facts.today):
        last = facts.spoken.get(row.party_id, "")
        if (
            row.stale
            and row.evidence_on
            and outdated(last or row.evidence_on, facts.today, table.ageing_days)
        ):
            what, day = str(row.evidence_what).rstrip("."), day_text(row.evidence_on)
            since = aged_on(row.evidence_on, table.ageing_days).isoformat()
            words = f"Geen nieuw bewijs sinds {day}"
            opening = f"Het laatste wat wij van u weten is van {day}: {_inside(what)}. Hoe is het nu?"
            yield row.party_id, Reason(AGED, since, words, opening, action)


def _empty_seats(action: Action, table: Table, facts: Facts) -> Iterator[tuple[int, Reason]]:
    """Ask who drives the action for the chairs that are empty: nobody sits on them to be called."""
    empty = chairs.empty(table.chairs)
    if action.driver_id is None or not empty or chairs.may_stay_empty(table.coalition):
        return
    names = list_text(chairs.chair_name(chair) for chair in empty)
    since = min(facts.emptied.get(chair.id, facts.today.isoformat()) for chair in empty)
    yield (
        action.driver_id,
        Reason(SEAT, since, f"Lege stoel: {names}", f"Wie kunnen wij vragen voor de plek {names}?", action),
    )


# ------------------------------------------------------------------------ in a week


def split_quiet(calls: Iterable[Call], facts: Facts) -> tuple[list[Call], list[Call]]:
    """Part the calls: those still to make, and those whose party was spoken to in the last week."""
    line = (facts.today - timedelta(days=QUIET_DAYS)).isoformat()
    rows = list(calls)
    quiet = [call for call in rows if facts.spoken.get(call.party.id, "") > line]
    return [call for call in rows if call not in quiet], quiet


def calls_sentence(calls: Sequence[Call], next_meeting: str) -> str:
    """Tell how many parties to call and since when the first waits, and what is known of the next meeting."""
    if not calls:
        return f"Niemand hoeft gebeld te worden; {next_meeting}."
    parties = sentence_case(count_text(len(calls), "partij", "partijen"))
    return f"{parties} om te bellen; de langste wacht sinds {day_text(calls[0].since)}; {next_meeting}."
