"""Processes of a test's own, and acts that are killed at any moment.

They are forked from one process that has read the code once, which is nine tenths of the work of a start.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.unit import desk

READ = ("tests.unit.meeting_desk", "lib.store.seed.seeding", "lib.store.upkeep.restoring")
"""What programs need, read before the first of them starts."""
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["__main__", *READ])


class Program:
    """A process that runs some code on the agenda at a path; its output is text."""

    def __init__(self, code: str, path: Path, *arguments: str) -> None:
        (told, out), (failed, err) = (_forks.Pipe(duplex=False) for _ in range(2))
        environment = {**os.environ, "WERKAGENDA_DB": str(path)}
        self._process = _forks.Process(target=_run, args=(code, arguments, environment, out, err))
        self._process.start()
        for end in (out, err):
            end.close()
        self.stdout, self._stderr = (os.fdopen(os.dup(end.fileno())) for end in (told, failed))
        for end in (told, failed):
            end.close()

    def kill(self) -> None:
        self._process.kill()

    def ended(self) -> tuple[str, str]:
        """Wait until it ended, within reason; returns what else it printed, and its errors."""
        self._process.join(120)
        self.kill()
        return self.stdout.read(), self._stderr.read()

    def outcome(self) -> str:
        """Wait until it ended and return what it printed; fails with its error if it failed."""
        printed, errors = self.ended()
        assert self._process.exitcode == 0, errors
        return printed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.join()
        for end in (self.stdout, self._stderr):
            end.close()
        self._process.close()


def _run(
    code: str, arguments: Sequence[str], environment: Mapping[str, str], out: Connection, err: Connection
) -> None:
    """Go on as a program of its own."""
    for end, there in ((out, 1), (err, 2)):
        os.dup2(end.fileno(), there)
        end.close()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["-c", *arguments]
    warnings.simplefilter("error")
    exec(compile(code, "<program>", "exec"), {"__name__": "__main__"})


KILLER = """
import os, random, signal, shutil, sys, time
from pathlib import Path
{act}
begun, times, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(20230414)

def left_by(number, seconds):
    path = Path(shutil.copy(begun, begun.with_name(f"trial-{{number}}.db")))
    os.environ["WERKAGENDA_DB"] = str(path)
    started = time.monotonic()
    child = os.fork()
    if not child:
        act(path)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    code = os.waitpid(child, 0)[1]
    assert code in (0, signal.SIGKILL), code
    return time.monotonic() - started

whole = left_by(0, None)
for number in range(1, times):
    left_by(number, whole * chance.random() if number > 1 else 0)
"""


def killed(path: Path, act: str, times: int) -> list[Path]:
    """Do an act on copies of a file, and kill it at any moment; returns what was left, the first one whole.

    `act` is a program that names a function `act(path)`; each trial is a process of its own.
    """
    desk.let_go_of_all()
    with Program(KILLER.format(act=act), path, str(path), str(times)) as process:
        process.outcome()
    return [path.with_name(f"trial-{number}.db") for number in range(times)]
