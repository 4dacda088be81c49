"""A report as a Word document: headings, tables, pictures with alternatives, in the language of the page."""

import datetime
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.common.errors import ParameterError
from analysis.reporting.pages import export
from analysis.reporting.pages.word import check_docx, docx
from analysis.reporting.pages.word_parts import column_widths

library = pytest.importorskip("docx", reason="the extra 'word' is optional")
pytest.importorskip("resvg_py", reason="the extra 'word' is optional")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
SVG += 'width="{}pt" height="{}pt" viewBox="0 0 10 10"><rect width="5" height="5"/></svg>'
CM = 360000  # English metric units
SHEET = 21 - 2 * 1.8


def page(*cells, lang="pt", synthetic=False, made=None):
    title = new_markdown_cell("# Que meses?", id="title")
    return export.page(
        new_notebook(cells=[title, *cells]), lang=lang, heading="Alvito, 2024", synthetic=synthetic, made=made
    )


def shown(data, **told):
    output = new_output("display_data", data=data, metadata={"analysis": told})
    return new_code_cell("secret_code = 1", id="cell", outputs=[output], execution_count=1)


def opened(html):
    return library.Document(io.BytesIO(docx(html)))


def styled(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_headings_paragraphs_and_lists_have_the_styles_of_the_word_processor():
    text = "## A carga\n\nUm texto.\n\n- um\n- outro\n\n1. primeiro\n\n> citado"
    assert styled(opened(page(new_markdown_cell(text, id="text"))))[1:7] == [
        ("Heading 1", "Que meses?"),
        ("Heading 2", "A carga"),
        ("Normal", "Um texto."),
        ("List Bullet", "um"),
        ("List Bullet", "outro"),
        ("List Paragraph", "1. primeiro"),
    ]


def test_bold_italic_code_and_links_are_kept_within_the_text():
    cell = new_markdown_cell("Mês **mais** *cheio*: `maio`, em [lei](https://example.org/lei).", id="text")
    (paragraph,) = [part for part in opened(page(cell)).paragraphs if "cheio" in part.text]
    assert paragraph.text == "Mês mais cheio: maio, em lei."
    assert [run.text for run in paragraph.runs if run.bold] == ["mais"]
    assert [run.text for run in paragraph.runs if run.italic] == ["cheio"]
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [("lei", "https://example.org/lei")]


def test_hostile_text_stays_text():
    cell = new_markdown_cell(
        "[x](javascript:alert) <script>alert(1)</script> a\u202eb {{7*7}} &lt;b&gt; \ufffe", id="text"
    )
    document = opened(page(cell))
    assert not [link for part in document.paragraphs for link in part.hyperlinks]
    words = " ".join(part.text for part in document.paragraphs)
    assert "alert(1)" not in words
    assert "<b>" in words
    assert "{{7*7}}" in words
    assert "\u202e" not in words


def test_code_and_downloads_are_left_out():
    cell = shown({"text/html": "<table><tr><td>GNR</td></tr></table>", "text/csv": "a\n1\n"}, name="bodies")
    words = "\n".join(text for _, text in styled(opened(page(cell))))
    assert "secret_code" not in words
    assert "CSV)" not in words


def test_table_repeats_its_headings_and_fills_the_sheet():
    html = (
        '<table><caption>Entidades</caption><thead><tr><th>Entidade</th><th class="number">Ações</th></tr></thead>'
        '<tbody><tr><td>GNR</td><td class="number">12</td></tr></tbody></table>'
    )
    document = opened(page(shown({"text/html": html})))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Entidade", "Ações"], ["GNR", "12"]]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("w:trPr/w:tblHeader")
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert sum(column.width for column in table.columns) / CM == pytest.approx(SHEET, abs=0.01)
    assert ("Caption", "Entidades") in styled(document)


def test_very_wide_table_stands_on_a_sheet_on_its_side():
    html = f"<table><tr>{'<td>1</td>' * 14}</tr></table>"
    sections = opened(page(shown({"text/html": html}))).sections
    assert [round(section.page_width / CM, 1) for section in sections] == [21.0, 29.7, 21.0]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (72, 36, (2.54, 1.27)),  # an inch and half of one: as they are
        (1440, 720, (SHEET, SHEET / 2)),  # 20 inches: as wide as the sheet
        (720, 2880, (5.5, 22)),  # 40 inches tall
    ],
)
def test_picture_keeps_its_alternative_and_fits_the_sheet(width, height, expected):
    document = opened(page(shown({"image/svg+xml": SVG.format(width, height)}, alt="Maio é o mês mais cheio")))
    (shape,) = document.inline_shapes
    assert (shape.width / CM, shape.height / CM) == pytest.approx(expected, abs=0.01)
    assert shape._inline.docPr.get("descr") == "Maio é o mês mais cheio"


def test_picture_has_200_dots_an_inch():
    document = opened(page(shown({"image/svg+xml": SVG.format(72, 36)}, alt="Barras")))
    (picture,) = [part for part in document.part.package.iter_parts() if part.partname.endswith(".png")]
    assert (picture.image.px_width, picture.image.px_height) == (200, 100)


def test_document_names_its_language_and_title_and_numbers_its_sheets():
    document = opened(page(lang="en"))
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.title == "Que meses? · Alvito, 2024"
    assert document.styles.element.xpath("//w:lang/@w:val") == ["en-GB"]
    assert document.sections[0].header.paragraphs[0].text == "Que meses? · Alvito, 2024"
    assert document.sections[0].footer._element.xpath("//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_document_is_dated_as_the_page_is():
    properties = opened(page(made=datetime.date(2024, 5, 17))).core_properties
    assert properties.created.date() == properties.modified.date() == datetime.date(2024, 5, 17)


def test_synthetic_report_says_so_at_its_top():
    plain, marked = (styled(opened(page(synthetic=synthetic)))[0][1] for synthetic in (False, True))
    assert "sintético" in marked
    assert "sintético" not in plain


def test_page_gives_the_same_bytes_again_without_a_time():
    html = page(shown({"image/svg+xml": SVG.format(72, 36)}))
    content = docx(html)
    assert content == docx(html)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None


@settings(max_examples=30)
@given(
    st.integers(1, 8).flatmap(
        lambda columns: st.lists(st.lists(st.text(max_size=80), min_size=columns, max_size=columns), min_size=1)
    )
)
def test_columns_fill_the_room_and_none_vanishes(rows):
    widths = column_widths(rows, 17.4)
    assert sum(widths) == pytest.approx(17.4)
    assert min(widths) > 0


def test_longer_texts_are_given_more_room():
    short, long = column_widths([["N.º", "Ação"], ["1", "Realização de rastreios nas escolas do concelho"]], 17.4)
    assert long > 5 * short


def test_missing_library_is_said_before_the_work(monkeypatch):
    def missing(name):
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr("analysis.reporting.pages.word.import_module", missing)
    with pytest.raises(ParameterError, match=r"\[word\]"):
        check_docx()
