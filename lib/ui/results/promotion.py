"""The activities of the promotion of technology: filtered by region and kind of school, and their forms."""

from __future__ import annotations

from lib.model.agenda import Action
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.schemes import AGES
from lib.rules.results import promotion
from lib.rules.results.result import Result
from lib.store.file.connection import reading
from lib.store.results.promotion import promoted
from lib.ui.elements.filters import choice_filter, filter_bar, name_unknown
from lib.ui.here.lens import of_action
from lib.ui.here.state import Here
from lib.ui.results.keeping import keep

REGION, AGE = "regio", "school"


def shown(here: Here, action: Action, _result: Result) -> Result:
    """Ask for a region and a kind of school, and return what is done there."""
    with filter_bar("promotion-filters"):
        region = choice_filter(
            "Regio", REGION, LABOUR_REGIONS, "alle regio’s", key="promotion region", width=240
        )
        age = choice_filter("Soort school", AGE, AGES, "alle scholen", key="promotion age", width=200)
    region = region or of_action(here, action.id).region
    name_unknown({REGION: LABOUR_REGIONS, AGE: AGES})
    with reading(here.path, here.at) as db:
        held = promoted(db)
    return promotion.shown(held.only(region, age) if region or age else held)


def desk(here: Here, _action: Action) -> None:
    keep(here, "promotion")
