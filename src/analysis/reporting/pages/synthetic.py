"""Marks on all that is made of synthetic plans, so that nobody takes them for real.

A plan is synthetic where its origin in the registry says so, as simulation and intake write it there from the title.
A report that reads one says it at its top and in each of its figures and tables, which are files of their own; the
index says it beside the plan.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.common.errors import RedeSocialError
from analysis.common.paths import data_folder
from analysis.common.wording import Language, say
from analysis.entities.registry import read_registry
from analysis.reporting.pages.export import FIGURE, TABLE

if TYPE_CHECKING:
    from nbformat import NotebookNode

_FRAME = re.compile(
    r'<svg\b[^>]*?\bheight="(?P<height>[\d.]+)[^>]*?\bviewBox="0 0 (?P<across>[\d.]+) (?P<down>[\d.]+)"'
)
_LINE = 14.0  # height of the line that a figure is given, in its own units


def reads_synthetic(plan_ids: Iterable[str], data: Path | None = None) -> bool:
    """Tell whether any of the plans is synthetic; one that the registry does not have is not known to be."""
    try:
        plans = read_registry(data_folder(data)).plans
    except RedeSocialError:
        return False
    return any(plans[plan_id].synthetic for plan_id in plan_ids if plan_id in plans)


def marked(notebook: NotebookNode, lang: Language = "pt") -> NotebookNode:
    """Return an executed notebook whose figures and tables say that their data are synthetic, and leave `notebook`."""

    def with_mark(output: NotebookNode) -> NotebookNode:
        data = dict(output.get("data", {}))
        if FIGURE in data:
            data[FIGURE] = marked_figure(data[FIGURE], lang)
        if TABLE in data:
            data[TABLE] = marked_table(data[TABLE])
        return type(output)(output, data=type(output)(data)) if data else output

    cells = [
        type(cell)(cell, outputs=[with_mark(output) for output in cell.outputs]) if "outputs" in cell else cell
        for cell in notebook.cells
    ]
    return type(notebook)(notebook, cells=cells)


def marked_table(rows: str) -> str:
    """Return the CSV `rows` of a table with ``synthetic`` as its last column, unless it tells that of each row."""
    heading, *table = csv.reader(io.StringIO(rows))
    if "synthetic" in heading:
        return rows
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow([*heading, "synthetic"])
    writer.writerows([*row, "True"] for row in table)
    return page.getvalue()


def marked_figure(svg: str, lang: Language = "pt") -> str:
    """Return a figure with a line below it that says that its data are synthetic."""
    frame, end = _FRAME.search(svg), svg.rfind("</svg>")
    if frame is None or end < 0:
        return svg
    across, down, height = (float(frame[name]) for name in ("across", "down", "height"))
    taller = down + _LINE
    text = (
        f'<text x="{across - 4:g}" y="{taller - 4:g}" text-anchor="end" font-family="sans-serif" font-size="9" '
        f'font-weight="bold" fill="#8c2413">{say("site.synthetic_mark", lang)}</text>\n'
    )
    box = f'viewBox="0 0 {frame["across"]} '
    start = frame[0].replace(f'height="{frame["height"]}', f'height="{height * taller / down:g}', 1)
    start = start.replace(f"{box}{frame['down']}", f"{box}{taller:g}", 1)
    return svg[: frame.start()] + start + svg[frame.end() : end] + text + svg[end:]
