"""Kernels: how a notebook is executed.

Each notebook gets a Python of its own, the one that this package is installed in, which ends with it. Where a fork
server runs (:func:`warm_kernels`) that Python is a copy of one which has imported everything already; else it is
started from nothing, and the outcome is the same. It is spoken to through files in a private folder, so that
notebooks run side by side cannot mistake each other's ports and no other user can listen, and it is killed rather
than asked to go: it holds nothing worth saving.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.common.errors import LANGUAGE_VARIABLE
from analysis.common.paths import DATA_VARIABLE
from analysis.reporting.execution.fork_server import MEMORY_VARIABLE

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

KERNEL = "python3"
PROVISIONER = "redesocial-fork"
ENGINE = "redesocial"
SERVER_VARIABLE = "REDESOCIAL_FORK_SERVER"


def _shipped_style() -> str:
    """Return the file with matplotlib's own settings, without importing it."""
    found = find_spec("matplotlib")
    return str(Path(found.origin).parent / "mpl-data" / "matplotlibrc") if found and found.origin else ""


# The matrices of a plan are small: threads would only make kernels that run side by side wait for each other,
# and the last digits of a result depend on how many there are. A fork server must not have any.
_KERNELS_OWN = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # pyarrow's
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYTHONSTARTUP": "",  # IPython would run it
    "MATPLOTLIBRC": _shipped_style(),  # not the user's, which is in no key
}
_LONGEST_PATH = 90  # bytes; that of a socket has little more

# The working folder is nowhere to import from, and yet stands in front of the path, as a kernel expects.
_SERVER = (
    "import sys; first = sys.path.pop(0); from analysis.reporting.execution.fork_server import main; "
    "sys.exit(main(int(sys.argv[1]), first))"
)


def execute(
    source: NotebookNode,
    draft: Path,
    *,
    parameters: Mapping[str, object],
    folder: Path,
    data: Path | None = None,
    timeout: int | None = None,
    warm: bool = True,
    memory: int | None = None,
) -> NotebookNode:
    """Run the notebook `source` with `parameters` and return it; `draft` then holds it, also where it went wrong.

    Parameters
    ----------
    folder : Path
        Working folder of the notebook.
    data : Path, optional
        Data folder that it reads.
    timeout : int, optional
        Seconds that the whole notebook may take.
    warm : bool
        Take the kernel from the fork server, where one runs.
    memory : int, optional
        Megabytes that the kernel may take, where the system can hold it to them.

    Raises
    ------
    PapermillExecutionError
        If a cell raises.
    CellTimeoutError, DeadKernelError
        If the notebook takes too long, or the kernel dies.
    """
    papermill = _papermill()
    with (
        tempfile.TemporaryDirectory(prefix="kernel-") as private,
        _environment(_wanted(data, private, parameters.get("lang"), warm, memory)),
    ):
        return papermill.execute_notebook(
            source,
            draft,
            request_save_on_cell_execute=False,
            parameters=dict(parameters),
            engine_name=ENGINE,
            kernel_name=KERNEL,
            progress_bar=False,
            log_output=False,
            cwd=folder,
            execution_timeout=timeout,
            config=_connection(private),
            extra_arguments=["--HistoryManager.enabled=False"],
            draft=str(draft),
        )


@contextlib.contextmanager
def warm_kernels() -> Iterator[bool]:
    """Keep a fork server for as long as the context lasts; yield whether there is one.

    Kernels of this process, and of processes that it starts, come from there.
    """
    if not hasattr(os, "fork") or not hasattr(os, "pidfd_open"):
        yield False
        return
    with tempfile.TemporaryDirectory(prefix="kernels-") as private:
        path = str(Path(private) / "fork")
        if len(os.fsencode(path)) > _LONGEST_PATH:
            yield False
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(path)
            listener.listen(64)  # whoever asks before the server is ready waits in line
            command = [sys.executable, "-c", _SERVER, str(listener.fileno())]
            environment = {**os.environ, **_KERNELS_OWN, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            server = subprocess.Popen(
                command, stdin=subprocess.PIPE, env=environment, pass_fds=[listener.fileno()], start_new_session=True
            )
        try:
            with _environment({SERVER_VARIABLE: path}):
                yield True
        finally:
            assert server.stdin is not None
            server.stdin.close()  # which it takes for the end
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@cache
def _papermill() -> Any:
    """Return papermill, imported without what costs most of its import and is of no use here.

    That is the grammars of addresses, which jsonschema compiles where JupyterLab has brought them, for the format
    ``iri`` that no schema of notebooks knows; and pyarrow, for notebooks in a Hadoop file system.
    """
    hidden = [module for module in ("rfc3987_syntax", "pyarrow.fs") if module not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # their import fails, which both expect
    try:
        import papermill

        return papermill
    finally:
        for module in hidden:
            del sys.modules[module]


def _connection(sockets: str) -> Config:
    """Return the settings of a kernel that listens in the folder `sockets`."""
    from traitlets.config import Config

    if os.name == "nt" or len(os.fsencode(sockets)) > _LONGEST_PATH:  # has no such sockets
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": str(Path(sockets) / "k")})


def _wanted(data: Path | None, private: str, lang: object, warm: bool, memory: int | None) -> dict[str, str]:
    """Return what a kernel is given: data folder, language, memory, this Python and no settings of the user's own."""
    wanted = {**_KERNELS_OWN, "IPYTHONDIR": private, "JUPYTER_DEFAULT_PROVISIONER_NAME": PROVISIONER}
    if lang is not None:
        wanted[LANGUAGE_VARIABLE] = str(lang)
    if data is not None:
        wanted[DATA_VARIABLE] = str(data.resolve())
    if memory is not None:
        wanted[MEMORY_VARIABLE] = str(memory)
    if not warm:
        wanted[SERVER_VARIABLE] = ""
    return wanted


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment, which kernels started within take over."""
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
