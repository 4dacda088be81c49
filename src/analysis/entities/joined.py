"""The known bodies of which one plan makes one: a bare name that stands there for a fuller one.

``Agrup. Escolas`` beside ``Agrupamentos de Escolas`` are the same schools, ``Cáritas`` beside ``Cáritas
Diocesana`` is the same body. Where two could be meant, or the bare name also stands with a place or a name
of its own, it is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.entities.names import Name, Names
from analysis.entities.registry import Organisation
from analysis.entities.tokens import Token, keys_of, tokens

Written = list[tuple[tuple[Token, ...], Name]]
Unknown = Sequence[tuple[tuple[Token, ...], Organisation]]


def joined_bodies(known: Mapping[str, Organisation], unknown: Unknown, names: Names) -> dict[str, Organisation]:
    """Return, by the ids of bodies, the body that each is in this plan.

    `known` is what it calls those that the registry knows, `unknown` are the words of others' names.
    """
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
        places = {place for words, _ in forms if (place := names.parted_from_place(words)[1])}
        bare = [(_bare(words, names), name) for words, name in forms]
        if any(len(name.tokens) < len(words) for words, name in bare) or len(places) > 1:
            continue
        if own := _own_of_class(forms, unknown, names):
            found[identity] = own
            continue
        others = [
            o
            for o, theirs in written.items()
            if o != identity
            and _is_fuller(theirs, bare, bodies[o])
            and all(names.parted_from_place(words)[1] in places for words, _ in theirs if places)
        ]
        if len(others) == 1:
            found[identity] = bodies[others[0]]
    return found


def _own_of_class(mine: Written, unknown: Unknown, names: Names) -> Organisation | None:
    """Return the one body of a class, with its municipality, of which only the sort stands elsewhere.

    ``Associação Comercial`` beside ``Associação Comercial de Cima``; not if the plan names the class itself.
    """
    if not all(name.is_one_of_many for _, name in mine):
        return None
    keys = [keys_of(words) for words, _ in mine]
    found = {
        organisation.organisation_id: organisation
        for words, organisation in unknown
        for bare, place in [names.parted_from_place(words)]
        if place is not None and place == names.place and keys_of(bare) in keys
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _bare(words: tuple[Token, ...], names: Names) -> tuple[Token, ...]:
    """Return words without the place behind them."""
    return tuple(names.parted_from_place(words)[0])


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
