"""When an invented action happens: months that can be drawn, and words that state months or leave them open."""

from __future__ import annotations

import random
from dataclasses import dataclass

from analysis.common.months import MONTH_NAMES

YEAR = tuple(range(1, 13))
SHORT_NAMES = tuple(name[:3].capitalize() for name in MONTH_NAMES)

# words that state no run of their own: text, months, frequency, status
_FIXED = (
    ("Todo o ano", YEAR, "continuous", "stated"),
    ("Ao longo do ano", YEAR, "continuous", "stated"),
    ("Mensal", YEAR, "monthly", "stated"),
    ("Contínuo", YEAR, "continuous", "stated"),
    ("1.º semestre", (1, 2, 3, 4, 5, 6), None, "stated"),
    ("2.º Semestre", (7, 8, 9, 10, 11, 12), None, "stated"),
    ("2.º trimestre", (4, 5, 6), None, "stated"),
    ("1.º e 4.º trimestres", (1, 2, 3, 10, 11, 12), None, "stated"),
    ("outubro a março", (1, 2, 3, 10, 11, 12), None, "stated"),
    ("25 de novembro", (11,), None, "stated"),
    ("2.ª quinzena de maio", (5,), None, "stated"),
    ("Semestral (junho e dezembro)", (6, 12), "semiannual", "stated"),
    ("até junho", (1, 2, 3, 4, 5, 6), None, "stated"),
    ("Semestral", None, "semiannual", "stated"),
    ("Trimestral", None, "quarterly", "stated"),
    ("Anual", None, "annual", "stated"),
    ("A definir", None, None, "not_stated"),
    ("Sempre que necessário", None, "occasional", "stated"),
    ("-", None, None, "not_stated"),
)
_HELD = (
    ("Durante todo o ano", YEAR, "continuous", "stated"),
    ("Semanal", YEAR, "weekly", "stated"),
    ("1.º, 2.º e 3.º trimestres", (1, 2, 3, 4, 5, 6, 7, 8, 9), None, "stated"),
    ("De setembro em diante", (9, 10, 11, 12), None, "stated"),
    ("8 de março e 15 de maio", (3, 5), None, "stated"),
    ("Todo o ano, exceto agosto", (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12), "continuous", "stated"),
    ("Bimestral", None, "bimonthly", "stated"),
    ("A calendarizar", None, None, "not_stated"),
    ("Quando se justifique", None, "occasional", "stated"),
)


@dataclass(frozen=True)
class Timing:
    """When an action happens; no months where the plan leaves them open, and words where it states it so."""

    months: tuple[int, ...] | None
    frequency: str | None = None
    status: str = "not_stated"
    words: str = ""


def worded(chance: random.Random, split: str) -> Timing:
    """Return a timing in words; some of them are in the plans of one split only."""
    pick = chance.random()
    if pick < 0.06:
        return Timing(None)
    if pick < 0.5:
        text, months, frequency, status = chance.choice(_FIXED + (_HELD if split == "held" else ()))
        return Timing(months, frequency, status, text)
    first = chance.randint(1, 10)
    last = chance.randint(first + 1, 12)
    one, other = MONTH_NAMES[first - 1], MONTH_NAMES[last - 1]
    run = tuple(range(first, last + 1))
    pair = (first, last)
    text, months = chance.choice(
        (
            (f"{one.capitalize()} a {other.capitalize()}", run),
            (f"De {one} a {other}", run),
            (f"{one[:3].capitalize()}-{other[:3].capitalize()}", run),
            (f"{one} e {other}", pair),
            (f"{one.capitalize()}/{MONTH_NAMES[first].capitalize()}", (first, first + 1)),
            (other.capitalize(), (last,)),
            (f"{one.capitalize()}, {other} e dezembro", tuple(sorted({*pair, 12}))),
        )
    )
    return Timing(months, None, "stated", text)


def drawn(chance: random.Random, unit: int = 1) -> Timing:
    """Return a timing that can be drawn in columns of `unit` months; some are left blank."""
    columns = 12 // unit
    pick = chance.random()
    if pick < 0.1:
        return Timing(None)
    if pick < 0.25:
        chosen = list(range(columns))
    elif pick < 0.7:
        first = chance.randrange(columns)
        chosen = list(range(first, chance.randint(first, columns - 1) + 1))
    else:
        chosen = sorted(chance.sample(range(columns), k=chance.randint(1, min(4, columns))))
    months = tuple(column * unit + n for column in chosen for n in range(1, unit + 1))
    return Timing(months, None, "drawn")


def dated(chance: random.Random, year: int) -> tuple[Timing, str, str]:
    """Return a timing given by two dates, and these."""
    if chance.random() < 0.1:
        return Timing(None), "", ""
    first = chance.randint(1, 11)
    last = chance.randint(first, 12)
    begin, end = chance.choice(((1, 28), (15, 20), (3, 15)))
    timing = Timing(tuple(range(first, last + 1)), None, "stated")
    return timing, f"{begin:02}/{first:02}/{year}", f"{max(begin, end):02}/{last:02}/{year}"


def runs(months: tuple[int, ...] | None) -> list[tuple[int, int]]:
    """Return the first and last month of each unbroken run."""
    found: list[tuple[int, int]] = []
    for month in months or ():
        if found and found[-1][1] == month - 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found
