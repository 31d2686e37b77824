"""The form of a partner without an account: what it did for one action, and whether its support is the same.

Owns the address `/partner`. A link shows that one form and nothing else of the agenda; what is sent waits as
a proposal for who edits the action.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lib.dutch import parse_day, sentence_case
from lib.model.agenda import Action
from lib.model.kinds import Invalid
from lib.model.purpose import ANSWERS, Support
from lib.model.record import RECORDS
from lib.model.results.words import LEVEL, PLEDGE
from lib.rules.coalitions.confirmed import Claim
from lib.store import agenda, coalitions, records
from lib.store.file.connection import reading
from lib.store.people import partners
from lib.store.people.file import PeopleUnreadable
from lib.store.people.sessions import TooMany
from lib.store.results import words
from lib.web.drafts import body_of
from lib.web.entrance import GUESSING, KEY
from lib.web.plain import page

PARTNER, BODY_LIMIT = "partner", 40_000
SILENT, SAME = "", "zelfde"
GIVEN = ("steunt", "onder voorwaarde", "steunt niet")
"""The answers that a partner can give."""
NO_LONGER = (
    "Deze link is niet (meer) geldig: hij geldt één keer, en veertien dagen. Vraag wie u de link stuurde om "
    "een nieuwe."
)
THANKS = "Dank u. Uw antwoord is verstuurd: de Werkagenda neemt het over, of belt u eerst."
EMPTY = "Er is nog niets ingevuld. Schrijf wat u deed, vink aan wat klopt, of kies of uw steun is veranderd."
CONDITION = "Schrijf op onder welke voorwaarde u steunt."
_ASKED = Markup(
    "<h2>{party}</h2><p>{action}</p>{wrong}"
    '<form method="post"><input type="hidden" name="sleutel" value="{key}">'
    "<label>Wat deed u voor deze actie, sinds u elkaar voor het laatst sprak? (mag leeg blijven)"
    '<textarea name="what" maxlength="{longest}">{what}</textarea></label>'
    '<label>Wanneer was dat?<input type="date" name="day" max="{today}" value="{day}"></label>'
    "{claims}<fieldset><legend>Is uw steun nog dezelfde? Nu staat er: {now}.</legend>{answers}</fieldset>"
    "<label>Uw voorwaarde of reden (verplicht als u steunt onder voorwaarde)"
    '<textarea name="condition" maxlength="{longest_condition}">{condition}</textarea>'
    "</label>"
    "<button>Versturen</button></form>"
)
_CHOICE = Markup('<label><input type="radio" name="answer" value="{}"{}> {}</label>')
_CLAIMS = Markup("<fieldset><legend>Dit schreven wij over u op. Wat klopt?</legend>{}</fieldset>")
_CLAIM = Markup('<label><input type="checkbox" name="klopt-{}" value="{}"{}> {}: {}</label>')
_OF_YOU = {LEVEL: "Hoe ver u bent", PLEDGE: "Uw toezegging"}
_WRONG = Markup('<p class="wrong" role="alert">{}</p>')


@dataclass(frozen=True, slots=True)
class Question:
    """What one link asks, in words: of which party, about which action, and what it answered before.

    `claims` are what we recorded of it, beside its support, that it did not confirm yet.
    """

    key: str
    party: str
    action: Action
    support: Support | None
    claims: Sequence[Claim] = ()

    @property
    def now(self) -> str:
        if not self.support:
            return "nog niet gevraagd"
        answer, condition = ANSWERS[self.support.answer].lower(), self.support.condition.rstrip(".")
        return f"{answer}: “{condition}”" if condition else answer

    @property
    def offered(self) -> dict[str, str]:
        """Return what may be answered about the support, by the value of the field."""
        standing = self.support.answer if self.support else ""
        same = {SAME: "ja, nog dezelfde"} if standing in GIVEN else {}
        others = {answer: ANSWERS[answer] for answer in GIVEN if answer != standing}
        return {SILENT: "dat zeg ik nu niet", **same, **others}


def question_of(path: Path, key: str) -> Question | None:
    """Return what a link asks; None for one that holds no longer, or about what is not there any more."""
    request = partners.asked(path, key)
    if request is None:
        return None
    with reading(path) as db:
        party = agenda.party_names(db).get(request.party_id)
        action = next((action for action in agenda.actions(db) if action.id == request.action_id), None)
        if party is None or action is None:
            return None
        supports = coalitions.table(db, action.id).supports
        held = words.claims_of(db, action.id)
    support = next((support for support in supports if support.party_id == request.party_id), None)
    own = [one for one in held if one.party_id == request.party_id and one.about in _OF_YOU]
    return Question(key, party, action, support, [one for one in own if one.word is None])


def parts_of(question: Question, given: Mapping[str, str], today: date) -> dict[str, dict[str, Any]]:
    """Return what a partner filled in, by part, as it may be stored; raise Invalid for what may not."""
    parts: dict[str, dict[str, Any]] = {}
    what, day = (given.get(name, "").strip() for name in ("what", "day"))
    if what:
        values = {"what": what, "happened_on": parse_day(day) or day}
        parts["step"] = RECORDS["step"].validate(values, today)
    if given.get("answer") in question.offered.keys() - {SILENT}:
        parts["support"] = RECORDS["support"].validate(_support_in(question, given), today)
    if ticked := [one for number, one in enumerate(question.claims) if _is_ticked(given, number, one)]:
        parts["word"] = {"claims": [[one.about, one.said, one.decision_id] for one in ticked]}
    if not parts:
        raise Invalid("what", EMPTY)
    return parts


def _is_ticked(given: Mapping[str, str], number: int, claim: Claim) -> bool:
    """Tell whether a party said of this claim that it is so: of what it read, not of what it says by now."""
    return given.get(f"klopt-{number}") == claim.said


def _support_in(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    answer, condition = given["answer"], given.get("condition", "").strip()
    if answer == SAME and question.support:
        return {"answer": question.support.answer, "condition": condition or question.support.condition}
    if answer == "onder voorwaarde" and not condition:
        raise Invalid("condition", CONDITION)
    return {"answer": answer, "condition": "" if answer == "steunt" else condition}


def partner_routes(path: Callable[[], Path], base: str = "") -> list[Route]:
    """Return the address: opening it shows the form and spends nothing, sending it does."""

    async def show(request: Request) -> Response:
        return await asyncio.to_thread(_show, path(), request.query_params.get(KEY, ""))

    async def take_in(request: Request) -> Response:
        body = await body_of(request, BODY_LIMIT) or b""
        given = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        source = request.client.host if request.client else ""
        return await asyncio.to_thread(_take_in, path(), given, source)

    place = f"{base}/{PARTNER}"
    return [Route(place, show, methods=["GET"]), Route(place, take_in, methods=["POST"])]


def _show(path: Path, key: str) -> Response:
    try:
        question = question_of(path, key)
    except PeopleUnreadable as problem:
        return page("Lukt nu niet", problem.sentence, Markup(), 503)
    return _form(question, {}) if question else page("Niet geldig", NO_LONGER, Markup(), 403)


def _take_in(path: Path, given: Mapping[str, str], source: str) -> Response:
    key = given.get(KEY, "")
    try:
        question, parts = question_of(path, key), {}
        if question:
            try:
                parts = parts_of(question, given, records.today())
            except Invalid as wrong:
                return _form(question, given, wrong.sentence)
        if partners.answer(path, key, source, parts):
            return page("Verstuurd", THANKS, Markup())
    except TooMany:
        return page("Wacht even", GUESSING, Markup(), 429)
    except PeopleUnreadable as problem:
        return page("Lukt nu niet", problem.sentence, Markup(), 503)
    return page("Niet geldig", NO_LONGER, Markup(), 403)


def _form(question: Question, given: Mapping[str, str], wrong: str = "") -> Response:
    chosen = given.get("answer", SILENT)
    answers = Markup("").join(
        _CHOICE.format(answer, Markup(" checked") if answer == chosen else "", sentence_case(named))
        for answer, named in question.offered.items()
    )
    said = Markup("").join(
        _CLAIM.format(
            number, one.said, Markup(" checked") if _is_ticked(given, number, one) else "",
            _OF_YOU[one.about], one.said,
        )
        for number, one in enumerate(question.claims)
    )  # fmt: skip
    body = _ASKED.format(
        claims=_CLAIMS.format(said) if said else "",
        party=question.party,
        action=f"Actie {question.action.label}",
        wrong=_WRONG.format(wrong) if wrong else "",
        key=question.key,
        longest=RECORDS["step"].fields["what"].limit,
        longest_condition=RECORDS["support"].fields["condition"].limit,
        what=given.get("what", ""),
        today=records.today().isoformat(),
        day=given.get("day", ""),
        now=question.now,
        answers=answers,
        condition=given.get("condition", ""),
    )
    lead = "De werkambassadeur techniek wil weten hoe het bij u gaat. U hebt geen account nodig."
    return page("Hoe gaat het bij u?", lead, body, 422 if wrong else 200)
