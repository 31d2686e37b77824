"""What is different since the letter sent before, under fixed headings: was, is, since when, why, by whom.

An end, a new action and another priority are decided by Gedeputeerde Staten: until then the letter proposes
them. What was changed and changed back is counted, not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, day_text, local_time, sentence_case
from lib.model.agenda import ENDED, Action
from lib.model.change import Change
from lib.rules.coalitions import chairs, gate
from lib.rules.letter import authors
from lib.rules.letter.content import Block, Heading, Line, Listing, Run, line, paragraph, told
from lib.rules.letter.material import NEW, Material, State, in_order, priority_words

ENDINGS, NEWCOMERS, PRIORITY = "Beëindigde acties", "Nieuwe acties", "Gewijzigde prioriteit"
NAME, STAGE, COALITION = "Gewijzigde naam", "Gewijzigde fase", "Aanjager en coalitie"
SUPPORT, FIGURES, CORRECTIONS = "Draagvlak", "Cijfers", "Verbeteringen in de vorige brief"
HEADINGS = (ENDINGS, NEWCOMERS, PRIORITY, NAME, STAGE, COALITION, SUPPORT, FIGURES, CORRECTIONS)
ALWAYS = (ENDINGS, NEWCOMERS, PRIORITY)
"""These headings say "Geen." when nothing was decided under them; the others are left out."""

FIRST = "Fase, aanjager, coalitie en draagvlak staan nu voor het eerst in een brief. Zie deel 3."
"""What stands for all that could not change yet: no letter told of it before."""

_CORRECTED: Mapping[str, str] = {"what": "omschrijving", "happened_on": "datum", "kind": "soort"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference under its heading; `on` is its day, `proposed` that GS did not decide it yet."""

    heading: str
    line: Line
    on: str = ""
    proposed: bool = False


def entries(material: Material) -> list[Entry]:
    """Return all differences since the letter sent before, in the order of the headings."""
    then = {action.id: action for action in material.then.actions}
    all_entries = list(_corrections(material))
    for action in in_order(material.now.actions):
        all_entries += _of_action(_Pair(material, then.get(action.id), action))
    return sorted(all_entries, key=lambda entry: HEADINGS.index(entry.heading))


def blocks(material: Material, entries: Sequence[Entry]) -> Iterator[Block]:
    """Yield the section of the letter: the fixed headings with their lines, and what is only counted."""
    if not entries:
        yield paragraph(f"Er zijn geen wijzigingen sinds {material.since}.")
    if material.previous is None and any(action.placed for action in material.now.actions):
        yield paragraph(FIRST)
    for heading in HEADINGS:
        own = [entry for entry in entries if entry.heading == heading]
        if not own and heading not in ALWAYS:
            continue
        yield Heading(3, heading)
        if all(entry.proposed for entry in own):
            yield paragraph("Geen." if heading in ALWAYS else "Nog niets besloten.")
        if own:
            yield Listing(tuple(entry.line for entry in own))
    if material.turned_back:
        changes = count_text(material.turned_back, "tussentijdse wijziging", "tussentijdse wijzigingen")
        were = "is" if material.turned_back == 1 else "zijn"
        yield paragraph(f"{sentence_case(changes)} {were} weer teruggedraaid. Die noemen wij niet apart.")


@dataclass(frozen=True, slots=True)
class _Pair:
    """One action in both states, and what it takes to tell of it."""

    material: Material
    then: Action | None
    now: Action

    @property
    def name(self) -> str:
        return self.material.now.name(self.now)

    def basis(self, field: str) -> tuple[str, str]:
        """Tell since which day a field has its value, and on what ground; empty where nobody recorded it."""
        if field == "stage":
            stage = self.now.stage if self.now.ended else self.material.now.stage(self.now)
            moves = [move for move in self.material.now.moves.get(self.now.id, ()) if move.to_stage == stage]
            return (moves[-1].moved_on, moves[-1].reason) if moves else ("", "")
        key = ("action", self.now.id, field)
        for change in self.material.changes:
            if (change.table, change.row_id, change.field) == key:
                return _day_of(change), change.reason
        return "", ""

    def told(self, field: str, *runs: Run) -> Line:
        """Return a line about a field of the action."""
        return told(runs, ("action", self.now.id, field))

    def was_is(self, heading: str, word: str, was: str, now: str, field: str) -> Entry:
        """Return a value that is another than it was, with the day since when and the ground if recorded."""
        on, ground = self.basis(field)
        since = f" sinds {day_text(on)}." if on else "."
        runs = (*_named(self.name), *_was_is(word, was, now), Run(since), *_because(ground))
        return Entry(heading, self.told(field, *runs), on)

    def since(self, field: str) -> Run:
        """Tell since which day a decision of GS counts, as the end of a sentence."""
        decided_on = self.material.now.rulings[self.now.id, field].decided_on
        return Run(f" sinds {day_text(decided_on)}." if decided_on else ".")

    def decided(self, heading: str, line: Line, field: str) -> Entry:
        """Tell what GS decided about the agenda itself, with the ground if the value is still that of now."""
        ruling = self.material.now.rulings[self.now.id, field]
        ground = self.basis(field)[1] if ruling.value == getattr(self.now, field, None) else ""
        runs = (*line, *_because(ground, ruling.advised_by), Run(f" {ruling.words}"))
        return Entry(heading, self.told(field, *runs), ruling.decided_on)

    def proposed(self, heading: str, what: str, field: str) -> Entry:
        """Tell what is recorded and what GS did not decide: the letter proposes it."""
        on, ground = self.basis(field)
        advised_by = self.material.now.advice.get((self.now.id, field), "")
        advice = (Run(f" Op advies van {advised_by}."),) if advised_by else ()
        text = line(f"Wij stellen voor {what}.", "proposal")
        runs = (*text, *_because(ground, advised_by), *advice)
        return Entry(heading, self.told(field, *runs), on, proposed=True)


def _of_action(pair: _Pair) -> Iterator[Entry]:
    yield from _newcomer(pair)
    if pair.then is None:
        return
    yield from _waiting(pair)
    yield from _ending(pair, pair.then)
    yield from _adopted_values(pair, pair.then)
    if pair.material.previous is None:
        return
    was, stands = pair.material.then.stage_words(pair.then), pair.material.now.stage_words(pair.now)
    if was != stands and ENDED not in _stages(pair, pair.then):
        yield pair.was_is(STAGE, "fase", was, stands, authors.STAGE)
    yield from _coalition(pair, pair.then)
    was, stands = (_support(state, pair.now) for state in (pair.material.then, pair.material.now))
    if was != stands:
        yield pair.was_is(SUPPORT, "draagvlak", was, stands, authors.SUPPORT)


def _newcomer(pair: _Pair) -> Iterator[Entry]:
    before, after, now = pair.material.then, pair.material.now, pair.now
    if after.added(now) and not (pair.then and before.added(now)):
        yield pair.decided(NEWCOMERS, line(f"Actie {pair.name} is toegevoegd."), NEW)
    elif pair.then is None:
        yield pair.proposed(NEWCOMERS, f"actie {pair.name} toe te voegen", NEW)


def _stages(pair: _Pair, then: Action) -> tuple[str, str]:
    """Return the stage that stood and the one that stands."""
    return pair.material.then.stage(then), pair.material.now.stage(pair.now)


def _ending(pair: _Pair, then: Action) -> Iterator[Entry]:
    """Yield an end or a new start that GS decided, or that is proposed and was not yet."""
    was, stands = _stages(pair, then)
    ended = stands == ENDED
    if ended != (was == ENDED):
        words = "beëindigd" if ended else "heropend"
        yield pair.decided(ENDINGS if ended else STAGE, line(f"Actie {pair.name} is {words}."), "stage")
    elif pair.now.ended != ended and then.ended != pair.now.ended:
        heading, asked = (ENDINGS, "beëindigen") if pair.now.ended else (STAGE, "heropenen")
        yield pair.proposed(heading, f"actie {pair.name} te {asked}", "stage")


def _waiting(pair: _Pair) -> Iterator[Entry]:
    """Tell what a meeting advises and GS did not decide yet: the letter proposes it."""
    name, stands = pair.name, priority_words(pair.now.priority)
    for proposal in pair.material.now.waiting.get(pair.now.id, ()):
        advice = proposal.advice
        value = advice.proposed
        asked = priority_words(value) if advice.proposes == "priority" else value
        heading, what = {
            "priority": (PRIORITY, f"de prioriteit van actie {name} te wijzigen van {stands} in {asked}"),
            "stage": (ENDINGS, f"actie {name} te beëindigen")
            if value == ENDED
            else (STAGE, f"actie {name} te heropenen"),
            "name": (NAME, f"actie {name} voortaan “{value}” te noemen"),
            "goal_id": (NAME, f"actie {name} onder een ander doel te brengen"),
        }[str(advice.proposes)]
        lines = (*line(f"Wij stellen voor {what}.", "proposal"), *_because(advice.text))
        runs = (*lines, Run(f" Op advies van {proposal.meeting.label}."))
        of = ("decision", str(advice.id))
        yield Entry(heading, told(runs, of), proposal.meeting.held_on, proposed=True)


def _adopted_values(pair: _Pair, then: Action) -> Iterator[Entry]:
    """Yield priority and name: what GS decided, and what is proposed and was not yet."""
    before, after, now = pair.material.then, pair.material.now, pair.now
    was, stands = before.priority(then), after.priority(now)
    if was != stands:
        both = _was_is("prioriteit", priority_words(was), priority_words(stands))
        yield pair.decided(PRIORITY, (*_named(pair.name), *both, pair.since("priority")), "priority")
    if now.priority != stands and then.priority != now.priority:
        values = f"van {priority_words(stands)} in {priority_words(now.priority)}"
        asked = f"de prioriteit van actie {pair.name} te wijzigen {values}"
        yield pair.proposed(PRIORITY, asked, "priority")
    if before.name(then) != after.name(now):
        both = _was_is("naam", before.name(then), after.name(now))
        yield pair.decided(NAME, (*_named(pair.name), *both, pair.since("name")), "name")
    if now.label != after.name(now) and then.name != now.name:
        yield pair.proposed(NAME, f"actie {pair.name} voortaan “{now.name}” te noemen", "name")


def _coalition(pair: _Pair, then: Action) -> Iterator[Entry]:
    material, now = pair.material, pair.now
    if then.driver_id != now.driver_id:
        yield pair.was_is(COALITION, "aanjager", material.driver(then), material.driver(now), "driver_id")
    before, after = material.then.tables.get(now.id), material.now.tables.get(now.id)
    if not before or not after:
        return
    was, stands = (chairs.count_sentence(table.chairs) for table in (before, after))
    if was != stands:
        yield pair.was_is(COALITION, "bezetting", was, stands, authors.COALITION)
    standing = {chair.id for chair in chairs.present(before.chairs)}
    for chair in after.chairs:
        if chair.withdrawn_on and chair.id in standing:
            gone = f"Eerder gemeld, vervallen: de plek {chairs.chair_name(chair)}."
            runs = (*_named(pair.name), Run(gone), *_because(str(chair.withdrawn_reason)))
            yield Entry(COALITION, told(runs, ("chair", str(chair.id))), chair.withdrawn_on)


def _support(state: State, action: Action) -> str:
    """Tell how many needed parties answered the purpose case, and whether all that is needed is there."""
    table = state.tables.get(action.id)
    needed = gate.needed_parties(table.chairs) if table else {}
    if not table or not needed:
        return "nog niet gevraagd"
    answers = gate.gate(table)
    answered = len(needed) - len(answers.missing)
    if not answered:
        return "nog niet gevraagd"
    verdict = "voldoende" if answers.open else "nog niet rond"
    refused = f", {len(answers.refusing)} nee" if answers.refusing else ""
    return f"{verdict} ({answered} van {len(needed)} antwoorden{refused})"


def _corrections(material: Material) -> Iterator[Entry]:
    """Tell what the letter sent before said of a step and what is no longer so."""
    names = {action.id: material.now.name(action) for action in material.now.actions}
    reported = {str(step.id) for steps in material.then.steps.values() for step in steps}
    for change in material.changes:
        if change.table != "step" or change.row_id not in reported:
            continue
        named, of = _named(names[str(change.about)]), (change.table, change.row_id)
        if change.field == "withdrawn_on" and change.new:
            gone = (Run(f"Eerder gemeld, vervallen: “{change.row['what']}”."),)
            runs = (*named, *gone, *_because(str(change.row["withdrawn_reason"])))
            yield Entry(CORRECTIONS, told(runs, of), _day_of(change))
        elif change.field in _CORRECTED:
            as_day = change.field == "happened_on"
            was, now = (day_text(value) if as_day else str(value) for value in (change.old, change.new))
            both = _was_is(_CORRECTED[change.field], was, now)
            runs = (*named, *both, Run("."), *_because(change.reason))
            yield Entry(CORRECTIONS, told(runs, of), _day_of(change))


def _day_of(change: Change) -> str:
    return local_time(change.at).date().isoformat()


def _named(name: str) -> Line:
    return Run(name, "strong"), Run(": ")


def _was_is(word: str, was: str, now: str) -> Line:
    return Run(f"{word} was "), Run(was, "was"), Run(", is "), Run(now, "is")


def _because(ground: str, advised_by: str = "") -> Line:
    """Return the ground, without the ruling and the meeting that are named apart."""
    bare = ground.partition(" (besluit GS")[0].removesuffix(f" ({advised_by})").rstrip(".")
    return (Run(f" Grond: {bare}."),) if bare else ()
