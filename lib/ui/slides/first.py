"""The slide of an action of which nothing was recorded: its adopted words, and what a first meeting asks."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from lib.model.agenda import Action
from lib.ui.elements.html import prose

QUESTIONS = ("Wie hoort in deze coalitie?", "Wie is aanjager?", "Wat willen we bereiken?")
_WORDS = Markup(
    '<section class="adopted"><h2 class="wa-vh">Vastgestelde tekst</h2><blockquote>{}</blockquote></section>'
    '<section class="first"><h2 class="wa-vh">Vragen aan het overleg</h2><ul>{}</ul></section>'
)


def is_untouched(action: Action, levels: Mapping[str, int]) -> bool:
    """Tell whether an action is still as it was adopted: bars and changes would have nothing to say."""
    return not (action.placed or action.ended or action.driver or action.note or any(levels.values()))


def words(action: Action) -> Markup:
    """Build what stands on the slide instead of bars and changes."""
    adopted = action.adopted
    text = (adopted.explanation or adopted.full_name) if adopted else action.name
    questions = Markup("").join(Markup("<li>{}</li>").format(question) for question in QUESTIONS)
    return _WORDS.format(prose(_opening(text)), questions)


def _opening(text: str) -> str:
    """Return the first two sentences of a text."""
    sentences = text.replace("\n", " ").split(". ")
    return ". ".join(sentences[:2]).rstrip(".") + "."
