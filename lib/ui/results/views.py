"""The views of all instruments, by the key of the instrument; and the picture of any result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.rules.results.result import Result
from lib.ui.elements.html import fill
from lib.ui.money import forms as money_forms, pictures as money_pictures
from lib.ui.results import counts, vouchers
from lib.ui.results.pictures import bars, method, stations
from lib.ui.results.view import View
from lib.ui.work import forms as work_forms, picture as work_picture

VIEWS: Mapping[str, View] = {
    "telling 1": View(bars, counts.desk),
    "telling 3": View(bars, vouchers.vouchers_desk),
    "telling 6": View(stations, counts.desk),
    "methodiek": View(method, vouchers.method_desk),
    "werk naar werk": View(work_picture.of_result, work_forms.desk),
    "geld": View(money_pictures.of_result, money_forms.desk),
}
LOOKS = (Path(__file__).with_name("results.css"), money_pictures.LOOKS, work_picture.LOOKS)
_PICTURE = Markup('<figure class="wa-picture" role="img" aria-label="{}">{}</figure>')


def dress() -> None:
    """Dress the pictures; a page does so once."""
    for looks in LOOKS:
        st.html(looks)


def picture(result: Result) -> Markup:
    """Draw the picture of a result, wherever it stands."""
    drawn = VIEWS[result.instrument].picture(result)
    return fill(_PICTURE, result.description or result.sentence, drawn)
