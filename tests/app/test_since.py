"""What changed since: marked on cards, in lists and on an action, and a filter of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from lib.access import Person
from lib.rules import since
from lib.store import agenda, history, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

SINCE = "2022-03-10"
BRAM = Person("Bram")


def card(here: Screen, action_id: str) -> dict[str, Any]:
    return dict(next(one for one in here.cards()["cards"] if one["id"] == action_id))


def kinds(here: Screen) -> dict[str, str]:
    return {one["id"]: str(one["since"]["kind"]) for one in here.cards()["cards"]}


def legend(here: Screen) -> list[str]:
    """The words of the legend, in order."""
    found = next(one for one in here.app.main if str(getattr(one, "key", "")).startswith("legend"))
    return [str(option.content) for option in found.proto.options]


def press(here: Screen, kind: str) -> Screen:
    key = next(key for key in here.keys if key.startswith("legend"))
    return here.choose(key, [kind])


def row_of(here: Screen, name: str) -> str:
    """The row of a table that names something."""
    rows: list[str] = re.findall(r"<tr.*?</tr>", here.markup, re.DOTALL)
    return next(row for row in rows if name in row)


# ------------------------------------------------------------------- when it is marked


@pytest.mark.parametrize(
    ("params", "on"),
    [
        ({}, False),
        ({"merk": "ja"}, True),
        ({"sinds": SINCE}, True),
        ({"sinds": SINCE, "merk": "nee"}, False),
        ({"soort": "gewijzigd"}, True),
        ({"merk": "misschien"}, False),
    ],
)
def test_differences_are_marked_as_the_address_asks(
    example: Path, screen: OpenScreen, params: dict[str, str], on: bool
) -> None:
    here = screen().open(**params)
    assert here.cards()["marked"] is on
    assert here.value("marks") is on
    assert all((one["since"] is not None) == on for one in here.cards()["cards"])


def test_the_switch_writes_what_is_not_so_by_itself(example: Path, screen: OpenScreen) -> None:
    here = screen().open()
    here.choose("marks", True)
    assert here.params["merk"] == "ja"
    here.choose("marks", False)
    assert "merk" not in here.params

    here = screen().open(sinds=SINCE, soort="gewijzigd")
    here.choose("marks", False)
    assert here.params["merk"] == "nee"
    assert "soort" not in here.params
    here.choose("marks", True)
    assert "merk" not in here.params


# --------------------------------------------------------------------------- the cards


def test_a_changed_card_has_the_old_values(example: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds=SINCE)
    fund = card(here, "4")
    assert fund["since"]["old"] == {
        "priority": "B",
        "stage": "Purpose case",
        "driver": "Gemeente Voorbeelddorp (verzonnen)",
    }
    assert "fase was Purpose case, nu Draagvlaktoets" in fund["since"]["told"]
    assert {one["name"]: one["then"] for one in fund["helices"]}["overheid"] == 2
    assert card(here, "9")["since"]["kind"] == "beeindigd"
    assert card(here, "9")["since"]["old"] == {"stage": "Purpose case"}
    assert "priority" not in card(here, "10")["since"]["old"]
    assert card(here, "10")["was"] == "", "what was adopted is not struck among what changed since"
    assert card(screen().open(), "10")["was"] == "C"


def test_a_card_without_old_values_tells_what_became_of_it(example: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds="2022-06-30")
    mark = card(here, "3")["since"]
    also = mark["also"]
    assert re.match(r"Vraag aan Provinciale dienst .*: Wie betaalt .*\? En nog \w+ wijzigingen\.", also)
    assert also in mark["told"], "who does not see the card hears the same"
    assert also in screen().open(sinds="2022-06-30", weergave="lijst").text
    assert card(here, "4")["since"]["also"] == "", "the struck values say enough"


def test_a_new_action_is_new(real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "now", lambda: "2022-06-01T09:00:00.000Z")
    with writing(real, BRAM, "Besluit van de tafel") as db:
        agenda.add_action(db, 1, {"name": "Proeftuin", "priority": "C"})
    here = screen().open(sinds="2022-05-01")
    assert kinds(here)["12"] == "nieuw"
    assert legend(here) == ["0 beëindigd", "1 nieuw", "0 gewijzigd", "0 verouderd", "13 gelijk"]
    assert "Nieuw op de agenda".lower() in screen().open("actie", actie="12", sinds="2022-05-01").text


def test_what_was_changed_and_changed_back_is_equal(
    real: Path, screen: OpenScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "now", lambda: "2022-06-01T09:00:00.000Z")
    for note in ("Loopt", ""):
        with writing(real, BRAM) as db:
            version = records.get(db, "action", "3")["version"]
            records.save(db, "action", "3", version, {"note": note})
    here = screen().open(sinds="2022-05-01")
    assert kinds(here)["3"] == "gelijk"
    assert card(here, "3")["plus"] == 2
    assert legend(here)[-1] == "13 gelijk"


def test_the_first_filling_is_no_change(real: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds="2021-06-01")
    assert set(kinds(here).values()) == {"gelijk"}
    assert "Sinds" not in screen().open("actie", actie="3").markup


def test_an_edit_of_somebody_else_is_marked_in_the_next_run(example: Path, screen: OpenScreen) -> None:
    here = screen().open(merk="ja")
    assert kinds(here)["7"] == "gelijk"
    with writing(example, BRAM) as db:
        version = records.get(db, "action", "7")["version"]
        records.save(db, "action", "7", version, {"driver_id": 1})
    here.run()
    assert kinds(here)["7"] == "gewijzigd"
    assert card(here, "7")["since"]["old"] == {"driver": "niemand"}


def test_at_a_past_moment_only_what_came_before_it_is_marked(example: Path, screen: OpenScreen) -> None:
    here = screen().open(op="2022-06-30", sinds="2022-03-10")
    assert kinds(here)["9"] == "beeindigd"
    assert "Overgedragen" not in json_of(card(here, "1"))
    later = screen().open(op="2022-03-01", sinds="2022-06-30")
    assert set(kinds(later).values()) == {"gelijk"}, "a period that ends before it begins holds nothing"


def json_of(one: dict[str, Any]) -> str:
    return str(one["since"])


# -------------------------------------------------------------------------- the legend


def test_the_legend_counts_all_actions_with_ended_first(example: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds=SINCE, prio="A")
    told = legend(here)
    assert [one.split(" ", 1)[1] for one in told] == list(since.KINDS.values())
    assert sum(int(one.split(" ")[0]) for one in told) == 13
    counted = {kind: list(kinds(here).values()).count(kind) for kind in since.KINDS}
    assert [int(one.split(" ")[0]) for one in told] == list(counted.values())


def test_a_kind_filters_with_the_other_filters_and_leaves_ghosts(example: Path, screen: OpenScreen) -> None:
    here = screen().open(merk="ja")
    press(here, "gelijk")
    assert here.params["soort"] == "gelijk"
    same = [action_id for action_id, kind in kinds(here).items() if kind == "gelijk"]
    assert here.shown() == same
    assert len(here.cards()["cards"]) == 13
    here.choose("filter priority", ["C"])
    assert here.shown() == [one for one in same if card(here, one)["priority"] == "C"]
    here.press("Filters wissen")
    assert len(here.shown()) == 13
    assert here.params.get("soort") is None
    assert here.cards()["marked"], "the marks stay"


def test_a_kind_that_does_not_exist_is_named(example: Path, screen: OpenScreen) -> None:
    here = screen().open(soort=["gewijzigd", "verdwenen"])
    assert "verdwenen" in here.warnings[0]
    assert set(here.shown()) == {one for one, kind in kinds(here).items() if kind == "gewijzigd"}


def test_a_chosen_kind_stays_chosen_when_the_counts_change(example: Path, screen: OpenScreen) -> None:
    here = screen().open(merk="ja", soort="gelijk")
    assert "7" in here.shown()
    with writing(example, BRAM) as db:
        version = records.get(db, "action", "7")["version"]
        records.save(db, "action", "7", version, {"note": "Loopt weer"})
    here.run()
    assert here.params["soort"] == "gelijk"
    assert "7" not in here.shown()


# ------------------------------------------------------------------------ list and board


def test_the_list_tells_old_and_new_and_sorts_ended_first(example: Path, screen: OpenScreen) -> None:
    here = screen().open(sinds=SINCE, weergave="lijst", sorteer="sinds")
    row = row_of(here, "Ontwikkelfonds")
    assert "fase: <del>Purpose case</del> → <ins>Draagvlaktoets</ins>" in row
    assert "prioriteit: <del>B</del> → <ins>A</ins>" in row
    rows = re.findall(r'wa-kind (\w+)"', here.markup)
    assert rows[0] == "beeindigd"
    order = list(since.KINDS)
    assert rows == sorted(rows, key=order.index)
    assert "wa-kind" not in screen().open(weergave="lijst").markup


def test_the_board_has_the_same_marks(example: Path, screen: OpenScreen) -> None:
    matrix = {one["id"]: one["since"] for one in screen().open(sinds=SINCE).cards()["cards"]}
    board = {one["id"]: one["since"] for one in screen().open(sinds=SINCE, weergave="bord").cards()["cards"]}
    assert matrix == board


# ----------------------------------------------------------- an action, and the coalitions


def test_an_action_tells_in_one_sentence_what_changed(example: Path, screen: OpenScreen) -> None:
    here = screen().open("actie", actie="4", sinds=SINCE)
    changes = "prioriteit van B naar A, fase van Purpose case naar Draagvlaktoets"
    assert f"Sinds 10 maart 2022: {changes}" in here.text
    assert "Anders sinds 10 maart 2022" in here.text
    assert "Aanjager was Gemeente Voorbeelddorp (verzonnen) / is Arbeidsmarktregio" in here.text
    assert "Stand van zaken was leeg / is zoals hierboven" in here.text
    with reading(example) as now, reading(example, "2022-03-09T22:59:59.999Z") as then:
        new = agenda.step_ids(now)["4"] - agenda.step_ids(then)["4"]
    assert here.markup.count('<b class="wa-new">nieuw</b>') == len(new) > 0


def test_an_action_that_did_not_change_says_so_when_asked(example: Path, screen: OpenScreen) -> None:
    assert "wa-since" not in screen().open("actie", actie="7").markup
    here = screen().open("actie", actie="7", sinds="2023-03-10")
    assert "Sinds 10 maart 2023: niets gewijzigd." in here.text


def test_coalitions_show_then_above_now_only_where_different(example: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities", sinds="2022-06-30")
    row = row_of(here, "Ontwikkelfonds")
    assert '<del class="wa-was">4 van 5 stoelen</del>5 van 5 stoelen' in row
    assert "<del>3</del> → 4 – heeft inzet toegezegd" in row
    assert '<del class="wa-was">' not in row_of(here, "Gecombineerde lectoraten")
    assert '<del class="wa-was">' not in screen().open("coalities").markup


def test_coalitions_can_be_filtered_on_what_changed(example: Path, screen: OpenScreen) -> None:
    here = screen().open("coalities", sinds="2022-06-30")
    told = legend(here)
    assert sum(int(one.split(" ")[0]) for one in told) == 12
    press(here, "gelijk")
    assert here.params["soort"] == "gelijk"
    assert "Ontwikkelfonds" not in "".join(re.findall(r"<tr.*?</tr>", here.markup, re.DOTALL))
    assert "Gecombineerde lectoraten" in here.text


def test_campuses_are_named_new_or_changed_in_the_list(example: Path, screen: OpenScreen) -> None:
    here = screen().open("campussen", sinds="2022-05-01")
    assert "<b>gewijzigd</b>:" in row_of(here, "Campus Voorbeeld Kust")
    assert "aandeel bedrijfsleven" in row_of(here, "Campus Voorbeeld Kust")
    assert "<b>gewijzigd</b>" not in screen().open("campussen").markup


# ----------------------------------------------------------------------------- editions


def test_an_edition_is_named_wherever_it_is_the_moment_since(example: Path, screen: OpenScreen) -> None:
    with reading(example) as db:
        edition = next(iter(db.query("SELECT id, name, at FROM main.edition ORDER BY at LIMIT 1")))
        assert history.id_at(db, edition["at"])
    value, words = f"editie-{edition['id']}", "de technologietafel van 20 mei 2021"
    assert screen().open(sinds=value).field("marks").label == "Markeer sinds tafel 20 mei 2021"
    assert f"Sinds {words}:" in screen().open("actie", actie="4", sinds=value).text
    changes = screen().open("wijzigingen", sinds=value)
    assert f"de stand bij {words}" in changes.text
    assert f"op={value}" in changes.markup
    assert f"sinds={value}" in changes.markup


@pytest.mark.parametrize(
    ("shown", "since"),
    [
        ({}, "de technologietafel van 16 maart 2023"),
        ({"op": "editie-12"}, "de brede regiegroep van 17 november 2022"),
        ({"op": "2022-12-31"}, "de technologietafel van 8 december 2022"),
        ({"op": "2021-05-01"}, "28 januari 2021"),
        ({"sinds": "2022-03-10"}, "10 maart 2022"),
    ],
)
def test_changes_count_from_the_meeting_before_what_is_shown(
    example: Path, screen: OpenScreen, shown: dict[str, str], since: str
) -> None:
    short = since.replace("de technologietafel van", "tafel").replace("de brede regiegroep van", "regiegroep")
    assert screen().open(**shown).field("marks").label == f"Markeer sinds {short}"
    assert f"de stand {'vóór' if since[0].isdigit() else 'bij'} {since}" in (
        screen().open("wijzigingen", **shown).text
    )


def test_the_agenda_on_the_beamer_counts_from_the_same_moment(example: Path, screen: OpenScreen) -> None:
    here = screen("Anna").open("presenteren", overleg="agenda")
    assert "aantal wijzigingen sinds de technologietafel van 16 maart 2023" in here.text
    assert "28 december 2022" not in here.text


def test_without_a_meeting_changes_count_from_ninety_days_before_the_last(
    real: Path, screen: OpenScreen
) -> None:
    assert screen().open().field("marks").label == "Markeer sinds 5 oktober 2021"


def test_pressing_the_switch_does_not_change_what_the_page_says_first(
    example: Path, screen: OpenScreen
) -> None:
    plain = screen().open(op="2022-12-31").lead
    assert screen().open(op="2022-12-31", merk="ja").lead == plain


def test_evidence_that_grew_old_is_counted_beside_the_changes(example: Path, screen: OpenScreen) -> None:
    here = screen().open(op="2022-06-14", sinds="2022-05-25")
    aged = [action_id for action_id, kind in kinds(here).items() if kind == "verouderd"]
    assert f"{len(aged)} verouderd" in legend(here)
    assert aged
    assert {card(here, action_id)["since"]["also"] for action_id in aged} == {"bewijs verouderd"}


def test_the_period_of_the_changes_links_both_its_ends(example: Path, screen: OpenScreen) -> None:
    here = screen().open("wijzigingen", sinds="2022-06-30", op="2022-12-31")
    assert "Van de stand vóór 30 juni 2022 tot stand op 31 december 2022" in here.text
    assert 'href="./?op=2022-06-29"' in here.markup
    assert 'href="./?op=2022-12-31"' in here.markup
    assert 'href="./?op=2022-12-31&amp;sinds=2022-06-30"' in here.markup
