"""The campuses as a grid to edit cell by cell: what stands in which column."""

from __future__ import annotations

from collections.abc import Sequence

from lib.model.campuses import SHARES, Campus
from lib.ui.editing.record_grid import grid_column, name_column, record_grid
from lib.ui.elements.columns import Whole

_COLUMNS = (
    name_column("campus", "name", 230),
    grid_column("campus", "place"),
    grid_column("campus", "sectors"),
    grid_column("campus", "levels"),
    grid_column("campus", "research", width=200),
    *(grid_column("campus", share, Whole(0, 100, "%d%%"), 110) for share in SHARES.values()),
    grid_column("campus", "secured_until", width=120),
    grid_column("campus", "actions"),
    grid_column("campus", "partners"),
    grid_column("campus", "source", width=260),
    grid_column("campus", "source_date"),
)


def editing_grid(shown: Sequence[Campus]) -> None:
    """Offer the campuses for editing; the filters leave fewer than a grid can draw."""
    look = {"placeholder": "nog niet bekend"}
    record_grid("campus", shown, _COLUMNS, name="campus grid", alt="Campussen", **look)
