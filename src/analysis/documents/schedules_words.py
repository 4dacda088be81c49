"""The words of a schedule cell in the forms that the grammar of schedules knows.

Authors misspell months and break them at the end of a line; they name a feast for its month, count the times
in a period (*1 x trimestre*) and say how long something goes on (*maio, com continuidade até julho*). Each is
put into words that :func:`analysis.common.schedules.read_schedule` reads. A feast that moves (*Páscoa*), a
season and the holidays of schools have no month of their own, and nothing is made of a text that names them.
Months that stand behind a quarter or semester, in brackets or after a colon, and lie in it are when it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from analysis.common.frequencies import EVENT
from analysis.common.months import MONTH_NAMES, scan
from analysis.common.schedules import read_schedule

_PERIODS = ("bimestre", "trimestre", "quadrimestre", "semestre")
_PARTED = re.compile(
    "|".join(
        rf"(?<![a-z]){name[:at]}(?:\s*-\s*|\s+){name[at:]}(?![a-z])"
        for name in (*MONTH_NAMES, *_PERIODS)
        for at in range(2, len(name) - 1)
    )
)
_LONG_NAMES = tuple(name for name in MONTH_NAMES if len(name) > 5)  # few words are near these
_WORD = re.compile(r"[a-z]{4,}")
_REAL_WORDS = {"macro"}

_TIMES = {"um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "1": 1, "2": 2, "4": 4}
_ADJECTIVES = {
    ("semana", 1): "semanal", ("mes", 1): "mensal", ("bimestre", 1): "bimestral", ("trimestre", 1): "trimestral",
    ("quadrimestre", 1): "quadrimestral", ("semestre", 1): "semestral", ("semestre", 2): "trimestral",
    ("ano", 1): "anual", ("ano", 2): "semestral", ("ano", 4): "trimestral",
    ("anuais", 2): "semestral", ("anuais", 4): "trimestral",
}  # fmt: skip
_TIMES_IN = re.compile(
    rf"(?<![\w/.-])(?P<times>{'|'.join(_TIMES)})"
    r"(?:\s?(?:x|vez(?:es)?)(?:\s?/\s?|\s(?:(?:por(?: cada)?|ao|no|a?\s?cada|em cada)\s)?)"
    rf"|(?:\s{EVENT}(?:\s(?:d[aeo]s?\s)?[a-z]{{4,}}){{0,2}})?(?:\s(?:por(?: cada)?|a cada|em cada|cada)\s|\s?/\s?)"
    rf"|\s{EVENT}(?:\s[a-z]{{4,}})?\s(?=anuais))"
    rf"(?P<period>semana|mes|{'|'.join(_PERIODS)}|ano|anuais)\b(?! lec?tivo| escolar)"
)
_ONE_IN = re.compile(
    rf"\s*(?:[a-z]+(?<!s)\s)?(?:por|(?:a|em)?\s?cada)\s(?P<period>{'|'.join(_PERIODS)})\b(?! lec?tivo| escolar)"
)
_TWICE_THE_SAME = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?\1 (?=mes)")  # de 6/6 meses
_MONTH = re.compile(rf"(?<![a-z])(?:{'|'.join(f'{name}|{name[:3]}' for name in MONTH_NAMES)})(?![a-z])")
_INTERVAL = re.compile(r"\b(?:2|dois) em (?:2|dois) meses\b")
_FEW_TIMES = re.compile(
    r"(?<!\w)(?:\d{1,2}|uma|duas|tres)\s?(?:a|ou|-|/)\s?(?:\d{1,2}|duas|tres|quatro)(?= (?:x|vezes) por ano\b)"
)
_GOES_ON = re.compile(
    r"(?:[\s,]|\b(?:com|e|a|sua|se|podendo)\s){0,5}\b(?:continua\w*|continuidade|decorr\w+|duracao|estend\w+|manten\w+"
    r"|prolong\w+|prorrog\w+|seguimento)(?:-se)?\s+ate\b"
)

_EVERY_YEAR = re.compile(r"\b(?:(?:em )?todos os anos|(?:em )?cada ano)\b(?! lec?tivos?| escolar)")
_IF_NEEDED = re.compile(
    r"\b(?:a|na) medida (?:d[aeo]s?|que|em que)\b|\ba pedido\b|\bpor solicitacao\b|\b(?:se|caso) (?:for )?necessari[oa]"
    r"|\b(?:se|caso) (?:tal )?(?:se )?(?:justifi\w+|houver|haja)\b|\beventua(?:l|is|lmente)\b|\bad[- ]hoc\b"
    r"|\bquando (?:for )?(?:aplicavel|conveniente|oportun[oa]|pertinente|possivel)\b"
)

_SIGNS = (
    (re.compile(r"(?<=\w)\.?\s*(?:>+|»|…|\.\.\.)\s*(?=[a-z\d])"), " - "),
    (re.compile(r"(?<=\w)\s*[&+]\s*(?=[a-z])"), " e "),
    (re.compile(r"(?<=[a-z]{3}\s)(?<!\bate\s)(\d)\s?[-–—]\s(?=20\d\d\b)"), r"\1 de "),  # fase 1 - 2025
    (re.compile(r"(?<!\d)(20[2-9]\d)/(0[1-9]|1[0-2])(?![\d/])"), r"\1-\2"),
    (re.compile(r"(?<!\d)(20[2-9]\d)/(0[1-9]|1[0-2])/(\d\d)(?![\d/])"), r"\1-\2-\3"),
)
_SHORTENED = re.compile(r"(?<![a-z])(?P<short>[a-z]{3,8})(?:\.?[ºª°](?:s\b)?\.?|\.)")
_CONTRACTED = re.compile(r"(?<![a-z])(?:(?P<marco>mco)|(?P<agosto>agto))(?![a-z])")
_NUMERALS = {"sete", "nove"}
_WITHIN = re.compile(
    r"(?P<whole>[^,;:()\n]{0,60}\b(?:bim|trim|quadrim|sem)(?:estres?)?\.?(?:\s(?:de\s)?20\d\d)?)\s*"
    r"(?:\((?P<inner>[^()]+)\)|[:–-]\s*(?P<after>[^:;()\n]+)$)"
)

_DAY = r"\bdia (?:(?:mundial|internacional|europeu|nacional|municipal) )?(?:d[aeo]s?|para [ao]s?|pel[ao]s?) "
_FEASTS = tuple(
    (re.compile(pattern), date)
    for pattern, date in (
        (r"\b(?:dia de |noite de )?natal\b|\bnatalici[ao]\b", "25 de dezembro"),
        (r"\bdia de reis\b|\bjaneiras\b", "6 de janeiro"),
        (rf"{_DAY}namorados\b", "14 de fevereiro"),
        (rf"{_DAY}mulher(?:es)?\b", "8 de março"),
        (rf"{_DAY}pai\b", "19 de março"),
        (rf"{_DAY}saude\b(?! \w)", "7 de abril"),
        (rf"{_DAY}trabalhador(?:es)?\b", "1 de maio"),
        (rf"{_DAY}mae\b", "maio"),
        (rf"{_DAY}familias?\b", "15 de maio"),
        (rf"{_DAY}criancas?\b", "1 de junho"),
        (rf"{_DAY}(?:\w+ )?(?:da )?violencia contra (?:as?|os) (?:pessoas? idosas?|idosos?)\b", "15 de junho"),
        (rf"{_DAY}refugiados?\b", "20 de junho"),
        (r"\bsantos populares\b", "junho"),
        (rf"{_DAY}avos\b", "26 de julho"),
        (rf"{_DAY}(?:idosos?|pessoas? idosas?)\b", "1 de outubro"),
        (rf"{_DAY}saude mental\b", "10 de outubro"),
        (rf"{_DAY}alimentacao\b", "16 de outubro"),
        (rf"{_DAY}erradicacao da pobreza\b", "17 de outubro"),
        (r"\b(?:sao|s\.) martinho\b|\bmagustos?\b", "11 de novembro"),
        (rf"{_DAY}eliminacao da violencia contra as? mulher(?:es)?\b", "25 de novembro"),
        (rf"{_DAY}pessoas? com deficiencia\b", "3 de dezembro"),
        (rf"{_DAY}volunta?ri(?:ado|os?)\b", "5 de dezembro"),
        (rf"{_DAY}direitos humanos\b", "10 de dezembro"),
        (rf"{_DAY}migrantes\b", "18 de dezembro"),
    )
)
_WITHOUT_MONTH = re.compile(r"\b(?:pascoa|carnaval|ferias|interrupc\w+|pausas?|verao|outono|inverno|primavera)\b")


@lru_cache(maxsize=4096)
def in_known_words(text: str) -> str:
    """Return `text` in small letters without accents, with the words that the grammar of schedules knows."""
    words = unicodedata.normalize("NFD", re.sub(r"[^\S\n]+", " ", text.casefold()))
    words = "".join(c for c in words if not unicodedata.combining(c))  # but not 1.º, as the grammar knows it
    for sign, known in _SIGNS:
        words = sign.sub(known, words)
    words = _SHORTENED.sub(_lengthened, words)
    words = _CONTRACTED.sub(lambda match: str(match.lastgroup), words)
    words = _PARTED.sub(lambda match: re.sub(r"[\s-]", "", match[0]), words)
    words = _WORD.sub(lambda match: _spelt(match[0]), words)
    words = _FEW_TIMES.sub("algumas", words)
    words = _TIMES_IN.sub(_as_adjective, _TWICE_THE_SAME.sub(r"\1 em \1 ", words))
    words = _ONE_IN.sub(lambda match: _ADJECTIVES[match["period"], 1], words) if _ONE_IN.match(words) else words
    words = _IF_NEEDED.sub("pontual", _EVERY_YEAR.sub("anualmente", words))
    if _INTERVAL.search(words):
        words = words.replace("bimensal", "")  # which is said of twice a month and of every two
    words = _GOES_ON.sub(_from_last_month, words)
    words = _WITHIN.sub(_narrowed, words)
    return words if _names_month(words) or _WITHOUT_MONTH.search(words) else _with_dates(words)


def _spelt(word: str) -> str:
    """Return the month that a word is but for one letter, or the word."""
    if word in MONTH_NAMES or word in _REAL_WORDS:
        return word
    near = [name for name in MONTH_NAMES if _is_swapped(word, name)]
    near = near or [name for name in _LONG_NAMES if _is_one_off(word, name)]
    return near[0] if len(near) == 1 else word


def _is_swapped(word: str, name: str) -> bool:
    """Tell whether two letters that follow each other are swapped, or one is doubled."""
    swapped = (name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1))
    return word in swapped or (len(word) == len(name) + 1 and re.sub(r"(.)\1", r"\1", word) == name)


def _is_one_off(word: str, name: str) -> bool:
    """Tell whether one letter, not the first, is left out, put in or another."""
    at = next((i for i, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    if at is None:
        return abs(len(word) - len(name)) == 1 and not word.endswith("s")
    rests = {(word[at + 1 :], name[at + 1 :]), (word[at:], name[at + 1 :]), (word[at + 1 :], name[at:])}
    return at > 0 and any(one == other for one, other in rests)


def _lengthened(match: re.Match[str]) -> str:
    """Return the name of the month that an abbreviation begins (``setº``, ``març.``), or what was matched."""
    short = match["short"]
    named = [name for name in MONTH_NAMES if name.startswith(short)]
    return named[0] + "." if len(named) == 1 and short not in (*MONTH_NAMES, *_NUMERALS) else match[0]


def _narrowed(match: re.Match[str]) -> str:
    """Return the months named within a part of the year, or what was matched."""
    inner = match["inner"] or match["after"]
    if any(token.kind in "wN" for token in scan(inner)):
        return match[0]
    whole, within = read_schedule(match["whole"]).months, read_schedule(inner).months
    return inner if whole and within and {*within} <= {*whole} else match[0]


def _from_last_month(match: re.Match[str]) -> str:
    """Return *from the last month that is named before*, or what was matched where none is."""
    named = _MONTH.findall(match.string[: match.start()])
    return f", {named[-1]} a" if named else match[0]


def _as_adjective(match: re.Match[str]) -> str:
    is_last_of_range = re.search(r"(?:\d|\b(?:uma|duas|tres))\s?(?:a|ou|e|-|/)\s?$", match.string[: match.start()])
    adjective = _ADJECTIVES.get((match["period"], _TIMES[match["times"]]))
    return match[0] if is_last_of_range or adjective is None else adjective


def _names_month(words: str) -> bool:
    return any(token.span for token in scan(words))


def _with_dates(words: str) -> str:
    for pattern, date in _FEASTS:
        words = pattern.sub(date, words)
    return words
