"""Reading a seed file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
