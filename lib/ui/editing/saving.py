"""One write in the visitor's name, and how it went: stored with a way to undo it, refused, or in conflict.

Owns what lies between any widget and the store. The outcome is told where somebody looks: in the form that
was used, else in a bar that stays inside the window and moves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from lib.access import NotAllowed
from lib.dutch import moment_text
from lib.model.change import UNDONE
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, end_sentence
from lib.rules.telling.saved import saved_sentence
from lib.store import agenda, history, records
from lib.store.file.connection import Database, reading, writing
from lib.store.file.problems import StoreProblem
from lib.store.upkeep import undoing
from lib.ui.editing import acts
from lib.ui.editing.acts import Act as Done
from lib.ui.elements.html import plain
from lib.ui.here import state

_OUTCOME, CLASHES = "outcome", "conflicts"
MINE = "Mijn waarde gebruiken"
UNDO, UNDO_SECONDS = "Ongedaan maken", 60
SAVED, _PUT_BACK, _DONE_AGAIN = "Opgeslagen.", "Teruggezet.", "Opnieuw gedaan."
_BARE = (SAVED, _PUT_BACK, _DONE_AGAIN)
"""What is said of a write that has no words of its own; what it changed is told with it."""
_OTHER_HISTORY = "Sindsdien is een kopie van de agenda teruggezet; dit valt niet meer ongedaan te maken."
_DROPPED, _MOST_SENTENCES = "dropped by a grid", 3
_ONE_PASTE_SECONDS, _ONE_RUN_SECONDS = 5.0, 0.5
_CORRECTING = {"correcting": True}
Act = Callable[[Database], Any]
Problem = records.Conflict | Invalid | NotAllowed | StoreProblem


@acts.unbroken()
def write(act: Act, reason: str = "", said: str = SAVED) -> bool:
    """Do one write in the visitor's name and remember how it went; True when it was stored.

    For callbacks. A conflict becomes a card with both values; a refusal becomes a sentence.
    """
    problem = attempt(act, reason, said)
    if isinstance(problem, records.Conflict):
        _ask_which(card_of(clash, problem.version, reason) for clash in problem.clashes)
    elif problem is not None:
        note_refusal(problem.sentence)
    return problem is None


def attempt(act: Act, reason: str, said: str, form: str = "") -> Problem | None:
    """Do one write in the visitor's name; returns what stood in its way, and tells of success in `form`."""
    written = _written(act, reason, said)
    if not isinstance(written, Done):
        return written
    with reading(state.desk()[0]) as db:
        undoable = undoing.possible(db, written.spans)
        if undoable:
            acts.note(written)
        elif written.spans:
            acts.keep_undoable(lambda act: undoing.possible(db, act.spans))
    said = written.said if written.spans else "Er was niets te wijzigen."
    _set_outcome("saved", said, written if undoable else None, form)
    return None


def _written(act: Act, reason: str, said: str) -> Done | Problem:
    """Do one write in the visitor's name; returns it as an act, or what stood in its way."""
    try:
        place = state.here()
        with writing(place.path, place.person, reason) as db:
            before = history.newest(db)
            act(db)
            after = history.newest(db)
            changes = history.changes_between(db, before, after)
            if said in _BARE:
                said = saved_sentence(said.rstrip("."), changes, agenda.party_names(db))
            moment = history.moment_of(db, after) or ""
    except (records.Conflict, Invalid, NotAllowed, StoreProblem) as problem:
        st.session_state.pop(_OUTCOME, None)
        return problem
    return Done(str(place.path), ((before, after),) if changes else (), said, moment, time.time())


def note_refusal(sentence: str, form: str = "") -> None:
    """Say why the last write was refused: in the form that was used, if it was one of its own."""
    _set_outcome("error", sentence, form=form)


def note_done(sentence: str) -> None:
    """Say that something was done which has no value to put back."""
    _set_outcome("saved", sentence)


def as_one_act(writes: Iterable[Callable[[], None]]) -> None:
    """Do several writes that one press brought: they are told together and undone together."""
    before, outcomes = acts.last("done"), []
    for write_one in writes:
        st.session_state.pop(_OUTCOME, None)
        write_one()
        if _OUTCOME in st.session_state:
            outcomes.append(st.session_state[_OUTCOME])
    dropped = _fresh(st.session_state.pop(_DROPPED, {}))
    if len(outcomes) + dropped.get("count", 0) > 1:
        _tell_together(outcomes, before, dropped)
    if outcomes:
        st.session_state[_OUTCOME]["told"] = (outcomes, before)


def note_dropped(cells: Sequence[tuple[str, str]], count: int) -> None:
    """Say of one paste what its grid did not take and why; what it did take may be told before or after."""
    dropped = {"cells": cells, "count": count, "at": time.time()}
    told = _fresh(st.session_state.get(_OUTCOME, {}), _ONE_RUN_SECONDS).get("told")
    st.session_state[_DROPPED] = {} if told else dropped
    outcomes, before = told or ((), None)
    _tell_together(outcomes, before, dropped)


def _fresh(noted: Mapping[str, Any], seconds: float = _ONE_PASTE_SECONDS) -> Mapping[str, Any]:
    """Return what was noted just now; nothing of what is longer ago: that is of another paste."""
    return noted if time.time() - noted.get("at", 0) < seconds else {}


def _tell_together(
    outcomes: Sequence[Mapping[str, Any]], before: Done | None, dropped: Mapping[str, Any]
) -> None:
    refused = [(outcome["text"], outcome.get("typed")) for outcome in outcomes if outcome["kind"] == "error"]
    stored = len(outcomes) - len(refused)
    count, said = len(refused) + dropped.get("count", 0), f"{stored} opgeslagen"
    refused += dropped.get("cells", ())
    whole = acts.merge_after(before, f"{said}.") if stored else None
    if refused:
        sentences = list(dict.fromkeys(sentence for sentence, _ in refused))
        said = f"{said}, {count} geweigerd: {' '.join(sentences[:_MOST_SENTENCES])}"
        said += " Hieronder staat alles wat niet is opgeslagen." * (len(sentences) > _MOST_SENTENCES)
    _set_outcome("error" if refused else "saved", end_sentence(said), whole)
    keep_typed("\n".join(typed for _, typed in refused if typed))


def keep_typed(text: str) -> None:
    """Show with a refusal what was typed, where its field cannot hold it."""
    if _OUTCOME in st.session_state:
        st.session_state[_OUTCOME]["typed"] = text


def note_clashes(cards: Iterable[dict[str, Any]], form: str) -> None:
    """Leave the conflicts of a form to that form; should it be gone from the page, they go into cards."""
    _set_outcome("clash", "", form=form)
    st.session_state[_OUTCOME]["cards"] = list(cards)


def _set_outcome(kind: str, text: str, undo: Done | None = None, form: str = "") -> None:
    outcome = {"kind": kind, "text": text, "undo": undo, "at": time.time(), "form": form}
    st.session_state[_OUTCOME] = outcome


def waiting(kind: str) -> list[dict[str, Any]]:
    """Return the questions of a kind that were not answered yet."""
    return list(st.session_state.get(kind, []))


def _ask_which(cards: Iterable[dict[str, Any]]) -> None:
    """Let one of two values be chosen; of a field that was typed in again the newest."""
    by_field = {(card["table"], card["row_id"], card["field"]): card for card in [*waiting(CLASHES), *cards]}
    st.session_state[CLASHES] = list(by_field.values())


def card_of(clash: records.Clash, version: int, reason: str) -> dict[str, Any]:
    """Return what has to be remembered of a conflict until it is settled."""
    return {**asdict(clash), "version": version, "reason": reason}


def clash_words(clash: Mapping[str, Any], about: str = "Let op:") -> str:
    """Tell of a field that two people changed, with both values."""
    record, name = RECORDS[clash["table"]], clash["field"]
    with reading(state.desk()[0]) as db:
        parties = agenda.party_names(db)
    theirs, mine = (record.text(name, clash[side], parties) for side in ("theirs", "mine"))
    return (
        f"{about} {record.words(name) or record.fields[name].label.lower()} is intussen door "
        f"{clash['who']} gewijzigd in “{theirs}” ({moment_text(clash['at'])}). Uw waarde: “{mine}”."
    )


def tell_outcome() -> None:
    """Show how the last write went, unless a form tells it."""
    last = _last_outcome("")
    if not last:
        return
    last["drawn"] = True
    with st.container(key="outcome-bar"):
        if last["kind"] == "error":
            st.error(plain(last["text"]), icon=":material/error:")
            if last.get("typed"):
                st.caption("Wat u typte:")
                st.code(last["typed"], language=None, wrap_lines=True)
            if last["undo"]:
                st.button(UNDO, key="undo", on_click=undo, args=(last["undo"],), kwargs=_CORRECTING)
            return
        with st.container(key="saved-bar", horizontal=True, vertical_alignment="center"):
            st.success(plain(last["text"]), icon=":material/check:")
            if last["undo"]:
                st.button(UNDO, key="undo", on_click=undo, args=(last["undo"],), kwargs=_CORRECTING)


def outcome_of(form: str) -> None:
    """Show how the last write went, inside the form that did it."""
    last = _last_outcome(form)
    if last:
        last["drawn"] = True
    if last and last["kind"] == "clash":
        del st.session_state[_OUTCOME]
    elif last and last["kind"] == "error":
        st.error(plain(last["text"]), icon=":material/error:")
    elif last:
        st.success(plain(last["text"]), icon=":material/check:")
        if last["undo"]:
            st.form_submit_button(
                UNDO, key=f"undo {form}", on_click=undo, args=(last["undo"], form), kwargs=_CORRECTING
            )


def tell_the_rest() -> None:
    """Show how the last write went when nothing on the page told it; at the end of a run."""
    last = st.session_state.get(_OUTCOME) or {}
    if last and not last.pop("drawn", False):
        if last["kind"] == "clash":
            _ask_which(last["cards"])
            del st.session_state[_OUTCOME]
            st.rerun()
        last["form"] = ""
        tell_outcome()


def tell_on_page() -> None:
    """Let the page tell how the last write went: its form goes away with it."""
    st.session_state[_OUTCOME]["form"] = ""


def take_outcome() -> str:
    """Take over what there is to tell of the last write, to tell it in another way."""
    return str(st.session_state.pop(_OUTCOME, {}).get("text", ""))


def _last_outcome(form: str) -> dict[str, Any]:
    """Return the outcome that has to be told in this form; that of a save is told for a while."""
    last: dict[str, Any] = st.session_state.get(_OUTCOME) or {}
    fresh = last.get("kind") == "error" or time.time() - last.get("at", 0) < UNDO_SECONDS
    return last if fresh and last.get("form") == form else {}


# ------------------------------------------------------------------------------ undoing


def undo(done: Done, form: str = "", *, correcting: bool = False) -> None:
    """Undo an act of this session, for callbacks; what somebody else changed since is not undone unseen.

    Who presses beside what was just saved is `correcting` that, also when it is a decision.
    """
    _turn_back(done, "done", _PUT_BACK, form, correcting=correcting)


def turn_back_last(pile: acts.Pile) -> None:
    """Undo, or do again, what lies on top by now: a part of the page may have run since its button came."""
    if last := acts.last(pile):
        _turn_back(last, pile, _PUT_BACK if pile == "done" else _DONE_AGAIN)
    else:
        note_done(f"Er is niets meer {'ongedaan te maken' if pile == 'done' else 'opnieuw te doen'}.")


@acts.unbroken()
def _turn_back(done: Done, pile: acts.Pile, said: str, form: str = "", *, correcting: bool = False) -> None:
    def act(db: Database) -> None:
        if done.moment and history.moment_of(db, done.spans[-1][1]) != done.moment:
            raise Invalid("id", _OTHER_HISTORY)
        undoing.undo(db, done.spans, correcting=correcting)

    back = _written(act, UNDONE, said)
    if isinstance(back, Done):
        acts.take(done, pile)
        other: acts.Pile = "undone" if pile == "done" else "done"
        acts.note(replace(back, said=done.said), other, anew=False)
        _set_outcome("saved", back.said, form=form)
        return
    acts.take(done, pile)  # what stands in its way would keep all that was done before it from being undone
    if isinstance(back, records.Conflict):
        _ask_which(card_of(clash, back.version, UNDONE) for clash in back.clashes)
    else:
        note_refusal(back.sentence, form)
