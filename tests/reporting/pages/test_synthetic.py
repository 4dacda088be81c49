"""What is made of synthetic plans says so, and nothing else does."""

import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.common.paths import data_folder
from analysis.frames.load import load_corpus
from analysis.reporting.pages.synthetic import marked, marked_figure, marked_table, reads_synthetic
from analysis.reporting.run import run_report

SVG = '<svg width="200pt" height="100pt" viewBox="0 0 200 100" xmlns="http://www.w3.org/2000/svg"><path/></svg>'
PLAN = """<h1>Plano de Ação 2022 – CLAS de Alvito (dados sintéticos)</h1>
<table><tr><th>Domínio</th><th>Ação</th><th>Responsáveis</th></tr>
<tr><td>Saúde</td><td>Realização de rastreios</td><td>GNR</td></tr></table>"""


@pytest.fixture
def folder(tmp_path):
    """The repository's data and a synthetic plan."""
    copy = tmp_path / "whole"
    shutil.copytree(data_folder(), copy)
    (copy / "documents" / "alvito-2022.html").write_text(PLAN, encoding="utf-8")
    with (copy / "registry" / "plans.csv").open("a", encoding="utf-8") as register:
        register.write("alvito-2022,alvito-2022.html,0203,2022,uma cópia (dados sintéticos)\n")
    return copy


def test_plan_is_known_by_its_origin_in_the_registry(folder):
    assert reads_synthetic(["alvito-2022"], folder)
    assert reads_synthetic(["lagos-2023", "alvito-2022"], folder)
    assert not reads_synthetic(["lagos-2023"], folder)


def test_what_the_registry_does_not_have_is_not_known_to_be_synthetic(folder, data):
    assert not reads_synthetic(["no-plan"], folder)
    assert not reads_synthetic(["vila-2021"], data)
    (folder / "registry" / "plans.csv").unlink()
    assert not reads_synthetic(["alvito-2022"], folder)


def test_title_and_origin_that_disagree_are_an_issue(folder):
    assert "title" not in set(load_corpus("alvito-2022", data=folder).issues["field"])
    register = folder / "registry" / "plans.csv"
    register.write_text(register.read_text(encoding="utf-8").replace(" (dados sintéticos)", ""), encoding="utf-8")
    issues = load_corpus("alvito-2022", data=folder).issues
    assert "(dados sintéticos)" in issues.loc[issues["field"] == "title", "text"].item()


@pytest.mark.parametrize(("lang", "words"), [("pt", "dados sintéticos"), ("en", "synthetic data")])
def test_figure_gets_a_line_of_its_own_and_keeps_its_scale(lang, words):
    figure = etree.fromstring(marked_figure(SVG, lang))
    assert figure[-1].text == words
    assert (figure.get("width"), figure.get("height"), figure.get("viewBox")) == ("200pt", "114pt", "0 0 200 114")


def test_figure_of_unknown_size_stays_as_it_is():
    assert marked_figure("<svg/>") == "<svg/>"


def test_table_gets_a_column_unless_it_tells_of_each_row():
    assert marked_table('place,actions\n"Vila, de Cima",3\n') == 'place,actions,synthetic\n"Vila, de Cima",3,True\n'
    assert marked_table("place\n") == "place,synthetic\n"
    assert marked_table("plan_id,synthetic\na-2021,False\n") == "plan_id,synthetic\na-2021,False\n"


def test_marking_changes_a_copy():
    output = new_output("display_data", data={"image/svg+xml": SVG})
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("x", outputs=[output])]))
    assert "sintéticos" in marked(notebook).cells[0].outputs[0].data["image/svg+xml"]
    assert notebook.cells[0].outputs[0].data["image/svg+xml"] == SVG


def test_report_on_a_synthetic_plan_says_so_at_its_top_in_its_figures_and_tables(task, shown, folder, tmp_path):
    rows = {"text/html": "<table></table>", "text/csv": "actions\n3\n"}
    code = shown({"image/svg+xml": SVG}, name="net") + "\n" + shown(rows, name="rows")
    attempt = run_report(task(code, plan_id="alvito-2022", data=folder), tmp_path / "out")
    assert attempt.state == "done"
    page = BeautifulSoup((tmp_path / "out/alvito-2022/01-toy.pt.html").read_text(encoding="utf-8"), "html.parser")
    assert page.main.find(True)["class"] == ["synthetic"]
    assert "um programa inventou" in page.main.find(True).text
    figure = (tmp_path / "out/alvito-2022/figures/01-toy.net.pt.svg").read_text(encoding="utf-8")
    assert "dados sintéticos" in figure
    table = (tmp_path / "out/alvito-2022/tables/01-toy.rows.pt.csv").read_text(encoding="utf-8")
    assert table == "actions,synthetic\n3,True\n"


def test_report_on_a_real_plan_that_names_a_synthetic_one_says_so(task, notebook, shown, folder, tmp_path):
    made = task(shown({"image/svg+xml": SVG}, name="net"), plan_id="lagos-2023", data=folder)
    assert run_report(made, tmp_path / "out").state == "done"
    page = tmp_path / "out/lagos-2023/01-toy.pt.html"
    assert 'class="synthetic"' not in page.read_text(encoding="utf-8")
    notebook("01-toy", "1", parameters='plan_id: str = "x"\nearlier: str = "alvito-2022"  # plan before')
    assert run_report(made, tmp_path / "out").state == "done"
    assert 'class="synthetic"' in page.read_text(encoding="utf-8")
