"""Where names begin and end in a cell: its delimiters, and the words that only go on with a name.

Semicolons, lines and bullets part names whatever they hold; a comma among them only before a body. In a
list of words such as ``Cultural, Recreativa e Desportiva`` nothing parts, nor does *e* beside a *common*
word: one that the registry's own names are made of (``Apoio``, ``Social``). Between two proper names
*e* parts where commas or nothing part the others, and joins where a stronger sign does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from analysis.frames.names import Names
from analysis.frames.tokens import AND, HARD, LABEL, OF, Token

SHORTEST_ACRONYM = 3  # letters of an unknown acronym that stands for a body by itself

_OVER_COMMAS = frozenset(";\n•|")


class Bounds:
    """The words of one cell and what parts them."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        self.words, self.names = words, names
        signs = set().union(*(word.gap for word in words[1:]))
        self._commas_are_soft = bool(_OVER_COMMAS & signs)
        self._has_slashes = bool(set("/+") & signs)
        self._last_comma = max((n for n, word in enumerate(words) if "," in word.gap), default=0)

    @cached_property
    def is_delimited(self) -> bool:
        """Whether any delimiter parts the names; a label does not count."""
        return any(self.parts(at) and set(self.words[at].gap) != {LABEL} for at in range(1, len(self.words)))

    def opens(self, at: int) -> bool:
        """Tell whether a stretch may begin here: at the beginning or behind a delimiter."""
        return at == 0 or self.parts(at)

    def closes(self, at: int) -> bool:
        """Tell whether a stretch may end here."""
        return at == len(self.words) - 1 or self.parts(at + 1)

    def parts(self, at: int) -> bool:
        """Tell whether a delimiter stands before this word."""
        gap = self.words[at].gap
        if not HARD & set(gap):
            return False
        if gap == ",":
            return self.begins_body(at) or not (self._commas_are_soft or self._is_enumeration(at))
        if gap == "\n":
            return not self._wraps(at)
        return True

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

    def is_common(self, at: int) -> bool:
        """Tell whether names are made of this word: it is small, or in names of the registry."""
        word = self.words[at]
        return word.is_small or (word.key in self.names.common and not word.is_acronym)

    def is_complete(self, first: int, end: int) -> bool:
        """Tell whether the words from `first` up to before `end` hold something of their own."""
        return not all(self.is_common(at) for at in range(first, end))

    def joins(self, at: int) -> bool:
        """Tell whether the *e* at this word joins two words of one name rather than two names."""
        left, right = at - 1, at + 1
        if left < 0 or not self.follows(right, " "):
            return False
        if self.begins_body(right):
            listed = self.words[left].gap == "," and not self.parts(left)
            return listed and self.is_common(right) and not self.names.longest(self.words, right)
        if not self.words[right].upper or self.is_common(right) or self.is_common(left):
            return True
        if self._commas_are_soft or self._last_comma:
            return self._commas_are_soft or at < self._last_comma
        return self._has_slashes or self._ends_place(left)

    def begins_name(self, at: int, first: int | None = None) -> bool:
        """Tell whether a new name begins at this word, behind the unfinished name that begins at `first`.

        Where names are delimited, only a known acronym does; else also any known name, the beginning
        of one, or an acronym.
        """
        words, name = self.words, self.names.longest(self.words, at)
        if name and name.tokens[0].capitals:
            return True
        if first is not None and (self.is_delimited or not self.is_complete(first, at)):
            return False
        if name:
            return True
        if words[at].upper and words[at - 1].key not in AND and self.kind_at(at):
            return self._leads_on(at)
        if first is None or words[at - 1].is_small:
            return False
        if _is_long_acronym(words[at]):
            return True
        alone = at - 1 == first and _is_long_acronym(words[first])
        return alone and words[at].upper and not self.names.municipality_at(words, at)

    def _leads_on(self, at: int) -> bool:
        """Tell whether something stands behind the word that names begin with: *Clube* alone may end a name."""
        after = at + 1
        if not self.follows(after, " -"):
            return False
        name = self.names.longest(self.words, after)
        if name and name.method == "delimited":  # learnt: "Cooperativa Rumo"
            return True
        return not (name or self.words[after].is_acronym) or self.is_common(after)

    def _ends_place(self, at: int) -> bool:
        """Tell whether the capitalised words that end here follow *de*."""
        while at > 0 and self.words[at].upper and self.words[at].gap == " ":
            at -= 1
        return self.words[at].key in OF

    def _is_enumeration(self, at: int) -> bool:
        """Tell whether common words stand here up to an *e* and another: ``, Recreativa e Desportiva``."""
        while at < len(self.words) and self.is_common(at) and not self.words[at].is_small:
            after = at + 1
            if not self.follows(after, " ,"):
                return False
            if self.words[after].key in AND:
                last = after + 1
                return self.follows(last, " ") and self.is_common(last) and not self.names.longest(self.words, last)
            at = after
        return False

    def _wraps(self, at: int) -> bool:
        """Tell whether the name of the line before goes on in this one."""
        if self.begins_body(at) or (at + 1 < len(self.words) and self.words[at].is_small):
            return False
        first = at - 1
        while first > 0 and self.words[first].gap in (" ", "-"):
            first -= 1
        name = self.names.longest(self.words, first)
        if name and first + len(name.tokens) >= at:
            return False
        return self.kind_at(first) is not None and (not self.is_complete(first, at) or self.is_common(at))


def _is_long_acronym(word: Token) -> bool:
    return word.is_acronym and len(word.key) >= SHORTEST_ACRONYM
