"""The names that mean an organisation in the plans of one municipality.

A name is compared word by word: without accents, in the 1990 spelling, dots ignored; hyphen, dash
and underscore are one sign. A word in capitals (an acronym) only matches capitals. Local names hold
in their own municipality only, and a town-hall acronym is made from the municipality's initials.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.common.municipalities import Municipality
from analysis.common.text import fold, is_capitals, modern
from analysis.frames.registry import Organisation, Registry

_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+(?:['’´][^\W_]+)*\+*")

_LEADING = {"de", "do", "da", "dos", "das", "e"}  # a line does not end a name after one of these


@dataclass(frozen=True)
class Token:
    """A word of a cell: its form for comparing, its place, and the gap before it."""

    key: str
    capitals: bool
    start: int
    end: int
    gap: str

    @property
    def is_acronym(self) -> bool:
        """Whether it stands for a body: capitals, no initial, and no code with figures such as ``EB1``."""
        return self.capitals and len(self.key) > 1 and self.key.isalpha()


@dataclass(frozen=True)
class Name:
    """A name as words and the gaps between them, what it means, and why where that was decided for one municipality."""

    tokens: tuple[Token, ...]
    organisation: Organisation
    decided: str = ""

    def begins(self, tokens: list[Token], at: int) -> bool:
        """Tell whether `tokens` read this name from position `at`."""
        if at + len(self.tokens) > len(tokens):
            return False
        return all(
            mine.key == theirs.key
            and (theirs.capitals or not mine.capitals)
            and (number == 0 or mine.gap == theirs.gap or (mine.gap + theirs.gap == " \n" and not theirs.capitals))
            for number, (mine, theirs) in enumerate(zip(self.tokens, tokens[at:], strict=False))
        )


class Names:
    """All names that hold in the plans of `place` (of no municipality in particular if None)."""

    def __init__(self, registry: Registry, place: Municipality | None) -> None:
        self.place = place
        self.municipalities = {fold(m.municipality) for m in registry.municipalities.values()}
        self.alone: dict[str, list[Name]] = defaultdict(list)
        self.placed: dict[str, list[Name]] = defaultdict(list)
        self.types = {tuple(t.key for t in tokens(b)): k for b, k in registry.body_types.items()}
        for text, organisation, decided in self._visible(registry):
            words = tuple(tokens(text))
            if words:
                index = self.placed if organisation.scope == "place" else self.alone
                index[words[0].key].append(Name(words, organisation, decided))
        for index in (self.alone, self.placed):
            for names in index.values():
                names.sort(
                    key=lambda n: (
                        -len(n.tokens),
                        -sum(t.capitals for t in n.tokens),
                        n.organisation.organisation_id,
                    )
                )

    def longest(self, cell: list[Token], at: int, *, placed: bool = False) -> Name | None:
        """Return the longest name that `cell` reads from position `at`."""
        index = self.placed if placed else self.alone
        return next((n for n in index.get(cell[at].key, ()) if n.begins(cell, at)), None)

    @cached_property
    def texts(self) -> dict[str, Organisation]:
        """Every name as one comparable text, with what it means."""
        return {" ".join(t.key for t in n.tokens): n.organisation for names in self.alone.values() for n in names}

    def kind_of(self, cell: list[Token]) -> str | None:
        """Return the kind that the beginning of an unknown name tells (``Associação ...``), or None."""
        keys = [t.key for t in cell]
        fits = [t for t in self.types if keys[: len(t)] == list(t)]
        return self.types[max(fits, key=len)] if fits else None

    def _visible(self, registry: Registry) -> Iterator[tuple[str, Organisation, str]]:
        mine: dict[str, Organisation] = {}
        code = self.place.ine_code if self.place else None
        for organisation in registry.organisations.values():
            if organisation.scope in ("national", "place", code):
                mine[organisation.organisation_id] = organisation
            elif organisation.scope == "each":
                mine[organisation.organisation_id] = organisation.of(self.place) if self.place else organisation
        for template_id, organisation in mine.items():
            if "{" not in organisation.organisation:
                yield organisation.organisation, organisation, ""
            if registry.organisations[template_id].scope != "place":
                yield organisation.short_name, organisation, ""
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
            yield text, mine[alias.organisation_id], alias.note if alias.ine_code else ""


def tokens(text: str) -> list[Token]:
    """Return the words of `text` with the gaps before them."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0].replace(".", "")
        wrapped = match[0][0].islower() or (bool(found) and found[-1].key in _LEADING)
        gap = _gap(text[end : match.start()], wrapped=wrapped)
        found.append(
            Token(
                modern(word),
                is_capitals(word) or (len(word) == 1 and word.isupper()),
                match.start(),
                match.end(),
                gap,
            )
        )
        end = match.end()
    return found


def _gap(text: str, *, wrapped: bool) -> str:
    """Return what parts two words: a space, a hyphen, the sign itself, or the end of a line that is not `wrapped`."""
    signs = re.sub(r"[\s.:]", "", text)
    if not signs and "\n" in text and not wrapped:
        return "\n"
    if re.fullmatch(r"[-–—_]+", signs):
        return "-"
    return signs or " "
