"""``redesocial review``: lists names, writes and reads the sheet, asks at the terminal."""

import csv
import io
import shutil

import pytest

from analysis.common.paths import data_folder
from analysis.common.wording import LANGUAGES
from analysis.terminal.command import main

PLAN = (
    "Rede Social de Beja\nPlano de Ação 2010\nEixo\tAção\tParceiros\tPrazo\n"
    "Saúde\tFeira\tGNR; Grupo Sol\tmaio\nSaúde\tFesta\tGrupo Sol; Guarda Nacionl Republicana; Clube \x1b[31mLua\tmaio\n"
)
NAMES = {"Grupo Sol", "Guarda Nacionl Republicana"}


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    """A data folder with one more plan, in which three names are not known, and the blank sheet of that plan."""
    folder = tmp_path_factory.mktemp("added")
    path = folder / "plano.txt"
    path.write_text(PLAN, encoding="utf-8")
    data = shutil.copytree(data_folder(), folder / "data")
    assert main(["add", str(path), "--data", str(data)]) == 0
    assert main(["review", "beja-2010", "--csv", str(folder / "nomes.csv"), "--data", str(data)]) == 0
    return folder


@pytest.fixture
def plan(added, data):
    """The id of the plan that is in the data folder now."""
    shutil.copytree(added / "data", data, dirs_exist_ok=True)
    return "beja-2010"


@pytest.fixture
def sheet(added, plan, tmp_path):
    """Fill in the blank sheet; the function returns its path."""
    path = tmp_path / "nomes.csv"
    shutil.copyfile(added / "nomes.csv", path)

    def fill(decisions, encoding="utf-8-sig", **cells):
        rows = read(path)
        for row in rows:
            row["decision"] = decisions.get(row["mention"], "")
            row.update({k: v for k, v in cells.items() if row["decision"]})
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding, "replace"))
        return path

    return fill


def read(path):
    """Return the rows of a sheet without its note."""
    return [row for row in read_all(path) if not row["plan_id"].startswith("#")]


def read_all(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle, delimiter=";"))


def left(ask, data):
    """Return the names still to be decided on."""
    out = ask("review", "beja-2010", "--data", data).out
    return {line.split("«")[1].split("»")[0] for line in out.splitlines() if "«" in line}


def test_names_are_listed_with_their_place_and_ranked_suggestions(ask, data, plan):
    answer = ask("review", plan, "--data", data)
    assert (answer.code, answer.err) == (0, "")
    lines = [line.strip() for line in answer.out.splitlines()]
    assert lines[0] == "Beja: 3 nomes por decidir"
    assert "«Grupo Sol», 2 vezes, a primeira em beja-2010, linha 4 do documento, tabela 1, linha 1 da tabela" in lines
    assert any(line.startswith("1. Guarda Nacional Republicana [gnr], ") for line in lines)
    assert "redesocial review --accept" in lines[-1]


def test_text_of_a_plan_does_not_steer_the_terminal(ask, data, plan):
    assert "\x1b" not in ask("review", plan, "--data", data).out


def test_plans_whose_names_are_all_known_have_nothing_to_decide(ask):
    answer = ask("review", "--lang", "en")
    assert (answer.code, answer.out) == (0, "there are no names or domains to decide on\n")


def test_unknown_plan_is_a_wrong_call(ask, data):
    assert ask("review", "nenhures-1900", "--data", data).code == 2


def test_plan_that_cannot_be_read_does_not_hide_the_others(ask, data, plan):
    (data / "documents" / "alijo-2021.txt").unlink()
    answer = ask("review", "--data", data)
    assert answer.code == 3
    assert "Beja: 3 nomes" in answer.out
    assert len(answer.lines) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sheet_opens_in_a_spreadsheet_program(ask, data, plan, tmp_path, lang):
    path = tmp_path / "nomes.csv"
    answer = ask("review", plan, "--csv", path, "--data", data, "--lang", lang)
    assert str(path) in answer.out
    assert path.read_bytes().startswith(b"\xef\xbb\xbfplan_id;mention;times;")
    rows = {row["mention"]: row for row in read(path)}
    assert set(rows) > NAMES
    assert rows["Grupo Sol"]["times"] == "2"
    assert rows["Guarda Nacionl Republicana"]["suggestion_1"].startswith("gnr: Guarda Nacional Republicana (")
    assert {row["decision"] for row in rows.values()} == {""}
    assert "\x1b" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "words", "kind"),
    [("pt", ("igual", "novo", "ignorar"), "Saúde"), ("en", ("same", "new", "ignore"), "Health")],
)
def test_sheet_explains_each_column_in_a_note_that_is_no_row(ask, data, plan, tmp_path, files_of, lang, words, kind):
    path = tmp_path / "nomes.csv"
    ask("review", plan, "--csv", path, "--data", data, "--lang", lang)
    note = read_all(path)[0]
    assert note["plan_id"].startswith("# ")
    assert all(note.values())
    assert [word for word in (*words, "organisation_id", "1, 2") if word not in note["decision"]] == []
    assert f", {kind}, " in note["kind"]
    before = files_of(data)
    assert ask("review", "--accept", path, "--data", data).code == 0
    assert files_of(data) == before
    assert ask("review", plan, "--csv", path, "--data", data).code == 0  # it is blank still


def test_place_and_kind_are_in_words_in_the_sheet(ask, data, plan, tmp_path):
    path = tmp_path / "nomes.csv"
    ask("review", plan, "--csv", path, "--data", data)
    row = next(row for row in read(path) if row["mention"] == "Grupo Sol")
    assert row["first_source"] == "beja-2010, linha 4 do documento, tabela 1, linha 1 da tabela"
    assert row["read_as"] == "Grupo Sol (Outra)"


def test_sheet_that_excel_saved_as_unicode_text_is_read(ask, data, sheet, tmp_path):
    rows = [list(row.values()) for row in read_all(sheet({"Guarda Nacionl Republicana": "1"}))]
    heading = list(read_all(sheet({}))[0])
    text = "".join("\t".join(row) + "\r\n" for row in [heading, *rows])
    path = tmp_path / "nomes.txt"
    path.write_bytes(text.encode("utf-16"))
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("1 nome passou a ser conhecido")


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_workbook_is_refused_with_how_to_save_it(ask, data, tmp_path, beginning):
    path = tmp_path / "nomes.xlsx"
    path.write_bytes(beginning + b"\0" * 100)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert "nomes.xlsx" in answer.err
    assert "«CSV UTF-8»" in answer.err
    assert ask("review", "--csv", path, "--data", data).code == 2


def test_sheet_that_is_filled_in_or_another_file_is_not_overwritten(ask, data, sheet, plan, tmp_path):
    other = tmp_path / "tese.docx"
    other.write_bytes(b"PK")
    for path in (sheet({"Grupo Sol": "igual"}), other):
        before = path.read_bytes()
        answer = ask("review", plan, "--csv", path, "--data", data)
        assert (answer.code, answer.out, len(answer.lines)) == (2, "", 1)
        assert path.read_bytes() == before


def test_blank_sheet_is_written_anew(ask, data, sheet, plan):
    path = sheet({})
    assert ask("review", plan, "--csv", path, "--data", data).code == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("word", ["gnr", "1", "gnr: Guarda Nacional Republicana (95 %)", "igual", "Same"])
def test_name_is_known_after_its_decision_was_accepted(ask, data, sheet, word, encoding):
    path = sheet({"Guarda Nacionl Republicana": word}, encoding)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("1 nome passou a ser conhecido; 1 linha nova")
    assert "Guarda Nacionl Republicana" not in left(ask, data)
    assert "Guarda Nacionl Republicana,gnr,0205," in (data / "registry" / "aliases.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["health", "Saúde", "saude"])
def test_new_body_gets_the_name_kind_and_scope_given(ask, data, sheet, kind):
    path = sheet({"Grupo Sol": "novo"}, organisation="Associação Grupo Sol", kind=kind, scope="nacional", note="ofício")
    assert ask("review", "--accept", path, "--data", data).code == 0
    last = (data / "registry" / "organisations.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "associacao-grupo-sol,Associação Grupo Sol,Associação Grupo Sol,health,national,false,ofício"
    assert "Grupo Sol" not in left(ask, data)


def test_accepting_twice_is_harmless(ask, data, sheet, files_of):
    path = sheet({"Grupo Sol": "novo", "Guarda Nacionl Republicana": "1"})
    ask("review", "--accept", path, "--data", data)
    before = files_of(data)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("0 nomes")
    assert files_of(data) == before


def test_change_of_mind_is_refused_not_passed_over(ask, data, sheet, files_of):
    ask("review", "--accept", sheet({"Guarda Nacionl Republicana": "gnr"}), "--data", data)
    before = files_of(data / "registry")
    answer = ask("review", "--accept", sheet({"Guarda Nacionl Republicana": "psp"}), "--data", data)
    assert answer.code == 3
    assert "já consta do registo como gnr" in answer.err
    assert files_of(data / "registry") == before


@pytest.mark.parametrize("word", ["", "ignorar", "Ignore"])
def test_name_may_be_left(ask, data, sheet, files_of, word):
    before = files_of(data)
    assert ask("review", "--accept", sheet({"Grupo Sol": word}), "--data", data).code == 0
    assert files_of(data) == before


def test_all_faulty_rows_are_told_at_once_and_nothing_is_written(ask, data, sheet, files_of):
    path = sheet({"Grupo Sol": "nenhures", "Guarda Nacionl Republicana": "novo"}, kind="navio")
    before = files_of(data)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert [w for w in ("nomes.csv", "'nenhures'", "'navio'") if w not in answer.err] == []
    assert files_of(data) == before


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"plan_id": "nenhures-1900"}, "não há nenhum plano 'nenhures-1900'"),
        ({"mention": "Outro Nome"}, "«Outro Nome» não é um nome por decidir"),
        ({"scope": "9999"}, "'9999'"),
        ({"decision": "", "kind": "Saúde"}, "a coluna decision de «Grupo Sol» está vazia"),
        ({"suggestion_1": "", "decision": "1"}, "a linha não tem a sugestão 1"),
    ],
)
def test_row_that_does_not_fit_the_data_is_refused(ask, data, sheet, files_of, cells, words):
    path, before = sheet({"Grupo Sol": "igual"}, **cells), files_of(data)
    answer = ask("review", "--accept", path, "--data", data)
    assert answer.code == 3
    assert words in answer.err
    assert files_of(data) == before


@pytest.mark.parametrize("content", [None, b"", b"a;b\n1;2\n", b"PK\x81\x8d\0"])
def test_file_that_is_no_sheet_is_refused(ask, data, tmp_path, content):
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_bytes(content)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert "x.csv" in answer.err


def test_sheet_and_acceptance_exclude_each_other(ask):
    answer = ask("review", "--csv", "a", "--accept", "b")
    assert answer.code == 2
    assert "não se podem usar ao mesmo tempo" in answer.lines[-1]


# --- at the terminal --------------------------------------------------------------------------------


@pytest.fixture
def answers(monkeypatch):
    """Answer what the command asks, then end the input."""

    def give(*words):
        given = iter(words)

        def answer(_):
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    return give


def test_without_a_terminal_the_sheet_is_advised(ask, data, plan, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    answer = ask("review", "--accept", "--data", data)
    assert (answer.code, answer.out) == (2, "")
    assert "--csv" in answer.err


def test_each_name_is_asked_for_and_decided_at_once(ask, data, plan, answers):
    answers("i", "", "x", "1")  # names in the order of the list; what is not understood is asked again
    answer = ask("review", plan, "--accept", "--data", data)
    assert answer.code == 0
    assert "não se entende 'x'" in answer.out
    assert "2 nomes decididos, 1 por decidir" in answer.out.splitlines()
    assert not left(ask, data) & NAMES


def test_new_body_may_be_described_at_the_terminal(ask, data, plan, answers):
    answers("n", "Associação Sol", "Saúde", "nacional", "q")
    assert ask("review", plan, "--accept", "--data", data).code == 0
    assert "\nassociacao-sol,Associação Sol,Associação Sol,health,national,false,beja-2010\n" in (
        (data / "registry" / "organisations.csv").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("word", ["i", "s", "igual", "Igual", "same", "gnr: Guarda Nacional Republicana (95 %)"])
def test_words_of_the_sheet_are_understood_at_the_terminal(ask, data, plan, answers, word):
    answers("", "ignorar", word)
    answer = ask("review", plan, "--accept", "--data", data)
    assert answer.code == 0
    assert "1 nome decidido, 2 por decidir" in answer.out.splitlines()


@pytest.mark.parametrize("word", ["n", "novo", "NOVA", "new"])
def test_new_body_may_be_asked_for_by_its_word(ask, data, plan, answers, word):
    answers(word, "Associação Sol", "navio", "Saúde", "", "sair")
    answer = ask("review", plan, "--accept", "--data", data)
    assert "o tipo (kind) 'navio' não existe; esperava-se um de Município, " in answer.out
    assert "\nassociacao-sol-beja,Associação Sol,Associação Sol,health,0205,false,beja-2010\n" in (
        (data / "registry" / "organisations.csv").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(("lang", "words"), [("pt", ("igual", "novo", "ignorar")), ("en", ("same", "new", "ignore"))])
def test_what_may_be_answered_is_told_at_first_and_whenever_asked(ask, data, plan, answers, lang, words):
    answers("?", "ajuda", "q")
    lines = ask("review", plan, "--accept", "--data", data, "--lang", lang).out.splitlines()
    assert lines.count(lines[0]) == 3
    assert [word for word in words if word not in lines[0]] == []


def test_end_of_input_keeps_what_was_decided(ask, data, plan, answers):
    answers("i")
    answer = ask("review", plan, "--accept", "--data", data)
    assert answer.code == 0
    assert "1 nome decidido, 2 por decidir" in answer.out.splitlines()


# --- domains without a theme ------------------------------------------------------------------------


def decided(data):
    return (data / "registry" / "domains.csv").read_text(encoding="utf-8")


def test_domains_without_a_theme_are_listed_with_ranked_suggestions(ask, data, plan):
    lines = [line.strip() for line in ask("review", plan, "--data", data).out.splitlines()]
    assert "1 domínio sem tema decidido" in lines
    at = lines.index("«Saúde», beja-2010, 2 ações")
    assert lines[at + 1] == "tema entretanto: Saúde"
    assert lines[at + 2].startswith("1. Saúde [health], ")
    assert lines[at + 2].endswith("%: saúde")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("word", "theme"),
    [("1", "health"), ("igual", "health"), ("housing", "housing"), ("Habitação", "housing"), ("Housing", "housing"),
     ("none", ""), ("Nenhum", "")],
)  # fmt: skip
def test_domain_gets_the_theme_that_a_sheet_says(ask, data, plan, tmp_path, word, theme, lang):
    path = tmp_path / "folha.csv"
    ask("review", plan, "--csv", path, "--data", data, "--lang", lang)
    rows = read(path)
    row = next(row for row in rows if row["mention"] == "Saúde")
    assert row["suggestion_1"].startswith("health: ")
    row.update(decision=word, note="ata")
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    for _ in range(2):  # the second time it is decided already
        answer = ask("review", "--accept", path, "--data", data)
        assert (answer.code, answer.err) == (0, "")
    assert decided(data).count(f"beja-2010,Saúde,{theme},ata\n") == 1
    assert "domínio sem tema" not in ask("review", plan, "--data", data).out


def test_change_of_mind_on_a_domain_is_refused(ask, data, sheet, files_of):
    ask("review", "--accept", sheet({"Saúde": "health"}), "--data", data)
    before = files_of(data)
    answer = ask("review", "--accept", sheet({"Saúde": "housing"}), "--data", data)
    assert answer.code == 3
    assert "«Saúde» não é um domínio" in answer.err or "já tem outra decisão" in answer.err
    assert files_of(data) == before


def test_faulty_theme_leaves_the_names_of_the_sheet_unwritten_too(ask, data, sheet, files_of):
    path = sheet({"Saúde": "saudde", "Guarda Nacionl Republicana": "1"})
    before = files_of(data)
    answer = ask("review", "--accept", path, "--data", data)
    assert (answer.code, answer.out, len(answer.lines)) == (3, "", 1)
    assert "não há nenhum tema 'saudde'" in answer.err
    assert files_of(data) == before


def test_domains_are_asked_for_after_the_names(ask, data, plan, answers):
    answers("", "", "", "?", "saudde", "1")
    out = ask("review", plan, "--accept", "--data", data).out.splitlines()
    assert "1 domínio decidido, 0 por decidir" in out
    assert "beja-2010,Saúde,health,\n" in decided(data)
