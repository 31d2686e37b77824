"""Research groups of mbo and hbo: combined by a shared agenda, side by side, or at their end."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.dutch import count_text, day_text, list_text, number_text, sentence_case
from lib.model.campuses import BOTH
from lib.model.kinds import Invalid
from lib.model.results.amount import amount_of
from lib.model.results.research import GROUPS, LECTORAAT, PRACTORAAT, ResearchGroup, ResearchLink
from lib.rules.results.drawing import GONE, NONE, SOME, YES, Cell, Grid, Line
from lib.rules.results.result import Missing, Result, Table

KEY, TITLE = "onderzoeksgroepen", "Lectoraten en practoraten"
CHECK_DAYS = 365
"""How long what is known of a group holds without anybody looking again; a measure of our own."""
COMBINED, BESIDE, ELSEWHERE, ALONE, OVER = (
    "gecombineerd",
    "naast elkaar",
    "verbonden met een andere campus",
    "alleen aan één kant",
    "afgelopen",
)
RULE = (
    "Alleen een gezamenlijke agenda, met document en dag, maakt een lectoraat en een practoraat "
    "gecombineerd; zonder staan zij naast elkaar. Een verbinding eindigt als een van de twee eindigt."
)
_ORDER = (COMBINED, ELSEWHERE, BESIDE, ALONE, OVER)


@dataclass(frozen=True, slots=True)
class Research:
    """All groups and links that hold, with the names of campuses, as seen from a day."""

    groups: Sequence[ResearchGroup]
    links: Sequence[ResearchLink]
    campuses: Mapping[int, str]
    today: date

    def only(self, campus_ids: Container[int]) -> Research:
        """Return the groups at these campuses, and there only."""
        return replace(
            self,
            groups=[group for group in self.groups if any(place in campus_ids for place in group.campuses)],
            campuses={place: name for place, name in self.campuses.items() if place in campus_ids},
        )

    def at(self, campus_id: int, kind: str) -> list[ResearchGroup]:
        return [group for group in self.groups if campus_id in group.campuses and group.kind == kind]

    def live(self, groups: Sequence[ResearchGroup]) -> list[ResearchGroup]:
        return [group for group in groups if not group.is_over(self.today)]

    def live_links(self) -> list[ResearchLink]:
        """Return the links of which both ends still go on."""
        there = {group.id for group in self.live(self.groups)}
        return [link for link in self.links if {link.lectoraat_id, link.practoraat_id} <= there]

    def state(self, campus_id: int) -> str:
        """Tell how the groups at a campus stand to each other."""
        mbo = {group.id for group in self.live(self.at(campus_id, PRACTORAAT))}
        hbo = {group.id for group in self.live(self.at(campus_id, LECTORAAT))}
        links = self.live_links()
        if any(link.practoraat_id in mbo and link.lectoraat_id in hbo for link in links):
            return COMBINED
        if any(link.practoraat_id in mbo or link.lectoraat_id in hbo for link in links):
            return ELSEWHERE
        if mbo and hbo:
            return BESIDE
        return ALONE if mbo or hbo else OVER

    def kind_at(self, campus_id: int) -> str | None:
        """Return what goes on at a campus, in the words of the overview; None when that is nothing."""
        kinds = [kind for kind in GROUPS if self.live(self.at(campus_id, kind))]
        return BOTH if len(kinds) > 1 else next(iter(kinds), None)

    @property
    def places(self) -> list[int]:
        """Return the campuses with groups, those that are combined first."""
        found = {
            campus_id for group in self.groups for campus_id in group.campuses if campus_id in self.campuses
        }
        return sorted(
            found, key=lambda place: (_ORDER.index(self.state(place)), self.campuses.get(place, ""))
        )


def research_sentence(held: Research) -> str:
    """Tell at how many campuses groups are joined, where they stand side by side, and what ends this year."""
    states = [held.state(campus_id) for campus_id in held.places]
    joined, beside = states.count(COMBINED), states.count(BESIDE)
    first = (
        f"Op {count_text(joined, 'campus', 'campussen')} is een lectoraat met een practoraat verbonden"
        if joined
        else "Op geen enkele campus is een lectoraat met een practoraat verbonden"
    )
    parts = [first]
    if beside:
        parts.append(f"op {count_text(beside, 'campus', 'campussen')} staan zij naast elkaar")
    ending = [group for group in held.live(held.groups) if _ends_this_year(group, held.today)]
    over = [group for group in held.groups if group.is_over(held.today)]
    if ending:
        parts.append(f"{count_text(len(ending), 'groep loopt', 'groepen lopen')} dit jaar af")
    if over:
        parts.append(f"{count_text(len(over), 'groep is', 'groepen zijn')} afgelopen")
    return f"{parts[0]}; {list_text(parts[1:])}." if parts[1:] else f"{parts[0]}."


def _ends_this_year(group: ResearchGroup, today: date) -> bool:
    return group.ends_on is not None and group.ends_on[:4] == str(today.year)


def result_of(held: Research) -> Result | None:
    """Return how groups and campuses stand; None while no group is recorded."""
    if not held.groups:
        return None
    drawn = grid(held)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=research_sentence(held),
        tables=(drawn.table("Campus en school"), group_table(held), link_table(held)),
        description=drawn.in_words,
        source=RULE,
        missing=tuple(missing(held)),
        drawing=drawn,
    )


def grid(held: Research) -> Grid:
    """Return campuses by mbo, what joins them, and hbo."""
    lines = []
    for campus_id in held.places:
        state = held.state(campus_id)
        sides = [_side(held, campus_id, kind) for kind in (PRACTORAAT, LECTORAAT)]
        between = Cell(_joined(held, campus_id, state), _LOOKS[state])
        name = held.campuses.get(campus_id, f"campus nr. {campus_id}")
        lines.append(Line(name, (sides[0], between, sides[1]), whole=state == COMBINED))
    return Grid("Campus", ("practoraat (mbo)", "verbinding", "lectoraat (hbo)"), tuple(lines))


_LOOKS = {COMBINED: YES, ELSEWHERE: SOME, BESIDE: SOME, ALONE: NONE, OVER: GONE}


def _side(held: Research, campus_id: int, kind: str) -> Cell:
    groups = held.at(campus_id, kind)
    if not groups:
        return Cell("geen", NONE)
    names = list_text(f"{group.name}{_end(group, held.today)}" for group in groups)
    return Cell(names, YES if held.live(groups) else GONE)


def _end(group: ResearchGroup, today: date) -> str:
    if group.is_over(today):
        return f" (liep af op {day_text(group.ends_on or '')})"
    return (
        f" (loopt dit jaar af, op {day_text(group.ends_on or '')})" if _ends_this_year(group, today) else ""
    )


def _joined(held: Research, campus_id: int, state: str) -> str:
    here = {group.id for kind in GROUPS for group in held.live(held.at(campus_id, kind))}
    agendas = [link.agenda for link in held.live_links() if {link.lectoraat_id, link.practoraat_id} & here]
    return f"{state}: {list_text(agendas)}" if agendas else state


def group_table(held: Research) -> Table:
    heads = (
        "Thema",
        "Soort",
        "School",
        "Campus",
        "Fte",
        "Begin en einde",
        "Geldbron",
        "Bedrijven",
        "Nagekeken",
    )
    rows = tuple(
        (
            group.name,
            GROUPS[group.kind],
            group.school,
            list_text(held.campuses.get(campus_id, "een campus") for campus_id in group.campuses),
            "niet bekend" if group.fte is None else number_text(group.fte, 1),
            _span(group),
            group.funding or "niet bekend",
            amount_of(group.companies).text,
            day_text(group.checked_on),
        )
        for group in held.groups
    )
    return Table("Onderzoeksgroepen", heads, rows)


def _span(group: ResearchGroup) -> str:
    begin = day_text(group.starts_on) if group.starts_on else "begin niet bekend"
    return f"{begin} tot {day_text(group.ends_on)}" if group.ends_on else f"{begin}, geen einde bekend"


def link_table(held: Research) -> Table:
    by_id = {group.id: group for group in held.groups}
    live = {link.id for link in held.live_links()}
    rows = tuple(
        (
            _name(by_id, link.lectoraat_id),
            _name(by_id, link.practoraat_id),
            f"{link.agenda}, {day_text(link.agreed_on)}",
            "niet bekend" if link.projects is None else number_text(link.projects),
            "loopt" if link.id in live else "geëindigd met een van de twee",
        )
        for link in held.links
    )
    return Table(
        "Verbindingen", ("Lectoraat", "Practoraat", "Gezamenlijke agenda", "Projecten", "Stand"), rows
    )


def _name(by_id: Mapping[int, ResearchGroup], group_id: int) -> str:
    return by_id[group_id].name if group_id in by_id else "een ingetrokken groep"


def missing(held: Research) -> Iterator[Missing]:
    """Ask the school of each group that nobody looked at for a year."""
    line = (held.today - timedelta(days=CHECK_DAYS)).isoformat()
    for group in held.live(held.groups):
        if group.checked_on < line:
            since = date.fromisoformat(group.checked_on) + timedelta(days=CHECK_DAYS)
            seen = f"is sinds {day_text(group.checked_on)} niet nagekeken"
            yield Missing(
                f"{sentence_case(group.kind)} “{group.name}” {seen}.",
                group.school,
                since.isoformat(),
                f"Klopt nog wat wij weten van het {group.kind} “{group.name}”: fte, geld en einddatum?",
                group.school_id,
            )


# ----------------------------------------------------------------------- what must hold


def check_group(group: ResearchGroup) -> None:
    """Raise Invalid for a group that ends before it begins, or at one campus twice."""
    if group.starts_on and group.ends_on and group.ends_on < group.starts_on:
        raise Invalid("ends_on", "De einddatum ligt voor de begindatum. Kijk beide dagen na.")
    if group.other_campus_id == group.campus_id:
        raise Invalid("other_campus_id", "Dat is dezelfde campus. Kies een andere, of laat dit leeg.")


def check_link(lectoraat: ResearchGroup, practoraat: ResearchGroup, today: date) -> None:
    """Raise Invalid unless the link joins a lectoraat with a practoraat that both go on."""
    if (lectoraat.kind, practoraat.kind) != (LECTORAAT, PRACTORAAT):
        raise Invalid("practoraat_id", "Gecombineerd is mbo met hbo: kies één lectoraat en één practoraat.")
    for name, group in (("lectoraat_id", lectoraat), ("practoraat_id", practoraat)):
        if group.withdrawn_on or group.is_over(today):
            raise Invalid(name, f"“{group.name}” is afgelopen. Kies een groep die nog loopt.")
