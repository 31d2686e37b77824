"""The measures that are ours and not of the annex, each with its rule in words.

The annex judges by "de activering van de partijen in de triple helix" and by "draagvlak", and gives no
measure for either.
"""

from __future__ import annotations

OWN = "eigen maat"
"""What stands beside such a measure on every screen."""

SUPPORTING_SIDES = {
    1: "minstens één kant zegt ja zonder voorwaarde",
    2: "minstens twee kanten zeggen ja zonder voorwaarde",
    3: "elke kant zegt minstens één keer ja zonder voorwaarde",
}


def activation_rule(days: int) -> str:
    """Return the rule of the activation, with the age at which evidence is old."""
    return (
        "De bijlage geeft geen maat voor activering. Dit is een eigen maat. Elke partij staat op een trede "
        f"van 0 tot en met 5; vanaf trede 3 met een bewijs van hoogstens {days} dagen oud. Een kant is zo "
        "ver als de partij die het verst is; daarnaast staat hoeveel partijen dat zijn. De score op 100 is "
        "half het gemiddelde van de drie kanten en half de zwakste kant."
    )


def support_rule(sides: int) -> str:
    """Return the rule of the support, with how many sides have to say yes without a condition."""
    return (
        "De bijlage zegt niet wanneer het draagvlak genoeg is. Deze grens is een eigen maat: elke nodige "
        f"partij heeft geantwoord, geen van hen steunt niet, en {SUPPORTING_SIDES[sides]}."
    )


HANDOVER = (
    "De bijlage vraagt dat er geen blijvende afhankelijkheid van de werkambassadeur ontstaat, en geeft daar "
    "geen maat voor. Deze vijf signalen zijn een eigen maat."
)
