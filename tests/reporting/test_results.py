"""The table of results holds the rows of all plans that stand, whole, and is left alone where nothing has changed."""

import subprocess
import sys
from importlib.util import find_spec

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.reporting import results
from analysis.reporting.result_schema import COLUMNS
from analysis.reporting.results import PlanResults, Result, Written, read_results, write_results

HEADER = ",".join(COLUMNS) + "\r\n"
FACTS = {"municipality": "Vila", "ine_code": "0101", "district": "Aveiro", "year": "2024", "synthetic": "false"}
PLAN = {**FACTS, "subject_kind": "plan", "document": "plan.txt", "sha256": "0" * 64}
DENSITY = {
    **PLAN,
    "measure": "density",
    "value": "0.25",
    "low": "0.125",
    "high": "0.5",
    "level": "0.95",
    "interval_kind": "bootstrap",
    "known_share": "0.5",
    "unit": "share",
}
MONTHS = {**PLAN, "measure": "schedule_known_share", "known_share": "0.0", "unit": "share"}
BODY = {**PLAN, "subject_kind": "organisation", "subject": "gnr", "measure": "degree", "value": "2.0", "unit": "x"}


def standing(output, plan_id, *rows):
    """Put the file of a plan in place."""
    folder = output / plan_id
    folder.mkdir(exist_ok=True)
    lines = [",".join({"plan_id": plan_id, **row}.get(column, "") for column in COLUMNS) for row in rows]
    (folder / "measures.csv").write_bytes((HEADER + "".join(f"{line}\r\n" for line in lines)).encode())


def plans_of(output):
    return parquet.read_table(output / "measures.parquet").column("plan_id").to_pylist()


def test_table_is_the_rows_of_each_plan_by_id_under_one_header(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY, BODY)
    standing(tmp_path, "aldeia-2023", MONTHS)
    assert write_results(tmp_path) == Written(parquet=True, left_out=())
    lines = (tmp_path / "measures.csv").read_bytes().decode().splitlines(keepends=True)
    assert lines[0] == HEADER
    assert [line.split(",")[0] for line in lines[1:]] == ["aldeia-2023", "vila-2024", "vila-2024"]


def test_parquet_has_the_same_rows_with_types(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY, MONTHS)
    write_results(tmp_path)
    table = parquet.read_table(tmp_path / "measures.parquet")
    types = {"text": pa.string(), "whole": pa.int32(), "number": pa.float64(), "truth": pa.bool_()}
    assert {field.name: field.type for field in table.schema} == {c: types[kind] for c, kind in COLUMNS.items()}
    first, second = table.to_pylist()
    assert (first["value"], first["year"], first["synthetic"], first["ine_code"]) == (0.25, 2024, False, "0101")
    assert (second["value"], second["cases"], second["subject"]) == (None, None, None)


def test_text_that_breaks_lines_is_one_cell(tmp_path):
    standing(tmp_path, "vila-2024", {**DENSITY, "subject": '"um, dois\r\n""três"""'}, BODY)
    write_results(tmp_path)
    subjects = parquet.read_table(tmp_path / "measures.parquet").column("subject").to_pylist()
    assert subjects == ['um, dois\r\n"três"', "gnr"]


def test_rows_in_many_blocks_are_all_there(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "_BLOCK", 1000)
    for year in range(2000, 2050):
        standing(tmp_path, f"vila-{year}", DENSITY)
    write_results(tmp_path)
    assert parquet.ParquetFile(tmp_path / "measures.parquet").num_row_groups > 3
    assert plans_of(tmp_path) == [f"vila-{year}" for year in range(2000, 2050)]


def test_table_is_the_same_bytes_from_run_to_run(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    files = [tmp_path / "measures.csv", tmp_path / "measures.parquet"]
    write_results(tmp_path)
    first = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    write_results(tmp_path)
    assert [file.read_bytes() for file in files] == first


def test_table_is_not_written_again_where_nothing_changed(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    files = [tmp_path / "measures.csv", tmp_path / "measures.parquet"]
    write_results(tmp_path)
    first = [file.stat() for file in files]
    write_results(tmp_path)
    assert [(s.st_ino, s.st_mtime_ns) for s in first] == [(f.stat().st_ino, f.stat().st_mtime_ns) for f in files]


@pytest.mark.parametrize("change", ["changed", "longer", "gone", "new"])
def test_table_follows_the_plans(tmp_path, change):
    standing(tmp_path, "aldeia-2023", DENSITY)
    standing(tmp_path, "vila-2024", DENSITY)
    write_results(tmp_path)
    if change == "gone":
        (tmp_path / "vila-2024" / "measures.csv").unlink()
    elif change == "new":
        standing(tmp_path, "vila-2025", DENSITY)
    else:
        standing(tmp_path, "vila-2024", *([BODY] if change == "changed" else [DENSITY, BODY]))
    write_results(tmp_path)
    expected = {
        "gone": ["aldeia-2023"],
        "new": ["aldeia-2023", "vila-2024", "vila-2025"],
        "changed": ["aldeia-2023", "vila-2024"],
        "longer": ["aldeia-2023", "vila-2024", "vila-2024"],
    }
    assert plans_of(tmp_path) == expected[change]


def test_table_goes_with_the_last_plan(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    write_results(tmp_path)
    (tmp_path / "vila-2024" / "measures.csv").unlink()
    assert write_results(tmp_path) == Written(parquet=False, left_out=())
    assert list(tmp_path.glob("measures.*")) == []


def test_plan_measured_by_another_version_is_left_out_and_named(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    (tmp_path / "velha-2020").mkdir()
    (tmp_path / "velha-2020" / "measures.csv").write_text("plan_id,measure\r\nvelha-2020,density\r\n")
    assert write_results(tmp_path).left_out == ("velha-2020",)
    assert plans_of(tmp_path) == ["vila-2024"]
    assert list(read_results(tmp_path)) == ["vila-2024"]


def test_drafts_of_a_run_are_no_plans(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    standing(tmp_path, ".draft-x", DENSITY)
    write_results(tmp_path)
    assert plans_of(tmp_path) == ["vila-2024"]


def test_without_pyarrow_only_the_csv_stands_and_no_older_parquet(tmp_path, monkeypatch):
    standing(tmp_path, "vila-2024", DENSITY)
    write_results(tmp_path)
    monkeypatch.setattr(results, "find_spec", lambda name: None if name == "pyarrow" else find_spec(name))
    standing(tmp_path, "vila-2024", MONTHS)
    assert not write_results(tmp_path).parquet
    assert [file.name for file in tmp_path.glob("measures.*")] == ["measures.csv"]
    monkeypatch.undo()
    assert write_results(tmp_path).parquet


def test_a_write_that_stops_leaves_the_old_table_and_the_next_mends_it(tmp_path, monkeypatch):
    standing(tmp_path, "vila-2024", DENSITY)
    write_results(tmp_path)
    before = (tmp_path / "measures.csv").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    standing(tmp_path, "vila-2025", DENSITY)
    monkeypatch.setattr(results, "_write_parquet", full)
    with pytest.raises(OSError, match="No space"):
        write_results(tmp_path)
    assert (tmp_path / "measures.csv").read_bytes() == before
    assert list(tmp_path.glob(".*")) == []
    monkeypatch.undo()
    write_results(tmp_path)
    assert plans_of(tmp_path) == ["vila-2024", "vila-2025"]


def test_measures_of_a_plan_are_read_back_and_unknown_is_none(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY, MONTHS, BODY)
    standing(tmp_path, "sem-2024", {**MONTHS, **dict.fromkeys(FACTS, ""), "synthetic": "true"})
    told = read_results(tmp_path)
    density = Result(0.25, 0.125, 0.5, "bootstrap", None, 0.5, "share")
    months = Result(None, None, None, None, None, 0.0, "share")
    measures = {"density": density, "schedule_known_share": months}
    assert told["vila-2024"] == PlanResults("vila-2024", "Vila", "0101", "Aveiro", 2024, False, "plan.txt", measures)
    assert told["sem-2024"] == PlanResults(
        "sem-2024", None, None, None, None, True, "plan.txt", {"schedule_known_share": months}
    )


def test_a_folder_without_results_has_none(tmp_path):
    assert read_results(tmp_path) == {}
    assert write_results(tmp_path) == Written(parquet=False, left_out=())


def test_reading_and_writing_import_no_pandas(tmp_path):
    standing(tmp_path, "vila-2024", DENSITY)
    code = (
        "import sys, pathlib; from analysis.reporting.results import read_results, write_results; "
        f"path = pathlib.Path({str(tmp_path)!r}); read_results(path); heavy = 'pandas' in sys.modules, 'pyarrow' in "
        "sys.modules; write_results(path); print(*heavy, 'pandas' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False", "False"]
