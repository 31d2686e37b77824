"""The first screen that goes along with the document says what the page itself says."""

import html
import re
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.caching.storage.dummy_cache_storage import MemoryCacheStorageManager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from lib.access import AT_MACHINE, DRIVER, MONEY, RIGHTS, Person, Session
from lib.store import records
from lib.store.file.connection import writing
from lib.store.people import accounts
from lib.ui.ahead.first import draw
from lib.ui.here import visitor
from lib.web.ahead.screen import DRAWN_AHEAD, Asked
from tests.app.conftest import OpenScreen
from tests.app.engine import COMPONENTS
from tests.app.screen import LOOPBACK
from tests.app.test_amounts import leaks, told as told

QUERIES = {
    "": (
        *("", "op=2022-06-30", "sinds=2022-01-01", "merk=ja", "merk=ja&sinds=2022-01-01"),
        *("weergave=lijst", "weergave=bord", "weergave=lijst&merk=ja", "weergave=bord&op=2022-06-30"),
        *("op=onzin", "voor=onzin", "voor=AM15", "prio=A&doel=3&doel=99&fase=idee", "weergave=onzin"),
    ),
    "stand": ("", "op=2022-06-30"),
    "actie": ("actie=3", "actie=9&op=2022-06-30", "actie=m1", "actie=4&sinds=2022-01-01"),
    "coalities": ("", "op=2022-06-30"),
    "wijzigingen": ("", "sinds=2022-01-01"),
    "regio": ("", "regio=AM18"),
    "manifest": ("", "peildatum=onzin", "vorm=tabel"),
    "campussen": ("", "campus=1", "kleur=aantal"),
    "arbeidsmarkt": ("", "indicator=werkloosheid&regio=PV27", "indicator=onzin"),
}
"""What each page is asked in the address, where it is more than how it opens."""
AMOUNTS = {"geld": "", "actie": "actie=4&tab=geld"}
"""The pages on which amounts stand, and what they are asked."""
PLAIN = (("coalities", "blik=netwerk"), ("presenteren", "overleg=agenda"))
"""What a script draws, or what fills the screen: these documents go without a first screen."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page needs of the server that it runs in."""
    running = MagicMock(spec=Runtime)
    running.media_file_mgr = MediaFileManager(MemoryMediaFileStorage("/media"))
    running.cache_storage_manager = MemoryCacheStorageManager()
    running.bidi_component_registry = COMPONENTS
    monkeypatch.setattr(Runtime, "_instance", running)


def asked(page: str, query: str, url: str = LOOPBACK) -> str:
    return draw(Asked(page, query, url, (), ((AT_MACHINE, "ja"),)))


def words(markup: str) -> str:
    """The words of markup, with one space between them."""
    bare = re.sub(r"<(style|noscript).*?</\1>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())


@pytest.mark.parametrize("dataset", ["echt", "voorbeeld"])
@pytest.mark.parametrize("page", DRAWN_AHEAD)
def test_every_word_of_the_page_is_in_its_first_screen(
    page: str, dataset: str, example: object, server: None, screen: OpenScreen
) -> None:
    """The real agenda has what the example has not: a page on which nothing is recorded yet."""
    queries = QUERIES.get(page, ("",))[: 1 if dataset == "echt" else None]
    firsts = {query: words(asked(page, f"set={dataset}&{query}")) for query in queries}
    tab = screen()
    for query, said in firsts.items():
        assert said, query
        tab.open_address(f"{page}?set={dataset}&{query}")
        texts = [node.proto.body for node in tab.app.main if node.type == "html"]
        texts += [html.escape(text) for text in tab.warnings]
        drawn = [tab.cards()["picture"]] if not page and "weergave=lijst" not in query else []
        parts = [words(part) for part in (tab.menu, *texts, *drawn)]
        assert not [part for part in parts if part not in said], query


def test_a_page_that_a_script_draws_gets_none(example: object, server: None) -> None:
    assert not [where for where in PLAIN if asked(*where)]


def test_nobody_who_may_not_read_gets_a_byte_of_it(
    told: Path, real: Path, server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader sees every page without an amount; who lost the right to read sees nothing."""
    accounts.add(real, Person("Beheer"), "Anna", "lezer", (), None)
    monkeypatch.setattr(visitor, "session", lambda: Session(0, "Carla", "lezer"))
    firsts = {page: asked(page, AMOUNTS.get(page, "")) for page in DRAWN_AHEAD}
    assert all(firsts.values()), firsts
    assert not leaks(firsts)
    monkeypatch.setattr(visitor, "session", lambda: None)
    for page in DRAWN_AHEAD:
        assert asked(page, "") == asked(page, "", "http://10.0.0.5:8501/") == ""


@pytest.mark.parametrize("page", AMOUNTS)
def test_each_who_reads_sees_the_amounts_that_are_for_his_role(
    page: str, told: Path, server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    their_own = page == "geld"  # an aanjager sees those of own actions
    for role, rights in RIGHTS.items():
        session = Session(0, "Carla", role, ("3",) if role == DRIVER else ())
        monkeypatch.setattr(visitor, "session", lambda session=session: session)
        first = asked(page, AMOUNTS[page])
        assert first, role
        assert bool(leaks({role: first})) == (MONEY in rights and (their_own or role != DRIVER)), role


def test_text_of_a_visitor_stays_text(real: Path, server: None) -> None:
    hostile = "<script>alert(1)</script>"
    with writing(real, Person("Bram")) as db:
        records.save(db, "action", "3", 1, {"note": hostile})
    assert hostile not in asked("", "weergave=lijst")
