"""Presenteren: the agenda of a meeting on the wall, one slide at a time; followed on other screens."""

import streamlit as st
from markupsafe import Markup

from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.elements.html import empty, link, plain, sentence, show
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.present import address, stage
from lib.ui.present.address import Scene
from lib.ui.present.deck import Deck, deck


def choose(here: Here, refusal: str) -> None:
    """No meeting, or one that cannot be shown: say so, and offer what can be presented."""
    st.title("Presenteren", anchor=False)
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    with reading(here.path, here.at) as db:
        offered = [(str(one.id), one.label) for one in reversed(meetings.meetings(db)) if one.open]
    rows = [_choice(name, label, "present_to_all") for name, label in offered]
    rows.append(_choice(address.AGENDA, "De werkagenda zelf, alle acties", "grid_view"))
    if not offered:
        empty("Er staat geen overleg open. Wie kan er een klaarzetten? Dat gaat op Technologietafels.")
    show(Markup('<ul class="wa-choices">{}</ul>').format(Markup().join(rows)))


def _choice(name: str, label: str, icon: str) -> Markup:
    params = {**shared_params(), address.MEETING: name}
    return Markup("<li>{}</li>").format(link(address.PAGE, label, params, icon=icon))


def draw(scene: Scene) -> Deck:
    """The slides at the moment that is shown, worked out anew."""
    with reading(scene.here.path, scene.here.at) as db:
        return deck(db, scene.here, scene.meeting_id)


def page() -> None:
    """The presentation that the address asks for, or a choice."""
    here = state.here()
    scene = address.scene(here)
    if isinstance(scene, str):
        choose(here, scene)
        return
    # Worked out once for everybody who looks, because reading a past moment takes a while.
    with reading(here.path) as db:
        slides = kept(f"slides {scene.name} {here.since}", scene.here, db, lambda: draw(scene))
    stage.present(scene, slides)


page()
