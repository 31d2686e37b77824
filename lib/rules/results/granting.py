"""Vouchers that are there against those that were granted: nobody gets one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.dutch import number_text
from lib.model.results.amount import Amount, total
from lib.model.results.schemes import VOUCHER_KINDS
from lib.model.results.tally import COHORT, Tally
from lib.model.results.vouchers import VoucherSeries
from lib.rules.results.counting import amounts

GRANTED = "toegekend"


def available(series: Iterable[VoucherSeries]) -> dict[str, Amount]:
    """Return per kind how many vouchers there are; a series without a number makes the sum a least one."""
    by_kind: dict[str, list[Amount]] = {}
    for voucher in series:
        by_kind.setdefault(voucher.kind, []).append(Amount(voucher.size or 0, voucher.size))
    return {kind: total(sizes) for kind, sizes in by_kind.items()}


def beyond(tallies: Sequence[Tally], there: Mapping[str, Amount]) -> str | None:
    """Tell of which kind more are granted than there are; None when that is of none, or not known."""
    counts = amounts(tally for tally in tallies if tally.step == GRANTED and tally.basis == COHORT)
    for kind, name in VOUCHER_KINDS.items():
        granted = sum(amount.low for cell, amount in counts.items() if cell.part == kind)
        most = there[kind].high if kind in there else None
        if most is not None and granted > most:
            return (
                f"{name}: er zijn {number_text(most)} vouchers en dan {number_text(granted)} toegekend. "
                "Verbeter het aantal, of eerst de voucherreeks."
            )
    return None
