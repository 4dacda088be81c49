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

ALIKE = 88.0  # of 100: least likeness (normalised edit distance) of a name taken for a known one
LEAST_LETTERS = 8  # shorter names are too easily alike
CONFIDENCE = {"known": 1.0, "delimited": 0.9, "guessed": 0.6}

_LINKS = {
    "de",
    "do",
    "da",
    "dos",
    "das",
    "a",
    "ao",
    "aos",
    "as",
    "com",
    "em",
    "na",
    "no",
    "nas",
    "nos",
    "para",
    "pela",
    "pelo",
    "por",
}
_OF = {"de", "do", "da", "dos", "das"}
_HARD = set(";\n,/|•▪●·+&")
_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'"}
_PARENTHESES = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?")
_NOBODY = re.compile(
    r"\b(?:(?:a|por) (?:definir|designar|indicar|confirmar)|n/[ad]|n[aã]o (?:aplicável|definid[oa]s?)|etc|(?:e |entre )?outr[oa]s)\b\.?",
    re.IGNORECASE,
)
_NAMED_TYPES = {
    "school",
    "health",
    "ipss_ngo",
    "parish",
    "company",
    "other",
}  # kinds whose bodies bear names of their own


@dataclass(frozen=True)
class Mention:
    """An organisation named in a cell: the text as written and what it was taken to mean."""

    text: str
    organisation: Organisation
    method: str
    confidence: float


@dataclass(frozen=True)
class _Span:
    """A stretch of words: of a known name, or of words that no name covers."""

    first: int
    last: int
    name: Name | None


def read_mentions(cell: str, names: Names) -> list[Mention]:
    """Return the mentions of a cell, in order."""
    masked = _NOBODY.sub(_blank, _PARENTHESES.sub(_blank, cell))
    words = tokens(masked)
    spans = _with_tails(_spans(words, masked, names), words, masked, names)
    mentions = []
    for number, span in enumerate(spans):
        start, end = words[span.first].start, words[span.last].end
        limit = words[spans[number + 1].first].start if number + 1 < len(spans) else len(cell)
        text = _written(cell, start, end, limit)
        apart = _is_apart(words, span)
        if span.name:
            mentions.append(_known(text, words[span.first : span.last + 1], span.name, masked, names, apart))
        else:
            mentions.append(
                _unknown(text, words[span.first : span.last + 1], masked[start:end], apart, names)
            )
    return mentions


def _spans(words: list[Token], text: str, names: Names) -> list[_Span]:
    """Part the words of a cell into known names and the stretches between them."""
    spans: list[_Span] = []
    run: int | None = None
    at = 0

    def close(before: int) -> None:
        nonlocal run
        last = before
        while run is not None and last >= run and words[last].key in {"e", *_LINKS}:
            last -= 1
        if run is not None and last >= run:
            spans.append(_Span(run, last, None))
        run = None

    while at < len(words):
        if run is not None and _parts(words[at].gap):
            close(at - 1)
        linked = run is not None and words[at].gap == " " and words[at - 1].key in _LINKS
        name = names.longest(words, at)
        if name and linked:  # "Equipa da X": the name belongs to the longer one
            at += len(name.tokens)
            continue
        if name:
            close(at - 1)
            last = at + len(name.tokens) - 1
            last = _over_place(words, last, text, names, several=words[at].key in ("uniao", "uf", "u"))
            spans.append(_Span(at, last, name))
            at = last + 1
            continue
        if run is None:
            run = None if words[at].key in {"e", *_LINKS} else at
        elif words[at].key == "e" and at + 1 < len(words) and _begins_body(words, at + 1, names):
            close(at - 1)
        elif (
            not linked
            and words[at].gap == " "
            and (
                _begins_type(words, at, names, text)
                or (words[at].capitals and words[at - 1].capitals and len(words[at].key) > 1)
            )
        ):
            close(at - 1)
            run = at
        at += 1
    close(len(words) - 1)
    return spans


def _parts(gap: str) -> bool:
    return bool(_HARD & set(gap))


def _begins_body(words: list[Token], at: int, names: Names) -> bool:
    return bool(
        names.longest(words, at)
        or names.kind_of(words[at:])
        or (words[at].capitals and len(words[at].key) > 1)
    )


def _begins_type(words: list[Token], at: int, names: Names, text: str) -> bool:
    """Tell whether a body's type word stands here with a capital, so that a new name begins."""
    return text[words[at].start].isupper() and bool(names.kind_of(words[at:])) and words[at - 1].key != "e"


def _over_place(words: list[Token], last: int, text: str, names: Names, *, several: bool) -> int:
    """Return the last word of a name with the place that follows it: ``... de Vila Real``, ``... Alvito``."""
    place = [t.key for t in tokens(names.place.municipality)] if names.place else []
    after = last + 1
    if after < len(words) and words[after].gap == " " and words[after].key in _OF:
        end = _capitalised(words, after + 1, text, names)
        if several and end > after:
            while end + 1 < len(words) and (words[end + 1].gap == "," or words[end + 1].key == "e"):
                more = _capitalised(
                    words, end + 1 + (words[end + 1].key == "e"), text, names, gaps=(" ", ",")
                )
                if more <= end + (words[end + 1].key == "e"):
                    break
                end = more
        return end if end > after else last
    if place and [w.key for w in words[after : after + len(place)]] == place and words[after].gap in " -":
        return last + len(place)
    return last


def _capitalised(words: list[Token], at: int, text: str, names: Names, gaps: tuple[str, ...] = (" ",)) -> int:
    """Return the last word of the capitalised name at `at`, or the word before it if there is none."""
    end = at - 1
    while at < len(words) and (words[at].gap in (" ", "-") or (at == end + 1 and words[at].gap in gaps)):
        acronym = words[at].capitals and len(words[at].key) > 1 and end >= 0 and not words[end].capitals
        if (
            text[words[at].start].isupper()
            and not (acronym and words[at - 1].key not in _OF)
            and (end == at - 1 or words[at - 1].key in _OF)
        ):
            if names.longest(words, at) and end >= at - 1 and words[at - 1].key not in _OF:
                break
            end = at
        elif words[at].key not in _OF:
            break
        at += 1
    return end


def _with_tails(spans: list[_Span], words: list[Token], text: str, names: Names) -> list[_Span]:
    """Join a known name with the unknown words right behind it where both are one name.

    ``Agrupamento de Escolas D. Fulano`` is one school. In a cell whose names are delimited, whatever
    follows a known name up to the next delimiter belongs to it.
    """
    delimited = any(_parts(word.gap) for word in words[1:])
    joined: list[_Span] = []
    for span in spans:
        head = joined[-1] if joined else None
        if (
            head
            and head.name
            and span.name is None
            and words[span.first].gap == " "
            and words[span.first - 1].key != "e"
        ):
            proper = head.name.organisation.kind in _NAMED_TYPES and not head.name.tokens[0].capitals
            named = text[words[span.first].start].isupper() and not (
                words[span.first].capitals and len(words[span.first].key) > 1
            )
            last_of_segment = span.last == len(words) - 1 or _parts(words[span.last + 1].gap)
            if (delimited and last_of_segment) or (proper and named):
                joined[-1] = _Span(head.first, span.last, head.name)
                continue
        joined.append(span)
    return joined


def _known(text: str, words: list[Token], name: Name, cell: str, names: Names, apart: bool) -> Mention:
    """Return the mention of a known name, or of the other body that it becomes by the words behind it."""
    organisation = name.organisation
    rest = words[len(name.tokens) :]
    own = [t.key for t in tokens(names.place.municipality)] if names.place else []
    proper = [t.key for t in rest if t.key not in _OF]
    if not proper or organisation.scope == "national" or proper == [k for k in own if k not in _OF]:
        return Mention(text, organisation, "known", CONFIDENCE["known"])
    method = "delimited" if apart else "guessed"
    if rest[0].key not in _OF and organisation.kind not in _NAMED_TYPES:
        return Mention(text, organisation, method, CONFIDENCE[method])
    if apart and (alike := _alike(words, names)):
        return Mention(text, alike[0], "similar", alike[1])
    behind = cell[rest[0].start : rest[-1].end]
    template = names.longest(words, 0, placed=True)
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
    known = {name: organisation for name, organisation in names.texts() if len(name) >= LEAST_LETTERS}
    found = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return (known[found[0]], round(0.9 * found[1] / 100, 2)) if found else None


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
    behind = _PARENTHESES.match(cell, end + len(cell[end:]) - len(cell[end:].lstrip()))
    if behind and behind.end() <= limit:
        end = behind.end()
    return re.sub(r"\s+", " ", cell[start:end])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_apart(words: list[Token], span: _Span) -> bool:
    """Tell whether a stretch has its own line or delimiters on both sides."""
    before = span.first == 0 or _parts(words[span.first].gap)
    after = span.last == len(words) - 1 or _parts(words[span.last + 1].gap)
    return before and after
