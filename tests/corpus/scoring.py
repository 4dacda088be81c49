"""How well readings agree with the truth: counts of plans that add up, and the figures that come of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import combinations
from typing import Any

from rapidfuzz.fuzz import ratio

LEAST_ALIKE = 80  # per cent; rows less alike are not the same action
TEXTS = ("domain", "axis", "goal", "action", "indicators")
ROLES = ("responsible", "partners")
Json = dict[str, Any]

# what the product is to reach; the frequency and the date of approval are told, but no figure is set for them
AIMS = {
    "rows": 0.97,
    **dict.fromkeys(TEXTS, 0.95),
    "mentions delimited": 0.95,
    "mentions undelimited": 0.85,
    "grouping": 0.90,
    "months": 0.95,
    "months unknown": 0.98,
    "municipality": 1.0,
    "year": 1.0,
    "schedule_status": None,
    "frequency": None,
    "approved_on": None,
}


@dataclass
class Score:
    """Counts of one or more plans: ``hits`` right of ``told`` by the truth and of ``read``, by what is counted."""

    hits: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Return the counts of both."""
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))

    def figure(self, name: str) -> float | None:
        """Return the F1 of what is counted (of single values: the share that is right); None if there is none."""
        both = self.told[name] + self.read[name]
        return 2 * self.hits[name] / both if both else None

    def failing(self) -> list[str]:
        """Return the figures that are below their aim."""
        found = {name: self.figure(name) for name in AIMS}
        return [n for n, aim in AIMS.items() if aim is not None and (figure := found[n]) is not None and figure < aim]

    def count(self, name: str, told: Iterable[Any], read: Iterable[Any], where: str = "") -> None:
        """Count items on both sides as often as they stand there."""
        expected, found = Counter(told), Counter(read)
        both = expected & found
        self.hits[name] += both.total()
        self.told[name] += expected.total()
        self.read[name] += found.total()
        if both.total() < max(expected.total(), found.total()):
            lacking, more = list((expected - found).elements()), list((found - expected).elements())
            self.differences.append(f"{where}{name}: {lacking} not read; {more} read instead")

    def compare(self, name: str, told: Any, read: Any, where: str = "") -> None:
        """Count one value that is either right or wrong."""
        self.hits[name] += told == read
        self.told[name] += 1
        self.read[name] += 1
        if told != read:
            self.differences.append(f"{where}{name}: {read!r}, not {told!r}")


def score(truth: Json, reading: Json | None) -> Score:
    """Compare a reading with the truth; a document that could not be read (None) is one of no rows."""
    found = Score()
    actions = reading["actions"] if reading else []
    pairs = list(aligned(truth["actions"], actions))
    for told, read in pairs:
        text = (told or read or {}).get("action")
        found.count("rows", [text] if told else [], [text] if read else [], f"{(told or read or {}).get('seq')} ")
        if told and read:
            _score_action(found, told, read)
    _score_mentions(found, truth, pairs)
    _score_groups(found, truth, actions)
    facts = reading["plan"] if reading else {}
    for name in truth["facts"]:
        found.compare(name, truth["plan"][name], facts.get(name))
    return found


def aligned(told: list[Json], read: list[Json]) -> Iterator[tuple[Json | None, Json | None]]:
    """Yield the actions of both sides in order, paired where their texts are alike."""
    alike = [[ratio(_plain(t["action"]), _plain(r["action"])) for r in read] for t in told]
    best = [[0.0] * (len(read) + 1) for _ in range(len(told) + 1)]
    for i in reversed(range(len(told))):
        for j in reversed(range(len(read))):
            pair = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= LEAST_ALIKE else 0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(told) or j < len(read):
        if i < len(told) and j < len(read) and best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            yield told[i], read[j]
            i, j = i + 1, j + 1
        elif j == len(read) or (i < len(told) and best[i + 1][j] >= best[i][j + 1]):
            yield told[i], None
            i += 1
        else:
            yield None, read[j]
            j += 1


def _score_action(found: Score, told: Json, read: Json) -> None:
    where = f"{told['seq']} "
    for name in TEXTS:
        if name in told:
            found.compare(name, _tidy(told[name]), _tidy(read[name]), where)
    kind = "months" if told["months"] is not None else "months unknown"
    found.compare(kind, told["months"], read["months"], where)
    for name in ("schedule_status", "frequency"):
        found.compare(name, told[name], read[name], where)


def _score_mentions(found: Score, truth: Json, pairs: list[tuple[Json | None, Json | None]]) -> None:
    name = "mentions delimited" if truth["delimited"] else "mentions undelimited"
    for told, read in pairs:
        expected, named = (
            [(role, _tidy(m["mention"])) for role in ROLES for m in (side or {}).get(role, ())] for side in (told, read)
        )
        found.count(name, expected, named, f"{(told or read or {}).get('seq')} ")


def _score_groups(found: Score, truth: Json, actions: list[Json]) -> None:
    """Count the pairs of mentions that are one body, among the mentions of the truth."""
    expected = {pair for group in truth["groups"] for pair in combinations(sorted(map(_tidy, group)), 2)}
    known = {_tidy(text) for group in truth["groups"] for text in group}
    bodies: dict[str, str] = {}
    for action in actions:
        for mention in (m for role in ROLES for m in action[role]):
            bodies.setdefault(_tidy(mention["mention"]), mention["organisation_id"])
    pairs = combinations(sorted(known & bodies.keys()), 2)
    found.count("grouping", expected, {pair for pair in pairs if bodies[pair[0]] == bodies[pair[1]]})


def _tidy(value: Any) -> Any:
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
