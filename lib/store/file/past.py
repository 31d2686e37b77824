"""A past moment in front of unchanged queries: views of the tables as they were then."""

from __future__ import annotations

import sqlite3


def stand_at(connection: sqlite3.Connection, at: str) -> None:
    """Let the views in front of a connection show a moment, until its transaction is rolled back."""
    last = "SELECT id FROM main.history WHERE at <= ? ORDER BY at DESC, id DESC LIMIT 1"
    until = connection.execute(last, (at,)).fetchone() or (0,)
    connection.execute("INSERT INTO temp.until VALUES (?)", until)


def look_back(connection: sqlite3.Connection) -> None:
    """Put temporary views, built from the history, in front of every tracked table.

    The history keeps whole rows, and its moments never go back, so the state at a moment is
    the newest row of each id up to the last history id of that moment. The casts give the views
    the same types as the tables, so that comparisons come out the same. A column that a row of then
    did not have yet reads as that column's default.
    """
    connection.execute("CREATE TEMP TABLE until (id INTEGER)")
    for table, columns in _tracked_columns(connection).items():
        values = ", ".join(
            f"CAST(coalesce(json_extract(h.row, '$.{name}'), {default}) AS {kind}) AS {name}"
            for name, (kind, default) in columns.items()
        )
        connection.execute(
            f"CREATE TEMP VIEW {table} AS SELECT {values} FROM main.history h WHERE h.id IN "
            f"(SELECT max(id) FROM main.history WHERE tbl = '{table}' "
            "AND id <= (SELECT id FROM temp.until) GROUP BY row_id)"
        )


def _tracked_columns(connection: sqlite3.Connection) -> dict[str, dict[str, tuple[str, str]]]:
    """Return the columns of each table with a history trigger: name, type and default, in order."""
    rows = connection.execute(
        'SELECT t.name, c.name, c.type, CASE WHEN c."notnull" THEN c.dflt_value END '
        "FROM main.sqlite_master g JOIN main.sqlite_master t ON t.name = g.tbl_name "
        "JOIN pragma_table_info(t.name) c "
        "WHERE g.type = 'trigger' AND g.name = 'history_insert_' || t.name"
    )
    tables: dict[str, dict[str, tuple[str, str]]] = {}
    for table, column, kind, default in rows:
        tables.setdefault(table, {})[column] = (kind, default or "NULL")
    return tables
