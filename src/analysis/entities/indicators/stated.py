"""What an indicator states of itself: a unit, a baseline, a target, a deadline.

An indicator is complete when one can tell later whether it was met: what is counted, from where, to where and
by when [1]_. Read from its own words:

- *unit*: what its number counts ("sessões" of "N.º de sessões realizadas pela equipa"), or how it is measured
  ("%", "taxa", "€", "kg", a scale). A document or event of yes or no has none.
- *baseline*: a value to start from, or the point in time to compare with: "(12% em 2021)", "face ao ano anterior".
- *target*: a number to be reached, in figures or in words: "pelo menos 3", "duas edições", "redução de 10%", or
  two that it is between ("10 a 15"). No target is a frequency alone ("mensal", "por ano"), an ordinal, a year or
  date, an age, a scale, the number of a law, of a programme or of a baseline, and the article "um".
- *deadline*: by when: "até junho", "em 2024", "no 1.º semestre", "no final do ano". A frequency is none.

What is not stated is None, which says that the words do not hold it, not that the plan's authors have none.

References
----------
.. [1] European Commission (2023). Better regulation toolbox, chapter 5: monitoring the application of an
   intervention. Brussels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from analysis.entities.indicators.classes import measure_class, telling_words
from analysis.entities.indicators.words import NUMERALS, Word, is_among, words_of

_YEAR = r"(?:19|20)\d\d(?:\s?[/-]\s?(?:20)?\d\d)?\b"
_MONTH = (
    r"\b(?:janeiro|fevereiro|mar[çc]o|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
    r"|(?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\b\.?)"
)
_PART = r"(?:\d\s?\.?\s?[º°ª]?|primeiro|segundo|terceiro|quarto|último)\s+(?:bi|tri|quadri|se)mestre"
_DATE = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:20)?\d\d"
_VALUE = r"\d[\d.,]*\s?%?"
_PERIOD = (
    r"ano|bi[ée]nio|tri[ée]nio|quadri[ée]nio|m[êe]s|trimestre|semestre|per[íi]odo|mandato|plano|projeto|projecto"
    r"|programa|vig[êe]ncia|execu[çc][ãa]o|ciclo|ver[ãa]o|primeiro|segundo|[úu]ltimo|\d\s?\.?\s?[º°ª]|" + _YEAR
)


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_BASELINE = _any_of(
    r"\b(?:face|relativamente|comparativamente|compara[çc][ãa]o|rela[çc][ãa]o|comparad[oa]s?|refer[êe]ncia|por base)"
    r"\s+(?:(?:a|à|ao|aos|às|com|em|o|os|n[oa])\b|(?=\d))[^,;()]{0,40}?"
    r"(?:\d[\d.,]*%?(?:/\d+)?|anterior(?:es)?|transat[oa]|passad[oa]|inicia(?:l|is)|atua(?:l|is)"
    r"|hom[óo]log[oa]|[úu]ltimo \w+)"
    r"(?:\s*\([^)]*\d[^)]*\))?",
    rf"\(\s*(?:(?!meta|objetivo|at[ée])[^\W\d]+\s+){{0,2}}{_YEAR}\s*[:=–-]\s*{_VALUE}(?:[^);]*\)|(?=\s*;))",
    rf"\(\s*{_VALUE}\s*(?:\w+\s+)?(?:em|no ano de|,)\s*{_YEAR}\s*\)",
    rf"\bd[eo]s?\s+(?:os\s+|as\s+)?(?:atuais\s+)?{_VALUE}\s*(?:\([^)]*\)\s*|em\s+{_YEAR}\s*)?(?=para\s+(?:os\s+|as\s+)?\d)",
    r"\b(?:linha de base|baseline|valor(?:es)? (?:de (?:base|partida|refer[êe]ncia)|base|iniciais|inicial|atual)"
    r"|situa[çc][ãa]o (?:inicial|de partida)|ponto de partida)"
    rf"(?:\s*[(,]?(?:\s*(?:em|de))?\s*{_YEAR}\s*\)?)?(?:\s*[:=]?\s*{_VALUE})?",
    rf"\b(?:base|partida|refer[êe]ncia)(?:\s*(?:em|de)?\s*{_YEAR})?\s*[:=]\s*{_VALUE}",
    rf"\b(?:atualmente|atual|eram|partindo de)\s*[:=]?\s*{_VALUE}",
    r"\bano (?:letivo |lectivo )?(?:anterior|transato)",
)
_DEADLINE = _any_of(
    rf"\bat[ée]\b[^,;()]{{0,30}}?(?:{_DATE}|{_MONTH}(?:\s+(?:de\s+)?{_YEAR})?|(?:ao\s+|o\s+)?(?:final|fim|t[ée]rmino|conclus[ãa]o)"
    rf"(?:\s+d[eoa]s?\s+[^,;()]+)?|{_PART}(?:\s+de\s+{_YEAR})?|{_YEAR}|(?:p[áa]scoa|natal|ver[ãa]o))",
    rf"\b(?:em|durante|no decurso de|no ano(?: letivo| lectivo)?(?: de)?|ao longo de|antes de)\s+{_YEAR}",
    rf"\b(?:em|no m[êe]s de|durante|antes de|entre|de)\s+{_MONTH}(?:\s+(?:[ae]|de|até)\s+(?:{_MONTH}|{_YEAR}))*",
    rf"\b{_PART}(?:\s+de\s+{_YEAR})?",
    rf"\b(?:no|ao)\s+(?:final|fim)\s+d[eoa]s?\s+(?:{_PERIOD})[^,;()]*",
    rf"(?<=;)\s*{_YEAR}(?=\s*[:=]\s*\d)",
    rf"\bmeta\s+(?:(?:para|em|de)\s+)?{_YEAR}",
    rf"\bano\s+le[c]?tivo\s+(?:de\s+)?{_YEAR}",
    r"\bprazo (?:m[áa]ximo )?de \w+ (?:m[êe]s|meses|anos?)\b",
    _DATE,
)
_NO_TARGET = _any_of(
    _YEAR,
    rf"\d+\s+de\s+{_MONTH}",
    r"[+>]\s?\d+\s*anos?\b",
    r"[+]\s?(?:18|[4-9][05])\b(?!\s?%)|\b\d\d\s?\+",
    r"\b(?:[aond]o|[dn]a|programa|projeto|medida|eixo)\s+(?-i:[A-Z])\w+\s+\d+\b(?!\s?%)",
    r"(?:\d+\s*(?:a|e|aos|-|–)\s*)?\d+\s*(?:ou mais\s*)?anos\b(?! de)",
    r"\bentre\s+(?:os\s+)?\d+\s+e\s+(?:os\s+)?\d+\s+anos\b",
    r"\bpor\s+(?:cada\s+)?10{2,}(?:[.\s]?0{3})*\b",
    r"\bpor\s+(?:cada\s+)?\d+(?:[.\s]\d{3})*\s*(?:mil\s+)?(?:habitantes|residentes|pessoas|crian[çc]as|nados[- ]vivos)",
    r"\b(?:aos|ao fim de|no fim de|ap[óo]s|passados|h[áa] mais de|a cada|de \d+ em)\s+\d+\s*"
    r"(?:meses|m[êe]s|dias|semanas|anos?)\b",
    r"\b(?:maiores|menores|mais|menos|acima|at[ée])\s+(?:d[eo]s?\s+)?(?:os\s+)?\d+\s*anos",
    r"\bescala[^)]*?\d+\s*(?:a|-|–|até)\s*\d+",
    r"[(\[]\s*\d+\s*(?:a|-|–)\s*\d+\s*[)\]]",
    r"\b(?:lei|decreto(?:-lei)?|portaria|despacho|dl|artigo|art\.)\s*(?:n\.?\s?º\s*)?[\d./-]+\w*",
    r"\d+\s*(?:meses|m[êe]s|dias|semanas|anos?)\s+(?:ap[óo]s|depois|antes)",
    r"\b24\s?(?:h\b|horas\b|/\s?7)",
    r"\blinha\s+\d+",
    r"[x×*]\s?100\b",
    r"\b(?:viaturas?|carrinhas?|autocarros?|minibus)\s+(?:\w+\s+)?de\s+\d+\s+lugares",
    r"\b(?:de|com|por|entre)\s+\w+\s+ou\s+mais\b",
    r"\bcom\s+(?:mais|menos)\s+de\s+\d+|\bem\s+menos\s+de\s+\d+",
    r"[\"“«][^\"”»]*\d[^\"”»]*[\"”»]",
    r"^\s*\d+\s*[.)–-]\s*(?=\D)",
)
_PROGRAMME = re.compile(r"\b(?!(?:DE|DO|DA|EM|OU|AO|N|NO|NA|MAIS|MIN|MAX)\b)[A-Z]{2,}[\w&]*\s?\d+(?:\.\d+)?(?!\s?%)\b")
_SCALE = re.compile(r"escala[^)]*\d+\s*(?:a|-|–)\s*\d+|(?<=[(\[])\s*\d+\s*(?:a|-|–)\s*\d+\s*(?=[)\]])", re.IGNORECASE)
_DAYS = re.compile(
    r"(?<=\()(?:em\s+)?(?:dias|meses|horas|minutos)(?: [úu]teis)?(?=\))|(?<=\d)\s*p\.\s?p\.|(?<=\d)\s*pp\b",
    re.IGNORECASE,
)
_QUALIFIERS = re.compile(
    r"(?:pelo menos|no mínimo|m[íi]n(?:imo)?\.?(?: de)?|≥|>=?|mais de|cerca de|at[ée])\s*$", re.IGNORECASE
)

_TO = ("a", "e", "ou", "-", "–")  # between the two numbers of a range

Span = tuple[int, int]


@dataclass(frozen=True)
class Statement:
    """What an indicator states: the words that say it, or None.

    Attributes
    ----------
    unit, baseline, target, deadline : str or None
        As defined at the head of this module; `target` is the number, or the two that it is between.
    target_words : str or None
        The number of the target with what qualifies it before and what it counts after.
    """

    unit: str | None
    baseline: str | None
    target: str | None
    target_words: str | None
    deadline: str | None


@lru_cache(16384)
def statement_of(indicator: str) -> Statement:
    """Return what the words of an indicator state."""
    baselines = _spans(_BASELINE, indicator)
    deadlines = [span for span in _spans(_DEADLINE, indicator) if not _within(span, baselines)]
    others = _spans(_NO_TARGET, indicator) + ([] if indicator.isupper() else _spans(_PROGRAMME, indicator))
    words = words_of(indicator)
    free = [word for word in words if not _within((word.start, word.end), [*baselines, *deadlines, *others])]
    figures = next((_figures(free, n) for n, word in enumerate(free) if word.key in NUMERALS), None)
    target, told = _target(indicator, free, figures) if figures else (None, None)
    return Statement(
        unit=_unit(indicator, free, figures),
        baseline=_first(indicator, baselines),
        target=target,
        target_words=told,
        deadline=_first(indicator, deadlines),
    )


def _figures(words: Sequence[Word], at: int) -> Span:
    """Return the places of a number and, where it begins a range ("10 a 15"), of that where it ends."""
    place = at + 2 if [word.key for word in words[at + 1 : at + 2]] in (["%"], ["€"]) else at + 1
    ranges = len(words) > place + 1 and words[place].key in _TO and words[place + 1].key in NUMERALS
    return at, place + 1 if ranges else at


def _target(indicator: str, words: Sequence[Word], figures: Span) -> tuple[str, str]:
    """Return the number to be reached, or the range, with its sign, and the words around it."""
    first, last = figures
    begins, after = words[first].start, words[last + 1 : last + 4]
    signed = bool(after) and after[0].key in ("%", "€")
    end = after[0].end if signed else words[last].end
    qualifier = _QUALIFIERS.search(indicator[:begins])
    start = qualifier.start() if qualifier else begins
    told = next((word.end for word in after if not (word.is_sign or is_among(word, ["functional", "units"]))), end)
    return indicator[begins:end], indicator[start : max(told, end)]


def _unit(indicator: str, words: Sequence[Word], figures: Span | None) -> str | None:
    """Return what is counted, or how it is measured."""
    for place, word in enumerate(words):
        if is_among(word, ["units"]):
            return word.text
        if is_among(word, ["amount"]) and (counted := _counted(indicator, words[place + 1 :])):
            return counted
    if scale := _SCALE.search(indicator) or _DAYS.search(indicator):
        return scale[0].strip()
    if figures and (counted := _counted(indicator, words[figures[1] + 1 :])):
        return counted
    telling = telling_words(indicator)
    head = next((word for word in telling if not is_among(word, ["change"])), None)
    if head is None or not head.is_plural:
        return None
    if measure_class(indicator)[0] == "count" or is_among(
        head, ["people", "cases", "misfortunes", "offences", "exits", "days"]
    ):
        return _counted(indicator, [word for word in words if word.start >= head.start])
    return None


def _counted(indicator: str, words: Sequence[Word]) -> str | None:
    """Return the noun at the head of `words` with what belongs to it, up to a sign or a preposition."""
    skipped = takewhile(lambda w: is_among(w, ["functional", "set_aside"]) and not is_among(w, ["unit_ends"]), words)
    start = len(list(skipped))
    phrase: list[Word] = []
    for word in words[start:]:
        if (word.is_sign and not (phrase and phrase[-1].key == "e")) or is_among(word, ["unit_ends"]):
            break
        phrase.append(word)
    return indicator[phrase[0].start : phrase[-1].end] if phrase else None


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _first(indicator: str, spans: Sequence[Span]) -> str | None:
    """Return the words of the first span, without the brackets around them."""
    return re.sub(r"^\((.*)\)$", r"\1", indicator[slice(*spans[0])].strip()) if spans else None
