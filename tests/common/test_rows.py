"""A registry file reads the same however a spreadsheet program has saved it."""

import pytest

from analysis.common.rows import read_rows, table_rows

ROWS = [{"plan_id": "beja-2024", "ine_code": "0205", "origin": "Câmara, por e-mail"}]


@pytest.mark.parametrize(
    "content",
    [
        'plan_id,ine_code,origin\nbeja-2024,0205,"Câmara, por e-mail"\n'.encode(),
        "plan_id;ine_code;origin\r\nbeja-2024;0205;Câmara, por e-mail\r\n".encode("utf-8-sig"),
        "plan_id;ine_code;origin\r\nbeja-2024;205;Câmara, por e-mail\r\n".encode("cp1252"),
    ],
)
def test_file_reads_the_same_as_a_spreadsheet_saves_it(content, tmp_path):
    path = tmp_path / "plans.csv"
    path.write_bytes(content)
    assert read_rows(path) == (["plan_id", "ine_code", "origin"], ROWS)


def test_delimiter_is_the_one_that_parts_the_headings_of_those_allowed():
    assert table_rows("a\tb, c\td\n1\t2,5\t\n", ",;\t")[1] == [{"a": "1", "b, c": "2,5", "d": ""}]
    assert table_rows("a\tb\n1\t2\n") == (["a\tb"], [{"a\tb": "1\t2"}])


def test_scope_that_is_a_word_is_no_code(tmp_path):
    path = tmp_path / "organisations.csv"
    path.write_text("scope\neach\n701\n1701\n", encoding="utf-8")
    assert [row["scope"] for row in read_rows(path)[1]] == ["each", "0701", "1701"]


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "plans.csv"
    path.write_bytes(b"plan_id\n\x81\x8d\n")
    with pytest.raises(ValueError, match="0x81"):
        read_rows(path)
