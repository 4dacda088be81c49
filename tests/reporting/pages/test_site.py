"""The index and the pages of plans cover the whole ledger and say in words what failed."""

import csv
import datetime
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis.reporting.ledger import Attempt, append
from analysis.reporting.pages.site import write_site
from analysis.reporting.result_schema import COLUMNS

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
GRAPH = replace(DONE, notebook="graph", language=None, files=("vila-2021/graph.graphml",))
FACTS = {"vila-2021": {"municipality": "Vila <Nova>", "year": 2021, "district": "Faro", "ine_code": "0807"}}
LINKS = "<nav><!--links--><!--/links--></nav>"


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def site(output, notebooks, notebook):
    """Write the site of attempts whose files are made, and return its index parsed."""
    notebook("01-toy", title="# Quem trabalha com quem")
    notebook("02-toy", title="# Que meses pesam")
    (notebooks / "en.toml").write_text('["01-toy"]\ntitle = "# Who works with whom"\n', encoding="utf-8")

    def write(*attempts, page=LINKS, **options):
        for attempt in attempts:
            append(output, attempt)
            for file in attempt.files:
                (output / file).parent.mkdir(parents=True, exist_ok=True)
                (output / file).write_text(page, encoding="utf-8")
        output.mkdir(exist_ok=True)
        return parsed(write_site(output, **{"facts": FACTS, "notebooks": notebooks, **options}))

    return write


def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def words(tag):
    return " ".join(tag.get_text().split())


def of(notebook, lang="pt", plan="vila-2021"):
    file = f"{plan}/{notebook}.{lang}.html"
    return replace(DONE, plan=plan, notebook=notebook, language=lang, files=(file,))


def years(*plans):
    """Return attempts and facts of plans of one municipality."""
    facts = {plan: {**FACTS["vila-2021"], "year": int(plan[-4:])} for plan in plans}
    return [of("01-toy", plan=plan) for plan in plans], facts


def measured(output, plan, **values):
    """Write the measures of a plan as a whole; None is not known."""
    rows = io.StringIO()
    writer = csv.DictWriter(rows, list(COLUMNS), restval="", lineterminator="\r\n")
    writer.writeheader()
    for measure, value in values.items():
        unit = "share" if measure.endswith("share") else "actions"
        told = {"plan_id": plan, "subject_kind": "plan", "measure": measure, "unit": unit, "value": value}
        writer.writerow({**told, "synthetic": "false", "document": "vila.txt"})
    (output / plan).mkdir(parents=True, exist_ok=True)
    (output / plan / "measures.csv").write_text(rows.getvalue(), encoding="utf-8", newline="")


def test_empty_ledger_says_that_there_is_nothing(site):
    assert "Ainda não há relatórios" in words(site().main)


def test_index_answers_first_how_many(site):
    lead = words(site(of("01-toy"), of("02-toy")).select_one(".lead"))
    assert lead == "2 relatórios de 1 plano, de 1 município. Última edição: 16 de fevereiro de 2021."


def test_one_report_is_singular_in_english(site):
    assert words(site(of("01-toy", "en"), lang="en").select_one(".lead")).startswith("1 report on 1 plan of 1 munic")


def test_report_is_linked_under_its_title_by_its_date(site):
    table = site(DONE).select_one(".more table")
    assert [words(heading) for heading in table.thead.select("th")][2] == "Quem trabalha com quem"
    assert table.select_one(":scope > tbody > tr").select("th, td")[2].a["href"] == "vila-2021/01-toy.pt.html"
    assert words(table.a) == "16/02/2021"


def test_years_of_a_municipality_share_a_row_with_a_link_for_each(site):
    attempts, facts = years("vila-2022", "vila-2021")
    html = site(*attempts, facts=facts)
    assert [words(name) for name in html.select("#places > tbody > tr > th")] == ["Vila <Nova>"]
    assert [(words(a), a["href"]) for a in html.select(".years a")] == [
        ("2021", "vila-2021/index.html"),
        ("2022", "vila-2022/index.html"),
    ]


def test_municipalities_of_one_name_in_two_districts_stay_apart(site):
    attempts, facts = years("vila-2021", "outra-2021")
    facts["outra-2021"]["district"] = "Évora"
    html = site(*attempts, facts=facts)
    assert [body["id"] for body in html.select("#places > tbody")] == ["m-vila-nova-evora", "m-vila-nova-faro"]


def test_plan_without_facts_is_named_by_its_id(site):
    assert words(site(DONE, facts=None).select_one("#places > tbody th")) == "vila-2021"


def test_measures_of_the_latest_plan_stand_beside_a_column_for_each_year(site, output):
    attempts, facts = years("vila-2021", "vila-2022", "vila-2023")
    for plan, actions in {"vila-2021": 10, "vila-2022": None, "vila-2023": 40}.items():
        measured(output, plan, actions=actions, top_share=0.625)
    row = site(*attempts, facts=facts).select_one("#places > tbody > tr")
    actions, _, _, top, _ = row.select(".number")
    assert actions["data-value"] == "40"
    assert words(actions.title) == "2021: 10; 2022: não indicado; 2023: 40"
    # three columns 12 wide end at 60: the first at 30 of a quarter of 18, the second left out, the last whole
    assert [path["d"] for path in actions.select("path")] == ["M30 18V14", "M54 18V0"]
    assert top.get_text().endswith("63 %".replace(" ", "\u00a0"))


def test_what_is_not_known_is_a_dash_in_words_and_has_no_value(site, output):
    measured(output, "vila-2021", actions=3, density=None)
    density = site(DONE).select("#places > tbody > tr .number")[4]
    assert words(density) == "–não indicado"
    assert "data-value" not in density.attrs


def test_plan_without_measures_shows_what_its_graph_counted(site):
    counts = {"actions": 60, "organisations": 1, "known": 15}
    html = site(DONE, replace(GRAPH, counts=counts))
    assert [cell.get("data-value") for cell in html.select("#places .number[data-label]")] == [
        "60", "1", "0.25", None, None,
    ]  # fmt: skip
    assert "60 ações · 1 entidade · meses indicados em 15 de 60" in words(html.select_one(".more"))


def test_share_of_known_months_is_not_known_where_the_plan_states_none(site):
    html = site(DONE, replace(GRAPH, counts={"actions": 60, "organisations": 1, "known": 0}))
    assert "data-value" not in html.select("#places .number[data-label]")[2].attrs


@pytest.mark.parametrize(("synthetic", "marked"), [((1, 1), []), ((1, 0), ["dados sintéticos"]), ((0, 0), [])])
def test_synthetic_plans_are_marked_and_told_once_where_all_are(site, synthetic, marked):
    plans = [replace(of("01-toy", plan=plan), notebook="graph", language=None) for plan in ("vila-2021", "outra-2022")]
    counts = [{"actions": 1, "organisations": 1, "known": 0, "synthetic": one} for one in synthetic]
    graphs = [replace(plan, counts=count) for plan, count in zip(plans, counts, strict=True)]
    html = site(DONE, of("01-toy", plan="outra-2022"), *graphs)
    assert [words(mark) for mark in html.select("#places .synthetic")] == marked
    assert len(html.select("p.synthetic")) == (synthetic == (1, 1))


def test_failure_is_told_in_words_with_the_earlier_report(site):
    html = site(DONE, FAILED)
    why = words(html.select_one(".why"))
    assert why.startswith("1 falhou: porquê")
    assert "1 falhou: <b>mês 13</b>. Vila <Nova>, 2021, Quem trabalha com quem · 1 de março de 2021." in why
    assert "O relatório anterior, de 16 de fevereiro de 2021, continua disponível" in why
    assert html.select(".why li li a")[1]["href"] == "vila-2021/01-toy.pt.html"


def test_failure_without_an_earlier_report_links_none(site):
    html = site(FAILED)
    assert "Não há relatório anterior" in words(html.select_one(".why"))
    assert not html.select("[href$='01-toy.pt.html']")


def test_notebook_of_a_failed_run_is_linked_where_it_was_kept(site, output):
    site(FAILED)
    (output / "vila-2021/01-toy.pt.failed.ipynb").write_text("{}", encoding="utf-8")
    assert site().select_one(".why a[download]")["href"] == "vila-2021/01-toy.pt.failed.ipynb"
    assert parsed(output / "vila-2021/index.html").select_one(".error a")["href"] == "01-toy.pt.failed.ipynb"


def test_failures_for_one_reason_are_told_together(site):
    attempts = [replace(FAILED, plan=plan) for plan in ("vila-2021", "outra-2022", "mais-2023")]
    html = site(*attempts, replace(FAILED, plan="uma-2020", error="outra coisa"))
    assert [words(reason) for reason in html.select(".why .error")] == [
        "3 falharam: <b>mês 13</b>.",
        "1 falhou: outra coisa.",
    ]


@pytest.mark.parametrize(
    ("state", "told"), [("timed out", "1 excedeu o tempo"), ("skipped", "1 omitido"), ("failed", "1 falhou")]
)
def test_each_state_is_told_apart_and_can_be_filtered(site, state, told):
    html = site(DONE, replace(FAILED, state=state))
    assert words(html.select("#places > tbody > tr > td")[-2]) == told
    assert html.select_one("#places > tbody")["data-states"] == state
    assert [option["value"] for option in html.select("#state option")] == ["", state]


def test_unchanged_counts_as_done(site):
    html = site(DONE, replace(DONE, state="unchanged", time="2021-05-01T10:00:00+00:00"))
    assert html.select_one("#places > tbody")["data-states"] == "done"
    assert "Última edição: 16 de fevereiro de 2021" in words(html.select_one(".lead"))


def test_page_that_was_deleted_is_not_linked(site, output):
    site(DONE)
    (output / "vila-2021/01-toy.pt.html").unlink()
    assert site().main.a is None


def test_graph_is_linked_and_not_counted_as_a_report(site):
    html = site(DONE, GRAPH)
    assert html.select_one("a[href='vila-2021/graph.graphml']")
    assert words(html.select_one(".lead")).startswith("1 relatório de 1 plano")
    assert words(html.select("#places > tbody > tr > td")[-2]) == "1 feito"


def test_failed_graph_is_told(site, output):
    html = site(DONE, replace(FAILED, notebook="graph", language=None))
    assert "Rede de ações e entidades" in words(html.select_one(".why"))
    assert "<b>mês 13</b>" in words(parsed(output / "vila-2021/index.html").select(".error")[-1])


def test_index_of_each_language_shows_its_reports_and_leads_to_the_other(site, output):
    html = site(of("01-toy"), of("01-toy", "en"))
    english = parsed(output / "index.en.html")
    assert (html.html["lang"], english.html["lang"]) == ("pt", "en")
    assert html.select_one(".language a")["href"] == "index.en.html"
    assert english.select_one(".language a")["href"] == "index.html"
    assert [a["href"] for a in html.select(".more a")] == ["vila-2021/01-toy.pt.html"]
    assert [a["href"] for a in english.select(".more a")] == ["vila-2021/01-toy.en.html"]
    assert english.select_one(".years a")["href"] == "vila-2021/index.en.html"
    assert "Who works with whom" in words(english.select_one(".more"))


def test_index_in_the_language_of_the_run_replaces_the_one_in_another(site, output):
    site(of("01-toy"), of("01-toy", "en"))
    site(lang="en")
    assert parsed(output / "index.html").html["lang"] == "en"
    assert {path.name for path in output.glob("index*")} == {"index.html", "index.pt.html"}


def test_report_in_another_language_only_is_linked_as_such(site):
    link = site(of("01-toy", "en")).select_one(".more a")
    assert (link["href"], link["hreflang"]) == ("vila-2021/01-toy.en.html", "en")


def test_place_stands_on_the_map_and_leads_to_its_row(site):
    html = site(DONE)
    mark = html.select_one(".map a")
    assert html.select_one(mark["href"]).name == "tbody"
    assert words(mark.title) == "Vila <Nova>: feitos"


def test_place_without_a_code_is_not_on_the_map(site):
    assert site(DONE, facts=None).select_one(".map") is None


def test_every_control_and_heading_has_a_name_and_no_id_is_twice(site):
    attempts, facts = years("vila-2021", "outra-2021")
    html = site(*attempts, FAILED, facts=facts)
    assert all(words(field.find_parent("label")) for field in html.select("input, select"))
    assert len(html.select("h1")) == 1
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))


def test_index_shows_all_without_its_script_and_no_control_that_would_do_nothing(site):
    attempts, facts = years("vila-2021", "outra-2021")
    html = site(*attempts, facts=facts)
    assert not html.select("#places [hidden], #places button")
    assert html.select_one("#controls").has_attr("hidden")
    assert html.select_one("#map-choice").has_attr("hidden")


def test_pages_run_only_the_one_script_that_their_policy_names(site, output):
    import base64
    import hashlib

    html = site(DONE)
    policy = html.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    (script,) = html.select("script")
    named = base64.b64encode(hashlib.sha256(script.string.encode()).digest()).decode()
    assert f"script-src 'sha256-{named}'" in policy
    assert "unsafe" not in policy
    assert not [name for tag in html.find_all() for name in tag.attrs if name.startswith("on") or name == "style"]
    assert parsed(output / "vila-2021/index.html").script is None


def test_hostile_text_stays_text(site, output):
    hostile = '"><script>alert(1)</script>{{ 7 * 7 }}<img src=x onerror=alert(1)></style>'
    facts = {"vila-2021": {"municipality": hostile, "year": 2021, "district": hostile, "document": hostile}}
    index = site(DONE, replace(FAILED, error=hostile), facts=facts)
    plan = parsed(output / "vila-2021/index.html")
    for html in (index, plan):
        assert len(html.select("script")) == (html is index)
        assert not html.select("img")
        assert hostile in html.get_text()


def test_page_of_a_plan_tells_what_it_is_in_the_words_of_a_report(site, output):
    page = (
        f"{LINKS}<p><strong>Vila &lt;Nova&gt;</strong>, 2021: Plano <em>de</em> Ação.</p>"
        '<section id="cell-id=summary-title"><h2>Em resumo</h2></section><ul><li><a href="#x">Onde</a>: 3 &amp; 4.</li>'
        "<li>Outro</li></ul>"
    )
    site(DONE, GRAPH, page=page)
    html = parsed(output / "vila-2021/index.html")
    assert words(html.h1) == "Vila <Nova>, 2021"
    assert words(html.select_one(".lead")) == "Plano de Ação."
    assert words(html.select_one(".cards p")) == "Onde: 3 & 4."


def test_statement_about_another_plan_is_not_taken_for_this_one(site, output):
    site(DONE, page=f"{LINKS}<p><strong>Outra</strong>, 2021: Plano de Ação.</p>")
    assert parsed(output / "vila-2021/index.html").select_one(".lead") is None


def test_page_of_a_plan_lists_its_files_by_kind_under_their_names(site, output):
    names = ["01-toy.pt.html", "01-toy.pt.ipynb", "figures/01-toy.rede.pt.svg", "tables/01-toy.rede.pt.csv"]
    site(replace(DONE, files=tuple(f"vila-2021/{name}" for name in names)))
    details = parsed(output / "vila-2021/index.html").select_one(".cards details")
    assert [(words(a), a["href"]) for a in details.select("a")] == [
        ("Caderno executado", "01-toy.pt.ipynb"),
        ("rede.svg", "figures/01-toy.rede.pt.svg"),
        ("rede.csv", "tables/01-toy.rede.pt.csv"),
    ]


def test_page_of_a_plan_shows_its_measures_with_unknown_ones_in_words(site, output):
    measured(output, "vila-2021", actions=61, top_share=None)
    site(DONE)
    rows = parsed(output / "vila-2021/index.html").select(".measures tbody tr")
    assert [words(row) for row in rows] == ["Ações61–", "Presença da principalnão indicado–"]


def test_page_of_a_plan_leads_to_the_other_years_and_to_the_index(site, output):
    attempts, facts = years("vila-2021", "vila-2022")
    site(*attempts, facts=facts)
    nav = parsed(output / "vila-2021/index.html").nav
    assert [a.get("href") for a in nav.select("a")] == ["../index.html", None, "../vila-2022/index.html"]


def test_page_of_a_plan_in_one_language_leads_to_the_other(site, output):
    site(of("01-toy"), of("01-toy", "en"))
    html = parsed(output / "vila-2021/index.en.html")
    assert html.html["lang"] == "en"
    assert html.select_one(".path a")["href"] == "../index.en.html"
    assert html.select_one(".language a")["href"] == "index.html"
    assert html.select_one("h3 a")["href"] == "01-toy.en.html"


def test_report_links_to_its_plan_its_neighbours_and_its_other_language(site, output):
    site(of("01-toy"), of("02-toy"), of("01-toy", "en"), of("02-toy", plan="outra-2022"))
    page = parsed(output / "vila-2021/01-toy.pt.html")
    assert [(a.get("href"), a.get("aria-current")) for a in page.select("a")] == [
        ("../index.html", None),
        ("index.html", None),
        (None, "page"),
        ("02-toy.pt.html", None),
        ("01-toy.en.html", None),
    ]


def test_report_does_not_link_to_one_that_never_succeeded(site, output):
    site(of("01-toy"), replace(FAILED, notebook="02-toy"))
    assert "02-toy" not in (output / "vila-2021/01-toy.pt.html").read_text(encoding="utf-8")


def files(output):
    return {path: (path.read_bytes(), path.stat().st_ino) for path in sorted(output.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("changed", [None, [], ["vila-2021"]])
def test_writing_the_site_again_writes_no_file(site, output, changed):
    site(of("01-toy"), of("02-toy"))
    before = files(output)
    site(changed=changed)
    assert files(output) == before


def test_only_pages_of_changed_plans_and_of_their_other_years_are_written(site, output):
    attempts, facts = years("vila-2021", "vila-2022")
    facts["outra-2022"] = {"municipality": "Outra", "year": 2022}
    site(*attempts, of("01-toy", plan="outra-2022"), facts=facts)
    pages = [output / plan / name for plan in facts for name in ("index.html", "01-toy.pt.html")]
    for page in pages:
        page.write_text(LINKS, encoding="utf-8")
    site(facts=facts, changed=["vila-2022"])
    written = [str(page.relative_to(output)) for page in pages if page.read_text(encoding="utf-8") != LINKS]
    assert written == ["vila-2021/index.html", "vila-2022/index.html", "vila-2022/01-toy.pt.html"]


def test_missing_page_of_a_plan_is_written_though_nothing_changed(site, output):
    site(DONE)
    (output / "vila-2021/index.html").unlink()
    site(changed=[])
    assert (output / "vila-2021/index.html").is_file()


def test_index_is_written_anew_when_a_page_is_gone_though_nothing_changed(site, output):
    site(DONE, of("02-toy"))
    (output / "vila-2021/02-toy.pt.html").unlink()
    assert "02-toy" not in str(site(changed=[]))


def test_site_is_written_without_the_packages_that_analyse(output, notebooks):
    append(output, replace(DONE, time=datetime.datetime.now().astimezone().isoformat()))
    heavy = ("pandas", "numpy", "matplotlib", "nbformat", "nbconvert", "papermill", "networkx")
    code = (
        "import sys, pathlib\nfrom analysis.reporting.pages.site import write_site\n"
        f"write_site(pathlib.Path({str(output)!r}), notebooks=pathlib.Path({str(notebooks)!r}))\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
    assert Path(output / "index.html").is_file()
