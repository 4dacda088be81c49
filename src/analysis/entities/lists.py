"""The lists that names hold: what *e* and commas join in ``Cultural, Recreativa e Desportiva``."""

from __future__ import annotations

from analysis.entities.meanings import UNITS
from analysis.entities.names import FIELDS
from analysis.entities.tokens import AND
from analysis.entities.words import Words

_CARES = FIELDS | {
    *("acao", "coesao", "desenvolvimento", "emprego", "familia", "habitacao", "igualdade", "inclusao", "intervencao"),
    *("juventude",),
}  # what units of a town hall are named after, in lists
_AUTHORITIES = {"direcao", "ministerio", "secretaria"}  # units of the state
_HEADS = UNITS | _AUTHORITIES
_OF_PEOPLE = {
    *("associacao", "centro", "clube", "comissao", "confederacao", "federacao", "grupo", "liga", "movimento"),
    *("nucleo", "sindicato", "uniao"),
}  # first words of names that *de* and those who form them follow


class Lists(Words):
    """The words of one cell and the lists of words among them that are of one name."""

    def goes_on(self, at: int) -> bool:
        """Tell whether a list of words of one name goes on at this word, behind a comma, up to an *e* and one more."""
        return self._lists_common(at) or self._lists_cares(at) or self._lists_plurals(at)

    def joins_cares(self, at: int) -> bool:
        """Tell whether the *e* at this word joins two of a unit's cares: ``Gabinete de Ação Social e Saúde``."""
        return self.words[at + 1].key in self._cares_before(at)

    def _cares_before(self, at: int) -> set[str]:
        """Return what the unit may care for that is named by the words before this one: ``Gabinete de Ação Social``."""
        first = at - 1
        while first > 0 and self.words[first].gap in " ," and self.words[first].key not in _HEADS:
            first -= 1
        key = self.words[first].key
        if key in _AUTHORITIES:
            return _CARES | {"seguranca", "solidariedade", "trabalho"}
        return _CARES if key in UNITS else set()

    def is_unit(self, first: int, at: int) -> bool:
        """Tell whether the words from `first` up to before `at` name a unit, and a body of another sort begins here."""
        whole = self.words[first].key in UNITS and at - first > 2 and not self.words[at - 1].is_small
        return whole and self.kind_at(at) not in (None, self.kind_at(first))

    def joins_plurals(self, at: int) -> bool:
        """Tell whether the *e* at this word closes a list of plurals: ``Agricultores, Pastores e Queijeiros``."""
        return self._ends_plurals(at - 1) and self._is_plural(at + 1)

    def _lists_common(self, at: int) -> bool:
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

    def _lists_cares(self, at: int) -> bool:
        """Tell whether a unit's cares are listed here: ``Divisão de Ação Social, Saúde e Educação``."""
        cares = self._cares_before(at)
        while self.follows(at, " ,") and self.words[at].key in cares:
            if self.follows(at + 1, " ") and self.words[at + 1].key in AND:
                return self.follows(at + 2, " ") and self.words[at + 2].key in cares
            at += 1
        return False

    def _lists_plurals(self, at: int) -> bool:
        """Tell whether a list of plurals goes on here up to an *e* and one more."""
        if not self._ends_plurals(at):
            return False
        while self.follows(at + 1, ",") and self._is_plural(at + 1):
            at += 1
        return self.follows(at + 1, " ") and self.words[at + 1].key in AND and self._is_plural(at + 2)

    def _ends_plurals(self, at: int) -> bool:
        """Tell whether only plurals stand from *dos* up to here: ``Associação dos Agricultores, Pastores``."""
        while at > 1 and self._is_plural(at) and self.words[at].gap in " ,":
            if self.words[at].gap == " ":
                of = self.words[at - 1].key
                return of in ("dos", "das") or (of == "de" and self.words[at - 2].key in _OF_PEOPLE)
            at -= 1
        return False

    def _is_plural(self, at: int) -> bool:
        """Tell whether a word in the plural stands here that no body begins with: ``Pastores``."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word.upper and word.key.endswith("s") and not self.begins_body(at)

    def _is_known(self, at: int) -> bool:
        return self.words[at].is_acronym or self.names.longest(self.words, at) is not None
