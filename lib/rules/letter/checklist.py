"""What of a letter is there and what is missing, part by part, with where it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.dutch import amount_text, count_text, list_text, sentence_case
from lib.model.agenda import Action
from lib.model.letter import SECTIONS, Letter, Request
from lib.rules.letter.changes import Entry
from lib.rules.letter.material import Material, in_order
from lib.rules.letter.risks import risks

READY, NOTE, MISSING = "klaar", "let op", "ontbreekt"
HERE = "brief"
"""The page of the letter itself, where its own fields are."""
FILL, HEAD, REGISTER = "invullen", "kop", "moties"
"""What the address asks for to have one of those open, and two of them."""
FEW = 6
"""More actions than this are counted instead of named."""

NEEDED = {"reference": "kenmerk", "portfolio": "portefeuillehouder", "committee": "commissie"}
"""The fields of the head that a letter cannot go out without, in words."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is filled in: the words, the page and its parameters."""

    words: str
    page: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is said of a part, and where it is filled in."""

    said: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """How one part of the letter stands."""

    key: str
    title: str
    state: str
    points: tuple[Point, ...]


def checks(material: Material, entries: Sequence[Entry]) -> list[Check]:
    return [_head(material), *_sections(material, entries), _annexes()]


def opening(checked: Sequence[Check], entries: Sequence[Entry]) -> str:
    """Tell what the page says first: how many parts are ready, and how many changes go along."""
    ready = sum(check.state == READY for check in checked)
    missing = sum(check.state == MISSING for check in checked)
    parts = f"{amount_text(ready)} van de {amount_text(len(checked))} delen zijn klaar"
    lacks = f", bij {amount_text(missing)} ontbreekt iets" if missing else ""
    going = (
        count_text(len(entries), "wijziging gaat", "wijzigingen gaan") if entries else "geen wijzigingen gaan"
    )
    return f"{sentence_case(parts)}{lacks}; {going} mee."


def missing_fields(letter: Letter) -> list[str]:
    """Return those that a letter lacks, in words."""
    return [words for name, words in NEEDED.items() if not getattr(letter, name)]


def _head(material: Material) -> Check:
    lacks = missing_fields(material.letter)
    if lacks:
        verb = "ontbreekt" if len(lacks) == 1 else "ontbreken"
        return Check("kop", "Kop", MISSING, (Point(f"{list_text(lacks)} {verb}", (_fill(HEAD),)),))
    return Check("kop", "Kop", READY, (Point("alle velden zijn ingevuld"),))


def _fill(form: str) -> Link:
    """Return the way to a form of the page of the letter itself."""
    return Link("Aanvullen", HERE, ((FILL, form),))


def _sections(material: Material, entries: Sequence[Entry]) -> Iterator[Check]:
    changes = count_text(len(entries), "regel", "regels") if entries else "geen wijzigingen"
    proposals = sum(entry.proposed for entry in entries)
    proposed = f", waarvan {count_text(proposals, 'voorstel', 'voorstellen')}" if proposals else ""
    found_checks = {
        "kern": _ready("drie zinnen"),
        "aanleiding": _cause(material),
        "stand": _stand(material),
        "wijzigingen": _ready(f"{changes}{proposed}"),
        "cijfers": _counts(material),
        "geld": _money(material),
        "risicos": _risks(material),
        "vervolg": _next(material),
    }
    for key, (state, points) in found_checks.items():
        yield Check(key, SECTIONS[key], state, points)


Part = tuple[str, tuple[Point, ...]]
"""The state of a part, and what is said of it."""


def _ready(said: str) -> Part:
    return READY, (Point(said),)


def _money(material: Material) -> Part:
    """Return for how many actions there is money, and whether its amounts are in this letter."""
    if not material.layers:
        return NOTE, (Point("er zijn nog geen bedragen; dat staat er zo in", (Link("Naar Geld", "geld"),)),)
    told = f"bij {count_text(len(material.layers), 'actie', 'acties')} staat geld"
    if not material.amounts:
        return NOTE, (Point(told), Point("bedragen ziet alleen wie geld mag inzien"))
    return _ready(told)


def _counts(material: Material) -> Part:
    """Return whether there is a result in figures, and which reports did not come in."""
    if not material.results:
        return NOTE, (Point("er zijn nog geen tellingen; dat staat er zo in", (TO_LIST,)),)
    lacking = [
        action
        for action in in_order(material.now.actions)
        if any(result.missing for result in material.results.get(action.id, ()))
    ]
    words = f"bij {count_text(len(material.results), 'actie', 'acties')} staan cijfers"
    if not lacking:
        return _ready(words)
    return NOTE, (Point(words), _lack(lacking, "een opgave ontbreekt", "effect"))


def _cause(material: Material) -> Part:
    """Tell which open moties and toezeggingen want an answer, or a letter that the answer stands in."""
    waiting = [request for request in material.requests if request.state == "open"]
    unanswered = [request for request in waiting if not request.answer]
    unsent = [request for request in waiting if request.answer and not request.letter_id]
    points = tuple(
        Point(f"{_named(requests)} {words}", (_fill(REGISTER),))
        for requests, words in (
            (unanswered, "nog geen antwoord"),
            (unsent, "een antwoord dat nog in geen brief staat"),
        )
        if requests
    )
    return (MISSING, points) if points else _ready("geen motie of toezegging wacht op antwoord")


def _named(requests: Sequence[Request]) -> str:
    labels = list_text(f"{request.kind} {request.code}" for request in requests)
    return f"{labels} {'heeft' if len(requests) == 1 else 'hebben'}"


def _stand(material: Material) -> Part:
    """Tell what the state of the actions lacks: evidence this period, a driver, milestones that passed."""
    running = [action for action in in_order(material.now.actions) if not _is_over(material, action)]
    silent = [action for action in running if not material.recorded(action)]
    undriven = [action for action in running if action.driver_id is None]
    late = [action for action in running if _has_late_milestone(material, action)]
    points = tuple(
        _lack(actions, words, tab)
        for actions, words, tab in (
            (silent, "niets vastgelegd in deze periode", ""),
            (undriven, "nog geen aanjager", ""),
            (late, "een datum is voorbij", "coalitie"),
        )
        if actions
    )
    if points:
        return MISSING if silent else NOTE, points
    return _ready("van elke lopende actie is iets vastgelegd")


def _lack(actions: Sequence[Action], words: str, tab: str) -> Point:
    """Tell what actions lack: each a link to the tab where it is filled in, or one to the list of all."""
    if len(actions) > FEW:
        return Point(f"{amount_text(len(actions))} acties: {words}", (TO_LIST,))
    place = (("tab", tab),) if tab else ()
    links = (Link(f"actie {_short(action)}", "actie", (("actie", action.id), *place)) for action in actions)
    return Point(f"{words}:", tuple(links))


TO_LIST = Link("Naar de lijst", "", (("weergave", "lijst"),))


def _is_over(material: Material, action: Action) -> bool:
    return material.now.stage(action) in ("overgedragen", "beeindigd")


def _has_late_milestone(material: Material, action: Action) -> bool:
    table, day = material.now.tables.get(action.id), material.day.isoformat()
    standing = [milestone for milestone in table.milestones if not milestone.withdrawn_on] if table else []
    return any(milestone.due < day and not milestone.done_on for milestone in standing)


def _short(action: Action) -> str:
    return str(action.number or action.id)


def _risks(material: Material) -> Part:
    open_risks = risks(material)
    unplanned = [risk for risk in open_risks if not risk.answered]
    if unplanned:
        links = [Link(f"actie {risk.action_id}", "actie", (("actie", risk.action_id),)) for risk in unplanned]
        count = count_text(len(unplanned), "risico", "risico’s")
        return NOTE, (Point(f"bij {count} staat niet wat wij eraan doen:", tuple(dict.fromkeys(links))),)
    return _ready(count_text(len(open_risks), "risico", "risico’s") if open_risks else "geen risico’s")


def _next(material: Material) -> Part:
    if not material.letter.next_letter:
        return MISSING, (Point("de maand van de volgende brief ontbreekt", (_fill(HEAD),)),)
    return _ready(f"volgende brief: {material.letter.next_letter}")


def _annexes() -> Check:
    return Check("bijlagen", "Bijlagen 1 tot en met 4", *_ready("agenda, beleid, begrippen, verantwoording"))
