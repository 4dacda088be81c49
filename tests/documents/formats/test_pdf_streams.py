"""A PDF that would fill the memory or take for ever is refused; one whose letters are unknown as well."""

from __future__ import annotations

import zlib

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats.pdf import document, streams
from analysis.documents.formats.pdf.document import read_pdf
from analysis.documents.formats.pdf.streams import refuse_bomb
from analysis.documents.grid import Line
from tests.documents.formats.drawing import draw_table, pdf_of

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def packed(text: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        text = zlib.compress(text, 9)
    return text


def written(stream: bytes, *, filters: str = "", font: str = FONT, pages: int = 1) -> bytes:
    """Return a PDF written by hand, all of whose pages show one stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{'3 0 R ' * pages}]/Count {pages}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}/Filter[{filters}]>>\nstream\n".encode() + stream + b"\nendstream",
        font.encode(),
    ]
    out, places = b"%PDF-1.6\n", []
    for number, written_object in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + written_object + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        read_pdf(content, "plano.pdf")
    assert refused.value.values["file"] == "plano.pdf"
    return refused.value.key


SENTENCE = b"BT /F1 12 Tf 50 700 Td (Plano de trabalho) Tj ET "


def test_a_stream_packed_twice_is_read() -> None:
    [line] = read_pdf(written(packed(SENTENCE, 2), filters="/FlateDecode/FlateDecode"), "plano.pdf")
    assert isinstance(line, Line)
    assert line.text == "Plano de trabalho"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_stream_that_unpacks_to_more_than_any_plan_is_refused(times: int) -> None:
    bomb = packed(b" " * (streams._LARGEST_STREAM + 1), times)
    assert len(bomb) < 100_000
    assert refusal(written(bomb, filters="/FlateDecode" * times)) == "document_unpacked"


def test_many_streams_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf_of(*[draw_table] * 5)
    refuse_bomb(content, "plano.pdf")
    monkeypatch.setattr(streams, "LARGEST_UNPACKED", 3000)
    with pytest.raises(DocumentError, match="unpacked"):
        refuse_bomb(content, "plano.pdf")


def test_pictures_are_not_unpacked() -> None:
    picture = packed(b"\0" * (streams._LARGEST_STREAM + 1))
    refuse_bomb(b"1 0 obj <</Subtype/Image/Filter/FlateDecode>>\nstream\n" + picture + b"\nendstream", "plano.pdf")


def test_pages_with_more_lines_than_any_plan_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_MARKS", 10_000)
    monkeypatch.setattr(document, "_MARKS_OF_PAGE", 100)
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (place % 500, place % 800, place % 500 + 9, place) for place in range(900)
    )
    assert refusal(written(packed(SENTENCE + lines), filters="/FlateDecode", pages=4)) == "document_elements"


def test_a_path_of_many_parts_counts_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_MARKS", 10_000)
    monkeypatch.setattr(document, "_MARKS_OF_PAGE", 100)
    path = b"0 0 m " + b"".join(b"%d %d l\n" % (place % 500, place % 800) for place in range(60_000)) + b"S"
    assert refusal(written(packed(SENTENCE + path), filters="/FlateDecode")) == "document_elements"


def test_more_letters_than_any_plan_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_LETTERS", 50)
    monkeypatch.setattr(document, "read_page", None)
    assert refusal(written(packed(SENTENCE), filters="/FlateDecode", pages=4)) == "document_characters"


def test_more_cells_than_any_plan_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_CELLS", 60)
    assert read_pdf(pdf_of(*[draw_table] * 2), "plano.pdf")
    assert refusal(pdf_of(*[draw_table] * 3)) == "document_elements"


def test_more_pages_than_any_plan_are_refused_and_not_cut_off() -> None:
    assert refusal(written(SENTENCE, pages=document._MOST_PAGES + 1)) == "pdf_pages"


def test_a_tree_of_pages_that_runs_in_a_circle_is_damaged() -> None:
    assert refusal(written(SENTENCE).replace(b"/Kids[3 0 R ]", b"/Kids[2 0 R ]")) == "document_damaged"


def test_letters_for_private_use_are_no_text() -> None:
    names = " ".join(f"/uniE{code:03X}" for code in range(33, 127))
    encoding = f"<</Type/Encoding/Differences[33 {names}]>>"
    content = written(SENTENCE * 5, font=f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding{encoding}>>")
    assert refusal(content) == "pdf_letters"


def test_letters_without_a_name_that_make_words_are_text() -> None:
    names = " ".join(f"/g{code}" for code in range(33, 127))
    encoding = f"<</Type/Encoding/Differences[33 {names}]>>"
    content = written(SENTENCE, font=f"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Own/Encoding{encoding}>>")
    assert [block.text for block in read_pdf(content, "plano.pdf") if isinstance(block, Line)] == ["Plano de trabalho"]
