"""The words of a partner cell, parted into known names and the stretches between them.

The longest known name is tried first at every word, with the place behind it. A known name that a
small word leads to (``Equipa da X``) belongs to the longer name; where nothing delimits, a type word
or a second acronym begins a new name. Where semicolons or lines part the names, a comma parts two only
if a body begins after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.common.text import fold
from analysis.frames.names import Name, Names, Token, tokens

OF = {"de", "do", "da", "dos", "das"}
NAMED_TYPES = {
    "school",
    "health",
    "ipss_ngo",
    "parish",
    "company",
    "other",
}  # kinds whose bodies bear names of their own

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
_HARD = set(";\n,/|•▪●·+&")


@dataclass(frozen=True)
class Span:
    """A stretch of words: of a known name, or of words that no name covers."""

    first: int
    last: int
    name: Name | None


def part_cell(words: list[Token], text: str, names: Names) -> list[Span]:
    """Return the names of a cell in order, each as a stretch of its `words`."""
    return _with_tails(_spans(words, text, names), words, text, names)


def is_apart(words: list[Token], span: Span) -> bool:
    """Tell whether a stretch has its own line or delimiters on both sides."""
    before = span.first == 0 or _parts(words[span.first].gap)
    after = span.last == len(words) - 1 or _parts(words[span.last + 1].gap)
    return before and after


def _spans(words: list[Token], text: str, names: Names) -> list[Span]:
    """Part the words of a cell into known names and the stretches between them."""
    spans: list[Span] = []
    semicolons = any({";", "\n"} & set(word.gap) for word in words[1:])
    run: int | None = None
    at = 0

    def close(before: int) -> None:
        nonlocal run
        last = before
        while run is not None and last >= run and words[last].key in {"e", *_LINKS}:
            last -= 1
        if run is not None and last >= run:
            spans.append(Span(run, last, None))
        run = None

    while at < len(words):
        within = semicolons and words[at].gap == "," and not _begins_body(words, at, names)
        if run is not None and _parts(words[at].gap) and not within:
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
            spans.append(Span(at, last, name))
            at = last + 1
            continue
        if run is None:
            run = None if words[at].key in {"e", *_LINKS} else at
        elif words[at].key == "e" and at + 1 < len(words) and _begins_body(words, at + 1, names):
            close(at - 1)
        elif (
            not linked
            and words[at].gap == " "
            and (_begins_type(words, at, names, text) or (words[at].is_acronym and words[at - 1].capitals))
        ):
            close(at - 1)
            run = at
        at += 1
    close(len(words) - 1)
    return spans


def _with_tails(spans: list[Span], words: list[Token], text: str, names: Names) -> list[Span]:
    """Join a known name with the unknown words right behind it where both are one name.

    ``Agrupamento de Escolas D. Fulano`` is one school. In a cell whose names are delimited, whatever
    follows a known name up to the next delimiter belongs to it.
    """
    delimited = any(_parts(word.gap) for word in words[1:])
    joined: list[Span] = []
    for span in spans:
        head = joined[-1] if joined else None
        if (
            head
            and head.name
            and span.name is None
            and words[span.first].gap == " "
            and words[span.first - 1].key != "e"
        ):
            whole = head.first == 0 or _parts(words[head.first].gap) or words[head.first - 1].key == "e"
            proper = head.name.organisation.kind in NAMED_TYPES and (
                not head.name.tokens[0].capitals or (whole and not head.name.organisation.collective)
            )
            named = text[words[span.first].start].isupper() and not words[span.first].is_acronym
            last_of_segment = span.last == len(words) - 1 or _parts(words[span.last + 1].gap)
            if (delimited and last_of_segment) or (proper and named):
                joined[-1] = Span(head.first, span.last, head.name)
                continue
        joined.append(span)
    return joined


def _parts(gap: str) -> bool:
    return bool(_HARD & set(gap))


def _begins_body(words: list[Token], at: int, names: Names) -> bool:
    return bool(names.longest(words, at) or names.kind_of(words[at:]) or words[at].is_acronym)


def _begins_type(words: list[Token], at: int, names: Names, text: str) -> bool:
    """Tell whether a body's type word stands here with a capital, so that a new name begins."""
    return text[words[at].start].isupper() and bool(names.kind_of(words[at:])) and words[at - 1].key != "e"


def _over_place(words: list[Token], last: int, text: str, names: Names, *, several: bool) -> int:
    """Return the last word of a name with the place that follows it: ``... de Vila Real``, ``... Alvito``."""
    place = [t.key for t in tokens(names.place.municipality)] if names.place else []
    after = last + 1
    if after < len(words) and words[after].gap == " " and words[after].key in OF:
        end = _capitalised(words, after + 1, text, names)
        if end > after and end + 1 < len(words) and words[end + 1].key == "e":
            other = _capitalised(words, end + 2, text, names)
            if other > end + 1 and fold(text[words[end + 2].start : words[other].end]) in names.municipalities:
                end = other
        if several and end > after:
            while end + 1 < len(words) and (words[end + 1].gap == "," or words[end + 1].key == "e"):
                more = _capitalised(words, end + 1 + (words[end + 1].key == "e"), text, names, gaps=(" ", ","))
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
        acronym = words[at].is_acronym and end >= 0 and not words[end].capitals
        if (
            text[words[at].start].isupper()
            and not (acronym and words[at - 1].key not in OF)
            and (end == at - 1 or words[at - 1].key in OF)
        ):
            if names.longest(words, at) and end >= at - 1 and words[at - 1].key not in OF:
                break
            end = at
        elif words[at].key not in OF:
            break
        at += 1
    return end
