"""One visitor's tab without a browser: the app run from `app.py` on by Streamlit's own test engine.

A `Screen` opens addresses, presses buttons and fills fields as a browser would send it, and gives what
stands on the page as text. Each run fails the test when the app raised an error.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Button, Element, Widget
from streamlit.util import calc_hash

from app import ROOMS
from tests.app.engine import share

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "http://127.0.0.1:8501/"
PAGES = {room.address: room.file for room in ROOMS}
"""The file behind each address."""

share()


class Screen:
    """A tab of one visitor, who sits at the machine that the app runs on unless `url` says otherwise."""

    def __init__(self, name: str = "", url: str = LOOPBACK) -> None:
        self.app = AppTest.from_file(ROOT / "app.py", default_timeout=30)
        self.app.context["url"] = url
        self.app.session_state["given_name"] = name
        self._cells: dict[str, dict[str, dict[str, Any]]] = {}
        self._fresh = True

    # ------------------------------------------------------------------ what a visitor does

    def open(self, page: str = "", **params: str | list[str]) -> Self:
        """Go to an address of the app, by link or by typing it."""
        self.app.query_params = dict(params)
        if self._fresh and page:
            self.app._page_hash = calc_hash(page)  # the engine knows no address before a first run
        elif not self._fresh:
            self.app.switch_page(f"pages/{PAGES[page]}.py")
        return self.run()

    def open_address(self, address: str, **more: str) -> Self:
        """Go to an address as a browser shows it, with more parameters."""
        page, _, query = address.lstrip("/").partition("?")
        params: dict[str, str | list[str]] = {**parse_qs(query), **more}
        return self.open(page, **params)

    def edit(self, page: str = "", **params: str | list[str]) -> Self:
        """Open an address in Bewerken."""
        return self.open(page, modus="bewerken", **params)

    def run(self, *sent: WidgetState) -> Self:
        """Run the page, with what the browser sends: the fields, the cells of the grid, and `sent`."""
        states = self.app._tree.get_widget_states()
        states.widgets.extend(sent)
        for grid in self.app.data_editor:
            if grid.proto.id in self._cells:
                cells = json.dumps({"edited_rows": self._cells[grid.proto.id]})
                states.widgets.append(WidgetState(id=grid.proto.id, string_value=cells))
        self.app._run(states)
        self._fresh = False
        assert not self.app.exception, [error.message for error in self.app.exception]
        assert self.app.session_state["$$STREAMLIT_INTERNAL_KEY_SCRIPT_RUN_WITHOUT_ERRORS"]
        return self

    def unfold(self, *parts: str) -> Self:
        """Open folded parts of the page, by key; all of them when none is named.

        Before a page is opened it costs no run: the page is made at once with those parts.
        """
        state = self.app.session_state
        closed = [str(key) for key in state if str(key).startswith("fold ") and state[key] is False]
        for key in [f"fold {part}" for part in parts] or closed:
            state[key] = True
        return self if self._fresh else self.run()

    def fill(self, fields: Mapping[str, Any]) -> Self:
        """Put values into fields, by key, a day as it is typed; only a choice that asks for more runs.

        A browser keeps what was typed in a form meanwhile.
        """
        typed: dict[str, Any] = {}
        for key, value in fields.items():
            if key not in self.keys:
                self.run()._put(typed)
            typed[key] = value
            self._put({key: value})
        return self

    def _put(self, fields: Mapping[str, Any]) -> None:
        for key, value in fields.items():
            field = self.field(key)
            text = f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
            field.set_value(text if field.type == "text_input" else value)

    def choose(self, key: str, value: Any) -> Self:
        """Change one field outside a form, which runs the page."""
        return self.fill({key: value}).run()

    def press(self, label: str, form: str = "") -> Self:
        """Press the button with this label (in this form), which runs the page."""
        self.button(label, form).click()
        return self.run()

    def type_cell(self, row: int, column: str, value: Any, grid: str = "") -> Self:
        """Change a cell of a grid; as in a browser, earlier cells of this grid are sent along."""
        cells = self._cells.setdefault(self.grid_called(grid).proto.id, {})
        cells.setdefault(str(row), {})[column] = value
        return self.run()

    def clear_cells(self) -> Self:
        """The grid forgets its edits and says so, as it does when its rows change."""
        self._cells[self.grid.proto.id] = {}
        return self.run()

    def send(self, component: str, event: str, value: object) -> Self:
        """Let a component of our own report something, such as a pressed goal."""
        found = next(one for one in self.app.get("bidi_component") if one.key == component)
        payload = json.dumps([{"event": event, "value": value}])
        return self.run(
            WidgetState(id=_make_trigger_id(found.proto.id, "events"), json_trigger_value=payload)
        )

    # ---------------------------------------------------------------- what stands on the page

    @property
    def text(self) -> str:
        """All words on the page itself, the menu left out, one block per line."""
        return "\n".join(_words(node) for node in self.app.main if isinstance(node, Element))

    @property
    def lead(self) -> str:
        """The computed sentence that opens the page."""
        found = re.search(r'<p class="wa-lead">(.*?)</p>', self.markup, re.DOTALL)
        return _plain(found[1]) if found else ""

    def part(self, key: str) -> str:
        """All words in one container of the page, by its key."""
        blocks = (node for node in self.app.main if isinstance(node, Block) and node.proto)
        found = next(block for block in blocks if re.fullmatch(rf"\$\$ID-\w+-{key}", str(block.proto.id)))
        return "\n".join(_words(node) for node in found if isinstance(node, Element))

    @property
    def markup(self) -> str:
        """The HTML that we wrote ourselves on this page."""
        return "\n".join(node.proto.body for node in self.app.main if node.type == "html")

    @property
    def menu(self) -> str:
        """The HTML of the menu."""
        return "\n".join(node.proto.body for node in self.app.sidebar if node.type == "html")

    @property
    def dialog(self) -> str:
        """The words in the dialog that lies over the page."""
        dialog = next(one for one in self.app._tree if isinstance(one, Block) and one.type == "dialog")
        return "\n".join(_words(node) for node in dialog if isinstance(node, Element))

    @property
    def errors(self) -> list[str]:
        """What the page says went wrong: under a field, or with the form as a whole."""
        under = re.findall(r'<p class="wa-wrong"[^>]*>(.*?)</p>', self.markup, re.DOTALL)
        return [*map(_plain, under), *(_read(one.value) for one in self.app.error)]

    @property
    def warnings(self) -> list[str]:
        """What the page could not follow."""
        return [_read(one.value) for one in self.app.warning]

    @property
    def saved(self) -> list[str]:
        """What the page says went well."""
        return [_read(one.value) for one in self.app.success]

    @property
    def keys(self) -> set[str]:
        """The keys of all fields and buttons on the page."""
        return {node.key for node in self.app.main if isinstance(node, Widget) and node.key}

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons on the page."""
        return [one.label for one in self.app.button]

    @property
    def grid(self) -> Any:
        """The grid for inline editing."""
        return self.grid_called("")

    def grid_called(self, name: str) -> Any:
        """The first grid with a name that begins like this."""
        return next(one for one in self.app.data_editor if str(one.key).startswith(name))

    @property
    def params(self) -> dict[str, Any]:
        """The parameters in the address."""
        return dict(self.app.query_params)

    def field(self, key: str) -> Any:
        """The field with this key."""
        return next(one for one in self.app.main if isinstance(one, Widget) and one.key == key)

    def value(self, key: str) -> Any:
        """What a field holds."""
        return self.field(key).value

    def button(self, label: str, form: str = "") -> Button:
        """The button with this label (in this form)."""
        return next(one for one in self.app.button if one.label == label and form in (one.proto.form_id, ""))

    def cards(self) -> dict[str, Any]:
        """What the matrix or the board was given to draw."""
        found = next(one for one in self.app.get("bidi_component") if str(one.key).startswith("cards"))
        return dict(json.loads(found.proto.json))

    def shown(self) -> list[str]:
        """The ids of the actions that the matrix does not show as filtered out."""
        return list(self.cards()["shown"])


def _words(node: Element) -> str:
    if node.type == "html":
        return _plain(node.proto.body)
    return str(node.value) if isinstance(node.value, str) else ""


def _plain(markup: str) -> str:
    """The words of a piece of HTML, with one space between them and none round a word that is linked."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_word_links(markup))).split())


def without_word_links(markup: str) -> str:
    """The same markup in which no word of the agenda leads to its meaning."""
    return re.sub(r'<a class="wa-word"[^>]*>(.*?)</a>', r"\1", markup)


def _read(message: str) -> str:
    """A message as a visitor reads it: without what keeps Streamlit from reading it as Markdown."""
    return re.sub(r"\\([^\w\s])", r"\1", message).replace("\u2060", "")
