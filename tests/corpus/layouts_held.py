"""Layouts to test on only: none of them is looked at while the product is made."""

from __future__ import annotations

from tests.corpus.blocks import Block, Box, Grid, PageBreak, Para, Sheaf, Sheet
from tests.corpus.content import Script, Wishes
from tests.corpus.layout import DOCUMENTS, FLAT, SHEETS, layout
from tests.corpus.parts import (
    ROMAN,
    bodies,
    by_axis,
    by_domain,
    by_goal,
    cover,
    headed,
    indicators,
    introduction,
    masthead,
    members,
    spanning,
)


@layout(
    "held",
    Wishes(indicator_delimiter="; ", delimiter=" e ", timing="none"),
    ("domain", "axis"),
    (*DOCUMENTS, "md", "print"),
    numbered=True,
    facts=("municipality", "year", "approved_on"),
)
def measures_in_prose(script: Script) -> Sheaf:
    """Chapters of running text with a small table for each axis; upright pages; no schedule at all."""
    blocks: list[Block] = [*cover(script), *introduction(script)]
    for group in by_domain(script.deeds):
        blocks.append(Para(f"Prioridade {group[0].domain_no}. {group[0].domain}", "heading1"))
        blocks.append(
            Para(f"Esta prioridade responde aos problemas identificados no diagnóstico. {group[0].objective}")
        )
        for axis in by_axis(group):
            blocks.append(Para(f"Medida {axis[0].axis_no}. {axis[0].axis}", "heading2"))
            rows = [tuple(headed("O que vamos fazer", "Quem", "Com quem", "Resultados esperados", fill="dddddd"))]
            for deed in axis:
                rows.append(tuple(map(Box, (deed.action, *bodies(deed, script), indicators(deed, script)))))
            blocks.append(Grid(tuple(rows), (5.6, 3.4, 4.0, 4.0), points=9))
    return Sheaf(tuple(blocks), landscape=False, foot="Página")


@layout(
    "held",
    Wishes(indicator_delimiter="; ", delimiter=" ", timing="drawn"),
    ("domain", "goal"),
    (*DOCUMENTS, *SHEETS),
    by_fill=True,
)
def fortnights(script: Script) -> Sheaf:
    """A planning chart: each month in two fortnights, of which one or both are shaded; names parted by spaces only."""
    names = (
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    )
    fill = "a6a6a6"
    head = headed(
        "Área de intervenção", "Objetivo", "Atividade", "Coordenação", "Parcerias", "Indicadores", fill=fill, down=2
    )
    months = [Box(name[:3].upper(), across=2, fill=fill, bold=True, centre=True) for name in names]
    rows: list[tuple[Box, ...]] = [(*head, *months), tuple(headed(*("1ª", "2ª") * 12, fill=fill))]
    areas = spanning(by_domain(script.deeds), lambda d: Box(d.domain, bold=True, upright=True, centre=True))
    for deed in script.deeds:
        area = [areas[deed.number]] if deed.number in areas else []
        texts = (deed.goal, deed.action, *bodies(deed, script), indicators(deed, script))
        inside = deed.timing.months or ()
        halves = [(m, half) for m in range(1, 13) for half in (0, 1)]
        only_second = inside[0] if len(inside) > 1 else 0
        cells = [Box(fill="00b050" if m in inside and (half or m != only_second) else None) for m, half in halves]
        rows.append((*area, *map(Box, texts), *cells))
    grid = Grid(tuple(rows), (1.8, 3.2, 3.8, 2.4, 2.8, 3.0, *(0.4,) * 24), heading_rows=2, points=6.5)
    return Sheaf((*masthead(script, title="Plano Anual de Atividades"), grid))


@layout(
    "held",
    Wishes(delimiter="\n", timing="drawn", months_a_column=6, old_spelling=True),
    ("domain", "axis", "goal"),
    (*DOCUMENTS, *SHEETS),
    facts=("municipality", "year", "approved_on"),
)
def semesters(script: Script) -> Sheaf:
    """Spelling before 1990; two thematic columns; dots under two semesters; notes below the table."""
    head = headed(
        "Eixo",
        "Área",
        "Objectivos específicos",
        "Acções / Actividades",
        "Entidade coordenadora",
        "Outras entidades",
        "Indicadores",
        fill="ffe599",
        down=2,
    )
    rows: list[tuple[Box, ...]] = [
        (*head, Box("Período de execução", across=2, fill="ffe599", bold=True, centre=True)),
        tuple(headed("1.º Sem.", "2.º Sem.", fill="ffe599")),
    ]
    axes = spanning(by_domain(script.deeds), lambda d: Box(d.domain, bold=True))
    areas = spanning(by_axis(script.deeds), lambda d: Box(d.axis))
    for deed in script.deeds:
        levels = [column[deed.number] for column in (axes, areas) if deed.number in column]
        texts = (deed.goal, deed.action, *bodies(deed, script), indicators(deed, script))
        marks = [Box("●" if first in (deed.timing.months or ()) else "", centre=True) for first in (1, 7)]
        rows.append((*levels, *map(Box, texts), *marks))
    grid = Grid(tuple(rows), (2.6, 2.8, 3.8, 4.4, 2.8, 3.4, 3.4, 1.3, 1.3), heading_rows=2, points=7.5)
    notes = (
        Para("* As acções assinaladas dependem de financiamento.", "note"),
        Para("Nota: plano sujeito a revisão semestral.", "note"),
    )
    return Sheaf((*cover(script, title="PLANO DE ACÇÃO"), grid, *notes))


@layout(
    "held",
    Wishes(indicator_delimiter="; ", delimiter="; "),
    ("domain", "goal"),
    ("docx", "html", "txt", "pdf", "print"),
)
def borderless(script: Script) -> Sheaf:
    """Tables without any line, on white and grey stripes; domains as small headings over them."""
    blocks: list[Block] = [*masthead(script, title="Plano de ação")]
    for group in by_domain(script.deeds):
        blocks.append(Para(group[0].domain, "heading2"))
        rows = [tuple(headed("Objetivo", "Ação", "Responsável", "Parceiros", "Quando", "Indicador", fill=None))]
        for n, deed in enumerate(group):
            stripe = "f2f2f2" if n % 2 == 0 else None
            texts = (deed.goal, deed.action, *bodies(deed, script), deed.timing.words, indicators(deed, script))
            rows.append(tuple(Box(text, fill=stripe) for text in texts))
        blocks.append(Grid(tuple(rows), (5.0, 5.6, 3.6, 5.0, 3.0, 3.8), borders=False))
    return Sheaf(tuple(blocks), foot="Página")


@layout(
    "held",
    Wishes(delimiter=", ", domains=2),
    ("domain", "goal"),
    DOCUMENTS,
    numbered=True,
    facts=("municipality", "year", "approved_on"),
)
def stacked_cards(script: Script) -> Sheaf:
    """One long table for each domain in which every action is a banner with its name and labelled lines below."""
    blocks: list[Block] = [*cover(script)]
    for group in by_domain(script.deeds):
        rows: list[tuple[Box, ...]] = []
        for deed in group:
            responsible, partners = bodies(deed, script)
            rows += [
                (Box(f"Ação {deed.number}: {deed.action}", across=2, fill="17365d", bold=True, white=True),),
                *(
                    (Box(label, bold=True, fill="f2f2f2"), Box(value))
                    for label, value in (
                        ("Objetivo específico", deed.goal),
                        ("Promotor", responsible),
                        ("Parceiros", partners),
                        ("Prazo de execução", deed.timing.words),
                        ("Indicadores de avaliação", indicators(deed, script)),
                        ("Fontes de verificação", "Registos e folhas de presença"),
                    )
                ),
            ]
        blocks.append(Para(f"Eixo Estratégico {group[0].domain_no} - {group[0].domain}", "heading1"))
        blocks += [Grid(tuple(rows), (4.5, 12), heading_rows=0, points=9), PageBreak()]
    return Sheaf(tuple(blocks[:-1]), landscape=False)


@layout(
    "held",
    Wishes(delimiter="\n"),
    ("domain", "axis", "goal"),
    (*DOCUMENTS, *SHEETS),
    numbered=True,
    facts=("municipality", "year", "approved_on"),
)
def objective_blocks(script: Script) -> Sheaf:
    """A table for each objective: what it serves stands in labelled rows above the header of its actions."""
    blocks: list[Block] = [*cover(script)]
    for goal in by_goal(script.deeds):
        first = goal[0]
        rows: list[tuple[Box, ...]] = [
            (Box(f"Domínio {first.domain_no}: {first.domain}", across=5, fill="365f91", bold=True, white=True),),
            (Box(f"Eixo {first.axis_no}: {first.axis}", across=5, fill="95b3d7", bold=True),),
            (Box(f"Objetivo específico {first.goal_no}: {first.goal}", across=5, fill="dbe5f1"),),
            tuple(headed("Ações", "Indicadores", "Responsáveis", "Parceiros", "Cronograma", fill="f2f2f2")),
        ]
        for deed in goal:
            rows.append(
                tuple(map(Box, (deed.action, indicators(deed, script), *bodies(deed, script), deed.timing.words)))
            )
        blocks += [Grid(tuple(rows), (7.4, 5.4, 4.6, 5.2, 3.2), heading_rows=4), Para("")]
    return Sheaf((*blocks, *members(script)), head=f"Rede Social {script.place.of}")


@layout("held", Wishes(delimiter="; ", timing="drawn"), ("domain", "goal"), (*DOCUMENTS, *SHEETS), by_fill=True)
def rainbow(script: Script) -> Sheaf:
    """Each domain has its colour: dark in its banner and its months, pale behind the rest of its rows."""
    shades = (("e36c0a", "fde9d9"), ("76923c", "eaf1dd"), ("31849b", "daeef3"), ("943634", "f2dbdb"))
    names = ("Objetivo geral", "Ação/Projeto", "Entidade responsável", "Entidades colaboradoras", "Indicadores")
    letters = ("Jan", "Fev", "Mar", "Abr", "Mai", "Jun", "Jul", "Ago", "Set", "Out", "Nov", "Dez")
    rows = [tuple(headed(*names, *letters, fill="595959", white=True))]
    for group, (dark, pale) in zip(by_domain(script.deeds), shades, strict=False):
        rows.append((Box(group[0].domain, across=17, fill=dark, bold=True, white=True),))
        goals = spanning(by_goal(group), lambda d, pale=pale: Box(d.goal, fill=pale))
        for deed in group:
            level = [goals[deed.number]] if deed.number in goals else []
            texts = (deed.action, *bodies(deed, script), indicators(deed, script))
            months = [Box(fill=dark if m in (deed.timing.months or ()) else pale) for m in range(1, 13)]
            rows.append((*level, *(Box(text, fill=pale) for text in texts), *months))
    grid = Grid(tuple(rows), (3.6, 4.6, 3.2, 3.6, 3.2, *(0.7,) * 12), points=7)
    return Sheaf((*masthead(script), grid))


@layout(
    "held",
    Wishes(indicator_delimiter="; ", delimiter="; "),
    ("domain", "axis", "goal"),
    (*SHEETS, *FLAT, "html", "md"),
    facts=(),
)
def register(script: Script) -> Sheaf:
    """A register of one row for each action with every level written out in each, as a data sheet of a technician."""
    names = (
        "Ref.",
        "Domínio",
        "Eixo",
        "Objetivo específico",
        "Designação da ação",
        "Entidade responsável",
        "Entidades parceiras",
        "Indicador(es)",
        "Período",
        "Estado",
    )
    rows = [tuple(headed(*names, fill=None))]
    for deed in script.deeds:
        texts = (
            f"{ROMAN[deed.domain_no - 1]}.{deed.number}",
            deed.domain,
            deed.axis,
            deed.goal,
            deed.action,
            *bodies(deed, script),
            indicators(deed, script),
            deed.timing.words,
            "Em curso",
        )
        rows.append(tuple(map(Box, texts)))
    return Sheaf((Sheet("Ações"), Grid(tuple(rows), (1.4, 3.4, 3.4, 4.2, 5.0, 3.6, 4.6, 4.0, 2.8, 2.0))))
