"""Make the lean files, once for each version: `python -m lib.web.assets.build`, which `make run` does.

It takes half a minute of one core, so the app does not wait for it: it sends what is ready.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import distribution, version
from pathlib import Path
from tempfile import mkdtemp

import brotli

from lib.web.assets import fonts
from lib.web.assets.icons import names_asked, words_of
from lib.web.assets.lean import BROTLI, ENDS, FONT, GZIP, SOURCES, folders, lean_folder, pack
from lib.web.assets.words import in_dutch

TEXTS = ("SourceSans*", "SourceCode*")
ICONS = "MaterialSymbols*"
BEST = 11
"""The highest quality of Brotli."""


def build(static: Path, folder: Path, release: str, *, quality: int = BEST) -> None:
    """Make what is not there yet; when all is there, what other versions or a broken-off start left goes."""
    fonts_to, scripts_to = (folders(folder, release)[is_font] for is_font in (True, False))
    if fonts_to.exists() and scripts_to.exists():
        for old in set(folder.iterdir()) - {fonts_to, scripts_to}:
            shutil.rmtree(old)
    _make(fonts_to, lambda target: _cut_fonts(static, target))
    _make(scripts_to, lambda target: _compress(static, target, quality))


def _make(target: Path, fill: Callable[[Path], None]) -> None:
    """Let a folder appear when all is in it, and not before; of two who make it one wins."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix="new-", dir=target.parent))
    fill(unfinished)
    with suppress(OSError):  # the other was first
        unfinished.rename(target)


def _cut_fonts(static: Path, target: Path) -> None:
    for pattern in TEXTS:
        for file in static.rglob(pattern + FONT):
            (target / file.name).write_bytes(fonts.cut_text(file))
    for file in static.rglob(ICONS + FONT):
        words = words_of(SOURCES) | names_asked([static.parent])
        try:
            cut = fonts.cut_icons(file, names_asked([static, *SOURCES]), words)
        except fonts.MissingIcon as missing:  # the whole font is sent, so nothing is missing from the screen
            print(f"De iconen blijven heel: {missing} staat er niet in.", file=sys.stderr)
        else:
            (target / file.name).write_bytes(cut)


def _compress(static: Path, target: Path, quality: int) -> None:
    for file in sorted([*static.rglob("*.js"), *static.rglob("*.css")]):
        raw = in_dutch(file.name, file.read_bytes())
        (target / (file.name + ENDS[GZIP])).write_bytes(pack(raw))
        (target / (file.name + ENDS[BROTLI])).write_bytes(brotli.compress(raw, quality=quality))


def main() -> None:
    """Make the files for the Streamlit that is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quality", type=int, default=BEST, help="of Brotli, 0 to 11")
    static = Path(str(distribution("streamlit").locate_file("streamlit/static")))
    build(static, lean_folder(), version("streamlit"), quality=parser.parse_args().quality)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # the app that it was made for ended; the next start begins anew
        main()
