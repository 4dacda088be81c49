"""Entries of the site: what the ledger says of each municipality, plan and report, before it is put into words.

An *edition* is a report in one language: its page where one stands, and how its latest attempt ended. What
failed keeps the page of its last good run. A *place* gathers the plans of a municipality over the years; a
plan without facts is a place of its own. States are those of the ledger, ``unchanged`` being ``done``.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from analysis.common.text import plain, slug
from analysis.common.wording import LANGUAGES, Language
from analysis.reporting.ledger import GRAPH, Attempt, History, last_attempts
from analysis.reporting.results import PlanResults, Result, read_results

STATES = ("done", "failed", "timed out", "skipped")
_FACTS = ("municipality", "district", "year", "document", "ine_code")
_WORST = ("failed", "timed out", "skipped", "done")

Facts = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Edition:
    """A report in one language, or the graph of a plan.

    `href` is its page and `made` the day it was made, None where none stands; `broken` is the notebook of the
    failed run, where it was kept; `error` says why the latest attempt did not end well.
    """

    plan: str
    notebook: str
    lang: Language | None
    state: str
    tried: datetime.date
    href: str | None
    made: datetime.date | None
    error: str | None = None
    broken: str | None = None
    files: tuple[str, ...] = field(default=(), repr=False)  # not of the index, and many


@dataclass(frozen=True)
class PlanEntry:
    """A plan with what is known of it; missing facts are None."""

    plan_id: str
    municipality: str | None
    district: str | None
    year: int | None
    document: str | None
    ine_code: str | None
    reports: Mapping[str, tuple[Edition, ...]]
    graph: Edition | None
    counts: Mapping[str, int]
    measures: Mapping[str, Result]

    @property
    def editions(self) -> list[Edition]:
        """All its reports in all their languages."""
        return [edition for editions in self.reports.values() for edition in editions]

    @property
    def attempts(self) -> list[Edition]:
        """Its reports and its graph."""
        return [*self.editions, *([self.graph] if self.graph else [])]

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages in which a report of it stands or was tried, Portuguese first."""
        return tuple(lang for lang in LANGUAGES if any(edition.lang == lang for edition in self.editions))

    @property
    def named(self) -> str:
        """Municipality and year, else the id."""
        return f"{self.municipality}, {self.year}" if self.municipality and self.year else self.plan_id

    def page(self, lang: Language) -> str:
        """Return the file of its page in `lang`, or of its only one."""
        first = (self.languages or (lang,))[0]
        return "index.html" if lang == first or lang not in self.languages else f"index.{lang}.html"


@dataclass(frozen=True)
class Place:
    """The plans of a municipality, the oldest first."""

    key: str
    plans: tuple[PlanEntry, ...]

    @property
    def latest(self) -> PlanEntry:
        """The plan of the latest year."""
        return self.plans[-1]

    @property
    def states(self) -> Counter[str]:
        """How many of its reports ended in each state, and graphs that were not made."""
        attempts = [edition for plan in self.plans for edition in plan.attempts]
        return Counter(edition.state for edition in attempts if edition.lang or edition.state != "done")

    @property
    def worst(self) -> str:
        """The state that most needs to be looked at."""
        return next((state for state in _WORST if self.states[state]), "done")

    @property
    def made(self) -> datetime.date | None:
        """The day of its latest edition that stands."""
        return max((e.made for plan in self.plans for e in plan.editions if e.made), default=None)


def site_places(output: Path, facts: Facts) -> list[Place]:
    """Return the places of the ledger in `output` by name, those without facts last, by id."""
    told: dict[str, dict[str, list[History]]] = {}
    for subject, history in last_attempts(output).items():
        told.setdefault(subject.plan, {}).setdefault(subject.notebook, []).append(history)
    results = read_results(output)
    entries = [_entry(output, plan, by_name, facts.get(plan, {}), results.get(plan)) for plan, by_name in told.items()]
    found = [entry for entry in entries if entry.attempts]
    found.sort(key=lambda plan: (_place(plan), plan.year or 0, plan.plan_id))
    return [Place(_key(plans[0]), plans) for _, group in groupby(found, _place) if (plans := tuple(group))]


def _place(plan: PlanEntry) -> tuple[bool, str, str, str]:
    """Return what the plans of one municipality have in common, in the order of the index."""
    if plan.municipality is None:
        return True, plan.plan_id, "", ""
    return False, plain(plan.municipality), plain(plan.district or ""), plan.ine_code or ""


def _key(plan: PlanEntry) -> str:
    return "m-" + slug(" ".join(filter(None, [plan.municipality, plan.district])) or plan.plan_id)


def _entry(
    output: Path,
    plan_id: str,
    told: Mapping[str, list[History]],
    facts: Mapping[str, object],
    results: PlanResults | None,
) -> PlanEntry:
    """Return a plan with its facts, or those that stand with its measures where none are given."""
    known = {name: value for name in _FACTS if _is_stated(value := facts.get(name, getattr(results, name, None)))}
    graph = next((_edition(output, history) for history in told.get(GRAPH, ())), None)
    counts = next((h.made.counts for h in told.get(GRAPH, ()) if h.made), {})
    reports = {name: tuple(_shown(output, histories)) for name, histories in told.items() if name != GRAPH}
    return PlanEntry(
        plan_id,
        **{name: str(known[name]) if name in known else None for name in _FACTS if name != "year"},
        year=int(year) if (year := str(known.get("year"))).isdecimal() else None,
        reports={name: editions for name, editions in reports.items() if editions},
        graph=graph,
        counts=counts,
        measures=results.measures if results else {},
    )


def _shown(output: Path, histories: list[History]) -> Iterator[Edition]:
    """Yield the editions of a report that stand or did not end well, by language as declared."""
    editions = [_edition(output, history) for history in histories]
    yield from sorted(
        (edition for edition in editions if edition.href or edition.state != "done"),
        key=lambda edition: LANGUAGES.index(edition.lang) if edition.lang in LANGUAGES else len(LANGUAGES),
    )


def _edition(output: Path, history: History) -> Edition:
    latest, made = history
    lang: Language | None = latest.language  # type: ignore[assignment]
    stem = f"{latest.plan}/{latest.notebook}"
    href = f"{stem}.graphml" if lang is None else f"{stem}.{lang}.html"
    stands = made is not None and (output / href).is_file()
    state = "done" if latest.state in ("done", "unchanged") else latest.state
    broken = f"{stem}.{lang}.failed.ipynb"
    return Edition(
        latest.plan,
        latest.notebook,
        lang,
        state,
        _day(latest),
        href if stands else None,
        _day(made) if made and stands else None,
        None if state == "done" else latest.error,
        broken if state in ("failed", "timed out") and (output / broken).is_file() else None,
        made.files if made and stands else (),
    )


def _day(attempt: Attempt) -> datetime.date:
    return datetime.date.fromisoformat(attempt.time[:10])


def _is_stated(value: object) -> bool:
    """Tell a fact from None, "" and ``<NA>``, which differs from itself or has no truth."""
    try:
        return bool(value == value) and value not in (None, "")
    except TypeError:
        return False
