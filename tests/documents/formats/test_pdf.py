"""PDF documents as a whole: their text, the order and place of what they hold, and what is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analysis.common.errors import DocumentError
from analysis.documents.formats.pdf.document import read_pdf
from analysis.documents.grid import Line, Table
from tests.documents.formats.drawing import PLAIN, draw_table, lines, pdf_of, read, tables, told

PROSE = (
    "O Plano de Ação do ano de 2024 tem por objetivo orientar as ações a desenvolver no",
    "ano em curso, e será avaliado com regularidade pelo Núcleo Executivo.",
)


def locked(user: str, owner: str) -> bytes:
    """Return a PDF that the passwords of a user and an owner protect."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=StandardEncryption(user, ownerPassword=owner, canModify=0))
    canvas.setFont("Helvetica", 9)
    draw_table(canvas)
    canvas.save()
    return out.getvalue()


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (50, 70), "grey")), 0, 0, *A4)


def test_blocks_stand_in_reading_order_with_page_and_line() -> None:
    def first(canvas: Canvas) -> None:
        draw_table(canvas)  # written before what stands above it
        canvas.drawString(50, 720, "Quadro 1 – Ações")
        canvas.drawString(50, 590, "Fonte: Rede Social")

    def second(canvas: Canvas) -> None:
        draw_table(canvas)

    blocks = read(first, second)
    assert [block.text if isinstance(block, Line) else told(block) for block in blocks] == [
        "Quadro 1 – Ações", PLAIN, "Fonte: Rede Social", PLAIN,
    ]  # fmt: skip
    places = [block.place if isinstance(block, Line) else block.rows[1].place for block in blocks]
    assert [(place.page, place.line) for place in places] == [(1, 1), (1, 3), (1, 6), (2, 2)]


def test_the_part_of_a_table_on_each_page_is_a_table() -> None:
    assert tables(draw_table, draw_table) == [PLAIN, PLAIN]


def test_wrapped_lines_are_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, text in enumerate((*PROSE, "Aprovado em 12 de março de 2024.")):
            canvas.drawString(50, 700 - 14 * number, text)

    assert lines(draw) == [" ".join(PROSE), "Aprovado em 12 de março de 2024."]


def test_larger_and_bold_lines_are_headings_by_their_size() -> None:
    def draw(canvas: Canvas) -> None:
        for font, size, height, text in (
            ("Helvetica-Bold", 20, 760, "Plano de Ação 2024"),
            ("Helvetica-Bold", 14, 720, "Eixo 1 – Envelhecimento"),
            ("Helvetica-Bold", 11, 695, "Objetivo 1.1"),
            ("Helvetica", 11, 680, PROSE[0]),
            ("Helvetica", 11, 666, PROSE[1]),
        ):
            canvas.setFont(font, size)
            canvas.drawString(50, height, text)

    assert [block.level for block in read(draw) if isinstance(block, Line)] == [1, 2, 3, None]


def test_prose_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for column in (50, 310):
            for number in range(30):
                canvas.drawString(column, 780 - 13 * number, "desenvolver ações de formação para técnicos e utentes")

    assert tables(draw) == []


def test_a_document_without_tables_gives_its_text() -> None:
    assert lines(lambda canvas: canvas.drawString(50, 700, "Nada a assinalar")) == ["Nada a assinalar"]


def test_a_password_is_asked_for_in_vain() -> None:
    with pytest.raises(DocumentError) as refused:
        read_pdf(locked("segredo", "dono"), "plano.pdf")
    assert refused.value.key == "document_password"
    assert "plano.pdf" in str(refused.value)


def test_a_document_that_may_only_not_be_changed_is_read() -> None:
    blocks = read_pdf(locked("", "dono"), "plano.pdf")
    assert [told(block) for block in blocks if isinstance(block, Table)] == [PLAIN]


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\nnada", b"<html><body>plano</body></html>", b"\0" * 900])
def test_what_is_no_whole_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        read_pdf(content, "plano.pdf")
    assert refused.value.key == "document_damaged"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_a_pdf_that_breaks_off_is_refused(share: float) -> None:
    content = pdf_of(draw_table, draw_table)
    with pytest.raises(DocumentError) as refused:
        read_pdf(content[: int(share * len(content))], "plano.pdf")
    assert refused.value.key == "document_damaged"


def test_a_document_of_pictures_is_refused_with_the_advice_to_recognise_it() -> None:
    with pytest.raises(DocumentError) as refused:
        read(picture, picture)
    assert refused.value.key == "pdf_image"
    assert "ocrmypdf -l por" in str(refused.value)


def test_a_stamp_on_each_picture_does_not_make_it_text() -> None:
    def stamped(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(200, 20, "Digitalizado com CamScanner")

    with pytest.raises(DocumentError) as refused:
        read(stamped, stamped)
    assert refused.value.key == "pdf_image"


def test_a_recognised_scan_is_read() -> None:
    def recognised(canvas: Canvas) -> None:
        picture(canvas)
        draw_table(canvas)

    assert tables(recognised) == [PLAIN]


def test_a_document_of_empty_pages_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        read(lambda canvas: None)
    assert refused.value.key == "pdf_no_text"


def test_reading_twice_gives_the_same() -> None:
    content = pdf_of(draw_table, draw_table)
    assert read_pdf(content, "plano.pdf") == read_pdf(content, "plano.pdf")


def test_each_of_500_pages_is_read() -> None:
    blocks = read(*[draw_table] * 500)
    assert [block.rows[0].place.page for block in blocks if isinstance(block, Table)] == list(range(1, 501))
