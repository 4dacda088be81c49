"""What in a partner cell is no name: parentheses, labels, list numbers, connecting phrases, nobody in particular.

All of it is blanked, a phrase that parts two names by a delimiter, so that every name keeps its place in
the cell. What a person should know of is a remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LABEL = re.compile(
    r"(?:^|(?<=[\n;|]))[ \t•▪●·–-]*(?:entidades?|parceir[oa]s?|responsáve(?:l|is)|promotor(?:a|es|as)?|outr[oa]s|"
    r"coordena(?:ção|dor|dora|dores)|execu(?:ção|tor|tora|tores)|intervenientes|instituiç(?:ão|ões)|organização|"
    r"dinamizador(?:a|es|as)?|apoio|colaboração)(?:[ /][\w()]+){0,3}[ \t]*:",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:1\s?[.)ºª-]|a\))\s*\S")
_LIST_NUMBER = re.compile(r"(?:^|(?<=[\s;,]))(?:\d{1,2}\s?[.)ºª-]|[a-z]\))(?=\s*[^\W\d])(?!\w)", re.MULTILINE)
_CONNECTION = re.compile(
    r"\b(?:em (?:estreita )?(?:parceria|articulação|colaboração|cooperação|conjunto|coordenação|rede) com"
    r"|com (?:[oa]s? )?(?:apoio|colaboração|participação|parceria|envolvimento) d[eoa]s?"
    r"|(?:bem|assim) como|(?:junta|nomeada|designada)mente(?: com)?|através d[eoa]s?|por intermédio d[eoa]s?|e/ou)\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:(?:a|por) (?:definir|designar|indicar|confirmar)|n/[ad]|n[aã]o (?:aplicável|definid[oa]s?))\b\.?",
    re.IGNORECASE,
)
_EDGE = r"(?=\s*(?:[;,/|\n)+&.]|$|\be\b))"
_NOBODY_IN_PARTICULAR = re.compile(
    rf"(?:\b(?:e|entre) )?\b(?:outr[oa]s|etc|tod[oa]s|v[aá]ri[oa]s|divers[oa]s){_EDGE}\.?", re.IGNORECASE
)
_DELIMITER = re.compile(r"[;,/|\n]")


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


def mask(cell: str) -> Masked:
    """Return `cell` with all that is no name blanked."""
    text, parentheses, remarks = _without_parentheses(cell)
    text = _NOT_SAID.sub(_blank, _LABEL.sub(_blank, text))
    if _NUMBERED.match(text):
        text = _LIST_NUMBER.sub(_delimiter, text)
    text = _CONNECTION.sub(_delimiter, text)
    remarks += [("nobody_in_particular", m[0].strip()) for m in _NOBODY_IN_PARTICULAR.finditer(text)]
    text = _NOBODY_IN_PARTICULAR.sub(_delimiter, text)
    return Masked(text, tuple(parentheses), tuple(remarks))


def _without_parentheses(cell: str) -> tuple[str, list[tuple[int, int]], list[tuple[str, str]]]:
    """Blank the parentheses of a cell, inner ones with the outer; one that is not closed ends at a delimiter."""
    text = cell
    found: list[tuple[int, int]] = []
    remarks: list[tuple[str, str]] = []
    while (start := text.find("(")) >= 0:
        end = _closing(text, start)
        if end is None:
            delimiter = _DELIMITER.search(text, start)
            end = delimiter.start() if delimiter else len(text)
            remarks.append(("parenthesis_unclosed", cell[start:end].strip()))
        found.append((start, end))
        text = text[:start] + " " * (end - start) + text[end:]
    return text, found, remarks


def _closing(text: str, start: int) -> int | None:
    """Return the place behind the parenthesis that closes the one at `start`, if any does."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _delimiter(match: re.Match[str]) -> str:
    return "|".ljust(len(match[0]))
