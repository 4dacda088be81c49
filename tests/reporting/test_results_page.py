"""docs/results.md tells every column and measure of the table, and its questions give the right answers."""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from analysis.reporting.result_schema import COLUMNS, UNITS
from analysis.reporting.results import write_results

PAGE = (Path(__file__).parents[2] / "docs" / "results.md").read_text(encoding="utf-8")
VILA = {"municipality": "Vila", "ine_code": "0101", "district": "Aveiro"}
ALDEIA = {"municipality": "Aldeia", "ine_code": "0102", "district": "Aveiro"}
MONTE = {"municipality": "Monte", "ine_code": "0201", "district": "Beja"}
SONHO = {"municipality": "Sonho", "ine_code": "0103", "district": "Aveiro", "synthetic": "true"}
PLANS = {
    "vila-2023": {**VILA, "year": 2023},
    "vila-2024": {**VILA, "year": 2024},
    "aldeia-2024": {**ALDEIA, "year": 2024},
    "monte-2024": {**MONTE, "year": 2024},
    "sonho-2025": {**SONHO, "year": 2025},
}


def of(measure, value="", subject="", *, about="plan", **cells):
    return {"subject_kind": about, "subject": subject, "measure": measure, "value": value, **cells}


def body(organisation_id, value, **cells):
    name = organisation_id.upper()
    return of(
        "betweenness", value, organisation_id, about="organisation", organisation=name, collective="false", **cells
    )


def load(month, value, known):
    return of("load", value, month, about="month", known_share=known)


def theme(code, value):
    return of("actions", value, code, about="theme", theme=code)


ROWS = {
    "vila-2023": [
        of("density", 0.2, low=0.1, high=0.3),
        of("lone_share", 0.5, low=0.4, high=0.6),
        of("degree_centralisation", 0.9, low=0.8, high=1.0),
        of("reading_confidence", 0.7),
        of("open_issues", 9),
        body("iefp", 0.9, kind="state"),
        theme("housing", 3),
        load("01", 50, 1),
        of("effective", 1, "Saúde", about="domain", cases=9),
    ],
    "vila-2024": [
        of("density", 0.5, low=0.4, high=0.6),
        of("lone_share", 0.55, low=0.3, high=0.7),
        of("degree_centralisation", 0.4, low=0.3, high=0.5),
        of("reading_confidence", 0.9),
        of("open_issues", 2),
        of("schedule_known_share", 0.5),
        body("iefp", 0.5, kind="state"),
        body("gnr", 0.4, kind="security"),
        body("cm-vila", 0.3, kind="municipality"),
        body("caritas", 0.2, kind="ipss_ngo"),
        theme("housing", 0),
        theme("health", 4),
        theme("culture", 0),
        load("01", 5, 0.5),
        load("02", 1, 0.5),
        load("03", 1, 0.5),
        load("04", 0, 0.5),
        of("effective", 1.5, "Saúde", about="domain", theme="health", cases=4, high=2.5),
        of("effective", 1, "Outro", about="domain", cases=2),
    ],
    "aldeia-2024": [
        of("density", 0.3, low=0.2, high=0.4),
        of("degree_centralisation", 0.6, low=0.5, high=0.7),
        of("reading_confidence", 0.9),
        of("open_issues", 3),
        body("iefp", 0.6, kind="state"),
        body("caritas", 0.1, kind="ipss_ngo"),
        body("gnr", 0, kind="security"),
        theme("housing", ""),
        theme("health", 0),
        theme("culture", 0),
        load("01", 2, 1),
        load("02", 4, 1),
        load("03", 0, 1),
        load("04", 0, 1),
    ],
    "monte-2024": [
        of("degree_centralisation"),
        of("density"),
        of("open_issues", 1),
        theme("housing", 1),
        *(load(month, "", 0) for month in ("01", "02", "03", "04")),
    ],
    "sonho-2025": [
        of("density", 1),
        of("degree_centralisation", 1),
        body("gnr", 1, kind="security"),
        theme("housing", 9),
        load("04", 99, 1),
    ],
}
SHEET = "All measures of the plans as a sheet, one row a plan"
ANSWERS = {
    # the plan of 2023 is not the latest, that of Monte has no value, and that of Sonho is invented
    "Which networks lean most on one body, in each district?": [
        ("Aveiro", "Aldeia", 2024, 0.6, 0.5, 0.7),
        ("Aveiro", "Vila", 2024, 0.4, 0.3, 0.5),
    ],
    # 0.1 to 0.3 and 0.4 to 0.6 are apart
    "What changed from one plan of a municipality to its next?": [
        ("Vila", "density", 2024, 0.2, 0.5, pytest.approx(0.3), True),
        ("Vila", "lone_share", 2024, 0.5, 0.55, pytest.approx(0.05), False),
    ],
    # caritas is the fourth in Vila, gnr is between nobody in Aldeia
    "Which bodies are central in several municipalities?": [("IEFP", "state", 2, 0.6)],
    "Which themes does no plan of the district cover?": [("Aveiro", "culture", 2, 0), ("Aveiro", "housing", 1, 1)],
    # January 5 + 2, February 1 + 4, March 1 + 0
    "Which months carry the most load in the district?": [
        ("Aveiro", "01", 7, 2, 0.5, 0),
        ("Aveiro", "02", 5, 2, 0.5, 0),
        ("Aveiro", "03", 1, 2, 0.5, 0),
    ],
    "Which domains rest on one or two bodies?": [("Vila", 2024, "Saúde", "health", 4, 1.5, 2.5)],
    "How well was each plan read?": [
        ("monte-2024", "plan.txt", None, 1, None, None),
        ("vila-2023", "plan.txt", 0.7, 9, None, None),
        ("aldeia-2024", "plan.txt", 0.9, 3, None, None),
        ("vila-2024", "plan.txt", 0.9, 2, 0.5, None),
    ],
    "Which invented plans stand in the table, and read from which document?": [("sonho-2025", "plan.txt", "0" * 64)],
    # the median of 0.5 and 0.3
    "How does each plan compare with the middle of its district?": [
        ("Aldeia", 2024, "density", 0.3, 0.4, 2),
        ("Vila", 2024, "density", 0.5, 0.4, 2),
        ("Vila", 2024, "lone_share", 0.55, 0.55, 1),
    ],
}


def sections(text, level):
    parts = re.split(rf"^#{{{level}}} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cells(text):
    """Return the rows of the table in `text` without its head."""
    lines = re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    return [[cell.strip(" `") for cell in line.split(" | ")] for line in lines[1:]]


def queries(text):
    return re.findall(r"```sql\n(.+?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Answer questions in the folder in which ``reports/`` stands."""
    home = tmp_path_factory.mktemp("region")
    for plan_id, rows in ROWS.items():
        folder = home / "reports" / plan_id
        folder.mkdir(parents=True)
        same = {"plan_id": plan_id, "synthetic": "false", "document": "plan.txt", "sha256": "0" * 64, **PLANS[plan_id]}
        with (folder / "measures.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS, restval="", lineterminator="\r\n")
            writer.writeheader()
            for row in rows:
                writer.writerow({**same, **row})
    write_results(home / "reports")
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as database:
        patch.chdir(home)
        database.execute(queries(PAGE)[0])
        yield database


def test_every_column_is_described_in_its_order():
    assert [name for name, _ in cells(sections(PAGE, 2)["Columns"])] == list(COLUMNS)


def test_every_measure_is_described_in_its_order_with_its_unit():
    told = sections(sections(PAGE, 2)["Measures"], 3)
    assert {kind: {name: unit for name, unit, _ in cells(text)} for kind, text in told.items()} == UNITS
    assert [list(UNITS[kind]) for kind in told] == [[name for name, *_ in cells(text)] for text in told.values()]


def test_every_question_has_an_answer_to_hold_it_against():
    assert list(sections(sections(PAGE, 2)["Questions in SQL"], 3)) == [*ANSWERS, SHEET]


@pytest.mark.parametrize("title", ANSWERS)
def test_question_is_answered(results, title):
    (query,) = queries(sections(PAGE, 3)[title])
    assert results.execute(query).fetchall() == ANSWERS[title]


def test_sheet_of_the_plans_has_a_row_a_plan_and_a_column_a_measure(results):
    (query,) = queries(sections(PAGE, 3)[SHEET])
    results.execute(query)
    with Path("plans.csv").open(encoding="utf-8", newline="") as handle:
        sheet = {row["plan_id"]: row for row in csv.DictReader(handle)}
    assert list(sheet) == ["aldeia-2024", "monte-2024", "vila-2023", "vila-2024"]
    assert (sheet["vila-2024"]["density"], sheet["monte-2024"]["density"]) == ("0.5", "")


def test_questions_of_the_command_line_and_of_python_are_answered(results):
    """Density is 0.2, 0.3, 0.5 and, in Monte, unknown; the four plans have 5, 6, 4 and 3 rows of their own."""
    (of_shell,) = re.findall(r'duckdb -c "(.+)"', PAGE)
    found = [("vila-2023", 0.2), ("aldeia-2024", 0.3), ("vila-2024", 0.5), ("monte-2024", None)]
    assert results.execute(of_shell).fetchall() == found
    (of_python,) = re.findall(r'duckdb\.sql\("(.+)"\)', PAGE)
    assert len(results.execute(of_python).fetchall()) == 5 + 6 + 4 + 3


def test_csv_read_as_the_page_says_gives_the_same_answer(results):
    (source,) = re.findall(r"`(read_csv\(.+\))`", PAGE)
    same = "SELECT plan_id, ine_code, subject, measure, value, synthetic FROM {} ORDER BY ALL"
    of_csv, of_parquet = (
        results.execute(same.format(file)).fetchall() for file in (source, "'reports/measures.parquet'")
    )
    assert of_csv == of_parquet
    assert of_csv[0][1] == "0102"
