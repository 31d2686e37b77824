"""Regions of figures by their CBS code: country, province, labour-market region, COROP area, town.

Owns codes, names and scales. A COROP area is never a labour-market region, however alike their names:
"Groot-Amsterdam" (CR23) is not "Groot Amsterdam" (AM18). The five labour-market regions are not the province
either: Eemnes and De Ronde Venen belong to them and lie in Utrecht.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

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
GM0358 AM18 CR23 Aalsmeer
GM0361 AM15 CR19 Alkmaar
GM0362 AM18 CR23 Amstelveen
GM0363 AM18 CR23 Amsterdam
GM0373 AM15 CR19 Bergen (NH.)
GM0375 AM37 CR20 Beverwijk
GM0376 AM12 CR24 Blaricum
GM0377 AM37 CR21 Bloemendaal
GM0383 AM15 CR20 Castricum
GM0400 AM15 CR18 Den Helder
GM0384 AM18 CR23 Diemen
GM1980 AM15 CR19 Dijk en Waard
GM0498 AM15 CR18 Drechterland
GM0385 AM17 CR23 Edam-Volendam
GM0388 AM15 CR18 Enkhuizen
GM1942 AM12 CR24 Gooise Meren
GM0392 AM37 CR21 Haarlem
GM0394 AM18 CR23 Haarlemmermeer
GM0396 AM37 CR20 Heemskerk
GM0397 AM37 CR21 Heemstede
GM0399 AM15 CR19 Heiloo
GM0402 AM12 CR24 Hilversum
GM1911 AM15 CR18 Hollands Kroon
GM0405 AM15 CR18 Hoorn
GM0406 AM12 CR24 Huizen
GM1598 AM15 CR18 Koggenland
GM0415 AM17 CR23 Landsmeer
GM0417 AM12 CR24 Laren (NH.)
GM0420 AM15 CR18 Medemblik
GM0431 AM17 CR23 Oostzaan
GM0432 AM15 CR18 Opmeer
GM0437 AM18 CR23 Ouder-Amstel
GM0439 AM17 CR23 Purmerend
GM0441 AM15 CR18 Schagen
GM0532 AM15 CR18 Stede Broec
GM0448 AM15 CR18 Texel
GM0450 AM15 CR20 Uitgeest
GM0451 AM18 CR23 Uithoorn
GM0453 AM37 CR20 Velsen
GM0852 AM17 CR23 Waterland
GM1696 AM12 CR24 Wijdemeren
GM0880 AM17 CR22 Wormerland
GM0479 AM17 CR22 Zaanstad
GM0473 AM37 CR21 Zandvoort
GM0317 AM12 CR17 Eemnes
GM0736 AM18 CR17 De Ronde Venen
"""
_PLACED = tuple(line.split(" ", 3) for line in _MUNICIPALITIES.split("\n") if line)
MUNICIPALITIES: Mapping[str, str] = {code: name for code, _, _, name in _PLACED}
"""Municipalities of the five regions by code, in the classification of 2026 (CBS)."""

CLASSIFIED_FROM = date(2022, 3, 24)
"""The day from which these municipalities make up these regions: Weesp became a part of Amsterdam."""


@dataclass(frozen=True, slots=True)
class Merger:
    """A municipality that becomes a part of another one of the same regions, and where that is published."""

    code: str
    into: str
    on: date
    source: str


MERGERS = (Merger("GM1696", "GM0402", date(2027, 1, 1), "rijksoverheid.nl, 21 november 2025"),)
"""The editions of the classification that are decided on, by the day on which each begins."""


def gone_by(day: date) -> frozenset[str]:
    """Return the municipalities that are a part of another one on a day."""
    return frozenset(merger.code for merger in MERGERS if merger.on <= day)


def parts_of(region: str, first: date, last: date) -> tuple[str, ...]:
    """Return the municipalities that make up a region in a stretch of time; none where that cannot be said.

    It cannot be said before the classification holds, when it changes meanwhile, or of a division that is
    not made of these municipalities.
    """
    if scale_of(region) not in ("AM", "CR") or first < CLASSIFIED_FROM or gone_by(first) != gone_by(last):
        return ()
    gone = gone_by(last)
    return tuple(code for code, labour, corop, _ in _PLACED if region in (labour, corop) and code not in gone)


REGION_NAMES: Mapping[str, str] = {**LARGE, **MUNICIPALITIES}

_SUFFIXES = {"ld": "NL", "pv": "PV", "am": "AM", "cr": "CR", "gm": "GM", "gemeente": "GM", "corop": "CR"}
_ALIKE = {"grootamsterdam", "gooienvechtstreek", "zaanstreek", "ijmond"}
"""Names that two divisions share or nearly share: only with their code or scale are they clear."""


def scale_of(region: str) -> str:
    """Return the division that a region belongs to, as its two letters."""
    return region[:2]


def region_label(region: str) -> str:
    """Return the name of a region with its scale where the name alone could be taken for another."""
    name, scale = REGION_NAMES.get(region, region), scale_of(region)
    return f"{name} ({SCALES[scale]})" if scale in ("CR", "GM") else name


def parse_region(text: object, scales: Collection[str] = ()) -> str:
    """Read a region as written: a code (padded or not) or a name, with (AM), (CR), (PV) where needed.

    `scales` are the divisions that can be meant. Raises Invalid for a region we do not know, and for a name
    that two divisions share, unless it is spelled as the only one of them that can be meant.
    """
    written = " ".join(str(text).split())
    if written.upper() in REGION_NAMES:
        return written.upper()
    match = re.fullmatch(r"(.+?)(?: ?\((\w+)\))?", written)
    name, suffix = _bare(match[1] if match else ""), (match[2] or "").lower() if match else ""
    scale = _SUFFIXES.get(suffix)
    if not scale and name in _ALIKE:
        spelled = [code for code, label in LARGE.items() if label.casefold() == written.casefold()]
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
        for code, label in REGION_NAMES.items()
        if _bare(label) in (name, f"het{name}") and (not scale or scale_of(code) == scale)
    ]
    if len(fitting) != 1:
        raise Invalid(
            "region",
            f"De regio {quoted(written)} is niet bekend. Schrijf een code zoals PV27, AM15 of CR18, "
            "of de naam zoals het CBS die schrijft.",
        )
    return fitting[0]


def _bare(name: str) -> str:
    """Strip a name of case, spaces and signs, so that Zaanstreek-Waterland equals Zaanstreek/Waterland."""
    return re.sub(r"[\W_]", "", name.lower())
