"""Tijdlijn: milestones, meetings, money and decisions of all actions on one line of time."""

from lib.rules.times.timeline import timeline_sentence
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import sentence
from lib.ui.elements.printing import print_button
from lib.ui.here import live, state
from lib.ui.here.lens import lens
from lib.ui.timeline import view


def page() -> None:
    """Show the line at the moment shown."""
    here = state.here()
    view.dress()
    facts = view.read_facts(here)
    with page_head("Tijdlijn") as lead:
        filter_toggle(view.PARAMS)
        print_button("Afdrukken")
    left = view.ask(facts, lens(here))
    with lead:
        sentence(timeline_sentence(left, here.day))
    view.draw(here, facts, left)
    live.follow_changes(here, facts.newest)


page()
