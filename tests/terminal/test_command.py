"""The command itself: usage, help, languages, and where the data folder comes from."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import analysis
from analysis.common.paths import DATA_VARIABLE

HEAVY = ("pandas", "numpy", "networkx", "matplotlib", "papermill", "nbconvert", "pandera", "scipy", "IPython", "babel")


def python(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["cantar"],
        ["read"],
        ["list", "a"],
        ["report", "--jobs"],
        ["export"],
        ["--lang", "pt"],
        ["list", "--lang=fr"],
    ],
)
def test_wrong_call_ends_with_2_and_says_usage_and_reason(ask, arguments):
    answer = ask(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.lines[0].startswith("uso: redesocial")
    assert answer.lines[-1].startswith("redesocial: pedido inválido: ")


def test_wrong_call_is_answered_in_the_language_asked_for(ask):
    answer = ask("list", "--lang", "en", "a")
    assert answer.lines[0].startswith("usage: redesocial")
    assert answer.lines[-1].startswith("redesocial: invalid call: ")


@pytest.mark.parametrize(("lang", "word"), [("pt", "comandos:"), ("en", "commands:")])
def test_help_names_every_command(ask, lang, word):
    answer = ask("--help") if lang == "pt" else ask(f"--lang={lang}", "--help")
    assert answer.code == 0
    assert word in answer.out
    assert [
        c for c in ("add", "export", "list", "read", "report", "review", "simulate") if f"    {c} " not in answer.out
    ] == []


@pytest.mark.parametrize("command", ["add", "export", "list", "read", "report", "review", "simulate"])
@pytest.mark.parametrize(("lang", "word"), [("pt", "uso:"), ("en", "usage:")])
def test_help_of_a_command_is_in_the_language_asked_for(ask, command, lang, word):
    answer = ask(command, "--lang", lang, "--help")
    assert answer.code == 0
    assert answer.out.startswith(word)
    assert "--data DIR" in answer.out


def test_help_imports_nothing_heavy():
    script = (
        "import sys\nfrom analysis.terminal.command import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    told = python("-c", script)
    assert told.stderr.strip() == "[]"
    assert "redesocial" in told.stdout


STAND_INS = """
from dataclasses import replace
from analysis.reporting import jobs
from analysis.reporting.tasks import Made, planned, planned_graph
from analysis.terminal import reporting

def made(attempt, *names):
    files = {f"{attempt.plan}/{name}": b"x" for name in names}
    return Made(replace(attempt, state="done", files=tuple(files)), files)

def here(left, end, died, *, processes=None):
    for order, job in left.items():
        end(order, job())

jobs.make_report = lambda task: made(planned(task), f"{task.stem}.html", f"{task.stem}.ipynb")
jobs.make_plan = lambda plan_id, data=None: made(planned_graph(plan_id, data), "graph.graphml", "measures.csv")
jobs.rows_used = lambda *_, **__: "rows"
reporting.run_jobs = here
"""


def test_run_with_nothing_to_make_imports_nothing_heavy(tmp_path):
    asked = ["report", "lagos-2023", "--output", str(tmp_path / "out")]
    first = python("-c", f"{STAND_INS}\nfrom analysis.terminal.command import main\nmain({asked!r})")
    assert "feitos, em" in first.stderr
    heavy = [*HEAVY, "nbformat", "nbclient", "jupyter_client", "tqdm"]
    heavy.remove("babel")  # writes the numbers of the last line
    script = (
        "import sys\nfrom analysis.terminal.command import main\n"
        f"code = main({asked!r})\n"
        f"print(code, [m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    assert python("-c", script).stderr.splitlines()[-1] == "0 []"


def test_module_is_the_same_command():
    told = python("-m", "analysis", "--help")
    script = Path(sys.executable).with_name("redesocial")
    asked = subprocess.run([script, "--help"], capture_output=True, text=True, timeout=60)
    assert told.returncode == asked.returncode == 0
    assert told.stdout == asked.stdout
    assert told.stdout.startswith("uso: redesocial")


def test_module_ends_with_the_code_of_the_command(tmp_path):
    told = python("-m", "analysis", "read", str(tmp_path / "x.txt"))
    assert (told.returncode, told.stdout) == (3, "")
    assert len(told.stderr.splitlines()) == 1


def test_output_is_utf8_whatever_the_locale(data):
    told = subprocess.run(
        [sys.executable, "-m", "analysis", "list", "--data", data], capture_output=True, timeout=60,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert "Alijó" in told.stdout.decode("utf-8")


@pytest.fixture
def one_plan(data):
    """A data folder that differs from the repository's: it holds the plan of Lagos only."""
    for name in ("plans", "domains"):
        path = data / "registry" / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if "alijo" not in line), encoding="utf-8")
    return data


def test_data_folder_may_be_given_before_or_after_the_command(ask, one_plan):
    before, after = ask("--data", one_plan, "list"), ask("list", "--data", one_plan)
    assert before.out == after.out
    assert before.out.startswith("lagos-2023\t")
    assert len(before.out.splitlines()) == 1


def test_data_folder_may_be_given_by_the_variable(ask, one_plan, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(one_plan))
    assert len(ask("list").out.splitlines()) == 1


def test_given_data_folder_goes_before_the_variable(ask, one_plan, tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "nenhures"))
    assert ask("list", "--data", one_plan).code == 0


def test_language_may_be_given_before_or_after_the_command(ask):
    before, after = ask("--lang", "en", "list"), ask("list", "--lang", "en")
    assert before.code == after.code == 0
    assert before.out == after.out
    assert " actions, " in before.out


def test_reports_are_in_the_language_of_the_messages_unless_they_have_their_own(ask, monkeypatch):
    asked = []
    monkeypatch.setattr("analysis.terminal.reporting.make_reports", lambda *given: asked.append(given) or 0)
    for words in (["report"], ["--lang", "en", "report"], ["--lang=en", "report", "--lang", "pt", "--lang", "en"]):
        assert ask(*words).code == 0
    assert [(chosen.langs or [lang], lang) for chosen, lang in asked] == [
        (["pt"], "pt"),
        (["en"], "en"),
        (["pt", "en"], "en"),
    ]


def test_version_is_told(ask):
    answer = ask("--version")
    assert (answer.code, answer.out) == (0, f"redesocial {analysis.__version__}\n")


@pytest.mark.parametrize("command", [[], ["list"], ["report"]])
def test_help_lists_the_options_under_one_heading(ask, command):
    assert ask(*command, "--help").out.count("\nopções:\n") == 1


def test_data_folder_of_one_call_is_not_that_of_the_next(ask, one_plan):
    ask("list", "--data", one_plan)
    assert len(ask("list").out.splitlines()) == 2


def test_interrupted_command_ends_with_130(ask, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.terminal.reading.print_list", interrupted)
    answer = ask("list")
    assert answer.code == 130
    assert answer.lines == ["redesocial: interrompido; o que estava feito ficou feito"]


def test_reader_that_goes_away_is_no_error():
    script = f'"{sys.executable}" -m analysis read data/documents/alijo-2021.txt | head -1; echo "${{PIPESTATUS[0]}}"'
    root = Path(__file__).parents[2]
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=root, timeout=60)
    assert told.stdout.split() == ["{", "0"]
    assert told.stderr == ""
