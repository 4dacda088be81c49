"""An invented plan as a document: a page of HTML that a browser, a word processor and the reader open.

The page says at its top, in its title and at its end that it is synthetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from analysis.common.months import YEAR
from analysis.common.wording import month_name
from analysis.simulation.model import SimulatedAction, SimulatedPlan

_STYLE = """
body { font-family: Calibri, Carlito, sans-serif; margin: 2em auto; max-width: 90em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #777; padding: .3em .5em; vertical-align: top; font-size: .85em; text-align: left; }
.synthetic { border: 3px solid #8c2413; color: #8c2413; padding: .5em 1em; }
"""
_WARNING = (
    "Documento sintético: foi inventado por um programa, para desenvolvimento e ensaio. "
    "Nenhuma entidade decidiu, aprovou ou executa o que aqui está escrito."
)
_MARKED = '<td style="background-color: #4f81bd">X</td>'


def plan_page(plan: SimulatedPlan) -> str:
    """Return the document of an invented plan as HTML."""
    warning = f'<p class="synthetic"><strong>{escape(_WARNING)}</strong></p>'
    table = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in (_heading(plan), *_rows(plan)))
    return (
        f'<!DOCTYPE html>\n<html lang="pt">\n<head><meta charset="utf-8"><title>{escape(plan.title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{warning}\n<h1>{escape(plan.title)}</h1>\n"
        f"<p>{escape(f'Conselho Local de Ação Social {plan.place.of}')}</p>\n"
        f"<table>\n{table}\n</table>\n{warning}\n</body>\n</html>\n"
    )


def cell_bodies(plan: SimulatedPlan, bodies: tuple[str, ...]) -> list[str]:
    """Return the mentions of `bodies` as `plan` words them."""
    return [plan.forms[body].format(of=plan.place.of) for body in bodies]


def _heading(plan: SimulatedPlan) -> list[str]:
    names = ["Domínio", "Objetivo específico", "Ação"]
    names += ["Indicadores"] if plan.has_indicators else []
    names += ["Meta"] if plan.has_targets else []
    names += ["Entidades envolvidas"] if plan.one_column else ["Entidades responsáveis", "Parceiros"]
    names += ["Calendarização"] if plan.schedule == "words" else []
    names += [month_name(month)[:3].capitalize() for month in YEAR] if plan.schedule == "drawn" else []
    return [f"<th>{escape(name)}</th>" for name in names]


def _rows(plan: SimulatedPlan) -> Iterator[list[str]]:
    for theme, of_theme in groupby(plan.actions, key=lambda action: action.theme):
        actions = list(of_theme)
        levels = [_cell([plan.domains[theme]], down=len(actions))]
        for goal, of_goal in groupby(actions, key=lambda action: action.goal):
            goal_actions = list(of_goal)
            levels.append(_cell([goal], down=len(goal_actions)))
            for action in goal_actions:
                yield [*levels, *_cells(plan, action)]
                levels = []


def _cells(plan: SimulatedPlan, action: SimulatedAction) -> list[str]:
    cells = [_cell([action.text])]
    cells += [_cell([each.text for each in action.indicators])] if plan.has_indicators else []
    cells += [_cell([each.target or "" for each in action.indicators])] if plan.has_targets else []
    cells += [_cell(cell_bodies(plan, action.responsible))]
    cells += [] if plan.one_column else [_cell(cell_bodies(plan, action.partners))]
    timing = action.timing
    if plan.schedule == "words":
        cells.append(_cell([timing.words if timing.open_words is None else timing.open_words]))
    if plan.schedule == "drawn":
        marked = () if timing.is_left_open else timing.months
        cells += [_MARKED if month in marked else "<td></td>" for month in YEAR]
    return cells


def _cell(lines: list[str], *, down: int = 1) -> str:
    span = f' rowspan="{down}"' if down > 1 else ""
    return f"<td{span}>{'<br>'.join(map(escape, lines))}</td>"
