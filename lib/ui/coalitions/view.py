"""A coalition on screen: its chairs round the table, how far each party is, and what is agreed.

Owns how these read; what follows from the facts is in `lib.rules`, editing in `coalition_forms`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from lib.documents.pictures import agenda as paper
from lib.dutch import day_text
from lib.model.agenda import HELIXES
from lib.model.coalitions import LEVELS, Chair, Table
from lib.rules.coalitions import activation, chairs
from lib.rules.coalitions.activation import Standing
from lib.rules.lens import EVERYTHING, Lens
from lib.rules.own_measures import activation_rule
from lib.ui.elements import drawn
from lib.ui.elements.html import day, empty, fill, helix_name, own_measure, show, table
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import invite

_ARCS = {"bedrijfsleven": -90, "onderwijs": 30, "overheid": 150}
"""Where the middle of each helix's arc lies round the table, in degrees from the right, clockwise."""


def helix_bars(coalition: Table, today: date, then: Mapping[str, int] | None = None) -> Markup:
    """Build three bars of five steps, each with its helix and step in words; a bar opens to its evidence.

    With `then`, how far each was, a helix that moved tells that too.
    """
    strongest = activation.strongest(coalition.activations, today)
    levels = activation.helix_levels(coalition.activations, today)
    was, reached = then or levels, activation.reached(coalition.activations, today)
    return Markup("").join(
        _helix_with_evidence(helix, level, was[helix], strongest[helix], reached[helix])
        for helix, level in levels.items()
    )


def _moved(was: int, level: int) -> Markup:
    return Markup() if was == level else Markup("<del>{}</del> → ").format(was)


def bar(helix: str, level: int, was: int) -> Markup:
    """Build a bar of five steps, with a thin one below it for how it was; the words stand beside it."""
    then = was if was != level else 0
    steps = Markup("").join(_STEPS[step <= level, step <= then] for step in range(1, 6))
    return fill(_BAR, helix, steps)


_BAR = Markup('<span class="wa-bar {}" aria-hidden="true">{}</span>')
_STEPS = {
    (True, True): Markup('<i class="on was"></i>'),
    (True, False): Markup('<i class="on"></i>'),
    (False, True): Markup('<i class=" was"></i>'),
    (False, False): Markup('<i class=""></i>'),
}
"""A step of a bar, by whether it is reached and whether it was."""


def activation_summary(coalition: Table, today: date) -> None:
    """Show how far the three helices are, the score, and the weakest in words."""
    levels = activation.helix_levels(coalition.activations, today)
    show(
        helix_bars(coalition, today)
        + Markup("<p>Activering (eigen maat): <b>{} van 100</b>. ").format(activation.score(levels))
        + Markup("{}</p>").format(activation.weakest_sentence(levels))
        + own_measure("Activering", activation_rule(coalition.ageing_days))
    )


def _helix_with_evidence(
    helix: str, level: int, was: int, strongest: Standing | None, reached: str
) -> Markup:
    """Build a helix as a bar that opens: which party stands furthest, and what shows it."""
    evidence = (
        activation.evidence_sentence(strongest) if strongest else "Nog geen partij van deze kant vastgelegd."
    )
    drawn = bar(helix, level, was)
    return fill(
        _LEVEL, helix_name(helix), drawn, _moved(was, level), level, LEVELS[level], _beside(reached), evidence
    )


def _beside(reached: str) -> Markup:
    """Tell how many parties of this side stand that far: one that does is not the whole side."""
    return Markup(" <small>{}</small>").format(reached) if reached else Markup()


_LEVEL = Markup(
    '<details class="wa-fold wa-level"><summary>{}{}<span>{}{} – {}{}</span></summary><p>{}</p></details>'
)


# ----------------------------------------------------------------------------- chairs


def round_table(action_id: str, seats: Sequence[Chair]) -> None:
    """Draw the chairs round a table, an arc per helix; empty ones dashed, optional ones square."""
    present = [chair for chair in seats if not chair.withdrawn_on]
    if not present:
        invite(
            "Nog geen stoelen benoemd. Wie weet welke partijen deze actie nodig heeft?",
            "Benoem de eerste stoel",
            f"fold add chair {action_id}",
        )
        return
    said = chairs.count_sentence(present)
    drawn.note_drawing("Stoelen (beeld)", paper.chairs(present, said).svg)
    marks = Markup("").join(_mark(number, chair, angle) for number, chair, angle in _numbered(present))
    sides = Markup("").join(_side(helix) for helix in HELIXES)
    show(
        Markup(
            '<div class="wa-round" role="img" aria-label="{}"><span class="middle">{}</span>{}{}</div>'
        ).format(said, said, marks, sides)
    )


def _numbered(present: Sequence[Chair]) -> list[tuple[int, Chair, float]]:
    """Return chairs with their number and their angle, arc by arc."""
    places: list[tuple[int, Chair, float]] = []
    for helix, middle in _ARCS.items():
        own = [chair for chair in present if chair.helix == helix]
        step = min(28.0, 100 / max(len(own), 1))
        for place, chair in enumerate(own):
            places.append((len(places) + 1, chair, middle + (place - (len(own) - 1) / 2) * step))
    return places


def _place(angle: float, radius: float) -> str:
    x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return f"left:{50 + radius * x:.1f}%;top:{50 + radius * y:.1f}%"


def _mark(number: int, chair: Chair, angle: float) -> Markup:
    state = "" if chair.party_id else "empty"
    optional = "" if chair.needed else "optional"
    return Markup('<span class="chair {} {} {}" style="{}">{}</span>').format(
        chair.helix, state, optional, _place(angle, 33), number
    )


def _side(helix: str) -> Markup:
    return Markup('<span class="side" style="{}">{}</span>').format(_place(_ARCS[helix], 47), HELIXES[helix])


def agreements(coalition: Table) -> None:
    """Show what is agreed about the coalition as a whole; what is unknown says so."""
    agreed = coalition.coalition
    complete = chairs.complete_sentence(agreed, coalition.chairs) or "nog niet als compleet aangemerkt"
    rows = (
        ("Coalitie", complete),
        ("Hoe vaak komt de coalitie bijeen", agreed.rhythm or "nog niet vastgelegd"),
        ("Geld zeker tot", _day_or_unknown(agreed.money_until)),
        ("Afspraken getekend", _day_or_unknown(agreed.signed_on)),
    )
    show(
        Markup("").join(
            Markup('<p class="wa-log"><b>{}</b>: {}</p>').format(label, value) for label, value in rows
        )
    )


def _day_or_unknown(value: str | None) -> str:
    return day(value) if value else "nog niet vastgelegd"


# --------------------------------------------------------------------------- activation


def seats_and_parties(
    coalition: Table, today: date, marks: Mapping[int, str], looked: Lens = EVERYTHING
) -> None:
    """Draw chair, party, step and evidence in one list; then the parties that have no chair.

    A step is shown with the step claimed; `marks` tell, by party, who says so, where that matters.
    """
    numbered = _numbered([chair for chair in coalition.chairs if not chair.withdrawn_on])
    standings = {one.party_id: one for one in activation.standings(coalition.activations, today)}
    seated, through = {chair.party_id for _, chair, _ in numbered}, Through()
    rows = [
        _seat_row(number, chair, standings.get(chair.party_id or 0), through, marks)
        for number, chair, _ in numbered
        if not looked.active or looked.has_chair(chair)
    ]
    rows += [
        _party_row(one, through, marks)
        for one in standings.values()
        if one.party_id not in seated and looked.has(one.party_id)
    ]
    if rows:
        show(table(_HEADS, rows, "Stoelen en partijen: hoe ver elk is", wide="seats"))
    elif looked.active:
        empty(f"Geen stoel of partij {looked.whose}.")
    if not standings and not looked.active:
        _nobody_yet(coalition)


_HEADS = ("Stoel", "Plek in de coalitie", "Partij", "Trede", "Bewijs")
_CHAIR = Markup('<span class="wa-seat"><b>{}</b> {}</span>')


def _seat_row(
    number: int, chair: Chair, standing: Standing | None, through: Through, marks: Mapping[int, str]
) -> tuple[Markup | str, ...]:
    region = Markup(", {}").format(through.region(chair.region, "")) if chair.region else ""
    kind = "" if chair.needed else " (mag leeg blijven)"
    return (
        _CHAIR.format(number, through.side(chair.helix)),
        Markup("{}{}{}").format(chair.role, region, kind),
        through.party(chair.party_id, chair.party or "") if chair.party_id else Markup("<b>leeg</b>"),
        *_how_far(standing, "nog niet vastgelegd" if chair.party_id else "–", marks),
    )


def _party_row(standing: Standing, through: Through, marks: Mapping[int, str]) -> tuple[Markup | str, ...]:
    name = _CHAIR.format("–", through.side(standing.helix))
    party = through.party(standing.party_id, standing.party)
    return name, "zonder stoel", party, *_how_far(standing, "", marks)


def _how_far(standing: Standing | None, nothing: str, marks: Mapping[int, str]) -> tuple[str, str]:
    """Draw the step a party stands on, and its evidence."""
    if standing is None:
        return nothing, "–"
    rungs = Markup("").join(
        Markup('<i class="{}"></i>').format(_mark_of(step, standing)) for step in range(1, 6)
    )
    level, words = standing.effective, LEVELS[standing.effective]
    said = _SAID.format(marks[standing.party_id]) if standing.party_id in marks else Markup()
    step = _STEP.format(standing.helix, rungs, level, words, _claim(standing) + said)
    return step, _evidence(standing)


_SAID = Markup("<small>{}</small>")
_STEP = Markup('<span class="wa-rungs {}" aria-hidden="true">{}</span>{} – {}{}')


def _nobody_yet(coalition: Table) -> None:
    """Say what comes first: a place, somebody on it, or how far that party is."""
    action_id, present = (
        coalition.coalition.id,
        [chair for chair in coalition.chairs if not chair.withdrawn_on],
    )
    if not present:
        empty("Van nog geen partij is vastgelegd hoe ver zij is. Benoem eerst een stoel.")
    elif not any(chair.party_id for chair in present):
        first = "Op nog geen stoel zit een partij. Wie schuift aan?"
        invite(first, "Vul de eerste stoel", field=f"coalition row {action_id}")
    else:
        unknown = "Van nog geen partij is vastgelegd hoe ver zij is. Wie kan dit aanvullen?"
        invite(unknown, "Leg vast waar een partij staat", field=f"coalition row {action_id}")


def _mark_of(step: int, standing: Standing) -> str:
    return "on" if step <= standing.effective else "claimed" if step <= standing.level else ""


def _claim(standing: Standing) -> Markup:
    if standing.effective == standing.level:
        return Markup()
    claimed = f"{standing.level} – {LEVELS[standing.level]}"
    return Markup("<br><small>vastgelegd als {}; {}</small>").format(claimed, standing.why)


def _evidence(standing: Standing) -> str:
    if standing.evidence_on is None:
        return "geen" if standing.level == 0 else "geen bewijs nodig" if standing.level < 3 else "vervallen"
    started = "de werkambassadeur" if standing.evidence_started_by == "ambassadeur" else "de coalitie zelf"
    return Markup("{}<br><small>{}, op initiatief van {}, vastgelegd door {}</small>").format(
        standing.evidence_what or "", day_text(standing.evidence_on), started, standing.evidence_by or ""
    )
