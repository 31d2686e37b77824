"""Begrippen: the words of the agenda in plain Dutch, each with the page where it is met most."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from lib.store.file.glossary import Word, words
from lib.ui.elements.heading import page_head
from lib.ui.elements.html import link, sentence, show
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept_with
from lib.ui.upkeep import view

WHERE = {
    "actie": "Bekijk de actie",
    "arbeidsmarkt": "Arbeidsmarkt",
    "beheer": "Beheer",
    "bijwerkronde": "Bijwerkronde",
    "brief": "Brief aan PS",
    "campussen": "Campussen",
    "coalities": "Coalities",
    "manifest": "Manifest",
    "technologietafels": "Technologietafels",
}
"""How the way to a page reads."""


def entry(word: Word, shared: Mapping[str, str]) -> Markup:
    """Build one word with its meaning; its anchor can be linked to."""
    page, _, action = word.page.partition("?actie=")
    params = {**shared, **({"actie": action} if action else {})}
    way = link(page, WHERE[page], params) if page else ""
    explained = Markup('<div id="{}" tabindex="-1"><dt>{}</dt><dd>{} {}</dd></div>')
    return explained.format(word.anchor, word.name, word.meaning, way)


def entries() -> Markup:
    shared = shared_params()
    return Markup('<dl class="wa-words">{}</dl>').format(
        Markup("").join(entry(word, shared) for word in words())
    )


def page() -> None:
    """All words in the order of the alphabet."""
    view.dress()
    with page_head("Begrippen") as lead, lead:
        sentence(f"{len(words())} woorden van de werkagenda in gewone taal.")
    show(kept_with(("words", *shared_params().items()), entries, words()))


page()
