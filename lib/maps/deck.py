"""The campus map for a browser with WebGL: a deck.gl chart that asks nothing of any server.

Owns the layers. No tiles are asked for: `map_provider=None` and no `map_style` leave the ground away, the
sea is the colour behind the chart, and the rings come in one picture that travels in the chart itself.
A plain string in pydeck is an expression over the data; a constant is a `String`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lib.maps.picture import SHADES, Picture, Pin
from lib.maps.projection import CENTRE, NEAR, ZOOM, degrees
from lib.maps.ring import DARK, LIGHT, SIZE, Segments, drawing, svg

CELL_SCALE, COLUMNS, ICON = 2.0, 32, 42
FONT = "Source Sans, sans-serif"
"""The font of the page; a name that a canvas cannot read would make every text minute."""
CAMPUS_LAYER = "campussen"

_LAND: Mapping[bool, tuple[list[int], list[int]]] = {
    False: ([250, 251, 249], [104, 168, 188]),
    True: ([36, 64, 77], [43, 116, 140]),
}
"""The lightest and the strongest colour of a region, by whether the theme is dark."""
_GLOW = {False: [0, 96, 122, 110], True: [138, 208, 227, 110]}
"""What a ring under the pointer is tinted with."""
LINE = {False: [122, 144, 157], True: [143, 169, 182]}
_NAME = {False: [38, 56, 67], True: [196, 214, 223]}
_INK = {False: [11, 21, 28], True: [232, 240, 243]}


def plain(text: str) -> str:
    """Return a name that deck.gl takes for nothing else: it computes any string that begins with `@@`."""
    return f"\u200d{text}" if text.startswith("@@") else text


def deck(picture: Picture, chosen: int | None, *, dark: bool) -> Any:
    """Return the chart; the campus in `chosen` has a halo.

    The name of the layer with the campuses holds what is chosen. So what the browser selected in the chart
    before belongs to a layer that is gone: it is dropped, and no layer is dimmed.
    """
    import pydeck

    layers = [
        _regions(picture, dark=dark),
        *([_towns(picture, dark=dark)] if picture.towns else []),
        _names(picture, dark=dark),
        *_campuses(picture, chosen, dark=dark),
    ]
    chart = pydeck.Deck(
        layers,
        map_provider=None,
        initial_view_state=_view(picture, chosen),
        tooltip=_TOOLTIP,
    )
    # Written out once and without white space: a chart that is kept costs nothing to show again.
    written = json.dumps(json.loads(chart.to_json()), separators=(",", ":"))
    chart.to_json = lambda: written
    return chart


def _view(picture: Picture, chosen: int | None) -> Any:
    """Look at the whole province, or from nearer at the campus that is open."""
    import pydeck

    open_one = next((pin for pin in picture.pins if pin.id == chosen), None)
    (lon, lat), zoom = (open_one.point, NEAR) if open_one else (CENTRE, ZOOM)
    return pydeck.ViewState(longitude=lon, latitude=lat, zoom=zoom, min_zoom=7, max_zoom=13)


_TOOLTIP = {
    "html": "<b>{name}</b><br>{about}",
    "style": {
        "backgroundColor": "#14212B",
        "color": "#FFFFFF",
        "borderRadius": "6px",
        "fontFamily": FONT,
        "fontSize": "15px",
        "maxWidth": "20rem",
    },
}


def fill(shade: int, *, dark: bool) -> list[int]:
    """Return the colour of a region on one of the steps."""
    least, most = _LAND[dark]
    part = shade / (SHADES - 1)
    return [round(a + (b - a) * part) for a, b in zip(least, most, strict=True)]


def _regions(picture: Picture, *, dark: bool) -> Any:
    import pydeck

    features = [
        {
            "type": "Feature",
            "properties": {"fill": fill(land.shade, dark=dark)},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in land.region.outline]},
        }
        for land in picture.lands
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        id="regio's",
        data={"type": "FeatureCollection", "features": features},
        get_fill_color="properties.fill",
        get_line_color=LINE[dark],
        line_width_min_pixels=1.5,
        pickable=False,
    )


def _towns(picture: Picture, *, dark: bool) -> Any:
    import pydeck

    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in town.outline]},
        }
        for town in picture.towns
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        id="gemeenten",
        data={"type": "FeatureCollection", "features": features},
        filled=False,
        get_line_color=[*LINE[dark], 120],
        line_width_min_pixels=0.7,
        pickable=False,
    )


def _text(**settings: Any) -> dict[str, Any]:
    """Return what all texts on the map have in common: a halo, sharp at every size."""
    import pydeck

    sharp = {"sdf": True, "fontSize": 48, "buffer": 8, "radius": 14}
    family = pydeck.types.String(FONT)
    shared = {"font_family": family, "font_settings": sharp, "character_set": pydeck.types.String("auto")}
    return {**shared, "pickable": False, **settings}


def _names(picture: Picture, *, dark: bool) -> Any:
    import pydeck

    data = [
        {
            "at": [*degrees(*land.at)],
            "text": plain("\n".join([*land.lines, *([land.value] if land.value else [])])),
        }
        for land in picture.lands
    ]
    look = {
        "get_size": 14,
        "get_color": _NAME[dark],
        "outline_width": 5,
        "outline_color": [*fill(0, dark=dark), 200],
        "font_weight": 600,
    }
    return pydeck.Layer(
        "TextLayer", id="namen", data=data, get_position="at", get_text="text", **_text(**look)
    )


def _campuses(picture: Picture, chosen: int | None, *, dark: bool) -> list[Any]:
    """Return the rings, and their names in a layer of their own: only a ring can be pressed."""
    import pydeck

    atlas, mapping, keys = atlas_of(picture, chosen, dark=dark)
    rings = pydeck.Layer(
        "IconLayer",
        id=f"{CAMPUS_LAYER} {chosen or ''}".strip(),
        data=[
            {
                "id": pin.id,
                "name": plain(pin.name),
                "about": plain(pin.about),
                "at": [*pin.point],
                "icon": keys[pin.id],
            }
            for pin in picture.pins
        ],
        icon_atlas=pydeck.types.String(atlas),
        icon_mapping=mapping,
        get_icon="icon",
        get_position="at",
        get_size=ICON,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*_GLOW[dark]],
    )
    look = {
        "get_size": 15,
        "get_color": _INK[dark],
        "outline_width": 5,
        "outline_color": [*fill(0, dark=dark)],
        "get_text_anchor": "anchor",
        "get_pixel_offset": "offset",
    }
    names = pydeck.Layer(
        "TextLayer",
        id="labels",
        data=[_label(pin) for pin in picture.pins if pin.wide or pin.id == chosen],
        get_position="at",
        get_text="name",
        **_text(font_weight=600, **look),
    )
    return [rings, names]


def _label(pin: Pin) -> dict[str, Any]:
    """Return the name of a campus; a chosen one without room for it has it above its ring."""
    beside = pin.wide
    offset = [beside.dx, beside.dy] if beside else [0, -26]
    anchor = beside.anchor if beside else "middle"
    text = "\n".join(beside.lines(pin.name) if beside else [pin.name])
    return {"at": [*pin.point], "name": plain(text), "anchor": anchor, "offset": offset}


def atlas_of(
    picture: Picture, chosen: int | None, *, dark: bool
) -> tuple[str, dict[str, dict[str, float]], dict[int, str]]:
    """Return one picture with each ring once, where each stands in it, and which ring a campus has."""
    colours = DARK if dark else LIGHT
    looks: dict[tuple[Segments, bool], str] = {}
    keys = {}
    for pin in picture.pins:
        look = (pin.ring, pin.id == chosen)
        keys[pin.id] = looks.setdefault(look, f"r{len(looks)}")
    parts, mapping = [], {}
    for place, ((ring, marked), key) in enumerate(looks.items()):
        x, y = place % COLUMNS * SIZE, place // COLUMNS * SIZE
        parts.append(f'<g transform="translate({x} {y})">{drawing(ring, colours, chosen=marked)}</g>')
        cell = SIZE * CELL_SCALE
        mapping[key] = {"x": x * CELL_SCALE, "y": y * CELL_SCALE, "width": cell, "height": cell}
    wide, high = min(len(looks), COLUMNS) or 1, -(-len(looks) // COLUMNS) or 1
    return svg("".join(parts), wide * SIZE, high * SIZE, CELL_SCALE), mapping, keys


def pressed(selection: Mapping[str, Any]) -> int | None:
    """Return the campus that was pressed, from what the browser says is selected."""
    for objects in selection.get("objects", {}).values():
        for picked in objects:
            if isinstance(picked.get("id"), int):
                return int(picked["id"])
    return None
