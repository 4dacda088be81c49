"""``redesocial read`` and ``list``: the JSON that outsiders rely on, and what cannot be read."""

import json
from dataclasses import replace

import pytest

from analysis.documents.plan import read_plan
from analysis.entities.registry import read_registry
from analysis.frames.build import build_corpus
from analysis.terminal.reading import plan_as_json

PLANS = ("alijo-2021", "lagos-2023")
PLAN = {"plan_id", "municipality", "ine_code", "year", "title", "body", "approved_on", "document", "sha256", "format"}
ACTION = {
    "seq", "agenda", "domain_no", "domain", "axis", "goal", "action", "indicators", "responsible", "partners",
    "schedule_text", "schedule_status", "months", "frequency", "source",
}  # fmt: skip
MENTION = {"mention", "organisation", "organisation_id", "kind", "collective", "method", "confidence"}
ISSUE = {"seq", "field", "text", "problem", "treatment"}
TABLE = "Ações\tResponsáveis\tParceiros\tCronograma\n"


@pytest.fixture(params=PLANS)
def read(request, ask, data):
    answer = ask("read", data / "documents" / f"{request.param}.txt", "--data", data)
    assert (answer.code, answer.err) == (0, "")
    return json.loads(answer.out)


@pytest.fixture
def document(tmp_path):
    def write(content, name="vila.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def everything(value):
    yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from everything(child)


def test_json_has_exactly_the_keys_of_the_interface(read):
    assert set(read) == {"plan", "actions", "issues"}
    assert set(read["plan"]) == PLAN
    assert {frozenset(a) for a in read["actions"]} == {frozenset(ACTION)}
    assert {frozenset(m) for a in read["actions"] for m in a["responsible"] + a["partners"]} == {frozenset(MENTION)}
    assert {frozenset(a["source"]) for a in read["actions"]} == {frozenset({"page", "line", "table", "row"})}
    assert {frozenset(i) for i in read["issues"]} == {frozenset(ISSUE)}


def test_absent_values_are_null_never_an_empty_text(read):
    assert "" not in [value for value in everything(read) if isinstance(value, str)]
    assert not any(value != value for value in everything(read))


def test_values_have_the_types_of_the_interface(read):
    plan = read["plan"]
    assert isinstance(plan["year"], int)
    assert len(plan["sha256"]) == 64
    assert plan["format"] == "text"
    for action in read["actions"]:
        assert isinstance(action["seq"], int)
        assert isinstance(action["indicators"], list)
        assert action["months"] is None or (
            action["months"] == sorted(set(action["months"])) and set(action["months"]) <= set(range(1, 13))
        )
        assert action["schedule_status"] in ("stated", "drawn", "not_stated", "absent", "unreadable")
        assert isinstance(action["source"]["line"], int)
        for mention in action["responsible"] + action["partners"]:
            assert isinstance(mention["collective"], bool)
            assert 0 <= mention["confidence"] <= 1
    assert [a["seq"] for a in read["actions"]] == list(range(1, len(read["actions"]) + 1))
    assert all(i["seq"] is None or isinstance(i["seq"], int) for i in read["issues"])


def test_first_plan_is_read_as_the_interface_shows(ask, data):
    read = json.loads(ask("read", data / "documents" / "alijo-2021.txt").out)
    assert {k: read["plan"][k] for k in ("plan_id", "municipality", "ine_code", "year", "approved_on")} == {
        "plan_id": "alijo-2021", "municipality": "Alijó", "ine_code": "1701", "year": 2021, "approved_on": "2021-02-16",
    }  # fmt: skip
    assert {a["schedule_status"] for a in read["actions"]} == {"not_stated"}
    assert {a["months"] for a in read["actions"]} == {None}


def test_stated_months_are_listed(ask, data):
    read = json.loads(ask("read", data / "documents" / "lagos-2023.txt").out)
    assert all(a["months"] for a in read["actions"] if a["schedule_status"] == "stated")
    assert read["plan"]["approved_on"] is None


def test_reading_changes_nothing(ask, data, tmp_path, files_of):
    before = files_of(tmp_path)
    ask("read", data / "documents" / "lagos-2023.txt", "--data", data)
    assert files_of(tmp_path) == before


def test_action_without_bodies_has_empty_lists_and_no_schedule_is_absent(ask, document):
    path = document("Atividades\tResponsáveis\tParceiros\nFazer\t\t\n")
    (action,) = json.loads(ask("read", path).out)["actions"]
    assert (action["responsible"], action["partners"], action["indicators"]) == ([], [], [])
    assert (action["schedule_status"], action["schedule_text"], action["months"]) == ("absent", None, None)


def test_municipality_and_year_that_the_document_does_not_say_are_null(ask, document):
    read = json.loads(ask("read", document(TABLE + "Fazer\tGNR\t\tmaio\n", "x.txt")).out)
    assert (read["plan"]["municipality"], read["plan"]["ine_code"], read["plan"]["year"]) == (None, None, None)


def test_municipality_and_year_may_be_given(ask, document):
    answer = ask("read", document(TABLE + "Fazer\tGNR\t\tmaio\n"), "--municipality", "alvito", "--year", "2024")
    plan = json.loads(answer.out)["plan"]
    assert (plan["plan_id"], plan["municipality"], plan["year"]) == ("alvito-2024", "Alvito", 2024)


def test_issues_are_told_in_the_language_asked_for(ask, document):
    path = document(TABLE + "Fazer\t\t\tmaio\n")
    told = {lang: json.loads(ask("read", path, "--lang", lang).out)["issues"][-1]["problem"] for lang in ("pt", "en")}
    assert told == {"pt": "a ação não nomeia nenhuma entidade", "en": "the action names no body"}


UNREADABLE = {
    "missing": (None, "o ficheiro não existe; indique o caminho", "there is no such file; give the path"),
    "empty": (" \n", "o documento está vazio; esperava-se", "the document is empty; the text"),
    "binary": (b"PK\0\1", "o conteúdo não é texto (tem bytes nulos); esperava-se", "the content is not text"),
    "encoding": (b"\x81\x8d\xff", "a codificação não é UTF-8 nem Windows-1252; guarde", "the encoding is neither"),
    "no table": ("Era uma vez.\n", "não há nenhuma tabela de ações; esperava-se", "there is no table of actions; a"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_unreadable_document_is_one_line_that_names_file_fault_and_expectation(ask, document, tmp_path, case):
    content, *words = UNREADABLE[case]
    path = tmp_path / "vila.txt" if content is None else document(content)
    for lang, told in zip(("pt", "en"), words, strict=True):
        answer = ask("read", path, "--lang", lang)
        assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
        assert "vila.txt: " in answer.err
        assert told in answer.err


def test_folder_and_unknown_format_are_unreadable(ask, document, tmp_path):
    assert ask("read", tmp_path).code == 3
    answer = ask("read", document("texto", "vila.xyz"))
    assert answer.code == 3
    assert "vila.xyz: formato desconhecido; esperava-se um ficheiro terminado em .docx" in answer.err


def test_unknown_municipality_is_a_wrong_call(ask, document):
    answer = ask("read", document(TABLE + "Fazer\tGNR\t\tmaio\n"), "--municipality", "Nenhures")
    assert (answer.code, answer.out) == (2, "")
    assert "'Nenhures' não é um dos 308 municípios" in answer.err


@pytest.mark.parametrize("year", ["21", "1900", "dois"])
def test_year_of_other_than_four_digits_is_a_wrong_call(ask, year):
    answer = ask("read", "x.txt", "--year", year)
    assert answer.code == 2
    assert repr(year) in answer.lines[-1]


# --- list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "words"), [("pt", "61 ações, 10 domínios"), ("en", "61 actions, 10 domains")])
def test_list_is_one_line_a_plan_with_what_is_known(ask, lang, words):
    answer = ask("list", "--lang", lang)
    lines = answer.out.splitlines()
    assert answer.code == 0
    assert [line.split("\t")[0] for line in lines][: len(PLANS)] == list(PLANS)
    assert lines[0].startswith("alijo-2021\tAlijó\t2021\talijo-2021.txt\t")
    assert words in lines[0]
    assert ("0 de 61" if lang == "pt" else "0 of 61") in lines[0]


def test_plan_whose_document_is_gone_does_not_hide_the_others(ask, data):
    (data / "documents" / "alijo-2021.txt").unlink()
    answer = ask("list", "--data", data)
    assert answer.code == 3
    assert [line.split("\t")[0] for line in answer.out.splitlines()] == ["lagos-2023"]
    assert len(answer.lines) == 1
    assert "alijo-2021" in answer.err


def test_registry_without_plans_lists_nothing(ask, data):
    plans = data / "registry" / "plans.csv"
    plans.write_text(plans.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (data / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\n", encoding="utf-8")
    answer = ask("list", "--data", data)
    assert (answer.code, answer.out) == (0, "")


@pytest.mark.parametrize("command", [["list"], ["report"], ["read", "x.txt"]])
def test_missing_data_folder_is_unreadable(ask, tmp_path, command):
    answer = ask(*command, "--data", tmp_path / "nenhures")
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert "nenhures" in answer.err
    assert not (tmp_path / "nenhures").exists()


@pytest.mark.parametrize("command", ["list", "report"])
def test_alias_of_no_organisation_names_file_and_line(ask, data, command):
    aliases = data / "registry" / "aliases.csv"
    lines = aliases.read_text(encoding="utf-8").splitlines()
    aliases.write_text("\n".join([*lines, "XPTO,ninguem,,"]) + "\n", encoding="utf-8")
    answer = ask(command, "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert "aliases.csv" in answer.err
    assert f"{len(lines) + 1}: XPTO,ninguem" in answer.err


def test_what_the_document_states_otherwise_is_told_and_an_issue(ask, document):
    path = document(f"Rede Social de Beja\nPlano de Ação 2010\n{TABLE}Feira\tCMB\tGNR\tmaio\n")
    answer = ask("read", path, "--municipality", "Serpa", "--lang", "en")
    assert (answer.code, len(answer.lines)) == (0, 1)
    assert answer.err.startswith("redesocial: vila.txt: the document, or the name of its file, states Beja, but Serpa")
    told = json.loads(answer.out)
    assert (told["plan"]["municipality"], told["plan"]["year"]) == ("Serpa", 2010)
    assert [i["text"] for i in told["issues"] if i["field"] == "municipality"] == ["Beja"]


def test_line_end_in_doubt_is_a_space_in_the_text_of_an_issue(data):
    registry = read_registry(data)
    plan = read_plan(data / "documents" / "lagos-2023.txt", data=data)
    corpus = build_corpus([plan], registry)
    doubtful = replace(corpus, issues=corpus.issues.assign(text="Sol\vLua"))
    assert {issue["text"] for issue in plan_as_json(plan, doubtful)["issues"]} == {"Sol Lua"}
