"""Writing into a data folder: all of a change or nothing of it, and one writer at a time.

A registry file keeps the delimiter, encoding, byte order mark and line ends that a person's program gave
it; rows that a change does not concern stay as they are, byte for byte.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from analysis.common.errors import OutputError
from analysis.entities.registry import COLUMNS, Registry, read_registry

LONGEST_WAIT = 10.0  # seconds for another writer to end
DRAFT_ENDING = ".part"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet program runs a cell that begins so

_MARK = b"\xef\xbb\xbf"


@contextlib.contextmanager
def locked(data: Path) -> Iterator[None]:
    """Be the only one who writes into the data folder; the lock ends with the process, leaving no file.

    Raises
    ------
    OutputError
        If another holds it for longer than `LONGEST_WAIT`, or the folder cannot be opened.
    """
    try:
        handle = _lock_handle(data / "registry")
    except OSError as error:
        raise OutputError("data_unwritable", folder=str(data), reason=error) from None
    try:
        until = time.monotonic() + LONGEST_WAIT
        while not _take(handle):
            if time.monotonic() > until:
                raise OutputError("data_locked", folder=str(data))
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def replace_files(changes: dict[Path, bytes | None]) -> None:
    """Give each file its new content, None removing it: all of them or, if anything fails, none.

    The files change in the order given, so that also a power cut leaves a valid state if each step is one.

    Raises
    ------
    OutputError
        If a file cannot be written; everything is as before then.
    """
    drafts: dict[Path, Path] = {}
    before: dict[Path, Path] = {}
    ready = False
    try:
        for path, content in changes.items():
            if content is not None:
                drafts[path] = _beside(path)
                _write(drafts[path], content, like=path)
            if os.path.lexists(path):
                before[path] = _beside(path)
                before[path].unlink()
                shutil.copy2(path, before[path], follow_symlinks=False)
        ready = True
        for path in changes:
            if path in drafts:
                drafts[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        for folder in {path.parent for path in changes}:
            _settle(folder)
    except BaseException as error:
        for path in reversed(changes) if ready else ():
            if os.path.lexists(drafts.get(path, path)):  # not changed yet
                continue
            if path in before:
                before[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            path = next(iter(changes))
            raise OutputError("data_unwritable", folder=str(path.parent), reason=error) from None
        raise
    finally:
        for left in (*drafts.values(), *before.values()):
            left.unlink(missing_ok=True)


def registry_path(data: Path, name: str) -> Path:
    """Return the file of the registry called `name`, a link followed so that it stays one."""
    return (data / "registry" / f"{name}.csv").resolve()


def checked_registry(data: Path, contents: Mapping[str, bytes]) -> Registry:
    """Return the registry as it would be with new `contents` of its files, by their names without ending.

    Raises
    ------
    RegistryError
        If it would contradict itself.
    """
    with tempfile.TemporaryDirectory(prefix="redesocial-") as folder:
        (Path(folder) / "registry").mkdir()
        for name in (*COLUMNS, "municipalities", "themes"):
            content = contents[name] if name in contents else registry_path(data, name).read_bytes()
            (Path(folder) / "registry" / f"{name}.csv").write_bytes(content)
        return read_registry(Path(folder))


def with_rows(content: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the content of a registry file with `rows` below its own."""
    return _changed(content, lambda records, written: [*_closed(records), *map(written, rows)])


def with_row_replaced(content: bytes, column: str, value: str, row: Mapping[str, str]) -> bytes:
    """Return the content of a registry file with `row` in the place of that which has `value` in `column`."""

    def replaced(records: list[str], written: Callable[[Mapping[str, str]], str]) -> list[str]:
        delimiter = _delimiter(records[0])
        at = [cell.strip() for cell in next(csv.reader([records[0]], delimiter=delimiter))].index(column)
        found = []
        for record in _closed(records):
            cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
            same = len(cells) > at and cells[at].strip() == value
            found.append(written(row) if same else record)
        return found

    return _changed(content, replaced)


def harmless(text: str) -> str:
    """Return `text` on one line, without what does not print, and quoted where a spreadsheet would run it."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _changed(content: bytes, change: Callable[[list[str], Callable[[Mapping[str, str]], str]], list[str]]) -> bytes:
    """Return `content` with its records changed, written as the file is."""
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = content.decode("cp1252"), "cp1252"
    records = _records(text)
    end = "\r\n" if records[0].endswith("\r\n") else "\n"
    names = [name.strip() for name in next(csv.reader([records[0]], delimiter=_delimiter(records[0])))]

    def written(row: Mapping[str, str]) -> str:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=_delimiter(records[0]), lineterminator=end).writerow([row.get(n, "") for n in names])
        return line.getvalue()

    told = "".join(change(records, written))
    try:
        return (_MARK if content.startswith(_MARK) else b"") + told.encode(encoding)
    except UnicodeEncodeError:  # Windows-1252 has no such character
        return _MARK + told.encode("utf-8")


def _records(text: str) -> list[str]:
    """Return the rows of a table as they are written, each with its line end; a cell may hold several lines."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=_delimiter(lines[0]))
    found, begin = [], 0
    for _ in reader:
        found.append("".join(lines[begin : reader.line_num]))
        begin = reader.line_num
    return found


def _closed(records: list[str]) -> list[str]:
    """Return `records`, the last with the line end that it may lack."""
    end = "\r\n" if records[0].endswith("\r\n") else "\n"
    return records if records[-1].endswith(("\n", "\r")) else [*records[:-1], records[-1] + end]


def _delimiter(heading: str) -> str:
    return ";" if heading.count(";") > heading.count(",") else ","


def _beside(path: Path) -> Path:
    """Return a new empty file in the folder of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=DRAFT_ENDING)
    os.close(handle)
    return Path(name)


def _write(draft: Path, content: bytes, *, like: Path) -> None:
    with draft.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    draft.chmod(like.stat().st_mode & 0o777 if like.is_file() else 0o644)


def _settle(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":
    import hashlib
    import msvcrt

    def _lock_handle(folder: Path) -> int:
        name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
        return os.open(Path(tempfile.gettempdir()) / f"redesocial-{name}.lock", os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock_handle(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
        return True
