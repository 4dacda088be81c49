"""The words of a cell: what each is compared by, where it stands and what parts it from the one before.

A word is a run of letters and figures. Initials with dots are one word (``S.A.``), so are the codes of
schools (``EB 2,3``, ``EB1/JI``). An abbreviation is compared as the word that it stands for (``Sto.``,
``Agrup.``). The *gap* before a word is a space, a hyphen, the delimiter, or the end of a line (doubtful: a
vertical tab) where the name does not go on in the next. Nothing parts the words of a *quote*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.common.text import is_capitals, modern
from analysis.entities.abbreviations import in_full

OF = frozenset({"de", "do", "da", "dos", "das"})
ANY_OF = {
    *("todo", "toda", "todos", "todas", "outro", "outra", "outros", "outras", "restantes", "demais", "cada"),
    *("varios", "varias", "diversos", "diversas", "alguns", "algumas", "respetivo", "respetiva"),
    *("respetivos", "respetivas", "eventuais", "possiveis"),
}  # words before a name that are none of it, though of the mention
AND = frozenset({"e", "ou"})
LINKS = OF | {"a", "o", "ao", "aos", "as", "os", "com", "em", "na", "no", "nas", "nos", "para", "pela", "pelo", "por"}
LABEL = "¦"  # stands where a label (``Parceiros:``) was blanked
HARD = frozenset(";\n,/|•▪●·+&" + LABEL)  # a gap with one of these may part two names
LEGAL_FORMS = frozenset(
    {
        "lda",
        "ltda",
        "sa",
        "crl",
        "unip",
        "unipessoal",
        "em",
        "eim",
        "ip",
        "epe",
        "eperam",
        "ert",
        "sru",
        "sgps",
        "ace",
        "scrl",
    }
)

_WORD = re.compile(
    r"\b[nN](?:\.\s?[º°]|\.\s?o(?![^\W\d_])|[º°])s?\.?"  # number
    r"|\bN\.(?= ?S\. ?d[aeo]s?\b)|\b(?:N|Sn?r?|St|D|Dr|Eng|Prof|Arq)\.?[ªº]\.?"  # Nossa Senhora, Santa, Santo
    r"|\bS\.t[ao]\b|\bP(?:\.e\b|\.?ᵉ)\.?"  # Santa, Santo, Padre
    r"|\bE\.?B\.? ?[123]{1,3}(?:[,./] ?[123](?!\w|\.?[ºª°]))*(?: ?/ ?(?:JI|PE|SEC|S)\b)*(?!\w)"  # a school's code
    r"|\bE\.?B[IS]?\.? ?/ ?(?:JI|JS|PE)\b|\bJI ?/ ?E\.?B\.? ?1?(?!\w)"  # a school and its kindergarten
    r"|(?:[^\W\d_]\. ?){1,3}[^\W\d_]\.(?![^\W_])|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?"  # initials with dots
    r"|\b(?:[Ll][Tt]?[Dd][Aa]|[Cc][Rr][Ll]|[Uu]nip)\."  # legal forms
    r"|\be/ou\b"
    r"|[^\W_]+(?:['’´][^\W_]+)*(?:(?<=\d)[,/]\d(?!\w))*(?:(?<=\d)/(?:S|JI)(?!\w))?(?:\+(?![^\W_]))*"
)
_AFTER = {
    ("escola", "professor"): "profissional",
    ("escolas", "professor"): "profissional",
    ("nossa", "sao"): "senhora",  # "N. S. da Luz"
}
_QUOTED = re.compile('["“”„«][^"“”„«»;]{1,80}["“”»]')
_SMALL = LINKS | AND
_ROMAN = re.compile(r"[ivx]+")
_NUMBER = re.compile(r"n(?:\. ?[ºo°]|[º°])s?\.?")
_SCHOOL_CODE = re.compile(r"eb[123/]")
_NO_WORDS = {"crl", "lda", "ltda", "sgps", "unip", "unipessoal"}  # legal forms that no other word is spelt as
_LONGEST_ACRONYM = 9  # letters; a cell in capitals with a longer word is shouted, and its capitals tell nothing


@dataclass(frozen=True)
class Token:
    """A word of a cell: its form for comparing, its place, the gap before it and the number of its quote, if any."""

    key: str
    capitals: bool
    upper: bool
    start: int
    end: int
    gap: str
    shouted: bool = False
    quote: int = 0

    @property
    def is_small(self) -> bool:
        """Whether it only links other words; one in capitals (``EM``, ``NÓS``) is a word of its own."""
        return self.key in _SMALL and (self.shouted or not (self.capitals and len(self.key) > 1))

    @property
    def is_number(self) -> bool:
        """Whether it is a small number that tells a body from others of its sort, in figures or Roman ones."""
        return (self.key.isdigit() and len(self.key) < 3) or (self.capitals and bool(_ROMAN.fullmatch(self.key)))

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


@lru_cache(maxsize=2**14)  # the names of the registry are read for every plan, between the cells of two
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` with the gaps before them."""
    found: list[Token] = []
    end = 0
    matches = list(_WORD.finditer(text))
    quotes = [m.span() for m in _QUOTED.finditer(text) if m[0] != text.strip()]
    shouted = text.isupper() and any(len(m[0]) > _LONGEST_ACRONYM for m in matches)
    for match in matches:
        word = match[0].replace(".", "").replace(" ", "")
        dotted = match[0][1:2] == "." and word[0].isupper() and word[1:].islower()  # "P.e"
        full = in_full(word, "." if dotted else text[match.end() : match.end() + 10])
        capitals = not full and (is_capitals(word) or (len(word) == 1 and word.isupper()))
        key = "numero" if _NUMBER.fullmatch(match[0].lower()) else full or modern(word)
        if _SCHOOL_CODE.match(key):
            key = _school_code(key)
        if found and (found[-1].key, key) in _AFTER:
            key = _AFTER[found[-1].key, key]
        wrapped = word[0].islower() or (bool(found) and found[-1].key in OF | AND)
        gap = _gap(text[end : match.start()], wrapped=wrapped)
        if gap == "," and key in LEGAL_FORMS and (capitals or key in _NO_WORDS):
            gap = " "
        quote = next((n for n, (first, last) in enumerate(quotes, 1) if first < match.start() < last), 0)
        if quote and found and found[-1].quote == quote and gap != "-":
            gap = " "
        found.append(Token(key, capitals, word[0].isupper(), match.start(), match.end(), gap, shouted, quote))
        end = match.end()
    return tuple(found)


def keys_of(words: Sequence[Token]) -> list[str]:
    """Return the words that tell a name from another: all but *de*, *e* and the like."""
    return [word.key for word in words if word.key not in OF | AND]


def _school_code(key: str) -> str:
    """Return the code of a school in one spelling: ``eb2,3/s`` for ``EB 2/3/S``, ``EB 23/S``."""
    figures, (_, *suffixes) = re.findall(r"\d", key), re.split(r"/(?=[a-z])", key)
    return "/".join(["eb" + ",".join(figures), *suffixes])


def _gap(text: str, *, wrapped: bool) -> str:
    """Return what parts two words: a space, a hyphen, the sign itself, or the end of a line that is not `wrapped`."""
    if text in ("", " "):
        return " "
    signs = re.sub(r"[\s.:\"“”„«»']", "", text)
    dashes = bool(re.fullmatch(r"[-–—_]+", signs))
    if "\v" in text and not signs:
        return " " if wrapped else "\v"
    if "\n" in text and ((not signs and not wrapped) or (dashes and re.search(r"\n\s*[-–—]\s", text))):
        return "\n"
    return "-" if dashes else signs or " "
