"""The frames of a corpus: each one's key, columns and types.

All frames are long, one row per fact, and a value that the document does not state is ``<NA>``.
:func:`checked` holds a frame against its schema and reports every bad row at once.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.common.errors import FrameError
from analysis.common.kinds import KINDS
from analysis.frames.cells import cells

if TYPE_CHECKING:
    import pandera.pandas as pa

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
class FrameColumn:
    """The type of a column and what its values must be; `nullable` tells whether they may be unknown.

    `among` are all that there may be, `pattern` is what texts look like, and numbers go from `least` to `most`.
    """

    dtype: Any = TEXT  # missing text is ``<NA>`` whatever pandas' default is
    nullable: bool = False
    among: tuple[str, ...] = ()
    pattern: str | None = None
    least: int | None = None
    most: int | None = None

    @property
    def is_filled(self) -> bool:
        """Whether it is free text, which is never empty."""
        return self.dtype is TEXT and not self.among and self.pattern is None


@dataclass(frozen=True)
class FrameSchema:
    """A frame's key and columns; `columns` are in reading order."""

    key: tuple[str, ...]
    columns: dict[str, FrameColumn]

    @cached_property
    def dtypes(self) -> dict[str, Any]:
        """The pandas type of each column."""
        return {name: column.dtype for name, column in self.columns.items()}

    def empty(self) -> pd.DataFrame:
        """Return the frame without rows, with its types."""
        return pd.DataFrame({name: pd.array([], dtype=kind) for name, kind in self.dtypes.items()})


_TEXT, _TEXT_OR_NONE = FrameColumn(), FrameColumn(nullable=True)


SCHEMAS: dict[str, FrameSchema] = {
    "plans": FrameSchema(
        ("plan_id",),
        {
            "plan_id": _TEXT,
            "municipality": _TEXT_OR_NONE,
            "ine_code": FrameColumn(nullable=True, pattern=r"^\d{4}$"),
            "year": FrameColumn("Int64", nullable=True, least=1990, most=2100),
            "title": _TEXT_OR_NONE,
            "body": _TEXT_OR_NONE,
            "approved_on": FrameColumn("datetime64[ns]", nullable=True),
            "document": _TEXT,
            "sha256": FrameColumn(pattern=r"^[0-9a-f]{64}$"),
            "synthetic": FrameColumn("boolean"),
        },
    ),
    "domains": FrameSchema(
        ("plan_id", "domain"),
        {
            "plan_id": _TEXT,
            "domain": _TEXT,
            "domain_no": FrameColumn("Int64", nullable=True, least=0),
            "agenda": _TEXT_OR_NONE,
            "objective": _TEXT_OR_NONE,
            "theme": _TEXT_OR_NONE,
            "theme_status": FrameColumn(nullable=True, among=THEME_STATUSES),
        },
    ),
    "actions": FrameSchema(
        ("action_id",),
        {
            "action_id": FrameColumn(pattern=r"^.+/\d{3,}$"),
            "plan_id": _TEXT,
            "seq": FrameColumn("Int64", least=1),
            "agenda": _TEXT_OR_NONE,
            "domain_no": FrameColumn("Int64", nullable=True, least=0),
            "domain": _TEXT_OR_NONE,
            "axis": _TEXT_OR_NONE,
            "goal": _TEXT_OR_NONE,
            "action": _TEXT,
            "schedule_text": _TEXT_OR_NONE,
            "schedule_status": FrameColumn(among=SCHEDULE_STATUSES),
            "frequency": FrameColumn(nullable=True, among=FREQUENCIES),
            "source": _TEXT,
        },
    ),
    "participations": FrameSchema(
        ("action_id", "role", "order"),
        {
            "action_id": _TEXT,
            "role": FrameColumn(among=ROLES),
            "order": FrameColumn("Int64", least=1),
            "mention": _TEXT,
            "organisation_id": _TEXT,
            "method": FrameColumn(among=METHODS),
            "confidence": FrameColumn("Float64", least=0, most=1),
        },
    ),
    "organisations": FrameSchema(
        ("organisation_id",),
        {
            "organisation_id": FrameColumn(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
            "organisation": _TEXT,
            "short_name": _TEXT,
            "kind": FrameColumn(among=KINDS),
            "municipality": _TEXT_OR_NONE,
            "collective": FrameColumn("boolean"),
        },
    ),
    "schedule": FrameSchema(
        ("action_id", "month"), {"action_id": _TEXT, "month": FrameColumn("Int64", least=1, most=12)}
    ),
    "indicators": FrameSchema(
        ("action_id", "order"),
        {
            "action_id": _TEXT,
            "order": FrameColumn("Int64", least=1),
            "indicator": _TEXT,
            "unit": _TEXT_OR_NONE,
            "target": _TEXT_OR_NONE,
        },
    ),
    "empty_levels": FrameSchema(
        ("plan_id", "level", "heading"),
        {"plan_id": _TEXT, "level": FrameColumn(among=LEVELS), "heading": _TEXT},
    ),
    "issues": FrameSchema(
        ("plan_id", "action_id", "field", "text"),
        {
            "plan_id": _TEXT,
            "action_id": _TEXT_OR_NONE,
            "field": _TEXT,
            "text": _TEXT_OR_NONE,
            "problem": _TEXT,
            "treatment": _TEXT,
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
        converted = rows.astype(schema.dtypes)
    except (TypeError, ValueError):
        return _validated(name, rows)
    holds = _holds(schema, {column: cells(converted[column]) for column in schema.columns})
    return converted if holds else _validated(name, rows)


def typed(name: str, columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return the frame of the schema `name` that has these cells, None where unknown.

    Raises
    ------
    FrameError
        If any row breaks the schema, as :func:`checked` says.
    """
    schema = SCHEMAS[name]
    try:
        if _holds(schema, columns):
            return pd.DataFrame(
                {column: pd.array(columns[column], dtype=kind) for column, kind in schema.dtypes.items()}
            )
    except (TypeError, ValueError):
        pass
    return checked(name, pd.DataFrame({column: pd.Series(values, dtype=object) for column, values in columns.items()}))


def _holds(schema: FrameSchema, columns: Mapping[str, Sequence[Any]]) -> bool:
    """Return whether all cells pass the checks of their columns and no key is repeated, without saying where."""
    keys = list(zip(*(columns[name] for name in schema.key), strict=True))
    return len(set(keys)) == len(keys) and all(
        _passes(column, columns[name]) for name, column in schema.columns.items()
    )


def _passes(column: FrameColumn, values: Sequence[Any]) -> bool:
    known = [value for value in values if value is not None]
    return (
        (column.nullable or len(known) == len(values))
        and (not column.among or set(known) <= set(column.among))
        and (column.pattern is None or all(re.match(column.pattern, value) for value in known))
        and (not column.is_filled or "" not in known)
        and (column.least is None or not known or min(known) >= column.least)
        and (column.most is None or not known or max(known) <= column.most)
    )


def _validated(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Validate row by row, which takes many times as long, to name every row that breaks the schema."""
    import pandera.pandas as pa

    schema = SCHEMAS[name]
    columns = {name: _checked_column(column) for name, column in schema.columns.items()}
    model = pa.DataFrameSchema(columns, unique=list(schema.key), coerce=True, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            valid = model.validate(rows, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise FrameError("frame_rows", frame=name, rows=_told(errors.failure_cases)) from None
    return valid.astype(schema.dtypes)


def _checked_column(column: FrameColumn) -> pa.Column:
    """Return the column of pandera that asks for the same."""
    import pandera.pandas as pa

    checks = [pa.Check.isin(column.among)] if column.among else []
    checks += [pa.Check.str_matches(column.pattern)] if column.pattern else []
    checks += [pa.Check.str_length(min_value=1)] if column.is_filled else []
    checks += [pa.Check.ge(column.least)] if column.least is not None else []
    checks += [pa.Check.le(column.most)] if column.most is not None else []
    return pa.Column(column.dtype, checks, nullable=column.nullable)


def _told(cases: pd.DataFrame) -> str:
    """Say each failure as ``row 3: kind='ngo' (isin...)``, sorted by row."""
    cases = cases.sort_values(["index", "column", "check"], na_position="first", kind="stable")
    told: dict[str, None] = {}
    for case in cases.to_dict("records"):
        where = "all rows" if pd.isna(case["index"]) else f"row {case['index']}"
        told[f"{where}: {case['column']}={case['failure_case']!r} ({case['check']})"] = None
    return "; ".join(told)
