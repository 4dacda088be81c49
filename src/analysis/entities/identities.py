"""The ids of bodies that the registry does not know: the same body written in two ways has one.

An id leaves out small words, *número*, legal forms, old spellings and its own municipality, which stands at
its end; schools go by their codes (``Escola Básica 2,3`` and ``EB 2/3`` are one sort).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.common.municipalities import Municipality
from analysis.common.text import slug
from analysis.entities.places import SIDES
from analysis.entities.tokens import LEGAL_FORMS, LINKS, keys_of, tokens

_NAMELESS = "sem-nome"
_CODES = {
    ("escola", "basica", "integrada"): ("ebi",),
    ("escola", "basica", "secundaria"): ("ebs",),
    ("jardim", "infancia"): ("ji",),
    ("escola", "basica"): ("eb",),
    ("escola",): (),
}  # first words of a name -> as a school's code begins; the last only before such a code


def identity_of(name: str, place: Municipality | None) -> str:
    """Return the id of the body called `name` in `place`."""
    written = tokens(name)
    words = [key for key in keys_of(written) or [word.key for word in written] if key != "numero"]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    words = [part for word in coded(words) for part in slug(word).split("-") if part] or [_NAMELESS]
    if place is None:
        return "-".join(words)
    own = _own(place)
    told_apart = words[-1].isdigit() or words[-1] in SIDES  # "Centro de Saúde de X 1", "CPCJ X Norte"
    number = words[-1:] if told_apart and words[-1 - len(own) : -1] == own else []
    words = words[: len(words) - len(number)]
    if words == own:
        return "-".join([place.slug, *number])
    words = words[: -len(own)] if words[-len(own) :] == own else words
    return "-".join([*words, *number, place.slug])


def is_one_name(one: str, other: str, place: Municipality | None) -> bool:
    """Tell whether two names are one but for case, accents, old spelling and small words."""
    return _bare(one, place) == _bare(other, place)


def _bare(name: str, place: Municipality | None) -> str:
    words = [word.key for word in tokens(name)]
    return identity_of(" ".join([key for key in words if key not in LINKS] or words), place)


def coded(words: Sequence[str]) -> list[str]:
    """Return words that begin with the sort of a school in full with its code instead."""
    for full, code in _CODES.items():
        if tuple(words[: len(full)]) == full:
            rest = list(words[len(full) :])
            if code == ("eb",) and rest and rest[0][:1].isdigit():
                return ["eb" + rest[0].replace("/", ","), *rest[1:]]
            if code or (rest and (rest[0].startswith("eb") or rest[0] in ("ji", "es"))):
                return [*code, *rest]
            return list(words)
    return list(words)


def _own(place: Municipality) -> list[str]:
    return [part for word in keys_of(tokens(place.municipality)) for part in slug(word).split("-")]
