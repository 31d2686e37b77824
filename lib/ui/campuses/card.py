"""The card of one campus: its ring in words, what is known, where that comes from, and what changed.

Owns how a campus reads on its own; editing is in `campus_forms`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from lib.dutch import list_text, number_text, sentence_case
from lib.maps.ring import picture
from lib.model.agenda import Action
from lib.model.campuses import KINDS, RESEARCH, Campus
from lib.model.listing import joined
from lib.model.record import RECORDS
from lib.rules.campuses import differing, months_text, segments
from lib.ui.agenda.action import action_link
from lib.ui.campuses.chart import link_to_campus
from lib.ui.elements.html import day, helix_name, listing, prose, show, was_is
from lib.ui.elements.through import Through
from lib.ui.here.state import Here

_UNKNOWN = "nog niet bekend"


def card(
    here: Here,
    campus: Campus,
    then: Campus | None,
    actions: Sequence[Action],
    colours: Mapping[str, str],
) -> None:
    """Draw what is known about a campus; `then` is how it was at the moment since, if it was there."""
    before = segments(then) if then and segments(then) != segments(campus) else None
    ring = picture(segments(campus), colours, then=before)
    show(
        Markup(
            '<section class="wa-campus" aria-live="polite">'
            '<h2 class="wa-h">{}</h2>{}'
            '<p class="wa-source">{}</p>'
            '<div class="wa-owners"><img width="112" height="112" alt="" src="{}">'
            "{}</div>"
            "<dl>{}</dl>"
            "{}"
            '<p class="wa-source">{}</p></section>'
        ).format(
            campus.name,
            _close(),
            _head(campus),
            ring,
            _owners(here, campus, then),
            _facts(campus, here.day, actions),
            prose(campus.note) if campus.note else "",
            _source(campus),
        )
    )
    _changes(here, then, campus)


def _close() -> Markup:
    address = link_to_campus(None)
    return Markup(
        '<a class="wa-link wa-close" href="{}" target="_self"><span>Sluit deze campus</span></a>'
    ).format(address)


def _head(campus: Campus) -> Markup:
    through = Through()
    regions = listing(through.region(code, "") for code in campus.regions)
    parts = [f"Ook bekend als {campus.aliases}" if campus.aliases else "", KINDS[campus.kind], campus.where]
    return Markup(" · ").join(part for part in [*parts, regions or "regio niet bekend"] if part)


def _owners(here: Here, campus: Campus, then: Campus | None) -> Markup:
    """Build the ring in words, helix by helix, with the share of then where it was another."""
    was = then.shares if then else campus.shares
    moved = Markup(" <small>was {} {}</small>")
    rows = [
        Markup("<li>{}: <b>{}</b>{}</li>").format(
            helix_name(helix),
            _share(share),
            moved.format(_share(was[helix]), _at_since(here)) if was[helix] != share else "",
        )
        for helix, share in campus.shares.items()
    ]
    rest = 100 - sum(share or 0 for share in campus.shares.values())
    dashed = (
        Markup('<li><span class="wa-dashed">Onbekend: <b>{}%</b></span></li>').format(rest) if rest else ""
    )
    return Markup("<div><p>Mede-eigenaarschap</p><ul>{}{}</ul></div>").format(Markup("").join(rows), dashed)


def _share(share: int | None) -> str:
    return _UNKNOWN if share is None else f"{share}%"


def _facts(campus: Campus, today: date, actions: Sequence[Action]) -> Markup:
    own = [action_link(action) for action in actions if action.id in campus.actions]
    until = Markup(" (tot {})").format(day(campus.secured_until)) if campus.secured_until else ""
    facts = {
        "Niveaus": list_text(campus.levels) or _UNKNOWN,
        "Sectoren": list_text(campus.sectors) or _UNKNOWN,
        "Lectoraat of practoraat": RESEARCH[campus.research] if campus.research else _UNKNOWN,
        "Exploitatie gedekt tot": months_text(campus, today) + until,
        "Acties": Markup("<br>").join(own) or _UNKNOWN,
        "Partners": list_text(campus.partners) or _UNKNOWN,
        "Plek op de kaart": _point(campus),
    }
    return Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(label, text) for label, text in facts.items()
    )


def _point(campus: Campus) -> str:
    if campus.point is None:
        return "Geen: dit netwerk heeft geen vaste plek." if campus.kind != "plek" else _UNKNOWN
    lon, lat = campus.point
    where = f"{number_text(lat, 4)}° noord, {number_text(lon, 4)}° oost"
    exact = f", tot op {number_text(campus.accuracy_m)} meter" if campus.accuracy_m else ""
    source = Markup("<small>{}</small>").format(campus.point_source) if campus.point_source else ""
    street = f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=14/{lat}/{lon}"
    outside = Markup(
        '<small><a href="{}" target="_blank" rel="noreferrer">Wegenkaart openen</a> '
        "(openstreetmap.org, vraagt internet)</small>"
    ).format(street)
    return where + exact + source + outside


def _source(campus: Campus) -> str:
    return f"Bron: {campus.source} · datum: {campus.source_date or 'niet bekend'}"


# ------------------------------------------------------------------------- then and now


def _changes(here: Here, then: Campus | None, now: Campus) -> None:
    """Draw what differs from the moment since, field by field; the thin ring has the owners of then."""
    if then is None:
        show(
            Markup('<p class="wa-source">Deze campus stond {} nog niet op de kaart.</p>').format(
                _at_since(here)
            )
        )
        return
    changed = differing(then, now)
    lines = [
        was_is(sentence_case(RECORDS["campus"].words(name)), _text(then, name), _text(now, name), "")
        for name in changed
    ]
    if lines:
        show(
            Markup('<h3 class="wa-h">Wat veranderde sinds {}</h3>{}').format(
                here.since_label, Markup("").join(lines)
            )
        )


def _at_since(here: Here) -> str:
    return f"{'bij' if here.begin.edition else 'op'} {here.since_label}"


def _text(campus: Campus, name: str) -> str:
    value = getattr(campus, name)
    stored = joined(value) if isinstance(value, tuple) else value
    return RECORDS["campus"].text(name, stored, {})
