"""How often something happens: the recurrence that the words of a schedule or an indicator state.

What happens every month, week or day is *recurring* and fills the year; a rarer recurrence has a
frequency and no months. Some recurrences are understood and have no code (every four months).
"""

from __future__ import annotations

import re

from analysis.common.text import plain

_DAY = r"(?:segunda|terca|quarta|quinta|sexta|sabado|domingo|\d\.?[ao])s?(?:[- ]?\s?feiras?)?"
_EVERY_MONTH = re.compile(
    r"\btod[oa]s? o ano\b(?! lec?tivo| escolar)|\bano todo\b"
    r"|\b(?:(?:ao longo|no decorrer|no decurso) d[aeo]s?|durante)\s(?:d[aeo]\s)?(?:tod[oa]s?\s)?(?:[oa]s?\s)?"
    r"(?:(?:periodo de\s)?(?:execucao|vigencia|periodo) d[eo]\s)?(?:(?:presente|corrente)\s)?"
    r"(?:ano|plano|vigencia|12 meses|doze meses|20\d\d)\b(?! lec?tivo| escolar)"
    r"|(?<!em )\b(?:12|doze) meses\b|\bano inteiro\b|\btodos os (?:meses|dias)\b|\b(?:cada|por|ao) mes\b"
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
            r"|\b(?:12|doze) em (?:12|doze) meses"
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
_FORTNIGHTLY = re.compile(r"\b(?:quinzena(?:l|is|lmente)|bimensa(?:l|is|lmente))\b|\b15 em 15 dias\b")
_RARER = re.compile(
    r"\bquadrimestra(?:l|is|lmente)\b|\b(?:bi|tri|quinqu|quadri)ena(?:l|is|lmente)\b"
    r"|\b(?:\w+ vez(?:es)?|\d+\s?x)\s?(?:por|ao|no|/)?\s?ano\b|\b(?:por|cada) (?:trimestre|semestre|bimestre)\b"
    r"|\b(?:quatro|4) em (?:quatro|4) meses"
)


def frequency_of(text: str) -> str | None:
    """Return how often `text` says that something happens, or None.

    Returns
    -------
    str or None
        ``weekly``, ``monthly``, ``bimonthly``, ``quarterly``, ``semiannual``, ``annual``,
        ``continuous`` or ``occasional``.
    """
    words = plain(text)
    return next((name for name, pattern in _FREQUENCIES if pattern.search(words)), None)


def is_recurring(text: str) -> bool:
    """Tell whether `text` says that something happens every month, week or day."""
    return frequency_of(text) in _EVERY or bool(_FORTNIGHTLY.search(plain(text)))


def is_rarer(text: str) -> bool:
    """Tell whether `text` states a recurrence that has no code, such as every four months."""
    return bool(_RARER.search(plain(text)))
