"""What Gedeputeerde Staten decide about the agenda, for how long it runs, and the editions in which it stood.

A meeting agrees and advises; the agenda that Provinciale Staten received changes by a ruling.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.dutch import day_text, sentence_case
from lib.model.agenda import PROPOSABLE
from lib.model.field import Parties, Telling, choice, day, declare, line, of_action, text as long_text
from lib.model.kinds import NAME_LIMIT, reference
from lib.model.meetings import MEETING_KINDS
from lib.model.record import Row, end_sentence, ground, record, tell_correction

NO_KENMERK = "nog zonder kenmerk"
ADOPTED, REFUSED = "overgenomen", "niet overgenomen"
OUTCOMES: Mapping[str, str] = {
    ADOPTED: "Overgenomen: de wijziging geldt",
    REFUSED: "Niet overgenomen: het blijft zoals het was",
}


def meeting_words(kind: str, held_on: str, title: str = "") -> str:
    """Tell how a meeting is called inside a sentence, as in "de technologietafel van 16 maart 2023"."""
    words = f"de {MEETING_KINDS[kind].lower()} van {day_text(held_on)}"
    return f"{words} ({title})" if title else words


def ruling_label(decided_on: str | None, kenmerk: str) -> str:
    """Name a ruling: "besluit GS 20 maart 2022, kenmerk 1234", or what of that is still unknown."""
    reference = f"kenmerk {kenmerk}" if kenmerk else NO_KENMERK
    if decided_on:
        return f"besluit GS {day_text(decided_on)}, {reference}"
    return f"besluit GS, nog zonder datum, {reference}"


def _label(row: Row, _parties: Parties) -> str:
    return sentence_case(ruling_label(row["decided_on"], row["kenmerk"]))


def _ruling(row: Row, parties: Parties) -> str:
    refused = " (voorstel niet overgenomen)" if row["outcome"] == REFUSED else ""
    return f"{_label(row, parties)}{refused}: {end_sentence(row['text'])}"


@record(
    "ruling",
    "Besluit GS",
    title=_label,
    added=_ruling,
    withdrawn="ingetrokken",
    gone=lambda row, parties: f"Ingetrokken: {_ruling(row, parties).removesuffix('.')} – {ground(row)}.",
    back=lambda row, parties: f"Hersteld: {_ruling(row, parties)}",
    about="action_id",
    part="besluiten van GS",
    looked_after=False,
)
class Ruling:
    """A decision of Gedeputeerde Staten about one field of an action.

    `changes` becomes `value`, or the proposal to do so is refused (`outcome`). `advice_id` is the advice it
    answers and `meeting_id` the meeting that gave it; either may be unknown.
    """

    id: int
    action_id: str = of_action()
    changes: str = choice("Wat verandert", "", PROPOSABLE, own=False)
    value: str = line("Waarin", "", NAME_LIMIT, own=False)
    advice_id: int | None = declare("advice", reference("Advies", optional=True), optional=True, own=False)
    meeting_id: int | None = declare(
        "record", reference("Op advies van", optional=True), label="Op advies van", optional=True,
        empty="zonder advies van een overleg",
    )  # fmt: skip
    outcome: str = choice("Wat besloten Gedeputeerde Staten?", "uitkomst", OUTCOMES, own=False)
    decided_on: str | None = day(
        "De datum van het besluit", "datum", prompt="Datum van het besluit", optional=True, past=True,
        empty="nog zonder datum",
    )  # fmt: skip
    kenmerk: str = line(
        "Kenmerk", "kenmerk", NAME_LIMIT, optional=True, empty=NO_KENMERK,
        help="Mag leeg blijven: dan staat er “nog zonder kenmerk”.",
    )  # fmt: skip
    text: str = long_text("De tekst van het besluit", "tekst", prompt="Wat is er besloten?")
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def label(self) -> str:
        """Return the ruling by its day and kenmerk, as it stands inside a sentence."""
        return ruling_label(self.decided_on, self.kenmerk)


def _shifted(telling: Telling) -> str:
    return f"{sentence_case(telling.words)} van {telling.old} naar {telling.new}."


@record("term", "Naam en looptijd", title=lambda _row, _: "Naam en looptijd", usual=_shifted)
class Term:
    """The name of the agenda, from when until when it runs, and until when the ambassador is there.

    None is unknown.
    """

    id: int
    starts_on: str = day("De eerste dag", "begin van de looptijd", prompt="Looptijd van")
    ends_on: str = day("De laatste dag", "einde van de looptijd", prompt="Looptijd tot en met")
    ambassador_until: str | None = day(
        "De laatste dag van de werkambassadeur", "inzet werkambassadeur tot", optional=True,
        prompt="Inzet werkambassadeur tot", empty="niet bekend",
    )  # fmt: skip
    source: str = line("Bron", "bron van de looptijd", optional=True, prompt="Waar staat dit?")
    version: int
    name: str = line(
        "De naam van de agenda", "naam van de agenda", NAME_LIMIT, prompt="Naam van de agenda",
        default="Werkagenda Werkambassadeur",
    )  # fmt: skip

    @property
    def years(self) -> str:
        """Return the period in years, as in the title of the agenda: 2021–2023."""
        return f"{self.starts_on[:4]}–{self.ends_on[:4]}"


@record(
    "edition",
    "Editie",
    title=lambda row, _: f"Editie “{row['name']}”",
    added=lambda row, _: f"Editie “{row['name']}” vastgelegd.",
    withdrawn="editie ingetrokken",
    usual=lambda telling: tell_correction(telling, "Editie"),
    heading="Overleg",
)
class Edition:
    """A named moment: the agenda as it was at `at`, for instance at the close of a meeting."""

    id: int
    name: str = line("De naam van de editie", "naam van de editie", NAME_LIMIT)
    at: str
    meeting_id: int | None = declare(
        "meeting", reference("Overleg", optional=True), label="Overleg", optional=True, own=False
    )
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
