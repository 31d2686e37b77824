"""What the annex says about actions that belong together, and what happens when one of them stops.

Everything here follows from the four relations the annex states; nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.dutch import day_text
from lib.model.agenda import Action, Relation
from lib.model.coalitions import Flag

LEADS_TO = "opmaat naar"


def neighbours(action_id: str, relations: Iterable[Relation]) -> list[str]:
    """Return the actions that the annex ties to this one, in the order of the relations."""
    ids = {}
    for relation in relations:
        if relation.from_action == action_id:
            ids[relation.to_action] = True
        elif relation.to_action == action_id:
            ids[relation.from_action] = True
    ids.pop(action_id, None)
    return list(ids)


def flag_sentence(flag: Flag, ended: Action) -> str:
    """Tell what happened to the neighbour that a flag is about; since then it may carry on again."""
    if not ended.ended:
        return f"“{ended.label}” was op {day_text(flag.raised_on)} beëindigd en is daarna heropend."
    on = min(flag.raised_on, ended.ended_on or flag.raised_on)
    return f"“{ended.label}” is op {day_text(on)} beëindigd."


def what_if_stopped(action_id: str, relations: Sequence[Relation], actions: Iterable[Action]) -> list[str]:
    """Tell what the other actions would lose if this one stopped, in sentences."""
    named = {action.id: action for action in actions}
    touching = [relation for relation in relations if action_id in (relation.from_action, relation.to_action)]
    if not touching:
        return [
            f"De bijlage noemt geen verband tussen {_short(action_id, named)} en een andere actie. "
            "Volgens de bijlage verliest geen andere actie er iets door."
        ]
    own = [_loss(relation, action_id, named) for relation in touching]
    return own + [_chain_sentence(chain, action_id) for chain in chains(relations) if action_id in chain]


def _loss(relation: Relation, stopped: str, named: dict[str, Action]) -> str:
    short = _short(stopped, named)
    leads = relation.kind == LEADS_TO
    if relation.to_action == stopped:
        other = _full(relation.from_action, named)
        if leads:
            return f"{other} is een opmaat naar {short} en heeft geen vervolg meer."
        return f"{other} sluit aan bij {short} en verliest die aansluiting."
    other = _full(relation.to_action, named)
    return (
        f"{other} verliest {short} als opmaat."
        if leads
        else f"{other} verliest {short}, die bij deze actie aansluit."
    )


def _chain_sentence(chain: tuple[str, ...], stopped: str) -> str:
    """Tell what happens to a chain of relations when one of its actions stops."""
    words = " → ".join(chain)
    if stopped == chain[0]:
        return f"De keten {words} heeft geen begin meer."
    if stopped == chain[-1]:
        return f"De keten {words} heeft geen einde meer."
    return f"De keten {words} breekt: {chain[0]} komt dan niet meer uit bij {chain[-1]}."


def chains(relations: Iterable[Relation]) -> list[tuple[str, ...]]:
    """Return relations that follow each other, from a first to a last action: 2 → 3 → 4."""
    following: dict[str, list[str]] = {}
    for relation in relations:
        following.setdefault(relation.from_action, []).append(relation.to_action)
    reached = {action_id for targets in following.values() for action_id in targets}
    paths: list[tuple[str, ...]] = []
    open_ends: list[tuple[str, ...]] = [(action_id,) for action_id in following if action_id not in reached]
    while open_ends:
        path = open_ends.pop(0)
        longer = [(*path, target) for target in following.get(path[-1], []) if target not in path]
        open_ends.extend(longer)
        if not longer and len(path) > 2:
            paths.append(path)
    return paths


def _full(action_id: str, named: dict[str, Action]) -> str:
    """Return an action at the start of a sentence: "Actie 4 (Ontwikkelfonds)"."""
    action = named[action_id]
    ended = ", al beëindigd" if action.ended else ""
    if action.number is None:
        return f"De actie “{action.name}”{f' ({ended[2:]})' if ended else ''}"
    return f"Actie {action.number} ({action.name}{ended})"


def _short(action_id: str, named: dict[str, Action]) -> str:
    """Return an action within a sentence: "actie 4"; a manifest activity has a name only."""
    action = named[action_id]
    return f"actie {action.number}" if action.number is not None else f"de actie “{action.name}”"
