"""The manifest: who stands behind it at a day and how it grew; what a year asks; who is due in the round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from lib.charts.growth import chart, frame, place, rows
from lib.documents.tables.manifest_rows import manifest_rows
from lib.documents.tables.page import as_csv
from lib.model.agenda import HELIXES, Action
from lib.model.manifest import ManifestEntry, Obligation, PublicCount
from lib.model.meetings import Meeting
from lib.rules.meetings import manifest, obligations, rounds
from lib.rules.meetings.manifest import NO_REGION, Facets
from lib.rules.meetings.obligations import DONE, MISSED, NOTHING, OWED, UNKNOWN, UNRECORDED
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)


def entry(
    number: int = 1, since: str = "2021-04-01", left: str | None = None, helix: str = "onderwijs", **more: str
) -> ManifestEntry:
    reason = None if left is None else "Gefuseerd"
    known = {"document": "", "party": f"Partij {number}", "region": "AM15", "kind": "roc", **more}
    return ManifestEntry(
        id=number, party_id=number, formalised_on=since, withdrawn_on=left, withdrawn_reason=reason,
        version=1, helix=helix, **known,
    )  # fmt: skip


DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@st.composite
def ledgers(draw: st.DrawFn) -> list[ManifestEntry]:
    """Ledgers in which some parties left, also on the very day they came."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        since, left = draw(DAYS), draw(st.none() | DAYS)
        gone = None if left is None else max(since, left).isoformat()
        helix = draw(st.sampled_from(list(HELIXES)))
        found.append(entry(number, since.isoformat(), gone, helix))
    return found


# ------------------------------------------------------------------------ who stands behind it


@given(ledgers(), DAYS, DAYS)
def test_the_line_has_at_each_day_the_number_that_stood_then(
    ledger: list[ManifestEntry], day: date, until: date
) -> None:
    line = manifest.growth(ledger, until)
    shown = [total for on, total in line if on <= day.isoformat()]
    assert (shown[-1] if shown else 0) == len(manifest.standing(ledger, min(day, until)))
    assert [on for on, _ in line] == sorted({on for on, _ in line})
    totals = [0, *(total for _, total in line)]
    assert all(one != other for one, other in pairwise(totals)), "each point is a change"
    assert min(totals) >= 0


@given(ledgers(), DAYS)
def test_the_helices_add_up_to_the_parties(ledger: list[ManifestEntry], day: date) -> None:
    counts = manifest.per_helix(ledger, day)
    assert sum(counts.values()) == len(manifest.standing(ledger, day))
    assert list(counts) == list(HELIXES)
    gone = [one for one in manifest.list_signed(ledger, day) if manifest.left(one, day)]
    assert len(manifest.list_signed(ledger, day)) == len(manifest.standing(ledger, day)) + len(gone)


def test_a_party_counts_on_its_first_day_and_not_on_the_day_it_leaves() -> None:
    ledger = [entry(since="2021-04-01", left="2022-04-01")]
    standing = {
        day: len(manifest.standing(ledger, date.fromisoformat(day)))
        for day in ("2021-03-31", "2021-04-01", "2022-03-31", "2022-04-01")
    }
    assert standing == {"2021-03-31": 0, "2021-04-01": 1, "2022-03-31": 1, "2022-04-01": 0}


def test_the_opening_counts_and_names_the_sides() -> None:
    two = [entry(1), entry(2, helix="overheid")]
    assert manifest.opening([], TODAY) == (
        "In het register van het manifest staat op 14 april 2023 nog geen partij."
    )
    assert manifest.opening(two, TODAY) == (
        "Twee partijen staan op 14 april 2023 achter het manifest: één uit het onderwijs en "
        "één van de overheid."
    )
    assert manifest.opening([entry(number) for number in range(14)], TODAY) == (
        "14 partijen staan op 14 april 2023 achter het manifest: 14 uit het onderwijs."
    )
    crowd = [entry(number, helix=helix) for number, helix in enumerate([*HELIXES] * 150)]
    assert len(manifest.opening(crowd, date(2023, 9, 28))) < 150, "two lines beside the title on a laptop"


def test_growth_is_told_in_words() -> None:
    assert "nog geen lijn" in manifest.growth_text([])
    assert manifest.growth_text([("2021-04-01", 2)]) == "Het register telt twee partijen sinds 1 april 2021."
    assert manifest.growth_text([("2021-04-01", 1), ("2022-01-01", 5), ("2022-06-01", 4)]) == (
        "Het register ging van één partij op 1 april 2021 naar 4 op 1 juni 2022, "
        "met als hoogste 5 op 1 januari 2022."
    )


@for_each(
    [
        (Facets(), ["Zéér", "Twee", "Drie"]),
        (Facets(helixes=("overheid",)), ["Twee"]),
        (Facets(regions=(NO_REGION,)), ["Drie"]),
        (Facets(regions=("AM15", NO_REGION), helixes=("onderwijs",)), ["Zéér", "Drie"]),
        (Facets(text="zeer"), ["Zéér"]),
        (Facets(text="gemeente tw"), ["Twee"]),
        (Facets(text="ondertekend"), ["Drie"]),
        (Facets(text="niets van dit"), []),
    ]
)
def test_within_a_facet_one_match_is_enough(facets: Facets, names: list[str]) -> None:
    known = [
        entry(1, party="Zéér"),
        entry(2, party="Twee", helix="overheid", kind="gemeente"),
        replace(entry(3, party="Drie", document="Ondertekend exemplaar"), region=None),
    ]
    assert [one.party for one in known if facets.admits(one)] == names
    assert facets.active == (facets != Facets())


def test_the_file_says_its_day_and_its_choice_and_holds_no_formula() -> None:
    shown = [entry(1, party="=1+1", left="2023-05-01"), entry(2, left="2022-01-01")]
    choice = Facets(helixes=("onderwijs",), text=" roc ").words
    text = as_csv(manifest_rows("Alle", shown, TODAY, choice), []).decode("utf-8-sig")
    _, head, first, second = text.splitlines()
    assert head.endswith("teruggetrokken op;reden van terugtrekken;stand op;keuze")
    assert first == "'=1+1;Onderwijs;Noord-Holland Noord;roc;2021-04-01;;;;2023-04-14;Onderwijs, “roc”"
    assert ";2022-01-01;Gefuseerd;" in second
    assert Facets().words == "alle partijen"


# ------------------------------------------------------------------------ the chart

COUNTS = [
    PublicCount(3, "2021-04-01", "april 2021", 160, "aanjagers", "", "bron", None),
    PublicCount(5, "2023-01-26", "januari 2023", 300, "eenheid niet genoemd", "", "bron", None),
]


def test_published_counts_are_dates_and_never_a_part_of_the_line_or_its_scale() -> None:
    line = [("2021-05-01", 3), ("2022-05-01", 8)]
    axes, data = frame(line, COUNTS, TODAY), rows(line, COUNTS, TODAY, date(2022, 1, 1))
    drawn = [(one["x"], one["y"]) for one in data if one["kind"] in ("step", "end")]
    assert [y for _, y in drawn] == [3, 8, 8]
    assert drawn[-1][0] == place(TODAY)
    assert [one["name"] for one in data if one["kind"] == "public"] == [
        "160 elders, april 2021", "300 elders, januari 2023",
    ]  # fmt: skip
    assert axes.values[1] < 12, "the scale is that of the register"
    assert [one["name"] for one in data if one["kind"] == "moment"] == ["peildatum 1 januari 2022"]
    spec = chart(data, axes)
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks.count("line") == 1
    [drawn_line] = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    assert "public" not in str(drawn_line["transform"])
    assert drawn_line["mark"]["interpolate"] == "step-after"
    assert spec["data"]["values"] == data


def test_without_parties_there_is_no_line_and_no_label() -> None:
    assert {one["kind"] for one in rows([], COUNTS, TODAY, TODAY)} == {"public"}
    assert frame([], [], TODAY).values[0] == 0.0


# ------------------------------------------------------------------------ the calendar

TABLES = Obligation("technologietafels", 1, "Technologietafels", "technologietafel", None, "bijlage", 1)
BOARD = Obligation("brede-regiegroep", 3, "Brede regiegroep", "brede regiegroep", 1, "bijlage", 1)
TELLING = Obligation("communicatie", 4, "Communicatie over elk overleg", None, None, "bijlage", 1)
ALL = [TABLES, BOARD, TELLING]


def meeting(
    day: str, kind: str = "brede regiegroep", *, closed: bool = True, told: bool = False, number: int = 1
) -> Meeting:
    closed_at = f"{day}T18:00:00.000Z" if closed else None
    return Meeting(
        id=number, kind=kind, title="", held_on=day, place="", minutes=120,
        communicated_on=day if told else None, communicated_how="", closed_at=closed_at,
        withdrawn_on=None, withdrawn_reason=None, version=1,
    )  # fmt: skip


def states(meetings: list[Meeting], asked: list[Obligation] = ALL) -> dict[tuple[str, int], str]:
    return {(one.obligation.id, one.year): one.state for one in obligations.calendar(asked, meetings, TODAY)}


def test_where_nothing_was_recorded_nothing_was_missed() -> None:
    found = states([])
    assert {found[one.id, year] for one in ALL for year in (2021, 2022)} == {UNRECORDED}
    assert [found[one.id, 2023] for one in ALL] == [UNKNOWN, OWED, NOTHING]
    years = obligations.calendar(ALL, [], TODAY)
    assert obligations.owed_sentence(years, TODAY) == "Dit jaar staat nog open: brede regiegroep."
    assert not any(word in one.sentence for one in years for word in ("gehouden", "gemist"))


def test_from_the_first_recorded_year_on_a_year_can_fall_short_and_stays_in_sight() -> None:
    found = states([meeting("2021-10-01", "technologietafel", told=True)])
    assert [found["brede-regiegroep", year] for year in (2021, 2022, 2023)] == [MISSED, MISSED, OWED]
    assert [found["technologietafels", year] for year in (2021, 2022, 2023)] == [UNKNOWN] * 3
    assert [found["communicatie", year] for year in (2021, 2022, 2023)] == [DONE, NOTHING, NOTHING]


def test_only_a_closed_meeting_counts_and_a_withdrawn_one_does_not() -> None:
    held, still_open = meeting("2023-02-01"), meeting("2023-03-01", closed=False)
    gone = replace(held, withdrawn_on="2023-03-01", withdrawn_reason="Dubbel")
    assert states([held])["brede-regiegroep", 2023] == DONE
    assert states([still_open])["brede-regiegroep", 2023] == OWED
    assert states([gone])["brede-regiegroep", 2023] == OWED


def test_telling_is_owed_per_meeting_and_its_list_is_latest_first() -> None:
    held = [
        meeting("2022-05-01", number=1),
        meeting("2023-02-01", number=2),
        meeting("2023-03-01", number=3, told=True),
    ]
    found = {one.year: one for one in obligations.calendar([TELLING], held, TODAY)}
    assert (found[2023].state, found[2023].count) == (OWED, "1 van 2")
    assert (found[2022].state, found[2022].count) == (MISSED, "0 van 1")
    assert [one.id for one in obligations.untold(held)] == [2, 1]
    assert "bij één overleg is nog niet vastgelegd" in found[2022].sentence


def test_planned_and_waiting_meetings_are_told_apart_by_the_day() -> None:
    ahead, today, behind = (meeting(day, closed=False) for day in ("2023-06-01", "2023-04-14", "2023-04-13"))
    assert obligations.planned([ahead, behind, today], TODAY) == [today, ahead]
    assert obligations.waiting([ahead, behind, today], TODAY) == [behind]


def test_the_sentence_names_what_is_open_and_where_years_fell_short() -> None:
    early = [meeting("2021-10-01", "technologietafel", told=True)]
    assert obligations.owed_sentence(obligations.calendar(ALL, early, TODAY), TODAY) == (
        "Dit jaar staat nog open: brede regiegroep; over 2021 en 2022 staat minder vast dan nodig was."
    )
    all_done = [meeting(f"{year}-02-01", told=True) for year in (2021, 2022, 2023)]
    assert obligations.owed_sentence(obligations.calendar([BOARD, TELLING], all_done, TODAY), TODAY) == (
        "In 2023 staat niets meer open."
    )
    assert obligations.owed_sentence(obligations.calendar(ALL, all_done, TODAY), TODAY) == (
        "Van één verplichting is het aantal keer per jaar onbekend; verder staat in 2023 niets open."
    )
    later = date(2026, 5, 1)
    assert obligations.owed_sentence(obligations.calendar(ALL, early, later), later).endswith(
        "over 2021 t/m 2025 staat minder vast dan nodig was."
    )


@given(
    st.lists(st.tuples(DAYS, st.booleans(), st.booleans()), max_size=8),
    st.none() | st.integers(1, 4),
)
def test_a_calendar_never_claims_more_than_is_recorded(
    held: list[tuple[date, bool, bool]], rhythm: int | None
) -> None:
    meetings = [
        meeting(day.isoformat(), closed=closed, told=told, number=number)
        for number, (day, closed, told) in enumerate(held)
        if day <= TODAY
    ]
    asked = [replace(BOARD, per_year=rhythm), TELLING]
    years = obligations.calendar(asked, meetings, TODAY)
    assert len(years) == 2 * (TODAY.year - obligations.FIRST_YEAR + 1)
    recorded = {int(one.held_on[:4]) for one in obligations.counting(meetings)}
    for one in years:
        assert one.state in obligations.STATES
        assert str(one.year) in one.sentence
        if one.state == MISSED:
            assert recorded
            assert min(recorded) <= one.year < TODAY.year
        if one.state == OWED:
            assert one.year == TODAY.year
        if one.state == DONE:
            assert one.required is not None
            assert one.held >= one.required > 0
        if one.state == UNKNOWN:
            assert one.required is None
            assert rhythm is None
    state, words = obligations.card_line(years, TODAY)
    assert state in obligations.STATES
    assert words.startswith("2023: ")
    assert len(words) < 45


def test_the_cards_of_the_matrix_get_one_line_each() -> None:
    assert obligations.card_line(obligations.calendar(ALL, [], TODAY), TODAY) == (
        OWED,
        "2023: nog brede regiegroep",
    )
    untold = [meeting("2023-01-10", "technologietafel")]
    assert obligations.card_line(obligations.calendar(ALL, untold, TODAY), TODAY) == (
        OWED, "2023: nog twee verplichtingen",
    )  # fmt: skip
    told = [meeting("2023-01-10", told=True)]
    assert obligations.card_line(obligations.calendar(ALL, told, TODAY), TODAY) == (
        UNKNOWN, "2023: aantal onbekend (1 van 3)",
    )  # fmt: skip
    assert obligations.card_line(obligations.calendar([BOARD], told, TODAY), TODAY) == (
        DONE,
        "2023: niets meer open",
    )
    assert manifest.card_line([], TODAY) == "register nog leeg"
    assert manifest.card_line([entry(1), entry(2)], TODAY) == "twee partijen in het register"


# ------------------------------------------------------------------------ the round


def action(number: int, stage: str = "idee", *, placed: bool = True) -> Action:
    return Action(
        str(number), number, 1, number, f"Actie {number}", "A", stage, None, "", None, None, 1, placed=placed
    )


@pytest.mark.parametrize(("days", "due"), [(0, False), (29, False), (30, False), (31, True), (400, True)])
def test_after_thirty_days_without_a_look_an_action_is_due(days: int, due: bool) -> None:
    touched = {"1": ((TODAY - timedelta(days=days)).isoformat(), "Anna")}
    [card] = rounds.cards([action(1)], touched, TODAY)
    assert card.due is due
    assert card.touched.endswith("door Anna")


def test_who_was_never_looked_at_comes_first_and_ended_actions_stay_out() -> None:
    touched = {"1": ("2023-04-10", "Anna"), "3": ("2022-01-01", "Bram")}
    found = rounds.cards([action(1), action(2), action(3), action(4, "beeindigd")], touched, TODAY)
    assert [one.action.id for one in found] == ["2", "3", "1"]
    assert [one.due for one in found] == [True, True, False]
    assert found[0].touched == "nog nooit bijgewerkt of nagekeken"
    assert rounds.count_recent(found) == (1, 3)
    assert rounds.progress(found) == "1 van 3 klaar"
    assert rounds.round_sentence(found) == (
        "Twee acties moeten nog worden nagekeken; 1 van 3 is in de laatste 30 dagen bijgewerkt of nagekeken."
    )
    assert rounds.round_sentence(found[2:]) == (
        "De ronde is klaar: de enige actie is in de laatste 30 dagen bijgewerkt of nagekeken."
    )
    assert "geen lopende acties" in rounds.round_sentence([])


def test_the_open_card_stays_until_it_is_left_and_later_is_later() -> None:
    found = rounds.cards([action(1), action(2), action(3)], {"3": (TODAY.isoformat(), "Anna")}, TODAY)

    def top(later: list[str], open_id: str = "") -> str | None:
        card = rounds.next_card(found, later, open_id)
        return card.action.id if card else None

    assert top([]) == "1"
    assert top(["1"]) == "2"
    assert top(["1", "2"]) is None
    assert top([], "3") == "3", "a change made it up to date, but it is still open"
    assert top(["1"], "99") == "2", "what is filtered out is not open"
    assert [one.action.id for one in rounds.choose(found, ["2", "9"])] == ["2"]
    assert len(rounds.choose(found, [])) == 3


@given(st.dictionaries(st.sampled_from("123456"), DAYS), DAYS)
def test_a_round_ends_when_every_card_was_confirmed(touched: dict[str, date], today: date) -> None:
    seen = {number: (day.isoformat(), "Anna") for number, day in touched.items()}
    actions = [action(number) for number in range(1, 7)]
    turns = 0
    while card := rounds.next_card(rounds.cards(actions, seen, today), [], ""):
        seen[card.action.id] = (today.isoformat(), "Bram")
        turns += 1
    assert turns <= len(actions)
    assert rounds.count_recent(rounds.cards(actions, seen, today)) == (6, 6)


def test_how_it_goes_is_told_apart_from_how_it_is_kept() -> None:
    known = [action(1, "poort"), action(2, "poort"), action(3, placed=False)]
    assert rounds.stages_sentence(known) == (
        "Van de 3 acties: twee in de fase draagvlaktoets en van één is de fase nog niet vastgelegd."
    )
    even = dict.fromkeys(HELIXES, 3)
    behind = {**even, "overheid": 1}
    nobody = dict.fromkeys(HELIXES, 0)
    assert rounds.weakest_sentence({"1": even}) == (
        "Bij geen enkele actie blijft één kant van de triple helix achter."
    )
    assert rounds.weakest_sentence({"1": behind, "2": even, "3": nobody}) == (
        "Het zwakst staat bij één actie overheid. Bij één actie is nog geen partij in beeld."
    )
