"""The nouns of the manifest: its ledger, published counts, yearly obligations, and confirmations."""

from __future__ import annotations

from dataclasses import dataclass

from lib.dutch import day_text
from lib.model.field import Parties, day, declare, line, of_party, party_name
from lib.model.kinds import count
from lib.model.record import Row, ground, record

MOST_A_YEAR = 52


def _party(row: Row, parties: Parties) -> str:
    return party_name(row["party_id"], parties)


def _left(row: Row, parties: Parties) -> str:
    on = day_text(row["withdrawn_on"])
    return f"{_party(row, parties)} trok zich op {on} terug uit het manifest – {ground(row)}."


@record(
    "manifest_entry",
    "Manifest",
    title=lambda row, parties: f"Manifest, {_party(row, parties)}",
    added=lambda row, parties: (
        f"{_party(row, parties)} bekrachtigde het manifest op {day_text(row['formalised_on'])}."
    ),
    withdrawn="teruggetrokken",
    gone=_left,
    back=lambda row, parties: f"{_party(row, parties)} neemt weer deel aan het manifest.",
)
class ManifestEntry:
    """A party that formalised the manifest, on which day and by which document; withdrawn with its reason."""

    id: int
    party_id: int = of_party()
    formalised_on: str = day("De datum van bekrachtigen", "bekrachtigd op", past=True, prompt="Sinds")
    document: str = line("Het document", "document", optional=True, prompt="Document")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str
    helix: str
    region: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class PublicCount:
    """A published count behind the manifest: never counted by us, so never mixed with the ledger.

    `counted_on` is a day for the time axis, `dated` how the source dates it. `unit` is what is counted, in
    the words of the source: counts of different things are not compared. `replaces` is an entry that told it
    worse.
    """

    id: int
    counted_on: str
    dated: str
    number: int
    unit: str
    words: str
    source: str
    replaces: int | None


@record("obligation", "Verplichting", title=lambda row, _: row["name"], heading="Manifest")
class Obligation:
    """What the manifest asks every year: meetings of a kind, or telling about each meeting.

    `meeting_kind` None stands for telling about every meeting; `per_year` None for a rhythm nobody recorded.
    """

    id: str
    position: int
    name: str
    meeting_kind: str | None
    per_year: int | None = declare(
        "number",
        count("Hoe vaak per jaar", MOST_A_YEAR, optional=True),
        label="Hoe vaak per jaar",
        words="hoe vaak per jaar",
        bounds=(1, MOST_A_YEAR),
        optional=True,
        empty="een onbekend aantal",
        reads=lambda value, _: f"{value} keer per jaar",
    )
    source: str
    version: int


@record(
    "confirmation",
    "Bevestiging",
    title=lambda row, _: f"Bevestigd op {day_text(row['confirmed_on'])}",
    withdrawn="",
    about="action_id",
    looked_after=True,
)
class Confirmation:
    """Somebody looked at an action and found that what is recorded still holds; taken back if by mistake."""

    id: int
    action_id: str
    confirmed_on: str
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
