"""The servers that are compared: Werkagenda, and stock Streamlit apps written to a folder of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

from lib.web.assets.lean import PLACE, lean_folder
from tests.browser.browser_support import Server

LEAN = lean_folder()

EMPTY = """
import streamlit as st

st.title("Werkagenda")
st.write("Een lege pagina.")
"""

BARE_GRID = """
import pandas as pd
import streamlit as st

rows = [str(number) for number in range(1, 14)]
columns = ["Nr", "Actie", "Prioriteit", "Fase", "Aanjager", "Stand van zaken"]
st.data_editor(pd.DataFrame({name: rows for name in columns}), key="grid", hide_index=True)
"""

NAIVE = """
import sqlite3

import pandas as pd
import streamlit as st

db = sqlite3.connect({database!r})
goals = pd.read_sql("SELECT * FROM goal ORDER BY position", db)
actions = pd.read_sql(
    "SELECT a.*, p.name AS driver FROM action a LEFT JOIN party p ON p.id = a.driver_id ORDER BY position", db
)
db.close()

st.set_page_config(layout="wide")
st.title("Werkagenda 2021-2023")
text = st.text_input("Zoek")
chosen = st.multiselect("Doel", goals["name"])
priorities = st.pills("Prioriteit", ["A", "B", "C"], selection_mode="multi")
stages = st.multiselect("Fase", sorted(actions["stage"].unique()))
if text:
    actions = actions[actions["name"].str.contains(text, case=False)]
if priorities:
    actions = actions[actions["priority"].isin(priorities)]
if stages:
    actions = actions[actions["stage"].isin(stages)]
if chosen:
    goals = goals[goals["name"].isin(chosen)]
st.write(f"{{len(actions)}} acties")

for column, goal in zip(st.columns(len(goals)), goals.itertuples()):
    column.subheader(goal.name)
for priority in ["A", "B", "C", None]:
    for column, goal in zip(st.columns(len(goals)), goals.itertuples()):
        own = actions[actions["goal_id"] == goal.id]
        own = own[own["priority"].isna()] if priority is None else own[own["priority"] == priority]
        for action in own.itertuples():
            with column.container(border=True):
                st.markdown(f"**{{action.name}}**")
                st.caption(action.stage)
                st.caption(f"aanjager: {{action.driver or 'vacant'}}")
                st.button("Open", key=action.id)
"""


NOT_STREAMLITS = ("uvloop", "httptools")
"""What our requirements add and Streamlit uses when it finds it."""


class Stock(Server):
    """A plain `streamlit run app.py`, as `pip install streamlit` gives it and with its own settings."""

    def __init__(self, folder: Path, script: str) -> None:
        super().__init__(folder)
        (folder / "app.py").write_text(script, encoding="utf-8")
        hidden = folder / "hidden"
        hidden.mkdir()
        for name in NOT_STREAMLITS:
            (hidden / f"{name}.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
        self.environment["PYTHONPATH"] = str(hidden)

    def start(self) -> None:
        """Start in the app's own folder, so that no settings of ours are read, and wait until it answers."""
        options = ["--server.headless", "true", "--server.port", str(self.port)]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait_until_healthy(self.process)


def ours(folder: Path, dataset: str = "voorbeeld", database: Path | None = None) -> Server:
    """Werkagenda as `make run` or `make demo` starts it, with its lean files ready."""
    return Server(folder, {"WERKAGENDA_SET": dataset, PLACE: str(LEAN)}, database=database)


def without_lean(folder: Path) -> Server:
    """Werkagenda on its example set while its lean files are not ready."""
    return Server(folder, {"WERKAGENDA_SET": "voorbeeld"})


def cpu_seconds(server: Server) -> float:
    """The processor time that a server has used so far."""
    assert server.process is not None
    used = psutil.Process(server.process.pid).cpu_times()
    return float(used.user + used.system)


def resident_bytes(server: Server) -> int:
    """The memory that a server holds at this moment."""
    assert server.process is not None
    return int(psutil.Process(server.process.pid).memory_info().rss)
