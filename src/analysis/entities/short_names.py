"""The names that figures have room for, of bodies that nobody has given one.

The sort of body stands as the acronym that the registry has for it (``JF Cima``, ``AE n.º 2 de Cima``); of
``X – Associação Y`` stays X; a legal form is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.entities.names import Name, Names
from analysis.entities.tokens import LEGAL_FORMS, LINKS, OF, Token, tokens


class ShortNames:
    """Shortens the names of bodies as people in a municipality do."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._acronyms: dict[str, str] = {}  # by the id of the sort of body
        for name in sorted(_acronyms(names), key=lambda n: (-len(n.tokens[0].key), n.tokens[0].key)):
            self._acronyms[name.template.organisation_id] = name.tokens[0].key.upper()

    def of(self, name: str) -> str:
        """Return `name` in short, or itself if nothing shortens it."""
        words = tokens(name)
        if not words:
            return name
        return self._by_acronym(name, words) or self._by_dash(name, words) or _without_legal_form(name, words)

    def _by_acronym(self, name: str, words: tuple[Token, ...]) -> str | None:
        found = self._names.longest(words, 0, placed=True) or self._names.longest(words, 0)
        acronym = self._acronyms.get(found.template.organisation_id) if found else None
        if not found or not acronym:
            return None
        rest = words[len(found.tokens) :]
        if not rest or rest[0].gap != " " or len(rest) == (rest[0].key in OF):
            return None
        return f"{acronym} {name[rest[rest[0].key in OF].start :]}"

    def _by_dash(self, name: str, words: tuple[Token, ...]) -> str | None:
        dashes = [at for at in range(1, len(words)) if words[at].gap == "-" and words[at].start > words[at - 1].end + 1]
        if len(dashes) != 1 or self._names.beginning(words) or not self._names.beginning(words[dashes[0] :]):
            return None
        return name[: words[dashes[0] - 1].end]


def _acronyms(names: Names) -> Iterator[Name]:
    """Yield the acronyms of sorts of bodies that are the initials of what they are called."""
    for name in (name for index in (names.alone, names.placed) for found in index.values() for name in found):
        sort, word = name.template, name.tokens[0]
        if len(name.tokens) == 1 and word.is_acronym and sort.scope in ("each", "place") and not sort.collective:
            called = (sort.bare, sort.short_name)
            if word.key in ["".join(w.key[0] for w in tokens(full) if w.key not in LINKS | {"e"}) for full in called]:
                yield name


def _without_legal_form(name: str, words: tuple[Token, ...]) -> str:
    last = len(words) - 1
    while last > 0 and words[last].key in LEGAL_FORMS:
        last -= 1
    return name if last == len(words) - 1 else name[: words[last].end]
