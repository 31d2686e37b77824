"""Regions of figures by their CBS code: country, province, labour-market region, COROP area, town.

Owns codes, names and scales. A COROP area is never a labour-market region, however alike their names:
"Groot-Amsterdam" (CR23) is not "Groot Amsterdam" (AM18). The five labour-market regions are not the province
either: Eemnes and De Ronde Venen belong to them and lie in Utrecht.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lib.model.kinds import Invalid, quoted

SCALES: Mapping[str, str] = {
    "NL": "land",
    "PV": "provincie",
    "AM": "arbeidsmarktregio",
    "CR": "COROP-gebied",
    "GM": "gemeente",
}
"""The divisions of the country, by the first two letters of their codes."""

COUNTRY, PROVINCE = "NL01", "PV27"

LARGE: Mapping[str, str] = {
    COUNTRY: "Nederland",
    PROVINCE: "Noord-Holland",
    "AM15": "Noord-Holland Noord",
    "AM17": "Zaanstreek/Waterland",
    "AM37": "Zuid-Kennemerland en IJmond",
    "AM18": "Groot Amsterdam",
    "AM12": "Gooi en Vechtstreek",
    "CR18": "Kop van Noord-Holland",
    "CR19": "Alkmaar en omgeving",
    "CR20": "IJmond",
    "CR21": "Agglomeratie Haarlem",
    "CR22": "Zaanstreek",
    "CR23": "Groot-Amsterdam",
    "CR24": "Het Gooi en Vechtstreek",
}
"""Country, province, the five labour-market regions from north to south, and the seven COROP areas."""

REGIONS: Mapping[str, str] = {
    **{code: name for code, name in sorted(LARGE.items()) if code.startswith("AM")},
    PROVINCE: f"Provincie {LARGE[PROVINCE]}",
}
"""The five labour-market regions and the province, by CBS code. The province is not their sum."""

LABOUR_REGIONS: Mapping[str, str] = {code: name for code, name in REGIONS.items() if code != PROVINCE}
"""The five labour-market regions. Two municipalities lie in Utrecht: the province is not their sum."""

NARROW: Mapping[str, str] = {
    "AM15": "NH-Noord",
    "AM17": "Zaanstr./Waterl.",
    "AM37": "Z-Kenn./IJmond",
    "AM12": "Gooi/Vechtstr.",
    "CR18": "Kop van NH",
    "CR19": "Alkmaar e.o.",
    "CR21": "Aggl. Haarlem",
    "CR24": "Het Gooi/Vechtstr.",
}
"""Shorter names for where there is little room, beside the full ones."""

_MUNICIPALITIES = """
GM0358 Aalsmeer
GM0361 Alkmaar
GM0362 Amstelveen
GM0363 Amsterdam
GM0373 Bergen (NH.)
GM0375 Beverwijk
GM0376 Blaricum
GM0377 Bloemendaal
GM0383 Castricum
GM0400 Den Helder
GM0384 Diemen
GM1980 Dijk en Waard
GM0498 Drechterland
GM0385 Edam-Volendam
GM0388 Enkhuizen
GM1942 Gooise Meren
GM0392 Haarlem
GM0394 Haarlemmermeer
GM0396 Heemskerk
GM0397 Heemstede
GM0399 Heiloo
GM0402 Hilversum
GM1911 Hollands Kroon
GM0405 Hoorn
GM0406 Huizen
GM1598 Koggenland
GM0415 Landsmeer
GM0417 Laren (NH.)
GM0420 Medemblik
GM0431 Oostzaan
GM0432 Opmeer
GM0437 Ouder-Amstel
GM0439 Purmerend
GM0441 Schagen
GM0532 Stede Broec
GM0448 Texel
GM0450 Uitgeest
GM0451 Uithoorn
GM0453 Velsen
GM0852 Waterland
GM1696 Wijdemeren
GM0880 Wormerland
GM0479 Zaanstad
GM0473 Zandvoort
GM0317 Eemnes
GM0736 De Ronde Venen
"""
MUNICIPALITIES: Mapping[str, str] = dict(line.split(" ", 1) for line in _MUNICIPALITIES.split("\n") if line)
"""Municipalities of the five regions by code, in the classification of 2026 (CBS)."""

REGION_NAMES: Mapping[str, str] = {**LARGE, **MUNICIPALITIES}

_SUFFIXES = {"ld": "NL", "pv": "PV", "am": "AM", "cr": "CR", "gm": "GM", "gemeente": "GM", "corop": "CR"}
_ALIKE = {"grootamsterdam", "gooienvechtstreek", "zaanstreek", "ijmond"}
"""Names that two divisions share or nearly share: only with their code or scale are they clear."""


def scale_of(region: str) -> str:
    """The division that a region belongs to, as its two letters."""
    return region[:2]


def region_label(region: str) -> str:
    """The name of a region with its scale where the name alone could be taken for another."""
    name, scale = REGION_NAMES.get(region, region), scale_of(region)
    return f"{name} ({SCALES[scale]})" if scale in ("CR", "GM") else name


def parse_region(text: object, scales: Collection[str] = ()) -> str:
    """The code of a region as written: a code (padded or not) or a name, with (AM), (CR), (PV) where needed.

    `scales` are the divisions that can be meant. Raises Invalid for a region we do not know, and for a name
    that two divisions share, unless it is spelled as the only one of them that can be meant.
    """
    written = " ".join(str(text).split())
    if written.upper() in REGION_NAMES:
        return written.upper()
    found = re.fullmatch(r"(.+?)(?: ?\((\w+)\))?", written)
    name, suffix = _bare(found[1] if found else ""), (found[2] or "").lower() if found else ""
    scale = _SUFFIXES.get(suffix)
    if not scale and name in _ALIKE:
        spelled = [code for code, known in LARGE.items() if known.casefold() == written.casefold()]
        if (
            scales
            and not {"AM", "CR"}.issubset(scales)
            and [scale_of(code) in scales for code in spelled] == [True]
        ):
            return spelled[0]
        raise Invalid(
            "region",
            f"De regio {quoted(written)} kan een arbeidsmarktregio of een COROP-gebied zijn. Schrijf de "
            "code, bijvoorbeeld AM18 of CR23.",
        )
    fitting = [
        code
        for code, known in REGION_NAMES.items()
        if _bare(known) in (name, f"het{name}") and (not scale or scale_of(code) == scale)
    ]
    if len(fitting) != 1:
        raise Invalid(
            "region",
            f"De regio {quoted(written)} is niet bekend. Schrijf een code zoals PV27, AM15 of CR18, "
            "of de naam zoals het CBS die schrijft.",
        )
    return fitting[0]


def _bare(name: str) -> str:
    """A name without case, spaces and signs, so that Zaanstreek-Waterland equals Zaanstreek/Waterland."""
    return re.sub(r"[\W_]", "", name.lower())
