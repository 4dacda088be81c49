"""What invented plans were written from, as frames: with it, reading, matching and bounds can be scored.

The frames are as those of a corpus where they tell the same, with the same ids, and hold besides what the documents
do not tell: which action continues which, in which months it takes place, and which class an indicator is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.entities.registry import Registry
from analysis.simulation.documents import cell_bodies
from analysis.simulation.model import SimulatedAction, SimulatedPlan

COLUMNS: dict[str, tuple[str, ...]] = {
    "plans": (
        "plan_id", "municipality", "ine_code", "year", "title", "schedule", "has_indicators", "has_targets",
        "one_column",
    ),
    "domains": ("plan_id", "domain", "theme", "reviewed"),
    "actions": (
        "action_id", "plan_id", "seq", "origin", "previous", "reworded", "other_bodies", "other_months", "theme",
        "domain", "goal", "action", "schedule_status", "frequency",
    ),
    "participations": ("action_id", "role", "order", "mention", "organisation_id"),
    "schedule": ("action_id", "month", "stated"),
    "indicators": ("action_id", "order", "indicator", "measure_class", "target", "has_target"),
}  # fmt: skip
"""Columns of each frame of the truth.

- ``actions.origin`` is the same in all years of a municipality; ``previous`` is the id of the same action in the year
  before, missing where it is new; the three columns after it tell what of it changed since.
- ``domains.theme`` is the true theme, and ``reviewed`` tells whether the registry says it.
- ``schedule`` has a row for every month in which an action takes place; ``stated`` tells whether the document says so.
- ``indicators.target`` stands in a column of its own; ``has_target`` is also true where the indicator's words state it.
"""


def truth_frames(plans: Iterable[SimulatedPlan], registry: Registry) -> dict[str, pd.DataFrame]:
    """Return the truth of `plans`, given in the order of their years, by name of the frame."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    ids: dict[tuple[str, int, int], str] = {}
    for plan in plans:
        for name, row in _plan_rows(plan, registry, ids):
            rows[name].append(row)
    return {name: pd.DataFrame(rows[name], columns=list(columns), dtype=object) for name, columns in COLUMNS.items()}


def _plan_rows(
    plan: SimulatedPlan, registry: Registry, ids: dict[tuple[str, int, int], str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row with the name of its frame; `ids` knows the actions of earlier years and learns those of this."""
    place, own = plan.place, {"plan_id": plan.plan_id}
    yield "plans", {
        **own, "municipality": place.municipality, "ine_code": place.ine_code, "year": plan.year, "title": plan.title,
        "schedule": plan.schedule, "has_indicators": plan.has_indicators, "has_targets": plan.has_targets,
        "one_column": plan.one_column,
    }  # fmt: skip
    for theme in dict.fromkeys(action.theme for action in plan.actions):
        yield "domains", {
            **own, "domain": plan.domains[theme], "theme": theme, "reviewed": theme in plan.reviewed,
        }  # fmt: skip
    for seq, action in enumerate(plan.actions, 1):
        action_id = f"{plan.plan_id}/{seq:03d}"
        ids[place.ine_code, plan.year, action.origin] = action_id
        before = plan.before.get(action.origin) if plan.before else None
        timing = action.timing
        status, stated, frequency = _as_stated(plan, action)
        yield "actions", {
            **own, "action_id": action_id, "seq": seq, "origin": f"{place.slug}/{action.origin:03d}",
            "previous": ids[place.ine_code, plan.year - 1, action.origin] if before else None,
            "reworded": before and before.text != action.text,
            "other_bodies": before and (before.responsible, before.partners) != (action.responsible, action.partners),
            "other_months": before and before.timing.months != timing.months,
            "theme": action.theme, "domain": plan.domains[action.theme], "goal": action.goal, "action": action.text,
            "schedule_status": status, "frequency": frequency,
        }  # fmt: skip
        bodies = [("responsible", body) for body in action.responsible] + [
            ("partner", body) for body in action.partners
        ]
        mentions = cell_bodies(plan, action.responsible + action.partners)
        for order, ((role, body), mention) in enumerate(zip(bodies, mentions, strict=True), 1):
            identity = registry.organisations[body].of(place).organisation_id
            yield "participations", {
                "action_id": action_id, "role": role, "order": order, "mention": mention, "organisation_id": identity,
            }  # fmt: skip
        for month in timing.months:
            yield "schedule", {"action_id": action_id, "month": month, "stated": month in stated}
        for order, indicator in enumerate(action.indicators, 1):
            yield "indicators", {
                "action_id": action_id, "order": order, "indicator": indicator.text,
                "measure_class": indicator.measure_class, "target": indicator.target,
                "has_target": indicator.has_target,
            }  # fmt: skip


def _as_stated(plan: SimulatedPlan, action: SimulatedAction) -> tuple[str, tuple[int, ...], str | None]:
    """Return the status of a schedule, the months and the frequency that the document states."""
    timing = action.timing
    if plan.schedule == "absent":
        return "absent", (), None
    if timing.is_left_open:
        return "not_stated", (), None
    if plan.schedule == "drawn":
        return "drawn", timing.months, None
    return "stated", timing.named or (), timing.frequency
