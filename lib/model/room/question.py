"""What the people in the room were asked by phone: whether a sentence of the minutes is right, or to join in.

Owns the row type and the answers. Only a count per side is ever kept, and none of fewer than three people.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.model.field import Telling, choice, declare, text
from lib.model.kinds import action_reference, missing, reference
from lib.model.record import Row, end_sentence, record

SENTENCE, PULSE = "zin", "peiling"
KINDS: Mapping[str, str] = {SENTENCE: "Klopt deze zin?", PULSE: "Doet uw organisatie mee?"}
"""What can be asked."""
RIGHT, WRONG = "klopt", "klopt niet"
ANSWERS: Mapping[str, Mapping[str, str]] = {
    SENTENCE: {RIGHT: "klopt", WRONG: "klopt niet"},
    PULSE: {"steunt": "ja", "onder voorwaarde": "ja, mits", "steunt niet": "nee", "nog niet": "nog niet"},
}
"""The answers to each kind of question, in words; those of a pulse are the formal answers about support."""

FEWEST = 3
"""How many people answer at least before their answers are told."""
ESTABLISHED, MARKED, TOO_FEW, HEARD = "vastgesteld", "gemarkeerd", "te weinig", "gepeild"
VERDICTS: Mapping[str, str] = {
    ESTABLISHED: "vastgesteld in de zaal",
    MARKED: "in de zaal gemarkeerd als niet juist",
    TOO_FEW: "te weinig antwoorden uit de zaal",
    HEARD: "gepeild in de zaal, geen toezegging",
}


def _title(row: Row, _parties: Mapping[int, str]) -> str:
    return f"Vraag aan de zaal “{row['sentence']}”"


def _closing(telling: Telling) -> str:
    row = telling.row
    answered = f" De zaal: {row['counts']}." if row["counts"] else ""
    return f"{VERDICTS[row['verdict']].capitalize()}: {end_sentence(row['sentence'])}{answered}"


def _optional_action(value: object, today: object) -> str | None:
    return None if missing(value) or value == "" else action_reference(value, today)  # type: ignore[arg-type]


@record(
    "room_question",
    "Vraag aan de zaal",
    title=_title,
    heading="Overleg",
    about="action_id",
    part="afspraken",
    looked_after=False,
)
class RoomQuestion:
    """One question and, once `closed_at`, what each side answered; `sentence` is what was read in the room.

    A sentence of the minutes is that of `decision_id`, as it read then. `asked_at` and `closed_at` are
    stored moments.
    """

    id: int
    meeting_id: int = declare("meeting", reference("Overleg"), label="Overleg", own=False)
    item_id: int | None = declare(
        "item", reference("Agendapunt", optional=True), label="Agendapunt", optional=True, own=False
    )
    action_id: str | None = declare("action", _optional_action, label="Actie", optional=True, own=False)
    decision_id: int | None = declare(
        "decision", reference("Afspraak", optional=True), label="Afspraak", optional=True, own=False
    )
    kind: str = choice("Soort vraag", "", KINDS, own=False)
    sentence: str = text("De zin", "", own=False)
    asked_at: str
    closed_at: str | None = declare("", None, tell=_closing)
    counts: str = declare("", None)
    verdict: str = declare("", None)
    author: str
    version: int

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def answers(self) -> Mapping[str, str]:
        return ANSWERS[self.kind]
