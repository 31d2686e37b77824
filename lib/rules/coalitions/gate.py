"""The gate between a purpose case and carrying it out: footnote 1 of the annex, with a threshold of our own.

"Blijkt uit de purpose case dat er onvoldoende draagvlak voor uitvoering is, dan zal de actie worden
beëindigd." The gate is open when every needed party has answered, none refuses and enough sides have one
unconditional yes: all three, unless the settings ask for fewer. What parties say that are not needed does
not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import HELIXES, LADDER
from lib.model.coalitions import Chair, Table
from lib.model.kinds import Invalid
from lib.model.purpose import PurposeText
from lib.rules.coalitions import chairs

YES, CONDITIONAL, NO, NOT_ASKED = "steunt", "onder voorwaarde", "steunt niet", "niet gevraagd"
BEHIND_THE_GATE = "in uitvoering"
BEFORE_THE_GATE = LADDER[: LADDER.index(BEHIND_THE_GATE)]
HANDED_OVER = "overgedragen"
_ENOUGH: Mapping[int, str] = {1: " (één kant is genoeg)", 2: " (twee kanten zijn genoeg)", 3: ""}
_BEHIND: Mapping[int, str] = {
    1: "uit minstens één kant is er een ja zonder voorwaarde",
    2: "uit minstens twee kanten is er een ja zonder voorwaarde",
    3: "uit bedrijfsleven, onderwijs en overheid is er minstens één ja zonder voorwaarde",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether an action may be carried out, and what stands in the way.

    `missing` and `refusing` are names of needed parties. Empty chairs of a coalition that was declared
    complete with a reason do not stand in the way, and are not in `empty_chairs`.
    """

    open: bool
    missing: tuple[str, ...]
    refusing: tuple[str, ...]
    empty_chairs: tuple[Chair, ...]
    sentence: str
    proposes_ending: bool

    @property
    def summary(self) -> str:
        """Put the gate in a few words: how many answers and chairs are missing, and who refuses."""
        if self.open:
            return "Draagvlak voldoende"
        counts = (
            (len(self.refusing), "partij steunt niet", "partijen steunen niet"),
            (len(self.missing), "antwoord ontbreekt", "antwoorden ontbreken"),
            (len(self.empty_chairs), "stoel is leeg", "stoelen zijn leeg"),
        )
        parts = [count_text(number, single, plural) for number, single, plural in counts if number]
        return f"Draagvlak nog niet rond: {', '.join(parts)}" if parts else "Draagvlak nog niet rond"


def gate(table: Table) -> Gate:
    """Return the gate of one action, from its chairs and the answers to its purpose case."""
    parties = needed_parties(table.chairs)
    answered = [
        support for support in table.supports if support.party_id in parties and support.answer != NOT_ASKED
    ]
    answers = {support.party_id: support.answer for support in answered}
    missing = tuple(name for party_id, name in parties.items() if party_id not in answers)
    refusing = tuple(name for party_id, name in parties.items() if answers.get(party_id) == NO)
    behind = {support.helix for support in answered if support.answer == YES}
    without = tuple(helix for helix in HELIXES if helix not in behind)
    empty = () if chairs.may_stay_empty(table.coalition) else tuple(chairs.empty(table.chairs))
    lacking = without if len(HELIXES) - len(without) < table.sides_needed else ()
    obstacles = _obstacles(missing, refusing, lacking, empty, table.sides_needed)
    return Gate(
        open=bool(parties) and not obstacles,
        missing=missing,
        refusing=refusing,
        empty_chairs=empty,
        sentence=_sentence(table, obstacles, len(parties)),
        proposes_ending=bool(refusing),
    )


def needed_parties(seats: Iterable[Chair]) -> dict[int, str]:
    """Return the parties on needed chairs: their id with their name, in the order of the chairs."""
    return {
        chair.party_id: chair.party or f"partij {chair.party_id}"
        for chair in chairs.needed(seats)
        if chair.party_id is not None
    }


def _obstacles(
    missing: tuple[str, ...],
    refusing: tuple[str, ...],
    without: tuple[str, ...],
    empty: tuple[Chair, ...],
    sides: int,
) -> list[str]:
    sentences = []
    if missing:
        sentences.append(f"er ontbreekt een antwoord van {list_text(missing)}")
    if refusing:
        sentences.append(f"{list_text(refusing)} {'steunt' if len(refusing) == 1 else 'steunen'} niet")
    if without:
        have = "heeft" if len(without) == 1 else "hebben"
        sentences.append(f"{list_text(without)} {have} nog geen ja zonder voorwaarde{_ENOUGH[sides]}")
    if empty:
        names = list_text(chairs.chair_name(chair) for chair in empty)
        sentences.append(f"{'de stoel is' if len(empty) == 1 else 'deze stoelen zijn'} nog leeg: {names}")
    return sentences


def _sentence(table: Table, obstacles: list[str], parties: int) -> str:
    if not chairs.needed(table.chairs):
        return "Draagvlak nog niet rond: eerst moeten de stoelen benoemd zijn die deze actie nodig heeft."
    if obstacles:
        return f"Draagvlak nog niet rond: {'; '.join(obstacles)}."
    return (
        f"Draagvlak voldoende: alle {count_text(parties, 'nodige partij', 'nodige partijen')} hebben "
        f"geantwoord, geen partij zegt nee en {_BEHIND[table.sides_needed]}."
    )


def insufficient_support(gate: Gate) -> str:
    """Return the question that a refusal raises; empty without one. The annex gives no threshold."""
    if not gate.refusing:
        return ""
    parties = sentence_case(count_text(len(gate.refusing), "partij steunt", "partijen steunen"))
    return (
        f"{parties} de purpose case niet. Is het draagvlak nog genoeg? Bespreek dit in het overleg "
        "(voetnoot 1: bij onvoldoende draagvlak wordt de actie beëindigd)."
    )


def check_gate(from_stage: str, to_stage: str, gate: Gate) -> None:
    """Raise Invalid for a move into "in uitvoering" past a closed gate.

    Taking a handed-over action back is no new start: it was carried out already.
    """
    if to_stage == BEHIND_THE_GATE and from_stage != HANDED_OVER and not gate.open:
        raise Invalid("stage", f"“In uitvoering” kan nog niet. {gate.sentence}")


def check_reopening(texts: Iterable[PurposeText], ended_at: str) -> None:
    """Raise Invalid unless the purpose case got a new version after the action ended.

    `ended_at` is the stored moment of the ending; stored moments in order of text are in order of time.
    """
    if not any(text.at > ended_at and text.text.strip() for text in texts):
        raise Invalid(
            "stage",
            "Heropenen kan pas met een nieuwe versie van de purpose case. "
            "Leg eerst vast wat er in de purpose case veranderd is.",
        )
