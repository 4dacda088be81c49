"""Portuguese text: tidied for reading, folded for comparing, slugged for ids.

*Tidy* text is what a person would copy from the page: no formatting tags, single spaces. *Folded*
text is for comparison only: lower case, without accents, in the spelling of the 1990 agreement
(``Acções`` and ``Ações`` fold alike) and in the singular where the ending tells.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INLINE_TAG = re.compile(
    r"</?(?:a|b|big|em|font|i|mark|s|small|span|strike|strong|sub|sup|tt|u)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BLOCK_TAG = re.compile(r"</?(?:br|center|div|h[1-6]|li|ol|p|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKDOWN_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SPACES = re.compile(r"\s+")
_LEFT_OPEN = re.compile(
    r"(?:^|\W)(?:[aoeà]|[ao]s|às|aos?|[dn][aeo]s?|em|com|sem|que|num?a?|uma?|ou|por|até|para|pel[oa]s?|sobre|entre)$|[,/(:–—-]$"
)
_UNSEEN = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}]")

# Silent consonants that the 1990 agreement dropped, in the words that plans use. A few spoken ones go
# with them (``facto``): both sides of a comparison lose them alike.
_OLD_SPELLINGS = (
    (re.compile(r"acc(?=ao|oes|ion)"), "ac"),
    (re.compile(r"(?<=[ae])ct(?=iv|u[ao]|or|r|os\b|o\b|as\b|a\b)"), "t"),
    (re.compile(r"(?<=je)ct"), "t"),
    (re.compile(r"(?<=e)cc(?=ao|oes)"), "c"),
    (re.compile(r"(?<=re)ct(?=or|a)"), "t"),
    (re.compile(r"(?<=[oe])pc(?=ao|oes|ion)"), "c"),
    (re.compile(r"(?<=[oe])pt(?=im|iv|ar)"), "t"),
)
_SINGULARS = (
    ("oes", "ao"),
    ("aes", "ao"),
    ("ais", "al"),
    ("eis", "el"),
    ("res", "r"),
    ("zes", "z"),
    ("ens", "em"),
    ("s", ""),
)


@lru_cache(4096)  # a document's cells are tidied by each reader that looks at them
def tidy(text: str) -> str:
    """Return `text` without formatting tags, emphasis marks, unseen characters and doubled spaces.

    Only tags that format are removed: ``<script>`` in a plan is text and stays.
    """
    text = _UNSEEN.sub("", text)
    if "<" in text:
        text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))
    return _SPACES.sub(" ", _MARKDOWN_EMPHASIS.sub(r"\2", text)).strip()


@lru_cache(4096)  # a document's texts are each compared many times
def plain(text: str) -> str:
    """Return `text` in lower case without accents, typographic quotes made plain."""
    text = text.translate(
        {0x2019: "'", 0x2018: "'", 0xB4: "'", 0x201C: '"', 0x201D: '"', 0xBA: "o", 0xAA: "a", 0xB0: "o"}
    )
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(4096)
def modern(text: str) -> str:
    """Return `text` plain and in the spelling of the 1990 agreement."""
    text = plain(text)
    for old, new in _OLD_SPELLINGS:
        text = old.sub(new, text)
    return text


@lru_cache(4096)
def fold(text: str) -> str:
    """Return the words of `text` for comparison: plain, new spelling, singular, single spaces."""
    return " ".join(_singular(word) for word in re.findall(r"[a-z0-9]+", modern(text)))


def slug(text: str) -> str:
    """Return `text` as an id: lower-case ASCII words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", plain(text)))


def is_left_open(text: str) -> bool:
    """Tell whether `text` breaks off: its last word or sign (*de*, *para*, a comma) asks for another word."""
    return bool(_LEFT_OPEN.search(text))


def is_capitals(text: str) -> bool:
    """Tell whether `text` is set in capitals: at least two letters and no small one."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and not any(c.islower() for c in letters)


def _singular(word: str) -> str:
    if len(word) > 3:
        for plural, singular in _SINGULARS:
            if word.endswith(plural):
                return word[: -len(plural)] + singular
    return word
