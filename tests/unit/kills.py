"""Acts that are killed at any moment: what each leaves of a file is whole or untouched."""

from __future__ import annotations

from pathlib import Path

from tests.unit import desk

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

    `act` is a program that names a function `act(path)`. It is read once, and each trial is a process of
    its own: what takes long is only to start one.
    """
    desk.let_go_of_all()
    desk.outcome(desk.program(KILLER.format(act=act), path, str(path), str(times)))
    return [path.with_name(f"trial-{number}.db") for number in range(times)]
