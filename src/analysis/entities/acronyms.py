"""The acronyms that a document explains itself: ``Associação Sol Nascente (ASN)``, or a line ``ASN – Associação ...``.

An explanation holds only if the name spells the acronym: in a parenthesis, by the first letters of its
significant words; in a line of its own, by its letters in order, from the first on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.common.text import plain
from analysis.entities.mentions import read_mentions
from analysis.entities.names import Names
from analysis.entities.tokens import AND, OF

LONGEST_NAME = 14  # words before a parenthesis that may be the name

_IN_PARENTHESIS = re.compile(r"\(\s*([A-Z][A-Z0-9.]{1,11})\s*\)")
_LINE = re.compile(r"^\W*([A-Z][A-Za-z0-9.]{1,11})\s*(?:[-–—:=]|\t)\s*(\w.{6,150}?)[\s.;]*$")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = OF | AND | {"a", "o", "as", "os", "ao", "aos", "em", "na", "no", "nas", "nos", "para", "por", "com"}


def learn_acronyms(names: Names, lines: Iterable[str]) -> None:
    """Teach `names` the acronyms that `lines` explain; the registry's own are left as they are."""
    for acronym, name in sorted(document_acronyms(lines).items()):
        mentions = read_mentions(name, names)
        if len(mentions) == 1:
            names.learn(acronym, mentions[0].organisation)


def document_acronyms(lines: Iterable[str]) -> dict[str, str]:
    """Return the names that a document gives to acronyms; of several the first holds."""
    found: dict[str, str] = {}
    for line in (part for text in lines for part in re.split(r"[\n;]", text)):
        for match in _IN_PARENTHESIS.finditer(line):
            if name := _name_before(line[: match.start()], match[1]):
                found.setdefault(match[1].replace(".", ""), name)
        own = _LINE.match(line)
        if own and sum(c.isupper() for c in own[1]) > 1 and _spells(own[2], own[1]):
            found.setdefault(own[1].replace(".", ""), own[2])
    return found


def _name_before(text: str, acronym: str) -> str | None:
    """Return the words at the end of `text` whose capitals spell `acronym`."""
    words = list(_WORD.finditer(text))[-LONGEST_NAME:]
    letters = plain(acronym.replace(".", ""))
    for first in range(len(words) - 1, -1, -1):
        significant = [w[0] for w in words[first:] if plain(w[0]) not in _SMALL]
        if not significant or not words[first][0][0].isupper():
            continue
        if "".join(plain(part)[0] for word in significant for part in word.split("-")) == letters:
            return text[words[first].start() :].strip()
    return None


def _spells(name: str, acronym: str) -> bool:
    """Tell whether the letters of `acronym` stand in `name` in order and both begin alike."""
    letters = iter(re.sub(r"\W", "", plain(name)))
    wanted = re.sub(r"\W", "", plain(acronym))
    several = sum(word[0].isupper() for word in name.split()) > 1
    return several and plain(name)[:1] == wanted[:1] and all(letter in letters for letter in wanted)
