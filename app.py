"""The hallway: who is here, which moment is shown, and to which room the address leads."""

import streamlit as st

from lib.ui.editing.saving import tell_the_rest
from lib.ui.frame import frame
from lib.ui.here import state

frame.dress()

ROOMS = {
    "Agenda": [
        st.Page("pages/agenda/matrix.py", title="Werkagenda", icon=":material/grid_view:", default=True),
        st.Page("pages/agenda/action.py", title="Actie", icon=":material/task_alt:", url_path="actie"),
        st.Page(
            "pages/agenda/coalitions.py", title="Coalities", icon=":material/groups:", url_path="coalities"
        ),
        st.Page(
            "pages/agenda/changes.py", title="Wijzigingen", icon=":material/history:", url_path="wijzigingen"
        ),
    ],
    "Regio": [
        st.Page("pages/region/campuses.py", title="Campussen", icon=":material/map:", url_path="campussen"),
        st.Page(
            "pages/region/labour_market.py",
            title="Arbeidsmarkt",
            icon=":material/monitoring:",
            url_path="arbeidsmarkt",
        ),
    ],
    "Overleg": [
        st.Page(
            "pages/meetings/tables.py",
            title="Technologietafels",
            icon=":material/table_restaurant:",
            url_path="technologietafels",
        ),
        st.Page(
            "pages/meetings/present.py",
            title="Presenteren",
            icon=":material/present_to_all:",
            url_path="presenteren",
        ),
        st.Page(
            "pages/meetings/manifest.py", title="Manifest", icon=":material/contract:", url_path="manifest"
        ),
    ],
    "Beheer": [
        st.Page(
            "pages/manage/round.py",
            title="Bijwerkronde",
            icon=":material/checklist:",
            url_path="bijwerkronde",
        ),
    ],
}

room = st.navigation([page for pages in ROOMS.values() for page in pages], position="hidden")
frame.menu(ROOMS, room)
with frame.guarded():
    frame.line(state.here())
    room.run()
    tell_the_rest()
