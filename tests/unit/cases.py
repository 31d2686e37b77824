"""One test of many small cases: what pytest does for an item of its own takes longer than they do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any


def for_each(cases: Iterable[Any], *fixtures: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a test look at every case; the first that fails is named.

    Beside the fixtures, which all cases share, a test with one parameter gets the case itself, and one with
    more gets what is in it.
    """
    every = list(cases)

    def join(look: Callable[..., None]) -> Callable[..., None]:
        parameters = inspect.signature(look).parameters
        names = [name for name in parameters if name not in fixtures]

        def test(**shared: Any) -> None:
            assert every, "there is something to look at"
            for case in every:
                values = (case,) if len(names) == 1 else case
                try:
                    look(**shared, **dict(zip(names, values, strict=True)))
                except BaseException as error:
                    error.add_note(f"The case: {case!r}")
                    raise

        test.__name__, test.__doc__, test.__module__ = look.__name__, look.__doc__, look.__module__
        asked = [parameters[name].replace(kind=inspect.Parameter.KEYWORD_ONLY) for name in fixtures]
        test.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
        return test

    return join
