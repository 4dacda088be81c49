"""Where names begin and end in a cell: its delimiters, and the words that only go on with a name.

Semicolons, lines and bullets part names whatever they hold; a comma among them, ``/`` and ``+`` only
before a body. In a list of words of one name nothing parts, nor does *e* beside a *common* word: one that
the registry's own names are made of (``Apoio``, ``Social``). Between two proper names *e* parts where
commas or nothing part the others, and joins where a stronger sign does. A spaced dash parts where it is
the cell's only delimiter. A plan that keeps to a delimiter needs no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from analysis.entities.lists import Lists
from analysis.entities.meanings import UNITS
from analysis.entities.names import FIELDS, Names
from analysis.entities.tokens import AND, ANY_OF, HARD, LABEL, LEGAL_FORMS, OF, Token
from analysis.entities.words import is_long_acronym

_OVER_COMMAS = frozenset(";\n•|")
_ENDINGS = LEGAL_FORMS - {"epe", "eperam", "ip"}  # of bodies of which no unit stands behind
_WEAK = frozenset("/+&")  # signs that names hold too


class Bounds(Lists):
    """The words of one cell and what parts them."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        super().__init__(words, names)
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
            if self.goes_on(at) or self.words[at].key in OF:  # "Os Camponeses, de Pias"
                return False
            return self._begins_listed(at) or not self._commas_are_soft
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

    def joins(self, at: int) -> bool:
        """Tell whether the *e* at this word joins two words of one name rather than two names."""
        left, right = at - 1, at + 1
        if left < 0 or not self.follows(right, " ") or self.words[right].key in ANY_OF:
            return False
        if self.begins_body(right):
            fields = self.words[left].key in FIELDS and self.words[right].key in FIELDS  # "Hotelaria e Turismo"
            if fields or self.joins_cares(at):
                return True
            listed = self.words[left].gap == "," and not self.parts(left)
            return listed and self.is_common(right) and not self.names.longest(self.words, right)
        if not self.words[right].upper or self.is_common(right) or self.is_common(left):
            return True
        if self.ends_place(left) or self.joins_plurals(at):
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
        if first is not None and self._ends_company(at - 1) and words[at].upper:
            return words[at].key not in LEGAL_FORMS
        if self._heads_pair(at) and (first is None or self.is_complete(first, at)):
            return True
        if name and name.tokens[0].capitals:
            return True
        if first is not None and (self.is_delimited or not (self.is_complete(first, at) or self.is_unit(first, at))):
            return False
        if name:
            return True
        if words[at].upper and words[at - 1].key not in AND and self.kind_at(at):
            return self.leads_on(at)
        if first is None or words[at - 1].is_small:
            return False
        if is_long_acronym(words[at]):
            return True
        alone = at - 1 == first and is_long_acronym(words[first]) and not self.kind_at(first)
        return alone and words[at].upper and not self.names.municipality_at(words, at)

    def _ends_company(self, at: int) -> bool:
        """Tell whether a legal form in capitals that ends a name stands here: ``Cima, CRL``."""
        return self.words[at].key in _ENDINGS and self.words[at].capitals and at > 0

    def _heads_pair(self, at: int) -> bool:
        """Tell whether this word and the next, with a sign between, are one unknown name: ``Cima+Baixo``."""
        after = at + 1
        if not self.follows(after, "+&") or self.parts(after) or self.words[after].start > self.words[at].end + 1:
            return False
        return all(self.words[n].upper and self.is_unknown(n) and not self.kind_at(n) for n in (at, after))

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
        return not any(w.gap == "," and self._begins_listed(at) for at, w in enumerate(self.words))

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
        styles = self.names.delimiters
        if left and right:
            others = self._signs & {*_OVER_COMMAS, ","} if not styles else sign not in styles
            return not (others and self._is_pair(at) and all(map(self._is_pair, self._slashes)))
        place = self.names.municipality_at(self.words, at)
        if sign == "/" and place and self.closes(place[0]) and self.is_national(first, at):  # "EAPN/Beja"
            return False
        if sign == "&" or not (self.words[at].upper or right) or (place and self.ends_municipality(at)):
            return False
        if self._has_stronger or (styles and sign not in styles):
            return False
        if right or self.is_whole(first, at) or sign in styles:
            return True
        return sign == "/" and (self._slashes_part or self.words[at].start > self.words[at - 1].end + 1)

    @cached_property
    def _slashes_part(self) -> bool:
        """Whether some ``/`` of the cell has a body beside it."""
        return any(self.begins_body(at) or self.is_whole(self._piece_of(at), at) for at in self._slashes)

    @cached_property
    def _slashes(self) -> list[int]:
        return [at for at, word in enumerate(self.words) if at and word.gap == "/"]

    def _is_pair(self, at: int) -> bool:
        """Tell whether ``/`` stands between two unknown acronyms, which may be one body's: ``NERBE/AEBAL``."""
        one, two = self.words[at - 1 : at + 1]
        if two.gap != "/" or two.start > one.end + 1 or self.follows(at + 1, " -") or (at > 1 and one.gap in " -"):
            return False
        return one.is_acronym and two.is_acronym and self.is_unknown(at - 1) and self.is_unknown(at)

    def _begins_listed(self, at: int) -> bool:
        """Tell whether a body begins here rather than what the name before it says of itself: ``X, Clube ...``."""
        first = self._piece_of(at)
        named = not self.is_unknown(first) or self.kind_at(first) is not None or self.words[first].is_acronym
        return self.begins_body(at) and (named or not self.is_unknown(at) or self.words[at].is_acronym)

    def is_doubtful(self, at: int) -> bool:
        """Tell whether the sign before this word may as well be part of a name."""
        listed = self.words[at].gap != "," or not self.begins_body(at) or self._begins_listed(at)
        return self._is_pair(at) or not listed

    def _piece_of(self, at: int) -> int:
        """Return where the words before this one begin that no sign parts."""
        first = at - 1
        while first > 0 and not (
            self.parts(first) if self.words[first].gap == "\n" else HARD & set(self.words[first].gap)
        ):
            first -= 1
        return first

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
