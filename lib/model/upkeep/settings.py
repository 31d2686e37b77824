"""What the office itself decides about the app: measures, rhythms, addresses, copies, with their history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from lib.dutch import count_text, sentence_case
from lib.model import kinds
from lib.model.coalitions import AGEING_DAYS, SIDES_NEEDED, SILENT_DAYS
from lib.model.field import Parties, Telling, choice, declare, line, link, number, yes_or_no
from lib.model.kinds import LINE_LIMIT, Invalid
from lib.model.record import record

ROUND_DAYS = 30
"""An action that nobody changed or confirmed for longer than this is due in the update round."""

COPIES_KEPT, _COPIES = 14, (2, 366)

SIDES: Mapping[str, str] = {"1": "één kant", "2": "twee kanten", "3": "alle drie de kanten"}


def _whole(label: str, bounds: tuple[int, int]) -> Callable[[Any, date], Any]:
    written = kinds.number(label, *bounds)

    def rule(value: Any, today: date) -> Any:
        found = written(value, today)
        if found is None:
            raise Invalid(label, f"{label} is nog leeg. Vul een getal in.")
        return found

    return rule


def _days(label: str, words: str, bounds: tuple[int, int], **more: Any) -> Any:
    def reads(value: int, _parties: Parties) -> str:
        return count_text(value, "dag", "dagen") if value == 1 else f"{value} dagen"

    rule = _whole(label, bounds)
    return number(label, words, bounds, rule=rule, reads=reads, optional=False, **more)


_folder_name = kinds.text("De map voor kopieën", LINE_LIMIT, required=False)


def _folder(value: Any, today: date) -> str:
    """A rule for a folder by its whole path: what it is called from depends on who starts the app."""
    name = _folder_name(value, today)
    if name and not (PurePosixPath(name).is_absolute() or PureWindowsPath(name).is_absolute()):
        raise Invalid(
            "copy_folder", "Schrijf de hele plaats van de map, bijvoorbeeld /srv/kopieen of D:\\kopieen."
        )
    return name


def _set(telling: Telling) -> str:
    return f"{sentence_case(telling.words)}: van {telling.old} naar {telling.new}."


@record("setting", "Instellingen", title=lambda _row, _: "Instellingen", usual=_set, heading="Instellingen")
class Settings:
    """The one row of settings, as it stands at the moment shown."""

    id: int
    ageing_days: int = _days(
        "De leeftijd van bewijs", "bewijs is verouderd na", (30, 1825), prompt="Bewijs oud na (dagen)",
        default=AGEING_DAYS,
    )  # fmt: skip
    sides_needed: str = choice(
        "De grens van het draagvlak", "kanten met een ja zonder voorwaarde", SIDES,
        prompt="Ja zonder voorwaarde van", default=str(SIDES_NEEDED),
    )  # fmt: skip
    round_days: int = _days(
        "Het ritme van de bijwerkronde", "bijwerkronde om de", (7, 366), prompt="Ronde om de (dagen)",
        default=ROUND_DAYS,
    )  # fmt: skip
    silent_days: int = _days(
        "De tijd zonder gebeurtenis", "een actie met prioriteit A is stil na", (14, 732),
        prompt="Stil na (dagen)", default=SILENT_DAYS,
    )  # fmt: skip
    own_address: str | None = link(
        "eigen adres", prompt="Eigen adres van de app", empty="niet ingesteld", default=None,
        help="Bijvoorbeeld https://werkagenda.voorbeeld.nl. Dit adres komt in de QR-codes.",
    )  # fmt: skip
    report_to: str | None = line(
        "Waar iemand een probleem meldt", "problemen melden bij", optional=True,
        prompt="Problemen melden bij", empty="niet ingesteld", default=None,
        help="Een adres voor e-mail, een telefoonnummer of een afdeling. Dit staat in de verklaring over "
        "toegankelijkheid.",
    )  # fmt: skip
    copies_daily: bool = yes_or_no(
        "elke dag een kopie", "ja", "nee", usual=True, prompt="Maak elke dag zelf een kopie", default=True
    )
    copies_kept: int = number(
        "Het aantal kopieën", "bewaarde kopieën", _COPIES, rule=_whole("Het aantal kopieën", _COPIES),
        optional=False,
        prompt="Zoveel bewaren", default=COPIES_KEPT,
    )  # fmt: skip
    copy_folder: str = declare(
        "folder", _folder, label="De map voor kopieën", words="map voor kopieën", prompt="Map voor kopieën",
        limit=LINE_LIMIT, optional=True, empty="naast het gegevensbestand",
        help="Leeg: naast het gegevensbestand.", default="",
    )  # fmt: skip
    version: int = 1

    @property
    def sides(self) -> int:
        """Tell how many sides of the triple helix have to say yes without a condition."""
        return int(self.sides_needed)
