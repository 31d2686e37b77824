"""A file that a visitor leaves here: the door is opened for it, and what came of it is worked out once."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.web.uploads import UPLOADS

once_a_file = st.cache_resource(
    max_entries=4,
    ttl=timedelta(hours=1),
    show_spinner=False,
    hash_funcs={UploadedFile: lambda file: file.file_id},
)
"""Remembers what came of a file by the name that its upload got; else each run would hash all of it."""


def offer_upload() -> None:
    """Let the door take a file from this session; else nobody may leave one here."""
    context = get_script_run_ctx()
    if context:
        UPLOADS.allow(context.session_id)
