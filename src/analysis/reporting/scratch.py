"""Scratch folder: where the processes of a run put what they need for a moment.

It is removed with whatever a killed worker or kernel has left in it at the end of the run; that of a run which was
killed itself is removed by the next into the same output.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "redesocial-run-"


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path | None]:
    """Make a folder that is the temporary one of this process and of those it starts, while the context lasts.

    Where there is no room for one there is none, and what needs one will tell.
    """
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    try:
        made = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError:
        yield None
        return
    with made as folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before
            if variable is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = variable


def remove_scratch(folder: Path) -> None:
    """Remove the scratch folder of a run that was killed; any other folder stays."""
    if folder.name.startswith(_PREFIX) and folder.parent == Path(tempfile.gettempdir()) and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
