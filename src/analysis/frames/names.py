"""The names that mean an organisation in the plans of one municipality.

A name is compared word by word: without accents, in the 1990 spelling, dots ignored; hyphen, dash
and underscore are one sign. A word in capitals (an acronym) only matches capitals. Local names hold
in their own municipality only, and a town-hall acronym is made from the municipality's initials.
The name of a municipality behind a name says whose body it is; people shorten it (``Sta. Maria da
Feira``, ``V. N. Gaia``), and their own to its first or last word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.common.municipalities import Municipality
from analysis.frames.registry import Organisation, Registry
from analysis.frames.tokens import OF, Token, keys_of, tokens

Keys = tuple[str, ...]

_SHORTENED = (("vila nova", "v n"), ("vila nova", "vn"), ("sao", "s"), ("santa", "sta"), ("santo", "sto"))
_OWN = "concelho"  # stands for the plan's own municipality: "Farmácias do concelho"
_LEAST_LETTERS = 4  # a shorter word does not stand for the whole name of a municipality


@dataclass(frozen=True)
class Name:
    """A name as words and the gaps between them, and what it means.

    `template` is the registry's row, `organisation` its body in the municipality; `decided` says why,
    where that was decided for one municipality only; `method` is how the name came to be known.
    """

    tokens: tuple[Token, ...]
    organisation: Organisation
    template: Organisation
    decided: str = ""
    method: str = "known"

    @property
    def is_plural(self) -> bool:
        """Whether its first word is a plural: ``Juntas de Freguesia``."""
        return self.tokens[0].key.endswith("s") and not self.tokens[0].capitals

    @property
    def is_class(self) -> bool:
        """Whether it names a class of bodies whatever place stands behind it: a plural, or an acronym such as IPSS."""
        return self.template.collective and (self.is_plural or self.tokens[0].capitals)

    def begins(self, words: Sequence[Token], at: int) -> bool:
        """Tell whether `words` read this name from position `at`."""
        if at + len(self.tokens) > len(words):
            return False
        return all(
            (mine.key == theirs.key or mine.key == theirs.key.rstrip("+"))
            and (theirs.capitals or not mine.capitals)
            and (number == 0 or mine.gap == theirs.gap or (mine.gap + theirs.gap == " \n" and not theirs.capitals))
            for number, (mine, theirs) in enumerate(zip(self.tokens, words[at:], strict=False))
        )


class Names:
    """All names that hold in the plans of `place` (of no municipality in particular if None)."""

    def __init__(self, registry: Registry, place: Municipality | None) -> None:
        self.place = place
        self.alone: dict[str, list[Name]] = defaultdict(list)
        self.placed: dict[str, list[Name]] = defaultdict(list)
        self.types = {tuple(t.key for t in tokens(b)): k for b, k in registry.body_types.items()}
        for text, organisation, template, decided in self._visible(registry):
            words = tokens(text)
            if words:
                index = self.placed if organisation.scope == "place" else self.alone
                index[words[0].key].append(Name(words, organisation, template, decided))
        for index in (self.alone, self.placed):
            for names in index.values():
                names.sort(key=_rank)
        self._places = _places(registry.municipalities.values(), place)

    def learn(self, acronym: str, organisation: Organisation) -> None:
        """Take in an acronym that a document itself explains; names that are known already are kept."""
        words = tuple(tokens(acronym))
        if len(words) == 1 and not self.longest(words, 0):
            name = Name(words, organisation, organisation, method="expanded")
            self.alone[words[0].key] = sorted([*self.alone[words[0].key], name], key=_rank)

    def longest(self, cell: Sequence[Token], at: int, *, placed: bool = False) -> Name | None:
        """Return the longest name that `cell` reads from position `at`."""
        index = self.placed if placed else self.alone
        return next((n for n in index.get(cell[at].key, ()) if n.begins(cell, at)), None)

    def municipality_at(self, cell: Sequence[Token], at: int) -> tuple[int, Municipality] | None:
        """Return the last word of the municipality's name that `cell` reads from position `at`, and the municipality.

        A name that several bear is that of none but the plan's own.
        """
        if at >= len(cell) or not (cell[at].upper or cell[at].key == _OWN):
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
    def by_length(self) -> dict[int, list[tuple[list[str], Name]]]:
        """Every name of one body by how many words tell it from others, with these; its place is none of them."""
        found: dict[int, list[tuple[list[str], Name]]] = defaultdict(list)
        for names in self.alone.values():
            for name in names:
                if not name.organisation.collective:
                    keys = keys_of(self.parted_from_place(name.tokens)[0])
                    found[len(keys)].append((keys, name))
        return found

    def kind_of(self, cell: Sequence[Token]) -> str | None:
        """Return the kind that the beginning of a name tells (``Associação ...``), or None."""
        for length in range(min(4, len(cell)), 0, -1):
            if kind := self.types.get(tuple(t.key for t in cell[:length])):
                return kind
        return None

    def _visible(self, registry: Registry) -> Iterator[tuple[str, Organisation, Organisation, str]]:
        mine: dict[str, Organisation] = {}
        code = self.place.ine_code if self.place else None
        for organisation in registry.organisations.values():
            if organisation.scope in ("each", "national", "place", code):
                mine[organisation.organisation_id] = organisation.of(self.place)
        for template_id, organisation in mine.items():
            template = registry.organisations[template_id]
            if template.scope != "place":
                yield organisation.organisation, organisation, template, ""
                yield organisation.short_name, organisation, template, ""
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
            yield text, mine[alias.organisation_id], template, alias.note if alias.ine_code else ""


def _rank(name: Name) -> tuple[int, int, str]:
    """Longest first; of two as long, the one with more capitals."""
    return -len(name.tokens), -sum(t.capitals for t in name.tokens), name.organisation.organisation_id


def _places(
    municipalities: Iterable[Municipality], own: Municipality | None
) -> dict[str, list[tuple[Keys, Municipality]]]:
    """Return the names that municipalities go by, the longest first, by their first word."""
    found: dict[Keys, Municipality] = {}
    for place in municipalities:
        if place.is_unique:
            found.update(dict.fromkeys(_names_of(place), place))
    if own:
        found.update(dict.fromkeys(_names_of(own), own))
        for key in _short_names_of(own):
            found.setdefault((key,), own)
    index: dict[str, list[tuple[Keys, Municipality]]] = defaultdict(list)
    for keys, place in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
        index[keys[0]].append((keys, place))
    return index


def _names_of(place: Municipality) -> Iterator[Keys]:
    full = " ".join(t.key for t in tokens(place.municipality))
    yield tuple(full.split())
    for long, short in _SHORTENED:
        if f"{full} ".startswith(f"{long} "):
            rest = full[len(long) :].split()
            yield (*short.split(), *rest)
            yield (*short.split(), *(word for word in rest if word not in OF))


def _short_names_of(place: Municipality) -> list[str]:
    """Return the words that may stand for the whole name: its last, its first where *de* follows, its initials."""
    first, *rest = tokens(place.municipality)
    short = [rest[-1].key] if rest else []
    if rest and rest[0].key in OF:
        short.append(first.key)
    short = [_OWN, *(key for key in short if len(key) >= _LEAST_LETTERS)]
    return [*short, place.initials.lower()] if len(place.initials) > 1 else short
