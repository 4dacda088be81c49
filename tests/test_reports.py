"""``redesocial report`` from end to end, kernel and all: what it writes, keeps, escapes and admits."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys

import networkx as nx
import pytest
from bs4 import BeautifulSoup

from analysis import load_corpus
from analysis.common.paths import data_folder

HOSTILE = '<script>alert(1)</script> & "Silva"'
FORMULA = '=HYPERLINK("http://e.pt","x")'


def copy_of_data(folder):
    shutil.copytree(data_folder(), folder / "data")
    return folder / "data"


def report(data, output, *arguments):
    """Run the command as a user does; return its exit code, output and error lines."""
    ended = subprocess.run(
        [sys.executable, "-m", "analysis", "report", *arguments, "--data", data, "--output", output],
        capture_output=True, text=True, timeout=180, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    return ended.returncode, ended.stdout, ended.stderr.splitlines()


def page(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The report of one plan by one notebook, in both languages."""
    folder = tmp_path_factory.mktemp("made")
    data, output = copy_of_data(folder), folder / "reports"
    arguments = ["lagos-2023", "--notebook", "03", "--lang", "pt", "--lang", "en"]
    code, out, err = report(data, output, *arguments)
    assert code == 0, err
    return data, output, arguments, out


SITE = ["index.html", "index.en.html", "lagos-2023/index.html", "lagos-2023/index.en.html"]
REPORTS = ["lagos-2023/03-schedule-load.pt.html", "lagos-2023/03-schedule-load.en.html"]
PAGES = [*SITE, *REPORTS]


def test_run_writes_the_files_of_the_interface(made):
    _, output, _, out = made
    assert out == f"{output / 'index.html'}\n"
    plan = output / "lagos-2023"
    assert {path.name for path in plan.iterdir()} == {
        "03-schedule-load.pt.html", "03-schedule-load.en.html", "03-schedule-load.pt.ipynb",
        "03-schedule-load.en.ipynb", "figures", "tables", "calendars", "graph.graphml",
        "measures.csv", "index.html", "index.en.html",
    }  # fmt: skip
    others = {"measures.csv", "measures.parquet", ".lock"}
    assert {path.name for path in output.iterdir()} - others == {
        "index.html",
        "index.en.html",
        "runs.jsonl",
        "lagos-2023",
    }
    assert {path.suffix for path in (plan / "figures").iterdir()} == {".svg"}
    assert {path.suffix for path in (plan / "tables").iterdir()} == {".csv"}
    assert len(nx.read_graphml(plan / "graph.graphml")) == 11 + 8


def test_ledger_has_one_line_for_each_attempt(made):
    _, output, _, _ = made
    told = lines(output / "runs.jsonl")[:3]
    assert {(a["plan"], a["notebook"], a["language"], a["state"]) for a in told} == {
        ("lagos-2023", "03-schedule-load", "pt", "done"), ("lagos-2023", "03-schedule-load", "en", "done"),
        ("lagos-2023", "graph", None, "done"),
    }  # fmt: skip
    assert all({"parameters", "seconds", "inputs", "versions", "error"} <= set(attempt) for attempt in told)


@pytest.mark.parametrize("name", PAGES)
def test_page_has_a_language_one_title_and_no_script_but_the_index_its_own(made, name):
    found = page(made[1] / name)
    assert found.html["lang"] == ("en" if ".en." in name else "pt")
    assert len(found.find_all("h1")) == 1
    assert len(found.find_all("script")) == (name in SITE[:2])
    assert found.title.get_text().strip()
    assert not any(attribute.startswith("on") for tag in found.find_all() for attribute in tag.attrs)


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_nothing_of_the_network(made, name):
    text = (made[1] / name).read_text(encoding="utf-8")
    found = page(made[1] / name)
    tags = [tag for tag in found.find_all() if tag.name != "a"]  # a link asks nothing before a reader follows it
    asked = [tag[a] for tag in tags for a in ("src", "href", "srcset", "action", "poster") if tag.get(a)]
    assert asked
    assert [url for url in asked if re.match(r"(?!data:)[a-z]+:|//", url)] == []
    assert not re.search(r"@import|url\((?!['\"]?data:)", "".join(s.get_text() for s in found.find_all("style")))
    assert "cdn" not in re.sub(r"base64,[\w+/=]+", "", text)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files_and_places_that_exist(made, name):
    path = made[1] / name
    found = page(path)
    for link in found.find_all("a", href=True):
        if link["href"].startswith("#"):
            assert found.find(id=link["href"][1:]), link["href"]
        elif not link["href"].startswith(("data:", "https://doi.org/")):
            assert (path.parent / link["href"]).is_file(), link["href"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_is_told_in_words(made, name):
    images = page(made[1] / name).find_all("img")
    assert len(images) == 7
    assert all(len(image["alt"]) > 40 for image in images)


@pytest.mark.parametrize("name", REPORTS)
def test_page_shows_no_trace_of_python(made, name):
    found = page(made[1] / name)
    for hidden in found.find_all(["details", "style", "footer"]):
        hidden.decompose()
    text = found.get_text(" ")
    assert [word for word in ("<NA>", "NaN", "None", "Traceback", "object at", "plan_id") if word in text] == []
    assert "11" in text


def test_english_page_has_no_portuguese_heading(made):
    found = page(made[1] / REPORTS[1])
    assert [h.get_text() for h in found.find_all("h2")][-1] == "How this was done"


def test_second_run_is_unchanged(made):
    data, output, arguments, _ = made
    before = {p: p.read_bytes() for p in output.rglob("*") if p.is_file()}
    code, out, err = report(data, output, *arguments)
    assert code == 0
    assert out == f"{output / 'index.html'}\n"
    assert err[-1].startswith("redesocial: 0 relatórios feitos e 2 sem alterações, em ")
    assert {p: p.read_bytes() for p in output.rglob("*") if p.is_file()} == before


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """A run over two plans: the document of one is missing, that of the other holds hostile text."""
    folder = tmp_path_factory.mktemp("spoilt")
    data, output = copy_of_data(folder), folder / "reports"
    (data / "documents" / "alijo-2021.txt").unlink()
    document = data / "documents" / "lagos-2023.txt"
    text = document.read_text(encoding="utf-8")
    actions = re.findall(r"^[^\t\n]*\t([^\t\n]{40,})\tJaneiro", text, re.MULTILINE)
    text = text.replace(actions[0], HOSTILE).replace(actions[1], FORMULA)
    document.write_text(text, encoding="utf-8")
    return output, report(data, output, "--notebook", "04", "--jobs", "2")


def test_failed_report_takes_no_other_with_it_and_is_named_last(spoilt):
    output, (code, _, err) = spoilt
    assert code == 1
    assert "alijo-2021/04-plan-report" in err[-1]
    assert "lagos-2023" not in err[-1]
    assert (output / "lagos-2023" / "04-plan-report.pt.html").is_file()
    assert not (output / "alijo-2021" / "04-plan-report.pt.html").exists()


def test_index_names_the_failed_report_and_why(spoilt):
    text = page(spoilt[0] / "index.html").get_text(" ")
    assert "alijo-2021.txt" in text
    assert "o ficheiro não existe" in text


def test_failure_is_one_clear_line(spoilt):
    told = [line for line in spoilt[1][2] if re.match(r"\d/\d alijo-2021 04-plan-report", line)]
    assert len(told) == 1
    assert "alijo-2021.txt" in told[0]
    assert not any("Traceback" in line for line in spoilt[1][2])


def test_hostile_text_stays_text_on_the_page(spoilt):
    found = page(spoilt[0] / "lagos-2023" / "04-plan-report.pt.html")
    assert found.find("script") is None
    written = [cell.get_text() for cell in found.find_all("td")]
    assert HOSTILE in written
    assert FORMULA in written


def test_hostile_text_is_neutralised_in_the_table_file(spoilt):
    tables = spoilt[0] / "lagos-2023" / "tables"
    (actions,) = [path for path in tables.iterdir() if "actions" in path.name and "single" not in path.name]
    rows = list(csv.DictReader(io.StringIO(actions.read_text(encoding="utf-8"))))
    written = [row["action"] for row in rows]
    assert HOSTILE in written
    assert f"'{FORMULA}" in written
    for path in tables.iterdir():
        cells = [cell for row in csv.reader(path.open(encoding="utf-8", newline="")) for cell in row]
        assert [cell for cell in cells if re.match(r"[=+@]|-\D", cell)] == []


def marked_copy(document, lines):
    """Return the text with an X under March and May in each of `lines`, as the report advises."""
    rows = document.read_text(encoding="utf-8").split("\n")
    first = None
    for number, row in enumerate(rows, start=1):
        cells = row.split("\t")
        for place in range(len(cells) - 11):
            if "".join(cells[place : place + 12]) == "JFMAMJJASOND":
                first = place
        if number in lines:
            cells[first + 2] = cells[first + 4] = "X"
            rows[number - 1] = "\t".join(cells)
    return "\n".join(rows)


def test_months_supplied_as_the_report_advises_are_read_as_drawn(tmp_path):
    data = copy_of_data(tmp_path)
    places = [int(re.match(r"l(\d+)/", source)[1]) for source in load_corpus("alijo-2021").actions["source"]]
    text = marked_copy(data / "documents" / "alijo-2021.txt", places)
    (data / "documents" / "alijo-2021-meses.txt").write_text(text, encoding="utf-8")
    plans = data / "registry" / "plans.csv"
    told = plans.read_text(encoding="utf-8").replace("alijo-2021.txt,", "alijo-2021-meses.txt,")
    plans.write_text(told, encoding="utf-8")
    corpus = load_corpus("alijo-2021", data=data)
    assert set(corpus.actions["schedule_status"]) == {"drawn"}
    months = corpus.schedule.groupby("action_id")["month"].agg(list)
    assert list(months.index) == list(corpus.actions["action_id"])
    assert {tuple(m) for m in months} == {(3, 5)}
    assert not ((corpus.issues["field"] == "schedule") & corpus.issues["action_id"].isna()).any()
