"""The nouns of the letter to Provinciale Staten: the letter, its own words, and what PS asked.

Owns row types and allowed values; what a letter says stands in `lib.rules.letter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.dutch import day_text
from lib.model.field import Telling, choice, day, declare, line, text as long_text
from lib.model.kinds import NAME_LIMIT, TEXT_LIMIT, reference
from lib.model.record import record

TREATMENTS: Mapping[str, str] = {
    "C": "C-agenda: ter kennisname",
    "B": "B-agenda: bespreken",
    "A": "A-agenda: voordracht",
}
"""How the committee is proposed to treat the letter."""

ASKS: Mapping[str, str] = {
    "kennisnemen": "Wij vragen u kennis te nemen van deze brief.",
    "bespreken": "Wij vragen u deze brief te bespreken.",
    "niets": "Wij vragen u nu niets.",
}
"""What is asked of PS, in the sentence that says so."""

REFERENCE_LIMIT = 80
"""How long a kenmerk may be: it also stands in the name of the edition."""

SECRECY: Mapping[str, str] = {"openbaar": "openbaar", "geheim": "geheim"}

REQUEST_KINDS: Mapping[str, str] = {"motie": "Motie", "toezegging": "Toezegging"}
REQUEST_STATES: Mapping[str, str] = {"open": "open", "afgedaan": "afgedaan"}

SECTIONS: Mapping[str, str] = {
    "kern": "1 Kern",
    "aanleiding": "2 Aanleiding",
    "stand": "3 Stand van zaken",
    "wijzigingen": "4 Wijzigingen",
    "cijfers": "5 Resultaat in cijfers",
    "geld": "6 Geld",
    "risicos": "7 Risico’s en wat wij eraan doen",
    "vervolg": "8 Vervolg",
    "bijlage-2": "Bijlage 2: beleid Arbeidsmarkt en Onderwijs",
    "bijlage-4": "Bijlage 4: verantwoording",
}
"""The parts of a letter that take words of its own, with their titles."""


def _sent(telling: Telling) -> str:
    return f"Brief aan PS vastgelegd als verzonden op {telling.new}."


@record(
    "letter",
    "Brief aan PS",
    title=lambda _row, _: "Brief aan PS",
    added=lambda row, _: f"Brief aan PS begonnen: “{row['subject']}”.",
    withdrawn="brief ingetrokken",
)
class Letter:
    """A letter of GS to PS; `sent_on` and `edition_id` are empty while it is a draft."""

    id: int
    subject: str = line("Betreft", "onderwerp van de brief", NAME_LIMIT)
    reference: str = line("Kenmerk", "kenmerk", REFERENCE_LIMIT, optional=True)
    portfolio: str = line("Portefeuillehouder (functie)", "portefeuillehouder", NAME_LIMIT, optional=True)
    committee: str = line("Commissie", "commissie", NAME_LIMIT, optional=True)
    treatment: str = choice("Voorstel van behandeling", "voorstel van behandeling", TREATMENTS)
    asks: str = choice("Wat wij PS vragen", "vraag aan PS", ASKS)
    secrecy: str = choice("Openbaarheid", "openbaarheid", SECRECY)
    programme: str = line("Programma in de begroting", "programma", NAME_LIMIT, optional=True)
    period_from: str | None = day("Periode vanaf", "begin van de periode", optional=True)
    period_until: str | None = day("Periode tot en met", "einde van de periode", optional=True)
    next_letter: str = line("Maand van de volgende brief", "volgende brief", NAME_LIMIT, optional=True)
    sent_on: str | None = declare(
        "", None, words="verzonden op", reads=lambda value, _: day_text(value), tell=_sent
    )
    edition_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def sent(self) -> bool:
        """Tell whether the letter went out: it then never changes."""
        return self.sent_on is not None


@record(
    "letter_text",
    "Eigen tekst in de brief",
    title=lambda row, _: f"Brief aan PS, {section_title(row['section'])}",
    added=lambda row, _: f"Brief aan PS, eigen tekst bij {section_title(row['section'])}.",
)
class LetterText:
    """What staff wrote themselves in a section of a letter."""

    id: int
    letter_id: int = declare("record", reference("Brief"), label="Brief", own=False)
    section: str = declare("", None, own=False)
    text: str = long_text("Eigen tekst", "eigen tekst", TEXT_LIMIT, optional=True)
    version: int


@record(
    "ps_request",
    "Motie of toezegging",
    title=lambda row, _: request_label(row["kind"], row["code"]),
    added=lambda row, _: f"{request_label(row['kind'], row['code'])} vastgelegd: {row['text'].rstrip('.')}.",
    withdrawn="motie of toezegging ingetrokken",
)
class Request:
    """A motie of PS or a toezegging to PS: what was asked or promised, and in which letter it is answered."""

    id: int
    kind: str = choice("Soort", "soort", REQUEST_KINDS)
    code: str = line("Nummer (ID)", "nummer", NAME_LIMIT)
    text: str = long_text("Wat is gevraagd of toegezegd", "tekst")
    dated_on: str = day("De datum", "datum", past=True, prompt="Datum")
    forum: str = line("Vergadering", "vergadering", NAME_LIMIT, optional=True)
    promised_to: str = line("Aan wie (fractie of commissie)", "aan wie", NAME_LIMIT, optional=True)
    answer: str = long_text("Antwoord in de brief", "antwoord", optional=True)
    state: str = choice("Stand", "stand", REQUEST_STATES)
    letter_id: int | None = declare(
        "record", reference("Brief", optional=True), label="Beantwoord in", words="brief met het antwoord",
        optional=True, empty="nog geen brief",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def label(self) -> str:
        """Return kind and ID, as in "Toezegging 2352"."""
        return request_label(self.kind, self.code)


def request_label(kind: str, code: str) -> str:
    return f"{REQUEST_KINDS[kind]} {code}"


def section_title(section: str) -> str:
    """Tell how a section is called; those of one action go by the action."""
    kind, _, action = section.partition(" ")
    return SECTIONS.get(section) or f"bijlage 1, actie {action} ({kind})"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file of a letter as it was sent, with its SHA-256."""

    id: int
    letter_id: int
    form: str
    name: str
    sha256: str
    content: bytes
