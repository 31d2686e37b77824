"""Presenteren: the agenda of a meeting on the wall, one slide at a time; followed on other screens."""

from lib.store.file.connection import reading
from lib.ui.here import state
from lib.ui.here.cache import kept
from lib.ui.present import address, choice, stage
from lib.ui.slides.deck import deck


def page() -> None:
    """Show the presentation that the address asks for, or a choice."""
    here = state.here()
    scene = address.scene(here)
    if isinstance(scene, str):
        choice.choose(here, scene)
        return
    # Worked out once for everybody who looks, because reading a past moment takes a while.
    with reading(here.path) as db:
        what, subject = f"slides {scene.name} {here.since} {scene.past}", scene.subject
        slides = kept(what, scene.here, db, lambda: deck(subject))
    stage.present(scene, slides)


page()
