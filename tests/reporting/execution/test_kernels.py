"""A notebook's kernel comes ready from the fork server or is started plainly; nobody can tell which by the outcome."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from analysis.reporting.execution import kernels
from analysis.reporting.execution.fork_server import LAUNCHER
from analysis.reporting.execution.kernels import SERVER_VARIABLE, execute, warm_kernels
from analysis.reporting.execution.provisioner import ForkedProcess, _forked, _kernel_arguments

METADATA = {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}}
FORKS = hasattr(os, "pidfd_open")

pytestmark = pytest.mark.skipif(not FORKS, reason="this system cannot watch a process by a descriptor")


@pytest.fixture(scope="module")
def server():
    """Keep a fork server for these tests; yield the path of its socket."""
    with warm_kernels() as there:
        assert there
        yield os.environ[SERVER_VARIABLE]


@pytest.fixture
def run(server, tmp_path):
    """Run cells in a kernel of the fork server, or in a plain one, and return what they printed."""

    def run_cells(*cells: str, **options: object) -> list[str]:
        notebook = new_notebook(cells=[new_code_cell(cell, metadata={"tags": []}) for cell in cells], metadata=METADATA)
        options = {"parameters": {}, "folder": tmp_path, "timeout": 60, **options}
        executed = execute(notebook, tmp_path / "executed.ipynb", **options)
        return [output.get("text", "").strip() for cell in executed.cells for output in cell.outputs]

    return run_cells


PARENT = "import os; print(os.getppid())"


def test_warm_kernel_is_a_child_of_the_server_and_a_plain_one_of_us(run):
    warm, again, plain = run(PARENT), run(PARENT), run(PARENT, warm=False)
    assert warm == again != plain == [str(os.getpid())]


def test_each_notebook_has_a_process_of_its_own(run):
    pids = [run("import os; print(os.getpid(), os.getpgid(0), os.getsid(0))")[0].split() for _ in range(2)]
    assert pids[0] != pids[1]
    assert all(len(set(numbers)) == 1 for numbers in pids)  # leads a session of its own


def test_what_notebooks_use_is_imported_already(run):
    report = """
    import sys
    before = set(sys.modules)
    import analysis
    from analysis.common.wording import number
    from analysis.presentation import tables
    corpus = analysis.load_corpus("alijo-2021", lang="en")
    tables.display_table(corpus.issues.head(3), "issues", lang="en")
    number(1.5, "en")
    print(len(corpus.actions) > 0, sorted(name for name in sys.modules.keys() - before if "." not in name))
    """
    assert run(textwrap.dedent(report))[-1] == "True []"


def test_nothing_done_in_one_notebook_is_seen_in_another(run, tmp_path):
    spoil = (
        "import os, random, pandas, numpy, matplotlib, analysis\n"
        "pandas.set_option('display.max_rows', 3); matplotlib.rcParams['font.size'] = 99; analysis.spoilt = 1\n"
        "os.chdir('/'); os.environ['SPOILT'] = '1'; random.seed(0); numpy.random.seed(0)\n"
        "from matplotlib import pyplot; pyplot.figure()"
    )
    look = (
        "import os, pandas, matplotlib, analysis; from matplotlib import pyplot\n"
        "print(pandas.get_option('display.max_rows'), matplotlib.rcParams['font.size'], hasattr(analysis, 'spoilt'),\n"
        "      os.getcwd(), 'SPOILT' in os.environ, pyplot.get_fignums(), 'look' in globals())"
    )
    before = run(look)
    run(spoil)
    assert run(look) == before == run(look, warm=False)
    assert str(tmp_path) in before[0]


def test_random_numbers_of_two_notebooks_differ(run):
    draw = "import random, numpy; print(random.random(), numpy.random.rand(), numpy.random.default_rng().random())"
    first, second = run(draw)[0].split(), run(draw)[0].split()
    assert all(one != other for one, other in zip(first, second, strict=True))


LOOK = """
import analysis, sys, os, signal
from analysis.presentation import figures
from analysis import load_corpus
corpus = load_corpus("lagos-2023")
print(corpus.actions.to_csv(), sys.path, sys.argv[0], __name__, os.getcwd(), signal.getsignal(signal.SIGTERM))
print(sorted(name for name in os.environ if not name.startswith(("JPY", "PYTEST", "_"))))
"""
DRAW = """
from matplotlib import pyplot
axes = pyplot.figure().add_subplot()
axes.plot([1, 2, 3], label="ação"); axes.legend();
"""


def test_warm_and_plain_kernels_give_the_same_outcome(server, tmp_path):
    outcomes = []
    for warm in (True, False):
        notebook = new_notebook(cells=[new_code_cell(cell, metadata={"tags": []}) for cell in (LOOK, DRAW)])
        notebook.metadata = nbformat.from_dict(METADATA)
        executed = execute(notebook, tmp_path / "x.ipynb", parameters={}, folder=tmp_path, timeout=90, warm=warm)
        outcomes.append([output for cell in executed.cells for output in cell.outputs])
    assert outcomes[0] == outcomes[1]
    assert [output.output_type for output in outcomes[0]] == ["stream", "display_data"]


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "import ctypes; ctypes.string_at(0)"])
def test_notebook_that_kills_its_process_harms_no_other(end, run, tmp_path):
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(_elsewhere, "import time; time.sleep(2); print('slept')", tmp_path)
        with pytest.raises((DeadKernelError, RuntimeError)):
            run(f"import os\n{end}")
        assert other.result() == "slept\n"
    assert run("print(1)") == ["1"]


def _elsewhere(code: str, folder: Path, *, warm: bool = True) -> str:
    """Run a cell from a process of its own, as another worker does; return the text or figure that it shows."""
    script = (
        "import sys; from pathlib import Path; from nbformat.v4 import *\n"
        "from analysis.reporting.execution.kernels import execute\n"
        f"cell = new_code_cell({code!r}, metadata={{'tags': []}})\n"
        f"notebook, folder = new_notebook(cells=[cell], metadata={METADATA!r}), Path(sys.argv[1])\n"
        f"draft = folder / f'{{id(cell)}}.ipynb'\n"
        f"shown = execute(notebook, draft, parameters={{}}, folder=folder, warm={warm}).cells[0].outputs[0]\n"
        "print(shown.get('text') or shown.data['image/svg+xml'], end='')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)
    return done.stdout


FIGURE = """
import analysis
from analysis.presentation import figures
corpus = analysis.load_corpus("lagos-2023")
axes = figures.draw_partners(analysis.partner_graph(corpus))
figures.display_figure(axes, "partners")
"""


def test_figures_drawn_side_by_side_are_those_of_a_plain_kernel(server, tmp_path):
    with ThreadPoolExecutor(3) as pool:
        warm = [pool.submit(_elsewhere, FIGURE, tmp_path) for _ in range(3)]
        drawn = {figure.result() for figure in warm}
    assert drawn == {_elsewhere(FIGURE, tmp_path, warm=False)}
    assert drawn.pop().startswith("<?xml")


def test_time_is_counted_for_the_whole_notebook(run):
    nap = "import time; time.sleep(1.5)"
    with pytest.raises(CellTimeoutError):
        run(nap, nap, nap, timeout=2)


def test_notebook_keeps_what_it_had_done_when_its_time_was_up(run, tmp_path):
    with pytest.raises(CellTimeoutError):
        run("print('done')", "while True: pass", timeout=2)
    left = nbformat.read(tmp_path / "executed.ipynb", as_version=4)
    assert left.cells[0].outputs[0].text == "done\n"


def test_notebook_that_raises_is_kept_with_its_traceback(run, tmp_path):
    with pytest.raises(PapermillExecutionError, match="month"):
        run("raise ValueError('month')")
    left = nbformat.read(tmp_path / "executed.ipynb", as_version=4)
    assert any(output.output_type == "error" for cell in left.cells for output in cell.get("outputs", ()))


@pytest.mark.parametrize("warm", [True, False])
def test_kernel_gets_no_more_memory_than_it_may_take(warm, run):
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        run("block = bytearray(3 << 30)", memory=2048, warm=warm)


def test_output_of_other_programs_reaches_the_notebook(run, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with which ipykernel leaves such output alone
    code = "import os, time; print('own', flush=True); _ = os.system('echo other'); time.sleep(0.5)"
    assert "\n".join(run(code)).split() == ["own", "other"]


def test_kernel_ends_when_whoever_asked_for_it_is_gone(server):
    process = _asked(server)
    os.kill(process.pid, 0)
    process._lease.close()
    assert _ended_within(process, 5)


def test_kernels_end_with_their_server():
    with warm_kernels():
        process = _asked(os.environ[SERVER_VARIABLE])
        assert process.poll() is None
    assert _ended_within(process, 5)


def test_where_the_server_has_died_kernels_are_started_plainly(tmp_path):
    with warm_kernels():
        process = _asked(os.environ[SERVER_VARIABLE])
        os.kill(_parent(process.pid), signal.SIGKILL)
        assert _ended_within(process, 10)  # it looks for its parent once a second
        assert process.poll() == 1
        notebook = new_notebook(cells=[new_code_cell(PARENT, metadata={"tags": []})], metadata=METADATA)
        executed = execute(notebook, tmp_path / "x.ipynb", parameters={}, folder=tmp_path)
    assert executed.cells[0].outputs[0].text.strip() == str(os.getpid())


def test_no_server_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setenv(SERVER_VARIABLE, str(tmp_path / "nobody"))
    assert _forked([sys.executable, "-m", LAUNCHER, "-f", "x"], {"cwd": "/"}) is None


def test_only_kernels_of_this_very_python_are_forked():
    arguments = ["-m", LAUNCHER, "-f", "x"]
    assert _kernel_arguments([sys.executable, *arguments]) == [LAUNCHER, "-f", "x"]
    assert _kernel_arguments(["/usr/bin/other", *arguments]) is None
    assert _kernel_arguments([sys.executable, "-m", "other", "-f", "x"]) is None


@pytest.mark.parametrize("said", [b"", b"nonsense\n", b"{}\n", b'{"env": 1'])
def test_server_survives_what_it_does_not_understand(said, server, run):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.connect(server)
        caller.sendall(said)
        caller.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            caller.recv(100)
    assert run("print(1)") == ["1"]


def test_process_variables_are_as_before_afterwards(run):
    before = dict(os.environ)
    run("1", parameters={}, data=Path("/nowhere"))
    assert dict(os.environ) == before


def test_without_descriptors_of_processes_there_is_no_server(monkeypatch):
    monkeypatch.delattr(kernels.os, "pidfd_open")
    with warm_kernels() as there:
        assert not there


def _asked(server: str) -> ForkedProcess:
    """Fork a kernel that waits for a connection file of its own making."""
    os.environ[SERVER_VARIABLE] = server
    folder = Path(server).parent
    process = _forked([sys.executable, "-m", LAUNCHER, "-f", str(folder / f"{time.monotonic_ns()}.json")], {"cwd": "/"})
    assert process is not None
    return process


def _ended_within(process: ForkedProcess, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if process.returncode is not None or process.poll() is not None:
                return True
        if not Path(f"/proc/{process.pid}").exists():
            return True
        time.sleep(0.05)
    return False


def test_server_keeps_no_kernel_for_a_caller_who_has_gone(server):
    first = _asked(server)
    pid = _parent(first.pid)
    for _ in range(5):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.connect(server)
            asked = {"arguments": [LAUNCHER, "-f", f"{server}.json"], "env": dict(os.environ), "cwd": "/"}
            caller.sendall(json.dumps(asked).encode() + b"\n")
    first._lease.close()
    end = time.monotonic() + 10
    while time.monotonic() < end and (left := _kernels_of(pid)):
        time.sleep(0.05)
    assert left == set()


def _parent(pid: int | str) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _kernels_of(server: int) -> set[str]:
    """Return the processes that the server has forked, zombies included."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if _parent(folder.name) == server:
                found.add(folder.name)
    return found
