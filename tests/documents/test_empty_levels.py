"""Headings under which no action stands are told, in every layout, and no other heading is."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import docx
import pytest

from analysis.common.paths import data_folder
from analysis.documents.plan import read_plan
from analysis.entities.registry import read_registry
from analysis.frames.build import build_corpus

HEAD = "Rede Social de Beja\nPlano de Ação 2020\n\n"
TABLE = "Ação\tResponsável\tPrazo\nFeira\tGNR\tmaio\n\n"


def empty(folder: Path, text: str, ending: str = "txt") -> list[tuple[str, str | None]]:
    path = folder / f"plano.{ending}"
    path.write_text(HEAD + text, encoding="utf-8")
    return [(d.field, d.text) for d in read_plan(path).decisions if d.key == "level_without_actions"]


def test_plan_whose_headings_all_bear_actions_has_no_empty_level(tmp_path):
    assert empty(tmp_path, f"Eixo 1: Saúde\n{TABLE}Eixo 2: Habitação\n{TABLE}") == []


@pytest.mark.parametrize(
    "text",
    [
        f"Eixo 1: Saúde\n\nEixo 2: Habitação\n{TABLE}Eixo 3: Educação\n{TABLE}",
        f"Eixo 2: Habitação\n{TABLE}Eixo 1: Saúde\n\nEixo 3: Educação\n{TABLE}",
        f"Eixo 2: Habitação\n{TABLE}Eixo 3: Educação\n{TABLE}Eixo 1: Saúde\n",
    ],
    ids=["first", "between", "last"],
)
def test_numbered_heading_without_a_table_is_an_empty_domain(tmp_path, text):
    assert empty(tmp_path, text) == [("domain", "Saúde")]


def test_section_below_a_domain_is_an_empty_axis_and_the_domain_is_not_empty(tmp_path):
    text = f"Domínio 1: Saúde\nEixo 1: Rastreios\n\nEixo 2: Vacinas\n{TABLE}Eixo 3: Partos\n{TABLE}"
    assert empty(tmp_path, text) == [("axis", "Rastreios")]


def test_goal_without_actions_is_empty_between_actions_and_unsure_behind_them(tmp_path):
    text = (
        f"Eixo 1: Saúde\n{TABLE}Objetivo específico: Vacinar\n\nEm preparação\nObjetivo específico: Rastrear\n{TABLE}"
    )
    assert empty(tmp_path, text) == [("goal", "Vacinar")]
    assert empty(tmp_path, f"Eixo 1: Saúde\n{TABLE}Objetivo específico: Vacinar\n") == []


def test_list_of_the_domains_in_an_introduction_makes_none_of_them_empty(tmp_path):
    listed = "Eixo 1: Saúde\n\nEixo 2: Habitação para todas as pessoas\n\nIntrodução ao plano.\n\n"
    assert empty(tmp_path, f"{listed}Eixo 1: Saúde\n{TABLE}Eixo 2: Habitação\n{TABLE}") == []


@pytest.mark.parametrize(("ending", "sign"), [("csv", ";"), ("txt", "\t")])
def test_row_of_levels_without_an_action_is_an_empty_level(tmp_path, ending, sign):
    rows = [
        "Eixo|Objetivo|Ação|Parceiros",
        "Saúde|Vacinar|Feira|GNR",
        "Habitação|Reabilitar||",
        "Educação|Ler|Clube|CMA",
    ]
    table = "\n".join(rows).replace("|", sign) + "\n"
    path = tmp_path / f"beja-2020.{ending}"
    path.write_text(table, encoding="utf-8")
    plan = read_plan(path, municipality="Beja", year=2020)
    told = [(d.field, d.text) for d in plan.decisions if d.key == "level_without_actions"]
    assert told == [("domain", "Habitação"), ("goal", "Reabilitar")]
    assert [(a.standing.agenda, a.standing.domain) for a in plan.actions] == [(None, "Saúde"), (None, "Educação")]


def test_styled_heading_between_the_tables_of_a_document_is_an_empty_domain(tmp_path):
    document = docx.Document()
    document.add_heading("Introdução", 1)
    document.add_paragraph("Plano de Ação 2020 da Rede Social de Beja")
    for domain, action in (("Saúde", "Feira"), ("Habitação", None), ("Educação", "Clube")):
        document.add_heading(domain, 1)
        if action:
            table = document.add_table(rows=2, cols=2)
            for cell, text in zip(table._cells, ("Ação", "Parceiros", action, "GNR"), strict=True):
                cell.text = text
    document.add_heading("Notas finais", 1)
    document.save(tmp_path / "plano.docx")
    plan = read_plan(tmp_path / "plano.docx")
    told = [(d.field, d.text) for d in plan.decisions if d.key == "level_without_actions"]
    assert told == [("domain", "Habitação")]


def test_empty_level_is_a_row_of_its_frame_and_an_issue(tmp_path):
    path = tmp_path / "plano.txt"
    path.write_text(f"{HEAD}Eixo 1: Saúde\n{TABLE}Eixo 2: Habitação\n", encoding="utf-8")
    plan = dataclasses.replace(read_plan(path), plan_id="beja-2020")
    corpus = build_corpus([plan], read_registry(data_folder()), lang="en")
    assert corpus.empty_levels.values.tolist() == [["beja-2020", "domain", "Habitação"]]
    issue = corpus.issues.query("text == 'Habitação'").iloc[0]
    assert issue["field"] == "domain"
    assert "no action stands under this heading" in issue["problem"]
