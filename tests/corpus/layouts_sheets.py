"""Layouts to develop on: banners, sheets of labels and values, dates and words."""

from __future__ import annotations

from tests.corpus.blocks import Block, Box, Grid, PageBreak, Para, Sheaf, Sheet
from tests.corpus.content import Script, Wishes
from tests.corpus.layout import DOCUMENTS, FLAT, SHEETS, layout
from tests.corpus.parts import (
    LETTERS,
    ROMAN,
    bodies,
    by_domain,
    by_goal,
    contents,
    cover,
    crossed,
    diagnosis,
    headed,
    indicators,
    introduction,
    masthead,
    members,
    spanning,
)


@layout("dev", Wishes(delimiter=", "), ("domain", "goal"), (*DOCUMENTS, *SHEETS, *FLAT, "print"), numbered=True)
def banners(script: Script) -> Sheaf:
    """One table; axes and objectives are written across it in coloured rows; the term is in words."""
    rows = [
        tuple(
            headed(
                "N.º",
                "Ação",
                "Indicadores de resultado",
                "Responsável",
                "Parceiros",
                "Prazo",
                fill="404040",
                white=True,
            )
        )
    ]
    for group in by_domain(script.deeds):
        title = f"EIXO {ROMAN[group[0].domain_no - 1]} – {group[0].domain}"
        rows.append((Box(title, across=6, fill="c00000", bold=True, white=True),))
        for goal in by_goal(group):
            rows.append(
                (Box(f"Objetivo específico {goal[0].goal_no}: {goal[0].goal}", across=6, fill="f2dcdb", bold=True),)
            )
            for deed in goal:
                texts = (
                    str(deed.number),
                    deed.action,
                    indicators(deed, script),
                    *bodies(deed, script),
                    deed.timing.words,
                )
                rows.append(tuple(map(Box, texts)))
    grid = Grid(tuple(rows), (1.1, 6.4, 5.2, 4.0, 5.6, 3.2))
    return Sheaf((*masthead(script), grid))


@layout(
    "dev",
    Wishes(delimiter="\n", domains=2),
    ("domain", "goal"),
    DOCUMENTS,
    facts=("municipality", "year", "approved_on"),
)
def fichas(script: Script) -> Sheaf:
    """One sheet of two columns, label and value, for each action."""
    blocks: list[Block] = [*cover(script), *introduction(script)]
    for deed in script.deeds:
        responsible, partners = bodies(deed, script)
        pairs = (
            ("Eixo", deed.domain),
            ("Objetivo operacional", deed.goal),
            ("Ação", deed.action),
            ("Destinatários", ("Famílias", "Jovens", "População em geral")[deed.number % 3]),
            ("Entidade responsável", responsible),
            ("Entidades parceiras", partners),
            ("Indicadores", indicators(deed, script)),
            ("Calendarização", deed.timing.words),
            ("Orçamento", f"{deed.number * 120} €"),
        )
        rows = tuple((Box(label, fill="dbe5f1", bold=True), Box(value)) for label, value in pairs)
        blocks += [
            Para(f"Ficha de ação n.º {deed.number}", "heading2"),
            Grid(rows, (4.5, 12), heading_rows=0, points=9),
        ]
        blocks.append(PageBreak() if deed.number % 2 == 0 else Para(""))
    return Sheaf(tuple(blocks), landscape=False, foot="Página")


@layout("dev", Wishes(delimiter="; ", timing="drawn", domains=2), ("domain", "axis", "goal"), DOCUMENTS)
def month_strips(script: Script) -> Sheaf:
    """One sheet of label, value, label, value for each action, with a strip of months below."""
    blocks: list[Block] = [*cover(script)]
    for deed in script.deeds:
        responsible, partners = bodies(deed, script)

        def pair(label: str, value: str, across: int = 4) -> tuple[Box, Box]:
            return Box(label, across=2, fill="e5e5e5", bold=True), Box(value, across=across)

        rows = (
            (Box(f"Ficha n.º {deed.number}", across=12, fill="31849b", bold=True, white=True, centre=True),),
            (*pair("Domínio", deed.domain), *pair("Eixo", deed.axis)),
            pair("Objetivo específico", deed.goal, 10),
            pair("Atividade", deed.action, 10),
            (*pair("Responsáveis", responsible), *pair("Parceiros", partners)),
            (*pair("Indicadores", indicators(deed, script)), *pair("Recursos", "Humanos e materiais")),
            (Box("Cronograma", across=12, fill="b6dde8", bold=True, centre=True),),
            tuple(headed(*LETTERS, fill="daeef3")),
            tuple(crossed(deed.timing.months, "X", range(1, 13))),
        )
        blocks += [Grid(rows, (1.4,) * 12, heading_rows=0), PageBreak() if deed.number % 3 == 0 else Para("")]
    return Sheaf(tuple(blocks), landscape=False)


@layout(
    "dev",
    Wishes(indicator_delimiter="; ", delimiter=" / ", timing="dated"),
    ("domain", "goal"),
    (*SHEETS, "docx", "odt", "html", "pdf"),
)
def dates(script: Script) -> Sheaf:
    """One sheet for each axis, which its name tells; a date of start and one of end."""
    blocks: list[Block] = []
    names = (
        "Objetivo estratégico",
        "Ação",
        "Início",
        "Fim",
        "Promotor",
        "Entidades parceiras",
        "Indicadores",
        "Observações",
    )
    for group in by_domain(script.deeds):
        blocks += [Sheet(f"Eixo {group[0].domain_no}"), *masthead(script)]
        blocks.append(Para(f"Eixo {group[0].domain_no} – {group[0].domain}", "heading1"))
        rows = [tuple(headed(*names, fill="ffc000"))]
        for deed in group:
            texts = (deed.goal, deed.action, deed.start, deed.end, *bodies(deed, script), indicators(deed, script), "")
            rows.append(tuple(map(Box, texts)))
        blocks.append(Grid(tuple(rows), (4.2, 5.0, 2.0, 2.0, 3.6, 4.2, 3.6, 2.2)))
    return Sheaf(tuple(blocks))


@layout("dev", Wishes(delimiter=" e "), ("domain", "goal"), (*DOCUMENTS, *SHEETS, *FLAT))
def reversed_columns(script: Script) -> Sheaf:
    """Columns from right to left of what is usual: term, partners, responsible, indicators, action, objective, area."""
    names = (
        "Calendarização",
        "Parceiros",
        "Responsáveis",
        "Indicadores de execução",
        "Ação a desenvolver",
        "Objetivos específicos",
        "Área",
    )
    rows = [tuple(headed(*names, fill="92d050"))]
    goals = spanning(by_goal(script.deeds), lambda d: Box(d.goal))
    areas = spanning(by_domain(script.deeds), lambda d: Box(d.domain, bold=True))
    for deed in script.deeds:
        responsible, partners = bodies(deed, script)
        levels = [column[deed.number] for column in (goals, areas) if deed.number in column]
        rows.append(
            (*map(Box, (deed.timing.words, partners, responsible, indicators(deed, script), deed.action)), *levels)
        )
    grid = Grid(tuple(rows), (3.0, 4.6, 3.4, 4.0, 4.8, 3.8, 2.8))
    return Sheaf((*masthead(script), grid), landscape=True)


@layout(
    "dev",
    Wishes(delimiter="\n"),
    ("domain", "goal"),
    DOCUMENTS,
    numbered=True,
    facts=("municipality", "year", "approved_on"),
)
def split_pages(script: Script) -> Sheaf:
    """Cover, contents, diagnosis and members; tables parted by pages, with the header again and rows that go on."""
    blocks: list[Block] = [*cover(script)]
    groups = by_domain(script.deeds)
    blocks += contents(f"Domínio de Intervenção {g[0].domain_no}: {g[0].domain}" for g in groups)
    blocks += [*introduction(script), *diagnosis(), *members(script), PageBreak()]
    names = ("Objetivos específicos", "Ações", "Indicadores", "Calendarização", "Responsável", "Parceiros")
    for group in groups:
        blocks.append(Para(f"Domínio de Intervenção {group[0].domain_no}: {group[0].domain}", "heading1"))
        rows: list[tuple[Box, ...]] = []
        shown = ""
        for deed in group:
            responsible, partners = bodies(deed, script)
            goal, shown = ("" if deed.goal == shown else deed.goal), deed.goal
            rows.append(
                tuple(map(Box, (goal, deed.action, indicators(deed, script), deed.timing.words, responsible, partners)))
            )
            if deed.number % 4 == 3:
                blocks += [
                    Grid((tuple(headed(*names, fill="d99594")), *rows), (4.6, 5.6, 4.4, 3.2, 3.6, 4.2)),
                    PageBreak(),
                ]
                rows = []
        if rows:
            blocks += [Grid((tuple(headed(*names, fill="d99594")), *rows), (4.6, 5.6, 4.4, 3.2, 3.6, 4.2)), PageBreak()]
    return Sheaf(tuple(blocks[:-1]), head="PLANO DE AÇÃO DA REDE SOCIAL", foot="Página")
