"""The index covers the whole ledger and says in words what failed."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from analysis.reporting.ledger import Attempt, append
from analysis.reporting.pages.site import write_site

DONE = Attempt(
    time="2021-02-16T10:00:00+00:00",
    plan="vila-2021",
    notebook="01-toy",
    language="pt",
    parameters={},
    state="done",
    seconds=1.0,
    inputs={},
    versions={},
    files=("vila-2021/01-toy.pt.html",),
)
FAILED = replace(DONE, time="2021-03-01T10:00:00+00:00", state="failed", error="<b>mês 13</b>", files=())
FACTS = {"vila-2021": {"municipality": "Vila <Nova>", "year": 2021, "district": "Faro"}}


@pytest.fixture
def site(tmp_path, notebooks, notebook):
    """Write the index of attempts whose files are made, and return it parsed."""
    notebook("01-toy", title="# Quem trabalha com quem")
    notebook("02-toy", title="# Que meses pesam")
    output = tmp_path / "out"

    def write(*attempts, **options):
        for attempt in attempts:
            append(output, attempt)
            for file in attempt.files:
                (output / file).parent.mkdir(parents=True, exist_ok=True)
                (output / file).write_text("<nav><!--links--><!--/links--></nav>", encoding="utf-8")
        output.mkdir(exist_ok=True)
        path = write_site(output, **{"facts": FACTS, "notebooks": notebooks, **options})
        return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")

    return write


def words(tag):
    return " ".join(tag.get_text().split())


def of(notebook, lang="pt", plan="vila-2021"):
    file = f"{plan}/{notebook}.{lang}.html"
    return replace(DONE, plan=plan, notebook=notebook, language=lang, files=(file,))


def test_empty_ledger_says_that_there_is_nothing(site):
    assert "Ainda não há relatórios" in words(site().main)


def test_plan_says_how_much_it_holds_and_of_how_much_the_months_are_known(site):
    graph = replace(DONE, notebook="graph", language=None, files=("vila-2021/graph.graphml",))
    counts = {"actions": 61, "organisations": 1, "known": 0}
    assert "61 ações · 1 entidade · meses indicados em 0 de 61" in words(site(replace(graph, counts=counts)).main)


@pytest.mark.parametrize(("synthetic", "marks"), [(1, ["dados sintéticos"]), (0, [])])
def test_synthetic_plan_is_marked_beside_its_name(site, synthetic, marks):
    counts = {"actions": 61, "organisations": 1, "known": 0, "synthetic": synthetic}
    html = site(replace(DONE, notebook="graph", language=None, files=("vila-2021/graph.graphml",), counts=counts))
    assert [words(mark) for mark in html.select(".plan .synthetic")] == marks


def test_report_is_linked_by_its_title_with_its_date(site):
    html = site(DONE)
    assert html.select_one("a[href='vila-2021/01-toy.pt.html']").text == "Quem trabalha com quem"
    assert "16 de fevereiro de 2021" in words(html.main)


def test_index_answers_first_how_many(site):
    assert words(site(of("01-toy"), of("02-toy")).select_one(".lead")) == "2 relatórios de 1 plano."


def test_one_report_is_singular_in_english(site):
    assert words(site(DONE, lang="en").select_one(".lead")) == "1 report on 1 plan."


def test_plan_is_named_by_its_municipality_escaped(site):
    html = site(DONE)
    assert words(html.h2) == "Vila <Nova> · 2021"
    assert "Faro" in words(html.select_one(".plan"))


def test_plan_without_facts_is_named_by_its_id(site):
    assert words(site(DONE, facts=None).h2) == "vila-2021"


def test_failure_is_told_in_words_with_the_earlier_report(site):
    html = site(DONE, FAILED)
    error = words(html.select_one(".error"))
    assert "Falhou em 1 de março de 2021: <b>mês 13</b>." in error
    assert "O relatório anterior, de 16 de fevereiro de 2021" in error
    assert html.select_one(".error a")["href"] == "vila-2021/01-toy.pt.html"
    assert "1 falhou" in words(html.select_one(".lead"))


def test_failure_without_an_earlier_report_links_nothing(site):
    html = site(FAILED)
    assert "Não há relatório anterior" in words(html.main)
    assert html.main.a is None


def test_time_out_is_told_apart_from_failure(site):
    assert "Excedeu o tempo" in words(site(replace(FAILED, state="timed out")).main)


def test_page_that_was_deleted_is_not_linked(site, tmp_path):
    site(DONE)
    (tmp_path / "out/vila-2021/01-toy.pt.html").unlink()
    assert site().main.a is None


def test_every_language_has_its_link(site):
    html = site(of("01-toy"), of("01-toy", "en"))
    assert [a["href"] for a in html.select(".when a")] == ["vila-2021/01-toy.pt.html", "vila-2021/01-toy.en.html"]


def test_graph_is_linked_and_not_counted_as_a_report(site):
    graph = replace(DONE, notebook="graph", language=None, files=("vila-2021/graph.graphml",))
    html = site(DONE, graph)
    assert html.select_one("a[href='vila-2021/graph.graphml']")
    assert words(html.select_one(".lead")) == "1 relatório de 1 plano."


def test_failed_graph_is_told(site):
    html = site(DONE, replace(FAILED, notebook="graph", language=None))
    assert "mês 13" in words(html.select_one(".error"))


def test_page_links_to_its_neighbours_and_its_other_language(site, tmp_path):
    site(of("01-toy"), of("02-toy"), of("01-toy", "en"), of("02-toy", plan="outra-2022"))
    page = BeautifulSoup((tmp_path / "out/vila-2021/01-toy.pt.html").read_text(encoding="utf-8"), "html.parser")
    assert [(a.get("href"), a.get("aria-current")) for a in page.select("a")] == [
        (None, "page"),
        ("02-toy.pt.html", None),
        ("01-toy.en.html", None),
    ]


def test_page_does_not_link_to_a_report_that_never_succeeded(site, tmp_path):
    site(of("01-toy"), replace(FAILED, notebook="02-toy"))
    assert "02-toy" not in (tmp_path / "out/vila-2021/01-toy.pt.html").read_text(encoding="utf-8")


def test_writing_the_site_twice_changes_nothing(site, tmp_path):
    site(of("01-toy"), of("02-toy"))
    page = tmp_path / "out/vila-2021/01-toy.pt.html"
    before = page.read_bytes()
    site()
    assert page.read_bytes() == before
