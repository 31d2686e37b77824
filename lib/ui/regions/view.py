"""The page of one labour-market region: one screen, one sheet, and the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from lib.dutch import day_text
from lib.model.agenda import Action
from lib.model.campuses import Region
from lib.model.regions import LABOUR_REGIONS
from lib.rules.lens import PARTY, SIDE, Lens
from lib.rules.letter.region_page import region_page
from lib.rules.regions.region import Coalition, RegionFacts, coalitions, ending, lacking, region_sentence
from lib.store import agenda, campuses, coalitions as stored, history
from lib.store.file.connection import Database, reading
from lib.store.letters.material import state as state_of
from lib.store.regions.facts import region_facts
from lib.ui.editing import form
from lib.ui.elements.fold import folded, popped
from lib.ui.elements.goals import goal_classes, goal_colours
from lib.ui.elements.html import show, wear
from lib.ui.elements.switch import drop_down
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.letter.files import downloads
from lib.ui.regions import lacks, parts

REGION = "regio"
"""The region on the page, in the address."""
FIRST = "AM15"
_CSS = Path(__file__).with_name("region.css")
_PAGE = Markup(
    '<div class="wa-region">{}<div class="main">{}{}{}</div><div class="aside">{}{}{}</div>'
    '<p class="on-paper">{}</p></div>'
)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page draws from; `newest` is the place in the history that was read."""

    newest: int
    region: RegionFacts
    own: Sequence[Coalition]
    row: Region | None
    looks: dict[str, str]


def read_facts(here: Here, code: str) -> Facts:
    """Read what is known of a region at the moment shown."""
    with reading(here.path) as db:
        newest = history.newest(db)
    with reading(here.path, here.at) as db:
        facts = kept(f"region {code}", here, db, lambda: _read(here, db, code, newest))
    looked = lens(here)
    return kept_with(
        ("region", code),
        lambda: _through(facts, looked),
        facts,
        looked,
    )


def _through(facts: Facts, looked: Lens) -> Facts:
    """Return the coalitions of what is looked through, with its own part in each; of a party its campuses."""
    own = [one for one in facts.own if looked.holds(one.action.id)]
    if looked.kind in (SIDE, PARTY):
        own = [narrowed for one in own if (narrowed := _of_lens(one, looked)).parties or narrowed.empty]
    campuses = looked.campuses(facts.region.campuses) if looked.kind == PARTY else facts.region.campuses
    return replace(facts, own=own, region=replace(facts.region, campuses=campuses))


def _of_lens(one: Coalition, looked: Lens) -> Coalition:
    parties, silent = (
        tuple(name for name in names if looked.has_any([name])) for names in (one.parties, one.silent)
    )
    return replace(one, parties=parties, silent=silent, empty=tuple(filter(looked.wants, one.empty)))


def _read(here: Here, db: Database, code: str, newest: int) -> Facts:
    region, actions = region_facts(db, code, here.day), agenda.actions(db)
    row = next((one for one in campuses.regions(db) if one.id == code), None)
    own = coalitions(region, actions, stored.tables(db))
    return Facts(newest, region, own, row, _colours(db, actions))


def _colours(db: Database, actions: Sequence[Action]) -> dict[str, str]:
    return goal_classes(agenda.goals(db), actions)


def dress() -> None:
    """Dress the page, and colour the goals."""
    wear(_CSS, colours=goal_colours())


def choose(here: Here) -> str:
    """Ask which region the page is about; that of the lens unless another one is asked for."""
    usual = lens(here).region or FIRST
    return drop_down("Welke regio", REGION, LABOUR_REGIONS, usual, key=f"region shown {usual}", width=260)


def lead(facts: Facts) -> str:
    return region_sentence(facts.region, facts.own)


def draw(here: Here, facts: Facts) -> None:
    """Draw the page; who may edit finds the form for what belongs to the region itself under it."""
    region, shared = facts.region, shared_params()
    layers = ending(region, facts.own)
    shape, source = (facts.row.outline, _source(facts.row)) if facts.row else ((), "")
    paper = f"Werkagenda, {region.name}, {state.moment_label(here).lower()} op {day_text(here.day)}."
    amounts = [here.person.sees_money(layer.action_id) for layer in layers]
    missing, left, right = kept_with(
        ("region", *shared.items(), *amounts),
        lambda: (
            lacks.lacking(region, lacking(region, facts.own), shared),
            (
                parts.coalitions(facts.own, shared, facts.looks),
                parts.figures(region, shared),
                parts.counts(region, shared, invented=here.is_example),
            ),
            (
                parts.desks(region),
                parts.ends(region, layers, shared, here.person.sees_money) + parts.told(region, shared),
            ),
        ),
        facts,
    )
    show(_PAGE.format(missing, *left, parts.place(region, shape, source, shared), *right, paper))
    if here.editing and facts.row:
        row = facts.row
        folded("Servicepunt en centrumgemeente", lambda: _form(row), key=f"fold region {row.id}")


def _source(row: Region) -> str:
    return f"Grenzen {row.boundary_year}: {row.boundary_source}"


def _form(row: Region) -> None:
    asked = {
        "service_point": {"label": "Servicepunt Techniek"},
        "service_point_source": {"label": "Bron van het Servicepunt"},
        "centre": {
            "label": "Centrumgemeente, met de functie",
            "example": "bijvoorbeeld: wethouder arbeidsmarkt van gemeente …",
        },
        "centre_source": {"label": "Bron van de centrumgemeente"},
    }
    form.change("region", row, key=f"region {row.id}", fields=tuple(asked), asked=asked)


def files(here: Here, facts: Facts) -> None:
    """Let the page be taken along as a file, made when somebody asks for one."""
    popped("Als bestand", lambda: _files(here, facts), key="region files")


def _files(here: Here, facts: Facts) -> None:
    with reading(here.path, here.at) as db:
        now = state_of(db, here.at)
    amounts = here.person.sees_money()
    made = region_page(now, facts.region, amounts=amounts, example=here.is_example)
    downloads(made, here.day, key="region")
