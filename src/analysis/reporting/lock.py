"""Lock: only one run at a time writes into a folder of reports.

The file ``.lock`` in it is locked by the operating system for as long as the run lives, so that a run that was
killed leaves no lock behind. It says who runs, where and since when, and which report is just being put in place.
A run that ends, well or not, empties it; what stands in it while nobody holds it tells of one that was killed.
Where the file system knows no locks, as some network shares, runs are not kept apart.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.common.errors import OutputError, ParameterError

_FILE = ".lock"
_SIZE = 4096  # bytes that it has while held, so that one text covers the other
_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class RunLock:
    """The lock that a run holds.

    Attributes
    ----------
    was_killed : bool
        Whether the run before did not come to its end.
    half_put : set of tuple
        Plan, notebook and language of each report that it, or a run before it, was just putting in place; one that
        has been put again is no longer among them.
    left : Path or None
        The scratch folder of the run before on this machine, if that did not come to its end.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.was_killed = os.fstat(handle).st_size > 0
        before = _content(handle)
        writing, left = before.get("writing"), before.get("scratch")
        is_here = before.get("host") == socket.gethostname()
        self.left = Path(left) if is_here and isinstance(left, str) else None
        self.half_put = {tuple(one) for one in writing if isinstance(one, list)} if isinstance(writing, list) else set()
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        self._holder: dict[str, object] = {"pid": os.getpid(), "host": socket.gethostname(), "since": now}
        self._write()

    def uses(self, scratch: Path | None) -> None:
        """Tell where the run has its scratch folder, for the next run to remove if this one is killed."""
        self._holder["scratch"] = str(scratch) if scratch else None
        self._write()

    @contextlib.contextmanager
    def putting(self, subject: Sequence[str | None]) -> Iterator[None]:
        """Tell, as long as the block runs, and after it if it fails, that files of `subject` are being put in place."""
        self.half_put.add(tuple(subject))
        self._write()
        yield
        self.half_put.remove(tuple(subject))
        self._write()

    def release(self) -> None:
        """Empty the file, unless a report is left half in place."""
        if not self.half_put:
            os.ftruncate(self._handle, 0)

    def _write(self) -> None:
        content = {**self._holder, "writing": sorted(self.half_put, key=str)}
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(content).encode().ljust(_SIZE))


@contextlib.contextmanager
def locked(output: Path) -> Iterator[RunLock]:
    """Hold the lock of the folder `output`.

    Raises
    ------
    ParameterError
        If another run holds it; it names its process, machine and beginning.
    OutputError
        If the file cannot be written, as on a full disk.
    """
    try:
        handle = os.open(output / _FILE, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError("report_unwritable", output=str(output), reason=error) from None
    try:
        if not _take(handle):
            other = _content(handle)
            told = {name: str(other.get(name, "?")) for name in ("pid", "host", "since")}
            raise ParameterError("report_locked", output=str(output), **told)
        try:
            lock = RunLock(handle)
        except OSError as error:
            raise OutputError("report_unwritable", output=str(output), reason=error) from None
        try:
            yield lock
        finally:
            lock.release()
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """Lock the open file for this process; False where another has it."""
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(handle, 1 << 20, os.SEEK_SET)  # far beyond the text, which others may go on reading
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD
    return True


def _content(handle: int) -> dict[str, Any]:
    """Return what the lock's file says; nothing where it is empty or broken."""
    with contextlib.suppress(ValueError):
        os.lseek(handle, 0, os.SEEK_SET)
        content = json.loads(os.read(handle, 1 << 20))
        if isinstance(content, dict):
            return content
    return {}
