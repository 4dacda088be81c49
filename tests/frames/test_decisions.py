"""What people decide on names goes into the registry, soundly, and the next reading knows the names."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import load_corpus
from analysis.common.errors import ParameterError, RegistryError
from analysis.common.paths import data_folder
from analysis.entities.registry import Organisation, read_registry
from analysis.frames.decisions import Choice, Decisions, still_unsure, write_decisions
from analysis.frames.unsure import UnsureName, as_alias, name_key, unsure_names

ROWS = {
    "plans": "plan_id,document,ine_code,year,origin\nbeja-2010,beja.txt,0205,2010,\nevora-2010,evora.txt,0705,2010,\n",
    "organisations": "organisation_id,organisation,short_name,kind,scope,collective,source\n"
    "gnr,Guarda Nacional Republicana,GNR,security,national,false,\n"
    "centro,Centro de Saúde {of_municipality},Centro de Saúde,health,each,false,\n"
    "junta,Junta de Freguesia {of_place},Junta de Freguesia,parish,place,false,\n"
    "longe,Clube de Longe,Clube de Longe,other,1701,false,\n",
    "aliases": "alias,organisation_id,ine_code,note\nJunta de Freguesia,junta,,\n",
    "domains": "plan_id,domain,theme,note\n",
    "body_types": "beginning,kind\nAssociação,ipss_ngo\nEscola,school\n",
}
CELLS = {
    "beja": ["Guarda N. Republicana; Associação Sol (Lar)", "Associação Sol", "Junta de Freguesia de Cima"],
    "evora": ["Associação Sol; Posto Médico"],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "registry").mkdir()
    (tmp_path / "documents").mkdir()
    for name, text in ROWS.items():
        (tmp_path / "registry" / f"{name}.csv").write_text(text, encoding="utf-8")
    for name in ("municipalities", "themes"):
        shutil.copy(data_folder() / "registry" / f"{name}.csv", tmp_path / "registry")
    for name, cells in CELLS.items():
        rows = "".join(f"Feira {n}\t{cell}\n" for n, cell in enumerate(cells))
        (tmp_path / "documents" / f"{name}.txt").write_text(f"Ação\tParceiros\n{rows}", encoding="utf-8")
    return tmp_path


def unsure(data: Path) -> dict[tuple[str, str], UnsureName]:
    names = unsure_names(load_corpus(data=data), read_registry(data))
    return {(name.ine_code, name.mention): name for name in names}


@pytest.fixture
def decide(data: Path) -> Callable[..., int]:
    def act(mention: str, act: str, organisation_id: str = "", *, code: str = "0205", **more: str) -> int:
        decisions = Decisions(read_registry(data))
        decisions.add(Choice(unsure(data)[code, mention], act, organisation_id, **more))  # type: ignore[arg-type]
        return write_decisions(decisions, data)

    return act


def read_as(data: Path, mention: str) -> set[tuple[str, str, str]]:
    found = load_corpus(data=data).participations.query("mention == @mention")
    return set(zip(found["action_id"].str[:-4], found["organisation_id"], found["method"], strict=True))


def files(data: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_name_is_listed_once_for_each_municipality_with_how_often_and_where(data: Path) -> None:
    names = unsure(data)
    assert set(names) == {
        ("0205", "Guarda N. Republicana"), ("0205", "Associação Sol (Lar)"), ("0205", "Junta de Freguesia de Cima"),
        ("0705", "Associação Sol"), ("0705", "Posto Médico"),
    }  # fmt: skip
    sol = names["0205", "Associação Sol (Lar)"]
    assert (sol.times, sol.plan_ids) == (2, ("beja-2010",))
    assert sol.places == ("beja-2010 l2/t1/r1", "beja-2010 l3/t1/r2")
    assert names["0205", "Guarda N. Republicana"].suggestions[0].organisation_id == "gnr"


@pytest.mark.parametrize(
    ("mention", "alias"),
    [
        ("Associação Sol (Lar)", "Associação Sol"), ("«Sol»", "Sol"), ("Assoc. {initials} X", "Assoc. initials X"),
        ("=A", "A"),
    ],
)  # fmt: skip
def test_alias_is_the_mention_as_it_is_compared(mention: str, alias: str) -> None:
    assert as_alias(mention) == alias


def test_names_that_differ_in_capitals_or_signs_are_two() -> None:
    keys = {name_key("0205", name) for name in ("Sol", "SOL", "Sol - Lar", "Sol Lar", "sol")}
    assert len(keys) == 4


def test_name_of_a_known_body_is_known_afterwards_in_its_municipality(data: Path, decide: Callable[..., int]) -> None:
    assert decide("Guarda N. Republicana", "alias", "gnr", note="abreviado") == 1
    assert read_as(data, "Guarda N. Republicana") == {("beja-2010", "gnr", "known")}
    assert ("0205", "Guarda N. Republicana") not in unsure(data)
    last = (data / "registry" / "aliases.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "Guarda N. Republicana,gnr,0205,abreviado"


def test_body_of_each_municipality_may_be_named_by_its_own_id(data: Path, decide: Callable[..., int]) -> None:
    decide("Posto Médico", "alias", "centro-evora", code="0705")
    assert read_as(data, "Posto Médico") == {("evora-2010", "centro-evora", "known")}


def test_what_was_read_may_be_accepted_and_keeps_its_id(data: Path, decide: Callable[..., int]) -> None:
    before = {identity for _, identity, _ in read_as(data, "Junta de Freguesia de Cima")}
    decide("Junta de Freguesia de Cima", "same")
    assert read_as(data, "Junta de Freguesia de Cima") == {("beja-2010", identity, "known") for identity in before}
    assert read_registry(data).organisations[before.pop()].kind == "parish"


def test_body_that_lies_in_another_municipality_may_be_accepted(data: Path) -> None:
    elsewhere = Organisation("associacao-sol-evora", "Associação Sol", "Associação Sol", "ipss_ngo", "0705", False)
    name = replace(unsure(data)["0205", "Associação Sol (Lar)"], read_as=elsewhere)
    decisions = Decisions(read_registry(data))
    decisions.add(Choice(name, "same"))
    assert write_decisions(decisions, data) == 2
    assert read_as(data, "Associação Sol") == {
        ("beja-2010", "associacao-sol-evora", "known"), ("evora-2010", "associacao-sol-evora", "known"),
    }  # fmt: skip
    assert read_registry(data).organisations["associacao-sol-evora"].scope == "0705"


def test_new_body_holds_in_its_municipality_only(data: Path, decide: Callable[..., int]) -> None:
    decide("Associação Sol (Lar)", "new", organisation="Associação Sol Nascente", kind="health")
    assert read_as(data, "Associação Sol (Lar)") == {("beja-2010", "associacao-sol-nascente-beja", "known")}
    assert {place for place, *_ in read_as(data, "Associação Sol")} == {"beja-2010", "evora-2010"}
    assert ("0705", "Associação Sol") in unsure(data)


def test_new_body_is_national_if_a_person_says_so(data: Path, decide: Callable[..., int]) -> None:
    decide("Associação Sol (Lar)", "new", scope="national")
    assert read_as(data, "Associação Sol") == {
        ("beja-2010", "associacao-sol", "known"), ("evora-2010", "associacao-sol", "known"),
    }  # fmt: skip


def test_deciding_twice_changes_nothing(data: Path) -> None:
    choices = [
        Choice(unsure(data)["0205", "Guarda N. Republicana"], "alias", "gnr"),
        Choice(unsure(data)["0205", "Associação Sol (Lar)"], "new", organisation="Associação Sol Nascente"),
        Choice(unsure(data)["0205", "Junta de Freguesia de Cima"], "same"),
    ]
    for rows in (4, 0):
        decisions = Decisions(read_registry(data))
        for choice in choices:
            decisions.add(choice)
        assert write_decisions(decisions, data) == rows
        held = files(data)
    assert files(data) == held
    assert still_unsure([choice.name for choice in choices], unsure(data).values()) == []


@pytest.mark.parametrize(
    ("mention", "choice", "key"),
    [
        ("Associação Sol (Lar)", {"act": "alias", "organisation_id": "nenhures"}, "review_organisation"),
        ("Associação Sol (Lar)", {"act": "alias", "organisation_id": "junta"}, "review_placed"),
        ("Associação Sol (Lar)", {"act": "new", "kind": "navio"}, "review_kind"),
        ("Associação Sol (Lar)", {"act": "new", "scope": "9999"}, "review_scope"),
        ("Associação Sol (Lar)", {"act": "new", "organisation": "?!"}, "review_name"),
        ("Associação Sol (Lar)", {"act": "new", "organisation": "x" * 300}, "review_name"),
        ("Associação Sol (Lar)", {"act": "new", "organisation": "Guarda Nacional Republicana"}, "review_not_new"),
    ],
)
def test_decision_that_cannot_be_followed_is_refused(
    data: Path, decide: Callable[..., int], mention: str, choice: dict[str, str], key: str
) -> None:
    before = files(data)
    with pytest.raises(ParameterError) as caught:
        decide(mention, **choice)
    assert caught.value.key == key
    assert files(data) == before


def test_two_decisions_on_one_name_contradict_each_other(data: Path) -> None:
    decisions, name = Decisions(read_registry(data)), unsure(data)["0205", "Associação Sol (Lar)"]
    decisions.add(Choice(name, "alias", "gnr"))
    with pytest.raises(ParameterError) as caught:
        decisions.add(Choice(name, "alias", "centro"))
    assert caught.value.key == "review_contradicts"
    assert "«Associação Sol (Lar)», que é gnr (beja-2010 l2/t1/r1)" in caught.value.message("pt")


def with_alias(data: Path, *rows: str) -> None:
    file = data / "registry" / "aliases.csv"
    file.write_text(file.read_text("utf-8") + "".join(f"{row}\n" for row in rows), "utf-8")


@pytest.mark.parametrize(
    ("choice", "identity"),
    [
        ({"act": "same"}, "associacao-sol-beja"),
        ({"act": "alias", "organisation_id": "centro"}, "centro-beja"),
        ({"act": "new", "organisation": "Associação Sol Poente"}, "associacao-sol-poente-beja"),
        ({"act": "new"}, "associacao-sol-beja"),
    ],
)
def test_decision_for_a_municipality_goes_before_what_the_registry_says_for_all(
    data: Path, choice: dict[str, str], identity: str
) -> None:
    name = unsure(data)["0205", "Associação Sol (Lar)"]
    with_alias(data, "Associação Sol,gnr,,")
    decisions = Decisions(read_registry(data))
    decisions.add(Choice(name, **choice))  # type: ignore[arg-type]
    write_decisions(decisions, data)
    assert read_as(data, "Associação Sol (Lar)") == {("beja-2010", identity, "known")}
    assert read_as(data, "Associação Sol") == {("beja-2010", identity, "known"), ("evora-2010", "gnr", "known")}


def test_name_decided_for_a_municipality_is_not_joined_to_another_body_of_the_plan(data: Path) -> None:
    with_alias(data, "Cáritas,caritas,,", "Cáritas Diocesana,diocesana,,")
    file = data / "registry" / "organisations.csv"
    rows = (
        "caritas,Cáritas Portuguesa,Cáritas Port.,ipss_ngo,national",
        "diocesana,Cáritas Diocesana (concelho {of_municipality}),Diocesana,ipss_ngo,each",
    )
    file.write_text(file.read_text("utf-8") + "".join(f"{row},false,\n" for row in rows), "utf-8")
    (data / "documents" / "beja.txt").write_text("Ação\tParceiros\nFeira\tCáritas; Cáritas Diocesana\n", "utf-8")
    assert read_as(data, "Cáritas") == {("beja-2010", "diocesana-beja", "similar")}
    decisions = Decisions(read_registry(data))
    decisions.add(Choice(unsure(data)["0205", "Cáritas"], "alias", "caritas"))
    assert write_decisions(decisions, data) == 1
    assert read_as(data, "Cáritas") == {("beja-2010", "caritas", "known")}


def test_decision_against_one_for_the_same_municipality_names_its_row(data: Path) -> None:
    name = unsure(data)["0205", "Associação Sol (Lar)"]
    with_alias(data, "Associação Sol,gnr,0205,")
    with pytest.raises(ParameterError) as caught:
        Decisions(read_registry(data)).add(Choice(name, "alias", "centro"))
    assert "«Associação Sol», que é gnr (aliases.csv:3)" in caught.value.message("pt")


@pytest.mark.parametrize(
    "typed", ["Junta de Freguesia de Cima", "junta freguesia cima", "A Junta de Freguesia da Cima"]
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_names_of_one_body_make_one_row_however_it_is_spelt(data: Path, typed: str, order: int) -> None:
    names, decisions = unsure(data), Decisions(read_registry(data))
    choices = [
        Choice(names["0205", "Junta de Freguesia de Cima"], "same"),
        Choice(names["0205", "Associação Sol (Lar)"], "new", organisation=typed, kind="parish"),
    ]
    for choice in choices[::order]:
        decisions.add(choice)
    assert len(decisions.rows.organisations) == 1
    write_decisions(decisions, data)
    assert read_as(data, "Associação Sol (Lar)") == read_as(data, "Junta de Freguesia de Cima")
    assert unsure(data).keys() & {name.name.key for name in choices} == set()


def test_body_that_the_registry_has_under_a_typed_name_is_that_body(data: Path, decide: Callable[..., int]) -> None:
    decide("Junta de Freguesia de Cima", "same")
    assert decide("Associação Sol (Lar)", "new", organisation="JUNTA DE FREGUESIA DA CIMA") == 1
    assert len(read_as(data, "Associação Sol (Lar)") | read_as(data, "Junta de Freguesia de Cima")) == 1
    assert decide("Guarda N. Republicana", "new", organisation="Centro de Saúde de Beja") == 1
    assert read_as(data, "Guarda N. Republicana") == {("beja-2010", "centro-beja", "known")}


def test_kind_that_a_person_states_goes_before_one_that_was_read(data: Path) -> None:
    names, decisions = unsure(data), Decisions(read_registry(data))
    decisions.add(Choice(names["0205", "Associação Sol (Lar)"], "same"))
    decisions.add(Choice(names["0205", "Guarda N. Republicana"], "new", organisation="associacao sol", kind="health"))
    assert [row["kind"] for row in decisions.rows.organisations.values()] == ["health"]


def test_suggested_body_that_only_the_plan_names_may_be_chosen(data: Path) -> None:
    (data / "documents" / "beja.txt").write_text("Ação\tParceiros\nFeira\tCasa de Cima; Casa da Cimo\n", "utf-8")
    name = unsure(data)["0205", "Casa da Cimo"]
    (suggestion,) = [s for s in name.suggestions if s.body]
    decisions = Decisions(read_registry(data))
    decisions.add(Choice(name, "alias", suggestion.organisation_id))
    assert write_decisions(decisions, data) == 2
    assert read_as(data, "Casa da Cimo") == {("beja-2010", suggestion.organisation_id, "known")}


def test_short_name_of_a_new_body_is_the_usual_one(data: Path, decide: Callable[..., int]) -> None:
    with_alias(data, "JF,junta,,")
    decide("Junta de Freguesia de Cima", "same")
    assert [o.short_name for o in read_registry(data).organisations.values() if o.kind == "parish"][-1] == "JF Cima"


def test_one_new_body_may_have_two_names_but_not_two_kinds(data: Path) -> None:
    names, decisions = unsure(data), Decisions(read_registry(data))
    decisions.add(Choice(names["0205", "Associação Sol (Lar)"], "new", organisation="Casa Sol", kind="health"))
    decisions.add(Choice(names["0205", "Junta de Freguesia de Cima"], "alias", "casa-sol-beja"))
    assert list(decisions.rows.organisations) == ["casa-sol-beja"]
    with pytest.raises(ParameterError):
        decisions.add(Choice(names["0205", "Guarda N. Republicana"], "new", organisation="Casa Sol", kind="school"))


def test_formula_in_a_name_is_not_written_as_one(data: Path, decide: Callable[..., int]) -> None:
    decide("Associação Sol (Lar)", "new", organisation="=HYPERLINK(Sol)", note="@nota")
    text = (data / "registry" / "organisations.csv").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == "hyperlink-sol-beja,HYPERLINK(Sol),HYPERLINK(Sol),ipss_ngo,0205,false,'@nota"


def test_nothing_is_written_if_the_registry_would_contradict_itself(data: Path) -> None:
    decisions = Decisions(read_registry(data))
    decisions.add(Choice(unsure(data)["0205", "Guarda N. Republicana"], "alias", "gnr"))
    decisions.add(Choice(unsure(data)["0205", "Associação Sol (Lar)"], "same"))
    file = data / "registry" / "organisations.csv"
    file.write_text("\n".join(line for line in file.read_text("utf-8").split("\n") if "gnr" not in line), "utf-8")
    before = files(data)
    with pytest.raises(RegistryError):
        write_decisions(decisions, data)
    assert files(data) == before
