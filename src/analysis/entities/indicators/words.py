"""The words of an indicator, and the groups of words that rules speak of.

An indicator is read as a line of *words*, each with a key by which it is compared:

- ``#`` for "n.º", "Nr." or "número"; ``1.`` for an ordinal; the sign itself for ``%``, ``€`` and the like
- ``year`` for the year of a date ("de 2026")
- ``0`` for a figure or a numeral ("três"), ``1`` where it is one; "um" and "uma" are articles, but not
  in "pelo menos uma" and "uma por mês"
- the folded form of any other word (:func:`analysis.common.text.fold`): no accents, singular, new spelling

A *group* is a list of such words in ``vocabulary.toml``; an entry that ends in ``*`` stands for all words that
begin so, one that begins with it for all that end so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from analysis.common.text import fold, modern

NUMBER_OF, FIGURE, ONE, ORDINAL, YEAR = "#", "0", "1", "1.", "year"
NUMERALS = (FIGURE, ONE)
MEASURES = ("%", "€")

_WORDS = re.compile(
    r"(?P<number_of>\bn\s?\.?\s?[º°]s?\.?|\bn\.\s?os?\b\.?|\bn[uú]m(?:eros?\b|\.)|\bnrs?\b\.?|^no?\b\.?(?=\s+d[eoa]s?\b))"
    r"|(?P<ordinal>\d+\.?\s?[ºª°])"
    r"|(?P<year>(?:(?<=\bde )|(?<=\bem )|(?<=\bat[ée] )|(?<=\bano ))(?:19|20)\d\d\b(?!\s?[%€]|[.,]\d))"
    r"|(?P<figure>\d+(?:[.,\s]\d+)*(?=h\b|kg\b|km\b|[\W_]|$))"
    r"|(?P<one>(?<=menos )uma?\b|\buma?\b(?=(?: \w+)? por (?:m[êe]s|ano|semana|trimestre|semestre)\b))"
    r"|(?P<word>[^\W_]+(?:-[^\W_]+)*)"
    r"|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A word as it stands in an indicator from `start` to `end`, with the key by which it is compared."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it only punctuates, as all signs but ``%`` and ``€``."""
        return not (self.key[0].isalnum() or self.key == NUMBER_OF or self.key in MEASURES)

    @property
    def is_plural(self) -> bool:
        """Whether it ends as a plural does."""
        return self.text.casefold().endswith("s")


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and signs of `text`, in order."""
    return tuple(Word(match[0], _key(match), *match.span()) for match in _WORDS.finditer(text))


@cache
def vocabulary() -> dict[str, Any]:
    """Return the vocabulary of indicators: groups of words, and the rules over them."""
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


def is_among(word: Word, groups: Iterable[str]) -> bool:
    """Tell whether `word` belongs to one of `groups`."""
    return _is_among(word.key, tuple(groups))


def text_of(words: Iterable[Word]) -> str:
    """Return words as a reader is shown them, in the order of the indicator."""
    return " ".join(word.text for word in sorted(set(words), key=lambda word: word.start))


def _key(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "number_of":
        return NUMBER_OF
    if kind == "ordinal":
        return ORDINAL
    if kind == "year":
        return YEAR
    if kind == "one" or match[0] == "1":
        return ONE
    if kind == "figure":
        return FIGURE
    if kind == "sign":
        return match[0]
    key = fold(match[0]) or modern(match[0])
    return FIGURE if key in _group("numerals")[0] else key


@lru_cache(65536)
def _is_among(key: str, groups: tuple[str, ...]) -> bool:
    return any(
        key in whole or key.startswith(starts) or key.endswith(ends) for whole, starts, ends in map(_group, groups)
    )


@cache
def _group(name: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Return the whole words of a group, its beginnings and its endings."""
    entries: Sequence[str] = vocabulary()["words"][name]
    whole = frozenset(fold(entry) if entry[-1].isalnum() else entry for entry in entries if "*" not in entry)
    starts = tuple(modern(entry[:-1]) for entry in entries if entry.endswith("*"))
    return whole, starts, tuple(modern(entry[1:]) for entry in entries if entry.startswith("*") and len(entry) > 1)
