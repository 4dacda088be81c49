"""``redesocial simulate``: a folder that every command takes, or one sentence why not."""

import pytest


@pytest.fixture
def simulated(ask, tmp_path):
    """Simulate two plans of one municipality; return the folder and the answer."""
    folder = tmp_path / "region"
    return folder, ask("simulate", "--to", folder, "--municipalities", 1, "--years", 2, "--region", "Guarda")


def test_it_prints_the_folder_and_tells_what_was_made(simulated):
    folder, answer = simulated
    assert (answer.code, answer.out) == (0, f"{folder}\n")
    assert answer.lines[0].startswith("1/1 ")
    assert answer.lines[-1].startswith("redesocial: 2 planos sintéticos de 1 município (2021–2022), com ")
    assert {path.name for path in folder.iterdir()} == {"README.txt", "documents", "registry", "truth"}


def test_list_marks_every_plan_of_it_and_no_real_one(simulated, ask):
    folder, _ = simulated
    lines = ask("list", "--data", folder).out.splitlines()
    assert [line.split("\t")[-1] for line in lines] == ["dados sintéticos"] * 2
    assert "sintéticos" not in ask("list").out


def test_read_gives_the_json_without_a_key_more(simulated, ask):
    folder, _ = simulated
    answer = ask("read", sorted((folder / "documents").iterdir())[0], "--data", folder)
    assert answer.code == 0
    assert '"synthetic"' not in answer.out
    assert "(dados sintéticos)" in answer.out


def test_added_plan_stays_marked_in_another_folder(simulated, ask, data):
    folder, _ = simulated
    assert ask("add", sorted((folder / "documents").iterdir())[0], "--data", data).code == 0
    assert "(dados sintéticos)" in (data / "registry" / "plans.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert ask("list", "--data", data).out.count("\tdados sintéticos") == 1


def test_export_says_that_it_is_synthetic(simulated, ask, tmp_path):
    folder, _ = simulated
    assert ask("export", "--data", folder, "--to", tmp_path / "out", "--format", "csv").code == 0
    package = (tmp_path / "out" / "csv" / "datapackage.json").read_text(encoding="utf-8")
    assert "(dados sintéticos)" in package
    assert "um programa inventou 2 de 2 planos" in package


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--to", ""], "não é possível escrever"),
        (["--region", "Marte"], "não há região nem distrito 'Marte'"),
        (["--region", "Guarda", "--municipalities", "15"], "esperava-se 1–14"),
        (["--first-year", "2098", "--years", "3"], "esperava-se 2000–2099"),
        (["--first-year", "1999"], "esperava-se 2000–2099"),
        (["--seed", "-1"], "não é um número inteiro a partir de 0"),
        (["--municipalities", "0"], "não é um número inteiro a partir de 1"),
    ],
)
def test_wrong_request_is_refused_in_one_sentence(ask, tmp_path, arguments, reason):
    answer = ask("simulate", *(["--to", tmp_path / "region"] if "--to" not in arguments else []), *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.lines[-1]
    assert list(tmp_path.iterdir()) == []


def test_folder_in_use_is_refused(ask, data, files_of):
    before = files_of(data)
    answer = ask("simulate", "--to", data, "--municipalities", 1, "--years", 1)
    assert (answer.code, len(answer.lines)) == (2, 1)
    assert "já tem ficheiros" in answer.lines[-1]
    assert files_of(data) == before
