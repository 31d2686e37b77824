"""What is missing of a region, each with the one thing to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.rules.regions import region as rules
from lib.rules.regions.region import Lack, RegionFacts
from lib.ui.elements.html import Params, fill, link
from lib.ui.here.address import ACTION, EDITING, MODE
from lib.ui.regions import paper
from lib.ui.regions.parts import NONE, block

_LACK = Markup('<li><span class="{}">{}</span>{}</li>')


def lacking(region: RegionFacts, lacks: Sequence[Lack], shared: Params) -> Markup:
    """Build what is missing, each with the one thing to do about it."""
    if not lacks:
        return block(
            "lacking", "Wat ontbreekt", NONE.format("Niets: alles wat wij bijhouden is er."), count=0
        )
    items = Markup("").join(
        _LACK.format(
            _SIGN.get(lack.kind, "ask"),
            lack.words,
            _way(region, lack, shared) + paper.later(place, paper.LACKS),
        )
        for place, lack in enumerate(lacks)
    )
    more = paper.rest(len(lacks), paper.LACKS)
    return block("lacking", "Wat ontbreekt", Markup("<ul>{}</ul>").format(items), count=len(lacks), more=more)


_SIGN = {rules.SEAT: "gap"}


def _way(region: RegionFacts, lack: Lack, shared: Params) -> Markup:
    editing = {**shared, MODE: EDITING}
    on_action = {**shared, ACTION: lack.action_id}
    ways: dict[str, tuple[str, str, Params]] = {
        rules.SEAT: ("coalities", "Wie past hier?", {**shared, "blik": "stoelen"}),
        rules.ANSWER: ("actie", "Vragen", {**on_action, "tab": "purpose-case"}),
        rules.DESK: ("actie", "Toevoegen", {**on_action, "tab": "effect", MODE: EDITING}),
        rules.REPORT: ("actie", "Vragen", {**on_action, "tab": "effect"}),
        rules.FIGURE: ("arbeidsmarkt", "Ophalen", {**editing, "schaal": "AM"}),
        rules.ABSENT: ("arbeidsmarkt", "Ophalen", {**editing, "schaal": "AM"}),
        rules.END: ("actie", "Vastleggen", {**on_action, "tab": "geld", MODE: EDITING}),
        rules.CENTRE: ("regio", "Vastleggen", {**editing, "regio": region.code}),
        rules.POINT: ("regio", "Vastleggen", {**editing, "regio": region.code}),
    }
    page, words, params = ways[lack.kind]
    return link(page, fill(_ABOUT, words, lack.words), params)


_ABOUT = Markup('{}<span class="wa-vh">: {}</span>')
