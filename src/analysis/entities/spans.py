"""The words of a partner cell, parted into known names and the stretches between them.

The longest known name is tried first at every word, with the place behind it. A known name that a
small word leads to (``Equipa da X``) belongs to the longer name; where nothing delimits, a type word
or another acronym begins a new name. ``X – Associação Y`` is one name, in short and in full.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.entities.known import Known, Span
from analysis.entities.meanings import UNITS
from analysis.entities.names import Name
from analysis.entities.tokens import AND, ANY_OF, OF

SHORTEST_ALONE = 2  # letters; a longer small word with a capital may be a name by itself: ``Nós``
LONGEST_SLIP = 5  # words of a known name that is looked for in spite of slips where nothing delimits
LONGEST_UNKNOWN = 60  # words that one name may have: what runs on beyond is prose

_FIGURES = "0123456789,/"
_LEGAL_BODIES = {"agrupamento", "associacao", "cooperativa", "fundacao", "junta"}  # as bodies of their own begin
_ARTICLES = {"a", "as", "o", "os", "da", "das", "do", "dos"}


class Cell(Known):
    """The words of one cell, gone through from left to right."""

    def spans(self) -> list[Span]:
        """Return the names of the cell in order, each as a stretch of its words."""
        found: list[Span] = []
        at = 0
        while at < len(self.words):
            span = self.known(at) or self._unknown(at)
            if span is None:
                at += 1
                continue
            span = replace(span, last=self._last(span.last))
            at = span.last + 1
            if found and self._is_tail(found[-1], span):
                found[-1] = Span(found[-1].first, span.last, found[-1].name)
            else:
                found.append(span)
        return found

    def is_apart(self, span: Span) -> bool:
        """Tell whether a stretch has its own line or delimiters on both sides."""
        return self.opens(span.first) and self.closes(span.last)

    def led_from(self, first: int, floor: int) -> int:
        """Return the word with which the mention of a name begins: ``todas as`` before it, from `floor` on."""
        at = first
        if at > floor and self.words[at - 1].key in _ARTICLES and not self.parts(at):
            at -= 1
        leads = at > floor and self.words[at - 1].key in ANY_OF and not self.parts(at)
        return at - 1 if leads else first

    def _last(self, last: int) -> int:
        """Return the last word of a name with the quote and, where names are delimited, the dash that it goes on with.

        ``Lar “O Sol”`` is one name, and so is ``X – Y``.
        """
        at = last + 1
        while at < len(self.words) and not self.parts(at):
            quoted = self.words[at].quote and (self.words[last].quote in (0, self.words[at].quote))
            if not quoted and not (self.is_delimited and self.is_dash(at)):
                break
            at += 1
            while at < len(self.words) and not self.parts(at) and not (quoted and not self.words[at].quote):
                if self.words[at].key in AND and not self.joins(at):
                    return at - 1
                at += 1
        return at - 1

    # A stretch of unknown words

    def _unknown(self, first: int, head: int | None = None) -> Span | None:
        """Return the unknown name that begins here, up to where another begins; None if no name does.

        It is the end of the one that begins at `head`, if that is not None.
        """
        words = self.words
        if (words[first].is_small or words[first].key in ANY_OF) and not self._opens_name(first):
            return None
        if all(not word.key.strip(_FIGURES) for word in words[first : first + 2]):  # one number of several
            return None
        if not self.is_delimited and (last := self._slip_end(first)):
            return Span(first, self._place_end(last), None)
        at = first + 1
        while at < min(len(words), first + LONGEST_UNKNOWN) and not self.parts(at):
            if self.parts_by_dash(at):
                end = self._in_full(at, first)
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
            elif words[at].gap in (" ", "\n", ",") and self.begins_name(at, first if head is None else head):
                break
            at += 1
        last = at - 1
        while words[last].is_small:
            last -= 1
        return Span(first, last, None) if any(w.key.strip(_FIGURES) for w in words[first : last + 1]) else None

    def _in_full(self, at: int, head: int) -> int | None:
        """Return where the name ends that stands behind a dash and says in full what stands before it, or None."""
        name = self.names.longest(self.words, at)
        if name and (name.tokens[0].capitals or not self.kind_at(at) or name.organisation.scope == "national"):
            return None
        if not name and self.words[at].is_acronym:
            return None
        span = self.known(at) or self._unknown(at, head)
        while span and span.last + 1 < len(self.words) and not self.parts(span.last + 1):
            more = span.last + 1
            after = more + (self.words[more].key in AND)
            if after >= len(self.words):
                break
            tail = self.known(after) or self._unknown(after)
            if not tail or not self._is_tail(span, tail):
                break
            span = Span(span.first, tail.last, span.name)
        return span.last if span else None

    def _slip_end(self, first: int) -> int | None:
        """Return the last word of the known name that stands here with a slip, or None."""
        for last in range(min(first + LONGEST_SLIP, len(self.words)) - 1, first, -1):
            inner = self.words[first + 1 : last + 1]
            whole = all(word.gap == " " for word in inner) and not inner[-1].is_small
            slips = self.names.slips(self.words[first : last + 1]) if whole else []
            if slips and not any(self.is_ordinary(name, last + 1) for _, name in slips):
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
        placed = head.last - head.first + 1 > len(head.name.tokens)
        if between[0].gap == "-" and len(between) == 1:
            alone = self.opens(head.first) and self.closes(span.last) and not span.name
            return alone or self._is_places(span) or self._is_unit_or_full_name(head.name, span)
        if between[0].gap in ("/", "+", "&"):
            return True
        if between[0].key in AND and len(between) == 2 and self.joins(head.last + 1):
            if any(map(self.is_dash, range(head.first + 1, head.last))):
                return True
            own = self._has_own_name(head) if placed else self.is_common(span.first)
            return own and not head.name.tokens[0].capitals
        if span.name or any(w.gap not in (" ", ",", "\n") or w.key in AND for w in between):
            return False
        if len(between) > 1 and not words[span.first].upper:  # "IPSS com resposta de ..."
            return True
        if self.is_delimited and self.opens(head.first) and self.closes(span.last):
            return not self._is_another(head.name, span.first)
        if self._is_project(head.name, span.first):
            return True
        if placed or self.begins_name(span.first) or words[span.first].is_acronym or not words[span.first].upper:
            return False
        whole = self.opens(head.first) or words[head.first - 1].key in AND
        if head.name.tokens[0].capitals and not self.kind_at(head.first):
            own = whole or tuple(w.key for w in words[span.first : span.last + 1]) in self.names.own_names
            return own and not head.name.template.collective and head.name.bears_names
        kind = self.kind_at(head.first)
        named = kind == "school" and head.name.template.scope == "each"  # "Universidade Sénior Fulano"
        return head.name.bears_names or named or (len(head.name.tokens) == 1 and kind is not None)

    def _is_project(self, name: Name, at: int) -> bool:
        """Tell whether the name of a project begins here: ``CLDS 5G Cima Inclui``, ``CLDS 4G Mais Perto``."""
        if name.template.kind != "project" or name.template.scope != "each" or name.template.collective:
            return False
        place = self.names.municipality_at(self.words, at)
        return self.words[at].key == "mais" or (place is not None and place[1] == self.names.place)

    def _is_another(self, name: Name, at: int) -> bool:
        """Tell whether a body of another sort than the one before it begins here: ``IEFP Associação Cima``."""
        kind = self.kind_at(at)
        if name.method != "known" or name.template.collective or name.template.kind in ("project", kind):
            return False
        return kind is not None and self.words[at].upper and self.words[at].key in _LEGAL_BODIES and self.leads_on(at)

    def _is_places(self, span: Span) -> bool:
        """Tell whether a stretch is the name of a municipality, or several with ``/`` between: ``X – Cima/Baixo``."""
        place = self.names.municipality_at(self.words, span.first)
        return place is not None and (place[0] == span.last or self.words[place[0] + 1].gap == "/")

    def _has_own_name(self, span: Span) -> bool:
        """Tell whether the name behind a known one may be more than a municipality: ``Escola Profissional de ...``."""
        assert span.name
        behind = self.words[span.first + len(span.name.tokens) : span.last + 1]
        municipality = self.names.municipality_of(behind[1:] if behind[0].key in OF else behind)
        return span.name.is_one_of_many or (span.name.template.scope in ("each", "place") and not municipality)

    def _is_unit_or_full_name(self, name: Name, span: Span) -> bool:
        """Tell whether what stands behind a dash is part of the body before it, or the same in full."""
        kind = self.kind_at(span.first)
        unit = self.words[span.first].key in UNITS
        if kind and (name.method != "known" or (unit and kind == name.organisation.kind)):
            return True
        if span.name and any(
            n.template.kind == "project" and n.template.scope == "national" for n in (name, span.name)
        ):
            return True
        if span.name and not (span.name.is_one_of_many and kind == name.organisation.kind):
            return span.name.organisation == name.organisation
        return unit or name.method != "known" or kind == name.organisation.kind
