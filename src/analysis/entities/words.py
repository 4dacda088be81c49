"""The words of one cell, and the bodies that begin and end among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from analysis.entities.names import Names
from analysis.entities.tokens import OF, Token
from analysis.entities.wraps import with_line_ends

SHORTEST_ACRONYM = 3  # letters of an unknown acronym that stands for a body by itself


class Words:
    """The words of one cell, with what the registry and the plan know of them."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        self.words, self.names = with_line_ends(words, names), names

    def follows(self, at: int, gaps: str) -> bool:
        """Tell whether there is a word here, with one of `gaps` before it."""
        return at < len(self.words) and self.words[at].gap in gaps

    def begins_body(self, at: int) -> bool:
        """Tell whether a known name, a beginning of names or an acronym stands here."""
        word = self.words[at]
        return bool(self.names.longest(self.words, at) or self.kind_at(at) or word.is_acronym)

    def kind_at(self, at: int) -> str | None:
        """Return the kind that the words from here on tell as the beginning of a name, or None."""
        return self.names.kind_of(self.words[at : at + 4])

    def is_type_of(self, first: int, at: int) -> bool:
        """Tell whether the words from `first` on only tell the kind of the body that stands here: ``Escola EB1``."""
        return self.names.beginning(self.words[first:at]) == at - first and self.kind_at(first) == self.kind_at(at)

    def is_common(self, at: int) -> bool:
        """Tell whether names are made of this word: it is small, or in names of the registry."""
        word = self.words[at]
        return word.is_small or (word.key in self.names.common and not word.is_acronym)

    def is_complete(self, first: int, end: int) -> bool:
        """Tell whether the words from `first` up to before `end` hold something of their own."""
        return self._own_before[end] > self._own_before[first]

    @cached_property
    def _own_before(self) -> list[int]:
        """How many words before each are of no more than one name."""
        return [0, *accumulate(not self.is_common(at) for at in range(len(self.words)))]

    def is_whole(self, first: int, end: int) -> bool:
        """Tell whether the words from `first` up to before `end` are a known name and no more than its place."""
        placed = self.names.longest(self.words, first, placed=True)
        if placed and first + len(placed.tokens) < end:
            rest = range(first + len(placed.tokens), end)
            return self.words[rest[0]].key in OF and not any(map(self.begins_body, rest))
        name = self.names.longest(self.words, first)
        behind = self.words[first + len(name.tokens) : end] if name else ()
        if name and behind:
            return self.names.municipality_of(behind[behind[0].key in OF :]) is not None
        return name is not None and first + len(name.tokens) == end

    def is_national(self, first: int, end: int) -> bool:
        """Tell whether the words from `first` up to before `end` are what a national body is called."""
        name = self.names.longest(self.words, first)
        return name is not None and name.template.scope == "national" and first + len(name.tokens) == end

    def is_unknown(self, at: int) -> bool:
        """Tell whether no name of the registry stands here."""
        name = self.names.longest(self.words, at)
        return name is None or name.method == "delimited"

    def ends_municipality(self, end: int) -> bool:
        """Tell whether the name of a municipality stands right before this word."""
        return any(self.names.municipality_of(self.words[first:end]) for first in range(max(0, end - 6), end))

    def leads_on(self, at: int) -> bool:
        """Tell whether something stands behind the word that names begin with: *Clube* alone may end a name."""
        after = at + 1
        if not self.follows(after, " -"):
            return False
        name = self.names.longest(self.words, after)
        if name and name.method == "delimited":  # learnt: "Cooperativa Rumo"
            return True
        return not (name or self.words[after].is_acronym) or self.is_common(after)

    def ends_place(self, at: int) -> bool:
        """Tell whether the capitalised words that end here follow *de*."""
        while at > 0 and self.words[at].upper and self.words[at].gap == " ":
            at -= 1
        return self.words[at].key in OF


def is_long_acronym(word: Token) -> bool:
    """Tell whether a word is an acronym long enough to stand for an unknown body by itself."""
    return word.is_acronym and len(word.key) >= SHORTEST_ACRONYM
