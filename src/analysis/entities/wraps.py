"""Line ends of a partner cell of which the layout does not tell whether they part names or only wrap one.

Readers write them as vertical tabs. One parts names where a body begins behind it, unless a known name
reads across it or the words before it only lead to that body (``Associação de Pais da Escola``). It parts
nothing where the cell has delimiters of another sort; where the plan has, only before a known name.

A known name that may be longer does not take the first word of the line below, certain or doubtful, if a body
with a longer name begins with it: ``DGEstE`` over ``Centro de Saúde``, although there is a ``DGEstE Centro``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.entities.meanings import NAMED_TYPES
from analysis.entities.names import Names
from analysis.entities.places import SIDES
from analysis.entities.tokens import OF, Token

_DOUBTFUL = "\v"
_LONGEST = 8  # words of a name that a line may end
_FIRM = "\n\n"  # a line end that no name reads across


def with_line_ends(words: Sequence[Token], names: Names) -> Sequence[Token]:
    """Return words with each doubtful gap between them as a line end or a space, and firm line ends marked as such."""
    if not any(word.gap in ("\n", _DOUBTFUL) for word in words):
        return words
    ends = _may_end(words, names)
    found = list(words)
    for at, word in enumerate(words):
        if at and word.gap in ("\n", _DOUBTFUL) and _ends_shorter_name(words, at, names):
            found[at] = replace(word, gap=_FIRM)
        elif word.gap == _DOUBTFUL:
            found[at] = replace(word, gap="\n" if ends and at and _ends_name(found, at, names) else " ")
    return found


def _may_end(words: Sequence[Token], names: Names) -> bool:
    """Tell whether lines may part names here: no other sign does."""
    commas = any(word.gap == "," and _begins_body(words, at, names) for at, word in enumerate(words))
    return not (commas or any(set(word.gap) & set(";|") for word in words))


def _ends_name(words: Sequence[Token], at: int, names: Names) -> bool:
    first = at - 1
    while first > 0 and words[first].gap in (" ", "-"):
        first -= 1
    for start in range(first, at):
        name = names.longest(words, start)
        if name and start + len(name.tokens) > at:
            return False
    if words[at].key in SIDES and names.municipality_of(words[at - 1 : at]) and not _begins_body(words, at, names):
        return False
    if names.beginning(words[at - 1 : at]) and at - 1 > first and words[at - 2].key in OF:
        return False
    if _is_complete(words[first:at], names):
        return words[at].upper and not words[at].is_small
    if names.delimiters and "\n" not in names.delimiters:
        return names.longest(words, at) is not None and _begins_body(words, first, names)
    return _begins_body(words, at, names)


def _ends_shorter_name(words: Sequence[Token], at: int, names: Names) -> bool:
    """Tell whether a known name ends here that a longer one reads on from, into a body that is longer still."""
    for start in range(max(0, at - _LONGEST), at):
        name, short = names.longest(words, start), names.longest(words[:at], start)
        end = start + len(name.tokens) if name else 0
        if short and end > at and start + len(short.tokens) == at:
            below = names.longest(words, at)
            return at + max(len(below.tokens) if below else 0, names.beginning(words[at : at + 4])) > end
    return False


def _is_complete(words: Sequence[Token], names: Names) -> bool:
    """Tell whether words are a known body with its municipality, of a sort without own names: ``Município de X``."""
    name = names.longest(words, 0)
    if name is None or not name.template.is_in_each or name.template.kind in NAMED_TYPES:
        return False
    bare, place = names.parted_from_place(words)
    return place is not None and len(bare) <= len(name.tokens)


def _begins_body(words: Sequence[Token], at: int, names: Names) -> bool:
    return bool(words[at].is_acronym or names.longest(words, at) or names.kind_of(words[at : at + 4]))
