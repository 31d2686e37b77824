"""The hallway: who is here, which moment is shown, and to which room the address leads."""

import streamlit as st

from lib.ui.editing import acts
from lib.ui.editing.saving import tell_the_rest
from lib.ui.elements import drawn, words
from lib.ui.elements.html import address_of
from lib.ui.frame import frame, lens, line, takeaway
from lib.ui.frame.rooms import Room
from lib.ui.here import state
from lib.ui.here.address import shared_params

# Group in the menu, title, address, file below pages/, icon: a new page is one line. The tests read this too.
ROOMS = (
    Room("Agenda", "Werkagenda", "", "agenda/matrix", "grid_view"),
    Room("Agenda", "Stand", "stand", "agenda/stand", "speed"),
    Room("Agenda", "Deze week", "deze-week", "agenda/week", "call"),
    Room("Agenda", "Actie", "actie", "agenda/action", "task_alt"),
    Room("Agenda", "Coalities", "coalities", "agenda/coalitions", "groups"),
    Room("Agenda", "Geld", "geld", "agenda/money", "euro"),
    Room("Agenda", "Tijdlijn", "tijdlijn", "agenda/timeline", "timeline"),
    Room("Agenda", "Wijzigingen", "wijzigingen", "agenda/changes", "history"),
    Room("Regio", "Regio", "regio", "region/region", "location_on"),
    Room("Regio", "Campussen", "campussen", "region/campuses", "map"),
    Room("Regio", "Arbeidsmarkt", "arbeidsmarkt", "region/labour_market", "monitoring"),
    Room("Regio", "Werk naar werk", "werk-naar-werk", "region/work_to_work", "swap_horiz"),
    Room("Overleg", "Technologietafels", "technologietafels", "meetings/tables", "table_restaurant"),
    Room("Overleg", "Presenteren", "presenteren", "meetings/present", "present_to_all"),
    Room("Overleg", "Manifest", "manifest", "meetings/manifest", "contract"),
    Room("Overleg", "Brief aan PS", "brief", "meetings/letter", "mail"),
    Room("Beheer", "Bijwerkronde", "bijwerkronde", "manage/round", "checklist"),
    Room("Beheer", "Beheer", "beheer", "manage/upkeep", "settings"),
    Room("Beheer", "Begrippen", "begrippen", "manage/words", "menu_book"),
    Room("Beheer", "Toegankelijkheid", "toegankelijkheid", "manage/accessibility", "accessibility_new"),
)


def enter() -> None:
    """Dress the hallway and open the room of the address."""
    acts.wait()
    frame.dress()
    room = st.navigation([room.page() for room in ROOMS], position="hidden")
    frame.menu(ROOMS, room.title)
    with frame.guarded(), state.standing() as here:
        if here.at:
            state.name_tab(room.title, here)
        explain = room.title not in {"Presenteren", "Begrippen"}
        words.begin(address_of("begrippen", shared_params()) if explain else "")
        line.draw(here)
        lens.note(here, room.url_path)
        drawn.begin()
        room.run()
        if room.title not in {"Presenteren", "Werkagenda"}:  # the agenda follows its filters by itself
            takeaway.offer(here, room.title)
        tell_the_rest()


if __name__ == "__main__":  # as Streamlit runs it; whoever imports this only reads the list
    enter()
