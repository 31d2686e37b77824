"""The certified `oidc-provider` as the sign-in service of an organisation, where node.js has it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lib.web.provider import BACK

TESTS = Path(__file__).parent
SECRET = "geheim van de dienst"
OLDEST = 20


def is_here() -> bool:
    """Whether the package is installed, and node.js new enough to run it."""
    if not ((TESTS / "node_modules" / "oidc-provider").is_dir() and shutil.which("node")):
        return False
    asked = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return int(re.findall(r"\d+", asked.stdout)[0]) >= OLDEST


needs_service = pytest.mark.skipif(
    not is_here(),
    reason=f"no node.js {OLDEST} with oidc-provider here: `make check` installs it where it can",
)


@contextmanager
def running(own_address: str) -> Iterator[str]:
    """Run the service for an app at this address; gives its own address."""
    script = TESTS / "scripts" / "sign-in-service.js"
    words = ["node", str(script), f"{own_address}/{BACK}", f"{own_address}/buiten"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as service:
        try:
            assert service.stdout
            yield service.stdout.readline().strip()
        finally:
            service.terminate()
