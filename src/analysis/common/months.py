"""Months as they are written: by name, by date, by quarter or semester.

:func:`scan` turns the words of a schedule into tokens. A *span* is one expression for months that
stand together (``março de 2024``, ``15/03``, ``2.º trimestre``); the other tokens are the signs and
words that relate spans to one another (``a``, ``até``, ``exceto``). Each has a letter, so that a
grammar over them is a pattern over letters (:mod:`analysis.common.schedules`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analysis.common.text import plain

YEAR = tuple(range(1, 13))

MONTH_NAMES = (
    "janeiro", "fevereiro", "marco", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip
_SHORT_NAMES = [name[:3] for name in MONTH_NAMES]
_WORDS_TOO = {"dez", "mar", "out", "set"}  # ten, sea, out, set: short names that are words as well

_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primeiro": 1, "segundo": 2, "terceiro": 3, "quarto": 4, "ultimo": 0}
_LENGTHS = {"tri": 3, "qua": 4, "sem": 6, "bim": 2, "t": 3, "q": 3, "s": 6}  # months, by how the word begins
_PARTS = {"i": (1, 2), "f": (2, 31)}  # days of the beginning and the end of a month; of its other parts:
_SOME_DAYS = (2, 2)
_FILLERS = {
    "ano", "as", "corrente", "da", "das", "de", "dia", "dias", "do", "dos", "durante", "em", "mes", "meses", "na",
    "nas", "no", "nos", "o", "os", "presente", "primeira", "primeiras", "primeiros", "segunda", "ultima", "ultimas",
    "ultimos",
}  # fmt: skip
_SIGNS = {"–": "-", "—": "-", "→": "-", ":": ",", ".": "c", ";": "c"}

_PERIODS = r"(?:trimestre|quadrimestre|semestre|bimestre)s?"
_COUNTED = (
    r"(?!\s*(?:h\b|x\b|vez|ac[co]|ano|ativ|bim|dias?\b|fam|hora|mes|part|pess|quadri|reuni|sem|sess|trim)|\.?[oa]\b)"
)
_RULES = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("w", r"(?<!\d)24\s?(?:h(?:oras)?)?\s?/\s?7(?![\d/])"),
        ("iso", r"(?<!\d)(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\d-])"),
        (
            "date",
            r"(?<!\d)(?P<day>\d{1,2})\s?([./-])\s?(?P<month>0?[1-9]|1[0-2])\s?\2\s?(?:20)?(?P<year>\d\d)(?!\d)",
        ),
        ("date", r"(?<!\d)(?P<month>0?[1-9]|1[0-2])\s?[./-]\s?(?P<year>20\d\d)(?!\d)"),
        ("date", rf"(?<!\d)(?P<day>[12]?\d|0\d|3[01])\s?/\s?(?P<month>0?[1-9]|1[0-2])(?!\d|\s?/\s?\d){_COUNTED}"),
        ("date", r"(?<![\d-])(?P<day>1[3-9]|2\d|3[01])-(?P<month>0[1-9]|1[0-2])(?![\d-])"),
        ("date", r"(?<!\d)(?P<month>0[1-9]|1[0-2])/(?P<year>[1-4]\d)(?!\d|/)"),
        ("year", r"(?<!\d)(?P<year>20\d\d)(?P<more>\s?[/-]\s?(?:20)?\d\d)?(?!\d)"),
        (
            "name",
            rf"(?<![a-z])(?P<name>{'|'.join(f'{n}|{n[:3]}' for n in MONTH_NAMES)})(?![a-z])(?P<stop>\.?)"
            r"(?:\s?[/']\s?(?P<year>\d\d)(?!\d|\s?/|\s*de\b)|(?P<glued>\d\d)(?!\d))?",
        ),
        ("letter", r"(?<![a-z\d])(?P<unit>[tsq])\s?(?P<nth>[1-4])(?![a-z]|\d(?!\d{3}))"),
        ("letter", r"(?<![a-z\d])(?P<nth>[1-4])(?P<unit>[ts])(?![a-z]|\d(?!\d{3}))"),
        ("nth", r"(?<!\d)(?P<nth>\d{1,2})(?!\d)(?P<ordinal>\.?[oa]s?(?![a-z])\.?|\.(?=\s?[st]))?"),
        ("nth", rf"\b(?P<nth>{'|'.join(_ORDINALS)})(?P<ordinal>)\b"),
        ("w", rf"\b(?:(?:por|cada|ao|todos os)\s+{_PERIODS}|fi(?:m|ns) de semana|ao longo d[aeo])\b"),
        (
            "Y",
            r"\b(?:fim|final|finais|termo)\s+d[eo]\s+(?:(?:presente|corrente)\s+)?(?:ano|20\d\d|plano)\b"
            r"(?! lec?tivo| escolar)",
        ),
        (
            "f",
            r"\b(?:a partir d[aeo]s?|a (?:comecar|iniciar) (?:em|a|no)|desde|inicia(?:-se)? (?:em|a|no)|com inicio"
            r"|(?:com )?inicio (?:previsto )?(?:em|a|no))\b|\binicio\s?:",
        ),
        (
            "t",
            r"\b(?:com )?(?:conclusao|fim|termo|termino)(?: previst[oa])? (?:em|a|no|ate)\b|\b(?:fim|final|termo)\s?:",
        ),
        ("u", r"\bate\b"),
        ("q", r"\bantes d[aeo]s?\b"),
        ("d", r"\b(?:depois d[aeo]s?|apos)\b"),
        ("o", r"\b(?:em|por) diante\b"),
        ("b", r"\bentre\b"),
        (
            "m",
            r"\b(?:pelo menos|no minimo|sem (?:interrupcao|interregno|paragem|pausa|suspensao)"
            r"|incluindo|sobretudo|(?:especi|princip|preferenci)almente|em especial"
            r"|com (?:(?:maior|especial|particular) )?(?:incidencia|enfoque|destaque|intensidade|reforco))\b",
        ),
        (
            "x",
            r"\b(?:exc?e[pt]?to|(?:a|com(?: a)?) exc?ep?cao d[aeo]s?|exce[pt]{1,2}uan?d[oa]s?|excluindo|salvo"
            r"|menos(?! de\b)|nao (?:se )?(?:realiza|funciona)\w*|interrupcao|interregno|paragem|pausa|suspensao)\b",
        ),
        ("unit", rf"\b(?P<unit>{_PERIODS}|trim|tri|sem|[ts])(?![a-z])\.?"),
        ("part", r"\b(?:(?:inicio|principio)s?|fi(?:m|ns|nal|nais)|quinzenas?|semanas?|meados)\b"),
        ("~", r"\bao?\b"),
        (",", r"\b(?:e|ou)\b"),
        ("w", r"[a-z]+"),
        ("sign", r"[-–—→/,:().;]"),
    )
]


@dataclass(frozen=True)
class Span:
    """Months `first` to `last`, and their `year` and the first and last of their `days` where these are written."""

    first: int
    last: int
    year: int | None = None
    days: tuple[int, int] | None = None


@dataclass(frozen=True)
class Token:
    """A word or sign of a schedule.

    Attributes
    ----------
    kind : str
        ``S`` span, ``N`` number, ``Y`` end of the year; ``~`` *a*, ``-`` dash, ``/`` and ``,``
        list, ``(``, ``)``, ``c`` full stop; ``u`` until, ``t`` ends in, ``f`` from, ``o`` onwards,
        ``q`` before, ``d`` after, ``b`` between, ``x`` except, ``m`` at least, ``w`` any other word.
    span : Span or None
        The months of a span.
    number : int
        The figure of a number, the months of a unit that has none.
    sure : bool
        False where a span may be a word as well, and where a number is no ordinal.
    """

    kind: str
    span: Span | None = None
    number: int = 0
    sure: bool = True


def scan(text: str) -> list[Token]:
    """Return the tokens of `text`, without the small words that relate nothing."""
    words = plain(re.sub(r"[ºª°](?:s\b)?", "o ", text))
    tokens: list[Token] = []
    position = 0
    while position < len(words):
        found = next(((kind, m) for kind, rule in _RULES if (m := rule.match(words, position))), None)
        if found:
            _take(*found, words, tokens)
        position = found[1].end() if found else position + 1
    tokens = [replace(t, kind="w") if t.kind == "T" else t for t in tokens if t.kind != "p"]
    spoken = any(t.kind == "w" for t in tokens)
    return [
        Token("w") if t.span and not t.sure and spoken and not _beside_span(tokens, i) else t
        for i, t in enumerate(tokens)
    ]


def month_run(first: int, last: int) -> tuple[int, ...]:
    """Return the months from `first` to `last`, over the end of the year where `last` comes before."""
    return tuple((first - 1 + i) % 12 + 1 for i in range((last - first) % 12 + 1))


def _take(kind: str, match: re.Match[str], words: str, tokens: list[Token]) -> None:
    """Add what was matched to `tokens`; days, years and ordinals join the span that they belong to."""
    parts = match.groupdict()
    if kind in ("iso", "date", "name"):
        year = parts["year"] or parts.get("glued") if "year" in parts else None
        day = int(parts["day"]) if parts.get("day") else None
        month = _number(parts["name"]) if kind == "name" else int(parts["month"])
        sure = kind != "name" or parts["name"] not in _WORDS_TOO or bool(parts["stop"])
        if kind == "name" and parts["name"] in _WORDS_TOO and not _may_be_month(match, words):
            tokens.append(Token("w"))
            return
        days = (day, day) if day else _days_before(tokens) if kind == "name" else None
        span = Span(month, month, int(year) % 100 + 2000 if year else None, days)
        tokens.append(Token("S", span, sure=sure))
    elif kind == "year":
        _join_year(int(parts["year"]), bool(parts["more"]), tokens)
    elif kind == "letter":
        tokens.append(_period(int(parts["nth"]), _LENGTHS[parts["unit"]]) or Token("w"))
    elif kind == "nth":
        number = _ORDINALS[parts["nth"]] if parts["nth"] in _ORDINALS else int(parts["nth"])
        unit = tokens[-1].number if tokens and tokens[-1].kind == "T" else 0
        if unit and (period := _period(number, unit)):
            tokens[-1] = period
        else:
            tokens.append(Token("N", number=number, sure=parts["ordinal"] is not None))
    elif kind == "unit":
        _join_unit(parts["unit"], match, tokens)
    elif kind == "part":
        tokens.append(Token("p", Span(0, 0, None, _PARTS.get(match[0][0], _SOME_DAYS))))
    elif kind == "sign":
        tokens.append(Token(_SIGNS.get(match[0], match[0])))
    elif match[0] not in _FILLERS:
        tokens.append(Token(kind))


def _may_be_month(match: re.Match[str], words: str) -> bool:
    """Tell whether a word that is also a short name may be a month where it stands (``dez``, not ``dez sessões``)."""
    before, after = words[: match.start()], words[match.end() :]
    if re.search(r"\b(?:[dn][oa]s?|ao|pelo)\s+$", before) and not match["stop"]:
        return False
    following = re.match(r"\s+([a-z]{2,})", after)
    connects = not following or following[1] in {"ao", "ate", "de", "ou", *MONTH_NAMES, *_SHORT_NAMES}
    return bool(match["stop"]) or connects


def _days_before(tokens: list[Token]) -> tuple[int, int] | None:
    """Take the days off the end of `tokens` that belong to the month that follows."""
    days: tuple[int, int] | None = None
    numbers: list[int] = []
    while tokens:
        last = tokens[-1]
        if last.kind == "p" and last.span:
            days = days or last.span.days
        elif last.kind == "N":
            numbers.append(last.number)
        elif not (last.kind in "~-,/" and numbers and len(tokens) > 1 and tokens[-2].kind == "N"):
            break
        tokens.pop()
    return days or ((numbers[-1], numbers[0]) if numbers else None)


def _join_year(year: int, more: bool, tokens: list[Token]) -> None:
    """Give a year to the span before it."""
    if len(tokens) > 1 and tokens[-1].kind in "-/" and tokens[-2].span:
        tokens.pop()
    if tokens and not more and (span := tokens[-1].span) and span.year is None and span.first:
        tokens[-1] = replace(tokens[-1], span=replace(span, year=year))


def _join_unit(unit: str, match: re.Match[str], tokens: list[Token]) -> None:
    """Make spans of the ordinals before a quarter or semester (``1.º e 2.º trimestre``), or keep it for one behind."""
    length = _LENGTHS[unit if len(unit) == 1 else unit[:3]]
    at = len(tokens) - 1
    short = len(unit) < 4 and unit != "tri" and not match[0].endswith(".")
    if at >= 0 and tokens[at].kind == "N":
        listed = at > 1 and tokens[at - 1].kind in "~-,/" and tokens[at - 2].kind in "NS"
        if not tokens[at].sure and not listed and (short or unit.endswith("s")):
            tokens.append(Token("w"))  # "2 semestres" is how long, "2 sem" may be weeks
            return
        while at >= 0 and tokens[at].kind == "N" and (period := _period(tokens[at].number, length)):
            tokens[at] = period
            at -= 2 if at > 1 and tokens[at - 1].kind in "~-,/" else len(tokens)
    else:
        tokens.append(Token("T", number=length) if len(unit) > 3 or unit == "tri" else Token("w"))


def _beside_span(tokens: list[Token], at: int) -> bool:
    """Tell whether the next thing before or after a token, signs apart, is a span, or it stands in brackets alone."""
    if at > 0 and tokens[at - 1].kind in "(-" and "".join(t.kind for t in tokens[at + 1 : at + 2]) in ("", ")"):
        return True
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(tokens) and tokens[near].kind in "~-,/uN":
            near += step
        if 0 <= near < len(tokens) and tokens[near].span:
            return True
    return False


def _period(nth: int, length: int) -> Token | None:
    """Return the `nth` part of a year cut into parts of `length` months (0: the last), or None."""
    nth = nth or 12 // length
    return Token("S", Span((nth - 1) * length + 1, nth * length)) if nth * length <= 12 else None


def _number(name: str) -> int:
    return 1 + _SHORT_NAMES.index(name[:3])
