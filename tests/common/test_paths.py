from __future__ import annotations

from pathlib import Path

import pytest

from analysis.common.paths import DATA_VARIABLE, data_folder, repository, whole_file


def test_given_folder_goes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, "/other")
    assert data_folder("mine") == Path("mine")
    assert data_folder() == Path("/other")


def test_repository_holds_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    assert data_folder() == repository() / "data"
    assert (data_folder() / "registry" / "plans.csv").is_file()


def test_file_is_written_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "new" / "file.txt") as draft:
        draft.write_text("all")
    assert (tmp_path / "new" / "file.txt").read_text() == "all"
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("old")
    with pytest.raises(RuntimeError), whole_file(file) as draft:  # noqa: PT012
        draft.write_text("half")
        raise RuntimeError
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
