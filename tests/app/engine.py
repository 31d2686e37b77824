"""Streamlit's test engine without the work that it repeats in each run: half of what a run costs.

Owns what all tabs of a process share. What a page draws and what a visitor may do stays as Streamlit has it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from unittest.mock import MagicMock

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.testing.v1.app_test import _AppTestSessionState
from streamlit.testing.v1.element_tree import Block, Node
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from lib.ui.frame import shortcuts


class Components(BidiComponentManager):
    """Our own components; else the engine looks through every installed package for each tab."""

    def discover_and_register_components(self, *, start_file_watching: bool = True) -> None:
        """Look nowhere: ours declare themselves."""


COMPONENTS = Components()
COMPILED = ScriptCache()
"""The pages as Python compiled them, for all runs; else the engine does that anew, twice, in each run."""

RUNTIME = MagicMock(spec=Runtime)
"""The server that there is not; a mock makes each attribute anew, and a run asks for twelve."""

register_uploads = AppTest._register_uploaded_files


def share() -> None:
    """Put what is shared, and what goes faster, where the engine looks for it."""
    shortcuts.take()
    RUNTIME.get_client = no_client
    for place, name, part in (
        (app_test, "MagicMock", lambda **_: RUNTIME),
        (app_test, "BidiComponentManager", lambda: COMPONENTS),
        (app_test, "ScriptCache", lambda: COMPILED),
        (local_script_runner, "ScriptCache", lambda: COMPILED),
        (app_test, "_AppTestSessionState", lambda state: _AppTestSessionState(state._state)),
        (AppTest, "_register_uploaded_files", register_uploads_if_any),
        (local_script_runner, "require_widgets_deltas", await_end),
        (Block, "__iter__", go_through),
        (script_run_context, "populate_hash_if_needed", send_whole),
    ):
        setattr(place, name, part)
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("streamlit")]:
        # To each logger that stands apart pytest ties its handlers anew, six times in each test of any room.
        logging.getLogger(name).propagate = True


def no_client(_session: str) -> None:
    """Answer as a server that no browser asked anything: there are no cookies and no headers."""


def send_whole(_message: object) -> None:
    """Leave out by what a browser would know a part of the page that it was sent before."""


def register_uploads_if_any(app: AppTest, runner: LocalScriptRunner) -> None:
    if any(node.type == "file_uploader" for node in app._tree):
        register_uploads(app, runner)


def await_end(runner: LocalScriptRunner, timeout: float) -> None:
    """Wait for the end of a run; the engine asks a thousand times a second."""
    if runner._script_thread:
        runner._script_thread.join(timeout)
    if not runner.script_stopped():
        runner.request_stop()
        runner.join()
        raise RuntimeError(f"A run took longer than {timeout} seconds.")


def go_through(block: Block) -> Iterator[Node]:
    """Yield a block and all in it, as they follow on the page; the engine nests a generator for each."""
    waiting: list[Node] = [block]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Block):
            waiting.extend(reversed(node.children.values()))
