"""Partner cells: from running text to the organisations that it mentions, in order.

A cell may part its names by lines, semicolons, commas, slashes, *e*, or by nothing. The longest known
name is tried first at every word, so that names which hold such signs stay whole. ``A/B`` and
``A e B`` are two mentions, ``X (Y)`` is one, of X. What lies between known names is a name that the
registry does not know. A mention keeps its text as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from analysis.common.text import slug
from analysis.frames.names import Name, Names, Token, tokens
from analysis.frames.registry import Organisation
from analysis.frames.spans import NAMED_TYPES, OF, is_apart, part_cell

ALIKE = 88.0  # of 100: least likeness (normalised edit distance) of a name taken for a known one
LEAST_LETTERS = 8  # shorter names are too easily alike
CONFIDENCE = {"known": 1.0, "delimited": 0.9, "guessed": 0.6}

_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'"}
_PARENTHESES = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?")
_NOBODY = re.compile(
    r"\b(?:(?:a|por) (?:definir|designar|indicar|confirmar)|n/[ad]|n[aã]o (?:aplicável|definid[oa]s?)"
    r"|etc|(?:e |entre )?outr[oa]s)\b\.?",
    re.IGNORECASE,
)


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
    masked = _NOBODY.sub(_blank, _PARENTHESES.sub(_blank, cell))
    words = tokens(masked)
    spans = part_cell(words, masked, names)
    mentions = []
    for number, span in enumerate(spans):
        start, end = words[span.first].start, words[span.last].end
        limit = words[spans[number + 1].first].start if number + 1 < len(spans) else len(cell)
        text = _written(cell, start, end, limit)
        apart = is_apart(words, span)
        if span.name:
            mentions.append(_known(text, words[span.first : span.last + 1], span.name, masked, names, apart))
        else:
            mentions.append(_unknown(text, words[span.first : span.last + 1], masked[start:end], apart, names))
    return mentions


def _known(text: str, words: list[Token], name: Name, cell: str, names: Names, apart: bool) -> Mention:
    """Return the mention of a known name, or of the other body that it becomes by the words behind it."""
    organisation = name.organisation
    rest = words[len(name.tokens) :]
    own = [t.key for t in tokens(names.place.municipality)] if names.place else []
    proper = [t.key for t in rest if t.key not in OF]
    if not proper or organisation.scope == "national" or proper == [k for k in own if k not in OF]:
        return Mention(text, organisation, "known", CONFIDENCE["known"], name.decided)
    method = "delimited" if apart else "guessed"
    if rest[0].key not in OF and organisation.kind not in NAMED_TYPES:
        return Mention(text, organisation, method, CONFIDENCE[method])
    behind = cell[rest[0].start : rest[-1].end]
    template = names.longest(words, 0, placed=True)
    if not template and apart and (alike := _alike(words, names)):
        return Mention(text, alike[0], "similar", alike[1])
    if template:
        other = _local(
            replace(template.organisation, collective=False),
            template.organisation.organisation.replace("{of_place}", behind),
            names,
        )
    else:
        base = organisation.organisation
        if names.place and base.endswith(names.place.of):
            base = base[: -len(names.place.of)].rstrip()
        other = _local(organisation, f"{base} {behind}", names)
    return Mention(text, other, method, CONFIDENCE[method])


def _unknown(text: str, words: list[Token], bare: str, apart: bool, names: Names) -> Mention:
    """Return the mention of a name that the registry does not know: alike to one that it does, or new."""
    if alike := _alike(words, names):
        return Mention(text, alike[0], "similar", alike[1])
    method = "delimited" if apart else "guessed"
    name = re.sub(r"\s+", " ", bare).strip(" -–.:\"'“”«»")
    kind = names.kind_of(words) or "other"
    fresh = Organisation("", name, name, kind, "each", False)
    return Mention(text, _local(fresh, name, names), method, CONFIDENCE[method])


def _alike(words: list[Token], names: Names) -> tuple[Organisation, float] | None:
    """Return the known body whose name is all but these words, and how sure that is."""
    key = " ".join(t.key for t in words)
    if len(key) < LEAST_LETTERS:
        return None
    known = [name for name in names.texts if len(name) >= LEAST_LETTERS]
    found = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return (names.texts[found[0]], round(0.9 * found[1] / 100, 2)) if found else None


def _local(like: Organisation, name: str, names: Names) -> Organisation:
    """Return a body of this municipality called `name`, of the sort of `like`."""
    code = names.place.ine_code if names.place else "each"
    identity = slug(name) or "sem-nome"
    if names.place and not identity.endswith(f"-{names.place.slug}"):
        identity = f"{identity}-{names.place.slug}"
    return Organisation(identity, name, name, like.kind, code, like.collective)


def _written(cell: str, start: int, end: int, limit: int) -> str:
    """Return a mention as written, with the quotation marks around it and the parenthesis behind it."""
    if start and cell[start - 1] in _QUOTES and cell[end : end + 1] == _QUOTES[cell[start - 1]]:
        start, end = start - 1, end + 1
    elif any(mark in cell[start:end] and cell[end : end + 1] == close for mark, close in _QUOTES.items()):
        end += 1
    behind = _PARENTHESES.match(cell, end + len(cell[end:]) - len(cell[end:].lstrip()))
    if behind and behind.end() <= limit:
        end = behind.end()
    return re.sub(r"\s+", " ", cell[start:end])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
