"""Decisions on pairs of actions are read as they stand, or refused with their line."""

from pathlib import Path

import pytest

from analysis.common.errors import RegistryError
from analysis.common.paths import data_folder
from analysis.frames.action_matches import COLUMNS, reviewed_matches


@pytest.fixture
def read(tmp_path: Path):
    def reading(text: str):
        (tmp_path / "registry").mkdir()
        (tmp_path / "registry" / "action_matches.csv").write_text(text, encoding="utf-8")
        return reviewed_matches(data=tmp_path)

    return reading


def test_decisions_are_read(read) -> None:
    found = read("before,after,same,note\na-2020/001,a-2021/003,true,\na-2020/002,a-2021/003,false,outra\n")
    assert found["same"].to_list() == [True, False]
    assert found["note"].isna().to_list() == [True, False]
    assert list(found.columns) == list(COLUMNS)


def test_folder_without_the_file_has_no_decisions(tmp_path: Path) -> None:
    found = reviewed_matches(data=tmp_path)
    assert found.empty
    assert str(found["same"].dtype) == "boolean"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a/001,,true,\n", "2: a/001"),
        ("a/001,b/001,sim,\n", "same.*2: a/001"),
        ("a/001,b/001,true,\na/001,b/001,false,\n", "2: a/001.*3: a/001"),
        ("a/001,b/001,true,\na/001,b/002,true,\n", "two others.*2: a/001"),
    ],
)
def test_row_that_is_no_decision_is_refused_with_its_line(rows, told, read) -> None:
    with pytest.raises(RegistryError, match=told):
        read("before,after,same,note\n" + rows)


def test_missing_column_is_refused(read) -> None:
    with pytest.raises(RegistryError, match="same"):
        read("before,after\na/001,b/001\n")


def test_file_of_the_repository_can_be_read_and_has_these_columns() -> None:
    assert not reviewed_matches()["same"].isna().any()
    path = data_folder() / "registry" / "action_matches.csv"
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
