"""What the table of results holds: its columns, and the measures of each kind of subject with their units.

Told in words in ``docs/results.md``. A unit is what is counted; a ``share`` is of a whole, from 0 to 1, and an
``index`` a number without a unit.
"""

from __future__ import annotations

from typing import Literal

PLAN = "plan"

COLUMNS: dict[str, Literal["text", "whole", "number", "truth"]] = {
    "plan_id": "text",
    "municipality": "text",
    "ine_code": "text",
    "district": "text",
    "year": "whole",
    "synthetic": "truth",
    "subject_kind": "text",
    "subject": "text",
    "organisation": "text",
    "kind": "text",
    "collective": "truth",
    "theme": "text",
    "measure": "text",
    "value": "number",
    "low": "number",
    "high": "number",
    "level": "number",
    "interval_kind": "text",
    "cases": "whole",
    "known_share": "number",
    "unit": "text",
    "document": "text",
    "sha256": "text",
}

COVERAGE: dict[str, str] = {
    "actions": "actions",
    "share_actions": "share",
    "organisations": "organisations",
    "effective": "organisations",
    "herfindahl": "index",
    "top_share": "share",
    "lone_share": "share",
}

UNITS: dict[str, dict[str, str]] = {
    PLAN: {
        "actions": "actions",
        "organisations": "organisations",
        "domains": "domains",
        "themes": "themes",
        "organisations_per_action": "organisations",
        "density": "share",
        "degree_centralisation": "index",
        "effective_organisations": "organisations",
        "top_share": "share",
        "lone_share": "share",
        "responsible_share": "share",
        "schedule_known_share": "share",
        "gini_months": "index",
        "indicators_share": "share",
        "target_share": "share",
        "outcome_share": "share",
        "smart_share": "share",
        "open_issues": "issues",
        "reading_confidence": "share",
        "reviewed_themes_share": "share",
    },
    "domain": COVERAGE,
    "theme": COVERAGE,
    "month": {"load": "actions"},
    "organisation": {
        "actions": "actions",
        "degree": "organisations",
        "strength": "shared actions",
        "betweenness": "share",
        "closeness": "index",
        "harmonic": "index",
        "eigenvector": "index",
    },
}
