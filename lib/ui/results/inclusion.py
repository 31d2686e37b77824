"""The case of inclusivity: its picture of ranges, what who may see money sees more, and its forms."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.inclusion import CERTAINTIES, DOMAINS, SIDES, WHO, InclusionEffect
from lib.rules.results.inclusion import Impact, place_of, range_text, result_of, start_text, who_pays
from lib.rules.results.result import Result
from lib.ui.elements.html import fill
from lib.ui.here.state import Here
from lib.ui.results.keeping import keep
from lib.ui.results.pictures import grid_of

_CASE = Markup('<div class="wa-impact"><p></p>{}{}</div>')
_WHO = Markup('<section class="wa-impact-who">{}</section>')
_SIDE = Markup('<p class="side">{}</p>')
_ROW = Markup('<p class="domain">{}</p>{}')
_CELL = Markup('<ul class="{}" data-side="{}">{}</ul>')
_EFFECT = Markup(
    '<li class="{}"><b>{}</b><span class="track">{}</span><span>{}{}</span><small>{} → {} · {}</small></li>'
)
_START = Markup("<em>{}</em>")
_BAR = Markup('<i style="margin-left:{:.1f}%;width:{:.1f}%"></i>')
_NOTHING = Markup("<li class='lacking'><span>nog geen effect</span></li>")
_LEAST = 2.0


def picture(result: Result) -> Markup:
    """Draw the effects in two columns and three domains, each with its range."""
    held = result.drawing
    assert isinstance(held, Impact)
    heads = Markup("").join(_SIDE.format(side) for side in SIDES.values())
    rows = Markup("").join(fill(_ROW, name, _cells(held, domain)) for domain, name in DOMAINS.items())
    return _CASE.format(heads, rows) + _WHO.format(grid_of(who_pays(held)))


def _cells(held: Impact, domain: str) -> Markup:
    made = Markup("")
    for side, name in SIDES.items():
        effects = held.of(domain, side)
        drawn = Markup("").join(_effect(effect, held) for effect in effects)
        made += fill(_CELL, "" if effects else "none", name, drawn or _NOTHING)
    return made


def _effect(effect: InclusionEffect, held: Impact) -> Markup:
    place = place_of(effect, held)
    bar = _BAR.format(place[0], max(_LEAST, place[1])) if place else Markup()
    looks = f"{effect.certainty} {'' if place else 'unmeasured'} {'' if effect.has_baseline else 'expected'}"
    certainty = CERTAINTIES[effect.certainty] + ("" if effect.has_baseline else ", verwachting")
    said = range_text(effect, visible=held.visible)
    begun = start_text(effect, visible=held.visible)
    start = fill(_START, begun) if begun else Markup()
    return fill(
        _EFFECT, looks, effect.sentence, bar, said, start, WHO[effect.pays], WHO[effect.gains], certainty
    )


def shown(here: Here, action: Action, result: Result) -> Result:
    """Return the result with its amounts, for who may see money."""
    held = result.drawing
    assert isinstance(held, Impact)
    return result_of(replace(held, visible=here.person.sees_money(action.id))) or result


def desk(here: Here, action: Action) -> None:
    keep(here, "inclusion_effect", pasted=here.person.sees_money(action.id))
    keep(here, "inclusion_case", pasted=False)
