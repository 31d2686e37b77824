"""No text says that a figure went up or down where its source calls that no difference.

Owns in which texts that is looked for: those beside a figure, and those that name one in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from lib.model.kinds import Invalid, quoted
from lib.model.periods import period_of
from lib.model.regions import LARGE, PROVINCE
from lib.model.results.margins import margin_of
from lib.rules.figure_words import claims_a_move, moves_told
from lib.store.checks.registry import Edit, Values, check

_COUNTING = "SELECT max(id) FROM figure_set WHERE withdrawn_on IS NULL GROUP BY source"
_OF = f"SELECT value, period FROM observation WHERE set_id IN ({_COUNTING}) AND indicator = ? AND region = ?"
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "decision": ("text",),
    "agenda_item": ("topic", "question", "reason", "said"),
    "letter_text": ("text",),
    "ps_request": ("answer",),
    "action": ("note",),
    "dated_note": ("label", "what"),
    "step": ("what",),
}
"""The texts that somebody types in which a figure may be named."""


@check(*_TEXTS)
def _check_texts(db: Database, edit: Edit) -> None:
    for field in _TEXTS[edit.table]:
        text = edit.mine.get(field) or ""
        if claims_a_move(text):
            _refuse_moves(db, text, field)


@check("decision")
def _check_decision(db: Database, edit: Edit) -> None:
    if "text" in edit.mine and edit.row:
        leaned = "SELECT * FROM leaning WHERE decision_id = ? AND withdrawn_on IS NULL"
        for row in list(db.query(leaned, [edit.row["id"]])):
            refuse_claim(db, edit.after["text"], "text", row)


@check("effect")
def _check_effect(db: Database, edit: Edit) -> None:
    if "sentence" in edit.mine or not edit.row:
        refuse_claim(db, edit.after["sentence"], "sentence", edit.after)


def _refuse_moves(db: Database, text: str, field: str) -> None:
    """Refuse sentences that name a figure and say it moved; without an area they are about the province."""
    rows = list(db.query("SELECT id, name FROM indicator"))
    for indicator, region, sentence in moves_told(text, {row["id"]: row["name"] for row in rows}, LARGE):
        about = {"indicator": indicator, "region": region or PROVINCE}
        newest = f"{_OF} AND value IS NOT NULL ORDER BY ends DESC, period LIMIT 1"
        for row in list(db.query(newest, [about["indicator"], about["region"]])):
            refuse_claim(db, sentence, field, {**about, "period": row["period"]})


def refuse_claim(db: Database, text: str, field: str, figure: Values) -> None:
    """Refuse words that say a figure went up or down, where the rule of its source forbids that."""
    word = claims_a_move(text)
    rows = list(db.query("SELECT source, unit FROM indicator WHERE id = ?", [figure["indicator"]]))
    margin = margin_of(rows[0]["source"], rows[0]["unit"]) if word and rows else None
    if margin is None:
        return
    period = period_of(figure["period"])
    now, before = (_value(db, figure, code) for code in (period.code, period.year_earlier().code))
    if now is not None and before is not None and margin.holds(now - before):
        raise Invalid(
            field,
            f"Schrijf hier niet {quoted(word)}: {margin.why_not(now - before)}. "
            "Noem het cijfer zelf, zonder richting.",
        )


def _value(db: Database, figure: Values, period: str) -> float | None:
    """Return the value that counts of a figure in a period."""
    wanted = f"{_OF} AND period = ? ORDER BY set_id DESC LIMIT 1"
    rows = list(db.query(wanted, [figure["indicator"], figure["region"], period]))
    return rows[0]["value"] if rows else None
