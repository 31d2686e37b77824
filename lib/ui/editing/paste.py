"""Plak uit Excel: one box for any declared record, with what would change before anything does.

Owns how pasted rows look and what is chosen about them. Reading is `lib.feeds.paste`; all rows land in one
write, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, list_text, sentence_case
from lib.feeds.paste import clipboard
from lib.feeds.paste.columns import Layout, layout_of, title_of
from lib.feeds.paste.plan import CHANGED, NEW, THERE, WRONG, Desk, Planned, wanting
from lib.feeds.paste.taking import desk_of, rehearse, take_over
from lib.model.field import Field
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.rules.names import key_of
from lib.store import history
from lib.store.drafts import Draft, keep_drafts, read_drafts
from lib.store.file.connection import reading
from lib.ui.editing import outlook, saving
from lib.ui.elements.fields import put, start_of
from lib.ui.elements.fold import folded
from lib.ui.elements.html import plain, show, table
from lib.ui.here import state

_MOST_SHOWN = 40
_ORDER = (WRONG, CHANGED, NEW, THERE)
_NOT = ""
"""What a column holds that is not taken over."""


def paste_box(table_name: str, belongs: Mapping[str, Any], key: str, label: str = "Plak uit Excel") -> None:
    """Offer to paste rows as records of what they belong to."""
    folded(
        label,
        lambda: _box(table_name, belongs, f"paste {key}"),
        key=f"fold paste {key}",
        icon=":material/content_paste:",
    )


def _box(table_name: str, belongs: Mapping[str, Any], key: str) -> None:
    outlook.dress()
    with reading(state.here().path) as db:
        desk = desk_of(db, table_name, belongs, {})
    st.text_area(
        "Rijen uit Excel (verplicht)",
        start_of(key) or "",
        key=key,
        height=150,
        placeholder="Kopieer de rijen in Excel, het liefst met de kolomnamen erboven, en plak ze hier.",
        on_change=lambda: put(key, st.session_state[key]),
    )
    st.button("Bekijk wat er verandert", key=f"{key} look")
    text = str(st.session_state.get(key) or "")
    try:
        rows = clipboard.read(text)
        if rows:
            _preview(desk, rows, key)
        else:
            _columns_there_are(desk)
    except Invalid as wrong:
        st.error(plain(wrong.sentence), icon=":material/error:")


def _columns_there_are(desk: Desk) -> None:
    st.caption(
        f"Kolommen: {list_text(title_of(field).lower() for field in desk.fields.values())}. Hoofdletters, "
        "accenten en spaties maken niet uit. Er wordt pas iets opgeslagen als u dat zegt."
    )


def _preview(desk: Desk, rows: Sequence[Sequence[str]], key: str) -> None:
    """Show what each row would become, and offer to take them over together."""
    layout = _ask_layout(desk, rows, key)
    fixed = _ask_fixed(desk, rows, layout, key)
    with reading(state.here().path) as db:
        desk = desk_of(db, desk.record.table, desk.belongs, fixed)
        newest = history.newest(db)
    lines = _judged(desk, desk.plan(rows, layout), key, (newest, rows, layout, fixed))
    if not lines:
        st.info("Onder de kolomnamen staan geen rijen.", icon=":material/info:")
        return
    outlook.show_counts([line.state for line in lines], _ORDER)
    _show_lines(desk, lines, layout)
    wanted = sum(line.state in (NEW, CHANGED) for line in lines)
    wrong = sum(line.state == WRONG for line in lines)
    if wrong:
        st.caption(
            "Zolang er een fout in staat, wordt er niets overgenomen. Verbeter die hierboven of in Excel."
        )
    st.button(
        f"{sentence_case(count_text(wanted, 'rij', 'rijen'))} overnemen",
        type="primary",
        key=f"{key} take",
        disabled=bool(wrong) or not wanted,
        on_click=_take,
        args=(desk, lines, rows, layout, key),
    )


# ------------------------------------------------------------------------------ what is asked


def _ask_layout(desk: Desk, rows: Sequence[Sequence[str]], key: str) -> Layout:
    """Ask what each column holds, proposed as the last time or by its title."""
    drafts = read_drafts(*state.desk(), _remembered(desk))
    remembered = {title: draft.text for title, draft in drafts.items()}
    proposed = layout_of(desk.fields, rows, remembered, desk.known)
    about = f"{key} {hash(tuple(rows[0]))}"
    titled = st.checkbox("De eerste rij bevat de kolomnamen", proposed.titled, key=f"{about} titled")
    options = [_NOT, *desk.fields]
    fields: dict[int, str] = {}
    with st.container(horizontal=True):
        for place in range(max(map(len, rows))):
            name = rows[0][place] if titled and place < len(rows[0]) else ""
            chosen = st.selectbox(
                plain(f"Kolom “{name}”" if key_of(name) else f"Kolom {place + 1}"),
                options,
                options.index(proposed.fields.get(place, _NOT)),
                format_func=lambda option: title_of(desk.fields[option]) if option else "niet overnemen",
                key=f"{about} column {place}",
                width=230,
            )
            if chosen in fields.values():
                twice = title_of(desk.fields[chosen])
                raise Invalid(
                    "columns", f"Twee kolommen zijn “{twice}”. Kies voor één van de twee iets anders."
                )
            if chosen:
                fields[place] = chosen
    return Layout(titled, fields)


def _ask_fixed(desk: Desk, rows: Sequence[Sequence[str]], layout: Layout, key: str) -> dict[str, str]:
    """Ask one value for all new rows of what they cannot do without and no column holds."""
    lacking = list(wanting(desk, layout, desk.plan(rows, layout)))
    fixed = {}
    with st.container(horizontal=True):
        for field in lacking:
            label = f"{title_of(field)}, voor alle rijen (verplicht)"
            fixed[field.name] = _ask_one(field, label, f"{key} all {field.name}")
    return {name: value for name, value in fixed.items() if value}


def _ask_one(field: Field, label: str, key: str) -> str:
    if not field.options:
        return st.text_input(label, key=key, width=300)
    words = {_NOT: "kies", **{str(value): name for value, name in field.options.items()}}
    return st.selectbox(label, list(words), format_func=words.__getitem__, key=key, width=300)


def _judged(desk: Desk, lines: Sequence[Planned], key: str, about: Any) -> Sequence[Planned]:
    """Return the rows as the store judges them too: found out once, not in every run."""
    before = st.session_state.get(f"{key} judged")
    if before and before[0] == about:
        judged: Sequence[Planned] = before[1]
        return judged
    here = state.here()
    judged = rehearse(here.path, here.person, desk, lines)
    st.session_state[f"{key} judged"] = (about, judged)
    return judged


# ------------------------------------------------------------------------------ on the screen


def _show_lines(desk: Desk, lines: Sequence[Planned], layout: Layout) -> None:
    """Draw the rows, those that are wrong first."""
    fields = [desk.fields[name] for _, name in sorted(layout.fields.items())]
    ordered = sorted(lines, key=lambda line: (_ORDER.index(line.state), line.number))
    heads = ("Rij", "Wordt", *map(title_of, fields), "Let op")
    rows = [_row(desk, line, fields) for line in ordered[:_MOST_SHOWN]]
    show(table(heads, rows, "Wat er zou veranderen", wide="paste"))
    if len(lines) > _MOST_SHOWN:
        st.caption(f"En nog {count_text(len(lines) - _MOST_SHOWN, 'rij', 'rijen')}.")


def _row(desk: Desk, line: Planned, fields: Sequence[Field]) -> list[str]:
    said = [Markup("<b>{}:</b> {}").format(wrong.column, wrong.sentence) for wrong in line.mistakes]
    said += [Markup("{}").format(note) for note in line.notes]
    cells = [_cell(desk, line, field) for field in fields]
    return [str(line.number), outlook.becomes(line.state), *cells,
            Markup("<br>").join(said)]  # fmt: skip


def _cell(desk: Desk, line: Planned, field: Field) -> str:
    """Draw what was pasted, marked where it is wrong; of a change also what stood there."""
    pasted = line.cells.get(field.name, "")
    if any(wrong.column == title_of(field) for wrong in line.mistakes):
        return Markup('<span class="wa-wrong-cell">{}</span>').format(pasted or "leeg")
    if line.row is None or field.name not in line.values or field.name not in desk.record.own:
        return Markup('<span class="wa-on">{}</span>').format(pasted) if field.widget == "day" else pasted
    old, new = (
        field.text(value, desk.known.parties) for value in (line.row[field.name], line.values[field.name])
    )
    return Markup("<del>{}</del> <ins>{}</ins>").format(old, new)


# ------------------------------------------------------------------------------ taking over


def _take(
    desk: Desk, lines: Sequence[Planned], rows: Sequence[Sequence[str]], layout: Layout, key: str
) -> None:
    """Store all rows in one write, and remember what the columns held."""
    counts = {name: sum(line.state == name for line in lines) for name in (NEW, CHANGED)}
    told = list_text(f"{count} {name}" for name, count in counts.items() if count)
    if not saving.write(lambda db: take_over(db, desk, lines), said=f"Overgenomen uit Excel: {told}."):
        return
    if layout.titled:
        titles = {
            key_of(rows[0][place]): name for place, name in layout.fields.items() if place < len(rows[0])
        }
        chosen = {title: Draft(0, name) for title, name in titles.items() if title}
        keep_drafts(*state.desk(), _remembered(desk), chosen)
    put(key, "")


def _remembered(desk: Desk) -> str:
    return f"columns {RECORDS[desk.record.table].table}"
