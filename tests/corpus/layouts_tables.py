"""Layouts to develop on: tables whose months are drawn."""

from __future__ import annotations

from tests.corpus.blocks import Block, Box, Grid, PageBreak, Para, Sheaf
from tests.corpus.content import Script, Wishes
from tests.corpus.layout import DOCUMENTS, FLAT, SHEETS, layout
from tests.corpus.parts import (
    LETTERS,
    bodies,
    by_axis,
    by_domain,
    by_goal,
    contents,
    cover,
    crossed,
    diagnosis,
    headed,
    indicators,
    introduction,
    joined_runs,
    masthead,
    members,
    shaded,
    spanning,
)

MONTH = 0.62  # width of a month column in centimetres
SCHOOL_YEAR = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)


@layout("dev", Wishes(delimiter="\n", timing="drawn"), ("domain", "goal"), (*DOCUMENTS, *SHEETS), by_fill=True)
def merged_axes(script: Script) -> Sheaf:
    """One table; axis and goal merged downwards; twelve shaded months under one merged heading."""
    fill = "8db3e2"
    head = headed("Eixo", "Objetivo específico", "Ações", "Responsável", "Parceiros", "Indicadores", fill=fill, down=2)
    rows: list[tuple[Box, ...]] = [
        (*head, Box("Cronograma", across=12, fill=fill, bold=True, centre=True)),
        tuple(headed(*LETTERS, fill=fill)),
    ]
    axes = spanning(by_domain(script.deeds), lambda d: Box(d.domain, bold=True, fill="dbe5f1"))
    goals = spanning(by_goal(script.deeds), lambda d: Box(d.goal))
    for deed in script.deeds:
        responsible, partners = bodies(deed, script)
        levels = [column[deed.number] for column in (axes, goals) if deed.number in column]
        texts = map(Box, (deed.action, responsible, partners, indicators(deed, script)))
        rows.append((*levels, *texts, *shaded(deed.timing.months, "1f497d")))
    grid = Grid(tuple(rows), (2.6, 3.2, 4.0, 2.8, 3.2, 3.0, *(MONTH,) * 12), heading_rows=2, points=7)
    return Sheaf((*cover(script), *introduction(script), Para("Plano de ação", "heading1"), grid))


@layout(
    "dev",
    Wishes(delimiter="; ", timing="drawn"),
    ("domain", "axis", "goal"),
    DOCUMENTS,
    by_fill=True,
    numbered=True,
    facts=("municipality", "year", "approved_on"),
)
def zebra_domains(script: Script) -> Sheaf:
    """One table for each domain under its heading; rows striped, months shaded in two colours."""
    blocks: list[Block] = [*cover(script)]
    groups = by_domain(script.deeds)
    blocks += contents([f"Domínio {g[0].domain_no} – {g[0].domain}" for g in groups])
    for group in groups:
        blocks.append(Para(f"Domínio {group[0].domain_no} – {group[0].domain}", "heading1"))
        blocks.append(Para(f"Objetivo Geral: {group[0].objective}"))
        head = headed(
            "Eixos de Intervenção",
            "Meta",
            "Atividades",
            "Entidade promotora",
            "Entidades envolvidas",
            "Indicadores",
            *LETTERS,
            fill="76923c",
            white=True,
        )
        rows = [tuple(head)]
        axes = {axis[0].number for axis in by_axis(group)}
        for n, deed in enumerate(group):
            stripe = "eaf1dd" if n % 2 else None
            colour = ("e36c0a", "5f497a")[n % 2]
            responsible, partners = bodies(deed, script)
            axis = deed.axis if deed.number in axes else ""
            texts = (axis, deed.goal, deed.action, responsible, partners, indicators(deed, script))
            rows.append((*(Box(t, fill=stripe) for t in texts), *shaded(deed.timing.months, colour, stripe)))
        blocks += [Grid(tuple(rows), (2.8, 3.4, 4.0, 2.8, 3.2, 3.0, *(MONTH,) * 12), points=7), PageBreak()]
    return Sheaf(tuple(blocks[:-1]), head="REDE SOCIAL | PLANO DE AÇÃO", foot="Página")


@layout(
    "dev",
    Wishes(indicator_delimiter="; ", delimiter="/", timing="drawn"),
    ("domain", "goal"),
    (*DOCUMENTS, *SHEETS, *FLAT),
    numbered=True,
)
def school_year(script: Script) -> Sheaf:
    """Crosses under the months of a school year, from September to August; domains as headings."""
    blocks: list[Block] = [*masthead(script)]
    order = "".join(LETTERS[m - 1] for m in SCHOOL_YEAR)
    for group in by_domain(script.deeds):
        blocks.append(Para(f"Eixo {group[0].domain_no}: {group[0].domain}", "heading2"))
        head = headed(
            "Objetivos operacionais",
            "Ações/Atividades",
            "Responsáveis",
            "Parceiros",
            "Indicadores de avaliação",
            *order,
            fill="d9d9d9",
        )
        rows = [tuple(head)]
        goals = {goal[0].number for goal in by_goal(group)}
        for deed in group:
            texts = (
                deed.goal if deed.number in goals else "",
                deed.action,
                *bodies(deed, script),
                indicators(deed, script),
            )
            rows.append((*map(Box, texts), *crossed(deed.timing.months, "X", SCHOOL_YEAR)))
        blocks.append(Grid(tuple(rows), (3.8, 4.6, 3.2, 3.6, 3.6, *(MONTH,) * 12), points=7.5))
    return Sheaf(tuple(blocks))


@layout("dev", Wishes(delimiter="\n", timing="drawn"), ("domain", "goal"), (*DOCUMENTS, *SHEETS, "print"), by_fill=True)
def merged_runs(script: Script) -> Sheaf:
    """Month cells merged over each run and filled with a colour of the theme; thematic areas in the first column."""
    head = headed(
        "Áreas temáticas",
        "Objetivos",
        "Ações",
        "Entidades responsáveis",
        "Parceiros",
        "Resultados esperados",
        fill="c6d9f1",
        down=2,
    )
    months = ("Jan", "Fev", "Mar", "Abr", "Mai", "Jun", "Jul", "Ago", "Set", "Out", "Nov", "Dez")
    rows: list[tuple[Box, ...]] = [
        (*head, Box(f"Calendarização {script.year}", across=12, fill="c6d9f1", bold=True, centre=True)),
        tuple(headed(*months, fill="c6d9f1")),
    ]
    areas = spanning(by_domain(script.deeds), lambda d: Box(d.domain, bold=True))
    for deed in script.deeds:
        area = [areas[deed.number]] if deed.number in areas else []
        texts = (deed.goal, deed.action, *bodies(deed, script), indicators(deed, script))
        rows.append((*area, *map(Box, texts), *joined_runs(deed.timing.months, "4f81bd")))
    grid = Grid(tuple(rows), (2.4, 3.2, 3.8, 2.8, 3.0, 2.8, *(0.75,) * 12), heading_rows=2, points=7)
    return Sheaf((*masthead(script), grid), colours="theme", theme_fills=("4f81bd",))


@layout(
    "dev",
    Wishes(indicator_delimiter="; ", delimiter=", ", timing="drawn", months_a_column=3),
    ("domain", "goal"),
    (*DOCUMENTS, *SHEETS, "print"),
)
def quarters(script: Script) -> Sheaf:
    """Four quarters with squares; a column of costs and one of addressees to leave aside; totals at the end."""
    names = (
        "Prioridade",
        "Objetivo",
        "Ação",
        "Público-alvo",
        "Responsáveis",
        "Parceiros",
        "Indicadores",
        "Orçamento (€)",
        "1.º Trim.",
        "2.º Trim.",
        "3.º Trim.",
        "4.º Trim.",
    )
    rows = [tuple(headed(*names, fill="fbd4b4"))]
    first = spanning(by_domain(script.deeds), lambda d: Box(d.domain, fill="fde9d9", bold=True))
    for deed in script.deeds:
        level = [first[deed.number]] if deed.number in first else []
        responsible, partners = bodies(deed, script)
        texts = (
            deed.goal,
            deed.action,
            ("Famílias", "Jovens", "População em geral")[deed.number % 3],
            responsible,
            partners,
            indicators(deed, script),
            f"{deed.number * 350},00",
        )
        months = deed.timing.months or ()
        marks = [Box("■" if 3 * n + 1 in months else "", centre=True) for n in range(4)]
        rows.append((*level, *map(Box, texts), *marks))
    total = sum(deed.number * 350 for deed in script.deeds)
    rows.append((Box("Total", across=7, bold=True), Box(f"{total},00", bold=True), *[Box()] * 4))
    grid = Grid(tuple(rows), (2.6, 3.2, 3.6, 2.0, 2.6, 3.0, 3.0, 1.6, *(1.2,) * 4), points=7)
    return Sheaf((*cover(script, page_of_its_own=False), *diagnosis(), PageBreak(), grid, *members(script)))


@layout(
    "dev",
    Wishes(delimiter=" ", timing="drawn", domains=2),
    ("domain", "axis"),
    (*DOCUMENTS, *SHEETS),
    by_fill=True,
    has_indicators=False,
)
def three_rows(script: Script) -> Sheaf:
    """A heading of three rows (title, groups, months); a column of unknown heading; rows of notes and subtotals."""
    fill = "b2a1c7"
    rows: list[tuple[Box, ...]] = [
        (Box(f"PLANO DE AÇÃO {script.year}", across=18, fill=fill, bold=True, centre=True),),
        (
            *headed(
                "Domínio",
                "Área de intervenção",
                "Descrição da ação",
                "Responsáveis",
                "Parceiros",
                "Semáforo",
                fill=fill,
                down=2,
            ),
            *(Box(f"{n}.º Trimestre", across=3, fill=fill, bold=True, centre=True) for n in (1, 2, 3, 4)),
        ),
        tuple(headed(*LETTERS, fill=fill)),
    ]
    domains = {group[0].number for group in by_domain(script.deeds)}
    axes = {group[0].number for group in by_axis(script.deeds)}
    for group in by_domain(script.deeds):
        for deed in group:
            levels = (deed.domain if deed.number in domains else "", deed.axis if deed.number in axes else "")
            texts = (*levels, deed.action, *bodies(deed, script), ("verde", "amarelo")[deed.number % 2])
            rows.append((*map(Box, texts), *shaded(deed.timing.months, "5f497a")))
        rows.append((Box(f"Subtotal: {len(group)} ações", across=18, fill="e5dfec"),))
    rows.append((Box("Nota: as datas podem ser ajustadas pelo Núcleo Executivo.", across=18),))
    grid = Grid(tuple(rows), (3.0, 3.2, 4.6, 3.2, 3.6, 1.6, *(MONTH,) * 12), heading_rows=3, points=7.5)
    return Sheaf(
        (*masthead(script), grid), head=f"Município {script.place.of}", colours="pattern", theme_fills=("5f497a",)
    )
