"""What in a partner cell is no name: parentheses, labels, list numbers, connecting phrases, nobody in particular.

All of it is blanked, a phrase that parts two names by a delimiter, so that every name keeps its place in
the cell. What a person should know of is a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.entities.tokens import LABEL

_ROLE = (
    r"(?:entidades?|ent\.|parceir[oa]s?|parc\.|parcerias?|respons[áa]ve(?:l|is)|resp\.|promo(?:ção|tor(?:a|es|as)?)|"
    r"coord(?:ena(?:ção|dor(?:a|es|as)?))?\.?|execu(?:ção|tor(?:a|es|as)?)|exec\.|colab(?:ora(?:ção|dor(?:a|es|as)?))?\.?|"
    r"dinamiza(?:ção|dor(?:a|es|as)?)|intervenientes?|interv\.|financia(?:mento|dor(?:a|es|as)?)|organiza(?:ção|dor(?:a|es|as)?)|"
    r"l[íi]der)"
)
_LOOSE_ROLE = r"(?:outr[oa]s|institui(?:ção|ções)|organizações|apoios?|gest(?:ão|or(?:a|es|as)?)|equipa|envolvid[oa]s)"
_LABEL = re.compile(
    rf"(?:^|(?<=[\n;|]))[ \t•–-]*(?:{_ROLE}|{_LOOSE_ROLE})(?:[ /]\(?[\w./]+\)?){{0,3}}[ \t]*:"
    rf"|(?<=[\s,.]){_ROLE}(?:[ /]\(?[\w./]+\)?){{0,1}}[ \t]*:"
    rf"|(?:^|(?<=[\n;|]))[ \t•]*{_ROLE}[ \t]+[-–—](?=\s)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•▪▫●○◦■□◆◇♦►▶➢➤➔→✓✔✗❖‣⁃·*\uf000-\uf0ff]")
_BULLETED_LINE = re.compile(r"(?:^|(?<=\n))[ \t]*(?:[-–—o•][ \t]+|[-–—](?=\w))", re.MULTILINE)
_NUMBERED = re.compile(r"^\s*(?:\(?1\s?[.)ºª-]|\(?[ai]\))\s*\S")
_LIST_NUMBER = re.compile(
    r"(?:^|(?<=[\s;,]))\(?(?:\d{1,2}\s?[.)ºª-]|[a-z]\)|[ivx]{1,4}\))(?=\s*[^\W\d])(?!\w)", re.MULTILINE
)
_CONNECTION = re.compile(
    r"\b(?:em (?:estreita )?(?:parceria|articulação|colaboração|cooperação|conjunto|coordenação|rede) com"
    r"|com (?:[oa]s? )?(?:apoio|colaboração|participação|parceria|envolvimento) d[eoa]s?"
    r"|(?:bem|assim) como|(?:junta|nomeada|designada)mente(?: com)?|através d[eoa]s?|por intermédio d[eoa]s?)\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:(?:a|por) (?:definir|designar|indicar|confirmar|identificar|determinar|contratar)|n/[ad]|s/[ind]"
    r"|n\.\s?[ad]\.(?!\w)"
    r"|n[aã]o (?:se aplica|aplicável|definid[oa]s?|há|tem|existem?)|sem (?:parceir[oa]s?|parcerias?)|nenhum[a]?)\b\.?"
    r"|^\W*(?:n\.?\s?a\.?|n\.?\s?d\.?|x)\W*$",
    re.IGNORECASE,
)
_EDGE = r"(?=\s*(?:[;,/|\n)+&.]|$|\be\b))"
_BODIES = (
    r"(?:parceir[oa]s|entidades|instituições|organizações|organismos|intervenientes|agentes|atores|serviços|técnicos)"
    r"(?: (?:locais|parceir[oa]s|sociais|públic[oa]s|privad[oa]s|competentes|relevantes|pertinentes|envolvid[oa]s"
    r"|externos|interessad[oa]s|d[oae]s? (?:concelho|município|comunidade|território)|e|ou)){0,4}"
)
_NOBODY_IN_PARTICULAR = re.compile(
    rf"(?:\b(?:e|entre) )?\b(?:(?:outr[oa]s|v[aá]ri[oa]s|divers[oa]s)(?: {_BODIES})?|etc|tod[oa]s){_EDGE}\.?",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"[;,/|\n•]")
_PARENTHESIS = re.compile(r"[()]")


@dataclass(frozen=True)
class Masked:
    """A cell with all that is no name blanked.

    Attributes
    ----------
    text : str
        The cell, character for character, with blanks.
    parentheses : tuple of (int, int)
        Where each parenthesis begins and ends.
    remarks : tuple of (str, str)
        Sentence in ``wording.toml`` and the words that it is about.
    """

    text: str
    parentheses: tuple[tuple[int, int], ...] = ()
    remarks: tuple[tuple[str, str], ...] = field(default=())


@lru_cache(maxsize=4096)  # a plan's cells are read more than once
def mask(cell: str) -> Masked:
    """Return `cell` with all that is no name blanked."""
    cell = _BULLETED_LINE.sub(_bullet, _BULLET.sub("•", cell))
    if _NUMBERED.match(cell):
        cell = _LIST_NUMBER.sub(_delimiter, cell)
    text, parentheses, remarks = _without_parentheses(cell)
    if not re.search(r"\w", text):  # nothing but a parenthesis: what it holds is the cell
        text, parentheses, remarks = re.sub("[()]", " ", cell), [], []
    text = _LABEL.sub(_label, _NOT_SAID.sub(_blank, text))
    text = _CONNECTION.sub(_delimiter, text)
    remarks += [("nobody_in_particular", m[0].strip()) for m in _NOBODY_IN_PARTICULAR.finditer(text)]
    text = _NOBODY_IN_PARTICULAR.sub(_delimiter, text)
    return Masked(text, tuple(parentheses), tuple(remarks))


def _without_parentheses(cell: str) -> tuple[str, list[tuple[int, int]], list[tuple[str, str]]]:
    """Blank the parentheses of a cell, inner ones with the outer; one that is not closed ends at a delimiter."""
    closing = _closing(cell)
    text: list[str] = []
    found: list[tuple[int, int]] = []
    remarks: list[tuple[str, str]] = []
    end = 0
    while (start := cell.find("(", end)) >= 0:
        text.append(cell[end:start])
        if start in closing:
            end = closing[start]
        else:
            delimiter = _DELIMITER.search(cell, start)
            end = delimiter.start() if delimiter else len(cell)
            remarks.append(("parenthesis_unclosed", cell[start:end].strip()))
        if re.search(r"\w", _NOT_SAID.sub("", cell[start:end])):
            found.append((start, end))
        text.append(" " * (end - start))
    return "".join(text) + cell[end:], found, remarks


def _closing(cell: str) -> dict[int, int]:
    """Return where each parenthesis that is closed begins -> the place behind it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for sign in _PARENTHESIS.finditer(cell):
        if sign[0] == "(":
            opened.append(sign.start())
        elif opened:
            found[opened.pop()] = sign.end()
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _delimiter(match: re.Match[str]) -> str:
    return "|".ljust(len(match[0]))


def _bullet(match: re.Match[str]) -> str:
    return "•".ljust(len(match[0]))


def _label(match: re.Match[str]) -> str:
    return LABEL.ljust(len(match[0]))
