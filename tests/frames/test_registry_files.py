"""Files change all together or not at all, and a registry file keeps the form that a person's program gave it."""

from __future__ import annotations

import csv
import multiprocessing
import shutil
from pathlib import Path

import pytest

from analysis.common.errors import OutputError, RegistryError
from analysis.common.paths import data_folder
from analysis.frames import registry_files
from analysis.frames.registry_files import (
    checked_registry,
    harmless,
    locked,
    replace_files,
    with_row_replaced,
    with_rows,
)

PLANS = "plan_id,document,ine_code,year,origin\nbeja-2010,beja.txt,0205,2010,de fora\n"
ROW = {"plan_id": "evora-2011", "document": "evora.txt", "ine_code": "0705", "year": "2011", "origin": "X, Lda."}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(data_folder() / "registry", tmp_path / "registry")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (PLANS.encode(), b'evora-2011,evora.txt,0705,2011,"X, Lda."\n'),
        (PLANS.strip().encode(), b'\nevora-2011,evora.txt,0705,2011,"X, Lda."\n'),
        (PLANS.replace("\n", "\r\n").encode("utf-8-sig"), b'evora-2011,evora.txt,0705,2011,"X, Lda."\r\n'),
        (
            PLANS.replace(",", ";").replace("fora", "Évora").encode("cp1252"),
            b"evora-2011;evora.txt;0705;2011;X, Lda.\n",
        ),
    ],
)
def test_row_is_added_in_the_form_of_the_file_and_the_rest_keeps_its_bytes(before: bytes, added: bytes) -> None:
    assert with_rows(before, [ROW]) == before + added


def test_row_follows_the_order_of_the_columns_whatever_others_there_are() -> None:
    assert with_rows(b"year,remark,plan_id\n", [ROW]) == b"year,remark,plan_id\n2011,,evora-2011\n"


def test_character_that_the_file_cannot_hold_turns_it_into_marked_utf8() -> None:
    before = PLANS.replace("de fora", "Évora").encode("cp1252")
    after = with_rows(before, [{**ROW, "origin": "Łódź"}])
    assert after.decode("utf-8-sig").endswith(",Łódź\n")
    assert "Évora" in after.decode("utf-8-sig")
    assert after.startswith(b"\xef\xbb\xbf")


def test_row_is_replaced_in_its_place_and_cells_of_several_lines_are_kept() -> None:
    before = PLANS.replace("de fora", '"de\nfora"') + "lagos-2023,l.txt,0807,2023,\n"
    after = with_row_replaced(before.encode(), "plan_id", "lagos-2023", ROW).decode()
    assert after == before.replace("lagos-2023,l.txt,0807,2023,\n", 'evora-2011,evora.txt,0705,2011,"X, Lda."\n')
    again = with_row_replaced(before.encode(), "plan_id", "beja-2010", ROW).decode()
    assert [row["plan_id"] for row in csv.DictReader(again.splitlines())] == ["evora-2011", "lagos-2023"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("a\n b\x1b", "a b"), ("plano.docx", "plano.docx")],
)
def test_text_from_outside_is_one_line_that_no_spreadsheet_runs(text: str, told: str) -> None:
    assert harmless(text) == told


def test_all_files_change_together(tmp_path: Path) -> None:
    for name in ("one", "gone"):
        (tmp_path / name).write_bytes(b"old")
    replace_files({tmp_path / "one": b"new", tmp_path / "two": b"new", tmp_path / "gone": None})
    assert contents(tmp_path) == {"one": b"new", "two": b"new"}


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("failing", [1, 2, 3])
def test_nothing_changes_if_one_file_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, failing: int
) -> None:
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "gone").write_bytes(b"old")
    before, replace, calls = contents(tmp_path), Path.replace, []

    def failing_replace(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == failing and path.read_bytes() == b"new":
            raise fault
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing_replace)
    changes = {tmp_path / "one": b"new", tmp_path / "gone": None, tmp_path / "two": b"new", tmp_path / "three": b"new"}
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        replace_files(changes)
    assert contents(tmp_path) == before
    if isinstance(fault, OSError):
        assert "No space left" in str(caught.value)


def test_disk_that_is_full_before_anything_changed_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(registry_files.os, "fsync", full)
    with pytest.raises(OutputError):
        replace_files({tmp_path / "one": b"new"})
    assert contents(tmp_path) == {}


def test_registry_is_checked_before_it_is_written(data: Path) -> None:
    before = contents(data / "registry")
    plans = with_rows(before["plans.csv"], [ROW])
    assert "evora-2011" in checked_registry(data, {"plans": plans}).plans
    with pytest.raises(RegistryError) as caught:
        checked_registry(data, {"plans": with_rows(plans, [ROW])})
    assert caught.value.key == "registry_repeated"
    assert contents(data / "registry") == before


def test_lock_leaves_nothing_behind_and_is_free_afterwards(data: Path) -> None:
    before = contents(data / "registry")
    for _ in range(2):
        with locked(data):
            assert contents(data / "registry") == before
    assert [p.name for p in data.iterdir()] == ["registry"]


def test_second_writer_is_told_that_another_is_at_work(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_files, "LONGEST_WAIT", 0.0)
    with locked(data), pytest.raises(OutputError) as caught, locked(data):
        pass
    assert caught.value.key == "data_locked"


def hold_and_die(data: Path, ready: object) -> None:
    with locked(data):
        ready.set()  # type: ignore[attr-defined]
        multiprocessing.Event().wait(60)


def test_lock_of_a_killed_process_does_not_stay(data: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    holder = context.Process(target=hold_and_die, args=(data, ready))
    holder.start()
    assert ready.wait(30)
    holder.kill()
    holder.join()
    with locked(data):
        assert holder.exitcode == -9


def test_folder_without_registry_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, locked(tmp_path):
        pass
    assert caught.value.key == "data_unwritable"
