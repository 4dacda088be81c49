import os
import tempfile
from pathlib import Path

from analysis.reporting.scratch import remove_scratch, scratch_folder


def test_what_is_left_in_the_scratch_folder_goes_with_it(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", "elsewhere")
    with scratch_folder() as folder:
        left = Path(tempfile.mkdtemp(prefix="kernel-"))
        (left / "file").write_text("left", encoding="utf-8")
        assert left.parent == folder == Path(os.environ["TMPDIR"])
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []
    assert (tempfile.tempdir, os.environ["TMPDIR"]) == (str(tmp_path), "elsewhere")


def test_only_a_scratch_folder_is_removed(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own, other, linked = (tmp_path / name for name in ("redesocial-run-1", "mine", "redesocial-run-2"))
    deeper = other / "redesocial-run-3"
    for folder in (own, deeper):
        folder.mkdir(parents=True)
        (folder / "file").touch()
    linked.symlink_to(other)
    for folder in (own, other, linked, deeper):
        remove_scratch(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "redesocial-run-2"]
    assert (deeper / "file").exists()


def test_without_room_for_a_scratch_folder_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with scratch_folder() as folder:
        assert folder is None
