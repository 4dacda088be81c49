"""Partner cells: from running text to the organisations that it mentions, in order.

A cell may part its names by lines, semicolons, commas, slashes, *e*, or by nothing. The longest known
name is tried first at every word, so that names which hold such signs stay whole. ``A/B`` and
``A e B`` are two mentions, ``X (Y)`` is one, of X. What lies between known names is a name that the
registry does not know. A mention keeps its text as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analysis.entities.masking import Masked, mask
from analysis.entities.meanings import CONFIDENCE, meaning_of_known, meaning_of_unknown, quote_end
from analysis.entities.names import Names
from analysis.entities.registry import Organisation
from analysis.entities.spans import Cell
from analysis.entities.tokens import tokens

_PLUS = re.compile(r" ?\+(?=\s*(?:[;,|]|$))")  # that ends a name: no name stands behind it
_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'"}


@dataclass(frozen=True)
class Mention:
    """An organisation named in a cell: the text as written, what it was taken to mean, and why if decided locally."""

    text: str
    organisation: Organisation
    method: str
    confidence: float
    decided: str = ""


def read_mentions(cell: str, names: Names) -> list[Mention]:
    """Return the mentions of a cell, in order."""
    masked = mask(cell)
    reading = Cell(tokens(masked.text), names)
    words = reading.words
    spans = reading.spans()
    mentions = []
    for number, span in enumerate(spans):
        here = words[span.first : span.last + 1]
        limit = words[spans[number + 1].first].start if number + 1 < len(spans) else len(cell)
        apart = reading.is_apart(span)
        if span.name:
            meaning = meaning_of_known(here, span.name, masked.text, names, apart=apart)
        else:
            meaning = meaning_of_unknown(here, masked.text, names, apart=apart)
        one = names.joined if meaning.method == "known" else names.same
        decided = span.name is not None and span.name.is_local
        if not decided and (same := one.get(meaning.organisation.organisation_id)):
            meaning = replace(meaning, organisation=same, method="similar", confidence=CONFIDENCE["similar"])
        led = reading.led_from(span.first, spans[number - 1].last + 1 if number else 0)
        text = _written(cell, words[led].start, here[-1].end, limit, masked)
        mentions.append(Mention(text, meaning.organisation, meaning.method, meaning.confidence, meaning.decided))
    return mentions


def remarks_on(cell: str) -> tuple[tuple[str, str], ...]:
    """Return what a person should know of a cell, beside its mentions: a sentence's key and the words it is about."""
    return mask(cell).remarks


def _written(cell: str, start: int, end: int, limit: int, masked: Masked) -> str:
    """Return a mention as written, with the quotation marks around it and the parenthesis behind it."""
    if start and cell[start - 1] in _QUOTES and cell[end : end + 1] == _QUOTES[cell[start - 1]]:
        start, end = start - 1, end + 1
    else:
        end = quote_end(cell, start, end)
    behind = next((p for p in masked.parentheses if p[0] >= end and not cell[end : p[0]].strip()), None)
    if behind and behind[1] <= limit:
        end = behind[1]
    if plus := _PLUS.match(cell, end):  # "Programa Cima +"
        end = plus.end()
    return re.sub(r"\s+", " ", cell[start:end]).strip()
