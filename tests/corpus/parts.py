"""Parts that layouts share: cover, contents, tables that hold no actions, headings of months, cells of months."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from analysis.common.months import MONTH_NAMES
from tests.corpus.blocks import Block, Box, Grid, PageBreak, Para
from tests.corpus.content import Deed, Script, listed
from tests.corpus.schedules import runs

LETTERS = "JFMAMJJASOND"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def cover(script: Script, *, title: str = "PLANO DE AÇÃO", page_of_its_own: bool = True) -> list[Block]:
    """Return a cover: municipality, council, title with its year, approval."""
    name, date = script.place.municipality, script.approved_on
    day = f"{date.day} de {MONTH_NAMES[date.month - 1]} de {date.year}"
    blocks: list[Block] = [
        Para(f"Município {script.place.of}", "subtitle"),
        Para(f"Conselho Local de Ação Social {script.place.of}", "subtitle"),
        Para(f"{title} {script.year}", "title"),
        Para(f"Aprovado em reunião plenária do CLAS de {day}", "subtitle"),
        Para(f"{name}, {script.year}", "subtitle"),
    ]
    return [*blocks, PageBreak()] if page_of_its_own else blocks[:-1]


def masthead(script: Script, *, title: str = "Plano de Ação") -> list[Block]:
    """Return a title of two lines over a plan without a cover."""
    return [
        Para(f"{title} {script.year}", "title"),
        Para(f"Rede Social {script.place.of} – Conselho Local de Ação Social", "subtitle"),
    ]


def contents(headings: Iterable[str], first_page: int = 3) -> list[Block]:
    """Return a table of contents."""
    entries = [Para(f"{text}\t{first_page + n}", "contents") for n, text in enumerate(headings)]
    return [Para("Índice", "heading1"), *entries, PageBreak()]


def introduction(script: Script) -> list[Block]:
    """Return the running text that plans open with."""
    return [
        Para("Nota introdutória", "heading1"),
        Para(
            "A Rede Social é um programa que assenta no trabalho de parceria entre as entidades públicas e privadas "
            f"do concelho {script.place.of}. O presente documento operacionaliza as prioridades do Plano de "
            "Desenvolvimento Social e foi construído de forma participada, a partir dos contributos das entidades "
            "parceiras, dos grupos de trabalho temáticos e do diagnóstico social do concelho."
        ),
        Para(
            "A sua execução será acompanhada pelo Núcleo Executivo, que apresentará ao plenário um relatório de "
            "avaliação no final do ano."
        ),
    ]


def diagnosis() -> list[Block]:
    """Return a table of figures, which holds no action."""
    head = [Box(t, fill="d9d9d9", bold=True) for t in ("Indicador demográfico", "2011", "2021", "Variação (%)")]
    rows = [
        ("População residente", "14 187", "12 940", "-8,8"),
        ("Índice de envelhecimento", "221,4", "298,7", "34,9"),
        ("Beneficiários do Rendimento Social de Inserção", "612", "433", "-29,2"),
        ("Desempregados inscritos", "884", "506", "-42,8"),
    ]
    grid = Grid((tuple(head), *(tuple(map(Box, row)) for row in rows)), (7, 3, 3, 3))
    return [
        Para("Retrato do concelho", "heading1"),
        grid,
        Para("Fonte: INE, Recenseamentos Gerais da População.", "note"),
    ]


def members(script: Script) -> list[Block]:
    """Return the list of the council's members, which holds no action."""
    names = (
        (f"Câmara Municipal {script.place.of}", "Vereadora da Ação Social"),
        ("Instituto da Segurança Social", "Técnica superior"),
        ("Agrupamento de Escolas", "Diretor"),
        ("Guarda Nacional Republicana", "Comandante do Posto"),
        ("Santa Casa da Misericórdia", "Provedor"),
    )
    head = (Box("Entidade", fill="bfbfbf", bold=True), Box("Representante", fill="bfbfbf", bold=True))
    rows = tuple((Box(body), Box(person)) for body, person in names)
    return [Para("Composição do CLAS", "heading1"), Grid((head, *rows), (9, 7))]


def headed(*texts: str, fill: str | None, down: int = 1, white: bool = False) -> list[Box]:
    """Return heading boxes."""
    return [Box(text, down=down, fill=fill, bold=True, centre=True, white=white) for text in texts]


def bodies(deed: Deed, script: Script) -> tuple[str, str]:
    """Return the texts of the responsible and the partner cell."""
    return listed(deed.responsible, script.wishes.delimiter), listed(deed.partners, script.wishes.delimiter)


def indicators(deed: Deed, script: Script) -> str:
    """Return the text of the cell of indicators."""
    return script.wishes.indicator_delimiter.join(deed.indicators)


def spanning(groups: Iterable[Sequence[Deed]], box_of: Callable[[Deed], Box]) -> dict[int, Box]:
    """Return the merged box that opens each group of deeds, by the number of its first deed."""
    return {group[0].number: replace(box_of(group[0]), down=len(group)) for group in groups}


def by_domain(deeds: Iterable[Deed]) -> list[list[Deed]]:
    """Return the deeds of each domain."""
    return [list(group) for _, group in groupby(deeds, key=lambda d: d.domain_no)]


def by_axis(deeds: Iterable[Deed]) -> list[list[Deed]]:
    """Return the deeds of each axis."""
    return [list(group) for _, group in groupby(deeds, key=lambda d: d.axis_no)]


def by_goal(deeds: Iterable[Deed]) -> list[list[Deed]]:
    """Return the deeds of each goal."""
    return [list(group) for _, group in groupby(deeds, key=lambda d: d.goal_no)]


def shaded(months: tuple[int, ...] | None, fill: str, other: str | None = None) -> list[Box]:
    """Return twelve month cells: those of `months` filled, the others with the fill of their row."""
    return [Box(fill=fill if m in (months or ()) else other) for m in range(1, 13)]


def crossed(months: tuple[int, ...] | None, mark: str, order: Sequence[int], fill: str | None = None) -> list[Box]:
    """Return month cells in `order`, with a mark in those of `months`."""
    return [Box(mark if m in (months or ()) else "", centre=True, fill=fill) for m in order]


def joined_runs(months: tuple[int, ...] | None, fill: str) -> list[Box]:
    """Return month cells of which each unbroken run is merged and filled."""
    boxes: list[Box] = []
    month = 1
    for first, last in runs(months):
        boxes += [Box()] * (first - month)
        boxes.append(Box(across=last - first + 1, fill=fill))
        month = last + 1
    return [*boxes, *[Box()] * (13 - month)]
