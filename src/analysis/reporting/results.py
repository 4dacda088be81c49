"""The results of a run: the measures of all plans as one tidy table.

Each plan of an output folder has its measures in ``<plan_id>/measures.csv``, as
:func:`analysis.reporting.plan_results.plan_measures` gives them. Here they are put together, plan after plan by id,
into ``measures.csv`` and, where the package pyarrow is installed, ``measures.parquet`` with the types of the columns,
so that a region can be asked as a whole. What each column and measure means, and questions in SQL, stand in
``docs/results.md``.

A table that says already what the plans say is left alone. The CSV is put in place last: where it stands, the
Parquet file beside it is of the same rows.

References
----------
Wickham, H. (2014). Tidy data. Journal of Statistical Software 59 (10).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from analysis.common.paths import whole_file
from analysis.reporting.result_schema import COLUMNS, PLAN

FILE = "measures.csv"
PARQUET = "measures.parquet"

_HEADER = ",".join(COLUMNS).encode() + b"\r\n"
_NUMBERS = ("value", "low", "high", "known_share")
_BLOCK = 2**24  # bytes of the table that are in memory at once, and make a row group


class Written(NamedTuple):
    """What became of the table: whether it has a Parquet file, and which plans another version measured."""

    parquet: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """A measure of a plan, None for what is empty in the table; the columns of the same names."""

    value: float | None
    low: float | None
    high: float | None
    interval_kind: str | None
    cases: int | None
    known_share: float | None
    unit: str


@dataclass(frozen=True)
class PlanResults:
    """A plan with its measures by name, None for what is not known; the columns of the same names."""

    plan_id: str
    municipality: str | None
    ine_code: str | None
    district: str | None
    year: int | None
    synthetic: bool
    document: str
    measures: Mapping[str, Result]


def write_results(output: Path) -> Written:
    """Write the measures of all plans that stand in `output` as one table.

    Parameters
    ----------
    output : Path
        Folder of the reports.

    Returns
    -------
    Written
        Plans whose file has other columns, since another version of this program wrote it, are left out.

    Raises
    ------
    OSError
        If the table cannot be written; an older one then stays as it was.
    """
    plans, left_out = _standing(output)
    table, parquet = output / FILE, output / PARQUET
    typed = find_spec("pyarrow") is not None
    if not plans:
        table.unlink(missing_ok=True)
        parquet.unlink(missing_ok=True)
    elif not _holds(table, plans) or (typed and not parquet.is_file()):
        with whole_file(table) as draft:
            with draft.open("wb") as handle:
                handle.writelines(_pieces(plans))
            if typed:
                _write_parquet(draft, parquet)
            else:
                parquet.unlink(missing_ok=True)
    return Written(parquet.is_file(), tuple(file.parent.name for file in left_out))


def read_results(output: Path) -> dict[str, PlanResults]:
    """Return the measures of each plan as a whole that stands in `output`, by its id.

    Parameters
    ----------
    output : Path
        Folder of the reports.

    Returns
    -------
    dict of str to PlanResults
        In the order of the ids. Of domains, themes, months and bodies nothing is read.
    """
    found = {}
    for file in _standing(output)[0]:
        with file.open(encoding="utf-8", newline="") as handle:
            rows = list(takewhile(lambda row: row["subject_kind"] == PLAN, csv.DictReader(handle)))
        if rows:
            found[file.parent.name] = _plan_results(rows)
    return found


def _standing(output: Path) -> tuple[list[Path], list[Path]]:
    """Return the files of the plans by id: those with the columns of this version, and the others."""
    sides: tuple[list[Path], list[Path]] = [], []
    for file in sorted(output.glob(f"*/{FILE}")):
        if not file.parent.name.startswith("."):
            with file.open("rb") as handle:
                sides[handle.readline() != _HEADER].append(file)
    return sides


def _pieces(plans: Sequence[Path]) -> Iterator[bytes]:
    """Yield the bytes of the table: its header, then the rows of each plan."""
    yield _HEADER
    for file in plans:
        yield file.read_bytes()[len(_HEADER) :]


def _holds(table: Path, plans: Sequence[Path]) -> bool:
    """Tell whether `table` is what would be written."""
    if not table.is_file():
        return False
    with table.open("rb") as handle:
        return all(handle.read(len(piece)) == piece for piece in _pieces(plans)) and not handle.read(1)


def _write_parquet(table: Path, path: Path) -> None:
    """Write the CSV file `table` as Parquet, block by block."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    types = {"text": pa.string(), "whole": pa.int32(), "number": pa.float64(), "truth": pa.bool_()}
    with (
        whole_file(path) as draft,
        arrow_csv.open_csv(
            table,
            read_options=arrow_csv.ReadOptions(block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types={column: types[kind] for column, kind in COLUMNS.items()},
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
            ),
        ) as blocks,
        parquet.ParquetWriter(draft, blocks.schema, compression="zstd") as writer,
    ):
        for block in blocks:
            writer.write_batch(block)


def _plan_results(rows: Sequence[Mapping[str, str]]) -> PlanResults:
    first = rows[0]
    return PlanResults(
        first["plan_id"],
        first["municipality"] or None,
        first["ine_code"] or None,
        first["district"] or None,
        int(first["year"]) if first["year"] else None,
        first["synthetic"] == "true",
        first["document"],
        {row["measure"]: _result(row) for row in rows},
    )


def _result(row: Mapping[str, str]) -> Result:
    value, low, high, known = (float(row[name]) if row[name] else None for name in _NUMBERS)
    cases = int(row["cases"]) if row["cases"] else None
    return Result(value, low, high, row["interval_kind"] or None, cases, known, row["unit"])
