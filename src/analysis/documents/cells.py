"""Cells that hold several things: indicators that run together, and two actions in one cell.

An indicator cell lists indicators by lines, semicolons or bullets, or only by their beginnings
(``N.º de ações N.º de participantes``); a cell that opens with a dash lists them by dashes.
"""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.common.frequencies import frequency_of
from analysis.common.text import is_left_open, plain

_NUMBER_OF = r"[Nn](?:\.?\s?[º°]|\.\s?o)s?\.?\s"
_NEXT_NUMBER_OF = re.compile(rf"\s+(?={_NUMBER_OF})")
_BEGINNING = re.compile(
    rf"\v(?={_NUMBER_OF}|(?:Número|Percentagem|Taxa|Grau|Nível|Existência|Registos?|Relatórios?)\b|%)"
)
_DONE = re.compile(r"(?<=[aiíu]d[oa])\v(?=[A-ZÀ-Ý][^\n\v]*[aiíu]d[oa]s?(?:$|[\n\v]))")
_DELIMITER = re.compile(r"\s*(?:\n|;|\s[•▪●·]|^[•▪●·])\s*")
_DASH = re.compile(r"(?:^|\s)[-–]\s*(?=[^\W\d_])")
_REGULAR = re.compile(
    r"\b(?:agenda|ata|boleti|divulga|edic|encontr|informac|jorna|monitoriza|newsletter|plenari|publica|relatori"
    r"|reuni|revista|sess)\w*(?:\s+\w+[ai]d[ao]s?)?[\s(:,-]+(?P<adjective>\w+)"
)
_INFINITIVE = re.compile(r"[A-ZÀ-Ý][a-zà-ý]+(?:[aei]r|por)\b(?!-)")
_LINKS = {
    "a", "ao", "aos", "as", "com", "da", "das", "de", "do", "dos", "e", "em", "entre", "mesmo", "na", "no", "nos", "o",
    "ou", "para", "pelo", "por", "respetivo", "seu", "sobre", "um",
}  # fmt: skip


def split_indicators(text: str) -> tuple[str, ...]:
    """Return the indicators of a cell, in order."""
    found: list[str] = []
    for piece in _DELIMITER.split(text):
        items = _DASH.split(piece) if piece.startswith(("-", "–")) else [piece]
        for item in filter(None, (item.strip(" -–•") for item in items)):
            found.extend(part.strip(" -–") for part in _split_at_numbers(item))
    return tuple(found)


def begun_anew(text: str) -> str:
    """Return a cell in which a doubtful line end before words that indicators begin with is one.

    So is one between two things done: ``Comissão constituída``, ``Regulamento aprovado``.
    """
    return _DONE.sub("\n", _BEGINNING.sub("\n", text))


def second_action(text: str) -> str | None:
    """Return the first paragraph of an action that begins like an action of its own, or None.

    It and the paragraph before it begin with an infinitive (``Criar ...``, ``Promover ...``), and that one is complete;
    any other may be the rest of a sentence.
    """
    paragraphs = text.split("\n")
    for before, after in pairwise(paragraphs):
        if _INFINITIVE.match(before) and _INFINITIVE.match(after) and not is_left_open(before):
            return after
    return None


def indicator_frequency(indicator: str) -> str | None:
    """Return how often an indicator says that something is published, held or reported, or None.

    Only the word next to such a thing tells (``Publicação mensal``): *cuidados continuados* and
    *presidiários* are no frequencies.
    """
    found = (frequency_of(match["adjective"]) for match in _REGULAR.finditer(plain(indicator)))
    return next(filter(None, found), None)


def _split_at_numbers(text: str) -> list[str]:
    """Part ``N.º de X N.º de Y``; a number that a small word leads to (``aumento do n.º``) is not a beginning."""
    parts = [""]
    for piece in _NEXT_NUMBER_OF.split(text):
        before = plain(parts[-1]).split()
        if parts[-1] and before[-1] not in _LINKS and not parts[-1].endswith(("(", ",", "/")):
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]} {piece}".strip()
    return parts
