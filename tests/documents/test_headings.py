from __future__ import annotations

import pytest

from analysis.documents.headings import Section, column_of, is_furniture, may_be_agenda, may_be_caption, section_of


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("", None),
        ("Xpto", None),
        ("Eixo", "theme"),
        ("ÁREAS TEMÁTICAS DE AÇÃO", "theme"),
        ("Medida", "measure"),
        ("Objetivo Geral", "objective"),
        ("Objectivos Estratégicos", "objective"),
        ("Objetivos Específicos", "goal"),
        ("Objetivo operacional", "goal"),
        ("Objectivo", "any_objective"),
        ("Metas", "target"),
        ("Acções / Actividades", "action"),
        ("AÇÕES A DESENVOLVER", "action"),
        ("Principais atividades", "action"),
        ("Entidade(s) Responsável(eis)", "responsible"),
        ("Entidade Promotora", "responsible"),
        ("Resp.", "responsible"),
        ("Entidades Envolvidas", "bodies"),
        ("Entidade(s) Parceira(s)", "partner"),
        ("Outras entidades", "partner"),
        ("Com quem", "partner"),
        ("Parc.", "partner"),
        ("Indicadores de Avaliação", "indicator"),
        ("Resultados esperados", "indicator"),
        ("Ind. de execução", "indicator"),
        ("Cronograma", "schedule"),
        ("Prazo de execução", "schedule"),
        ("Calend.", "schedule"),
        ("Data de início", "start"),
        ("Fim", "end"),
        ("Público-alvo", "aside"),
        ("Orçamento", "aside"),
        ("N.º", "aside"),
        ("Nº", "aside"),
        ("<b>Parceiros</b>", "partner"),
        ("Dinamização", "responsible"),
        ("A cargo de", "responsible"),
        ("Parceiros promotores", "responsible"),
        ("Instituições parceiras", "partner"),
        ("Entidades intervenientes", "bodies"),
        ("Área geográfica", "aside"),
        ("Medidas de desempenho", "indicator"),
        ("De", "start"),
        ("Até", "end"),
        ("GNR de", None),
        ("Prazo¹", "schedule"),
        ("Prazo1", "schedule"),
        ("Parceiros*", "partner"),
        ("Indicadores (2)", "indicator"),
        ("Parceiros 2", "partner"),
    ],
)
def test_heading_names_its_column(heading: str, column: str | None) -> None:
    assert column_of(heading) == column


@pytest.mark.parametrize(
    "text",
    [
        "Realizar uma reunião com todas as escolas do agrupamento.",
        "A" * 61,
        "Entidades que trabalham com idosos do concelho.",
    ],
)
def test_content_is_no_heading(text: str) -> None:
    assert column_of(text) is None


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Eixo 1 – Família", Section("theme", "eixo", 1, "Família")),
        ("EIXO I: EMPREGO", Section("theme", "eixo", 1, "EMPREGO")),
        ("Eixo 2 · Saúde", Section("theme", "eixo", 2, "Saúde")),
        ("Grupo de Trabalho 1 – Saúde", Section("theme", "grupo de trabalho", 1, "Saúde")),
        ("Eixo de intervenção: Eixo 3 – Saúde", Section("theme", "eixo", 3, "Saúde")),
        ("Eixo IV. Saúde", Section("theme", "eixo", 4, "Saúde")),
        ("Eixo de Desenvolvimento 2: Saúde", Section("theme", "eixo", 2, "Saúde")),
        ("Domínio de Intervenção 10: Saúde", Section("theme", "dominio", 10, "Saúde")),
        ("Área de Intervenção: Habitação", Section("theme", "area", None, "Habitação")),
        ("2.1. Eixo 3 - Saúde", Section("theme", "eixo", 3, "Saúde")),
        ("Medida 1.1 - Formar", Section("theme", "medida", None, "Formar")),
        ("Objectivo Geral: Aumentar", Section("objective", "objetivo geral", None, "Aumentar")),
        ("Objetivo Estratégico 2 – Reduzir", Section("objective", "objetivo estrategico", 2, "Reduzir")),
        ("Objetivo específico 1.2: Apoiar", Section("goal", "objetivo especifico", None, "Apoiar")),
    ],
)
def test_labelled_heading_opens_a_section(line: str, section: Section) -> None:
    assert section_of(line) == section


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Eixo",
        "Eixo 1",
        "O eixo 1 é a família",
        "Programa de apoio a idosos",
        "Introdução",
        "Linha de apoio telefónico",
        "x" * 400,
    ],
)
def test_other_lines_open_no_section(line: str) -> None:
    assert section_of(line) is None


@pytest.mark.parametrize(
    ("line", "agenda"),
    [
        ("MAIS COESÃO SOCIAL", True),
        ("PLANO DE AÇÃO 2024", False),
        ("CÂMARA MUNICIPAL", False),
        ("ÍNDICE", False),
        ("EIXO 1: SAÚDE", False),
        ("Mais coesão", False),
        ("SAÚDE", False),
    ],
)
def test_agenda_is_capitals_and_no_furniture(line: str, agenda: bool) -> None:
    assert may_be_agenda(line) is agenda


@pytest.mark.parametrize(
    ("line", "furniture"),
    [("Página 2 de 3", True), ("12", True), ("2. Plano de ação", True), ("Envelhecimento", False)],
)
def test_running_heads_and_page_numbers_are_furniture(line: str, furniture: bool) -> None:
    assert is_furniture(line) is furniture


@pytest.mark.parametrize(
    ("line", "caption"),
    [("Envelhecimento ativo", True), ("O plano foi aprovado.", False), ("EMPREGO", False), ("x" * 161, False)],
)
def test_caption_is_short_and_no_sentence(line: str, caption: bool) -> None:
    assert may_be_caption(line) is caption
