"""Where the workbench finds its data, notebooks and reports.

The data folder is the one given, else the variable ``REDESOCIAL_DATA``, else ``data/`` of the
repository that holds this package.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

DATA_VARIABLE = "REDESOCIAL_DATA"


def repository() -> Path:
    """Return the folder with ``pyproject.toml`` above this package, else the working folder."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else Path.cwd()


def data_folder(data: str | os.PathLike[str] | None = None) -> Path:
    """Return the data folder: `data`, else ``REDESOCIAL_DATA``, else the repository's."""
    chosen = data or os.environ.get(DATA_VARIABLE)
    return Path(chosen) if chosen else repository() / "data"


def notebook_folder() -> Path:
    """Return the folder of the notebooks that reports are made from."""
    return repository() / "notebooks"


def report_folder() -> Path:
    """Return the folder that reports go to when none is named."""
    return repository() / "reports"


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a temporary path that becomes `path` when the block ends well, and vanishes when not.

    A reader of `path` sees the old file or the new one, never a part.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
