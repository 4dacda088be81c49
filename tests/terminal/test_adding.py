"""``redesocial add``: what it takes in, what it says, and that a refused document changes nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.common.errors import DocumentError
from analysis.terminal import working

PLAN = "Rede Social de {0}\nPlano de Ação {1}\nEixo\tAção\tParceiros\tPrazo\nSaúde\tFeira\tGNR; Grupo Sol\tmaio\n"


@pytest.fixture
def document(tmp_path):
    def write(municipality="Beja", year=2010, name=None, content=None):
        path = tmp_path / "documentos" / (name or f"{municipality}.txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content or PLAN.format(municipality, year), encoding="utf-8")
        return path

    return write


def rows(data):
    return (data / "registry" / "plans.csv").read_text(encoding="utf-8").splitlines()


def test_added_plan_is_listed_and_the_next_steps_are_told(ask, data, document):
    answer = ask("add", document(), "--data", data)
    assert (answer.code, answer.err) == (0, "")
    first, *others = answer.out.splitlines()
    assert first == "beja-2010: acrescentado (Beja.txt; Beja, 2010; 1 ação, meses indicados em 1)"
    assert [
        w for w in ("Parceiros 1", "1 domínio sem tema", "1 nome por decidir", "«Grupo Sol»") if w not in answer.out
    ] == []
    assert others[-2:] == [
        "a seguir, para decidir os nomes e os temas: redesocial review beja-2010",
        "a seguir, para ver o resultado: redesocial report beja-2010",
    ]
    assert ask("list", "--data", data).out.splitlines()[-1].startswith("beja-2010\tBeja\t2010\tbeja-2010.txt\t")


def test_answer_is_in_the_language_asked_for(ask, data, document):
    answer = ask("add", document(), "--data", data, "--lang", "en")
    assert answer.out.startswith("beja-2010: added (Beja.txt; Beja, 2010; 1 action, months stated for 1)")


def test_same_document_again_is_said_and_changes_nothing(ask, data, document, files_of):
    path = document()
    ask("add", path, "--data", data)
    before = files_of(data)
    answer = ask("add", path, "--data", data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "beja-2010: já existia, com este mesmo documento (Beja.txt); nada mudou\n"
    assert files_of(data) == before


REFUSED = {
    "no municipality": (PLAN.format("X", 2010), [], 3, "--municipality NOME"),
    "no year": (PLAN.format("Beja", ""), [], 3, "--year AAAA"),
    "no table": ("Era uma vez.\n", [], 3, "não há nenhuma tabela de ações"),
    "path for a municipality": (None, ["--municipality", "../../etc/passwd"], 2, "'../../etc/passwd' não é um dos 308"),
    "device for a municipality": (None, ["--municipality", "CON"], 2, "'CON' não é um dos 308"),
    "long municipality": (None, ["--municipality", "a" * 300], 2, "não é um dos 308"),
    "two municipalities of a name": (None, ["--municipality", "Lagoa"], 2, "Lagoa (Açores)"),
    "year that is none": (None, ["--year", "20"], 2, "'20'"),
    "plan that another document holds": (PLAN.format("Lagos", 2023), [], 3, "lagos-2023.txt"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_is_one_sentence_and_nothing_is_written(ask, data, document, files_of, case):
    content, arguments, code, words = REFUSED[case]
    path, before = document(name="x.txt", content=content), files_of(data)
    answer = ask("add", path, *arguments, "--data", data)
    assert (answer.code, answer.out) == (code, "")
    assert answer.lines[-1].startswith("redesocial: ")
    assert words in answer.lines[-1]
    assert code == 2 or len(answer.lines) == 1
    assert files_of(data) == before


def test_missing_file_is_refused(ask, data, tmp_path):
    answer = ask("add", tmp_path / "nada.txt", "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)


def test_document_is_replaced_if_asked(ask, data, document):
    held = (data / "documents" / "lagos-2023.txt").read_bytes()
    answer = ask("add", document("Lagos", 2023), "--replace", "--data", data)
    assert answer.code == 0
    first, second, *_ = answer.out.splitlines()
    assert first.startswith("lagos-2023: substituído (Lagos.txt; ")
    assert second.startswith("  o documento anterior, lagos-2023.txt, ficou guardado em ")
    assert Path(second.split(" em ")[1]).read_bytes() == held
    assert (data / "documents" / "lagos-2023.txt").read_text(encoding="utf-8") == PLAN.format("Lagos", 2023)
    assert rows(data)[-1] == "lagos-2023,lagos-2023.txt,0807,2023,Lagos.txt"


def test_faulty_document_stops_no_other(ask, data, document):
    paths = [document("Beja"), document(name="mau.txt", content="nada"), document("Serpa")]
    answer = ask("add", *paths, "--data", data)
    assert answer.code == 3
    assert [row.partition(",")[0] for row in rows(data)[-2:]] == ["beja-2010", "serpa-2010"]
    assert "2 acrescentados, 0 já existiam, 1 recusado" in answer.out
    assert [line for line in answer.lines if "mau.txt" in line and "tabela" in line] != []


def test_folder_is_read_by_many_processes_and_told_in_order_with_progress(ask, data, document, tmp_path):
    for name in ("Serpa", "Beja", "Moura", "Cuba"):
        document(name)
    document(name="mau.txt", content="nada")
    document(name="nota.xyz", content="nota")
    answer = ask("add", tmp_path / "documentos", "--data", data)
    assert answer.code == 3
    assert [row.partition(",")[0] for row in rows(data)[-4:]] == ["beja-2010", "cuba-2010", "moura-2010", "serpa-2010"]
    assert answer.lines[0] == "deixados de lado, por não serem documentos que se possam ler: nota.xyz"
    assert sorted(line.split()[0] for line in answer.lines[1:6]) == [f"{n}/5" for n in range(1, 6)]
    assert answer.lines[-1].startswith("redesocial: mau.txt: ")
    assert "4 acrescentados, 0 já existiam, 1 recusado" in answer.out


def test_subfolders_are_read_and_what_is_left_aside_is_told_once(ask, data, document, tmp_path):
    inner = tmp_path / "documentos" / "Distrito de Beja"
    inner.mkdir(parents=True)
    document("Serpa").rename(inner / "Serpa.txt")
    document("Beja")
    for number in range(25):
        document(name=f"{number:02}.jpg", content="x")
    document(name="~$plano.docx", content="x")
    answer = ask("add", tmp_path / "documentos", "--data", data)
    assert (answer.code, len(answer.lines)) == (0, 1)
    assert answer.err.startswith("deixados de lado, por não serem documentos que se possam ler: 00.jpg, 01.jpg, ")
    assert answer.err.endswith("19.jpg, … e mais 5\n")
    assert [row.partition(",")[0] for row in rows(data)[-2:]] == ["beja-2010", "serpa-2010"]


def test_lock_of_an_open_document_that_a_pattern_took_along_is_passed_over(ask, data, document):
    answer = ask("add", document(), document(name="~$ja.docx", content="x"), "--data", data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("beja-2010: acrescentado")


def test_what_a_document_states_otherwise_is_told_file_by_file_and_what_was_given_holds(ask, data, document, tmp_path):
    document("Beja"), document("Serpa", 2011), document("Moura", 2012)
    answer = ask("add", tmp_path / "documentos", "--municipality", "Serpa", "--data", data)
    assert answer.code == 0
    assert answer.lines == [
        f"redesocial: {name}.txt: o documento, ou o nome do seu ficheiro, indica {name}, mas foi indicado Serpa; "
        "valeu o que foi indicado"
        for name in ("Beja", "Moura")
    ]
    assert [row.partition(",")[0] for row in rows(data)[-3:]] == ["serpa-2010", "serpa-2012", "serpa-2011"]


def test_year_that_the_document_states_otherwise_is_told(ask, data, document):
    answer = ask("add", document(), "--year", "2011", "--lang", "en", "--data", data)
    assert (answer.code, len(answer.lines)) == (0, 1)
    assert "states 2010, but 2011 was given; what was given was followed" in answer.err
    assert answer.out.startswith("beja-2011: added")


def test_empty_folder_is_refused(ask, data, tmp_path):
    (tmp_path / "vazia").mkdir()
    answer = ask("add", tmp_path / "vazia", "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert ".txt" in answer.err


def test_two_adds_at_once_lose_no_row(data, document):
    command = [sys.executable, "-m", "analysis", "add", "--data", data]
    started = [
        subprocess.Popen([*command, document(name)], stdout=subprocess.DEVNULL) for name in ("Beja", "Serpa", "Moura")
    ]
    assert [process.wait(120) for process in started] == [0, 0, 0]
    assert sorted(row.partition(",")[0] for row in rows(data)[-3:]) == ["beja-2010", "moura-2010", "serpa-2010"]


@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal are sent in another way there")
def test_interrupt_keeps_what_was_finished(data, document, tmp_path):
    for number in range(60):
        document(name=f"{number:02}.txt", content=PLAN.format("Beja", 2020 + number))
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", "add", tmp_path / "documentos", "--data", data],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    plans = data / "registry" / "plans.csv"
    while plans.read_text(encoding="utf-8").count("beja-20") < 3 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "redesocial: interrompido; o que estava feito ficou feito"
    added = [row.split(",")[1] for row in rows(data)[3:]]
    assert 0 < len(added) < 60
    assert [line.split(":")[0] + ".txt" for line in out.splitlines() if ": acrescentado" in line] == added
    kept = {p.name for p in (data / "documents").iterdir()}
    assert kept == {"alijo-2021.txt", "lagos-2023.txt", *added}


# --- working through many jobs ----------------------------------------------------------------------


def test_fault_of_the_program_counts_as_a_document_that_cannot_be_read():
    taken = []

    def fail():
        raise RecursionError("too deep")

    working.work_through([("x.pdf", fail), ("y.pdf", lambda: 1)], lambda at, outcome: taken.append((at, outcome)), "pt")
    (_, error), second = taken
    assert isinstance(error, DocumentError)
    assert "x.pdf: " in str(error)
    assert "RecursionError: too deep" in str(error)
    assert second == (1, 1)


def die():
    os._exit(1)


def test_job_that_kills_its_process_takes_no_other_with_it():
    taken = []
    jobs = [("um", int), ("mau.pdf", die), ("dois", float), ("três", str)]
    working.work_through(jobs, lambda at, outcome: taken.append(outcome), "pt")
    assert [o for o in taken if not isinstance(o, DocumentError)] == [0, 0.0, ""]
    assert [o.key for o in taken if isinstance(o, DocumentError)] == ["document_dead_worker"]
    assert isinstance(taken[1], DocumentError)
