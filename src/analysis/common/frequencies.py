"""How often something happens: the recurrence that the words of a schedule or an indicator state.

What happens every month, week or day is *recurring* and fills the year; a rarer recurrence has a
frequency and no months. Some recurrences are understood and have no code: every fortnight or twice
a month, which fill the year as well, three times a year, every four months, every two years.
"""

from __future__ import annotations

import re

from analysis.common.text import plain

EVENT = (
    r"(?:ac[ao]|ativid|atualiz|avaliac|boleti|campanh|edic|encontr|event|feira|formac|iniciativ|moment|monitoriz"
    r"|newsletter|oficin|palestr|plenari|publicac|relatori|reuni|seminari|sess|visita|workshop)[a-z]*"
)  # what is held, done or published, and may be counted

_DAY = r"(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|\d\.?[ao])s?(?:[- ]?\s?feiras?)?"
_EVERY_MONTH = re.compile(
    r"\btod[oa]s? o ano\b(?! lec?tivo| escolar)|\bano todo\b"
    r"|\b(?:(?:ao longo|no decorrer|no decurso) d[aeo]s?|durante)\s(?:d[aeo]\s)?(?:tod[oa]s?\s)?(?:[oa]s?\s)?"
    r"(?:(?:periodo de\s)?(?:execucao|vigencia|periodo) d[eo]\s)?(?:(?:presente|corrente)\s)?"
    r"(?:ano|plano|vigencia|12 meses|doze meses|20\d\d)\b(?! lec?tivo| escolar)"
    r"|(?<!em )(?<!cada )\b(?:12|doze) meses\b|\bano inteiro\b|\btodos os (?:meses|dias)\b|\b(?:cada|por|ao) mes\b"
    r"|/\s?mes\b|\bcontinu[oa]s?\b|\bcontinuad[oa]s?\b|\bcontinuamente\b|\bininterrupt|\bpermanentes?\b|\bpermanentemente"
    r"|\bem permanencia\b|\bdiari[oa]s?\b|\bdiariamente\b|\bdias uteis\b|(?<!\d)24\s?(?:h(?:oras)?)?\s?/\s?7(?![\d/])"
    r"|\b(?:2\.?a|segunda) a (?:6\.?a|sexta)\b"
)
_FREQUENCIES = (
    (
        "monthly",
        re.compile(
            r"\bmensa(?:l|is|lmente)\b|\btodos os meses\b|\b(?:cada|por|ao) mes\b|/\s?mes\b"
            rf"|\b(?:{_DAY}|feiras?|semanas?|dias?|dia util|quinzena) (?:de cada|do) mes\b(?! d[eo] )"
        ),
    ),
    (
        "weekly",
        re.compile(
            r"\b(?:bi|tri)?s?semana(?:l|is|lmente)\b|\btodas as semanas\b|(?:\b(?:por|cada) |/\s?)semana\b"
            r"|\b(?:aos )?fins de semana\b|\b(?:segundas|tercas|quartas|quintas|sextas)[- ]?\s?(?:feiras?)?\b"
            rf"|\b(?:todas as|todos os|as|aos) {_DAY}\b|\d\.?as[- ]\s?feiras?\b"
        ),
    ),
    (
        "annual",
        re.compile(
            r"\banua(?:l|is|lmente)\b|\b(?:uma|1)\s?(?:vez|x)\s?(?:por|ao|no|/)\s?ano\b"
            r"|\b(?:(?:12|doze) em|cada) (?:12|doze) meses"
        ),
    ),
    ("bimonthly", re.compile(r"\bbimestra(?:l|is|lmente)\b|\b(?:dois|2) em (?:dois|2) meses|\bcada (?:dois|2) meses")),
    (
        "quarterly",
        re.compile(
            r"\btrimestra(?:l|is|lmente)\b|\b(?:tres|3) em (?:tres|3) meses|\bcada (?:tres|3) meses"
            r"|\b(?:uma|1) \w+ (?:por|em cada|a cada|ao) trimestre\b|\btodos os trimestres\b"
        ),
    ),
    (
        "semiannual",
        re.compile(
            r"\bsemestra(?:l|is|lmente)\b|\bbianua(?:l|is|lmente)\b|\b(?:duas|2)\s?(?:vezes|x)\s?(?:por|ao|no|/)\s?ano\b"
            r"|\b(?:seis|6) em (?:seis|6) meses|\bcada (?:seis|6) meses"
            r"|\b(?:uma|1) \w+ (?:por|em cada|a cada|ao) semestre\b|\btodos os semestres\b"
        ),
    ),
    ("continuous", _EVERY_MONTH),
    (
        "occasional",
        re.compile(
            r"\bsempre que\b|\bquando (?:necessari|solicitad|se justifi|houver)|\bpontua(?:l|is|lmente)\b|\bocasiona"
            r"|\besporadic|\bcaso a caso\b|\bmediante\b|\bem funcao d"
            r"|\b(?:de acordo com|conforme) (?:as? )?(?:necessidade|solicita)|\bconsoante\b"
        ),
    ),
)
_EVERY = {"weekly", "monthly", "continuous"}
_SEVERAL = r"(?:[2-9]|[1-9]\d|dois|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|doze|varias|algumas|diversas)"
_PERIOD = r"(?:bimestre|trimestre|quadrimestre|semestre)"
_EVENTS = rf"{EVENT}(?:\s(?:d[aeo]s?\s)?[a-z]{{4,}}){{0,2}}"
_IN_EACH = r"(?:por(?: cada)?|ao|(?:(?:a|em) )?cada|/)"
_OFTEN_A_MONTH = rf"\b(?<!dia ){_SEVERAL}\s?(?:x|vezes|{_EVENTS})?\s?{_IN_EACH}\s?mes\b"
_OFTEN_A_YEAR = rf"\b{_SEVERAL} {EVENT}(?:\s[a-z]{{4,}})? anuais\b"
_SEVERAL_TIMES = re.compile(f"{_OFTEN_A_MONTH}|{_OFTEN_A_YEAR}")  # and so neither monthly nor annual
_EVERY_FEW_WEEKS = re.compile(
    rf"\b(?:quinzena|bimensa)(?:l|is|lmente)\b|\b(?:todas as|por|cada) quinzenas?\b|{_OFTEN_A_MONTH}"
    r"|\b(?:cada|(?:10|dez|15|quinze) em) (?:10|dez|15|quinze) dias\b"
    r"|\b(?:cada|(?:2|3|duas|tres) em) (?:2|3|duas|tres) semanas\b|\bsemana sim,? (?:e )?(?:outra|semana) nao\b"
)
_RARER = re.compile(
    r"\b(?:quadrimestra|trianua|trimensa|(?:bi|tri|quadri|quinqu)ena)(?:l|is|lmente)\b"
    rf"|\b(?:\w+ vez(?:es)?|\d+\s?x)\s?(?:{_IN_EACH}|no)?\s?(?:ano|{_PERIOD})\b|(?:\b(?:por|cada) |/\s?){_PERIOD}\b"
    rf"|\b{_SEVERAL}(?: {_EVENTS})?\s?{_IN_EACH}\s?ano\b|{_OFTEN_A_YEAR}"
    rf"|\b(?:cada|{_SEVERAL} em) {_SEVERAL} (?:semanas|meses|anos)\b|\btodos os quadrimestres\b"
)
_PREFIX = re.compile(r"\b(bi|tri|quadri)-(?=[a-z])")


def frequency_of(text: str) -> str | None:
    """Return how often `text` says that something happens, or None.

    Returns
    -------
    str or None
        ``weekly``, ``monthly``, ``bimonthly``, ``quarterly``, ``semiannual``, ``annual``,
        ``continuous`` or ``occasional``.
    """
    words = _SEVERAL_TIMES.sub(" ", _words(text))
    return next((name for name, pattern in _FREQUENCIES if pattern.search(words)), None)


def is_recurring(text: str) -> bool:
    """Tell whether `text` says that something happens every month, every few weeks or more often."""
    return frequency_of(text) in _EVERY or bool(_EVERY_FEW_WEEKS.search(_words(text)))


def is_uncoded(text: str) -> bool:
    """Tell whether `text` states a recurrence that has no code, such as every fortnight or every four months.

    Words that state another as well have the code of that one: :func:`frequency_of` goes before.
    """
    words = _words(text)
    return bool(_EVERY_FEW_WEEKS.search(words) or _RARER.search(words))


def _words(text: str) -> str:
    return _PREFIX.sub(r"\1", plain(text))
