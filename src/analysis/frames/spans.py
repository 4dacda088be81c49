"""The words of a partner cell, parted into known names and the stretches between them.

The longest known name is tried first at every word, with the place behind it. A known name that a
small word leads to (``Equipa da X``) belongs to the longer name; where nothing delimits, a type word
or another acronym begins a new name. ``X – Associação Y`` is one name, in short and in full.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.frames.bounds import Bounds
from analysis.frames.meanings import UNITS
from analysis.frames.names import Name
from analysis.frames.tokens import AND, OF, QUOTES

SHORTEST_ALONE = 2  # letters; a longer small word with a capital may be a name by itself: ``Nós``
LONGEST_SLIP = 5  # words of a known name that is looked for in spite of slips where nothing delimits

_ANY_OF = {
    *("todo", "toda", "todos", "todas", "outro", "outra", "outros", "outras", "restantes", "demais", "cada"),
    *("varios", "varias", "diversos", "diversas", "alguns", "algumas", "respetivo", "respetiva"),
    *("respetivos", "respetivas", "eventuais", "possiveis"),
}  # words before a name that are no part of it
_SEVERAL = {"uniao", "unioes", "uf", "juntas", "freguesias"}  # what may be followed by more than one place


@dataclass(frozen=True)
class Span:
    """A stretch of words: of a known name, or of words that no name covers."""

    first: int
    last: int
    name: Name | None


class Cell(Bounds):
    """The words of one cell, gone through from left to right."""

    def spans(self) -> list[Span]:
        """Return the names of the cell in order, each as a stretch of its words."""
        found: list[Span] = []
        at = 0
        while at < len(self.words):
            span = self._known(at) or self._unknown(at)
            if span is None:
                at += 1
                continue
            at = span.last + 1
            if found and self._is_tail(found[-1], span):
                found[-1] = Span(found[-1].first, span.last, found[-1].name)
            else:
                found.append(span)
        return found

    def is_apart(self, span: Span) -> bool:
        """Tell whether a stretch has its own line or delimiters on both sides."""
        return self.opens(span.first) and self.closes(span.last)

    # A known name and the place behind it

    def _known(self, at: int) -> Span | None:
        """Return the known name that begins here, with its place."""
        placed = self.names.longest(self.words, at, placed=True)
        alone = self.names.longest(self.words, at)
        if alone and self.names.beginning(self.words[at:]) > len(alone.tokens):  # "Câmara do Comércio"
            return None
        if placed and not (alone and len(alone.tokens) > len(placed.tokens)):
            last = at + len(placed.tokens) - 1
            end = self._place_end(last, any_name=True)
            if end > last:
                return Span(at, self._more_places(at, end), placed)
        if alone is None:
            return None
        if alone.method == "delimited":
            return Span(at, at + len(alone.tokens) - 1, alone) if self._stands(at + len(alone.tokens)) else None
        return Span(at, self._more_places(at, self._place_end(at + len(alone.tokens) - 1)), alone)

    def _stands(self, end: int) -> bool:
        """Tell whether a name that was learnt may end before this word rather than go on."""
        if end >= len(self.words) or self.parts(end) or self.words[end].key in AND or self._is_dash_at(end):
            return True
        return not self.is_delimited and self.words[end].gap == " " and not self.words[end].is_small

    def _place_end(self, last: int, *, any_name: bool = False) -> int:
        """Return the last word of the place behind the word `last`, or `last` if there is none.

        A place follows *de*. Without it, only the whole name of a municipality is one, or whatever is
        capitalised where `any_name`.
        """
        after = last + 1
        if not self.follows(after, " -"):
            return last
        if self.words[after].key in OF:
            end = self._proper_end(after + 1)
            return end if end > after else last
        if any_name and self.words[after].upper and not self.begins_name(after) and not self.words[after].is_acronym:
            return self._proper_end(after)
        place = self.names.municipality_at(self.words, after)
        known = self.names.longest(self.words, after)
        return place[0] if place and not known and not self._goes_on(place[0] + 1) else last

    def _more_places(self, first: int, end: int) -> int:
        """Return the last word of a list of places: ``... de Beja e Serpa``, ``Uniões de Baixo, Cima e Meio``."""
        several = self.words[first].key in _SEVERAL
        while end > first and end + 1 < len(self.words):
            begin = end + 1 + (self.words[end + 1].key in AND)
            if begin == end + 1 and not (several and self.words[begin].gap == ","):
                break
            place = self.names.municipality_at(self.words, begin)
            if several and begin < len(self.words) and not self.begins_body(begin):
                end = max(end, self._proper_end(begin))
            elif place and self.words[begin - 1].key in AND:
                end = place[0]
            if end < begin:
                break
        return end

    def _proper_end(self, first: int) -> int:
        """Return the last word of the proper name that begins at `first`, or the word before it if none does.

        A proper name is a run of capitalised words, small words between them, up to a new name.
        """
        if first >= len(self.words) or self.words[first].gap not in (" ", ",", "\n"):
            return first - 1
        known = self._known(first)
        place = self.names.municipality_at(self.words, first)
        end = known.last if known else place[0] if place else first - 1
        at = end + 1
        if place and not known and not self.is_delimited and not self._is_linked(at):
            return end
        while at == first or self._goes_on(at):
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

    def _goes_on(self, at: int) -> bool:
        """Tell whether the proper name before this word goes on with it."""
        if not self.follows(at, " -"):
            return False
        word, linked = self.words[at], self.words[at - 1].key in OF
        if word.key in OF:
            return self.follows(at + 1, " ") and self.words[at + 1].upper
        if word.gap == "-":
            return word.start == self.words[at - 1].end + 1
        return word.upper and (linked or not (self.begins_name(at) or word.is_acronym))

    # A stretch of unknown words

    def _unknown(self, first: int) -> Span | None:
        """Return the unknown name that begins here, up to where another begins; None if no name does."""
        words = self.words
        if (words[first].is_small or words[first].key in _ANY_OF) and not self._opens_name(first):
            return None
        if not self.is_delimited and (last := self._slip_end(first)):
            return Span(first, self._place_end(last), None)
        at = first + 1
        while at < len(words) and not self.parts(at):
            if self._is_dash_at(at):
                end = self._in_full(at)
                if end is None:
                    break
                at = end + 1
                continue
            if words[at].gap == " " and words[at - 1].is_small and words[at - 1].key not in AND:
                name = self.names.longest(words, at)  # "Equipa da X": a known name here belongs to the longer one
                at += len(name.tokens) if name else 1
                continue
            if words[at].key in AND:
                if not self.joins(at):
                    break
            elif words[at].gap in (" ", "\n", ",") and self.begins_name(at, first):
                break
            at += 1
        last = at - 1
        while words[last].is_small:
            last -= 1
        return Span(first, last, None) if any(w.key.strip("0123456789,/") for w in words[first : last + 1]) else None

    def _is_dash_at(self, at: int) -> bool:
        """Tell whether a dash rather than a hyphen stands before this word."""
        if self.words[at].gap != "-":
            return False
        name = self.names.longest(self.words, at)
        return self.words[at].start > self.words[at - 1].end + 1 or bool(name and name.tokens[0].capitals)

    def _in_full(self, at: int) -> int | None:
        """Return where the name ends that stands behind a dash and says in full what stands before it, or None."""
        name = self.names.longest(self.words, at)
        if name and (name.tokens[0].capitals or not self.kind_at(at) or name.organisation.scope == "national"):
            return None
        if not name and self.words[at].is_acronym:
            return None
        span = self._known(at) or self._unknown(at)
        while span and span.last + 1 < len(self.words) and not self.parts(span.last + 1):
            more = span.last + 1
            after = more + (self.words[more].key in AND)
            tail = self._known(after) or self._unknown(after)
            if not tail or not self._is_tail(span, tail):
                break
            span = Span(span.first, tail.last, span.name)
        return span.last if span else None

    def _slip_end(self, first: int) -> int | None:
        """Return the last word of the known name that stands here with a slip, or None."""
        for last in range(min(first + LONGEST_SLIP, len(self.words)) - 1, first, -1):
            inner = self.words[first + 1 : last + 1]
            whole = all(word.gap == " " for word in inner) and not inner[-1].is_small
            if whole and self.names.slips(self.words[first : last + 1]):
                return last
        return None

    def _opens_name(self, at: int) -> bool:
        """Tell whether a small word belongs to the unknown name that it leads to: ``O Companheiro``; or is one."""
        word, after = self.words[at], at + 1
        if word.upper and len(word.key) > SHORTEST_ALONE and self.opens(at) and self.closes(at):
            return word.is_small
        if not (word.upper and word.is_small and not word.shouted and self.opens(at)):
            return False
        return self.follows(after, " ") and self.words[after].upper and not self.begins_body(after)

    def _is_tail(self, head: Span, span: Span) -> bool:
        """Tell whether the words right behind a known name are part of it.

        ``Agrupamento de Escolas D. Fulano`` is one school, ``GNR - Posto Territorial`` is the GNR. In a cell
        whose names are delimited, whatever follows the first known name up to the next delimiter belongs to it.
        """
        words = self.words
        between = words[head.last + 1 : span.first + 1]
        if head.name is None or self.parts(head.last + 1):
            return False
        if between[0].gap == "-" and len(between) == 1:
            alone = self.is_delimited and self.opens(head.first) and self.closes(span.last)
            return self._is_unit_or_full_name(head.name, span) or (alone and not span.name)
        if len(between) == 1 and set(between[0].gap) & QUOTES:
            return not span.name
        placed = head.last - head.first + 1 > len(head.name.tokens)
        if between[0].key in AND and len(between) == 2 and self.joins(head.last + 1):
            own = self._has_own_name(head) if placed else self.is_common(span.first)
            return own and not head.name.tokens[0].capitals
        if span.name or any(w.gap not in (" ", ",", "\n") or w.key in AND for w in between):
            return False
        if len(between) > 1 and not words[span.first].upper:  # "IPSS com resposta de ..."
            return True
        if self.is_delimited and self.opens(head.first) and self.closes(span.last):
            return True
        if placed or self.begins_name(span.first) or words[span.first].is_acronym or not words[span.first].upper:
            return False
        whole = self.opens(head.first) or words[head.first - 1].key in AND
        if head.name.tokens[0].capitals:
            return whole and not head.name.template.collective and head.name.bears_names
        return head.name.bears_names or (len(head.name.tokens) == 1 and self.kind_at(head.first) is not None)

    def _has_own_name(self, span: Span) -> bool:
        """Tell whether the name behind a known one may be more than a municipality: ``Escola Profissional de ...``."""
        assert span.name
        behind = self.words[span.first + len(span.name.tokens) : span.last + 1]
        municipality = self.names.municipality_of(behind[1:] if behind[0].key in OF else behind)
        return span.name.is_one_of_many or (span.name.bears_names and not municipality)

    def _is_unit_or_full_name(self, name: Name, span: Span) -> bool:
        """Tell whether what stands behind a dash is part of the body before it, or the same in full."""
        kind = self.kind_at(span.first)
        unit = self.words[span.first].key in UNITS
        if kind and (name.method != "known" or (unit and kind == name.organisation.kind)):
            return True
        if span.name and not (span.name.is_one_of_many and kind == name.organisation.kind):
            return span.name.organisation == name.organisation
        return unit or name.method != "known" or kind == name.organisation.kind
