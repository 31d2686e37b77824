"""What is over and asked for in one region, melding by melding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.dutch import count_text
from lib.model.results.work import ACTION, DEMAND, KINDS, OCCUPATIONS, SURPLUS, Notice
from lib.rules.results.result import Line, Local
from lib.rules.work.matching import holds
from lib.rules.work.shown import public


def work_in(notices: Sequence[Notice], region: str, today: date) -> Local | None:
    """Return what companies of a region have over and ask for on a day, as far as that may be told."""
    own = [notice for notice in notices if notice.region == region and holds(notice, today)]
    if not own:
        return None
    lines = []
    for kind in (SURPLUS, DEMAND):
        of_kind = [notice for notice in own if notice.kind == kind]
        each = (f"{OCCUPATIONS[notice.occupation]}: {public(notice.people).text}" for notice in of_kind)
        value = count_text(len(of_kind), "melding", "meldingen") if of_kind else "geen melding"
        lines.append(Line(KINDS[kind], value, "; ".join(each), bool(of_kind)))
    return Local(ACTION, "Werk naar werk", tuple(lines), note="meldingen die nu gelden")
