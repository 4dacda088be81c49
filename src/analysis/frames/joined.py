"""The known bodies of which one plan makes one: a bare name that stands there for a fuller one.

``Agrup. Escolas`` beside ``Agrupamentos de Escolas`` are the same schools, ``Cáritas`` beside ``Cáritas
Diocesana`` is the same body. Where two could be meant, or the bare name also stands with a place or a name
of its own, it is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from analysis.frames.names import Name, Names
from analysis.frames.registry import Organisation
from analysis.frames.tokens import Token, keys_of, tokens

Written = list[tuple[tuple[Token, ...], Name]]


def joined_bodies(known: Mapping[str, Organisation], names: Names) -> dict[str, Organisation]:
    """Return, by the ids of bodies, the body that each is in this plan; `known` is what it calls those it knows."""
    bodies: dict[str, Organisation] = {}
    written: dict[str, Written] = defaultdict(list)
    for text, organisation in known.items():
        words = tokens(text)
        name = names.longest(words, 0) if words else None
        if name:
            bodies[organisation.organisation_id] = organisation
            written[organisation.organisation_id].append((words, name))
    found = {}
    for identity, forms in written.items():
        if any(len(name.tokens) < len(words) or names.parted_from_place(words)[1] for words, name in forms):
            continue
        others = [o for o, theirs in written.items() if o != identity and _is_fuller(theirs, forms, bodies[o])]
        if len(others) == 1:
            found[identity] = bodies[others[0]]
    return found


def _is_fuller(theirs: Written, mine: Written, other: Organisation) -> bool:
    template = mine[0][1].template
    if template.kind != other.kind or template.collective:
        return False
    if template.scope == "each":  # one of a class
        return other.collective and _singular(theirs[0][1].template) == _singular(template)
    if template.scope != "national" or other.scope == "national":
        return False
    return all(
        not words[0].capitals and any(_begins(keys_of(words), keys_of(longer)) for longer, _ in theirs)
        for words, _ in mine
    )


def _singular(template: Organisation) -> list[str]:
    first, *rest = keys_of(tokens(template.bare))
    return [first.rstrip("s"), *rest]


def _begins(short: list[str], long: list[str]) -> bool:
    return len(short) < len(long) and long[: len(short)] == short
