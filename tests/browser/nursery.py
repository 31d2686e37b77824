"""Servers from one process that has read their code once: to read that is nine tenths of the work of a start.

`python -m tests.browser.nursery` becomes a server for each line that it is sent: it forks, and what it forked
goes on as `streamlit run`. That a server starts by itself too is tested with `first=True`; where there is no
fork each server does.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import pkgutil
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import lib.ui

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("streamlit.web.cli", "streamlit.web.server.starlette", "streamlit.material_icon_names")
LARGE = ("pandas", "pyarrow.pandas_compat", "pydeck", "PIL.PngImagePlugin")
"""What a server reads before it knows which one it is, besides the screens and all that they need."""


class Raised:
    """A server of the nursery, with what tests ask of a process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._ended = os.pidfd_open(pid)

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it ended; raises as `subprocess` does."""
        if not select.select([self._ended], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, sent: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it ended by itself
            signal.pidfd_send_signal(self._ended, sent)


def is_possible() -> bool:
    """Tell whether this system forks, and lets one process wait for another that is not its child."""
    try:
        here = os.pidfd_open(os.getpid())
        signal.pidfd_send_signal(here, 0)
    except (AttributeError, OSError):
        return False
    os.close(here)
    return hasattr(os, "fork")


class Nursery:
    """The process that servers come from."""

    def __init__(self) -> None:
        program = [sys.executable, "-m", "tests.browser.nursery"]
        self._process = subprocess.Popen(
            program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def raise_one(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> Raised:
        """Let one server go."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"arguments": [*arguments], "environment": {**environment}, "log": str(log)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Raised(int(self._process.stdout.readline()))

    def close(self) -> None:
        """End it; its servers ended before."""
        self._process.communicate()


def read_libraries() -> None:
    """Read what each server would, in `warm` of `lib.server` too, and keep the garbage collector off it."""
    logging.disable(logging.WARNING)  # without a server the caches of the screens say that they miss it
    for name in (*LIBRARIES, *LARGE):
        importlib.import_module(name)
    for module in pkgutil.walk_packages(lib.ui.__path__, "lib.ui."):
        importlib.import_module(module.name)
    logging.disable(logging.NOTSET)
    gc.freeze()


def become(arguments: Sequence[str], environment: Mapping[str, str], log: str) -> NoReturn:
    """Go on as a program of Streamlit with a world of its own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for here, there in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(here, there)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["streamlit", *arguments]
    importlib.import_module("streamlit.web.cli").main(prog_name="streamlit")
    os._exit(0)


def main() -> None:
    """Fork for each line, and say who it became."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that ended
    read_libraries()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            become(**json.loads(line))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
