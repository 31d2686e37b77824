"""Pages that follow the work of others.

Owns the component that listens to `lib.web.live` in the browser. It lets the page run again when somebody
changed something, or offers to, and takes no room on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from lib.ui.here.state import Here
from lib.web.scripts import script

NEWS = "Er zijn wijzigingen van anderen."
SHOW = "Tonen"
ENDING = "Bent u er nog? Anders moet u zich over hoogstens twintig minuten opnieuw aanmelden."
STAY = "Aangemeld blijven"
ENDED = "Uw toegang is beëindigd: opslaan kan niet meer. Wat u typte staat er nog, om te kopiëren."

_HERE = Path(__file__).parent
_follow = st.components.v2.component(
    "werkagenda_live",
    html=f"""
<div class="bar">
  <span class="status" role="status" data-text="{NEWS}" data-ending="{ENDING}" data-ended="{ENDED}"></span>
  <button type="button" data-text="{SHOW}" data-ending="{STAY}" hidden></button>
</div>
""",
    css=(_HERE / "live.css").read_text(encoding="utf-8"),
    js=script(_HERE / "live.js"),
)


def follow(
    shown: int, dataset: str, ask: bool, key: str = "live", about: Mapping[str, str] | None = None
) -> bool:
    """Keep this page up to date with a data set; True in a run that news from others caused.

    `shown` is the version of the data on the page (`newest_change`, taken before the page reads), so call
    this in the same run, or the same fragment, as the reading. With `ask` a bar offers to show the news and
    nothing runs by itself: for a page on which somebody may be typing. A page that shows a past moment does
    not follow. `about` asks the feed for more than the version; the browser hears it as `werkagenda-news`.
    """
    data = {"shown": shown, "dataset": dataset, "ask": ask, "about": dict(about or {})}
    result = _follow(key=key, data=data, on_moved_change=_note_nothing)
    return result.moved is not None


def follow_changes(here: Here, shown: int) -> bool:
    """Keep the present up to date: by itself, or on request while somebody edits.

    True in a run that news caused. Such a run redraws only the fragment this was called in; to
    redraw the rest of the page as well is the caller's to ask.
    """
    return here.at is None and follow(shown, here.dataset, ask=here.editing)


def _note_nothing() -> None:
    """Streamlit names the value `moved` on the result only when there is a callback for it."""
