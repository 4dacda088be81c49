"""A document is taken in with its row, under a name of our own, or everything stays as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from analysis import load_corpus
from analysis.common.errors import DocumentError, OutputError, RegistryError, UnknownNameError
from analysis.common.paths import data_folder
from analysis.frames import intake
from analysis.frames.intake import Candidate, State, Taken, documents_in, read_candidate, take_in

PLAN = "Rede Social de Beja\nPlano de Ação 2010\nEixo\tAção\tParceiros\tPrazo\nSaúde\tFeira\tGNR; Grupo Sol\tmaio\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(data_folder() / "registry", tmp_path / "data" / "registry")
    for name in ("plans", "domains"):
        path = tmp_path / "data" / "registry" / f"{name}.csv"
        path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")
    return tmp_path / "data"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "O plano (final).TXT"
    path.write_text(PLAN, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def read(path: Path, data: Path, municipality: str | None = None, year: int | None = None) -> Candidate:
    return read_candidate(path, municipality, year, data)


def take(path: Path, data: Path, year: int | None = None, *, replace: bool = False) -> State:
    return take_in(read(path, data, year=year), data, replace=replace).state


def rows(data: Path) -> list[str]:
    return (data / "registry" / "plans.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_document_is_copied_under_our_name_and_registered(document: Path, data: Path) -> None:
    assert take(document, data) == "added"
    assert (data / "documents" / "beja-2010.txt").read_bytes() == document.read_bytes()
    assert rows(data) == ["beja-2010,beja-2010.txt,0205,2010,O plano (final).TXT"]
    assert load_corpus("beja-2010", data=data).plans["municipality"].tolist() == ["Beja"]


def test_candidate_tells_what_a_person_has_to_decide(document: Path, data: Path) -> None:
    candidate = read(document, data)
    assert (candidate.municipality, candidate.year, candidate.actions, candidate.dated) == ("Beja", 2010, 1, 1)
    assert [name.mention for name in candidate.names] == ["Grupo Sol"]
    assert candidate.issues == {"partner": 1, "theme": 1}
    assert candidate.unmapped == 1
    assert files(data).keys() == {f"registry/{p.name}" for p in (data / "registry").iterdir()}


def test_same_document_again_changes_nothing(document: Path, data: Path) -> None:
    take(document, data)
    before = files(data)
    assert take(document, data) == "there"
    assert files(data) == before


def test_other_document_of_a_plan_is_refused_and_the_first_is_named(document: Path, data: Path) -> None:
    take(document, data)
    before = files(data)
    document.write_text(PLAN.replace("Feira", "Festa"), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"beja-2010\.txt") as caught:
        take(document, data)
    assert caught.value.key == "add_plan_taken"
    assert files(data) == before


def test_replacing_gives_the_plan_the_new_document_and_its_row(document: Path, data: Path) -> None:
    take(document, data)
    other = document.with_name("novo.tsv")
    other.write_text(PLAN.replace("Feira", "Festa"), encoding="utf-8")
    assert take(other, data, replace=True) == "replaced"
    assert rows(data) == ["beja-2010,beja-2010.tsv,0205,2010,novo.tsv"]
    assert [p.name for p in (data / "documents").iterdir()] == ["beja-2010.tsv"]


def test_replaced_document_is_kept_apart_from_others_of_its_name(document: Path, data: Path) -> None:
    taken, contents = [], [PLAN, PLAN.replace("Feira", "Festa"), PLAN.replace("Feira", "Baile"), PLAN]
    for content in contents:
        document.write_text(content, encoding="utf-8")
        taken.append(take_in(read(document, data), data, replace=True))
    assert taken[0] == Taken("added")
    assert [t.replaced for t in taken[1:]] == ["beja-2010.txt"] * 3
    kept = [t.kept for t in taken[1:] if t.kept]
    assert [p.read_text(encoding="utf-8") for p in kept] == contents[:3]
    assert {p.parent for p in kept} == {data / "replaced"}
    assert all(p.stem.startswith("beja-2010-") and p.suffix == ".txt" for p in kept)


def test_replacement_that_fails_keeps_document_and_folder_as_they_were(
    document: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(document, data)
    before = files(data)
    document.write_text(PLAN.replace("Feira", "Festa"), encoding="utf-8")
    candidate, replace = read(document, data), Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "plans.csv":
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError):
        take_in(candidate, data, replace=True)
    assert files(data) == before


def test_document_that_another_plan_shares_stays_and_is_not_kept_twice(document: Path, data: Path) -> None:
    take(document, data)
    plans = data / "registry" / "plans.csv"
    plans.write_text(plans.read_text(encoding="utf-8") + "outro-2010,beja-2010.txt,0205,2010,\n", encoding="utf-8")
    other = document.with_name("novo.tsv")
    other.write_text(PLAN.replace("Feira", "Festa"), encoding="utf-8")
    assert take_in(read(other, data), data, replace=True) == Taken("replaced", "beja-2010.txt", None)
    assert sorted(p.name for p in (data / "documents").iterdir()) == ["beja-2010.tsv", "beja-2010.txt"]


def test_candidate_tells_what_its_document_states_otherwise(document: Path, data: Path) -> None:
    assert read(document, data, "Beja", 2010).differing == ()
    differing = read(document, data, "Serpa", 2011).differing
    assert [(d.field, d.values["stated"], d.values["given"]) for d in differing] == [
        ("year", "2010", "2011"), ("municipality", "Beja", "Serpa"),
    ]  # fmt: skip


def test_municipality_given_against_the_document_is_an_issue_of_its_plan_for_good(document: Path, data: Path) -> None:
    take_in(read(document, data, "Serpa", 2011), data)
    issues = load_corpus("serpa-2011", data=data).issues
    assert set(issues["field"]) >= {"municipality", "year"}
    assert set(issues.query("field in ['municipality', 'year']")["text"]) == {"Beja", "2010"}


def test_municipality_and_year_may_be_given(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Ação\tParceiros\nFeira\tGNR\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="--municipality"):
        read(path, data)
    with pytest.raises(DocumentError, match="--year"):
        read(path, data, "Lagoa (Faro)")
    assert read(path, data, "Lagoa (Faro)", 2024).document == "lagoa-faro-2024.txt"


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a" * 300, "Beja/../.."])
def test_municipality_that_is_none_is_refused_never_a_path(document: Path, data: Path, name: str) -> None:
    before = files(data)
    with pytest.raises(UnknownNameError):
        read(document, data, name)
    assert files(data) == before


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "x" * 300])
def test_municipality_in_the_document_that_is_none_leaves_it_unknown(tmp_path: Path, data: Path, name: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(PLAN.replace("Beja", name), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read(path, data)
    assert caught.value.key == "add_municipality"


def test_name_of_a_document_is_kept_as_harmless_text(document: Path, data: Path) -> None:
    path = document.with_name("=cmd|'x'\n\x1b[31m.txt")
    shutil.copy(document, path)
    take(path, data)
    assert rows(data) == ["beja-2010,beja-2010.txt,0205,2010,'=cmd|'x' [31m.txt"]


def test_document_that_lies_in_the_data_folder_already_can_be_added(document: Path, data: Path) -> None:
    (data / "documents").mkdir()
    own = data / "documents" / "beja-2010.txt"
    shutil.copy(document, own)
    assert take(own, data) == "added"
    other = data / "documents" / "Plano de 2011.txt"
    shutil.copy(document, other)
    assert take(other, data, year=2011) == "added"
    assert sorted(p.name for p in (data / "documents").iterdir()) == [
        "Plano de 2011.txt", "beja-2010.txt", "beja-2011.txt",
    ]  # fmt: skip


def test_file_in_the_data_folder_that_is_of_no_plan_is_not_overwritten(document: Path, data: Path) -> None:
    (data / "documents").mkdir()
    (data / "documents" / "beja-2010.txt").write_text("outra coisa", encoding="utf-8")
    before = files(data)
    with pytest.raises(DocumentError) as caught:
        take(document, data)
    assert caught.value.key == "add_document_taken"
    assert files(data) == before


def test_link_is_followed_and_its_content_copied(document: Path, data: Path) -> None:
    link = document.with_name("atalho.txt")
    link.symlink_to(document)
    take(link, data)
    copy = data / "documents" / "beja-2010.txt"
    assert not copy.is_symlink()
    assert copy.read_bytes() == document.read_bytes()


def test_document_that_changes_between_reading_and_copying_is_refused(document: Path, data: Path) -> None:
    candidate, before = read(document, data), files(data)
    document.write_text(PLAN + "\n", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        take_in(candidate, data)
    assert caught.value.key == "add_changed"
    assert files(data) == before


def test_copy_goes_with_the_row_that_cannot_be_written(
    document: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = files(data), Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name == "plans.csv":
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError):
        take(document, data)
    assert files(data) == before


def test_nothing_is_written_into_a_faulty_registry(document: Path, data: Path) -> None:
    candidate = read(document, data)
    (data / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\nx,Saúde,,\n", encoding="utf-8")
    before = files(data)
    with pytest.raises(RegistryError):
        take_in(candidate, data)
    assert files(data) == before


def test_documents_of_a_folder_are_those_with_a_known_ending_by_name_and_the_rest_is_told(tmp_path: Path) -> None:
    (tmp_path / "dentro.txt" / "mais").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    names = ("b.txt", "A.TXT", ".oculto.txt", "~$b.docx", "nota.xyz", ".git/c.txt", "dentro.txt/mais/d.pdf")
    for name in (*names, "dentro.txt/foto.jpg"):
        (tmp_path / name).write_text("x")
    (tmp_path / "volta").symlink_to(tmp_path)
    documents, left = documents_in(tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in documents] == ["A.TXT", "b.txt", "dentro.txt/mais/d.pdf"]
    assert [p.relative_to(tmp_path).as_posix() for p in left] == ["dentro.txt/foto.jpg", "nota.xyz", "volta"]


def test_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"\.txt") as caught:
        documents_in(tmp_path)
    assert caught.value.key == "folder_without_documents"


def test_registry_that_is_a_link_stays_one(document: Path, data: Path, tmp_path: Path) -> None:
    shared = tmp_path / "partilha.csv"
    plans = data / "registry" / "plans.csv"
    shutil.move(plans, shared)
    os.symlink(shared, plans)
    take(document, data)
    assert plans.is_symlink()
    assert "beja-2010" in shared.read_text(encoding="utf-8")


def test_ending_that_is_not_known_is_refused(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "x.xyz"
    path.write_text(PLAN, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"\.txt"):
        intake.read_candidate(path, None, None, data)
