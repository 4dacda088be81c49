from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis import load_corpus
from analysis.common.errors import RegistryError, UnknownNameError
from analysis.common.paths import data_folder
from analysis.entities.registry import read_registry

ROWS = {
    "plans": "plan_id,document,ine_code,year,origin\nbeja-2010,beja.txt,0205,2010,\n",
    "organisations": "organisation_id,organisation,short_name,kind,scope,collective,source\n"
    "gnr,Guarda,GNR,security,national,false,\n",
    "aliases": "alias,organisation_id,ine_code,note\nGuarda,gnr,,\n",
    "domains": "plan_id,domain,theme,note\nbeja-2010,Saúde,health,\n",
    "body_types": "beginning,kind\nEscola,school\n",
}
PLAN = "Rede Social de Beja\nPlano de Ação 2010\nEixo\tAção\tParceiros\tPrazo\nSaúde\tFeira\tGNR\tmaio\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one small plan and a registry of one row a file."""
    registry = tmp_path / "registry"
    registry.mkdir()
    for name, text in ROWS.items():
        (registry / f"{name}.csv").write_text(text, encoding="utf-8")
    for name in ("municipalities", "themes"):
        shutil.copy(data_folder() / "registry" / f"{name}.csv", registry)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "beja.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def append(data: Path, name: str, row: str) -> None:
    with (data / "registry" / f"{name}.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{row}\n")


def test_good_registry_is_read(data: Path) -> None:
    registry = read_registry(data)
    assert list(registry.plans) == ["beja-2010"]
    assert registry.organisations["gnr"].scope == "national"
    assert registry.domains == {("beja-2010", "Saúde"): "health"}
    assert registry.themes["health"].agenda == 1


@pytest.mark.parametrize(
    ("name", "row", "key"),
    [
        ("organisations", "x,X,X,ship,national,false,", "registry_kind"),
        ("organisations", "x,X,X,school,everywhere,false,", "registry_scope"),
        ("organisations", "x,X,X,school,9999,false,", "registry_scope"),
        ("organisations", "x,X,X,school,national,yes,", "registry_boolean"),
        ("organisations", "gnr,X,X,school,national,false,", "registry_repeated"),
        ("organisations", ",X,X,school,national,false,", "registry_empty_cell"),
        ("aliases", "Outra,no-such,,", "registry_no_organisation"),
        ("aliases", "Outra,gnr,9999,", "registry_no_municipality"),
        ("plans", "x,x.txt,9999,2010,", "registry_no_municipality"),
        ("plans", "x,x.txt,0205,MMX,", "registry_year"),
        ("plans", "../x,x.txt,0205,2010,", "registry_plan_id"),
        ("plans", "x,../x.txt,0205,2010,", "registry_document"),
        ("plans", "beja-2010,x.txt,0205,2010,", "registry_repeated"),
        ("domains", "no-such,Saúde,health,", "registry_no_plan"),
        ("domains", "beja-2010,Habitação,helth,", "registry_theme"),
        ("body_types", "Barco,ship", "registry_kind"),
    ],
)
def test_faulty_row_is_refused_with_its_file_and_line(data: Path, name: str, row: str, key: str) -> None:
    append(data, name, row)
    with pytest.raises(RegistryError, match=rf"{name}\.csv.*3: ") as caught:
        load_corpus(data=data)
    assert caught.value.key == key


def test_every_faulty_row_is_named_at_once(data: Path) -> None:
    append(data, "aliases", "Um,no-such,,")
    append(data, "aliases", "Dois,gnr,,")
    append(data, "aliases", "Três,neither,,")
    with pytest.raises(RegistryError, match=r"3: Um.*5: Três"):
        read_registry(data)


@pytest.mark.parametrize("name", [*ROWS, "municipalities", "themes"])
def test_missing_file_is_refused(data: Path, name: str) -> None:
    (data / "registry" / f"{name}.csv").unlink()
    with pytest.raises(RegistryError, match=rf"{name}\.csv") as caught:
        read_registry(data)
    assert caught.value.key == "registry_missing"


@pytest.mark.parametrize("name", ROWS)
def test_missing_column_is_refused(data: Path, name: str) -> None:
    (data / "registry" / f"{name}.csv").write_text("other\nx\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=rf"{name}\.csv") as caught:
        read_registry(data)
    assert caught.value.key == "registry_columns"


def test_file_that_is_no_text_is_refused(data: Path) -> None:
    (data / "registry" / "aliases.csv").write_bytes(b"alias,organisation_id,ine_code,note\n\x81\x8d,gnr,,\n")
    with pytest.raises(RegistryError, match=r"aliases\.csv") as caught:
        read_registry(data)
    assert caught.value.key == "registry_unreadable"


def test_corpus_is_loaded_with_its_domain_and_theme(data: Path) -> None:
    corpus = load_corpus(data=data)
    assert corpus.plan_ids == ("beja-2010",)
    assert corpus.domains[["domain", "theme"]].values.tolist() == [["Saúde", "health"]]
    assert corpus.schedule["month"].tolist() == [5]
    assert corpus.participations["organisation_id"].tolist() == ["gnr"]


def test_theme_of_a_domain_that_the_plan_does_not_have_is_an_issue(data: Path) -> None:
    append(data, "domains", "beja-2010,Saude,health,")
    issues = load_corpus(data=data, lang="en").issues
    assert issues.query("field == 'domain'")["text"].tolist() == ["Saude"]


def with_domains(data: Path, *rows: str) -> Path:
    text = "\n".join(("plan_id,domain,theme,note", *rows, ""))
    (data / "registry" / "domains.csv").write_text(text, encoding="utf-8")
    return data


def test_theme_that_a_person_gave_is_reviewed_and_no_issue(data: Path) -> None:
    corpus = load_corpus(data=data)
    assert corpus.domains["theme_status"].tolist() == ["reviewed"]
    assert "theme" not in set(corpus.issues["field"])


def test_person_may_find_that_no_theme_fits(data: Path) -> None:
    corpus = load_corpus(data=with_domains(data, "beja-2010,Saúde,,"))
    assert corpus.domains["theme"].isna().all()
    assert corpus.domains["theme_status"].tolist() == ["reviewed"]
    assert "theme" not in set(corpus.issues["field"])


def test_theme_by_words_is_only_suggested_and_an_issue_in_the_language_asked_for(data: Path) -> None:
    corpus = load_corpus(data=with_domains(data), lang="en")
    assert corpus.domains[["theme", "theme_status"]].values.tolist() == [["health", "suggested"]]
    issue = corpus.issues.query("field == 'theme'").iloc[0]
    assert issue["text"] == "Saúde"
    assert '(saúde) it is like "Health"' in issue["problem"]
    assert "taken as suggested" in issue["treatment"]
    assert (
        "(saúde), parece-se com «Saúde»" in load_corpus(data=data).issues.query("field == 'theme'")["problem"].iloc[0]
    )


def test_domain_whose_words_say_nothing_has_neither_theme_nor_status_and_is_an_issue(data: Path) -> None:
    (data / "documents" / "beja.txt").write_text(PLAN.replace("Saúde", "Eixo geral"), encoding="utf-8")
    corpus = load_corpus(data=with_domains(data), lang="en")
    assert corpus.domains[["theme", "theme_status"]].isna().all(axis=None)
    assert "do not point to one alone" in corpus.issues.query("field == 'theme'")["problem"].iloc[0]


def test_decision_on_a_domain_that_a_spreadsheet_would_run_is_found_again(data: Path) -> None:
    (data / "documents" / "beja.txt").write_text(PLAN.replace("Saúde", "=Saúde"), encoding="utf-8")
    corpus = load_corpus(data=with_domains(data, "beja-2010,'=Saúde,housing,"))
    assert corpus.domains[["domain", "theme"]].values.tolist() == [["=Saúde", "housing"]]
    assert "domain" not in set(corpus.issues["field"])


@pytest.mark.parametrize(
    ("cell", "told"),
    [("Todos", "names no body in particular"), ("GNR (Posto; GNR", "is not closed"), ("ASN", "explains the acronym")],
)
def test_what_a_partner_cell_leaves_open_is_an_issue(data: Path, cell: str, told: str) -> None:
    text = PLAN.replace("\tGNR\t", f"\t{cell}\t").replace("Eixo\t", "Associação Sol Nascente (ASN)\nEixo\t", 1)
    (data / "documents" / "beja.txt").write_text(text, encoding="utf-8")
    assert told in " ".join(load_corpus(data=data, lang="en").issues["problem"])


def test_two_municipalities_of_one_name_are_told_apart_in_the_frames(data: Path) -> None:
    (data / "registry" / "plans.csv").write_text(
        ROWS["plans"].replace(",0205,", ",0806,") + "acores-2010,beja.txt,4201,2010,\n", encoding="utf-8"
    )
    with (data / "registry" / "organisations.csv").open("a", encoding="utf-8") as handle:
        handle.write("clas,Conselho {of_municipality},Conselho,network_body,each,false,\n")
    (data / "documents" / "beja.txt").write_text("Ação\tParceiros\nFeira\tConselho\n", encoding="utf-8")
    corpus = load_corpus(data=data)
    assert corpus.plans["ine_code"].tolist() == ["0806", "4201"]
    assert corpus.organisations["organisation"].tolist() == ["Conselho de Lagoa (Açores)", "Conselho de Lagoa (Faro)"]
    assert corpus.organisations["municipality"].tolist() == ["Lagoa (Açores)", "Lagoa (Faro)"]


def test_unknown_plan_is_refused_and_the_known_are_named(data: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'x'.*beja-2010"):
        load_corpus("x", data=data)


def test_registry_without_plans_is_refused(data: Path) -> None:
    (data / "registry" / "plans.csv").write_text("plan_id,document,ine_code,year,origin\n", encoding="utf-8")
    (data / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\n", encoding="utf-8")
    with pytest.raises(UnknownNameError) as caught:
        load_corpus(data=data)
    assert caught.value.key == "no_plans"


def test_plan_asked_for_twice_is_loaded_once(data: Path) -> None:
    assert load_corpus("beja-2010", "beja-2010", data=data).plan_ids == ("beja-2010",)


def test_registry_goes_before_the_document_and_the_difference_is_an_issue(data: Path) -> None:
    file = data / "registry" / "plans.csv"
    file.write_text(ROWS["plans"].replace(",0205,2010,", ",0705,2011,"), encoding="utf-8")
    corpus = load_corpus(data=data, lang="en")
    assert corpus.plans[["municipality", "year"]].values.tolist() == [["Évora", 2011]]
    assert set(corpus.issues["field"]) == {"municipality", "year"}


def test_document_that_names_neither_place_nor_year_takes_them_from_the_registry(data: Path) -> None:
    (data / "documents" / "beja.txt").write_text("Ação\tParceiros\nFeira\tGNR\n", encoding="utf-8")
    corpus = load_corpus(data=data)
    assert corpus.plans[["municipality", "year"]].values.tolist() == [["Beja", 2010]]
    assert not set(corpus.issues["field"]) & {"municipality", "year"}


def test_issues_are_told_in_the_language_asked_for(data: Path) -> None:
    (data / "documents" / "beja.txt").write_text("Ação\tParceiros\nFeira\t\n", encoding="utf-8")
    assert "nobody" not in " ".join(load_corpus(data=data).issues["problem"])
    assert "names no body" in " ".join(load_corpus(data=data, lang="en").issues["problem"])
