"""What the klimaatopgave asks, beside the counts of the actions that the annex connects with it.

Owns `data/klimaatopgave.toml`. A count contributes and proves nothing: no share of the need is ever computed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from lib.model.agenda import Action
from lib.store.file.connection import DATA
from lib.ui.elements.html import day, fill, show
from lib.ui.here.state import Here

CONTRIBUTION = (
    "Bijdrage, geen bewijs: wat deze actie telt zijn mensen of bedrijven, geen fte. Hoeveel van deze opgave "
    "daarmee is vervuld, is niet bekend."
)
_NOTE = Markup(
    '<p class="wa-note wa-need"><b>Klimaatopgave: {}.</b> {} {} <small>Bron: {}. Genoteerd op {}.</small></p>'
)


@cache
def need() -> Mapping[str, Any]:
    with (DATA / "klimaatopgave.toml").open("rb") as file:
        return tomllib.load(file)


def about_action(here: Here, action: Action) -> None:
    """Show the need under what an action counts, from the day on which it was published."""
    own = need()
    if action.id in own["actions"] and own["since"] <= here.day.isoformat():
        show(fill(_NOTE, own["need"], own["text"], CONTRIBUTION, own["source"], day(own["noted"])))
