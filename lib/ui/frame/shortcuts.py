"""What Streamlit works out anew in each run of a page, worked out once.

The launcher takes these, and so does the engine of the app tests. They lean on parts of this very version of
Streamlit; `tests/unit/web/test_streamlit_parts.py` holds it to them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from streamlit.components.v2.bidi_component import serialization
from streamlit.dataframe_util import is_dataframe_like
from streamlit.navigation.page import Page
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.util import calc_hash

make_theme = app_session._populate_theme_msg
break_off = ScriptRunner._maybe_handle_execution_control_request
hash_of = cache(calc_hash)


def take() -> None:
    """Put each shortcut where Streamlit looks for the long way."""
    for place, name, part in (
        # It made each part of the theme anew: an eighth of the work of a light page.
        (app_session, "_populate_theme_msg", copy_theme),
        # To look one value up a field copied all that its session remembers: half the work of a long form.
        (SafeSessionState, "filtered_state", property(lambda state: state)),
        # Whatever is drawn or looked up first asked in six steps whether somebody wants another run: nearly
        # never. (One of these steps is for fragments that run beside each other: the app has none.)
        (ScriptRunner, "_maybe_handle_execution_control_request", break_off_if_asked),
        # It took the address of every page three times through a hash,
        (Page, "_script_hash", property(lambda page: hash_of(page._url_path))),
        # and looked at plain values for our scripts as if they could be a table.
        (serialization, "is_dataframe_like", may_be_table),
    ):
        setattr(place, name, part)


@cache
def theme(section: str) -> CustomThemeConfig:
    """Return a part of the theme as Streamlit makes it of the settings, which stay as they are."""
    made = CustomThemeConfig()
    make_theme(made, section)
    return made


def copy_theme(sent: CustomThemeConfig, section: str = "theme") -> None:
    if theme(section).ByteSize():  # merging nothing would say that the part is there
        sent.MergeFrom(theme(section))


def break_off_if_asked(runner: ScriptRunner) -> None:
    if runner._requests._state is not ScriptRequestType.CONTINUE:
        break_off(runner)


def may_be_table(value: Any) -> bool:
    return not isinstance(value, (dict, list)) and is_dataframe_like(value)
