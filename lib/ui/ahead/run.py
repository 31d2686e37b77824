"""Runs a page for a document that is asked for: the page's own code, without a browser that waits for it.

Owns the run: a session that lives for it alone. What the page sends is caught, not sent.
"""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from types import ModuleType
from uuid import uuid4

from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import SCRIPT_RUN_CONTEXT_ATTR_NAME
from streamlit.runtime.state import SafeSessionState, SessionState

from lib.ui.here.request import Brought, bringing

_APP = str(Path(__file__).resolve().parents[3] / "app.py")
_SCRIPTS = ScriptCache()


def run(page: str, query: str, url: str, brought: Brought) -> list[ForwardMsg]:
    """Return what a page sends in its first run for this address; whatever it raises, this raises."""
    sent: list[ForwardMsg] = []
    wrong: list[Exception] = []
    thread = threading.current_thread()
    context = _context(page, sent, wrong)
    add_script_run_ctx(thread, context)
    try:
        context.reset(query_string=query, context_info=ContextInfo(url=url))
        context.on_script_start()
        module = ModuleType("__main__")
        with bringing(brought):
            exec(_SCRIPTS.get_bytecode(_APP), module.__dict__)
    finally:
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)
        get_instance().media_file_mgr.clear_session_refs(context.session_id)
    if wrong:
        raise wrong[0]
    return sent


def _note(wrong: list[Exception], error: Exception) -> bool:
    """Keep what went wrong in a part of a page: told there, it would leave a hole in the first screen."""
    wrong.append(error)
    return True


def _context(page: str, sent: list[ForwardMsg], wrong: list[Exception]) -> ScriptRunContext:
    pages = PagesManager(_APP, _SCRIPTS)
    pages.set_script_intent("", page)
    return ScriptRunContext(
        session_id=f"ahead {uuid4()}",
        _enqueue=sent.append,
        query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/_stcore/upload_file"),
        main_script_path=_APP,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=pages,
        on_script_error=partial(_note, wrong),
    )
