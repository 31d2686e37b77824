"""One form for any declared record: add one, change it, take it back.

Owns what such a form asks; the fields come from the record itself, how a form behaves is in
`lib.ui.editing.sending`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS
from lib.store import records
from lib.store.file.connection import Database
from lib.ui.editing.asks import Ask, ask
from lib.ui.editing.choice import choose_record
from lib.ui.editing.saving import SAVED
from lib.ui.editing.sending import WITHDRAWN_BECAUSE, Act, Form, Said
from lib.ui.editing.sheet import Sheet
from lib.ui.elements.fields import key_class
from lib.ui.here import state

Choices = Mapping[str, Mapping[Any, str]]
Asked = Mapping[str, Mapping[str, Any]]
"""What a form asks otherwise than the record says, by field: another label, widget or example."""


def add(  # noqa: PLR0913 - what a form of a new record can differ in
    table: str,
    belongs: Mapping[str, Any],
    act: Callable[[Database, Mapping[str, Any]], Any],
    *,
    key: str = "",
    choices: Choices | None = None,
    asked: Asked | None = None,
    start: Mapping[str, Any] | None = None,
    fields: Sequence[str] = (),
    button: str = "Toevoegen",
    said: Said = "Toegevoegd.",
    primary: bool = True,
    then: Callable[[], None] | None = None,
    also: tuple[str, Callable[[], None]] | None = None,
    extra: Sequence[Ask] = (),
    after: Sequence[Ask] = (),
    below: Callable[[], None] | None = None,
) -> None:
    """Draw a form for a new record of what it `belongs` to, with `extra` fields before and `after` its own.

    `start` is what stands in the fields at first, `below` draws what stands between them and the button.
    """
    record, given = RECORDS[table], start or {}
    names = fields or [name for name in record.new if record.fields[name].own]
    asks = (*extra, *asks_of(table, names, choices, asked, given), *after)
    sheet = Sheet(key or f"new {table} {' '.join(map(str, belongs.values()))}".strip(), asks, given)
    first = sheet.key_of(names[0])
    Form(
        sheet,
        lambda db, values, _version: act(db, {**belongs, **values}),
        button,
        said,
        whole=True,
        primary=primary,
        table=table,
        also=also,
        below=below,
        then=then or (lambda: state.want_focus(f".{key_class(first)}")),
    ).draw()


def changing(  # noqa: PLR0913 - what a form of a record can differ in
    table: str,
    row: Any,
    *,
    key: str = "",
    fields: Sequence[str] = (),
    choices: Choices | None = None,
    asked: Asked | None = None,
    now: Mapping[str, Any] | None = None,
    act: Act | None = None,
    whole: bool = True,
    button: str = "Opslaan",
    said: Said = SAVED,
    primary: bool = True,
    then: Callable[[], None] | None = None,
    also: tuple[str, Callable[[], None]] | None = None,
    after: Sequence[Ask] = (),
    below: Callable[[], None] | None = None,
) -> Form:
    """Return a form for the fields of a record that exists, filled with what it holds, or with `now`.

    An `act` of its own gets all fields together, whichever changed, unless it is not `whole`.
    """
    names = fields or [name for name in RECORDS[table].own if name not in WITHDRAWAL]
    held = {name: getattr(row, name) for name in names} | dict(now or {})
    asks = (*asks_of(table, names, choices, asked, held), *after)
    return Form(
        Sheet(key or f"{table} {row.id}", asks, held, row.version),
        act or (lambda db, values, version: records.save(db, table, row.id, version, values)),
        button,
        said,
        whole=act is not None and whole,
        primary=primary,
        table=table,
        also=also,
        below=below,
        then=then,
    )


def change(table: str, row: Any, **how: Any) -> None:
    """Draw a form for the fields of a record that exists; `how` as in `changing`."""
    changing(table, row, **how).draw()


def withdraw(  # noqa: PLR0913 - what a form of a withdrawal can differ in
    table: str,
    row: Any,
    *,
    key: str = "",
    label: str = "Reden",
    button: str = "Intrekken",
    said: str = "Ingetrokken; in de geschiedenis blijft het leesbaar.",
    act: Callable[[Database, int], Any] | None = None,
    then: Callable[[], None] | None = None,
) -> None:
    """Draw a form to take a record back, with the reason; what it is stays readable."""
    save = act or (lambda db, version: records.withdraw(db, table, row.id, version))
    why = Ask(WITHDRAWN_BECAUSE, "line", label, required=True)
    Form(
        Sheet(key or f"withdraw {table} {row.id}", (why,), {}, row.version),
        lambda db, _values, version: save(db, version),
        button,
        said,
        whole=True,
        primary=False,
        table=table,
        then=then,
    ).draw()


def withdraw_one_of(
    table: str, rows: Iterable[Any], names: Mapping[Any, str], key: str, *, button: str, said: str
) -> None:
    """Choose one of these records by name, and take it back."""
    chosen = choose_record(RECORDS[table].name, names, key)
    withdraw(table, next(row for row in rows if row.id == chosen), button=button, said=said)


def absent(table: str) -> Any:
    """Return the row that was never made, as a form shows it: what it stands for, seen at version 0."""
    return SimpleNamespace(**RECORDS[table].absent or {}, id="", version=0)


def asks_of(
    table: str,
    names: Iterable[str],
    choices: Choices | None,
    asked: Asked | None,
    now: Mapping[str, Any],
) -> Iterator[Ask]:
    """Yield how a form asks for fields of a record; a choice that nothing was chosen of yet says so."""
    for name in names:
        made = ask(RECORDS[table].fields[name], (choices or {}).get(name), **(asked or {}).get(name, {}))
        unchosen = made.nothing is None and now.get(name) is None and made.options
        yield replace(made, nothing="kies") if unchosen and made.widget != "yes/no" else made
