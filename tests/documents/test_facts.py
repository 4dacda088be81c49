from __future__ import annotations

import datetime

import pytest

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.documents.facts import Facts, plan_facts

PLACES = read_municipalities(data_folder())


def facts(*lines: str, file: str = "plano") -> Facts:
    return plan_facts(lines, file, PLACES)


def place(*lines: str, file: str = "plano") -> str | None:
    found = facts(*lines, file=file).municipality
    return f"{found.municipality} ({found.district})" if found else None


def test_silent_document_states_nothing() -> None:
    assert facts() == Facts(None, None, None, None, None)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Câmara Municipal da Amadora", "Amadora (Lisboa)"),
        ("MUNICÍPIO DE TORRES VEDRAS", "Torres Vedras (Lisboa)"),
        ("Rede Social do Porto", "Porto (Porto)"),
        ("Conselho Local de Acção Social de Beja", "Beja (Beja)"),
        ("CLAS de Vila Real de Santo António", "Vila Real de Santo António (Faro)"),
        ("CLAS de Vila Real", "Vila Real (Vila Real)"),
        ("Rede Social do Concelho de Peso da Régua", "Peso da Régua (Vila Real)"),
        ("Município da Figueira da Foz", "Figueira da Foz (Coimbra)"),
        ("Rede Social - Nazaré", "Nazaré (Leiria)"),
    ],
)
def test_municipality_is_the_one_behind_a_municipal_body(line: str, name: str) -> None:
    assert place(line) == name


def test_municipality_named_most_often_wins() -> None:
    assert place("Rede Social de Beja", "com o Município de Évora", "CLAS de Beja") == "Beja (Beja)"


def test_body_in_the_cells_tells_a_municipality_that_nothing_else_does() -> None:
    found = plan_facts(["Plano de Ação 2024"], "plano", PLACES, cells=["GNR", "Câmara Municipal de Beja"])
    assert found.municipality is not None
    assert (found.municipality.municipality, found.by_mention) == ("Beja", True)
    stated = plan_facts(["Município de Évora"], "plano", PLACES, cells=["Câmara Municipal de Beja"] * 3).municipality
    assert stated is not None
    assert stated.municipality == "Évora"


def test_place_that_is_only_mentioned_is_not_the_municipality() -> None:
    assert place("As reuniões têm lugar em Lisboa") is None


def test_name_of_the_file_tells_the_municipality() -> None:
    assert place("Plano de Ação", file="plano-acao_ponte-de-sor_2023") == "Ponte de Sor (Portalegre)"


def test_name_of_two_municipalities_is_unknown_without_a_district() -> None:
    assert place("Município de Lagoa") is None


def test_district_in_the_text_tells_two_of_one_name_apart() -> None:
    assert place("Município de Lagoa", "Distrito de Faro") == "Lagoa (Faro)"
    assert place("Município da Lagoa, Açores") == "Lagoa (Região Autónoma dos Açores)"


@pytest.mark.parametrize(
    ("lines", "file", "year"),
    [
        (["Plano de Ação 2024"], "plano", 2024),
        (["Plano de Desenvolvimento Social 2022-2026", "Plano de Ação 2024"], "plano", 2024),
        (["PDS 2021-2025 – Plano de Ação 2023"], "plano", 2023),
        (["Diagnóstico Social e Plano de Ação 2025"], "plano", 2025),
        (["Plano de Desenvolvimento Social e Plano de Ação 2024"], "plano", 2024),
        (["Plano de Ação do Plano de Desenvolvimento Social 2024"], "plano", 2024),
        (["Plano de Ação do PDS 2022/2025 – ano 2024"], "plano", 2024),
        (["Avaliação do Plano de Ação 2022", "Plano de Ação 2023"], "plano", 2023),
        (["Plano de Ação", "Diagnóstico Social 2018"], "PDS_2021-2025_PA_2023", 2023),
        (["Plano de Ação"], "plano_2019", 2019),
        (["Plano de Ação", "2018"], "plano", 2018),
        (["Plano de Ação"], "plano", None),
    ],
)
def test_year_is_that_of_title_file_or_cover(lines: list[str], file: str, year: int | None) -> None:
    assert facts(*lines, file=file).year == year


def test_title_is_the_line_that_names_the_plan_and_its_year() -> None:
    assert (
        facts("Índice", "Plano de Ação", "Plano de Acção 2010", "O Plano de Ação 2010 foi aprovado.").title
        == "Plano de Acção 2010"
    )


def test_body_is_the_council_or_network_with_its_place() -> None:
    assert facts("Rede Social", "Conselho Local de Ação Social de Beja").body == "Conselho Local de Ação Social de Beja"


@pytest.mark.parametrize(
    "lines",
    [
        ["Aprovado em reunião do CLAS de 14 de março de 2024"],
        ["Aprovação em Plenário", "do CLAS", "14, de março de 2024"],
        ["Documento aprovado a 14/03/2024"],
        ["Aprovada a 14-03-2024"],
        ["Aprovado em CLAS: 2024-03-14"],
    ],
)
def test_date_of_approval_stands_near_the_word(lines: list[str]) -> None:
    assert facts(*lines).approved_on == datetime.date(2024, 3, 14)


@pytest.mark.parametrize("lines", [["14 de março de 2024"], ["Aprovado a 31/02/2024"], ["A aprovar a seu tempo"]])
def test_other_dates_are_no_date_of_approval(lines: list[str]) -> None:
    assert facts(*lines).approved_on is None


def test_one_mention_in_the_running_text_is_taken_and_told() -> None:
    lines = ["linha"] * 70 + ["Reunião com a Câmara Municipal do Porto"]
    found = facts(*lines)
    assert found.municipality is not None
    assert (found.municipality.municipality, found.by_mention) == ("Porto", True)


@pytest.mark.parametrize(
    ("lines", "file"),
    [
        (["Câmara Municipal do Porto"], "plano"),
        (["linha"] * 70 + ["Câmara Municipal do Porto", "CLAS do Porto"], "plano"),
        (["linha"] * 70 + ["Câmara Municipal do Porto"], "plano-porto"),
    ],
)
def test_mention_on_the_cover_or_twice_or_in_the_file_name_is_enough(lines: list[str], file: str) -> None:
    assert not facts(*lines, file=file).by_mention


def test_two_places_named_as_often_are_unknown() -> None:
    assert place("Câmara Municipal de Beja", "Câmara Municipal de Portalegre") is None


def test_name_of_the_file_holds_no_shorter_name() -> None:
    assert place("Plano", file="plano-vila-real-de-santo-antonio") == "Vila Real de Santo António (Faro)"
