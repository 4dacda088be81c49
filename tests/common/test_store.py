"""The store gives back what was kept, or nothing: never something else, and never an error."""

import os
import pickle
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.common import store
from analysis.common.store import code_key, find, keep, kept, key_of, store_folder

KEY = key_of("a value")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REDESOCIAL_CACHE", str(tmp_path / "store"))
    return tmp_path / "store"


def file_of(folder: Path, key: str = KEY) -> Path:
    return folder / key[0] / key


def test_what_is_kept_is_found_and_made_once(folder: Path) -> None:
    made = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2]

    assert kept(KEY, make) == [1, 2]
    assert kept(KEY, make) == [1, 2]
    assert len(made) == 1


def test_each_finding_is_a_copy_of_its_own(folder: Path) -> None:
    keep(KEY, [1, 2])
    find(KEY).append(3)
    assert find(KEY) == [1, 2]


def test_the_folder_is_its_owners_alone(folder: Path) -> None:
    keep(KEY, 1)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("bits", [0o020, 0o002])
def test_a_folder_that_others_may_write_into_is_not_used(folder: Path, bits: int) -> None:
    keep(KEY, 1)
    folder.chmod(0o700 | bits)
    assert find(KEY) is None


def test_a_folder_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(KEY, 1)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    assert find(KEY) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"\0" * 32 + pickle.dumps(1), pytest.param(None, id="cut"), pytest.param(1, id="a byte changed")],
)
def test_a_broken_file_is_made_again_and_replaced(folder: Path, content: bytes | int | None) -> None:
    keep(KEY, "whole")
    whole = file_of(folder).read_bytes()
    if content is None:
        content = whole[:-3]
    elif isinstance(content, int):
        content = whole[:-3] + bytes([whole[-3] ^ content]) + whole[-2:]
    file_of(folder).write_bytes(content)
    assert find(KEY) is None
    assert kept(KEY, lambda: "whole") == "whole"
    assert file_of(folder).read_bytes() == whole


def test_a_value_of_a_class_that_is_gone_is_made_again(folder: Path) -> None:
    content = pickle.dumps(Path("x")).replace(b"Path", b"Gone")
    file_of(folder).parent.mkdir(parents=True)
    file_of(folder).write_bytes(store.hashlib.sha256(content).digest() + content)
    assert kept(KEY, lambda: 5) == 5


def test_an_error_keeps_nothing(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept(KEY, lambda: 1 // 0)
    assert find(KEY) is None


def test_an_empty_variable_switches_the_store_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDESOCIAL_CACHE", "")
    keep(KEY, 1)
    assert store_folder() is None
    assert find(KEY) is None


def test_without_the_variable_the_store_is_among_the_users_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDESOCIAL_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store_folder() is not None
    assert tmp_path in (store_folder() or Path()).parents


def test_a_place_where_no_folder_can_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("REDESOCIAL_CACHE", str(tmp_path / "file" / "store"))
    assert kept(KEY, lambda: 1) == 1
    assert find(KEY) is None


def test_a_full_disk_is_no_error_and_leaves_no_draft(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert kept(KEY, lambda: 1) == 1
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_the_oldest_are_removed_beyond_the_bound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # 16 parts of 3000 bytes each; a file has 32 bytes of hash and somewhat more than 1000 of content: 2 fit
    monkeypatch.setattr(store, "MOST_BYTES", 16 * 3000)
    keys = [f"a{number}0" for number in range(4)]
    for age, key in zip((40, 30, 20), keys, strict=False):
        keep(key, b"x" * 1000)
        os.utime(file_of(folder, key), (1e9 - age, 1e9 - age))
    assert [find(key) is not None for key in keys] == [False, True, True, False]  # finding makes them young
    os.utime(file_of(folder, keys[1]), (1e9, 1e9))
    keep(keys[3], b"x" * 1000)
    assert [find(key) is not None for key in keys] == [False, False, True, True]


def test_many_at_once_find_the_whole_or_nothing(folder: Path) -> None:
    value = list(range(20_000))

    def work(number: int) -> bool:
        if number % 2:
            keep(KEY, value)
        return find(KEY) in (None, value)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(60)))
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [KEY]


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_to_find(folder: Path) -> None:
    code = (
        "import os, signal\nfrom pathlib import Path\nfrom analysis.common import store\n"
        "write = Path.write_bytes\n"
        "def half(path, content):\n    write(path, content[:40]); os.kill(os.getpid(), signal.SIGKILL)\n"
        f"Path.write_bytes = half\nstore.keep({KEY!r}, 'value')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode != 0
    assert find(KEY) is None
    assert kept(KEY, lambda: "value") == find(KEY)


def test_a_key_tells_its_parts_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("ab", "c", ""), key_of(b"ab", "d")}) == 5
    assert key_of("\ud800") == key_of("\ud800")  # half a character, as a broken document may hold


def test_the_key_of_the_code_changes_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "common" / "module.py"
    module.parent.mkdir()
    (module.parent / "words.toml").write_text("a = 1")
    module.write_text("X = 1\n")
    monkeypatch.setattr(store, "__file__", str(tmp_path / "common" / "store.py"))
    monkeypatch.setattr(store, "_BEGAN", 1e12)  # long after the files

    def key(without: tuple[str, ...] = ()) -> str | None:
        code_key.cache_clear()
        return code_key(("common",), ("pandas", "not-installed"), without=without)

    keys = [key(), key(("common/words.toml",))]
    (module.parent / "words.toml").write_text("a = 2")
    keys += [key(), key(("common/words.toml",))]
    module.write_text("X = 2\n")
    keys += [key()]
    code_key.cache_clear()
    assert keys[1] == keys[3]
    assert len(set(keys)) == 4
    assert None not in keys


def test_code_that_changed_while_the_process_ran_has_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "module.py").write_text("X = 1\n")
    monkeypatch.setattr(store, "__file__", str(tmp_path / "common" / "store.py"))
    code_key.cache_clear()
    assert code_key(("common",), ()) is None
    code_key.cache_clear()
