"""Text is read in the encoding that it is in, and refused where that is none that plans come in."""

from __future__ import annotations

import pytest

from analysis.common.errors import DocumentError
from analysis.documents import decoding
from analysis.documents.decoding import decoded

PLAN = "Ação de animação sociocultural – “Avós e netos” (n.º 2), Câmara Municipal de Alijó: 5 €\n"


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        decoded(content, "plano.txt")
    return caught.value.key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_the_same_in_every_encoding_that_is_read(encoding: str) -> None:
    assert decoded(PLAN.encode(encoding), "plano.txt") == PLAN


def test_few_foreign_signs_are_no_other_encoding() -> None:
    assert decoded("Programa Pro™ 3".encode("cp1252"), "plano.txt") == "Programa Pro™ 3"


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac-roman", "cp037", "cp500"])
def test_other_encoding_is_refused_rather_than_read_as_other_letters(encoding: str) -> None:
    assert refusal((PLAN * 3).encode(encoding, "replace")) == "document_encoding"


@pytest.mark.parametrize("damage", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
def test_damaged_utf_8_is_refused_rather_than_read_as_other_letters(damage: bytes) -> None:
    assert refusal((PLAN * 3).encode() + damage + b"\n") == "document_encoding"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_unmarked_wide_text_is_no_text(encoding: str) -> None:
    assert refusal(PLAN.encode(encoding)) == "document_binary"


def test_line_that_is_too_long_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LONGEST_LINE", 10)
    with pytest.raises(DocumentError, match="line 3 "):
        decoded(b"um\r\ndois\rtres e mais alguns\n", "plano.txt")


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_LINES", 2)
    assert decoded(b"um\ndois", "plano.txt") == "um\ndois"
    assert refusal(b"um\ndois\n\n") == "document_elements"
