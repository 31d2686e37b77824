"""The purpose case of an action on screen: four parts with their versions, support, and the gate.

Owns how these read and are typed; whether the gate is open is decided in `lib.rules.coalitions.gate`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from lib.dutch import moment_text
from lib.model.agenda import ENDED, HELIXES, LADDER, Action
from lib.model.coalitions import Chair, Table
from lib.model.purpose import ANSWERS, PURPOSE_PARTS, PurposeText, Support
from lib.rules.coalitions import chairs
from lib.rules.coalitions.gate import BEHIND_THE_GATE, NO, Gate, insufficient_support
from lib.rules.lens import Lens
from lib.rules.own_measures import support_rule
from lib.store import coalitions
from lib.store.file.connection import Database
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.form import absent
from lib.ui.editing.paste import paste_box
from lib.ui.editing.sending import Form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, empty, helix_name, own_measure, prose, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here import state

_NOTHING = Markup()
_PASSED = LADDER[LADDER.index(BEHIND_THE_GATE) :]
"""Stages of an action that went through its gate before."""


def gate_card(action: Action, coalition: Table, now: Gate) -> None:
    """Show whether the gate is open, with the reason in a sentence, and which empty chair was let pass."""
    state = "open" if now.open else "closed"
    text = Markup("<b>{}</b>{}").format(now.sentence, _consequence(action, now))
    if coalition.coalition.complete_on and chairs.empty(coalition.chairs):
        text += Markup("<br>{}").format(chairs.complete_sentence(coalition.coalition, coalition.chairs))
    show(Markup('<div class="wa-gate {}" role="note">{}</div>').format(state, text))
    show(own_measure("Draagvlak", support_rule(coalition.sides_needed)))


def _consequence(action: Action, now: Gate) -> str:
    if action.stage == ENDED:
        return "Deze actie is beëindigd. Heropenen kan met een nieuwe versie van de purpose case."
    if now.proposes_ending:
        return insufficient_support(now)
    if action.stage in _PASSED:
        passed = "De actie is er al doorheen"
        return f"{passed}." if now.open else f"{passed}: wat hier mist, is daarna ontstaan."
    return "De actie mag in uitvoering." if now.open else "Tot die tijd gaat de actie niet in uitvoering."


# -------------------------------------------------------------------------------- texts


def newest_texts(texts: Sequence[PurposeText]) -> dict[str, PurposeText]:
    """Return the newest version of each part that was ever written."""
    return {text.part: text for text in sorted(texts, key=lambda text: text.number)}


def parts(action: Action, coalition: Table, *, editing: bool, money: Markup = _NOTHING) -> None:
    """Draw the four parts, each with its newest text, what changed before, and a field to write on.

    `money` is what is recorded of the money, and stands at the part about it.
    """
    newest = newest_texts(coalition.texts)
    for part, title in PURPOSE_PARTS.items():
        mark = "✓" if part in newest and newest[part].text else "○"
        state = "" if part in newest and newest[part].text else " (nog leeg)"
        show(
            Markup('<h3 class="wa-h"><span aria-hidden="true">{}</span> {}{}</h3>').format(mark, title, state)
        )
        if money and part == "financiering":
            show(money)
        _part(action, part, [text for text in coalition.texts if text.part == part], editing=editing)


def _part(action: Action, part: str, versions: Sequence[PurposeText], *, editing: bool) -> None:
    newest = versions[-1] if versions else None
    if newest:
        show(
            Markup('<div class="wa-note">{}</div><p class="wa-source">Versie {}, {}, {}</p>').format(
                prose(newest.text), newest.number, moment_text(newest.at), newest.author
            )
            + _differences(versions)
        )
    elif not editing:
        invite(
            "Nog niet geschreven. Wie kan dit aanvullen?",
            f"Schrijf: {PURPOSE_PARTS[part].lower()}",
            field=f"purpose {action.id} {part} text",
        )
    if editing:
        _part_form(action, part, newest)


def _part_form(action: Action, part: str, newest: PurposeText | None) -> None:
    row = SimpleNamespace(id="", text=newest.text if newest else "", version=newest.number if newest else 0)
    form.change(
        "purpose_text",
        row,
        key=f"purpose {action.id} {part}",
        fields=("text",),
        asked={"text": {"label": PURPOSE_PARTS[part]}},
        act=lambda db, values, seen: coalitions.write_purpose(db, action.id, part, values["text"], seen),
        button="Opslaan als nieuwe versie",
        said="De nieuwe versie is opgeslagen.",
        primary=False,
    )


def _differences(versions: Sequence[PurposeText]) -> Markup:
    """Return what changed from version to version, newest first, folded."""
    pairs = list(pairwise(versions))[::-1]
    if not pairs:
        return Markup()
    items = Markup("").join(
        Markup("<p>Versie {}, {}, {}: {}</p>").format(
            new.number, moment_text(new.at), new.author, word_differences(old.text, new.text)
        )
        for old, new in pairs
    )
    return Markup(
        '<details class="wa-fold"><summary>Wat veranderde tussen de versies</summary>{}</details>'
    ).format(items)


def word_differences(old: str, new: str) -> Markup:
    """Build both texts in one, word by word: what went is struck, what came is marked."""
    before, after = old.split(), new.split()
    words: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        if kind == "equal":
            words.append(come)
        else:
            words += [Markup("<del>{}</del>").format(gone)] if gone else []
            words += [Markup("<ins>{}</ins>").format(come)] if come else []
    return Markup(" ").join(words)


# ------------------------------------------------------------------------------ support


def support_list(coalition: Table, looked: Lens) -> None:
    """Draw each needed party's answer with its condition, day and contribution."""
    rows = []
    answered = {support.party_id: support for support in coalition.supports}
    for party_id, name, helix in _asked_parties(coalition):
        if looked.has(party_id):
            rows.append(_support_row(name, helix, answered.get(party_id)))
    if not rows and looked.active:
        empty(f"Geen partij {looked.whose} om draagvlak te vragen.")
        return
    if not rows:
        action_id = coalition.coalition.id
        seated = any(not chair.withdrawn_on for chair in coalition.chairs)
        invite(
            "Nog geen partij op een stoel, dus nog niemand om draagvlak te vragen.",
            "Vul de eerste stoel" if seated else "Benoem de eerste stoel",
            f"fold {'fill' if seated else 'add'} chair {action_id}",
            tab="coalitie",
        )
        return
    show(table(("Partij", "Antwoord", "Voorwaarde en bijdrage"), rows, "Draagvlak per partij"))


def _asked_parties(coalition: Table) -> list[tuple[int, str, str]]:
    """Return the parties on needed chairs, and those that answered all the same."""
    return _with_answers(coalition, [chair for chair in coalition.chairs if chair.needed])


def _with_answers(coalition: Table, chairs_of: Sequence[Chair]) -> list[tuple[int, str, str]]:
    """Return the parties on these chairs, and those that answered, side by side."""
    seated = {
        chair.party_id: (chair.party_id, chair.party or "", chair.helix)
        for chair in chairs_of
        if chair.party_id and not chair.withdrawn_on
    }
    answered = {
        support.party_id: (support.party_id, support.party, support.helix) for support in coalition.supports
    }
    return sorted(
        {**answered, **seated}.values(), key=lambda entry: (list(HELIXES).index(entry[2]), entry[1])
    )


def _support_row(name: str, helix: str, support: Support | None) -> tuple[str, ...]:
    answer = Markup("<b>{}</b>").format(ANSWERS[support.answer if support else "niet gevraagd"])
    if support and support.answered_on:
        answer += Markup("<br>{}").format(day(support.answered_on))
    terms = []
    if support and support.condition:
        terms.append(f"{'Reden' if support.answer == NO else 'Voorwaarde'}: {support.condition}")
    if support and support.contribution:
        terms.append(f"Bijdrage: {support.contribution}")
    return Markup("{}<br>{}").format(name, helix_name(helix)), answer, Markup("<br>").join(terms) or "–"


def support_form(action: Action, table: Table) -> None:
    """Record what a party answered; of one that was never asked nothing is taken for granted."""
    asked = {party_id: name for party_id, name, _ in _with_answers(table, table.chairs)}
    if not asked:
        return
    present = {support.party_id: support for support in table.supports}

    def draw() -> None:
        party_id = choose_record("Partij", asked, "support party")
        answer_form(action, party_id, present.get(party_id)).draw()

    folded("Draagvlak vastleggen", draw, key=f"fold support {action.id}", icon=":material/how_to_vote:")
    paste_box("support", {"action_id": action.id}, f"support {action.id}", "Plak draagvlak uit Excel")


def answer_form(action: Action, party_id: int, present: Support | None) -> Form:
    """Ask what this party answered, with its condition and contribution."""
    support: Any = present or absent("support")

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        coalitions.answer_support(db, action.id, party_id, **values, version=version or None)

    return form.changing(
        "support",
        support,
        key=f"support {action.id} {party_id}",
        now={"answered_on": support.answered_on or state.today()},
        asked={name: {"widget": "line"} for name in ("condition", "contribution")},
        act=act,
    )
