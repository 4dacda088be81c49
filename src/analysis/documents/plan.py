"""A plan as read from its document: its facts, its actions and every decision that the reading took."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.common.municipalities import Municipality, municipality_named, read_municipalities
from analysis.common.paths import data_folder
from analysis.common.synthetic import says_synthetic
from analysis.common.text import slug
from analysis.documents.actions import Action, Decision, read_actions
from analysis.documents.facts import Facts, plan_facts
from analysis.documents.reader import read_document
from analysis.documents.schedules_years import months_within

_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Plan:
    """A plan as read from its document; None is what the document does not state."""

    plan_id: str
    municipality: Municipality | None
    year: int | None
    title: str | None
    body: str | None
    approved_on: datetime.date | None
    document: str
    format: str
    sha256: str
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    lines: tuple[str, ...] = made_by(repr=False, default=())

    @property
    def synthetic(self) -> bool:
        """Whether its title says that a program invented it: *dados sintéticos*."""
        return says_synthetic(self.title)


def read_plan(
    path: str | os.PathLike[str],
    *,
    municipality: str | None = None,
    year: int | None = None,
    plan_id: str | None = None,
    data: str | os.PathLike[str] | None = None,
) -> Plan:
    """Read the plan in a document.

    Parameters
    ----------
    path
        The document.
    municipality, year, plan_id
        What is known of it; each is otherwise read from the document or made from the others. Where the
        document states another municipality or year, what is given holds, with a decision.
    data
        Data folder whose registry lists the municipalities (default: as for ``load_corpus``).

    Returns
    -------
    Plan
        Facts, actions in document order and decisions.

    Raises
    ------
    DocumentError
        If the document cannot be read or holds no table of actions.
    UnknownNameError
        If `municipality` is none of the 308.
    """
    path = Path(path)
    folder = data_folder(data)
    given = municipality_named(municipality, folder) if municipality else None
    document = read_document(path)
    read = read_actions(document.blocks)
    if not read.tables:
        raise DocumentError("document_no_table", file=path.name)
    if not read.actions:
        raise DocumentError("document_no_action", file=path.name)

    cells = [cell for action in read.actions for cell in (action.responsible, action.partners)]
    places = read_municipalities(folder)
    facts = plan_facts(read.lines, path.stem, places, cells=cells)
    place = given or facts.municipality
    when = year or facts.year
    decisions = list(read.decisions)
    if place is None:
        decisions.insert(0, Decision("municipality_unknown", None, "municipality", None))
    elif given is None and facts.by_mention:
        decisions.insert(0, Decision("municipality_by_mention", None, "municipality", place.municipality))
    if when is None:
        decisions.insert(0, Decision("year_unknown", None, "year", None))
    stated = _place_of(facts)
    decisions[:0] = _differing("municipality", given.told_apart if given else None, stated)
    decisions[:0] = _differing("year", year, facts.year)
    in_text = _place_of(plan_facts(read.lines, "", places))
    if not given and stated and in_text and in_text != stated:
        values: dict[str, object] = {"stated": in_text, "named": stated}
        decisions.insert(0, Decision("name_differs", None, "municipality", in_text, values))
    years = {year} if year else facts.years
    decisions += _within_years(read.actions, years) + _of_other_years(read.actions, years)
    made_id = f"{place.slug}-{when}" if place and when else slug(path.stem) or "plano"
    return Plan(
        plan_id or made_id, place, when, facts.title, facts.body, facts.approved_on, path.name, document.format,
        document.sha256, read.actions, tuple(decisions), read.lines,
    )  # fmt: skip


def _place_of(facts: Facts) -> str | None:
    """Return the municipality that is stated, and not only mentioned in passing."""
    return facts.municipality.told_apart if facts.municipality and not facts.by_mention else None


def _within_years(actions: Sequence[Action], years: Collection[int]) -> list[Decision]:
    """Leave out the months of other years than the plan's; return the decisions on schedules that go beyond it."""
    found = []
    for action in actions:
        if action.months and action.schedule_text and action.schedule_status == "stated":
            within = months_within(action.schedule_text, action.months, years)
            if within != action.months:
                values: dict[str, object] = {"years": ", ".join(map(str, sorted(years)))}
                found.append(Decision("schedule_beyond", action.seq, "schedule", action.schedule_text, values))
            action.months = within
    return found


def _of_other_years(actions: Sequence[Action], years: Collection[int]) -> list[Decision]:
    """Return the decisions on schedules that name years, and none of the plan's."""
    found = []
    for action in actions:
        named = {int(year) for year in _YEAR.findall(action.schedule_text or "")}
        if years and named and action.months and not named & set(years):
            values: dict[str, object] = {"years": ", ".join(map(str, sorted(named)))}
            found.append(Decision("schedule_other_year", action.seq, "schedule", action.schedule_text, values))
    return found


def _differing(field: str, given: object, stated: object) -> list[Decision]:
    """Return the decision on a fact that the document states otherwise than was given."""
    if not given or not stated or given == stated:
        return []
    return [Decision("given_differs", None, field, str(stated), {"stated": str(stated), "given": str(given)})]
