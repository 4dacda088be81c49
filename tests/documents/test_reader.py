from __future__ import annotations

from pathlib import Path

import pytest

from analysis.common.errors import DocumentError, UnknownNameError
from analysis.documents.grid import Line, Table
from analysis.documents.plan import read_plan
from analysis.documents.reader import read_document
from analysis.documents.text import read_text

GOOD = "Rede Social de Beja\nPlano de Ação 2010\nAção\tParceiros\nFeira\tGNR\n"


def test_lines_with_tabs_that_follow_one_another_are_one_table() -> None:
    blocks = read_text("a\nb\tc\nd\te\n\nf\tg")
    assert [type(block) for block in blocks] == [Line, Table, Table]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "document_empty"),
        (b" \n\t\n", "document_empty"),
        (b"\0\1\2", "document_binary"),
        (b"\x81\x8d\x8f", "document_encoding"),
        (b"uma linha", "document_no_table"),
        ("Ação\tParceiros\n".encode(), "document_no_action"),
    ],
)
def test_document_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "plano.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"plano\.txt") as caught:
        read_plan(path)
    assert caught.value.key == key


@pytest.mark.parametrize(("name", "key"), [("nada.txt", "document_missing"), (".", "document_folder")])
def test_path_that_is_no_document_is_refused(tmp_path: Path, name: str, key: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(tmp_path / name)
    assert caught.value.key == key


def test_unknown_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plano.xyz"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.key == "document_format"


def test_plan_is_named_after_place_and_year(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD, encoding="utf-8")
    plan = read_plan(path)
    assert (plan.plan_id, plan.title, plan.body) == ("beja-2010", "Plano de Ação 2010", "Rede Social de Beja")


def test_what_is_given_goes_before_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert read_plan(path, municipality="Évora", year=2011).plan_id == "evora-2011"
    with pytest.raises(UnknownNameError):
        read_plan(path, municipality="../../etc/passwd")


def test_unknown_place_and_year_are_decisions(tmp_path: Path) -> None:
    path = tmp_path / "Um Plano.txt"
    path.write_text("Ação\tParceiros\nFeira\tGNR\n", encoding="utf-8")
    plan = read_plan(path)
    assert (plan.plan_id, plan.municipality, plan.year) == ("um-plano", None, None)
    assert {"municipality_unknown", "year_unknown"} <= {decision.key for decision in plan.decisions}
