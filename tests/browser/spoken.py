"""What who works with a screen reader hears during a task, as Chromium tells it, kept as text and compared.

`WERKAGENDA_SPOKEN=schrijf` writes the texts anew; a change in them is read in review, as any other change.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from lib.dutch import day_text
from lib.store import records

KEPT = Path(__file__).with_name("spoken")
FOCUSED = """(() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const option = one.getAttribute('aria-activedescendant');
  return (option && one.getRootNode().getElementById(option)) || one;
})()"""
"""What has the keyboard; of a list that is worked from its field, the option that is pointed at."""
SAID = """(voice) => {
  const words = voice.cloneNode(true);
  for (const icon of words.querySelectorAll('[data-testid$="Icon"], [data-testid^="stIcon"]')) icon.remove();
  return words.textContent;
}"""
VOICES = ":is([role=status], [role=alert], [aria-live=polite])"
ROLES = {
    "link": "koppeling", "button": "knop", "textbox": "invoerveld", "combobox": "keuzelijst",
    "radio": "keuze", "checkbox": "selectievakje", "switch": "schakelaar", "option": "optie",
    "DisclosureTriangle": "knop", "StaticText": "tekst", "paragraph": "tekst", "generic": "deel",
    "dialog": "venster",
}  # fmt: skip
AROUND = {
    "dialog": "venster", "region": "gebied", "radiogroup": "groep", "group": "groep", "form": "formulier",
    "navigation": "navigatie", "table": "tabel", "list": "lijst",
}  # fmt: skip
STATES = {
    ("checked", "true"): "gekozen", ("checked", "false"): "niet gekozen", ("expanded", True): "uitgeklapt",
    ("expanded", False): "ingeklapt", ("required", True): "verplicht", ("invalid", "true"): "ongeldig",
    ("pressed", "true"): "ingedrukt", ("pressed", "false"): "niet ingedrukt", ("disabled", True): "uit",
}  # fmt: skip


class Listener:
    """Writes down, step by step, where the keyboard is and what is said by itself."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines: list[str] = []
        self._around: list[str] = []
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("Accessibility.enable")

    def hear(self, does: str, said: str | re.Pattern[str] = "") -> None:
        """Write what one hears after this step; of what is `said` by itself these words are waited for."""
        self._lines.append(f"> {does}")
        if said:
            voice = self._page.locator(VOICES).filter(has_text=said).last
            expect(voice).to_be_attached()
            self._lines.append(f"  gemeld: {_words(voice.evaluate(SAID))}")
        self._lines += self._focused()

    def compare(self, task: str) -> None:
        """Compare with the text that is kept of this task."""
        self._tools.detach()
        kept, heard = KEPT / f"{task}.txt", "\n".join(self._lines) + "\n"
        if os.environ.get("WERKAGENDA_SPOKEN") == "schrijf":
            kept.write_text(heard, encoding="utf-8")
        assert heard == kept.read_text(encoding="utf-8"), f"what is heard differs from {kept}"

    def _focused(self) -> Iterator[str]:
        focused = self._tools.send("Runtime.evaluate", {"expression": FOCUSED})["result"]["objectId"]
        asked = {"objectId": focused, "fetchRelatives": True}
        nodes = {
            one["nodeId"]: one for one in self._tools.send("Accessibility.getPartialAXTree", asked)["nodes"]
        }
        node = next(iter(nodes.values()))
        around = list(_around(node, nodes))
        yield from (f"  in {one}" for one in reversed(around) if one not in self._around)
        self._around = around
        yield f"  {_told(node)}"


def _around(node: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the named parts that something stands in, from the inside out."""
    while node := nodes.get(node.get("parentId", ""), {}):
        role, name = _value(node, "role"), _value(node, "name")
        if role in AROUND and name and not node["ignored"]:
            yield f"{AROUND[role]} “{_words(name)}”"


def _told(node: Mapping[str, Any]) -> str:
    properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    role = _value(node, "role")
    kind = f"kop {properties.get('level')}" if role == "heading" else ROLES.get(role, role)
    states: Sequence[str] = [word for (name, value), word in STATES.items() if properties.get(name) == value]
    parts = [_value(node, "name"), kind, *states, _value(node, "value"), _value(node, "description")]
    return ", ".join(_words(part) for part in parts if part)


def _value(node: Mapping[str, Any], part: str) -> str:
    return str(node.get(part, {}).get("value", ""))


def _words(text: str) -> str:
    """The same on any day, on one line."""
    return " ".join(text.replace("\xad", "").replace(day_text(records.today()), "<vandaag>").split())
