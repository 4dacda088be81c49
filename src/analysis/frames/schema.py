"""The frames of a corpus: each one's key, columns and types.

All frames are long, one row per fact, and a value that the document does not state is ``<NA>``.
:func:`checked` holds a frame against its schema and reports every bad row at once.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.common.errors import FrameError
from analysis.common.kinds import KINDS

ROLES = ("responsible", "partner")
METHODS = ("known", "expanded", "delimited", "similar", "guessed")
SCHEDULE_STATUSES = ("stated", "drawn", "not_stated", "absent", "unreadable")
FREQUENCIES = (
    "weekly",
    "monthly",
    "bimonthly",
    "quarterly",
    "semiannual",
    "annual",
    "continuous",
    "occasional",
)
THEME_STATUSES = ("reviewed", "suggested")
LEVELS = ("domain", "axis", "objective", "goal")
MONTHS = tuple(range(1, 13))

TEXT = pd.StringDtype("python")
UNSTATED = ""  # stands for what is not stated while rows are grouped; no text of a frame is empty


@dataclass(frozen=True)
class FrameSchema:
    """A frame's key and columns; `columns` maps a column to its pandera column, in reading order."""

    key: tuple[str, ...]
    columns: dict[str, pa.Column]

    @cached_property
    def dtypes(self) -> dict[str, Any]:
        """The pandas type of each column; missing text is ``<NA>`` whatever pandas' default is."""
        types = {name: str(column.dtype) for name, column in self.columns.items()}
        return {name: TEXT if kind in ("str", "string") else kind for name, kind in types.items()}

    def empty(self) -> pd.DataFrame:
        """Return the frame without rows, with its types."""
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in self.dtypes.items()})


def _text(*, nullable: bool = False, among: tuple[str, ...] | None = None) -> pa.Column:
    checks = [pa.Check.isin(among)] if among else [pa.Check.str_length(min_value=1)]
    return pa.Column(TEXT, checks, nullable=nullable)


def _whole(low: int, high: int | None = None, *, nullable: bool = False) -> pa.Column:
    checks = [pa.Check.ge(low)] + ([pa.Check.le(high)] if high is not None else [])
    return pa.Column("Int64", checks, nullable=nullable)


_INE_CODE = pa.Check.str_matches(r"^\d{4}$")

SCHEMAS: dict[str, FrameSchema] = {
    "plans": FrameSchema(
        ("plan_id",),
        {
            "plan_id": _text(),
            "municipality": _text(nullable=True),
            "ine_code": pa.Column(TEXT, _INE_CODE, nullable=True),
            "year": _whole(1990, 2100, nullable=True),
            "title": _text(nullable=True),
            "body": _text(nullable=True),
            "approved_on": pa.Column("datetime64[ns]", nullable=True),
            "document": _text(),
            "sha256": pa.Column(TEXT, pa.Check.str_matches(r"^[0-9a-f]{64}$")),
            "synthetic": pa.Column("boolean"),
        },
    ),
    "domains": FrameSchema(
        ("plan_id", "domain"),
        {
            "plan_id": _text(),
            "domain": _text(),
            "domain_no": _whole(0, nullable=True),
            "agenda": _text(nullable=True),
            "objective": _text(nullable=True),
            "theme": _text(nullable=True),
            "theme_status": _text(nullable=True, among=THEME_STATUSES),
        },
    ),
    "actions": FrameSchema(
        ("action_id",),
        {
            "action_id": pa.Column(TEXT, pa.Check.str_matches(r"^.+/\d{3,}$")),
            "plan_id": _text(),
            "seq": _whole(1),
            "agenda": _text(nullable=True),
            "domain_no": _whole(0, nullable=True),
            "domain": _text(nullable=True),
            "axis": _text(nullable=True),
            "goal": _text(nullable=True),
            "action": _text(),
            "schedule_text": _text(nullable=True),
            "schedule_status": _text(among=SCHEDULE_STATUSES),
            "frequency": _text(nullable=True, among=FREQUENCIES),
            "source": _text(),
        },
    ),
    "participations": FrameSchema(
        ("action_id", "role", "order"),
        {
            "action_id": _text(),
            "role": _text(among=ROLES),
            "order": _whole(1),
            "mention": _text(),
            "organisation_id": _text(),
            "method": _text(among=METHODS),
            "confidence": pa.Column("Float64", [pa.Check.in_range(0, 1)]),
        },
    ),
    "organisations": FrameSchema(
        ("organisation_id",),
        {
            "organisation_id": pa.Column(TEXT, pa.Check.str_matches(r"^[a-z0-9]+(-[a-z0-9]+)*$")),
            "organisation": _text(),
            "short_name": _text(),
            "kind": _text(among=KINDS),
            "municipality": _text(nullable=True),
            "collective": pa.Column("boolean"),
        },
    ),
    "schedule": FrameSchema(("action_id", "month"), {"action_id": _text(), "month": _whole(1, 12)}),
    "indicators": FrameSchema(
        ("action_id", "order"),
        {
            "action_id": _text(),
            "order": _whole(1),
            "indicator": _text(),
            "unit": _text(nullable=True),
            "target": _text(nullable=True),
        },
    ),
    "empty_levels": FrameSchema(
        ("plan_id", "level", "heading"),
        {"plan_id": _text(), "level": _text(among=LEVELS), "heading": _text()},
    ),
    "issues": FrameSchema(
        ("plan_id", "action_id", "field", "text"),
        {
            "plan_id": _text(),
            "action_id": _text(nullable=True),
            "field": _text(),
            "text": _text(nullable=True),
            "problem": _text(),
            "treatment": _text(),
        },
    ),
}


def checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with the columns and types of the schema `name`, in its order.

    Raises
    ------
    FrameError
        If any row breaks the schema; the message names every bad row and value, not the first only.
    """
    schema = SCHEMAS[name]
    missing = [c for c in schema.columns if c not in frame.columns]
    surplus = [str(c) for c in frame.columns if c not in schema.columns]
    if missing or surplus:
        raise FrameError("frame_columns", frame=name, missing=missing, surplus=surplus)
    rows = frame[list(schema.columns)].reset_index(drop=True)
    try:
        typed = rows.astype(schema.dtypes)
    except (TypeError, ValueError):
        return _validated(name, rows)
    return typed if _holds(schema, typed) else _validated(name, rows)


def _holds(schema: FrameSchema, frame: pd.DataFrame) -> bool:
    """Return whether every column passes its checks and no key is repeated, without saying where."""
    return not frame.duplicated(list(schema.key)).any() and all(
        _passes(column, frame[name]) for name, column in schema.columns.items()
    )


def _passes(column: pa.Column, values: pd.Series) -> bool:
    missing = values.isna()
    if missing.any() and not column.nullable:
        return False
    return bool(missing.all()) or all(check(values).check_passed for check in column.checks)


def _validated(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Validate row by row, which takes many times as long, to name every row that breaks the schema."""
    schema = SCHEMAS[name]
    model = pa.DataFrameSchema(schema.columns, unique=list(schema.key), coerce=True, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            valid = model.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise FrameError("frame_rows", frame=name, rows=_told(errors.failure_cases)) from None
    return valid.astype(schema.dtypes)


def _told(cases: pd.DataFrame) -> str:
    """Say each failure as ``row 3: kind='ngo' (isin...)``, sorted by row."""
    cases = cases.sort_values(["index", "column", "check"], na_position="first", kind="stable")
    told: dict[str, None] = {}
    for case in cases.to_dict("records"):
        where = "all rows" if pd.isna(case["index"]) else f"row {case['index']}"
        told[f"{where}: {case['column']}={case['failure_case']!r} ({case['check']})"] = None
    return "; ".join(told)
