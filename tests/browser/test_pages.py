"""Every page in a browser: for every reader, on a phone and on paper; alone, and deaf to what a plan holds."""

import pypdfium2
import pytest

from tests.browser.chromium import PHONE, WIDE
from tests.browser.conftest import HOSTILE

PAGE = (
    '<!DOCTYPE html><html lang="pt"><head><meta charset="utf-8"><title>x</title></head>'
    "<body><main>{}</main></body></html>"
)
UNFOLD = "document.querySelectorAll('details').forEach(details => details.open = true)"
UNREACHED = """
const scrolls = e => ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1;
return [...document.querySelectorAll("body *")].filter(e => scrolls(e) && e.tabIndex < 0)
    .map(e => e.outerHTML.slice(0, 200));
"""
SCROLLED = '<h1>x</h1><div style="overflow:auto;width:9em"><p style="width:90em">muito</p></div>'
BROKEN = {
    "html-has-lang": PAGE.replace(' lang="pt"', "").format("<h1>x</h1>"),
    "document-title": PAGE.replace("<title>x</title>", "").format("<h1>x</h1>"),
    "image-alt": PAGE.format('<h1>x</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "color-contrast": PAGE.format('<h1>x</h1><p style="color:#999;background:#fff">cinzento</p>'),
    "heading-order": PAGE.format("<h1>x</h1><h3>y</h3>"),
    "page-has-heading-one": PAGE.format("<h2>x</h2>"),
    "region": PAGE.replace("</main>", "</main><p>fora</p>").format("<h1>x</h1>"),
    "link-name": PAGE.format('<h1>x</h1><a href="#x"></a>'),
}


@pytest.fixture
def written(tmp_path):
    def write(html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("rule", BROKEN)
def test_check_refuses_a_page_that_breaks_the_rule(browser, written, rule):
    browser.open(written(BROKEN[rule]))
    assert rule in browser.broken_rules()


def test_check_passes_a_page_that_breaks_none(browser, written):
    browser.open(written(PAGE.format("<h1>x</h1><p>y</p>")))
    assert browser.broken_rules() == {}


def test_check_sees_what_scrolls_out_of_reach_of_the_keyboard(browser, written):
    browser.open(written(PAGE.format(SCROLLED)))
    assert len(browser.run(UNREACHED)) == 1
    browser.open(written(PAGE.format(SCROLLED.replace("<div", '<div tabindex="0"'))))
    assert browser.run(UNREACHED) == []


def test_check_sees_what_a_page_without_a_policy_would_do(browser, written):
    browser.open(written(PAGE.format('<img src="http://127.0.0.1:9/x.png" alt=""><script>alert(1)</script>')))
    assert browser.dialog() == "1"
    assert browser.asked() == ["http://127.0.0.1:9/x.png"]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_no_page_breaks_a_rule_of_accessibility(browser, pages, width):
    found = {}
    for page in pages:
        browser.open(page, width)
        found[page.name] = browser.broken_rules()
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_rules_hold_where_everything_is_unfolded(browser, pages):
    found = {}
    for page in pages:
        browser.open(page)
        browser.run(UNFOLD)
        found[page.name] = browser.broken_rules()
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_what_scrolls_on_a_phone_can_be_reached_by_keyboard(browser, pages):
    found = {}
    for page in pages:
        browser.open(page, PHONE)
        browser.run(UNFOLD)
        found[page.name] = browser.run(UNREACHED)
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_no_page_is_wider_than_a_phone(browser, pages):
    wide = []
    for page in pages:
        browser.open(page, PHONE)
        browser.run(UNFOLD)
        if browser.run("return document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(page.name)
    assert wide == []


def test_every_figure_is_drawn(browser, pages):
    empty = {}
    for page in pages:
        browser.open(page)
        empty[page.name] = browser.run("return [...document.images].filter(i => !i.naturalWidth).map(i => i.alt)")
    assert {name: alts for name, alts in empty.items() if alts} == {}


def test_pages_ask_for_nothing_and_run_nothing_that_a_plan_holds(browser, pages):
    for page in pages:
        browser.open(page)
        assert browser.dialog() is None, page.name
        assert browser.run("return document.querySelectorAll('[onerror], [onload], main script').length") == 0, (
            page.name
        )
        assert browser.run("return document.scripts.length") == (1 if page.parent.name == "reports" else 0), page.name
        assert (browser.asked(), browser.said()) == ([], []), page.name


def test_hostile_text_is_read_as_it_stands_in_the_plan(browser, site):
    browser.open(site / "beja-2022" / "04-plan-report.pt.html")
    read = browser.run("return document.body.innerText")
    assert [text for text in HOSTILE if text.replace("\u202e", "") not in read] == []
    assert "49" not in read.split()


def test_printed_pages_are_numbered_and_show_no_code(browser, pages):
    for page in pages:
        browser.open(page)
        code = browser.run("return [...document.querySelectorAll('.code pre')].map(p => p.textContent.trim())")
        texts = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(browser.printed())]
        numbered = [f"{n} / {len(texts)}" in text for n, text in enumerate(texts, start=1)]
        assert all(numbered), page.name
        assert not any(line in text for text in texts for line in code), page.name
