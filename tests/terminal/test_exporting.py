"""``redesocial export``: what is written where, and what is refused with nothing written."""

import json

import networkx as nx
import pytest
from icalendar import Calendar

from analysis.frames.calendar_files import plan_calendars
from analysis.frames.load import load_corpus
from analysis.frames.publish import has_parquet
from analysis.frames.schema import SCHEMAS
from analysis.graphs.partnership import participation_graph
from analysis.terminal.formats import CALENDARS, FORMATS, GRAPH_FORMATS

GRAPHS = ("participations", "partners")
ENDINGS = {
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "pajek": (".net", ".clu", "-key.csv"),
    "ucinet": (".dl", "-key.csv"),
    "edgelist": (".csv", "-nodes.csv"),
}
CALENDARS_OF_LAGOS = {"lagos-2023.ics"} | {
    f"lagos-2023/{body}.ics"
    for body in (
        "camara-municipal-lagos", "caslas", "clas-lagos", "entidades-do-clas-lagos", "grupo-trabalho-igualdade",
        "npisa-lagos", "nucleo-executivo-lagos", "oficina",
    )
}  # fmt: skip
NOTES = {"datapackage.json", "codebook.pt.md", "codebook.en.md"}


@pytest.fixture
def no_pyarrow(monkeypatch):
    monkeypatch.setattr("analysis.terminal.exporting.has_parquet", lambda: False)


def written(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def expected(formats, parts):
    names = {f"csv/{name}" for name in NOTES if "csv" in formats}
    names |= {f"{each}/{frame}.{each}" for each in ("csv", "parquet") if each in formats for frame in SCHEMAS}
    names |= {f"ics/{calendar}" for calendar in CALENDARS_OF_LAGOS if CALENDARS in formats and "lagos-2023" in parts}
    graphs = [each for each in GRAPH_FORMATS if each in formats]
    return names | {f"{e}/{p}/{g}{end}" for e in graphs for p in parts for g in GRAPHS for end in ENDINGS[e]}


def test_all_plans_in_all_formats_are_written_by_default(ask, tmp_path):
    answer = ask("export", "--to", tmp_path / "out")
    formats = [each for each in FORMATS if each != "parquet" or has_parquet()]
    assert answer.code == 0
    assert answer.out.splitlines() == [str(tmp_path / "out" / each) for each in formats]
    assert written(tmp_path / "out") == expected(formats, ["alijo-2021", "lagos-2023", "together"])


@pytest.mark.parametrize("each", [f for f in FORMATS if f != "parquet"])
def test_one_plan_in_one_format_is_written_alone(ask, tmp_path, each):
    answer = ask("export", "lagos-2023", "--to", tmp_path, "--format", each)
    assert (answer.code, answer.out, answer.err) == (0, f"{tmp_path / each}\n", "")
    assert written(tmp_path) == expected([each], ["lagos-2023"])


def test_formats_and_plans_named_twice_are_written_once_in_the_order_of_formats(ask, tmp_path):
    words = ["lagos-2023", "lagos-2023", "--to", tmp_path, "--format", "gexf", "--format", "csv", "--format", "gexf"]
    answer = ask("export", *words)
    assert answer.out.splitlines() == [str(tmp_path / "csv"), str(tmp_path / "gexf")]
    assert written(tmp_path) == expected(["csv", "gexf"], ["lagos-2023"])


def test_graphs_are_those_of_each_plan_and_of_all_together(ask, tmp_path):
    ask("export", "--to", tmp_path, "--format", "graphml")
    for part, plans in (("alijo-2021", ["alijo-2021"]), ("lagos-2023", ["lagos-2023"]), ("together", [])):
        back = nx.read_graphml(tmp_path / "graphml" / part / "participations.graphml")
        graph = participation_graph(load_corpus(*plans))
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        assert nx.utils.edges_equal(back.edges(data=True), graph.edges(data=True))


def test_same_plans_give_the_same_bytes(ask, tmp_path, files_of):
    for folder in ("first", "second"):
        ask("export", "--to", tmp_path / folder)
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


def test_other_files_of_the_folder_are_left_alone_and_old_ones_replaced(ask, tmp_path):
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "mine.txt").write_text("x")
    (tmp_path / "csv" / "plans.csv").write_text("old")
    ask("export", "--to", tmp_path, "--format", "csv")
    assert (tmp_path / "csv" / "mine.txt").read_text() == "x"
    assert (tmp_path / "csv" / "plans.csv").read_text(encoding="utf-8").startswith("plan_id,municipality")


def test_words_of_the_package_and_of_the_issues_are_in_the_language_asked_for(ask, tmp_path):
    for lang in ("pt", "en"):
        ask("export", "--to", tmp_path / lang, "--format", "csv", "--lang", lang)
    texts = [(tmp_path / lang / "csv" / "issues.csv").read_text(encoding="utf-8") for lang in ("pt", "en")]
    titles = [json.loads((tmp_path / lang / "csv" / "datapackage.json").read_text())["title"] for lang in ("pt", "en")]
    assert texts[0] != texts[1]
    assert titles == ["Planos de ação de redes sociais municipais", "Action plans of municipal social networks"]


def test_plan_without_months_has_no_calendar_and_fails_nothing(ask, tmp_path):
    answer = ask("export", "--to", tmp_path / "out", "--format", "ics", "--lang", "en")
    assert (answer.code, len(answer.lines)) == (0, 1)
    assert "Alijó 2021" in answer.err
    assert written(tmp_path / "out") == expected(["ics"], ["alijo-2021", "lagos-2023"])
    answer = ask("export", "alijo-2021", "--to", tmp_path / "none", "--format", "ics")
    assert (answer.code, answer.out, len(answer.lines)) == (0, "", 1)
    assert written(tmp_path / "none") == set()


def test_calendars_are_those_of_the_plan_and_open(ask, tmp_path):
    ask("export", "lagos-2023", "--to", tmp_path, "--format", "ics")
    for calendar in plan_calendars(load_corpus("lagos-2023"), "lagos-2023"):
        folder = tmp_path / "ics" if calendar.organisation_id is None else tmp_path / "ics" / "lagos-2023"
        content = (folder / f"{calendar.organisation_id or 'lagos-2023'}.ics").read_bytes()
        assert content == calendar.content
        assert Calendar.from_ical(content).errors == []


@pytest.mark.usefixtures("no_pyarrow")
def test_missing_package_of_parquet_leaves_out_only_parquet(ask, tmp_path):
    answer = ask("export", "lagos-2023", "--to", tmp_path)
    assert answer.code == 0
    assert len(answer.lines) == 1
    assert answer.lines[0].startswith("redesocial: aviso: o formato parquet ficou de fora")
    assert written(tmp_path) == expected([f for f in FORMATS if f != "parquet"], ["lagos-2023"])


@pytest.mark.usefixtures("no_pyarrow")
def test_missing_package_of_parquet_is_told_when_it_is_asked_for(ask, tmp_path):
    answer = ask("export", "--to", tmp_path / "out", "--format", "csv", "--format", "parquet")
    assert (answer.code, answer.out, len(answer.lines)) == (2, "", 1)
    assert "pyarrow" in answer.err
    assert not (tmp_path / "out").exists()


REFUSED = {
    "no folder": ([], "--to"),
    "unknown plan": (["--to", "{out}", "nenhures-1900"], "alijo-2021, lagos-2023"),
    "unknown format": (["--to", "{out}", "--format", "excel"], "'excel'"),
    "one unknown plan among others": (["lagos-2023", "x", "--to", "{out}", "--format", "csv"], "'x'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_call_is_refused_with_nothing_written(ask, tmp_path, case):
    words, told = REFUSED[case]
    answer = ask("export", *(word.format(out=tmp_path / "out") for word in words))
    assert (answer.code, answer.out) == (2, "")
    assert answer.lines[-1].startswith("redesocial: ")
    assert told in answer.lines[-1]
    assert not (tmp_path / "out").exists()


def test_folder_that_is_a_file_is_one_sentence(ask, tmp_path):
    (tmp_path / "out").write_text("x")
    answer = ask("export", "lagos-2023", "--to", tmp_path / "out", "--format", "csv")
    assert (answer.code, answer.out, len(answer.lines)) == (2, "", 1)
    assert str(tmp_path / "out") in answer.err
    assert (tmp_path / "out").read_text() == "x"


def test_writing_that_fails_on_the_way_ends_with_1_and_whole_files(ask, tmp_path):
    (tmp_path / "gexf").write_text("in the way")
    answer = ask("export", "lagos-2023", "--to", tmp_path, "--format", "graphml", "--format", "gexf")
    assert (answer.code, answer.out, len(answer.lines)) == (1, "", 1)
    assert "os ficheiros já escritos estão completos" in answer.err
    assert written(tmp_path) == {"gexf", *expected(["graphml"], ["lagos-2023"])}


def test_unreadable_document_ends_with_3_and_nothing_written(ask, data, tmp_path):
    (data / "documents" / "lagos-2023.txt").write_bytes(b"")
    answer = ask("export", "--data", data, "--to", tmp_path / "out")
    assert (answer.code, answer.out) == (3, "")
    assert len(answer.lines) == 1 + (not has_parquet())
    assert not (tmp_path / "out").exists()
