"""What is over and asked for in one region, melding by melding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lib.dutch import count_text
from lib.model.results.work import ACTION, DEMAND, KINDS, OCCUPATIONS, SURPLUS, Notice, people_text
from lib.rules.results.result import Line, Local
from lib.rules.work.matching import holds


def work_in(notices: Iterable[Notice], region: str, today: date) -> Local | None:
    """Return what companies of a region have over and ask for on a day; a sum would tell a small number."""
    own = [notice for notice in notices if notice.region == region and holds(notice, today)]
    if not own:
        return None
    lines = []
    for kind in (SURPLUS, DEMAND):
        of_kind = [notice for notice in own if notice.kind == kind]
        each = (f"{OCCUPATIONS[notice.occupation]}: {people_text(notice.people)}" for notice in of_kind)
        value = count_text(len(of_kind), "melding", "meldingen") if of_kind else "geen melding"
        lines.append(Line(KINDS[kind], value, "; ".join(each), bool(of_kind)))
    return Local(ACTION, "Werk naar werk", tuple(lines), note="meldingen die nu gelden")
