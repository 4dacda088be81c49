"""Kernels: how a notebook is executed.

Each notebook gets a Python of its own, the one that this package is installed in, which ends with it.
It is spoken to through files in a private folder, so that notebooks run side by side cannot mistake
each other's ports and no other user can listen, and it is killed rather than asked to go: it holds
nothing worth saving.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.common.errors import LANGUAGE_VARIABLE
from analysis.common.paths import DATA_VARIABLE

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

KERNEL = "python3"

# The matrices of a plan are small: threads would only make kernels that run side by side wait for each other,
# and the last digits of a result depend on how many there are.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def execute(
    source: Path,
    executed: Path,
    *,
    parameters: Mapping[str, object],
    folder: Path,
    data: Path | None = None,
    timeout: int | None = None,
) -> NotebookNode:
    """Run the notebook `source` with `parameters` and return it; `executed` always holds its state.

    Parameters
    ----------
    folder : Path
        Working folder of the notebook.
    data : Path, optional
        Data folder that it reads.
    timeout : int, optional
        Seconds that a cell may take.

    Raises
    ------
    PapermillExecutionError
        If a cell raises.
    CellTimeoutError, DeadKernelError
        If a cell takes too long, or the kernel dies.
    """
    import papermill

    with tempfile.TemporaryDirectory(prefix="kernel-") as private, _environment(data, private, parameters.get("lang")):
        return papermill.execute_notebook(
            source,
            executed,
            parameters=dict(parameters),
            kernel_name=KERNEL,
            progress_bar=False,
            log_output=False,
            cwd=folder,
            execution_timeout=timeout,
            shutdown_kernel="immediate",
            config=_connection(private),
            extra_arguments=["--HistoryManager.enabled=False"],
        )


def _connection(sockets: str) -> Config:
    """Return the settings of a kernel that listens in the folder `sockets`."""
    from traitlets.config import Config

    if os.name == "nt":  # has no such sockets
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": str(Path(sockets) / "k")})


@contextlib.contextmanager
def _environment(data: Path | None, private: str, lang: object) -> Iterator[None]:
    """Give kernels started within the data folder, the language, this Python and no settings of the user's own."""
    wanted = {"JUPYTER_PREFER_ENV_PATH": "1", "IPYTHONDIR": private, **dict.fromkeys(_THREADS, "1")}
    if lang is not None:
        wanted[LANGUAGE_VARIABLE] = str(lang)
    if data is not None:
        wanted[DATA_VARIABLE] = str(data.resolve())
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
