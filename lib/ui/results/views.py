"""The views of all instruments, by the key of the instrument; and the picture of any result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from lib.documents.pictures import money as paper_money, results as paper
from lib.documents.pictures.cells import Cells
from lib.documents.pictures.flow import flow_svg
from lib.documents.pictures.lanes import Lanes
from lib.model.agenda import Action
from lib.rules.results.result import Result
from lib.rules.work.flow import Flow
from lib.ui.elements.html import fill, wear
from lib.ui.here.state import Here
from lib.ui.money import forms as money_forms, means, pictures as money_pictures
from lib.ui.results import counts, desks, inclusion, promotion, questions, vouchers
from lib.ui.results.pictures import bars, grid, method, stations
from lib.ui.results.view import Picture, View
from lib.ui.work import forms as work_forms, picture as work_picture

_REPORT = ("Lees een opgave in", "fold import counts {}")


def nothing_more(_here: Here, _action: Action) -> None:
    """Draw no desk: what is shown is kept at the desk of another instrument."""


VIEWS: Mapping[str, View] = {
    "techniekpromotie": View(
        grid,
        promotion.desk,
        ("Leg de eerste activiteit vast", "fold add promotion"),
        wide=True,
        shown=promotion.shown,
    ),
    "telling 1": View(bars, counts.desk, _REPORT),
    "branches 1": View(bars, nothing_more, wide=True),
    "telling 3": View(bars, vouchers.vouchers_desk, _REPORT),
    "telling 6": View(stations, counts.desk, _REPORT),
    "indelingen 6": View(bars, nothing_more, wide=True),
    "telling 9": View(bars, counts.desk, _REPORT),
    "methodiek": View(method, vouchers.method_desk, ("Leg de eerste stap vast", "fold method step {}")),
    "werk naar werk": View(
        work_picture.of_result, work_forms.desk, ("Leg de eerste melding vast", work_forms.ADD_NOTICE)
    ),
    "instrument": View(
        means.variants, means.incentive_desk, ("Leg de eerste variant vast", "fold add incentive"), wide=True
    ),
    "ondersteuning": View(
        means.known, means.support_desk, ("Leg de eerste opgave vast", "fold add support_euros"), wide=True
    ),
    "geld": View(
        money_pictures.of_result, money_forms.desk, ("Leg de eerste geldlaag vast", "fold add money {}")
    ),
    "loket": View(grid, desks.desks, ("Leg het eerste loket vast", "fold add desk"), wide=True),
    "merk": View(grid, desks.brand, ("Leg de naam van het merk vast", "fold add brand"), wide=True),
    "onderzoeksgroepen": View(
        grid, desks.research, ("Leg de eerste groep vast", "fold add research_group"), wide=True
    ),
    "inclusiviteit": View(
        inclusion.picture,
        inclusion.desk,
        ("Leg het eerste effect vast", "fold add inclusion_effect"),
        wide=True,
        shown=inclusion.shown,
    ),
    "vragen": View(grid, questions.desk, ("Leg de eerste vraag vast", "fold add party_question"), wide=True),
}
LOOKS = (
    Path(__file__).with_name("results.css"),
    Path(__file__).with_name("grids.css"),
    money_pictures.LOOKS,
    work_picture.LOOKS,
)
_PAPER: Mapping[Picture, Callable[[Result], Lanes | Cells]] = {
    bars: paper.bars,
    stations: paper.stations,
    grid: paper.grid,
    method: paper.method,
    means.variants: paper.variants,
    means.known: paper.known,
    inclusion.picture: paper.impact,
    money_pictures.of_result: paper_money.of_result,
}
"""How each picture looks on paper; that of work to work has a shape of its own."""
_PICTURE = Markup('<figure class="wa-picture" role="img" aria-label="{}">{}</figure>')


def dress() -> None:
    """Dress the pictures; a page does so once."""
    wear(*LOOKS)


def on_paper(result: Result, title: str, lines: Sequence[str]) -> bytes:
    """Return the picture of any result as SVG, drawn from what the screen draws it from."""
    if isinstance(result.drawing, Flow):
        return flow_svg(result.drawing, result.description, title, lines)
    return _PAPER[VIEWS[result.instrument].picture](result).svg(title, lines)


def picture(result: Result) -> Markup:
    """Draw the picture of a result, wherever it stands."""
    drawn = VIEWS[result.instrument].picture(result)
    return fill(_PICTURE, result.description or result.sentence, drawn)
