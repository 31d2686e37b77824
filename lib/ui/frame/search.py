"""The search field in the frame line; it asks the server only when somebody types."""

from __future__ import annotations

from pathlib import Path

from lib.ui.elements.component import component
from lib.ui.frame import keys
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here

_search = component(Path(__file__).with_name("search.js"))


def field(here: Here) -> None:
    """Draw the field; it finds in the data set and at the moment on screen."""
    data = {"set": here.dataset, "at": here.at or "", "shared": shared_params(), "slash": keys.are_on()}
    _search(key="search", data=data, height="content")
