"""Where names begin and end in a cell: its delimiters, and the words that only go on with a name.

Semicolons, lines and bullets part names whatever they hold; a comma among them, ``/`` and ``+`` only
before a body. In a list of words such as ``Cultural, Recreativa e Desportiva`` nothing parts, nor does *e*
beside a *common* word: one that the registry's own names are made of (``Apoio``, ``Social``). Between two
proper names *e* parts where commas or nothing part the others, and joins where a stronger sign does. A
spaced dash parts where it is the cell's only delimiter. A plan that keeps to a delimiter needs no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from analysis.frames.meanings import UNITS
from analysis.frames.names import Names
from analysis.frames.tokens import AND, HARD, LABEL, OF, Token
from analysis.frames.wraps import with_line_ends

SHORTEST_ACRONYM = 3  # letters of an unknown acronym that stands for a body by itself

_OVER_COMMAS = frozenset(";\n•|")
_WEAK = frozenset("/+&")  # signs that names hold too


class Bounds:
    """The words of one cell and what parts them."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        self.words, self.names = with_line_ends(words, names), names
        self._signs = set().union(*(word.gap for word in self.words[1:] if LABEL not in word.gap))
        self._last_comma = max((n for n, word in enumerate(words) if "," in word.gap), default=0)
        self._parts: dict[int, bool] = {}

    @cached_property
    def is_delimited(self) -> bool:
        """Whether any delimiter parts the names, in this cell or else in the plan; a label does not count."""
        if self.names.delimiters:
            return True
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
        if gap == " ":
            return False
        if at not in self._parts:
            self._parts[at] = self._parts_by(gap, at)
        return self._parts[at]

    def _parts_by(self, gap: str, at: int) -> bool:
        if gap == "-":
            return self._dashes_part and self.is_dash(at) and self.words[at].key not in UNITS
        if gap == ",":
            if self._is_enumeration(at):
                return False
            return self.begins_body(at) or not self._commas_are_soft
        if gap == "\n":
            others = self.names.delimiters & self._signs
            return not self._wraps(at) if not others or gap in others else self.begins_body(at)
        if gap in _WEAK:
            return self._parts_weakly(gap, at)
        return bool(HARD & set(gap))

    def is_dash(self, at: int) -> bool:
        """Tell whether a dash with space around it rather than a hyphen stands before this word."""
        return self.words[at].gap == "-" and self.words[at].start > self.words[at - 1].end + 1

    def parts_by_dash(self, at: int) -> bool:
        """Tell whether a dash, or a hyphen before a known acronym, stands before this word."""
        if self.words[at].gap != "-":
            return False
        name = self.names.longest(self.words, at)
        return self.is_dash(at) or bool(name and name.tokens[0].capitals)

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
        if self._ends_place(left):
            return True
        if self._commas_are_soft or self._last_comma:
            return self._commas_are_soft or at < self._last_comma
        return "/" in self._signs or "+" in self._signs

    def begins_name(self, at: int, first: int | None = None) -> bool:
        """Tell whether a new name begins at this word, behind the unfinished name that begins at `first`.

        Where names are delimited, only a known acronym does; else also any known name, the beginning
        of one, or an acronym.
        """
        words, name = self.words, self.names.longest(self.words, at)
        if first is not None and self.is_type_of(first, at):
            return False
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

    def is_whole(self, first: int, end: int) -> bool:
        """Tell whether the words from `first` up to before `end` are a known name and no more than its place."""
        placed = self.names.longest(self.words, first, placed=True)
        if placed and first + len(placed.tokens) < end:
            return self.words[first + len(placed.tokens)].key in OF
        name = self.names.longest(self.words, first)
        behind = self.words[first + len(name.tokens) : end] if name else ()
        if name and behind:
            return self.names.municipality_of(behind[behind[0].key in OF :]) is not None
        return name is not None and first + len(name.tokens) == end

    # Signs that part in some cells only

    @cached_property
    def _has_stronger(self) -> bool:
        """Whether a sign stands here that parts whatever it holds; lines only wrap names in a plan of other signs."""
        styles = self.names.delimiters
        return bool(_OVER_COMMAS & (self._signs - {"\n"} if styles and "\n" not in styles else self._signs))

    @cached_property
    def _commas_are_soft(self) -> bool:
        """Whether a comma parts only before a body: names have a stronger sign here, or else in the plan."""
        if self._has_stronger:
            return True
        if not self.names.delimiters or "," in self.names.delimiters:
            return False
        return not any(w.gap == "," and self.begins_body(at) for at, w in enumerate(self.words))

    @cached_property
    def _dashes_part(self) -> bool:
        """Whether dashes part names: nothing else does here, nor in the plan unless each name is known."""
        dashes = [at for at in range(1, len(self.words)) if self.is_dash(at)]
        if not dashes or self._signs & (HARD - {"&"}):
            return False
        if "-" in self.names.delimiters:
            return True
        if len(dashes) == 1:
            return False
        ends = [*dashes, len(self.words)]
        whole = all(self.is_whole(first, end) for first, end in zip([0, *dashes], ends, strict=True))
        return whole or not self.names.delimiters

    def _parts_weakly(self, sign: str, at: int) -> bool:
        """Tell whether ``/``, ``+`` or ``&`` parts two names here rather than two words of one."""
        first = self._piece_of(at)
        left, right = self.begins_body(first), self.begins_body(at)
        if left and right:
            return True
        place = self.names.municipality_at(self.words, at)
        if sign == "&" or not (self.words[at].upper or right) or (place and self._ends_municipality(at)):
            return False
        styles = self.names.delimiters
        if self._has_stronger or (styles and sign not in styles):
            return False
        if right or self.is_whole(first, at) or sign in styles:
            return True
        return sign == "/" and (self._slashes_part or self.words[at].start > self.words[at - 1].end + 1)

    @cached_property
    def _slashes_part(self) -> bool:
        """Whether some ``/`` of the cell has a body beside it."""
        slashes = (at for at, word in enumerate(self.words) if at and word.gap == "/")
        return any(self.begins_body(at) or self.is_whole(self._piece_of(at), at) for at in slashes)

    def _piece_of(self, at: int) -> int:
        """Return where the words before this one begin that no sign parts."""
        first = at - 1
        while first > 0 and not (
            self.parts(first) if self.words[first].gap == "\n" else HARD & set(self.words[first].gap)
        ):
            first -= 1
        return first

    def _ends_municipality(self, end: int) -> bool:
        """Tell whether the name of a municipality stands right before this word."""
        return any(self.names.municipality_of(self.words[first:end]) for first in range(max(0, end - 6), end))

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
        """Tell whether common words stand here up to an *e* and one more: ``, Recreativa e Desportiva``.

        The word before the comma must be common too if a body may begin with the one behind it
        (``Educação, Administração e Turismo``), or if the last one is not.
        """
        head = self.is_common(at - 1)
        if self.kind_at(at) and not head:
            return False
        while at < len(self.words) and self.is_common(at) and not (self.words[at].is_small or self._is_known(at)):
            after = at + 1
            if not self.follows(after, " ,"):
                return False
            if self.words[after].key in AND:
                last = after + 1
                return self.follows(last, " ") and (head or self.is_common(last)) and not self._is_known(last)
            at = after
        return False

    def _is_known(self, at: int) -> bool:
        return self.words[at].is_acronym or self.names.longest(self.words, at) is not None

    def _wraps(self, at: int) -> bool:
        """Tell whether the name of the line before goes on in this one."""
        if self.begins_body(at) or (at + 1 < len(self.words) and self.words[at].is_small):
            return False
        first = at - 1
        while first > 0 and self.words[first].gap in (" ", "-"):
            first -= 1
        name = self.names.longest(self.words, first)
        if name and first + len(name.tokens) >= at:
            return first + len(name.tokens) > at
        return self.kind_at(first) is not None and (not self.is_complete(first, at) or self.is_common(at))


def _is_long_acronym(word: Token) -> bool:
    return word.is_acronym and len(word.key) >= SHORTEST_ACRONYM
