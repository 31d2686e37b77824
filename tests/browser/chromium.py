"""The Chromium that the browser tests, the screenshots and the benchmark drive: found here, or installed.

`python -m tests.browser.chromium` makes sure there is one. It asks the network only when none is found, and
once, as root on a Debian, for the one without windows: tests take that where it is, it does with less.
With `--debian` it does that last only, for which no package is needed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN = Path("/usr/bin/chromium")
MAC_APPS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
ASKED = Path(sys.prefix) / ".asked-without-windows"
"""That Debian was asked for the one without windows: it is asked once, also where it has none."""
# Playwright's own download goes inside the environment, so that nothing is written in a home folder.
OWN_FOLDER = Path(sys.prefix) / "browsers"
OWN_EXECUTABLES = ("chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*", "chrome-win*/chrome.exe")


def find_chromium() -> Path | None:
    """The first usable Chromium: the one named in CHROMIUM, the system's, or Playwright's own."""
    return next((path for path in _candidates() if _runs(path)), None)


def find_for_tests() -> Path | None:
    """The one without windows where there is one, unless CHROMIUM names another."""
    light = () if "CHROMIUM" in os.environ else _on_path(WITHOUT_WINDOWS)
    return next((path for path in light if _runs(path)), None) or find_chromium()


def install_chromium() -> None:
    """Install Debian's Chromium when we may, else Playwright's own build inside the environment."""
    if may_use_apt() and _apt_installs("chromium", "fonts-liberation"):
        return
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(OWN_FOLDER)}
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], env=environment, check=False)


def main() -> int:
    """Make sure there is a Chromium and say which; 1 when there is none to be had."""
    if "CHROMIUM" not in os.environ and find_for_tests() in {None, DEBIAN}:
        _ask_debian_once()
        if "--debian" in sys.argv:
            return 0
        if find_for_tests() is None:
            print("No Chromium found: installing one for the browser tests (once)", flush=True)
            install_chromium()
    found = find_for_tests()
    if found is None:
        print(
            "No Chromium to be had. Install Chromium or Chrome, or set CHROMIUM to its path.", file=sys.stderr
        )
        return 1
    print(f"Chromium: {found}", flush=True)
    return 0


def _ask_debian_once() -> None:
    """Install the one without windows where we may; an older Debian has none."""
    if may_use_apt() and not ASKED.exists():
        ASKED.touch()
        print("Installing a Chromium without windows for the browser tests (once)", flush=True)
        _apt_installs(WITHOUT_WINDOWS[0], "fonts-liberation")


def _candidates() -> Iterator[Path]:
    named = os.environ.get("CHROMIUM")
    if named:
        yield Path(named)
        return
    yield from _on_path(NAMES)
    yield from (Path("/Applications") / app for app in MAC_APPS)
    for pattern in OWN_EXECUTABLES:
        yield from sorted(OWN_FOLDER.glob(f"chromium-*/{pattern}"), reverse=True)
    yield from _on_path(WITHOUT_WINDOWS)


def _on_path(names: Iterable[str]) -> Iterator[Path]:
    return (Path(found) for name in names if (found := shutil.which(name)))


def _runs(path: Path) -> bool:
    """Whether this is a browser indeed: Ubuntu has a command of this name that only tells to install one."""
    if not (path.is_file() and os.access(path, os.X_OK)):
        return False
    if sys.platform == "win32":  # there, asking for the version opens a window
        return True
    asked = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    return asked.returncode == 0


def may_use_apt() -> bool:
    """Whether we are root on a Debian."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_installs(*packages: str) -> bool:
    """Whether apt put these on this machine; an old package list may still do."""
    apt("update")
    return apt("install", "-y", "--no-install-recommends", *packages)


def apt(*words: str) -> bool:
    """Whether apt did this; quietly, and without a question."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *words]
    done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
