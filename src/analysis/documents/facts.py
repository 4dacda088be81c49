"""What a plan says of itself: municipality, year, title, body and date of approval.

Only what stands in the document (or, for municipality and year, in the name of its file) is taken;
anything else is unknown.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.common.months import MONTH_NAMES
from analysis.common.municipalities import Municipality
from analysis.common.text import plain, slug, tidy

COVER_LINES = 60
LONGEST_TITLE = 160
_MENTION, _FILE_NAME = 3, 4  # what a mention and the name of the file weigh

_PLAN = re.compile(r"\bplano\s+(?:anual\s+)?(?:municipal\s+)?(?:de\s+)?(?:ac[cç]?ao|atividades|actividades|acoes)\b")
_STRATEGY = re.compile(r"\b(?:portugal|agenda|estrategia|horizonte|norte|centro|alentejo|algarve|lisboa)\s+20\d\d\b")
_OTHER_PLAN = re.compile(  # another document and its years
    r"\b(?:pds|plano\s+(?:municipal\s+)?de\s+desenvolvimento\s+social|(?:pre-?)?diagnostico(?:\s+social)?|carta\s+social)"
    r"(?:(?!\bplano\b)[^\d\n]){0,40}?[\s:(–-]*(?:20\d\d)(?:\s*[-–/a]\s*(?:20)?\d\d\b)?"
)
_ABOUT = re.compile(r"\b(?:avaliacao|relatorio|monitorizacao|balanco|execucao)\b")  # what is told of a plan
_YEAR = re.compile(r"\b(20\d\d)\b")
_BODY = re.compile(r"^(?:conselho\s+local\s+de\s+ac?cao\s+social|c\.?l\.?a\.?s\.?|rede\s+social|nucleo\s+executivo)\b")
_BEFORE_PLACE = (
    r"(?:municipio|camara municipal|rede social|clas|conselho local de ac?cao social|concelho|autarquia"
    r"|nucleo executivo|plano de ac?cao|social local)"
)
_DATE = re.compile(rf"\b(\d{{1,2}})\.?[ºo]?,?\s+de\s+({'|'.join(MONTH_NAMES)})\s*,?\s+de\s+(20\d\d)\b")
_APPROVAL = re.compile(r"\b(?:aprova|delibera|ratifica)(?:d[oa]|cao)\b|\baprovou\b")
_NEAR = 200  # characters between a word of approval and its date
_ISO_DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d)\b")


@dataclass(frozen=True)
class Facts:
    """What a plan says of itself; None is what it does not say."""

    municipality: Municipality | None
    year: int | None
    title: str | None
    body: str | None
    approved_on: datetime.date | None
    by_mention: bool = False  # one mention in the running text is all that tells the municipality
    years: frozenset[int] = frozenset()  # that its title or the name of its file spans


def plan_facts(
    lines: Sequence[str], file_name: str, places: Sequence[Municipality], *, cells: Sequence[str] = ()
) -> Facts:
    """Return the facts that `lines` (those outside the tables of actions, in order) and the file's name state.

    Where they name no municipality, the municipal bodies in `cells` do.
    """
    texts = [tidy(line) for line in lines]
    municipality, score = _municipality(texts, file_name, places)
    in_passing = score == _MENTION and _municipality(texts[:COVER_LINES], file_name, places)[0] != municipality
    if municipality is None and cells:
        municipality, _ = _municipality([*texts, *map(tidy, cells)], file_name, places)
        in_passing = True
    title = _title(texts)
    year = _year(title, texts, file_name)
    years = _years_spanned(title or "") or _years_spanned(file_name) or frozenset(filter(None, [year]))
    return Facts(municipality, year, title, _body(texts, municipality), _approval(texts), in_passing, years)


def _municipality(texts: list[str], file_name: str, places: Sequence[Municipality]) -> tuple[Municipality | None, int]:
    """The place named most often after a municipal body, the file's name weighing more than one; and its score."""
    text = plain(" \n ".join(texts))
    name = slug(file_name)
    scores: Counter[Municipality] = Counter()
    for place in places:
        file_slug = slug(place.municipality)
        if plain(place.municipality) not in text and file_slug not in name:
            continue
        named = re.escape(plain(place.municipality))
        after_body = re.compile(
            rf"\b{_BEFORE_PLACE}(?:\s+\d{{4}})?[\s/–-]+(?:d[eoa]s?\s+)?(?:concelho\s+d[eoa]s?\s+)?{named}(?![\w-]|\s+d[eoa]s?\s)"
        )
        score = _MENTION * len(after_body.findall(text))
        if re.search(rf"(?:^|-){re.escape(file_slug)}(?:-|$)", name):
            score += _FILE_NAME
        if score:
            scores[place] = score
    if not scores:
        return None, 0
    best = max(scores.values())
    leading = [place for place, score in scores.items() if score == best]
    if len(leading) > 1:  # a longer name may hold a shorter one; two of one name are told apart by district
        leading = [
            p for p in leading if not any(_holds(slug(other.municipality), slug(p.municipality)) for other in leading)
        ]
        told = f"{text} {name}"
        in_district = [p for p in leading if plain(p.district).split()[-1] in told or plain(p.nuts3) in told]
        leading = in_district if len({p.municipality for p in leading}) == 1 < len(leading) else leading
    return (leading[0] if len(leading) == 1 else None), best


def _holds(longer: str, shorter: str) -> bool:
    return longer != shorter and f"-{shorter}-" in f"-{longer}-"


def _title(texts: list[str]) -> str | None:
    """The first short line that names an action plan with its year, else the first that names one.

    A line about a plan (``Avaliação do Plano de Ação 2022``) is its title only where no other is.
    """
    named = [t for t in texts if len(t) <= LONGEST_TITLE and _PLAN.search(plain(t)) and not t.endswith((".", ";", ","))]
    named = [t for t in named if not _is_about_a_plan(t)] or named
    return next((t for t in named if _own_year(t)), named[0] if named else None)


def _is_about_a_plan(text: str) -> bool:
    words = plain(text)
    plan = _PLAN.search(words)
    return bool(plan and _ABOUT.search(words[: plan.start()]))


def _year(title: str | None, texts: list[str], file_name: str) -> int | None:
    for source in (title or "", re.sub(r"[_.]+", " ", file_name)):
        if year := _own_year(source):
            return year
    cover = Counter(year for t in texts[:COVER_LINES] for year in _YEAR.findall(_without_others(t)))
    return int(cover.most_common(1)[0][0]) if cover else None


def _own_year(text: str) -> int | None:
    """The first year behind the name of the plan, else the first one; those of other plans and strategies aside."""
    words = re.sub(r"[_\W]+", " ", _without_others(text))
    plan = _PLAN.search(words)
    match = (_YEAR.search(words, plan.end()) if plan else None) or _YEAR.search(words)
    if match is None and plan and len(set(_YEAR.findall(text))) == 1:
        match = _YEAR.search(text)  # Plano de Ação do PDS 2024
    return int(match[1]) if match else None


def _years_spanned(text: str) -> frozenset[int]:
    """Return every year from the first to the last that a text names."""
    named = [int(year) for year in _YEAR.findall(re.sub(r"[_\W]+", " ", _without_others(text)))]
    return frozenset(range(min(named), max(named) + 1)) if named else frozenset()


def _without_others(text: str) -> str:
    return _OTHER_PLAN.sub(" ", _STRATEGY.sub(" ", plain(text)))


def _body(texts: list[str], municipality: Municipality | None) -> str | None:
    """The first short line that is the name of the local council or network, with its place if it has one."""
    named = [
        t for t in texts[:COVER_LINES] if len(t) <= LONGEST_TITLE and _BODY.match(plain(t)) and len(t.split()) <= 14
    ]
    if municipality:
        place = plain(municipality.municipality)
        named = sorted(named, key=lambda t: place not in plain(t))
    return named[0] if named else None


def _approval(texts: list[str]) -> datetime.date | None:
    """The date behind a word of approval on the cover, in one of the three lines after it, or shortly before it."""
    for position, text in enumerate(texts[:COVER_LINES]):
        words = plain(text)
        approval = _APPROVAL.search(words)
        if approval is None:
            continue
        behind = words[approval.end() : approval.end() + _NEAR]
        near = [plain(t) for t in texts[position + 1 : position + 4]] if len(text) <= LONGEST_TITLE else []
        for place in (behind, *near, words[max(0, approval.start() - _NEAR) : approval.start()]):
            if date := _date(place):
                return date
    return None


def _date(words: str) -> datetime.date | None:
    if match := _DATE.search(words):
        day, month, year = int(match[1]), MONTH_NAMES.index(match[2]) + 1, int(match[3])
    elif match := _ISO_DATE.search(words):
        year, month, day = map(int, match.groups())
    elif match := _NUMERIC_DATE.search(words):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
