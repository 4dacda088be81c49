from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.common.errors import DocumentError
from analysis.documents.actions import _Reading
from analysis.documents.formats.text import read_text
from analysis.documents.grid import Cell, Place, Row, Table
from analysis.documents.levels import Levels
from analysis.documents.tables import ActionTable, action_tables


def tables_of(text: str) -> list[ActionTable | None]:
    """Read tables written with ``|`` between cells; an empty line parts two tables."""
    blocks = read_text(text.replace("|", "\t").strip("\n"))
    return list(action_tables(blocks))


def first(text: str) -> ActionTable:
    table = tables_of(text)[0]
    assert table is not None
    return table


def kinds(table: ActionTable) -> list[str]:
    return [row.kind for row in table.rows]


def test_no_table_is_no_action_table() -> None:
    assert tables_of("uma linha") == []


def test_table_without_an_action_column_is_none_of_ours() -> None:
    assert tables_of("N.º|Entidade|Contacto\n1|Câmara|232") == [None]


def test_header_names_its_columns_in_any_order() -> None:
    header = first("Parceiros|Calendarização|Ação|Eixo\nGNR|maio|Feira|Saúde").header
    assert header.fields == {0: "partner", 1: "schedule", 2: "action", 3: "theme0"}


def test_unknown_heading_is_told_with_its_column() -> None:
    header = first("Ação|Xpto|Parceiros\nFeira|1|GNR").header
    assert header.unknown == ((1, "Xpto"),)


def test_second_header_row_names_months() -> None:
    table = first("Ação|Parceiros|Cronograma|||\n||Jan|Fev|Mar|Abr\nFeira|GNR||X||")
    assert table.header.months == {2: (1,), 3: (2,), 4: (3,), 5: (4,)}
    assert [row.marks for row in table.rows] == [{3: "X"}]


def test_third_header_row_names_quarters() -> None:
    table = first("Ação|Parceiros|Cronograma|||\n||2024|||\n||T1|T2|T3|T4\nFeira|GNR|X|||X")
    assert table.header.months == {2: (1, 2, 3), 3: (4, 5, 6), 4: (7, 8, 9), 5: (10, 11, 12)}
    assert kinds(table) == ["action"]


def test_group_headings_are_parted_by_the_row_below() -> None:
    header = first(
        "Ação|Intervenientes||Execução temporal|\n|Responsável|Parceiros|Início|Fim\nFeira|GNR|PSP|maio|junho"
    ).header
    assert header.fields == {0: "action", 1: "responsible", 2: "partner", 3: "start", 4: "end"}


def test_header_repeated_within_a_table_is_no_action() -> None:
    table = first("Ação|Parceiros\nFeira|GNR\nAção|Parceiros\nBaile|PSP")
    assert [row["action"] for row in table.rows] == ["Feira", "Baile"]


def test_table_of_the_same_width_without_a_header_goes_on() -> None:
    one, other = tables_of("Eixo|Ação|Parceiros\nSaúde|Feira|GNR\n\nlinha\n|Baile|PSP")
    assert one is not None
    assert other is not None
    assert (one.continues, other.continues) == (False, True)
    assert other.header is one.header


def test_table_with_headings_of_its_own_does_not_go_on() -> None:
    found = tables_of("Eixo|Ação|Parceiros\nSaúde|Feira|GNR\n\nlinha\nData|Responsável|Indicador\nmaio|GNR|Relatório")
    assert found[1] is None


def test_title_above_the_header_in_the_same_table_is_kept() -> None:
    table = first("Eixo 1: Saúde||\nAção|Parceiros|Prazo\nFeira|GNR|maio")
    assert table.above == ("Eixo 1: Saúde",)


def test_rows_are_told_apart() -> None:
    table = first(
        "Ação|Responsável|Indicadores\n"
        "Eixo 1: Saúde||\n"
        "Feira|GNR|N.º\n"
        "||Outro\n"
        "Nota: valores sem IVA||\n"
        "Total||3\n"
        "* Sujeito a financiamento||\n"
        "(continuação)||"
    )
    assert kinds(table) == ["banner", "action", "continuation", "remark", "remark", "remark", "remark"]


def test_lone_first_cells_are_banners_where_a_table_begins_with_one() -> None:
    table = first("Ação|Responsável\nSaúde|\nFeira|GNR\nEmprego|\nBolsa|IEFP")
    assert kinds(table) == ["banner", "action", "banner", "action"]


def test_lone_first_cells_are_actions_where_a_table_begins_otherwise() -> None:
    table = first("Ação|Responsável\nFeira|GNR\nBaile|")
    assert kinds(table) == ["action", "action"]


def test_capital_banner_is_no_action() -> None:
    table = first("Ação|Responsável\nFeira|GNR\nEMPREGO E FORMAÇÃO|\nBolsa|IEFP")
    assert kinds(table) == ["action", "banner", "action"]


def test_rest_of_a_row_after_a_page_break_is_a_continuation() -> None:
    _, other = tables_of("Eixo|Ação|Parceiros\nSaúde|Feira da|GNR\n\nlinha\n|saúde e do bem-estar|PSP")
    assert other is not None
    assert kinds(other) == ["continuation"]


def test_target_beside_an_indicator_is_no_goal() -> None:
    header = first("Ação|Indicador|Meta|Parceiros\nFeira|N.º|3|GNR").header
    assert header.fields == {0: "action", 1: "indicator", 2: "target", 3: "partner"}


def test_target_alone_is_the_goal() -> None:
    assert first("Meta|Ação|Parceiros\nReduzir|Feira|GNR").header.fields[0] == "goal"


def test_only_objective_is_the_goal_and_of_two_the_lower() -> None:
    assert first("Objetivo geral|Ação|Parceiros\nx|y|GNR").header.fields[0] == "goal"
    both = first("Objetivo geral|Objetivo específico|Ação|Parceiros\nx|y|z|GNR").header
    assert (both.fields[0], both.fields[1]) == ("objective", "goal")


def test_text_under_no_heading_is_kept_as_a_stray() -> None:
    assert first("Ação|Parceiros||\nFeira|GNR||solto").rows[0].strays == {3: "solto"}


def test_row_knows_its_place() -> None:
    assert str(first("Ação|Parceiros\nFeira|GNR").rows[0].place) == "l2/t1/r1"


TEXTS = st.sampled_from(
    [
        "",
        "",
        "Ação",
        "Eixo",
        "Meta",
        "Objetivo geral",
        "Parceiros",
        "Responsável",
        "Calendarização",
        "Início",
        "Fim",
        "Jan",
        "T1",
        "Indicadores",
        "Eixo 1: Saúde",
        "EMPREGO E FORMAÇÃO",
        "Feira",
        "feira",
        "GNR",
        "X",
        "1",
        "Total",
        "Nota",
        "maio",
        "xpto",
        "\n",
        "(",
        "* nota",
    ]
)
ROWS = st.lists(st.lists(st.one_of(TEXTS, st.text(max_size=5)), min_size=1, max_size=7), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), ROWS), min_size=1, max_size=3))
def test_any_grid_is_read_or_refused(grids: list[tuple[bool, list[list[str]]]]) -> None:
    tables = []
    for shaded, rows in grids:
        header = [["Ação", "Parceiros", "Jan", "Fev"]] if shaded else []
        cells = [tuple(Cell(text, shaded) for text in row) for row in header + rows]
        tables.append(Table(tuple(Row(row, Place(line=n)) for n, row in enumerate(cells, 1))))
    reading = _Reading(Levels())
    try:
        for table, found in zip(tables, action_tables(tables), strict=True):
            if found:
                reading.read_table(found)
            else:
                reading.pass_table(table)
        reading.close()
    except DocumentError:
        return
    assert all(action.action and set(action.months or ()) <= set(range(1, 13)) for action in reading.actions)


PLAN = "Ação|Quem|Quando\nFeira|GNR|maio\n"


def test_figures_beside_targets_alone_are_no_action_table() -> None:
    assert tables_of("Indicador|Meta|Prazo\nN.º|10|maio") == [None]


@pytest.mark.parametrize(
    "other",
    [
        "Representantes\nEntidade|Representante|Assinatura\nGNR|Fulano|",
        "Custos\nAção|Custo|Fonte\nFeira|100 €|PO",
        "Grupo\nEntidade|Nome|Sexo\nGNR|Fulano|M",
    ],
)
def test_table_of_the_same_width_with_headings_of_its_own_is_not_taken_over(other: str) -> None:
    assert tables_of(PLAN + other)[1] is None


def test_running_text_between_two_tables_parts_them() -> None:
    assert tables_of(f"{PLAN}As entidades que se seguem assinaram este plano.\nPSP|Fulano|Guarda")[1] is None


@pytest.mark.parametrize("between", ["Página 2", "Eixo 2: Saúde", "Rede Social"])
def test_running_heads_and_sections_between_two_tables_do_not_part_them(between: str) -> None:
    found = tables_of(f"{PLAN}{between}\nBaile|PSP|junho")[1]
    assert found is not None
    assert found.continues


def test_line_that_is_repeated_is_a_running_head() -> None:
    head = "Documento aprovado pelo plenário do conselho local."
    found = tables_of(f"{head}\n{PLAN}{head}\nBaile|PSP|junho")[1]
    assert found is not None


def test_heading_row_of_another_table_ends_the_one_above() -> None:
    table = first(PLAN + "Ação|Custo|Fonte\nFeira|100 €|PO")
    assert [row["action"] for row in table.rows] == ["Feira"]
    assert table.left_out is not None
    assert table.left_out.place.line == 3


def test_content_that_is_like_a_heading_stays_content() -> None:
    assert len(first(PLAN + "Projeto Escolhas|Entidades parceiras|maio\nAvaliação|Parceiros|junho").rows) == 3


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Nota de imprensa|GNR|maio", "action"),
        ("Total de vagas alargado|IEFP|", "action"),
        ("Total|3|4,5", "remark"),
        ("Nota: sem IVA|x|", "remark"),
        ("Observações||", "remark"),
    ],
)
def test_row_that_begins_like_a_remark_is_one_if_it_says_no_more(row: str, kind: str) -> None:
    assert kinds(first(PLAN + row))[1] == kind


def test_capitals_under_a_theme_in_force_are_an_action() -> None:
    table = first("Domínio|Ação|Quem|Quando\nSaúde|Feira|GNR|maio\n|FORMAÇÃO DE CUIDADORES||")
    assert kinds(table) == ["action", "action"]


def test_capitals_beside_a_number_are_an_action() -> None:
    assert kinds(first("N.º|Ação|Quem\n1|FEIRA|\n2|Baile|GNR")) == ["action", "action"]


def test_content_that_begins_like_headings_heads_no_table_after_a_page_break() -> None:
    found = tables_of(PLAN + "\nProjeto Escolhas|Entidades parceiras|maio\nBaile|PSP|junho")[1]
    assert found is not None
    assert [row["action"] for row in found.rows] == ["Projeto Escolhas", "Baile"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("Atividade", "Intervenientes"), {0: "action", 1: "responsible"}),
        (("Atividade", "Intervenientes", "Parceiros"), {0: "action", 1: "responsible", 2: "partner"}),
        (("Atividade", "Responsável", "Entidades envolvidas"), {0: "action", 1: "responsible", 2: "partner"}),
        (("Atividade", "Quem", "Metas e indicadores"), {0: "action", 1: "responsible", 2: "indicator"}),
    ],
)
def test_column_of_bodies_is_what_the_other_columns_leave(headings: tuple[str, ...], fields: dict[int, str]) -> None:
    assert first("|".join(headings) + "\n" + "|".join("Feira" for _ in headings)).header.fields == fields


def test_months_may_be_numbered_from_one_to_twelve() -> None:
    numbers = "|".join(str(n) for n in range(1, 13))
    header = first(f"Atividade|Responsável|{numbers}\nFeira|CMA||X||||||||||").header
    assert header.months == {column: (column - 1,) for column in range(2, 14)}


def test_schedule_in_a_table_of_its_own_is_given_to_the_actions(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Parceiros\nFeira|CM|GNR\nBaile|PSP|",
        "Cronograma",
        "Ação|Jan|Fev|Mar|Abr\nFeira||X||\nBaile|X|||X",
    )
    assert [(a.action, a.responsible, a.months) for a in read.actions] == [
        ("Feira", "CM", (2,)),
        ("Baile", "PSP", (1, 4)),
    ]
    assert [d.key for d in read.decisions if d.field == "table"] == ["table_of_schedules"]


def test_table_that_only_repeats_actions_is_not_counted_again(actions_of) -> None:
    read = actions_of(
        "Ação|Responsável|Prazo\nFeira|CM|maio\nBaile|PSP|abril", "Ação|Indicadores|Custo\nFeira|N.º|5\nBaile|N.º|6"
    )
    assert [a.action for a in read.actions] == ["Feira", "Baile"]
    assert [d.key for d in read.decisions if d.field == "table"] == ["table_repeated"]


def test_summary_of_objectives_is_no_table_of_actions(actions_of) -> None:
    read = actions_of("Eixo|Objetivo geral|Objetivos específicos\nSaúde|Cuidar|Prevenir", "Ação|Responsável\nFeira|CM")
    assert [a.action for a in read.actions] == ["Feira"]
    alone = actions_of("Eixo|Objetivo geral|Objetivos específicos\nSaúde|Cuidar|Prevenir")
    assert [a.action for a in alone.actions] == ["Prevenir"]


def test_table_that_tells_what_became_of_actions_is_none_of_the_plan(actions_of) -> None:
    read = actions_of(
        "Ação|Resultado|Grau de execução\nFeira|180 pessoas|100%\nBaile|12 pessoas|60%",
        "Ação|Quem|Indicadores|Execução\nJogo|CM|N.º|",
    )
    assert [a.action for a in read.actions] == ["Jogo"]
    assert [d.key for d in read.decisions] == ["table_not_read"]


def test_table_that_looks_back_is_read_where_no_other_names_actions(actions_of) -> None:
    read = actions_of("Ação|Resultado|Grau de execução\nFeira|180 pessoas|100%\nBaile|12 pessoas|60%")
    assert [a.action for a in read.actions] == ["Feira", "Baile"]


def test_narrower_table_below_ends_the_one_above_at_its_title(actions_of) -> None:
    read = actions_of("Ação|Indicadores|Quem\nFeira|N.º|CM\nMembros||\nEntidade|Representante|\nGNR|Comandante|")
    assert [a.action for a in read.actions] == ["Feira"]
    assert [(d.key, d.text) for d in read.decisions] == [("table_not_read", "Membros")]


def test_annex_of_months_under_a_heading_of_its_own_gives_them_to_the_actions(actions_of) -> None:
    read = actions_of(
        "1>1. Matriz", "N.º|Domínio|Ação|Quem\n1|Saúde|Feira|CM\n2|^|Baile|GNR",
        "1>2. Anexo", "N.º|Ação|2024|<|<|<\n^|^|jan|fev|mar|abr\n1|Feira|#|||\n2|Baile||#|#|",
    )  # fmt: skip
    assert [(a.standing.domain, a.standing.axis, a.months) for a in read.actions] == [
        ("Saúde", None, (1,)),
        ("Saúde", None, (2, 3)),
    ]


def test_heading_in_the_table_stays_the_domain_though_its_objective_follows(actions_of) -> None:
    table = "{}|<|<\nObjetivo geral: Cuidar|<|<\nAção|Quem|Prazo\n{}|CM|maio"
    read = actions_of(table.format("1. Saúde", "Feira"), table.format("2. Lar", "Obra"))
    assert [(a.standing.domain_no, a.standing.domain) for a in read.actions] == [(1, "Saúde"), (2, "Lar")]


def test_content_that_begins_like_headings_heads_no_rest_of_a_table(actions_of) -> None:
    read = actions_of(
        "Eixo|Ação|Responsável|Parceiros|Prazo\nSaúde|Criar|CMB|IEFP|maio",
        "Saúde|Abrir|CMB|IEFP|junho\nEducação|Projeto Crescer|Divisão de Educação|Instituições|1.º semestre",
    )
    assert [a.action for a in read.actions] == ["Criar", "Abrir", "Projeto Crescer"]
