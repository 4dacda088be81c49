"""Markup keeps text, tables and embedded images; what could act, fetch or restyle goes."""

import pytest
from bs4 import BeautifulSoup

from analysis.reporting.pages.markup import cleaned, legible, markdown

GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@pytest.mark.parametrize(
    "kept",
    [
        '<table><thead><tr><th scope="col" class="number">1</th></tr></thead></table>',
        '<details open=""><summary>x</summary><p lang="en">y</p></details>',
        '<div role="region" tabindex="0" aria-label="z">y</div>',
        f'<img src="{GIF}" alt="um ponto">',
        '<a href="calendars/vila-2021.pt.ics">x</a>',
        '<a href="#cell-id=methods-title">x</a>',
        '<a href="https://doi.org/10.1000/1">x</a>',
    ],
)
def test_text_tables_embedded_images_and_links_stay_as_they_are(kept):
    assert cleaned(kept) == kept


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("<style>p {}</style>a", "a"),
        ('<p style="position:fixed" onclick="alert(1)">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href=" JaVa&#x0A;script:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,<script>alert(1)</script>">a</a>', "<a>a</a>"),
        ('<img src="https://example.org/a.png" alt="a">', '<img alt="a">'),
        ('<img src="data:text/html,x" alt="a">', '<img alt="a">'),
        ("<iframe src='https://example.org'></iframe><form><input></form>a", "a"),
        ("<!-- a -->b", "b"),
        ("<svg><script>alert(1)</script></svg>", ""),
    ],
)
def test_what_could_act_fetch_or_restyle_goes(html, left):
    assert cleaned(html) == left


def test_what_is_opened_is_closed_so_that_a_text_ends_where_it_stands():
    assert cleaned("<b>a") == "<b>a</b>"
    assert cleaned("a</section></main>b") == "ab"


def test_signs_that_turn_what_follows_them_do_not_reach_the_page():
    assert legible("a\u202eb\u2066c\x07d\x00\ne") == "abcd\ne"
    assert cleaned("<p>a&#x202e;b\u202ec</p>") == "<p>abc</p>"
    assert legible("Câmara – «Sol» 🏠") == "Câmara – «Sol» 🏠"


def test_markdown_has_headings_lists_tables_and_written_links_only():
    page = BeautifulSoup(
        markdown("# T\n\n- **a** <https://doi.org/10.1/x>\n- www.example.org https://example.org\n"), "html.parser"
    )
    assert page.h1.text == "T"
    assert [a["href"] for a in page.find_all("a")] == ["https://doi.org/10.1/x"]
    assert page.strong.text == "a"


def test_numbers_of_a_table_stay_at_the_right_without_a_style():
    html = markdown("| a | b |\n|---|--:|\n| x | 1 |\n")
    assert "style" not in html
    assert '<td class="number">1</td>' in html
    assert "<td>x</td>" in html


def test_dollars_and_braces_are_text():
    assert markdown("de 1 $ a 2 $, {{7*7}} $x$") == "<p>de 1 $ a 2 $, {{7*7}} $x$</p>\n"
