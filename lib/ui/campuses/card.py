"""The card of one campus: its ring in words, what is known, where that comes from, and what changed.

Owns how a campus reads on its own; editing is in `campus_forms`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from lib.dutch import list_text, number_text, sentence_case
from lib.maps.ring import picture
from lib.model.agenda import Action
from lib.model.campuses import KINDS, RESEARCH, Campus
from lib.model.listing import joined
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import differing, months_text, segments
from lib.ui.agenda.action import action_link
from lib.ui.campuses.chart import link_to_campus
from lib.ui.elements.html import day, helix_name, prose, show, was_is
from lib.ui.here.state import Here

_UNKNOWN = "nog niet bekend"


def card(
    here: Here,
    campus: Campus,
    then: Campus | None,
    actions: Sequence[Action],
    colours: Mapping[str, str],
) -> None:
    """All that is known about a campus; `then` is how it was at the moment since, None if not there yet."""
    before = segments(then) if then and segments(then) != segments(campus) else None
    ring = escape(picture(segments(campus), colours, then=before))
    show(
        '<section class="wa-campus" aria-live="polite">'
        f'<h2 class="wa-h">{escape(campus.name)}</h2>{_close()}'
        f'<p class="wa-source">{_head(campus)}</p>'
        f'<div class="wa-owners"><img width="112" height="112" alt="" src="{ring}">'
        f"{_owners(here, campus, then)}</div>"
        f"<dl>{_facts(campus, here.day, actions)}</dl>"
        f"{prose(campus.note) if campus.note else ''}"
        f'<p class="wa-source">{_source(campus)}</p></section>'
    )
    _changes(here, then, campus)


def _close() -> str:
    address = escape(link_to_campus(None))
    return f'<a class="wa-link wa-close" href="{address}" target="_self"><span>Sluit deze campus</span></a>'


def _head(campus: Campus) -> str:
    regions = list_text(LABOUR_REGIONS[code] for code in campus.regions)
    parts = [f"Ook bekend als {campus.aliases}" if campus.aliases else "", KINDS[campus.kind], campus.where]
    return " · ".join(escape(part) for part in [*parts, regions or "regio niet bekend"] if part)


def _owners(here: Here, campus: Campus, then: Campus | None) -> str:
    """The ring in words, helix by helix, with the share of then where it was another."""
    was = then.shares if then else campus.shares
    rows = [
        f"<li>{helix_name(helix)}: <b>{_share(share)}</b>"
        + (f" <small>was {_share(was[helix])} {_at_since(here)}</small>" if was[helix] != share else "")
        + "</li>"
        for helix, share in campus.shares.items()
    ]
    rest = 100 - sum(share or 0 for share in campus.shares.values())
    dashed = f'<li><span class="wa-dashed">Onbekend: <b>{rest}%</b></span></li>' if rest else ""
    return f"<div><p>Mede-eigenaarschap</p><ul>{''.join(rows)}{dashed}</ul></div>"


def _share(share: int | None) -> str:
    return _UNKNOWN if share is None else f"{share}%"


def _facts(campus: Campus, today: date, actions: Sequence[Action]) -> str:
    own = [action_link(one) for one in actions if one.id in campus.actions]
    until = f" (tot {day(campus.secured_until)})" if campus.secured_until else ""
    facts = {
        "Niveaus": escape(list_text(campus.levels)) or _UNKNOWN,
        "Sectoren": escape(list_text(campus.sectors)) or _UNKNOWN,
        "Lectoraat of practoraat": RESEARCH[campus.research] if campus.research else _UNKNOWN,
        "Beheer zeker": f"{months_text(campus, today)}{until}",
        "Acties": "<br>".join(own) or _UNKNOWN,
        "Partners": escape(list_text(campus.partners)) or _UNKNOWN,
        "Plek op de kaart": _point(campus),
    }
    return "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in facts.items())


def _point(campus: Campus) -> str:
    if campus.point is None:
        return "geen: een speld zou een plek beweren die er niet is" if campus.kind != "plek" else _UNKNOWN
    lon, lat = campus.point
    where = f"{number_text(lat, 4)}° noord, {number_text(lon, 4)}° oost"
    exact = f", tot op {number_text(campus.accuracy_m)} meter" if campus.accuracy_m else ""
    told = f"<small>{escape(campus.point_source)}</small>" if campus.point_source else ""
    street = f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=14/{lat}/{lon}"
    outside = (
        f'<small><a href="{escape(street)}" target="_blank" rel="noreferrer">Wegenkaart openen</a> '
        "(openstreetmap.org, vraagt internet)</small>"
    )
    return f"{where}{exact}{told}{outside}"


def _source(campus: Campus) -> str:
    return f"Bron: {escape(campus.source)} · datum: {escape(campus.source_date or 'niet bekend')}"


# ------------------------------------------------------------------------- then and now


def _changes(here: Here, then: Campus | None, now: Campus) -> None:
    """What differs from the moment since, field by field; the thin ring has the owners of then."""
    if then is None:
        show(f'<p class="wa-source">Deze campus stond {_at_since(here)} nog niet op de kaart.</p>')
        return
    changed = differing(then, now)
    lines = [
        was_is(sentence_case(RECORDS["campus"].words(name)), _text(then, name), _text(now, name), "")
        for name in changed
    ]
    if lines:
        show(f'<h3 class="wa-h">Wat veranderde sinds {escape(here.since_label)}</h3>{"".join(lines)}')


def _at_since(here: Here) -> str:
    """The moment since in a sentence; escaped."""
    return f"{'bij' if here.since_edition else 'op'} {escape(here.since_label)}"


def _text(campus: Campus, name: str) -> str:
    value = getattr(campus, name)
    stored = joined(value) if isinstance(value, tuple) else value
    return RECORDS["campus"].text(name, stored, {})
