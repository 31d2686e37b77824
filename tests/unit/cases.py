"""One test of many small cases: what pytest does for an item of its own takes longer than they do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def for_each(cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a test look at every case; the first that fails is named.

    A test with one parameter gets the case itself, a test with more gets what is in it.
    """
    every = list(cases)

    def join(look: Callable[..., None]) -> Callable[[], None]:
        alone = len(inspect.signature(look).parameters) == 1

        def test() -> None:
            assert every, "there is something to look at"
            for case in every:
                try:
                    look(case) if alone else look(*case)
                except BaseException as error:
                    error.add_note(f"The case: {case!r}")
                    raise

        test.__name__, test.__doc__, test.__module__ = look.__name__, look.__doc__, look.__module__
        return test

    return join
