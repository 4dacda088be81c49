"""A plan is read once, and again as soon as anything that it hangs on is another."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.common.errors import DocumentError, UnknownNameError
from analysis.common.paths import data_folder
from analysis.frames import reading
from analysis.frames.corpus import Corpus
from analysis.frames.fingerprint import fingerprint
from analysis.frames.load import load_corpus
from analysis.frames.reading import plan_fingerprint

COLUMNS = "Eixo\tAção\tResponsável\tParceiros\tIndicadores\tPrazo\n"
DOCUMENTS = {
    "beja-2010": f"Rede Social de Beja\nPlano de Ação 2010\n{COLUMNS}Saúde\tFeira\tCMB\tGNR; Casa Azul\t3\tmaio\n",
    "evora-2010": f"Rede Social de Évora\nPlano de Ação 2010\n{COLUMNS}Escola\tAulas\tGNR\tCasa Azul\t\t\n",
    "faro-2011": f"Rede Social de Faro\nPlano de Ação 2011\n{COLUMNS}Outros\tMarcha\tGNR; PSP\t\t\tjunho e julho\n",
}
PLACES = {"beja-2010": "0205", "evora-2010": "0705", "faro-2011": "0805"}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with three small plans, and a store of its own."""
    monkeypatch.setenv("REDESOCIAL_CACHE", str(tmp_path / "store"))
    folder = tmp_path / "data"
    shutil.copytree(data_folder() / "registry", folder / "registry")
    (folder / "documents").mkdir()
    for plan_id, text in DOCUMENTS.items():
        (folder / "documents" / f"{plan_id}.txt").write_text(text, encoding="utf-8")
    plans = [f"{plan_id},{plan_id}.txt,{PLACES[plan_id]},{plan_id[-4:]},\n" for plan_id in DOCUMENTS]
    (folder / "registry" / "plans.csv").write_text("plan_id,document,ine_code,year,origin\n" + "".join(plans))
    (folder / "registry" / "domains.csv").write_text("plan_id,domain,theme,note\n")
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans of which the names are read, as it happens."""
    found: list[str] = []
    plain = reading._entered

    def enter_and_tell(plan, entry, registry):  # type: ignore[no-untyped-def]
        found.append(entry.plan_id)
        return plain(plan, entry, registry)

    monkeypatch.setattr(reading, "_entered", enter_and_tell)
    return found


def append(data: Path, name: str, row: str) -> None:
    with (data / "registry" / f"{name}.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{row}\n")


def same(one: Corpus, other: Corpus) -> None:
    for name, frame in one.frames().items():
        pd.testing.assert_frame_equal(frame, other.frames()[name], check_exact=True)


def test_a_corpus_from_the_store_is_the_one_that_was_read(
    data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_corpus(data=data)
    same(load_corpus(data=data), first)
    assert read == list(DOCUMENTS)
    monkeypatch.setenv("REDESOCIAL_CACHE", "")
    same(load_corpus(data=data), first)
    assert len(read) == 6


def test_the_plans_of_this_repository_are_the_same_with_and_without_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [load_corpus(lang="en"), load_corpus(lang="en")]
    monkeypatch.setenv("REDESOCIAL_CACHE", "")
    for corpus in found:
        same(load_corpus(lang="en"), corpus)


def test_another_language_is_in_the_store_too(data: Path, read: list[str]) -> None:
    pt, en = load_corpus(data=data), load_corpus(data=data, lang="en")
    assert read == list(DOCUMENTS)
    assert not pt.issues["problem"].equals(en.issues["problem"])
    pd.testing.assert_frame_equal(pt.actions, en.actions)


def test_what_a_reader_changes_in_a_frame_is_not_in_the_next_corpus(data: Path) -> None:
    first = load_corpus(data=data)
    first.actions.loc[0, "action"] = "Outra"
    assert load_corpus(data=data).actions["action"].tolist() == ["Feira", "Aulas", "Marcha"]


@pytest.mark.parametrize(
    ("file", "row", "again"),
    [
        ("aliases", "Casa Azul,gnr,0205,decidido", ["beja-2010"]),
        ("aliases", "Casa Azul,gnr,,", list(DOCUMENTS)),
        ("aliases", "Casa Azul,gnr,1106,", []),
        ("domains", "faro-2011,Outros,health,", ["faro-2011"]),
        ("organisations", "casa-azul-evora,Casa Azul,CA,ipss_ngo,0705,false,", ["evora-2010"]),
        ("plans", "faro-2012,faro-2011.txt,0805,2012,", ["faro-2012"]),
    ],
)
def test_only_the_plans_that_a_row_of_the_registry_can_touch_are_read_again(
    data: Path, read: list[str], file: str, row: str, again: list[str]
) -> None:
    load_corpus(data=data)
    read.clear()
    append(data, file, row)
    load_corpus(data=data)
    assert read == again


def test_a_changed_alias_is_in_the_corpus_at_once(data: Path) -> None:
    def meant() -> str:
        corpus = load_corpus("beja-2010", data=data)
        return corpus.participations.set_index("mention").loc["Casa Azul", "organisation_id"]

    assert meant() != "gnr"
    append(data, "aliases", "Casa Azul,gnr,0205,decidido")
    assert meant() == "gnr"


def test_an_alias_of_a_body_of_another_place_is_known_where_it_is_named(data: Path) -> None:
    append(data, "organisations", "casa-azul-beja,Casa Azul de Beja,CAB,ipss_ngo,0205,false,")
    append(data, "aliases", "Casa Azul,casa-azul-beja,0705,")
    corpus = load_corpus(data=data)
    named = corpus.participations[corpus.participations["mention"] == "Casa Azul"].set_index("action_id")
    assert named.loc["evora-2010/001", "organisation_id"] == "casa-azul-beja"


def test_a_changed_document_is_read_again(data: Path, read: list[str]) -> None:
    load_corpus(data=data)
    read.clear()
    path = data / "documents" / "faro-2011.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Marcha", "Dança"), encoding="utf-8")
    assert load_corpus(data=data).actions["action"].tolist() == ["Feira", "Aulas", "Dança"]
    assert read == ["faro-2011"]


def test_a_document_that_is_replaced_while_it_is_read_is_not_kept(
    data: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    plain = reading.content_key
    monkeypatch.setattr(reading, "content_key", lambda path: plain(path)[::-1])  # of what stood there before
    load_corpus("faro-2011", data=data)
    load_corpus("faro-2011", data=data)
    assert read == ["faro-2011"] * 2


def test_a_plan_that_cannot_be_read_is_told_each_time(data: Path) -> None:
    load_corpus(data=data)
    (data / "documents" / "faro-2011.txt").unlink()
    for _ in range(2):
        with pytest.raises(DocumentError):
            load_corpus(data=data)


def test_a_document_is_read_once_whatever_its_names_mean(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_corpus(data=data)
    append(data, "aliases", "Casa Azul,gnr,,")
    monkeypatch.setattr("analysis.documents.plan.read_plan", lambda *_, **__: pytest.fail("read again"))
    second = load_corpus(data=data)
    pd.testing.assert_frame_equal(second.actions, first.actions)
    assert not second.participations.equals(first.participations)


def test_the_store_serves_a_folder_wherever_it_is(data: Path, read: list[str], tmp_path: Path) -> None:
    first = load_corpus(data=data)
    read.clear()
    shutil.move(data, tmp_path / "elsewhere")
    same(load_corpus(data=tmp_path / "elsewhere"), first)
    assert read == []


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_fingerprint_of_a_plan_is_that_of_its_corpus(data: Path, lang: reading.Language) -> None:
    for plan_id in DOCUMENTS:
        alone = load_corpus(plan_id, data=data, lang=lang)
        assert plan_fingerprint(plan_id, data=data, lang=lang) == fingerprint(alone)
    for plan_id in load_corpus().plan_ids:
        assert plan_fingerprint(plan_id, lang=lang) == fingerprint(load_corpus(plan_id, lang=lang))


def test_a_row_that_a_plan_does_not_use_leaves_its_fingerprint(data: Path) -> None:
    def fingerprints() -> list[str]:
        return [plan_fingerprint(plan_id, data=data) for plan_id in DOCUMENTS]

    before = fingerprints()
    append(data, "aliases", "Casa Verde,gnr,,")
    assert fingerprints() == before
    append(data, "aliases", "Casa Azul,gnr,0705,")
    assert [a == b for a, b in zip(before, fingerprints(), strict=True)] == [True, False, True]


def test_the_fingerprint_of_an_unknown_plan_is_refused(data: Path) -> None:
    with pytest.raises(UnknownNameError):
        plan_fingerprint("beja-2011", data=data)


def test_rows_of_the_registry_in_another_order_leave_the_corpus(data: Path) -> None:
    before = load_corpus(data=data)
    for name in ("aliases", "organisations", "domains", "body_types"):
        path = data / "registry" / f"{name}.csv"
        heading, *rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([heading, *reversed(rows)])
    same(load_corpus(data=data), before)
