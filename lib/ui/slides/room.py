"""What the room is asked and answered, on a slide: large while it is asked, a line afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.dutch import local_time
from lib.model.meetings import Decision
from lib.model.room.question import ESTABLISHED, KINDS, MARKED, PULSE, SENTENCE, VERDICTS, RoomQuestion
from lib.rules.meetings import room as rules
from lib.ui.elements.html import helix_name
from lib.ui.slides.subject import NOTHING, Slide

LETTERS = 260
"""What stands in the panel beside the sentence."""
_PANEL = Markup(
    '<section class="wa-slide room {}"><p class="over"><span>{}</span></p>'
    '<h2 role="heading" aria-level="{}">{}</h2>'
    "<blockquote>{}</blockquote>{}</section>"
)
_COUNT = Markup('<p class="count" role="status">{}</p><p>{}</p>')
_ANSWER = "Antwoord op uw telefoon. Nog niet verbonden? De code staat op de eerste dia."
_SIDE = Markup('<li class="{}">{}<span>{}</span></li>')
_SIDES = Markup('<ul class="answered">{}</ul>')
_STANDING = Markup('<span class="{}">{} {}</span>')
_MEND = Markup(
    '<p class="late">Eén of meer mensen zeggen: dit klopt niet. Verbeter de zin en vraag het opnieuw.</p>'
)
_AFTER = "Een peiling is geen toezegging: draagvlak wordt het pas als de partij het zelf zegt."
OVER = {SENTENCE: "Vastgesteld in de zaal", PULSE: "Peiling in de zaal"}


def of_slide(
    slide: Slide, decided: Sequence[Decision], questions: Sequence[RoomQuestion]
) -> list[RoomQuestion]:
    """Pick what was asked about the subject of a slide."""
    own = {decision.id for decision in slide.about(decided)}
    return [
        one
        for one in questions
        if one.decision_id in own
        or (one.kind == PULSE and slide.action_id is not None and one.action_id == slide.action_id)
    ]


def asking(own: Sequence[RoomQuestion]) -> RoomQuestion | None:
    """Return what is asked on a slide now."""
    return next((one for one in own if one.open), None)


def panel(own: Sequence[RoomQuestion], decided: Sequence[Decision], answered: int) -> Markup:
    """Build what the room sees: the question that is open, else what must be mended, and the newest pulse."""
    if now := asking(own):
        told = _COUNT.format(rules.progress(answered), _ANSWER)
        return _PANEL.format("asking", OVER[now.kind], 1, KINDS[now.kind], now.sentence, told)
    by_id = {decision.id: decision for decision in decided}
    marked = [one for one in _newest(own).values() if _is_to_mend(one, by_id.get(one.decision_id or 0))]
    pulses = [one for one in own if one.kind == PULSE]
    for one in sorted([*marked, *pulses], key=lambda question: question.id)[-1:]:
        looks, after = ("heard", Markup("<p>{}</p>").format(_AFTER)) if one in pulses else ("marked", _MEND)
        return _PANEL.format(looks, OVER[one.kind], 2, _verdict_at(one), one.sentence, _sides(one) + after)
    return NOTHING


def _is_to_mend(one: RoomQuestion, decision: Decision | None) -> bool:
    return one.verdict == MARKED and decision is not None and rules.stands(one, decision)


def _newest(own: Sequence[RoomQuestion]) -> dict[object, RoomQuestion]:
    """Return the last question about each subject."""
    return {one.decision_id or one.action_id: one for one in own}


def _verdict_at(one: RoomQuestion) -> str:
    return f"{VERDICTS[one.verdict].capitalize()}, {local_time(one.closed_at or one.asked_at):%H:%M}"


def _sides(one: RoomQuestion) -> Markup:
    listed = Markup("").join(
        _SIDE.format(
            side.helix,
            helix_name(side.helix),
            ", ".join(f"{count} {one.answers[answer]}" for answer, count in side.counts.items())
            or rules.FEW_ANSWERS,
        )
        for side in rules.sides(one.counts)
    )
    return _SIDES.format(listed)


def standing(decision: Decision, questions: Sequence[RoomQuestion]) -> Markup:
    """Tell beside a decision what the room said of its sentence; nothing when it was not asked."""
    one = rules.newest_about(questions, decision)
    if one is None or one.open:
        return NOTHING
    if not rules.stands(one, decision):
        return _STANDING.format("late", "✎", "gewijzigd nadat de zaal antwoordde; vraag het opnieuw")
    sign, looks = ("✓", "kept") if one.verdict == ESTABLISHED else ("✕", "late")
    counts = f" ({one.counts})" if one.verdict == ESTABLISHED else ""
    return _STANDING.format(looks, sign, f"{_verdict_at(one).lower()}{counts}")


def letters(slide: Slide, decided: Sequence[Decision], own: Sequence[RoomQuestion]) -> int:
    """Count what there is to read on a slide: while the room is asked, that is all of it."""
    if now := asking(own):
        return len(now.sentence) + LETTERS
    return slide.length(decided)
