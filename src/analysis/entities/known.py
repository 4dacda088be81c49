"""The known names of a partner cell, each with the place behind it.

A place follows *de*, or is the whole name of a municipality. It may be several: ``de Beja e Serpa``, and for
schools and parishes a list (``Agrupamento de Escolas de Cima, Baixo e Meio``), which an *e* must close where
commas part names.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.entities.bounds import Bounds
from analysis.entities.localities import ISLANDS, REGIONS, locality_end
from analysis.entities.names import Name
from analysis.entities.places import SIDES
from analysis.entities.tokens import AND, ANY_OF, LEGAL_FORMS, OF

_SEVERAL = {
    "uniao",
    "unioes",
    "uf",
    "junta",
    "juntas",
    "freguesia",
    "freguesias",
    "agrupamento",
    "agrupamentos",
    "ae",
    "jf",
}
# what may be followed by a list of places


_ORDINARY = {"abraco", "acreditar", "habitat"}  # words that national bodies are called by, and others too
_OF_PLACE = ("ense", "enses")  # ends of words that say where a body is from: ``Bombeiros Voluntários Lisbonenses``
NUMBERED = {"school", "health"}  # kinds of which a place has several, told apart by numbers


@dataclass(frozen=True)
class Span:
    """A stretch of words: of a known name, or of words that no name covers."""

    first: int
    last: int
    name: Name | None


class Known(Bounds):
    """The words of one cell and the known names that they read."""

    def known(self, at: int) -> Span | None:
        """Return the known name that begins here, with its place, or None."""
        placed = self.names.longest(self.words, at, placed=True)
        alone = self.names.longest(self.words, at)
        if alone and self.names.beginning(self.words[at:]) > len(alone.tokens):  # "Câmara do Comércio"
            return None
        if alone and self.is_ordinary(alone, at + len(alone.tokens)):
            alone = None
        if alone and alone.method == "delimited" and not self._stands(at + len(alone.tokens)):
            alone = None
        if placed and not (alone and len(alone.tokens) > len(placed.tokens)):
            last = at + len(placed.tokens) - 1
            end = self._place_end(last, any_name=True)
            if end > last:
                return Span(at, self._more_places(at, end), placed)
        if alone is None:
            return None
        last = at + len(alone.tokens) - 1
        if alone.method == "delimited":
            return Span(at, last, alone)
        sort = alone.template
        serves = sort.scope == "each" and not sort.is_in_each and not sort.collective and alone.tokens[0].capitals
        if sort.scope == "national" and (region := self._region_end(last)) > last:
            return Span(at, region, alone)
        if sort.kind not in NUMBERED:
            return Span(at, self._more_places(at, self._place_end(last, any_name=serves)), alone)
        return Span(
            at, self._number_end(self._more_places(at, self._place_end(self._number_end(last), any_name=serves))), alone
        )

    def is_ordinary(self, name: Name, after: int) -> bool:
        """Tell whether a known name is but a common word with which a longer one begins: ``Abraço Solidário``."""
        if len(name.tokens) > 2 or name.tokens[-1].key not in _ORDINARY or name.template.scope != "national":
            return False
        if not self.follows(after, " ") or not self.words[after].upper or self.begins_body(after):
            return False
        return self._municipality_end(after) is None and self._region_end(after - 1) == after - 1

    def _stands(self, end: int) -> bool:
        """Tell whether a name that was learnt may end before this word rather than go on."""
        if end >= len(self.words) or self.parts(end) or self.words[end].key in AND or self.parts_by_dash(end):
            return True
        word = self.words[end]
        return not self.is_delimited and word.gap == " " and not (word.is_small or word.key in LEGAL_FORMS)

    def _number_end(self, last: int) -> int:
        """Return the last word of the number behind the word `last`: ``AE n.º 2``, ``Centro de Saúde 1``, or `last`."""
        at = last + 1
        told = self.follows(at, " ") and self.words[at].key == "numero"
        at += told
        if not self.follows(at, " ") or not self.words[at].is_number:
            return last
        behind = self.words[at + 1] if self.follows(at + 1, " ") else None
        counts = behind is not None and not (behind.upper or behind.is_small)  # "2 professores"
        return last if counts and not told else at

    def _place_end(self, last: int, *, any_name: bool = False) -> int:
        """Return the last word of the place behind the word `last`, or `last` if there is none.

        A place follows *de*. Without it, only the whole name of a municipality is one, or whatever is
        capitalised where `any_name`.
        """
        after = last + 1
        if not self.follows(after, " -"):
            return last
        if self._is_side(after) and self.ends_municipality(after):
            return after
        if self.words[after].upper and self.words[after].key.endswith(_OF_PLACE):
            return after
        if self.words[after].key in OF:
            end = self._proper_end(after + 1)
            return end if end > after else last
        if any_name and self.words[after].upper and not self.begins_name(after) and not self.words[after].is_acronym:
            return self._proper_end(after)
        place = self._municipality_end(after)
        return last if place is None or self._goes_on(place + 1) else place

    def _more_places(self, first: int, end: int) -> int:
        """Return the last word of the places that begin with the one that ends here, if any does."""
        if end > first and self.words[first].key in _SEVERAL:
            return self._listed_end(end)
        while end > first and self.follows(end + 1, " ") and self.words[end + 1].key in AND:
            place = self._municipality_end(end + 2)
            if place is None:
                break
            end = place
        return end

    def _listed_end(self, end: int) -> int:
        """Return the last word of a list of places: ``Cima, Baixo e Meio``, of which the first ends here."""
        at = end + 1
        while self.follows(at, ",") and not self.begins_body(at) and (last := self._proper_end(at)) >= at:
            end, at = end if self.parts(at) else last, last + 1
        others = self.follows(at + 1, " ") and self.words[at + 1].key in ANY_OF  # "Juntas de Freguesia e todas as IPSS"
        if self.follows(at + 1, " ") and self.words[at].key in AND and not others and not self.begins_body(at + 1):
            return max(end, self._proper_end(at + 1))
        return end

    def _municipality_end(self, at: int) -> int | None:
        """Return the last word of the municipality's name that stands here; None if a body's name does."""
        place = self.names.municipality_at(self.words, at)
        name = self.names.longest(self.words, at) if place else None
        return self._with_own_place(place[0]) if place and not (name and at + len(name.tokens) > place[0]) else None

    def _with_own_place(self, end: int) -> int:
        """Return the last word of the plan's municipality if that follows the place that ends here: ``Mira Sintra``.

        So does a side: ``Lisboa Norte``.
        """
        own = self.names.municipality_at(self.words, end + 1) if self.follows(end + 1, " ") else None
        end = own[0] if own and own[1] == self.names.place else end
        return end + 1 if self._is_side(end + 1) else end

    def _is_side(self, at: int) -> bool:
        """Tell whether a side of the municipality before this word stands here: no *Centro* that begins a name."""
        if not self.follows(at, " ") or self.words[at].key not in SIDES or not self.words[at].upper:
            return False
        return not (self.names.beginning(self.words[at:]) and self.leads_on(at))

    def _region_end(self, last: int) -> int:
        """Return the last word of the region behind a national body: ``APAV Açores``; `last` if there is none."""
        at = last + 1
        if not self.follows(at, " ") or not self.words[at].upper:
            return last
        end = locality_end(self.words, at, REGIONS)
        begun = self.names.beginning(self.words[at:]) and self.leads_on(at)  # "Centro Social ..."
        if end is None or begun or (self._goes_on(end + 1) and self.words[end].key not in ISLANDS):
            return last
        return end

    def _municipality_or_locality_end(self, at: int) -> int | None:
        """Return the last word of the longer of the municipality and the locality whose name stands here."""
        place = self.names.municipality_at(self.words, at)
        locality = locality_end(self.words, at, self.names.localities, self.names.regions)
        ends = (self._with_own_place(place[0]) if place else None, locality)
        return max((end for end in ends if end is not None), default=None)

    def _proper_end(self, first: int) -> int:
        """Return the last word of the proper name that begins at `first`, or the word before it if none does.

        A proper name is a run of capitalised words, small words between them, up to a new name.
        """
        if first >= len(self.words) or self.words[first].gap not in (" ", ",", "\n"):
            return first - 1
        known = self.known(first)
        place = self._municipality_or_locality_end(first)
        end = known.last if known else first - 1 if place is None else place
        at = end + 1
        if place is not None and not known and not self.is_delimited and not self._is_linked(at):
            return end
        while at == first or self._goes_on(at, first):
            word = self.words[at]
            if word.key in OF and at > first:
                at += 1
                continue
            if not (word.upper or word.gap == "-"):
                break
            end = at
            at += 1
        return end

    def _is_linked(self, at: int) -> bool:
        """Tell whether a hyphen or *de* leads on from the word before this one."""
        return self.follows(at, "-") or (self.follows(at, " ") and self.words[at].key in OF)

    def _goes_on(self, at: int, first: int | None = None) -> bool:
        """Tell whether the proper name before this word, from `first` on, goes on with it."""
        if not self.follows(at, " -"):
            return False
        word, linked = self.words[at], self.words[at - 1].key in OF
        if word.key in OF:
            return self.follows(at + 1, " ") and self.words[at + 1].upper
        if word.gap == "-":
            return word.start == self.words[at - 1].end + 1
        if first is not None and self.is_type_of(first, at):
            return True
        return word.upper and (linked or not (self.begins_name(at) or word.is_acronym))
