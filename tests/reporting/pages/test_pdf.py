"""A report on paper: sheets of A4 with bookmarks and tags, that asks nothing of network or disk."""

import base64
import builtins
import re
import socket
import zlib

import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.common.errors import ParameterError
from analysis.reporting.pages import export
from analysis.reporting.pages.pdf import check_pdf, pdf

try:
    check_pdf()
except ParameterError as missing:  # the extra, or Pango, which the system has to bring
    pytest.skip(missing.message("en"), allow_module_level=True)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
SVG += 'width="900pt" height="300pt" viewBox="0 0 900 300"><path d="M0 0h900v300z"/></svg>'
A4 = (595.276, 841.89)


def table(columns, rows):
    head = "".join(f"<th>Coluna{column}</th>" for column in range(columns))
    body = "".join(f"<tr>{f'<td>linha {row}</td>' * columns}</tr>" for row in range(rows))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def page(*outputs, lang="pt"):
    shown = [new_output("display_data", data=data, metadata={"analysis": {"alt": "Barras"}}) for data in outputs]
    cells = [
        new_markdown_cell("# Que meses?\n\nUm texto.", id="title"),
        new_code_cell("secret_code = 1", id="cell", outputs=shown, execution_count=1),
        new_markdown_cell("## A carga", id="load"),
    ]
    return export.page(new_notebook(cells=cells), lang=lang, heading="Alvito, 2024")


def unpacked(content):
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return b"".join(zlib.decompress(stream) if stream.startswith(b"x") else stream for stream in streams)


def opened(html):
    return pypdfium2.PdfDocument(pdf(html))


def text(document):
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def test_sheet_is_a4_and_holds_what_the_page_says_but_its_code():
    document = opened(page())
    assert document[0].get_size() == pytest.approx(A4, abs=0.1)
    assert "Um texto." in text(document)
    assert "Alvito, 2024" in text(document)
    assert "secret_code" not in text(document)


def test_sheets_are_numbered_and_later_ones_headed_by_the_place_and_the_title():
    document = opened(page({"text/html": table(3, 70)}))
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert len(document) > 1
    assert f"{len(document)} / {len(document)}" in last
    assert "Alvito, 2024" in last
    assert "Que meses?" in last


def test_headings_of_a_table_are_repeated_and_no_row_is_lost():
    document = opened(page({"text/html": table(2, 70)}))
    words = text(document)
    assert all(f"linha {row}" in words for row in range(70))
    assert words.count("Coluna1") == len(
        [sheet for sheet in document if "linha" in sheet.get_textpage().get_text_range()]
    )


def test_very_wide_table_stands_on_a_sheet_on_its_side_and_within_it():
    document = opened(page({"text/html": table(14, 3)}))
    (aside,) = [sheet for sheet in document if sheet.get_width() > sheet.get_height()]
    letters = aside.get_textpage()
    assert "Coluna13" in letters.get_text_range()
    assert max(letters.get_charbox(place)[2] for place in range(letters.count_chars())) < aside.get_width()


def test_headings_are_bookmarks():
    assert [mark.get_title() for mark in opened(page()).get_toc()] == ["Que meses?", "A carga"]


def test_file_is_tagged_and_names_language_and_title():
    content = pdf(page(lang="en"))
    document = pypdfium2.PdfDocument(content)
    assert document.get_metadata_dict()["Title"] == "Que meses? · Alvito, 2024"
    assert document.is_tagged()
    assert b"/Lang (en)" in unpacked(content)
    assert b"pdfuaid:part" in unpacked(content)


def test_figure_wider_than_the_sheet_is_made_to_fit():
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    document = opened(page({"image/svg+xml": SVG}))
    drawn = [
        item.get_bounds()
        for sheet in document
        for item in sheet.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=5)
        if item.get_bounds()[2] - item.get_bounds()[0] > 100
    ]
    assert drawn
    assert all(0 < left < right < A4[0] for left, _, right, _ in drawn)


def test_page_gives_the_same_bytes_again():
    html = page({"image/svg+xml": SVG})
    assert pdf(html) == pdf(html)


def test_nothing_is_fetched_from_network_or_disk(tmp_path):
    (tmp_path / "image.svg").write_text(SVG, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        style = base64.b64encode(f"@import '{address}/more.css'".encode()).decode()
        html = page().replace(
            "</main>",
            f"<img src='{address}/a.png'><img src='{(tmp_path / 'image.svg').as_uri()}'>"
            f"<link rel='stylesheet' href='data:text/css;base64,{style}'></main>",
        )
        content = pdf(html)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert len(content) < len(pdf(page())) * 1.2


def test_missing_library_is_said_before_the_work(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': no such file\nmore")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ParameterError) as raised:
        check_pdf()
    assert "libpango" in str(raised.value)
    assert "more" not in str(raised.value)
    assert "[pdf]" in raised.value.message("pt")
