"""The localities that a plan names in its prose: ``visitas em Cima de Baixo e Meio``.

They tell where the place of a parish ends in a cell whose names nothing parts. A word that many places
begin with is none by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.common.municipalities import Municipality
from analysis.entities.tokens import AND, OF, Token, tokens

Localities = dict[str, list[tuple[str, ...]]]  # by the first word of each, the longest first

SHORTEST_NAME = 4  # letters of a locality of one word

REGIONS: Localities = {
    keys[0]: [keys]
    for keys in (
        *(("acores",), ("alentejo",), ("algarve",), ("beiras",), ("centro",), ("lvt",), ("madeira",), ("minho",)),
        *(("norte",), ("oeste",), ("ribatejo",), ("sul",), ("lisboa", "e", "vale", "do", "tejo")),
    )
}  # parts of Portugal in which national bodies have theirs
ISLANDS = {"acores", "madeira"}  # of these, what no other name begins with

_IN = {"em", "na", "no", "nas", "nos"}
_SORTS = {"aldeia", "aldeias", "freguesia", "freguesias", "localidade", "localidades", "lugar", "lugares", "vila"}
_BEGINNINGS = {
    *("aldeia", "alto", "bairro", "casal", "castelo", "escola", "fonte", "monte", "nossa", "ponte", "porto", "quinta"),
    *("rede", "ribeira", "rio", "sala", "santa", "santo", "sao", "serra", "torre", "vale", "vila"),
}


def localities_in(texts: Iterable[str]) -> Localities:
    """Return the localities that `texts` name behind *em* or ``freguesia de``, and those listed with them."""
    found: dict[tuple[str, ...], None] = {}
    for text in texts:
        words = tokens(text)
        for at in range(1, len(words)):
            if not words[at].upper or not _leads_to_place(words, at):
                continue
            while at < len(words) and words[at].upper:
                end = _end(words, at)
                keys = tuple(word.key for word in words[at : end + 1])
                if len(keys) > 1 or (len(keys[0]) >= SHORTEST_NAME and keys[0] not in _BEGINNINGS):
                    found[keys] = None
                at = end + 1
                if at < len(words) and words[at].gap == " " and words[at].key in AND:
                    at += 1
                elif at == len(words) or words[at].gap != ",":
                    break
    return _indexed(found)


def regions_of(municipalities: Iterable[Municipality]) -> Localities:
    """Return the regions that municipalities lie in, those of several words: ``Terras de Cima e Baixo``."""
    found = {tuple(word.key for word in tokens(name)) for name in {place.nuts3 for place in municipalities}}
    return _indexed(keys for keys in found if len(keys) > 1)


def locality_end(words: Sequence[Token], at: int, *localities: Localities) -> int | None:
    """Return the last word of the longest locality that `words` read from position `at`, or None."""
    read = (keys for index in localities for keys in index.get(words[at].key, ()))
    lengths = [len(keys) for keys in read if tuple(word.key for word in words[at : at + len(keys)]) == keys]
    return at + max(lengths) - 1 if lengths else None


def _indexed(found: Iterable[tuple[str, ...]]) -> Localities:
    index: Localities = {}
    for keys in sorted(found, key=lambda keys: (-len(keys), keys)):
        index.setdefault(keys[0], []).append(keys)
    return index


def _leads_to_place(words: tuple[Token, ...], at: int) -> bool:
    before = words[at - 1]
    if words[at].gap != " " or before.upper:
        return False
    return before.key in _IN or (before.key in OF and at > 1 and words[at - 2].key in _SORTS)


def _end(words: tuple[Token, ...], first: int) -> int:
    """Return the last of the capitalised words that begin here, *de* between them."""
    end = first
    for at in range(first + 1, len(words)):
        if words[at].gap not in (" ", "-"):
            break
        if words[at].upper:
            end = at
        elif words[at].key not in OF:
            break
    return end
