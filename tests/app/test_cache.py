"""What pages keep: worked out once, shared, and anew as soon as the data or the day is another."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.access import Person
from lib.store import agenda, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.ui.here import cache
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.moments import Begin
from lib.ui.here.state import Here

pytestmark = pytest.mark.usefixtures("nothing_worked_out")


def standing(path: Path, **other: object) -> Here:
    """Somebody who looks at the present."""
    begin = Begin("", date(2022, 1, 1), "2022-01-01", "1 januari 2022")
    here = Here("echt", path, Person("Anna"), None, None, begin, False, "", "", "", date(2022, 1, 3), "", ())
    return replace(here, **other)  # type: ignore[arg-type]


def looked(here: Here, made: list[int], what: str = "notes") -> list[str]:
    """The notes of all actions as a page would keep them; `made` counts how often they were worked out."""
    with reading(here.path, here.at) as db:

        def make() -> list[str]:
            made.append(1)
            return [action.note for action in agenda.actions(db)]

        return kept(what, here, db, make)


def test_it_is_worked_out_once_for_everybody(real: Path) -> None:
    made: list[int] = []
    first = looked(standing(real), made)
    assert looked(standing(real, person=Person("Bram")), made) is first
    assert len(made) == 1


def test_a_change_of_anybody_makes_it_new(real: Path) -> None:
    made: list[int] = []
    looked(standing(real), made)
    with writing(real, Person("Bram")) as db:
        records.save(db, "action", "3", 1, {"note": "Van Bram"})
    assert "Van Bram" in looked(standing(real), made)
    assert len(made) == 2


def test_another_moment_day_or_filter_is_another_result(real: Path) -> None:
    made: list[int] = []
    with reading(real) as db:
        first, _ = history.span(db) or ("", "")
    looked(standing(real), made)
    looked(standing(real, at=first), made)
    looked(standing(real, shown_day=date(2022, 5, 1)), made)
    looked(standing(real), made, "notes since May")
    assert len(made) == 4


def test_a_copy_that_was_put_back_is_read_anew(real: Path) -> None:
    made: list[int] = []
    with reading(real) as db:
        version = records.get(db, "action", "3")["version"]
    for who, note in (("Bram", "Van Bram"), ("Chris", "Van Chris")):
        connection.let_go(real)
        before = real.read_bytes()
        with writing(real, Person(who)) as db:
            records.save(db, "action", "3", version, {"note": note})
        assert note in looked(standing(real), made)
        connection.let_go(real)
        real.write_bytes(before)
    assert len(made) == 2


def test_what_follows_from_something_kept_goes_with_it() -> None:
    made: list[int] = []
    for source in (first := ["note"], first, ["note"]):
        kept_with("length", lambda: made.append(1), source)
    kept_with("last", lambda: made.append(0), first)
    assert made == [1, 1, 0]


def test_what_holds_links_goes_by_all_that_the_address_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    source = object()

    def keep(asked: str) -> None:
        monkeypatch.setattr(cache, "asked_in_all", lambda: asked)
        cache.kept_here("links", lambda: made.append(asked), source)

    for asked in ("", "?voor=onderwijs", ""):
        keep(asked)
    assert made == ["", "?voor=onderwijs"]


def test_two_places_never_share_a_result_whatever_they_name_it(real: Path) -> None:
    with reading(real) as db:
        meeting = kept("proposals 3", standing(real), db, lambda: "of the third meeting")
        action = kept("proposals 3", standing(real), db, lambda: "of the third action")
    assert (meeting, action) == ("of the third meeting", "of the third action")
    source = object()
    one = kept_with("it", lambda: "here", source)
    other = kept_with("it", lambda: "there", source)
    assert (one, other) == ("here", "there")
