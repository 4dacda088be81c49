"""A page stands alone, hides the machinery and lets no script in."""

import base64
import datetime
import re
from html import escape

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.reporting.pages.export import CALENDARS, calendars, figures, page, tables

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'
TABLE = {"text/html": "<table><tr><td>GNR</td></tr></table>", "text/csv": "a\n1\n"}


def shown(data, **told):
    return new_output("display_data", data=data, metadata={"analysis": told} if told else {})


def executed(*outputs, source="partners = 1", markdown="# Quem trabalha com quem"):
    cells = [
        new_markdown_cell(markdown, id="title"),
        new_code_cell("top = 10", id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell("# Parameters\ntop = 3", id="given", metadata={"tags": ["injected-parameters"]}),
        new_code_cell(source, id="cell", outputs=list(outputs), execution_count=1),
    ]
    return nbformat.from_dict(new_notebook(cells=cells))


def soup(notebook, **options):
    return BeautifulSoup(page(notebook, **options), "html.parser")


def test_notebook_without_outputs_is_a_page_with_folded_code():
    html = soup(executed())
    assert html.title.text == "Quem trabalha com quem"
    assert "partners = 1" in html.main.details.text
    assert not html.main.details.has_attr("open")


def test_calendars_are_taken_from_every_output_that_carries_some():
    first, second = ({"text/html": "<p>x</p>", CALENDARS: {name: name.upper()}} for name in ("cma", "gnr"))
    assert calendars(executed(shown(first), shown(TABLE), shown(second))) == {"cma": "CMA", "gnr": "GNR"}
    assert calendars(executed()) == {}


def test_page_names_its_language_and_subject():
    html = soup(executed(), lang="en", heading="Vila · 2021")
    assert html.html["lang"] == "en"
    assert html.title.text == "Quem trabalha com quem · Vila · 2021"
    assert "Vila · 2021" in html.header.text
    assert html.summary.text == "Show the code of this page"


def test_page_asks_nothing_of_the_network_and_runs_nothing():
    html = soup(executed(shown({"image/svg+xml": SVG}), shown(TABLE)))
    addresses = [tag.get("src") or tag.get("href") for tag in html.select("[src], [href]")]
    assert [a for a in addresses if not a.startswith(("data:", "#", "../index.html"))] == []
    assert html.script is None
    assert "@import" not in html.style.text
    assert "url(" not in html.style.text
    assert "default-src 'none'" in html.select_one("meta[http-equiv]")["content"]


def test_figure_is_an_image_with_its_text_alternative():
    html = soup(executed(shown({"image/svg+xml": SVG}, name="partner-network", alt='O nó "CMA" é o maior')))
    image = html.figure.img
    assert image["alt"] == 'O nó "CMA" é o maior'
    assert base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")).decode() == SVG


def test_table_scrolls_in_a_named_box_and_can_be_taken_away():
    html = soup(executed(shown(TABLE, name="partners", alt="Parceiros")))
    box = html.select_one(".table")
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "Parceiros")
    assert box.table.td.text == "GNR"
    link = html.select_one("a[download]")
    assert link["download"] == "partners.csv"
    assert base64.b64decode(link["href"].rpartition(",")[2]).decode("utf-8-sig") == "a\r\n1\r\n"


def test_finding_in_words_is_read_as_markdown():
    html = soup(executed(shown({"text/markdown": "A **GNR** participa", "text/plain": "<Markdown>"})))
    assert html.strong.text == "GNR"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<SCRIPT >alert(1)</SCRIPT >",
        '<b onclick="alert(1)">x</b>',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe src="https://example.org/alert"></iframe>',
        '<img src="https://example.org/alert.png">',
        '<link rel="stylesheet" href="https://example.org/alert.css">',
        "<style>@import 'https://example.org/alert.css'</style>",
        '<form action="https://example.org/alert"><button>x</button></form>',
    ],
)
def test_what_could_act_or_fetch_is_removed(hostile):
    outputs = (shown({"text/html": hostile + "<table></table>"}), shown({"text/markdown": hostile}))
    assert "alert" not in str(soup(executed(*outputs, markdown=f"# Título\n\n{hostile}")).main)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style></title></textarea><script>alert(1)</script>",
    "{{7+7}} {% raw %} ${7+7}",
    "<!--links--> --><b>x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(text):
    table = {"text/html": f"<table><tr><td>{escape(text)}</td></tr></table>", "text/csv": "a\n1\n"}
    outputs = (
        shown({"image/svg+xml": SVG}, name=text, alt=text),
        shown(table, name=text, alt=text),
        new_output("stream", name="stdout", text=text),
    )
    notebook = executed(*outputs, source=text, markdown=f"# T\n\n{escape(text)}")
    found = soup(notebook, heading=text, parameters={"title": text, text: 1})
    assert found.script is None
    assert not found.select("[onerror], [onload], svg")
    assert [image["src"].partition(",")[0] for image in found.find_all("img")] == ["data:image/svg+xml;base64"]
    assert found.title.text == f"T · {text}"
    assert found.select_one(".place").text == found.section.p.text == found.td.text == found.img["alt"] == text
    assert found.select_one("pre.text").text == text
    assert text in [code.text for code in found.select(".code code")]
    assert text in [told.text for told in found.select(".parameters dd")]
    assert [a["href"].partition(":")[0] for a in found.select("main a[href]")] == ["data"]


def test_signs_that_turn_what_follows_them_do_not_reach_the_page():
    stdout = new_output("stream", name="stdout", text="a\u202eb")
    written = page(executed(stdout, shown({"image/svg+xml": SVG}, alt="a\u202eb")), heading="a\u202eb")
    assert "\u202e" not in written


def test_contents_list_the_parts_and_what_leads_to_them_opens_the_page():
    notebook = executed(shown({"text/markdown": "Introdução"}))
    notebook.cells += [new_markdown_cell("## Parte", id="part"), new_markdown_cell("Texto", id="text")]
    found = soup(notebook)
    assert [(a["href"], a.text) for a in found.select(".contents a")] == [("#cell-id=part", "Parte")]
    assert [section.get_text(strip=True) for section in found.select(".opening section")] == [
        "Quem trabalha com quem",
        "Introdução",
    ]
    assert found.find(id="cell-id=part").h2.text == "Parte"


def test_page_tells_programs_when_it_was_made():
    found = soup(executed(), made=datetime.date(2021, 2, 16))
    assert found.find("meta", {"name": "dcterms.created"})["content"] == "2021-02-16"


def test_plain_output_is_escaped():
    html = soup(executed(new_output("stream", name="stdout", text="<script>alert(1)</script>")))
    assert html.script is None
    assert html.select_one("pre.text").text == "<script>alert(1)</script>"


def test_warnings_and_representations_of_objects_are_not_shown():
    warned = new_output("stream", name="stderr", text="DeprecationWarning")
    figure = new_output("execute_result", data={"text/plain": "<Axes: >"}, execution_count=1)
    html = page(executed(warned, figure))
    assert "DeprecationWarning" not in html
    assert "Axes" not in html


def test_no_prompts_are_shown():
    result = new_output("execute_result", data={"text/plain": "42"}, execution_count=1)
    assert not re.search(r"(In|Out)\s*\[", page(executed(result)))


def test_code_that_shows_nothing_is_folded_with_the_next_output():
    html = soup(executed(shown(TABLE)))
    assert len(html.select("details")) == 1
    assert "top = 3" in html.details.text


def test_footer_tells_what_the_page_was_made_with():
    html = soup(executed(), parameters={"top": 3, "role": None}, made=datetime.date(2021, 2, 16))
    assert "16 de fevereiro de 2021" in html.footer.text
    assert [d.get_text() for d in html.select(".parameters div")] == ["top3"]


def test_notebook_without_outputs_has_no_figures_or_tables():
    assert (figures(executed()), tables(executed())) == ({}, {})


def test_figures_and_tables_are_named_by_their_helper():
    notebook = executed(shown({"image/svg+xml": SVG}, name="network"), shown(TABLE, name="partners"))
    assert figures(notebook) == {"network": SVG}
    assert tables(notebook) == {"partners": "a\n1\n"}


def test_output_without_a_name_is_called_after_its_cell():
    assert list(figures(executed(shown(TABLE), shown({"image/svg+xml": SVG})))) == ["cell-2"]


def test_repeated_name_is_numbered():
    twice = executed(shown({"image/svg+xml": SVG}, name="a"), shown({"image/svg+xml": "<svg/>"}, name="a"))
    assert figures(twice) == {"a": SVG, "a-2": "<svg/>"}


def test_name_cannot_leave_its_folder():
    assert list(figures(executed(shown({"image/svg+xml": SVG}, name="../../Ação")))) == ["acao"]


@pytest.mark.parametrize(("lang", "content"), [("pt", "Entidade;Intermediação\r\nGNR;0,5\r\n"), ("en", None)])
def test_every_table_of_a_page_is_offered_in_the_dress_of_its_language(lang, content):
    table = {"text/html": "<table><tr><td>GNR</td></tr></table>", "text/csv": "organisation,betweenness\nGNR,0.5\n"}
    html = BeautifulSoup(page(executed(shown(table), shown(table)), lang=lang), "html.parser")
    links = [base64.b64decode(a["href"].partition("base64,")[2]) for a in html.select("p.take a")]
    assert len(links) == 2
    expected = content or "Body,Betweenness\r\nGNR,0.5\r\n"
    assert set(links) == {expected.encode("utf-8-sig")}
