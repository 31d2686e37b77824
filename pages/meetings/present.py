"""Presenteren: the agenda of a meeting on the wall, one slide at a time; followed on other screens."""

import streamlit as st
from markupsafe import Markup

from lib.store import meetings
from lib.store.file.connection import reading
from lib.ui.elements.html import empty, link, plain, sentence, show
from lib.ui.here import state
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.present import address, stage
from lib.ui.present.address import Asked, Scene
from lib.ui.present.deck import Deck, deck


def choose(here: Here, refusal: str) -> None:
    """No meeting, or one that cannot be shown: say so, and offer what can be presented."""
    st.title("Presenteren", anchor=False)
    if refusal:
        st.warning(plain(refusal), icon=":material/info:")
    sentence("Kies wat er op de beamer komt: een overleg met zijn agenda, of de werkagenda zelf.")
    with reading(here.path, here.at) as db:
        offered = [one for one in meetings.meetings(db) if one.open]
    params = state.shared_params()
    rows = [
        link(
            address.PAGE,
            one.label,
            {**params, address.MEETING: str(one.id)},
            icon="present_to_all",
        )
        for one in reversed(offered)
    ]
    whole = {**params, address.MEETING: address.AGENDA}
    rows.append(link(address.PAGE, "De werkagenda zelf, alle acties", whole, icon="grid_view"))
    if not offered:
        empty("Er staat geen overleg open. Wie kan er een klaarzetten? Dat gaat op Technologietafels.")
    show(
        Markup('<ul class="wa-choices">{}</ul>').format(
            Markup("").join(Markup("<li>{}</li>").format(one) for one in rows)
        )
    )


def drawn(scene: Scene, wanted: Asked) -> Deck:
    """The slides at the moment that is shown, worked out anew."""
    with reading(scene.here.path, scene.here.at) as db:
        return deck(db, scene.here, wanted.meeting_id)


def present(here: Here, wanted: Asked) -> None:
    """The slides; kept for everybody who looks, because reading a past moment takes a while."""
    scene = address.scene(here, wanted)
    about = f"slides {wanted.name} {here.since}"
    with reading(here.path) as db:
        slides: Deck = kept(about, scene.here, db, lambda: drawn(scene, wanted))
    stage.present(scene, wanted, slides)


def page() -> None:
    """The presentation that the address asks for, or a choice."""
    here = state.here()
    asked = address.asked(here)
    if isinstance(asked, str):
        choose(here, asked)
    else:
        present(here, asked)


page()
