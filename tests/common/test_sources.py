"""A place in a document is said in words, a sheet of a workbook by its own name."""

import pytest

from analysis.common.sources import source_in_words


@pytest.mark.parametrize(
    ("source", "lang", "words"),
    [
        ("l99/t1/r2", "pt", "linha 99 do documento, tabela 1, linha 2 da tabela"),
        ("p3/t1/r2", "en", "page 3, table 1, row 2 of the table"),
        ("s2/l5/t1/r2", "pt", "folha 2, linha 5 da folha, tabela 1, linha 2 da tabela"),
        ("s2/l5", "en", "sheet 2, row 5 of the sheet"),
        ("s1/l2; p1/l2", "pt", "folha 1, linha 2 da folha; página 1, linha 2 do documento"),
        ("", "pt", ""),
    ],
)
def test_place_is_said_in_words(source, lang, words):
    assert source_in_words(source, lang) == words
