"""The forms of the instruments of desks, the brand and research groups, in Bewerken."""

from __future__ import annotations

from lib.dutch import day_text
from lib.model.agenda import Action
from lib.store import coalitions
from lib.store.file.connection import Database
from lib.ui.here.state import Here
from lib.ui.results.keeping import keep, names_of, places

_DESK = names_of("desk")
_GROUP = names_of("research_group")


def desks(here: Here, _action: Action) -> None:
    keep(here, "desk", {"merged_into_id": _DESK})
    keep(here, "referral", {"source_id": _DESK, "target_id": _DESK}, pasted=False)


def brand(here: Here, _action: Action) -> None:
    keep(here, "brand", pasted=False)
    keep(here, "brand_use")
    keep(here, "encounter", {"step_id": _steps})


def _steps(db: Database) -> dict[int, str]:
    """Return every step that counts, the newest first."""
    steps = sorted(coalitions.all_steps(db), key=lambda step: step.happened_on, reverse=True)
    return {step.id: f"{day_text(step.happened_on)}: {step.what}" for step in steps}


def research(here: Here, _action: Action) -> None:
    keep(here, "research_group", {"campus_id": places, "other_campus_id": places}, pasted=False)
    keep(here, "research_link", {"lectoraat_id": _GROUP, "practoraat_id": _GROUP}, pasted=False)
