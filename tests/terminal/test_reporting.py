"""``redesocial report``: what is refused before any kernel starts, with nothing written."""

import pytest

from analysis.reporting.execution import kernels

REFUSED = {
    "unknown plan": (["nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown plan before": (["-p", "previous=nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown peer": (["-p", "peers=lagos-2023, nenhures-1900"], ["'nenhures-1900'", "alijo-2021, lagos-2023"]),
    "unknown notebook": (["--notebook", "99-x"], ["'99-x'", "01-partner-network"]),
    "notebook that is no report": (["--notebook", "00-tour"], ["'00-tour'", "01-partner-network"]),
    "ambiguous notebook": (["--notebook", "0"], ["'0'", "01-partner-network, 02-domain-coverage"]),
    "undeclared parameter": (["-p", "colour=red"], ["'colour'", "role: str = None"]),
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
