"""A report is made whole or not at all, and what goes wrong is told in one line."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import nbformat
import networkx as nx
import pytest

from analysis.reporting.pages import export
from analysis.reporting.run import put_files, run_graph, run_report
from analysis.reporting.tasks import Made, planned

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out"


def contents(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def texts(output):
    """Return all that the executed notebook printed."""
    notebook = nbformat.read(output / "vila-2021" / "01-toy.pt.ipynb", as_version=4)
    return [o.text.strip() for cell in notebook.cells for o in cell.get("outputs", ()) if "text" in o]


def test_report_is_page_notebook_figures_and_tables(task, shown, tmp_path):
    table = {"text/html": "<table></table>", "text/csv": "a\r\n1\r\n"}
    attempt = run_report(task(shown({"image/svg+xml": SVG}, name="net"), shown(table, name="tab")), tmp_path / "out")
    made = {"01-toy.pt.html", "01-toy.pt.ipynb", "figures/01-toy.net.pt.svg", "tables/01-toy.tab.pt.csv"}
    assert (attempt.state, attempt.error) == ("done", None)
    assert contents(tmp_path / "out") == set(attempt.files) == {f"vila-2021/{file}" for file in made}
    assert (tmp_path / "out/vila-2021/figures/01-toy.net.pt.svg").read_text(encoding="utf-8") == SVG
    assert (tmp_path / "out/vila-2021/tables/01-toy.tab.pt.csv").read_bytes() == b"a\r\n1\r\n"


def test_calendars_stand_beside_the_page_that_links_to_them(task, shown, tmp_path):
    carried = {export.CALENDARS: {"vila-2021": "BEGIN:VCALENDAR\r\n", "../cma": "x"}}
    link = {"text/html": '<p><a href="calendars/vila-2021.pt.ics">Calendário</a></p>', **carried}
    attempt = run_report(task(shown(link)), tmp_path / "out")
    made = {"01-toy.pt.html", "01-toy.pt.ipynb", "calendars/vila-2021.pt.ics", "calendars/cma.pt.ics"}
    assert contents(tmp_path / "out") == set(attempt.files) == {f"vila-2021/{file}" for file in made}
    assert (tmp_path / "out/vila-2021/calendars/vila-2021.pt.ics").read_bytes() == b"BEGIN:VCALENDAR\r\n"
    assert '<a href="calendars/vila-2021.pt.ics">' in (tmp_path / "out/vila-2021/01-toy.pt.html").read_text("utf-8")


def test_plan_language_and_parameters_reach_the_notebook(task, tmp_path):
    attempt = run_report(task("print(plan_id, lang, top, share)", parameters={"top": 3}), tmp_path)
    assert texts(tmp_path) == ["vila-2021 pt 3 0.5"]
    effective = {"plan_id": "vila-2021", "role": None, "top": 3, "share": 0.5, "labels": True, "lang": "pt"}
    assert attempt.parameters == effective


def test_notebook_without_a_language_parameter_is_given_none(task, notebook, tmp_path):
    other = notebook("02-mute", "print('lang' in globals())", parameters='plan_id: str = "x"')
    attempt = run_report(replace(task(), notebook=other), tmp_path)
    assert (attempt.state, attempt.parameters) == ("done", {"plan_id": "vila-2021"})


def test_markdown_is_translated_in_the_page(task, notebooks, tmp_path):
    (notebooks / "en.toml").write_text('[01-toy]\ntitle = "# Who works with whom"\n', encoding="utf-8")
    run_report(task("print(lang)", lang="en"), tmp_path)
    page = (tmp_path / "vila-2021/01-toy.en.html").read_text(encoding="utf-8")
    assert "<title>Who works with whom · vila-2021</title>" in page


def test_kernel_sees_the_data_folder_and_this_process_does_not(task, data, tmp_path, monkeypatch):
    monkeypatch.delenv("REDESOCIAL_DATA", raising=False)
    run_report(task("import os; print(os.environ['REDESOCIAL_DATA'])"), tmp_path)
    assert texts(tmp_path) == [str(data)]
    assert "REDESOCIAL_DATA" not in os.environ


def test_kernel_computes_with_one_thread_so_that_results_are_the_same_to_the_last_digit(task, tmp_path):
    run_report(task("import os; print(os.environ['OPENBLAS_NUM_THREADS'])"), tmp_path)
    assert texts(tmp_path) == ["1"]


def test_failure_replaces_nothing_and_keeps_its_notebook(task, output):
    run_report(task("1"), output)
    good = (output / "vila-2021/01-toy.pt.html").read_bytes()
    attempt = run_report(task("raise ValueError('mês\\n13')"), output)
    assert (attempt.state, attempt.error, attempt.files) == ("failed", "ValueError: mês 13", ())
    assert (output / "vila-2021/01-toy.pt.html").read_bytes() == good
    assert contents(output) == {f"vila-2021/01-toy.pt.{end}" for end in ("html", "ipynb", "failed.ipynb")}


def test_success_removes_the_failed_notebook(task, output):
    run_report(task("1/0"), output)
    run_report(task("1"), output)
    assert "vila-2021/01-toy.pt.failed.ipynb" not in contents(output)


@pytest.mark.parametrize(("lang", "begins"), [("pt", "o número de"), ("en", "the number of jobs must be 1")])
def test_our_own_errors_are_sentences_in_the_language_of_the_report(lang, begins, task, tmp_path):
    code = "from analysis.common.errors import ParameterError\nraise ParameterError('report_jobs', jobs=0)"
    assert run_report(task(code, lang=lang), tmp_path).error.startswith(begins)


def test_notebook_that_takes_too_long_is_timed_out(task, tmp_path):
    attempt = run_report(task("import time; time.sleep(60)", timeout=1), tmp_path)
    assert (attempt.state, attempt.good) == ("timed out", False)
    assert attempt.error == "o caderno passou de 1 segundo"


def test_kernel_that_dies_is_told_in_words(task, tmp_path):
    attempt = run_report(task("import os; os._exit(1)"), tmp_path)
    assert (attempt.state, attempt.error) == (
        "failed",
        "o processo que corria o caderno morreu antes de o terminar",
    )


def test_notebook_that_exits_early_has_failed(task, output):
    attempt = run_report(task("raise SystemExit", "print('never')"), output)
    assert attempt.state == "failed"
    assert "vila-2021/01-toy.pt.html" not in contents(output)


def test_failed_export_replaces_nothing(task, output, monkeypatch):
    def break_down(*_args, **_options):
        raise RuntimeError("no page")

    monkeypatch.setattr(export, "page", break_down)
    attempt = run_report(task("1"), output)
    assert (attempt.state, attempt.error) == ("failed", "RuntimeError: no page")
    assert contents(output) == {"vila-2021/01-toy.pt.failed.ipynb"}


def made_of(task, **files):
    attempt = replace(planned(task), state="done")
    return Made(attempt, {f"vila-2021/{name.replace('__', '.')}": text.encode() for name, text in files.items()})


def test_files_get_their_names_when_all_are_written_and_the_page_last(task, output, monkeypatch):
    named, rename = [], Path.replace

    def note(draft, path):
        assert [len(file.read_bytes()) for file in output.rglob("*.part")] == [3] * (3 - len(named))
        named.append(path.name)
        return rename(draft, path)

    monkeypatch.setattr(Path, "replace", note)
    put_files(made_of(task(), a__html="one", b__ipynb="two", c__svg="six"), output)
    assert named == ["b.ipynb", "c.svg", "a.html"]


def test_file_that_finds_no_room_leaves_all_files_of_the_report_as_they_were(task, output, monkeypatch):
    put_files(made_of(task(), a__html="one", b__ipynb="two"), output)

    def full(file):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put_files(made_of(task(), a__html="other", b__ipynb="other"), output)
    assert {path.name: path.read_text("utf-8") for path in (output / "vila-2021").iterdir()} == {
        "a.html": "one",
        "b.ipynb": "two",
    }


def test_graph_of_a_plan_is_written_with_how_much_the_plan_holds(tmp_path):
    attempt = run_graph("lagos-2023", tmp_path / "out")
    assert (attempt.state, attempt.notebook, attempt.language) == ("done", "graph", None)
    assert attempt.counts == {"actions": 11, "organisations": 8, "known": 11, "synthetic": 0}
    assert len(nx.read_graphml(tmp_path / "out/lagos-2023/graph.graphml")) == 11 + 8


def test_graph_that_fails_leaves_nothing(monkeypatch, tmp_path):
    def refuse(_graph, _path):
        raise ValueError("no edges")

    monkeypatch.setattr("analysis.graphs.exchange.write_graphml", refuse)
    attempt = run_graph("lagos-2023", tmp_path / "out")
    assert (attempt.state, attempt.error) == ("failed", "ValueError: no edges")
    assert contents(tmp_path / "out") == set()
