"""The names that mean an organisation in the plans of one municipality.

A name is compared word by word: without accents, in the 1990 spelling, dots ignored; hyphen, dash
and underscore are one sign. A word in capitals (an acronym) only matches capitals. Local names hold
in their own municipality only, and a town-hall acronym is made from the municipality's initials.
The name of a municipality behind a name says whose body it is.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from analysis.common.municipalities import Municipality
from analysis.entities.localities import Localities, regions_of
from analysis.entities.places import OWN, Keys, place_names
from analysis.entities.registry import Organisation, Registry
from analysis.entities.tokens import OF, Token, keys_of, tokens

FIELDS = {
    *("administracao", "agricultura", "ambiente", "animacao", "arte", "artes", "ciencia", "ciencias", "comercio"),
    *("comunicacao", "cultura", "desporto", "design", "direito", "economia", "educacao", "enfermagem", "engenharia"),
    *("gestao", "hotelaria", "industria", "lazer", "musica", "restauracao", "saude", "servicos", "tecnologia"),
    *("tecnologias", "teatro", "turismo"),
}  # what schools and associations are named after, in lists
Pair = tuple[str, str]  # the first two words of a name; the second is empty if there is none

LEAST_LETTERS = 8  # of a name that may be alike to a known one; shorter ones are too easily so
SLIPS = 2  # letters by which a long word may differ from the known one; a short one by one
_WRAPPED = (" \n", " \v")
LONG_WORD, SHORTEST_WORD = 8, 4  # letters; a word with fewer than the second has no slip


@dataclass(frozen=True)
class Name:
    """A name as words and the gaps between them, and what it means.

    `template` is the registry's row, `organisation` its body in the municipality; `decided` says why,
    where that was decided for one municipality only, which `is_local` tells; `method` is how it came to be known.
    """

    tokens: tuple[Token, ...]
    organisation: Organisation
    template: Organisation
    decided: str = ""
    method: str = "known"
    is_local: bool = False

    @property
    def is_plural(self) -> bool:
        """Whether its first word is a plural: ``Juntas de Freguesia``."""
        return self.tokens[0].key.endswith("s") and not self.tokens[0].capitals

    @property
    def is_class(self) -> bool:
        """Whether it names a class of bodies whatever place stands behind it: a plural, or an acronym such as IPSS."""
        return self.template.collective and (self.is_plural or self.tokens[0].capitals)

    @property
    def is_one_of_many(self) -> bool:
        """Whether it names a class of bodies that one with a name of its own belongs to: ``Associação Empresarial``."""
        return self.template.collective and not self.is_class

    @property
    def bears_names(self) -> bool:
        """Whether bodies of its sort bear names of their own: ``Escola Secundária D. Fulano``."""
        return self.is_one_of_many or (self.template.kind in ("school", "health") and self.template.scope == "each")

    def begins(self, words: Sequence[Token], at: int) -> bool:
        """Tell whether `words` read this name from position `at`."""
        if at + len(self.tokens) > len(words):
            return False
        learnt = self.method == "delimited"
        return all(
            (mine.upper <= theirs.upper or not learnt)
            and (mine.key == theirs.key or mine.key == theirs.key.rstrip("+"))
            and (theirs.capitals or not mine.capitals)
            and (number == 0 or mine.gap == theirs.gap or (mine.gap + theirs.gap in _WRAPPED and not theirs.capitals))
            for number, (mine, theirs) in enumerate(zip(self.tokens, words[at:], strict=False))
        )


class Names:
    """All names that hold in the plans of `place` (of no municipality in particular if None)."""

    def __init__(self, registry: Registry, place: Municipality | None) -> None:
        self.place = place
        self.alone: dict[Pair, list[Name]] = defaultdict(list)
        self.placed: dict[Pair, list[Name]] = defaultdict(list)
        self.types = {tuple(t.key for t in tokens(b)): k for b, k in registry.body_types.items()}
        for text, organisation, template, decided, is_local in self._visible(registry):
            words = tokens(text)
            if words:
                index = self.placed if organisation.scope == "place" else self.alone
                index[_pair(words, 0)].append(Name(words, organisation, template, decided, is_local=is_local))
        for index in (self.alone, self.placed):
            for names in index.values():
                names.sort(key=_rank)
        self.same: dict[str, Organisation] = {}  # unknown bodies that were taken for another
        self.joined: dict[str, Organisation] = {}  # known bodies of which the plan makes one
        self.delimiters: frozenset[str] = frozenset()  # what parts names in the plan, if it keeps to that
        self.localities: Localities = {}  # what the plan's prose names
        self.own_names: set[Keys] = set()  # of the plan's schools and the like: "Agrupamento de Escolas D. Fulano"
        self._slips: dict[Keys, list[tuple[float, Name]]] = {}
        self.regions = regions_of(registry.municipalities.values())
        self._places = place_names(registry.municipalities.values(), place)

    def in_column(self, delimiters: frozenset[str]) -> Names:
        """Return the same names as they hold in a column with `delimiters`: what either learns, both know."""
        assert self.common  # told once for all columns
        column = copy.copy(self)
        column.delimiters = delimiters
        return column

    def learn(self, acronym: str, organisation: Organisation) -> None:
        """Take in an acronym that a document itself explains; names that are known already are kept."""
        words = tuple(tokens(acronym))
        if len(words) == 1 and not self.longest(words, 0):
            name = Name(words, organisation, organisation, method="expanded")
            self._add(name)

    def learn_name(self, words: Sequence[Token], organisation: Organisation) -> None:
        """Take in a name that the registry does not know but that stands by itself in some cell."""
        known = self.longest(words, 0)
        if not known or len(known.tokens) < len(words):
            first, *rest = words
            name = Name((replace(first, gap=" "), *rest), organisation, organisation, method="delimited")
            self._add(name)

    def longest(self, cell: Sequence[Token], at: int, *, placed: bool = False) -> Name | None:
        """Return the longest name that `cell` reads from position `at`."""
        index = self.placed if placed else self.alone
        first, second = _pair(cell, at)
        for key in dict.fromkeys((second, second.rstrip("+"), "")):
            for name in index.get((first, key), ()):
                if name.begins(cell, at):
                    return name
        return None

    def municipality_at(self, cell: Sequence[Token], at: int) -> tuple[int, Municipality] | None:
        """Return the last word of the municipality's name that `cell` reads from position `at`, and the municipality.

        A name that several bear is that of none but the plan's own.
        """
        if at >= len(cell) or not (cell[at].upper or cell[at].key == OWN):
            return None
        for keys, place in self._places.get(cell[at].key, ()):
            if tuple(t.key for t in cell[at : at + len(keys)]) == keys:
                return at + len(keys) - 1, place
        return None

    def municipality_of(self, cell: Sequence[Token], *, in_full: bool = False) -> Municipality | None:
        """Return the municipality whose name these words are; not a short form of it if `in_full`."""
        found = self.municipality_at(cell, 0)
        if not found or found[0] < len(cell) - 1:
            return None
        return found[1] if not in_full or keys_of(cell) == keys_of(tokens(found[1].municipality)) else None

    def is_municipality(self, key: str) -> bool:
        """Tell whether one word is the name of a municipality."""
        return any(keys == (key,) for keys, _ in self._places.get(key, ()))

    def parted_from_place(self, words: Sequence[Token]) -> tuple[Sequence[Token], Municipality | None]:
        """Return words without the name of a municipality at their end, and that municipality."""
        for at in range(1, len(words)):
            if place := self.municipality_of(words[at:]):
                return words[: at - 1 if words[at - 1].key in OF else at], place
        return words, None

    @cached_property
    def town_hall(self) -> Organisation | None:
        """The town hall of the plan's municipality."""
        names = self.alone.get(("camara", "municipal"), [])
        return next((n.organisation for n in names if n.template.organisation_id == "camara-municipal"), None)

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that names of bodies are made of, other than acronyms and the names of municipalities."""
        templates: dict[str, set[str]] = defaultdict(set)
        local = set()
        for index in (self.alone, self.placed):
            for name in (name for names in index.values() for name in names):
                for word in name.tokens:
                    if not (word.capitals or word.is_small or word.key.isdigit()):
                        templates[word.key].add(name.template.organisation_id)
                        if name.template.scope in ("each", "place"):
                            local.add(word.key)
        beginnings = {key for keys in self.types for key in keys}
        often = {key for key, bodies in templates.items() if len(bodies) > 1}
        return frozenset(key for key in local | often | beginnings | FIELDS if not self.is_municipality(key))

    @cached_property
    def _by_length(self) -> dict[tuple[int, str], list[tuple[list[str], Name]]]:
        """Every name of one body, by how many words tell it from others and its first letter; its place is no word."""
        found: dict[tuple[int, str], list[tuple[list[str], Name]]] = defaultdict(list)
        for names in self.alone.values():
            for name in names:
                keys = keys_of(self.parted_from_place(name.tokens)[0])
                if keys and name.method == "known" and not name.organisation.collective:
                    found[len(keys), keys[0][0]].append((keys, name))
        return found

    def slips(self, words: Sequence[Token]) -> list[tuple[float, Name]]:
        """Return the known names of one body that these words are but for slips, with their likeness (0 to 100)."""
        keys = tuple(keys_of(words))
        if keys not in self._slips:
            text = " ".join(keys)
            close = self._by_length.get((len(keys), text[:1]), ()) if len(text) >= LEAST_LETTERS else ()
            self._slips[keys] = [
                (fuzz.ratio(text, " ".join(theirs)), name)
                for theirs, name in close
                if all(map(self._is_slip, keys, theirs))
            ]
        return self._slips[keys]

    def _is_slip(self, key: str, known: str) -> bool:
        """Tell whether a word is the known one, or it with a letter or two wrong and not the name of a place."""
        if key == known:
            return True
        allowed = SLIPS if len(known) >= LONG_WORD else 1
        return (
            key[0] == known[0]
            and abs(len(key) - len(known)) <= allowed
            and len(known) >= SHORTEST_WORD
            and key.isalpha()
            and OSA.distance(key, known, score_cutoff=allowed) <= allowed
            and not self.is_municipality(key)
        )

    def beginning(self, cell: Sequence[Token]) -> int:
        """Return how many words tell the kind of the body whose name begins here (``Associação ...``); 0 if none do."""
        for length in range(min(4, len(cell)), 0, -1):
            if tuple(t.key for t in cell[:length]) in self.types:
                return length
        return 0

    def kind_of(self, cell: Sequence[Token]) -> str | None:
        """Return the kind that the beginning of a name tells, or None."""
        length = self.beginning(cell)
        return self.types[tuple(t.key for t in cell[:length])] if length else None

    def _add(self, name: Name) -> None:
        pair = _pair(name.tokens, 0)
        self.alone[pair] = sorted([*self.alone[pair], name], key=_rank)

    def _visible(self, registry: Registry) -> Iterator[tuple[str, Organisation, Organisation, str, bool]]:
        """Yield each name with its body, the registry's row of that, why it holds and whether it does only here."""
        mine: dict[str, Organisation] = {}
        code = self.place.ine_code if self.place else None
        named = {alias.organisation_id for alias in registry.aliases if code and alias.ine_code == code}
        for organisation in registry.organisations.values():
            if organisation.scope in ("each", "national", "place", code) or organisation.organisation_id in named:
                mine[organisation.organisation_id] = organisation.of(self.place)
        for template_id, organisation in mine.items():
            template = registry.organisations[template_id]
            if template.scope != "place":
                is_local = code is not None and template.scope == code
                yield organisation.organisation, organisation, template, "", is_local
                yield organisation.short_name, organisation, template, "", is_local
        for alias in registry.aliases:
            if alias.organisation_id not in mine or alias.ine_code not in ("", code):
                continue
            text = alias.alias
            if "{" in text:
                if self.place is None:
                    continue
                text = text.replace("{municipality}", self.place.municipality).replace(
                    "{initials}", self.place.initials
                )
            template = registry.organisations[alias.organisation_id]
            is_local = bool(alias.ine_code)
            yield text, mine[alias.organisation_id], template, alias.note if is_local else "", is_local


def _pair(words: Sequence[Token], at: int) -> Pair:
    return words[at].key, words[at + 1].key if at + 1 < len(words) else ""


def _rank(name: Name) -> tuple[int, bool, int, str]:
    """Longest first; of two as long, one that was decided for the municipality, then the one with more capitals."""
    capitals = sum(word.capitals for word in name.tokens)
    return -len(name.tokens), not name.is_local, -capitals, name.organisation.organisation_id
