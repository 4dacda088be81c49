"""The words of a cell: what each is compared by, where it stands and what parts it from the one before.

A word is a run of letters and figures. Initials with dots are one word (``S.A.``), so are the codes of
schools (``EB 2,3``, ``EB1/JI``). The *gap* before a word is a space, a hyphen, the delimiter, or the
end of a line where the name does not go on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.common.text import is_capitals, modern

OF = frozenset({"de", "do", "da", "dos", "das"})
AND = frozenset({"e", "ou"})
HARD = frozenset(";\n,/|•▪●·+&")  # a gap with one of these parts two names
LEGAL_FORMS = frozenset({"lda", "ltda", "sa", "crl", "unipessoal", "em", "eim", "ip", "epe", "ert"})

_WORD = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?|\bLda\."  # initials with dots
    r"|\bEB\d?(?:,\d)*\s?/\s?JI\b|\bJI\s?/\s?EB\d?\b"  # a school and its kindergarten
    r"|[^\W_]+(?:['’´][^\W_]+)*(?:(?<=\d)[,/]\d(?!\w))*(?:\+(?![^\W_]))*"
)
_ROMAN = re.compile(r"[ivx]+")
_NUMBER = {"n.º", "nº", "n.o"}
_LONGEST_ACRONYM = 9  # letters; a cell in capitals with a longer word is shouted, and its capitals tell nothing


@dataclass(frozen=True)
class Token:
    """A word of a cell: its form for comparing, its place, and the gap before it."""

    key: str
    capitals: bool
    upper: bool
    start: int
    end: int
    gap: str
    shouted: bool = False

    @property
    def is_acronym(self) -> bool:
        """Whether it stands for a body: capitals, but no initial, ordinal, legal form or code such as ``EB1``."""
        return (
            self.capitals
            and not self.shouted
            and len(self.key) > 1
            and self.key.isalpha()
            and not _ROMAN.fullmatch(self.key)
            and self.key not in LEGAL_FORMS
        )


@lru_cache(maxsize=4096)  # the names of the registry are read for every plan
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` with the gaps before them."""
    found: list[Token] = []
    end = 0
    matches = list(_WORD.finditer(text))
    shouted = text.isupper() and any(len(m[0]) > _LONGEST_ACRONYM for m in matches)
    for match in matches:
        word = match[0].replace(".", "").replace(" ", "")
        capitals = is_capitals(word) or (len(word) == 1 and word.isupper())
        key = "numero" if match[0].lower() in _NUMBER else modern(word)
        wrapped = word[0].islower() or (bool(found) and found[-1].key in OF | AND)
        gap = _gap(text[end : match.start()], wrapped=wrapped)
        if gap == "," and key in LEGAL_FORMS and (capitals or key in ("lda", "ltda", "unipessoal")):
            gap = " "
        found.append(Token(key, capitals, word[0].isupper(), match.start(), match.end(), gap, shouted))
        end = match.end()
    return tuple(found)


def keys_of(words: Sequence[Token]) -> list[str]:
    """Return the words that tell a name from another: all but *de*, *e* and the like."""
    return [word.key for word in words if word.key not in OF | AND]


def _gap(text: str, *, wrapped: bool) -> str:
    """Return what parts two words: a space, a hyphen, the sign itself, or the end of a line that is not `wrapped`."""
    if text in ("", " "):
        return " "
    signs = re.sub(r"[\s.:]", "", text)
    dashes = bool(re.fullmatch(r"[-–—_]+", signs))
    if "\n" in text and ((not signs and not wrapped) or (dashes and re.search(r"\n\s*[-–—]\s", text))):
        return "\n"
    return "-" if dashes else signs or " "
