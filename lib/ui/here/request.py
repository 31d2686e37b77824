"""What a browser brought along: with the page that runs for it, or with the document that it asks for.

Owns where cookies and headers are found; what they mean is `lib.ui.here.visitor`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class Brought:
    """The cookies and headers of one request."""

    cookies: Mapping[str, str]
    headers: Mapping[str, str]


_BROUGHT: ContextVar[Brought | None] = ContextVar("brought along", default=None)


@contextmanager
def bringing(brought: Brought) -> Iterator[None]:
    """Let what is drawn meanwhile, without a page that runs in a browser, read this request."""
    token = _BROUGHT.set(brought)
    try:
        yield
    finally:
        _BROUGHT.reset(token)


def cookies() -> Mapping[str, str]:
    brought = _BROUGHT.get()
    return brought.cookies if brought else st.context.cookies


def headers() -> Mapping[str, str]:
    brought = _BROUGHT.get()
    return brought.headers if brought else st.context.headers
