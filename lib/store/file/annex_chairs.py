"""The chairs that the annex names, as the file has them."""

from __future__ import annotations

import tomllib
from functools import cache

from lib.rules.coalitions.annex_chairs import AnnexChair
from lib.store.file.connection import DATA


@cache
def annex_chairs() -> tuple[AnnexChair, ...]:
    with (DATA / "stoelen.toml").open("rb") as file:
        return tuple(AnnexChair(**entry) for entry in tomllib.load(file)["chair"])
