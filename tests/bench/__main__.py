"""How fast Werkagenda is, as ratios to stock Streamlit apps that are measured in the same run.

`make bench` runs this; it takes about twenty minutes and leaves nothing behind. Milliseconds differ between
machines and between minutes, so only ratios count, and nothing here fails on them: a page that shows an
error does.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from app import ROOMS
from lib.store.finding.entries import Entry
from lib.store.finding.index import build, find
from lib.web.ahead.screen import DRAWN_AHEAD
from tests.bench import campuses, files, following, million, notices, pages, sessions, tallies, years
from tests.bench.pages import (
    ALL_DRAWN,
    CAMPUS_PIN,
    EMPTY_TEXT,
    FIRST_SCREEN,
    GRID,
    GRID_CELL,
    MATRIX_CARD,
    QUOTE,
    Screen,
)
from tests.bench.servers import (
    BARE_GRID,
    EMPTY,
    NAIVE,
    Stock,
    cpu_seconds,
    ours,
    resident_bytes,
    without_lean,
)
from tests.bench.sessions import Target
from tests.bench.table import Row, machine, print_rows, ratio
from tests.browser.browser_support import Server, launch
from tests.browser.chromium import find_chromium
from tests.table_to_present import prepare_table

COLD_ROUNDS, FILTER_ROUNDS, GRID_EDITS, ELSEWHERE_EDITS = 7, 24, 12, 15
CROWD, RUSH, THINK_SECONDS = 100, 50, 10.0
IDLE_SECONDS = 30.0
DOCUMENTS = 100
FIRST_ROUNDS = 3
WITHOUT_FIRST = "nieuw="
"""Asks for nothing new, but gets no first screen."""
LIST = "?modus=bewerken&weergave=lijst"
DATASET = "voorbeeld"
MARKED = "merk=ja"
MARKED_MATRIX = "Werkagenda, what changed marked"
AFTER_YEARS = {
    "Werkagenda": ("", ""),
    MARKED_MATRIX: ("", MARKED),
    "Lijst in Bewerken": ("", LIST.removeprefix("?")),
    "Actie": ("actie", "actie=3"),
    "Geschiedenis of an action": ("actie", "actie=3&tab=geschiedenis"),
    "Wijzigingen": ("wijzigingen", ""),
    "Stand": ("stand", ""),
    "Deze week": ("deze-week", ""),
}
"""Pages, with what comes after the question mark, that must not grow slow with the years."""
WORK = {
    "Werk naar werk": ("werk-naar-werk", ""),
    "Werk naar werk in Bewerken": ("werk-naar-werk", "modus=bewerken"),
    "Resultaat of action 2": ("actie", "actie=2&tab=effect"),
    "Deze week": ("deze-week", ""),
}
"""Pages that must not grow slow with the number of meldingen."""
FULL_TABLES = {
    "Werkagenda": ("", ""),
    "Coalitie of an action": ("actie", "actie=3&tab=coalitie"),
    "Coalitie in Bewerken": ("actie", "actie=3&tab=coalitie&modus=bewerken"),
    "Purpose case of an action": ("actie", "actie=3&tab=purpose-case"),
    "Coalities": ("coalities", ""),
    "Coalities, what changed marked": ("coalities", MARKED),
    "Netwerk": ("coalities", "blik=netwerk"),
    "Zonder de werkambassadeur in Bewerken": ("coalities", "blik=stop&modus=bewerken"),
    "Manifest": ("manifest", ""),
    "Brief": ("brief", ""),
    "Bijwerkronde in Bewerken": ("bijwerkronde", "modus=bewerken"),
}
"""Pages about the coalitions, the ledger of parties and the update round."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Werkagenda on its example set, beside a stock page that is empty."""

    folder: Path
    app: Server
    empty: Server

    @property
    def database(self) -> Path:
        """The file of the example set."""
        return self.app.database.with_name(f"werkagenda-{DATASET}.db")


def main() -> None:
    """Measure everything and print it."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: run `make chromium`.")
    print(f"Ratios to an empty stock Streamlit page in the same run; {machine()}")
    with TemporaryDirectory() as own, ExitStack() as servers:
        folder = Path(own)
        app = servers.enter_context(ours(folder / "ours"))
        bench = Bench(folder, app, servers.enter_context(Stock(folder / "empty", EMPTY)))
        with browser(chromium, folder) as one:
            loads(bench, one)
            first_screens(bench, one)
            presses(bench, one)
            presentation(bench, one)
        runs(bench)
        documents(bench)
        crowds(bench)
        followers(bench)
        find_a_word(bench)
        long_history(bench)
        files_to_wait_for(bench)
        many_campuses(bench)
        many_notices(bench)
        many_counts(bench)
        million_figures(bench, chromium)
    print(f"\nAt the end: {machine()}")


@contextmanager
def browser(chromium: Path, folder: Path) -> Iterator[Browser]:
    """A Chromium for as long as it is needed: it would take processor time from what follows."""
    with sync_playwright() as playwright:
        one = launch(playwright, chromium, folder)
        yield one
        one.close()


def loads(bench: Bench, one: Browser) -> None:
    """Pages in a browser that was never here."""
    screens = [
        Screen(bench.empty, "/", EMPTY_TEXT),
        Screen(bench.app, "/", MATRIX_CARD),
        Screen(bench.app, "/actie?actie=3", QUOTE),
        Screen(bench.app, f"/{LIST}", GRID),
        Screen(bench.app, "/campussen", CAMPUS_PIN),
    ]
    names = ("Werkagenda", "Actie", "Lijst in Bewerken (the heaviest)", "Campussen")
    lines = {
        "10 Mbit/s and 40 ms": (pages.OFFICE, (1.0, 1.2, 1.2, 1.2)),
        "loopback": (None, (1.2, 1.8, 1.8, 1.8)),
    }
    outside: list[str] = []
    for title, (line, budgets) in lines.items():
        empty, *took = pages.cold(one, screens, COLD_ROUNDS, line, outside)
        print_rows(
            f"Cold load until the content is there, {title} (the empty page took {median(empty):.0f} ms)",
            [
                Row(name, ratio(times, empty), most)
                for name, times, most in zip(names, took, budgets, strict=True)
            ],
        )
    base, *sizes = pages.transferred(one, screens)
    print_rows(
        f"Bytes on the wire for that (the empty page: {base / 1_024:.0f} KB)",
        [
            Row(name, size / base, most)
            for name, size, most in zip(names, sizes, (0.3, 0.25, 0.45, 0.65), strict=True)
        ],
    )
    print_rows(
        "Requests that leave the machine", [Row("all pages above", len(outside), 0, note="; ".join(outside))]
    )


def first_screens(bench: Bench, one: Browser) -> None:
    """What can be read of each page before anything else, and when all of it is drawn."""
    empty = Screen(bench.empty, "/", EMPTY_TEXT)
    early = [Screen(bench.app, f"/{page}", FIRST_SCREEN) for page in DRAWN_AHEAD]
    lines = {"10 Mbit/s and 40 ms": (pages.OFFICE, 0.15), "a slow phone on slow 4G": (pages.PHONE, 0.1)}
    for title, (line, most) in lines.items():
        base, *took = pages.cold(one, [empty, *early], FIRST_ROUNDS, line, [])
        print_rows(
            f"First content, {title} (the empty page took {median(base):.0f} ms)",
            [
                Row(f"/{page}", ratio(times, base), most)
                for page, times in zip(DRAWN_AHEAD, took, strict=True)
            ],
        )
    with without_lean(bench.folder / "not lean") as before:
        whole = [
            Screen(before, f"/?{WITHOUT_FIRST}", ALL_DRAWN, lettered=True),
            Screen(bench.app, "/", ALL_DRAWN, lettered=True),
        ]
        without, with_both = pages.cold(one, whole, COLD_ROUNDS, pages.OFFICE, [])
    print_rows(
        "Until everything is drawn in its own letters, 10 Mbit/s and 40 ms",
        [Row("Werkagenda, against no first screen and no lean files", ratio(with_both, without), 0.9)],
    )


def presses(bench: Bench, one: Browser) -> None:
    """What follows on a press: a filter, a cell, an edit of somebody else."""
    naive_app = Stock(bench.folder / "naive", NAIVE.format(database=str(bench.database)))
    with naive_app as naive, Stock(bench.folder / "grid", BARE_GRID) as bare:
        counts = pages.with_priority_a(bench.database)
        mine, theirs = pages.filtered(one, bench.app, naive, counts, FILTER_ROUNDS)
        grids = Screen(bare, "/", GRID), Screen(bench.app, f"/{LIST}", GRID)
        plain, stored = pages.entered(one, *grids, GRID_EDITS)
    assert pages.stored_note(bench.database) == f"stand {GRID_EDITS - 1}", "the last cell was not stored"
    elsewhere = [
        one_edit / 1_000
        for one_edit in pages.edited_elsewhere(one, bench.app, bench.database, ELSEWHERE_EDITS)
    ]
    print_rows(
        "From a press to what it brings",
        [
            Row("filter pressed -> new picture, against a naive page", ratio(mine, theirs), 0.6),
            Row("Enter in a cell -> stored -> redrawn, against a bare editor", ratio(stored, plain), 1.15),
            Row("edit elsewhere -> on my screen, median", median(elsewhere), 1.5, " s"),
            Row("edit elsewhere -> on my screen, slowest", max(elsewhere), 3.0, " s"),
        ],
    )


def runs(bench: Bench) -> None:
    """The processor time that one run of a page costs the server."""
    grid = LIST.removeprefix("?")
    prepare = f"overleg={pages.open_meeting(bench.database)}&deel=voorbereiden&modus=bewerken"
    targets = {
        **{room.title: Target(bench.app, room.address) for room in ROOMS},
        "Werkagenda, a filter pressed": Target(bench.app, part=True),
        MARKED_MATRIX: Target(bench.app, "", MARKED),
        "An action": Target(bench.app, "actie", "actie=3"),
        "Lijst in Bewerken (the heaviest)": Target(bench.app, "", grid),
        "Lijst in Bewerken, a cell edited": Target(bench.app, "", grid, part=True),
        "A meeting to prepare in Bewerken": Target(bench.app, "technologietafels", prepare),
        "The minutes of a meeting": Target(bench.app, "technologietafels", "overleg=1"),
        "Aan de slag": Target(bench.app, "", "set=echt"),
        "Beginstand": Target(bench.app, "", f"set=echt&{grid}"),
    }
    empty, *seconds = asyncio.run(sessions.cpu_per_run([Target(bench.empty), *targets.values()]))
    used = dict(zip(targets, seconds, strict=True))
    print_rows(
        f"Processor time of the server per run (empty: {empty * 1_000:.1f} ms)",
        [
            *[Row(name, spent / empty, 0.3) for name, spent in used.items()],
            Row("Werkagenda, marked against plain", used[MARKED_MATRIX] / used[ROOMS[0].title], 1.3),
        ],
    )


def documents(bench: Bench) -> None:
    """The processor time of a document with the first screen in it, once that is drawn."""
    print_rows(
        "Processor time of the server per document, in milliseconds",
        [Row(f"/{page}", _document(bench, page), 3) for page in DRAWN_AHEAD],
    )


def _document(bench: Bench, page: str) -> float:
    asked = Request(bench.app.url(page), headers={"accept-encoding": "gzip"})
    for _ in range(FIRST_ROUNDS):
        urlopen(asked).close()
    before = cpu_seconds(bench.app)
    for _ in range(DOCUMENTS):
        urlopen(asked).close()
    return 1_000 * (cpu_seconds(bench.app) - before) / DOCUMENTS


def crowds(bench: Bench) -> None:
    """Many people on Werkagenda at once."""
    empty, app = Target(bench.empty), Target(bench.app)
    thinking = [asyncio.run(sessions.crowd(one, CROWD, 2, THINK_SECONDS)) for one in (empty, app)]
    rushing = [asyncio.run(sessions.crowd(one, RUSH, 6, 0.0)) for one in (empty, app)]
    errors = sum(one.errors for one in (*thinking, *rushing))
    held = resident_bytes(bench.app) / resident_bytes(bench.empty)
    print_rows(
        "Many at once, whole page each time",
        [
            Row(f"p95 of a run, {CROWD} people thinking 10 s, twice", thinking[1].p95 / thinking[0].p95, 0.3),
            Row(
                f"runs per second, {RUSH} people without thinking",
                rushing[1].per_second / rushing[0].per_second,
                4,
                at_least=True,
            ),
            Row("errors", errors, 0),
            Row("memory of the server after all of them", held),
        ],
    )


def presentation(bench: Bench, one: Browser) -> None:
    """From an edit, and from a move of the presenter, to the screen of who follows."""
    table = prepare_table(bench.database)
    edited, moved = following.delays(one, bench.app, bench.database, table, ELSEWHERE_EDITS)
    print_rows(
        "To the screen of who follows a presentation",
        [
            Row("edit -> follower's screen, median", median(edited), 1.5, " s"),
            Row("edit -> follower's screen, slowest", max(edited), 3.0, " s"),
            Row("move -> follower's screen, median", median(moved), 1.5, " s"),
            Row("move -> follower's screen, slowest", max(moved), 3.0, " s"),
            *following.crowd(one, bench.app, table),
        ],
    )


def followers(bench: Bench) -> None:
    """People who have Werkagenda open, while nothing happens."""
    cores = asyncio.run(sessions.idle_cores(Target(bench.app), CROWD, DATASET, IDLE_SECONDS))
    print_rows(
        "People who only follow",
        [
            Row(
                f"{CROWD} idle followers",
                cores,
                0.25,
                " core",
                note=f"{60 * cores:.1f} processor seconds a minute",
            ),
        ],
    )


def find_a_word(bench: Bench) -> None:
    """A word in an agenda of ten thousand rows: the longest answer, and a new index."""
    many = [
        Entry("Gebeurtenis", f"Gesprek {number} over zij-instroom bij bedrijf {number % 97}", "", "")
        for number in range(10_000)
    ]
    made, index = inf, build(many)
    for _ in range(3):
        begin = perf_counter()
        index = build(many)
        made = min(made, perf_counter() - begin)
    waits = []
    with patch("lib.store.finding.index.index_of", return_value=index):
        for asked in ("instroom", "bedrijf 96", "zij ge", "g", "niets hiervan"):
            before = perf_counter()
            find(bench.folder, asked)
            waits.append(1000 * (perf_counter() - before))
    print_rows(
        "Finding a word among 10,000 rows",
        [
            Row("the slowest answer", max(waits), 100, " ms"),
            Row("the index, made anew after a change", 1000 * made, 100, " ms"),
        ],
    )


def long_history(bench: Bench) -> None:
    """The same pages after three years of work and before it, and the coalition pages with full tables."""
    amounts = {"none": None, "day": years.FIRST_DAY, "years": years.THREE_YEARS}
    with ExitStack() as servers:
        none, day, old = (
            servers.enter_context(ours(file.parent, "echt", file))
            for name, amount in amounts.items()
            for file in [years.fill(bench.folder / name / "werkagenda.db", amount)]
        )
        targets = [Target(server, *place) for place in AFTER_YEARS.values() for server in (none, day, old)]
        used = iter(asyncio.run(sessions.cpu_per_run(targets, rounds=5, runs=6)))
        full = [Target(old, *place) for place in FULL_TABLES.values()]
        empty, *tables = asyncio.run(sessions.cpu_per_run([Target(bench.empty), *full], rounds=5, runs=6))
    print_rows(
        f"Processor time per run after three years against a first day ({years.HISTORY:,} rows of history)",
        [
            Row(
                name,
                late / first,
                1.3 if name == "Wijzigingen" else 1.2,
                note=f"{late / bare:.2f} against an agenda that nobody touched",
            )
            for name, (bare, first, late) in zip(AFTER_YEARS, zip(used, used, used, strict=True), strict=True)
        ],
    )
    print_rows(
        f"Processor time per run with {years.PARTIES} parties and {years.STEPS:,} steps, against empty",
        [Row(name, one / empty, 0.3) for name, one in zip(FULL_TABLES, tables, strict=True)],
    )


def many_notices(bench: Bench) -> None:
    """Werk naar werk and what else shows it, with thousands of meldingen and with a few."""
    files = [
        notices.fill(bench.folder / name / "werkagenda.db", many=many)
        for name, many in (("few meldingen", False), ("many meldingen", True))
    ]
    with ours(files[0].parent, "echt", files[0]) as few, ours(files[1].parent, "echt", files[1]) as many:
        targets = [Target(server, *place) for place in WORK.values() for server in (few, many)]
        used = asyncio.run(sessions.cpu_per_run(targets, rounds=5, runs=6))
    print_rows(
        f"Processor time per run with {notices.MANY:,} meldingen against {notices.FEW}",
        [Row(name, used[2 * n + 1] / used[2 * n], 1.3) for n, name in enumerate(WORK)],
    )


def files_to_wait_for(bench: Bench) -> None:
    """The letter, the workbook and the check of the history, after three years of work."""
    path = years.fill(bench.folder / "files" / "werkagenda.db", years.THREE_YEARS)
    with patch.dict("os.environ", {"WERKAGENDA_DB": str(path)}):
        print_rows("Files after three years of work", files.measure(path, bench.folder))


def many_campuses(bench: Bench) -> None:
    """The campus map with the campuses of the overview, and with two thousand."""
    files = [
        campuses.fill(bench.folder / name / "werkagenda.db", many=many)
        for name, many in (("few", False), ("many", True))
    ]
    with ours(files[0].parent, "echt", files[0]) as few, ours(files[1].parent, "echt", files[1]) as many:
        targets = [Target(server, "campussen") for server in (few, many)]
        empty, *used = asyncio.run(sessions.cpu_per_run([Target(bench.empty), *targets], rounds=5, runs=6))
    print_rows(
        "Campussen: processor time of the server per run",
        [
            Row("with the campuses of the overview", used[0] / empty, 0.3),
            Row(f"with {campuses.MANY:,} more", used[1] / empty, 0.3),
            Row("many against few", used[1] / used[0], 1.2),
        ],
    )


def many_counts(bench: Bench) -> None:
    """What was counted, with fifty thousand counts and with some."""
    files = [bench.folder / name / "werkagenda.db" for name in ("some", "lots")]
    held = [tallies.fill(path, many=place > 0) for place, path in enumerate(files)]
    with ours(files[0].parent, "echt", files[0]) as few, ours(files[1].parent, "echt", files[1]) as many:
        targets = [Target(server, *place) for place in tallies.PAGES.values() for server in (few, many)]
        used = asyncio.run(sessions.cpu_per_run(targets, rounds=5, runs=6))
    print_rows(
        f"Processor time per run with {held[1]:,} counts against {held[0]:,}",
        [Row(name, used[2 * n + 1] / used[2 * n], 1.3) for n, name in enumerate(tallies.PAGES)],
    )


def million_figures(bench: Bench, chromium: Path) -> None:
    """Arbeidsmarkt with a million figures and with a thousand: a run of the page, and the wait."""
    files = [
        million.fill(bench.folder / name / "werkagenda.db", many=many)
        for name, many in (("thousand", False), ("million", True))
    ]
    queries = {"Overview": "", "Series": "indicator=banen_BE&regio=CR18", "Bewerken": "modus=bewerken"}
    with ours(files[0].parent, "echt", files[0]) as few, ours(files[1].parent, "echt", files[1]) as many:
        targets = [
            Target(server, "arbeidsmarkt", query) for query in queries.values() for server in (few, many)
        ]
        used = asyncio.run(sessions.cpu_per_run(targets, rounds=5, runs=6))
        screens = [Screen(server, "/arbeidsmarkt", GRID_CELL) for server in (few, many)]
        with browser(chromium, bench.folder) as one:
            waited = pages.cold(one, screens, COLD_ROUNDS, None, [])
    held = [million.count(path) for path in files]
    print_rows(
        f"Arbeidsmarkt with {held[1]:,} figures against {held[0]:,}",
        [
            *(Row(f"run of {name}", used[2 * n + 1] / used[2 * n], 1.3) for n, name in enumerate(queries)),
            Row("cold load until the grid is there", ratio(waited[1], waited[0]), 1.3),
        ],
    )


if __name__ == "__main__":
    main()
