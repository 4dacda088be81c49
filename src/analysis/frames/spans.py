"""The words of a partner cell, parted into known names and the stretches between them.

The longest known name is tried first at every word, with the place behind it. A known name that a
small word leads to (``Equipa da X``) belongs to the longer name; where nothing delimits, a type word
or a second acronym begins a new name. Where semicolons or lines part the names, a comma parts two only
if a body begins after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.frames.names import Name, Names
from analysis.frames.tokens import AND, HARD, OF, Token

NAMED_TYPES = {"school", "health", "ipss_ngo", "parish", "company", "other"}  # kinds whose bodies bear own names

_LINKS = OF | {"a", "o", "ao", "aos", "as", "os", "com", "em", "na", "no", "nas", "nos", "para", "pela", "pelo", "por"}
_ANY_OF = {
    *("todo", "toda", "todos", "todas", "outro", "outra", "outros", "outras", "restantes", "demais", "cada"),
    *("varios", "varias", "diversos", "diversas", "alguns", "algumas", "respetivo", "respetiva"),
    *("respetivos", "respetivas", "eventuais", "possiveis"),
}  # words before a name that are no part of it
_UNITS = {
    *("comando", "delegacao", "departamento", "destacamento", "direcao", "divisao", "equipa", "esquadra", "extensao"),
    *("gabinete", "nucleo", "pelouro", "polo", "posto", "seccao", "servico", "servicos", "setor", "unidade"),
}  # what begins the name of a part of the body before a dash
_SEVERAL = {"uniao", "unioes", "uf", "juntas", "freguesias"}  # what may be followed by more than one place


@dataclass(frozen=True)
class Span:
    """A stretch of words: of a known name, or of words that no name covers."""

    first: int
    last: int
    name: Name | None


class Cell:
    """The words of one cell, gone through from left to right."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        self.words, self.names = words, names
        self._commas_are_soft = any({";", "\n"} & set(word.gap) for word in words[1:])

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
        return self._opens(span.first) and self._closes(span.last)

    # A known name and the place behind it

    def _known(self, at: int) -> Span | None:
        """Return the known name that begins here, with its place."""
        placed = self.names.longest(self.words, at, placed=True)
        alone = self.names.longest(self.words, at)
        if placed and not (alone and len(alone.tokens) > len(placed.tokens)):
            last = at + len(placed.tokens) - 1
            end = self._place_end(last, any_name=True)
            if end > last:
                return Span(at, self._more_places(at, end), placed)
        if alone is None:
            return None
        return Span(at, self._more_places(at, self._place_end(at + len(alone.tokens) - 1)), alone)

    def _place_end(self, last: int, *, any_name: bool = False) -> int:
        """Return the last word of the place behind the word `last`, or `last` if there is none.

        A place follows *de*. Without it, only the whole name of a municipality is one, or whatever is
        capitalised where `any_name`.
        """
        after = last + 1
        if not self._follows(after, " -"):
            return last
        if self.words[after].key in OF:
            end = self._proper_end(after + 1)
            return end if end > after else last
        if any_name and self.words[after].upper and not self._begins_name(after) and not self.words[after].is_acronym:
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
            if several and begin < len(self.words) and not self._begins_body(begin):
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

    def _goes_on(self, at: int) -> bool:
        """Tell whether the proper name before this word goes on with it."""
        if not self._follows(at, " -"):
            return False
        word, linked = self.words[at], self.words[at - 1].key in OF
        if word.key in OF:
            return self._follows(at + 1, " ") and self.words[at + 1].upper
        if word.gap == "-":
            return word.start == self.words[at - 1].end + 1
        return word.upper and (linked or not (self._begins_name(at) or word.is_acronym))

    # A stretch of unknown words

    def _unknown(self, first: int) -> Span | None:
        """Return the unknown name that begins here, up to where another begins; None if no name does."""
        words = self.words
        if words[first].key in AND | _LINKS | _ANY_OF and not self._opens_name(first):
            return None
        at = first + 1
        while at < len(words) and not self._parts(at):
            name = self.names.longest(words, at)
            linked = words[at].gap == " " and words[at - 1].key in _LINKS
            if linked:  # "Equipa da X": a known name here belongs to the longer one
                at += len(name.tokens) if name else 1
                continue
            second = words[at].is_acronym and words[at - 1].capitals
            if name or (words[at].gap == " " and (second or self._begins_name(at))):
                break
            if words[at].key in AND and at + 1 < len(words) and self._begins_body(at + 1):
                break
            at += 1
        last = at - 1
        while words[last].key in AND | _LINKS:
            last -= 1
        return Span(first, last, None) if any(w.key.strip("0123456789,/") for w in words[first : last + 1]) else None

    def _opens_name(self, at: int) -> bool:
        """Tell whether a small word belongs to the unknown name that it leads to: ``O Companheiro``."""
        word, after = self.words[at], at + 1
        if not (word.upper and word.key in _LINKS and not word.shouted and self._opens(at)):
            return False
        return self._follows(after, " ") and self.words[after].upper and not self._begins_body(after)

    def _is_tail(self, head: Span, span: Span) -> bool:
        """Tell whether the words right behind a known name are part of it.

        ``Agrupamento de Escolas D. Fulano`` is one school, ``GNR - Posto Territorial`` is the GNR. In a cell
        whose names are delimited, whatever follows the first known name up to the next delimiter belongs to it.
        """
        words = self.words
        between = words[head.last + 1 : span.first + 1]
        if head.name is None or self._parts(head.last + 1):
            return False
        if between[0].gap == "-" and len(between) == 1:
            if span.name:
                return span.name.organisation == head.name.organisation
            return words[span.first].key in _UNITS or head.name.method == "expanded"
        if span.name or any(w.gap not in (" ", ",") or w.key in AND for w in between):
            return False
        if len(between) > 1 and not words[span.first].upper:  # "IPSS com resposta de ..."
            return True
        if self._is_delimited and self._opens(head.first) and self._closes(span.last):
            return True
        whole = self._opens(head.first) or words[head.first - 1].key in AND
        named = head.name.organisation.kind in NAMED_TYPES and (
            not head.name.tokens[0].capitals or (whole and not head.name.organisation.collective)
        )
        return named and words[span.first].upper and not words[span.first].is_acronym

    # Where names begin and end

    @cached_property
    def _is_delimited(self) -> bool:
        return any(self._parts(at) for at in range(1, len(self.words)))

    def _opens(self, at: int) -> bool:
        return at == 0 or self._parts(at)

    def _closes(self, at: int) -> bool:
        return at == len(self.words) - 1 or self._parts(at + 1)

    def _parts(self, at: int) -> bool:
        """Tell whether a delimiter stands before this word; a comma among semicolons must lead to a body."""
        gap = self.words[at].gap
        soft = gap == "," and self._commas_are_soft and not self._begins_body(at)
        return bool(HARD & set(gap)) and not soft

    def _follows(self, at: int, gaps: str) -> bool:
        return at < len(self.words) and self.words[at].gap in gaps

    def _begins_body(self, at: int) -> bool:
        word = self.words[at]
        return bool(
            self.names.longest(self.words, at) or self.names.kind_of(self.words[at : at + 4]) or word.is_acronym
        )

    def _begins_name(self, at: int) -> bool:
        """Tell whether a known name, or a capitalised word that names of bodies begin with, stands here."""
        if self.names.longest(self.words, at):
            return True
        typed = self.words[at].upper and self.names.kind_of(self.words[at : at + 4])
        return bool(typed) and self.words[at - 1].key not in AND
