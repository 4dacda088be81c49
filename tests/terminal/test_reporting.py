"""``redesocial report``: what is refused before any kernel starts, and what is told at the end."""

import http.server
import json
import sys
import threading
from dataclasses import replace

import pytest

from analysis.reporting import jobs
from analysis.reporting.execution import kernels
from analysis.reporting.tasks import Made, planned, planned_graph

REFUSED = {
    "unknown plan": (["nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown plan before": (["-p", "previous=nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown peer": (["-p", "peers=lagos-2023, nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown notebook": (["--notebook", "99-x"], ["'99-x'", "01-partner-network"]),
    "notebook that is no report": (["--notebook", "00-tour"], ["'00-tour'", "01-partner-network"]),
    "ambiguous notebook": (["--notebook", "0"], ["'0'", "01-partner-network, 02-domain-coverage"]),
    "undeclared parameter": (["-p", "colour=red"], ["'colour'", "role, kinds"]),
    "misspelt parameter": (["-p", "rol=partner"], ["'rol'", "'role'"]),
    "plan as a parameter": (["-p", "plan_id=lagos-2023"], ["'plan_id'", "'lagos-2023'"]),
    "wrong type": (["--notebook", "01", "-p", "top=dez"], ["'top'", "'dez'", "top: int = 10"]),
    "fraction for a whole number": (["--notebook", "01", "-p", "top=1.5"], ["'1.5'"]),
    "truth in other words": (["-p", "collective=talvez"], ["'talvez'", "collective: bool = True"]),
    "value out of its choices": (["-p", "role=chefe"], ["'chefe'", "responsible, partner"]),
    "language out of its choices": (["-p", "lang=fr"], ["'fr'", "pt, en"]),
    "unknown kind of body": (["-p", "kinds=banco"], ["'banco'", "municipality, parish"]),
    "all kinds excluded": (["-p", "kinds=state,-state"], ["'state,-state'"]),
    "no rows": (["--notebook", "01", "-p", "top=0"], ["'top'", "'0'"]),
    "no sign": (["-p", "top"], ["'top'", "NOME=VALOR"]),
    "no name": (["-p", "=3"], ["'=3'", "NOME=VALOR"]),
    "no jobs": (["--jobs", "0"], ["'0'"]),
    "jobs in words": (["--jobs", "dois"], ["'dois'"]),
    "negative jobs": (["--jobs=-1"], ["'-1'"]),
    "timeout in words": (["--timeout", "muito"], ["'muito'"]),
    "negative retries": (["--retries=-1"], ["'-1'"]),
    "memory in gigabytes": (["--memory", "4G"], ["'4G'"]),
    "no folder": (["--output", ""], ["--output", "vazio"]),
    "no scheduler": (["--cluster", "nowhere"], ["'nowhere'", "tcp://"]),
    "no date": (["--changed-since", "ontem"], ["'ontem'", "7d"]),
    "date that does not exist": (["--changed-since", "2026-02-30"], ["'2026-02-30'"]),
    "both more and less": (["--force", "--changed-since", "7d"], ["--changed-since", "--force"]),
    "address of a file": (["--webhook", "file:///etc/passwd"], ["'file:///etc/passwd'", "http://"]),
    "address without a host": (["--webhook", "https://"], ["'https://'"]),
    "address with a space": (["--webhook", "http://a b/"], ["'http://a b/'"]),
}


@pytest.fixture(autouse=True)
def no_kernel(monkeypatch):
    def execute(*_, **__):
        pytest.fail("a kernel was started")

    def pool(*_, **__):
        pytest.fail("a worker was started")

    monkeypatch.setattr(kernels, "execute", execute)
    monkeypatch.setattr("analysis.reporting.execution.workers.ProcessPoolExecutor", pool)


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_call_is_refused_with_one_sentence_and_nothing_written(ask, data, tmp_path, files_of, case):
    arguments, words = REFUSED[case]
    before = files_of(tmp_path)
    answer = ask("report", *arguments, "--data", data, "--output", tmp_path / "out")
    assert (answer.code, answer.out) == (2, "")
    told = answer.lines[-1]
    assert told.startswith("redesocial: ")
    assert [word for word in words if word not in told] == []
    assert not (tmp_path / "out").exists()
    assert files_of(tmp_path) == before


def test_one_wrong_plan_among_right_ones_writes_nothing(ask, tmp_path):
    answer = ask("report", "lagos-2023", "nenhures-1900", "--output", tmp_path / "out")
    assert answer.code == 2
    assert not (tmp_path / "out").exists()


def test_registry_without_plans_is_refused(ask, data, tmp_path):
    (data / "registry" / "plans.csv").write_text("plan_id,document,ine_code,year,origin\n", encoding="utf-8")
    (data / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\n", encoding="utf-8")
    answer = ask("report", "--data", data, "--output", tmp_path / "out")
    assert (answer.code, answer.out) == (2, "")
    assert "plans.csv" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("lang", "words"), [("pt", "não há nenhum plano"), ("en", "there is no plan")])
def test_refusal_is_in_the_language_asked_for(ask, tmp_path, lang, words):
    assert words in ask("report", "x", "--lang", lang, "--output", tmp_path / "out").err


def test_output_that_is_a_file_is_one_sentence(ask, tmp_path):
    (tmp_path / "out").write_text("x")
    answer = ask("report", "lagos-2023", "--notebook", "01", "--output", tmp_path / "out")
    assert (answer.code, answer.out, len(answer.lines)) == (2, "", 1)
    assert str(tmp_path / "out") in answer.err
    assert (tmp_path / "out").read_text() == "x"


@pytest.fixture
def made(monkeypatch):
    """Make each report at once, in this process, and let those of the notebooks named fail."""
    failing, tasks = set(), []

    def make_report(task):
        tasks.append(task)
        if task.notebook.stem in failing:
            return Made(replace(planned(task), state="failed", error="KeyError: 'x'"), {})
        files = {f"{task.plan_id}/{task.stem}.{ending}": b"<html>" for ending in ("html", "ipynb", *task.formats)}
        return Made(replace(planned(task), state="done", seconds=1.0, files=tuple(sorted(files))), files)

    def make_plan(plan_id, data=None):
        files = {f"{plan_id}/graph.graphml": b"<graphml/>", f"{plan_id}/measures.csv": b""}
        return Made(replace(planned_graph(plan_id, data), state="done", files=tuple(sorted(files))), files)

    def here(left, end, died, *, processes=None):
        for order, job in left.items():
            end(order, job())

    monkeypatch.setattr(jobs, "make_report", make_report)
    monkeypatch.setattr(jobs, "make_plan", make_plan)
    monkeypatch.setattr(jobs, "rows_used", lambda *_, **__: "rows")
    monkeypatch.setattr("analysis.terminal.reporting.run_jobs", here)
    return failing, tasks


@pytest.fixture
def webhook():
    """A server that takes what is posted to it; set `status` to refuse."""
    taken = []

    class Taker(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append(
                (self.headers["Content-Type"], json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            )
            self.send_response(500 if self.path.startswith("/refused") else 204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    server.server_close()


def test_last_line_counts_each_state_and_says_where_the_index_is(ask, made, tmp_path):
    asked = ["report", "lagos-2023", "--notebook", "01", "--notebook", "02", "--output", tmp_path / "out"]
    first, second = ask(*asked), ask(*asked)
    assert (first.code, second.code) == (0, 0)
    assert first.out == f"{tmp_path / 'out' / 'index.html'}\n"
    assert first.lines[-1].startswith("redesocial: 2 relatórios feitos, em ")
    assert first.lines[-1].endswith(f" s; índice: {tmp_path / 'out' / 'index.html'}")
    assert second.lines[-1].startswith("redesocial: 0 relatórios feitos e 2 sem alterações, em ")
    assert len(second.lines) == 1


def test_last_line_names_what_failed_and_the_exit_code_is_1(ask, made, tmp_path):
    made[0].update({"01-partner-network", "02-domain-coverage"})
    asked = ["report", "lagos-2023", "--lang", "en", "--output", tmp_path / "out"]
    answer = ask(*asked)
    assert answer.code == 1
    assert answer.lines[-1].startswith("redesocial: 3 reports made and 2 failed, in ")
    named = "; not made: lagos-2023/01-partner-network.en, lagos-2023/02-domain-coverage.en"
    assert answer.lines[-1].endswith(named)


def test_last_line_names_twenty_failures_and_how_many_more_there_are(ask, made, data, tmp_path):
    made[0].add("01-partner-network")
    with (data / "registry" / "plans.csv").open("a", encoding="utf-8") as register:
        for year in range(1990, 2013):
            register.write(f"lagos-{year},lagos-2023.txt,0807,{year},cópia\n")
    answer = ask("report", "--data", data, "--notebook", "01", "--output", tmp_path / "out")
    assert answer.lines[-1].count("/01-partner-network.pt") == 20
    assert answer.lines[-1].endswith(" e mais 5")


def test_options_reach_each_task(ask, made, monkeypatch, tmp_path):
    monkeypatch.setattr("analysis.terminal.reporting.check_formats", lambda formats: None)
    options = ["--timeout", "60", "--retries", "3", "--memory", "0", "--pdf", "--docx", "--plain-kernels"]
    ask("report", "lagos-2023", "--notebook", "01", *options, "--output", tmp_path / "out")
    (task,) = made[1]
    assert (task.timeout, task.retries, task.memory, task.warm) == (60, 3, None, False)
    assert task.formats == ("pdf", "docx")


@pytest.mark.parametrize(("option", "library"), [("--pdf", "weasyprint"), ("--docx", "docx")])
def test_format_whose_library_is_missing_is_refused_before_anything_runs(ask, monkeypatch, tmp_path, option, library):
    monkeypatch.setitem(sys.modules, library, None)
    answer = ask("report", "lagos-2023", "--notebook", "01", option, "--output", tmp_path / "out")
    assert (answer.code, answer.out, len(answer.lines)) == (2, "", 1)
    assert option.removeprefix("--").upper() in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("since", ["2999-01-01", "2999-01-01T08:30", "0h"])
def test_plan_that_has_not_changed_since_is_skipped(ask, made, tmp_path, since):
    asked = ["report", "lagos-2023", "--notebook", "01", "--changed-since", since, "--output", tmp_path / "out"]
    assert ask(*asked).lines[-1].startswith("redesocial: 1 relatório feito, em ")  # there was none
    made[1].clear()
    answer = ask(*asked, "-p", "top=3")
    assert (answer.code, made[1]) == (0, [])
    assert answer.lines[-1].startswith("redesocial: 0 relatórios feitos e 1 omitido, em ")


def test_plan_that_has_changed_since_is_reported_on(ask, made, tmp_path):
    asked = ["report", "lagos-2023", "--notebook", "01", "--changed-since", "2000-01-01", "--output", tmp_path / "out"]
    assert ask(*asked).lines[-1].startswith("redesocial: 1 relatório feito, em ")


def test_web_address_is_told_how_the_run_went(ask, made, webhook, tmp_path):
    made[0].add("02-domain-coverage")
    address, taken = webhook
    asked = ["report", "lagos-2023", "--notebook", "01", "--notebook", "02", "--output", tmp_path / "out"]
    answer = ask(*asked, "--webhook", f"{address}/room?token=a")
    ((kind, notice),) = taken
    assert kind == "application/json; charset=utf-8"
    assert notice["counts"] == {"done": 1, "failed": 1}
    assert notice["failed"] == [
        {
            "plan": "lagos-2023",
            "notebook": "02-domain-coverage",
            "language": "pt",
            "state": "failed",
            "error": "KeyError: 'x'",
        }
    ]
    assert notice["index"] == str(tmp_path / "out" / "index.html")
    assert notice["started"] <= notice["ended"]
    assert answer.lines[-1] == f"redesocial: {notice['text']}"


@pytest.mark.parametrize("path", ["/refused?token=secret", None])
def test_web_address_that_does_not_take_it_is_a_warning(ask, made, webhook, tmp_path, path):
    address = webhook[0] + path if path else "http://127.0.0.1:9/secret"
    asked = ["report", "lagos-2023", "--notebook", "01", "--output", tmp_path / "out", "--webhook", address]
    answer = ask(*asked)
    assert answer.code == 0
    assert answer.lines[-2].startswith("aviso: o endereço de --webhook não aceitou o resumo (")
    assert "secret" not in answer.err
    assert answer.lines[-1].startswith("redesocial: 1 relatório feito")


def test_full_disk_is_one_sentence_with_exit_code_1_and_the_web_address_is_told(
    ask, made, webhook, monkeypatch, tmp_path
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.reporting.batch.put_files", full)
    asked = ["report", "lagos-2023", "--notebook", "01", "--output", tmp_path / "out", "--webhook", webhook[0]]
    answer = ask(*asked)
    assert (answer.code, answer.out, len(answer.lines)) == (1, "", 1)
    assert "não há espaço no disco" in answer.err
    ((_, notice),) = webhook[1]
    assert answer.lines == [f"redesocial: {notice['text']}"]
    assert notice["counts"] == {"skipped": 1}


def test_jobs_go_to_the_cluster_at_the_address_given(ask, made, monkeypatch, tmp_path):
    asked = []

    class Cluster:
        @staticmethod
        def run_on_cluster(left, end, died, *, processes=None, address):
            asked.append(address)
            for order, job in left.items():
                end(order, job())

    monkeypatch.setitem(sys.modules, "analysis.reporting.execution.cluster", Cluster)
    address = "tcp://127.0.0.1:8786"
    answer = ask("report", "lagos-2023", "--notebook", "01", "--output", tmp_path / "out", "--cluster", address)
    assert (answer.code, asked) == (0, [address])
