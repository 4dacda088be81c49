"""The index in a browser: search, filters, sorting, the map, and the address that tells them."""

import json

import pytest

from analysis.reporting.pages.site import write_site
from tests.browser.chromium import PHONE, WIDE

PLANS = {  # plan: municipality, district, code, state, actions
    "agueda-2021": ("Águeda", "Aveiro", "0101", "done", 31),
    "beja-2021": ("Beja", "Beja", "0205", "failed", 9),
    "evora-2021": ("Évora", "Évora", "0705", "done", None),
    "horta-2021": ("Horta", "Região Autónoma dos Açores", "4701", "timed out", 120),
}
SHOWN = (
    "return [...document.querySelectorAll('#places > tbody:not([hidden]) > tr > th')].map(th => th.innerText.trim())"
)
CHOOSE = """
const [id, value] = arguments;
const field = document.getElementById(id);
field.value = value;
field.dispatchEvent(new Event(field.tagName === "INPUT" ? "input" : "change", {bubbles: true}));
"""
SORT = "document.querySelector(`[data-key=${arguments[0]}] button`).click()"
SORTED = (
    "return [...document.querySelectorAll('[aria-sort]')].map(th => [th.dataset.key, th.getAttribute('aria-sort')])"
)
MARKS = "return [...document.querySelectorAll('.map a')].filter(a => a.checkVisibility()).length"
STATUS = "return document.getElementById('shown').textContent"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    output = tmp_path_factory.mktemp("index")
    lines, facts = [], {}
    for plan, (municipality, district, code, state, actions) in PLANS.items():
        facts[plan] = {"municipality": municipality, "district": district, "ine_code": code, "year": 2021}
        common = {"time": "2021-02-16T10:00:00+00:00", "plan": plan, "parameters": {}, "seconds": 1.0, "inputs": {}}
        common |= {"versions": {}}
        page = f"{plan}/01.pt.html"
        (output / plan).mkdir()
        (output / page).write_text("<!--links--><!--/links-->", encoding="utf-8")
        lines.append({**common, "notebook": "01", "language": "pt", "state": "done", "files": [page]})
        if state != "done":
            lines.append({**lines[-1], "state": state, "error": "mês 13", "files": []})
        if actions:
            counts = {"actions": actions, "organisations": 1, "known": 0, "synthetic": 0}
            graph = f"{plan}/graph.graphml"
            (output / graph).touch()
            lines.append({**common, "notebook": "graph", "language": None, "state": "done", "files": [graph]})
            lines[-1]["counts"] = counts
    (output / "runs.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return write_site(output, facts=facts, notebooks=output)


@pytest.fixture
def opened(browser, index):
    browser.open(index)
    return browser


def test_all_are_shown_by_name_at_first(opened):
    assert opened.run(SHOWN) == ["Águeda", "Beja", "Évora", "Horta"]
    assert opened.run(STATUS) == "4 de 4 municípios"
    assert opened.run(SORTED) == [["place", "ascending"]]


@pytest.mark.parametrize(
    ("words", "found"), [("agu", ["Águeda"]), ("ÉVO", ["Évora"]), ("acores", ["Horta"]), ("x", [])]
)
def test_search_knows_no_accents_and_no_capitals(opened, words, found):
    opened.run(CHOOSE, "find", words)
    assert opened.run(SHOWN) == found
    assert opened.run(STATUS) == f"{len(found)} de 4 municípios"
    assert opened.run(MARKS) == len(found)


def test_filters_go_together_and_can_be_cleared(opened):
    opened.run(CHOOSE, "state", "failed")
    assert opened.run(SHOWN) == ["Beja"]
    opened.run(CHOOSE, "district", "Aveiro")
    assert opened.run(SHOWN) == []
    opened.run("document.querySelector('[type=reset]').click()")
    assert opened.run(SHOWN) == ["Águeda", "Beja", "Évora", "Horta"]
    assert opened.run("return document.getElementById('district').value") == ""


def test_numbers_are_sorted_from_the_greatest_and_then_from_the_least_with_unknown_ones_last(opened):
    opened.run(SORT, "actions")
    assert opened.run(SHOWN) == ["Horta", "Águeda", "Beja", "Évora"]
    assert opened.run(SORTED) == [["actions", "descending"]]
    opened.run(SORT, "actions")
    assert opened.run(SHOWN) == ["Beja", "Águeda", "Horta", "Évora"]
    assert opened.run(SORTED) == [["actions", "ascending"]]


def test_rows_of_a_municipality_stay_together_when_sorted(opened):
    opened.run(SORT, "actions")
    links = opened.run(
        "return [...document.querySelectorAll('#places > tbody')].map(b => b.querySelector('.more a').href)"
    )
    assert [link.split("/")[-2] for link in links] == ["horta-2021", "agueda-2021", "beja-2021", "evora-2021"]


def test_address_tells_what_is_chosen_and_opens_the_same(browser, index, opened):
    opened.run(CHOOSE, "state", "done")
    opened.run(SORT, "actions")
    opened.run(CHOOSE, "map-measure", "actions")
    address = opened.run("return location.hash")
    assert address == "#state=done&sort=-actions&map=actions"
    browser.open(index)
    opened.run("location.hash = arguments[0]", address)
    opened.run("return new Promise(done => setTimeout(done, 50))")
    assert opened.run(SHOWN) == ["Águeda", "Évora"]
    assert opened.run("return document.getElementById('state').value") == "done"


@pytest.mark.parametrize("address", ["#sort=nothing", "#state=%3Cb%3E&x=1", "#map=nothing", "#sort="])
def test_address_that_tells_nonsense_breaks_nothing(opened, address):
    opened.run("location.hash = arguments[0]", address)
    opened.run("return new Promise(done => setTimeout(done, 50))")
    assert opened.said() == []
    assert opened.run(SORTED) == [["place", "ascending"]]


def test_mark_leads_to_its_row_and_leaves_the_choice(opened):
    opened.run(SORT, "actions")
    opened.run(
        "document.querySelector('.map a').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )
    opened.run("return new Promise(done => setTimeout(done, 50))")
    assert opened.run("return document.querySelector(':target th').innerText.trim()") == "Águeda"
    assert opened.run(SHOWN)[0] == "Horta"


def test_measure_on_the_map_is_an_area_and_is_told_in_words(opened):
    opened.run(CHOOSE, "map-measure", "actions")
    told = opened.run(
        "return [...document.querySelectorAll('.map a')].map(a => [a.querySelector('title').textContent,"
        " +a.querySelector('circle').getAttribute('r'), a.getAttribute('class')])"
    )
    names, radii, classes = zip(*told, strict=True)
    assert names == ("Águeda: 31", "Beja: 9", "Évora: não indicado", "Horta: 120")
    assert radii[3] > radii[0] > radii[1]
    assert ["unvalued" in name for name in classes] == [False, False, True, False]
    assert "até 120" in opened.run("return document.getElementById('map-scale').textContent")
    opened.run(CHOOSE, "map-measure", "")
    assert opened.run("return document.querySelectorAll('.map a circle').length") == 0
    assert opened.run("return document.querySelector('.map a title').textContent") == "Águeda: feitos"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_index_breaks_no_rule_asks_for_nothing_and_fits(browser, index, width):
    browser.open(index, width)
    assert browser.broken_rules() == {}
    browser.run("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert browser.broken_rules() == {}
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert (browser.asked(), browser.said()) == ([], [])
