"""Reads a PDF in a process of its own, which no document takes the reader's with it by ending.

The engine that draws pages ends its process where it finds no memory, and a small file can be made to ask for
any amount of it, or of time. The process may take so much memory, and so much time of the processor as grows
with what it has read; it ends with the one that started it. What it read comes back as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from analysis.common.errors import DocumentError
from analysis.documents.grid import Cell, Line, Place, Row, Table

_MOST_MEMORY = 620_000_000  # bytes of address space, of which some 150 million are never used
_SECONDS = 4.0  # of the processor: several times what it takes to start and to open a document,
_SECONDS_OF_PAGE = 0.01  # to count what is on a page,
_SECONDS_OF_MARK = 20e-6  # and to read what is counted as one
_LOOK = 0.1  # seconds between two looks at the time that was taken
_SIZE = 8  # bytes in which the length of the document is told
_END = b"\n"  # of what the process says
_START = "import sys; sys.path[:] = sys.argv[1:]; from analysis.documents.formats.pdf.process import main; main()"
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_Answer = dict[str, Any]


def read_pdf(content: bytes, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of a PDF document, as :mod:`analysis.documents.formats.pdf.document` reads them.

    Parameters
    ----------
    content : bytes
        The document.
    file : str
        Its name, for what is said of it.

    Raises
    ------
    DocumentError
        If it cannot be read, or cannot be read to its end with the memory and time that it may take.
    """
    try:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _START, *_search_path()],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise DocumentError("document_unreadable", file=file, reason=error) from None
    answer = _answer(process, content)
    if answer is None:
        raise DocumentError("pdf_cut_short", file=file)
    if "refused" in answer:
        key, values = answer["refused"]
        raise DocumentError(key, **values | {"file": file})
    if "failed" in answer:
        raise RuntimeError(answer["failed"])
    return tuple(map(_block, answer["blocks"]))


def _search_path() -> list[str]:
    """Return where this process finds modules, without the folder that it happens to be in."""
    return [str(Path(__file__).parents[4]), *(place for place in sys.path if os.path.isabs(place))]


def _answer(process: subprocess.Popen[bytes], content: bytes) -> _Answer | None:
    """Give a document to the process and return what it says of it, or None where it ends before that."""
    assert process.stdin is not None
    assert process.stdout is not None
    said = b""
    try:
        with contextlib.suppress(OSError):  # it has ended
            process.stdin.write(len(content).to_bytes(_SIZE, "big"))
            process.stdin.write(content)
            process.stdin.flush()
            said = process.stdout.read()
    finally:
        process.kill()  # where this is interrupted; it has ended else, or closed what it says for good
        process.wait()
        process.stdout.close()
        with contextlib.suppress(OSError):
            process.stdin.close()
    return cast(_Answer, json.loads(said)) if said.endswith(_END) else None


def _block(plain: Sequence[Any]) -> Line | Table:
    if plain[0] == "line":
        _, text, page, line, level = plain
        return Line(text, Place(page, line), level)
    _, *rows = plain
    return Table(tuple(Row(tuple(Cell(*cell) for cell in cells), Place(page, line)) for page, line, *cells in rows))


# In the process that reads


def main() -> None:
    """Read the document that is given to the process, say what it holds, and end the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _limit()
    allowed = _Allowed()
    threading.Thread(target=allowed.watch, daemon=True).start()
    with open(0, "rb", closefd=False) as given:
        size = int.from_bytes(given.read(_SIZE), "big")
        content = given.read(size)
    if len(content) < size:
        os._exit(1)
    threading.Thread(target=_end_with_reader, daemon=True).start()
    said = json.dumps(_read(content, allowed), separators=(",", ":")).encode() + _END
    with open(1, "wb", closefd=False) as answer:
        answer.write(said)
    os._exit(0)


def _read(content: bytes, allowed: _Allowed) -> _Answer:
    try:
        from analysis.documents.formats.pdf import document

        return {"blocks": [_plain(block) for block in document.read_pdf(content, "", allowed.more)]}
    except DocumentError as error:
        return {"refused": (error.key, error.values)}
    except (MemoryError, RecursionError):
        os._exit(1)
    except Exception:
        return {"failed": traceback.format_exc()}


def _plain(block: Line | Table) -> list[Any]:
    if isinstance(block, Line):
        return ["line", block.text, block.place.page, block.place.line, block.level]
    rows = block.rows
    return [
        "table",
        *([r.place.page, r.place.line, *((c.text, c.fill, c.joined) for c in r.cells)] for r in rows),
    ]


def _limit() -> None:
    """Limit the memory of this process, and keep it from leaving its memory in a file, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_CORE: 0}
    with contextlib.suppress(OSError):  # no other system than Linux tells, nor keeps, a limit
        taken, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
        limits[resource.RLIMIT_AS] = int(taken) * resource.getpagesize() + _MOST_MEMORY
    for what, most in limits.items():
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most <= hard:
            resource.setrlimit(what, (most, most))


def _end_with_reader() -> None:
    """End this process when the one that started it closes its side, as its end does."""
    os.read(0, 1)
    os._exit(1)


class _Allowed:
    """How long this process may take: more, the more it has come to read."""

    def __init__(self) -> None:
        self.seconds = _SECONDS

    def more(self, marks: int) -> None:
        """Allow for a page on which so many marks are to be read."""
        self.seconds += _SECONDS_OF_PAGE + _SECONDS_OF_MARK * marks

    def watch(self) -> None:
        """End this process when it has taken as long as it may."""
        while time.process_time() < self.seconds:
            time.sleep(_LOOK)
        os._exit(1)
