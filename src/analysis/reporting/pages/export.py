"""Export: an executed notebook as a page, its figures, its tables and its calendars.

A *page* is one HTML file that opens from disk and asks nothing of the network: figures are embedded as
images with a text alternative, there is no script, and code is folded away. Display helpers mark what
they show with the output metadata ``{"analysis": {"name": ..., "alt": ...}}``; a *figure* is an output
``image/svg+xml`` and a *table* an output ``text/csv`` shown as ``text/html``. An output of *calendars* maps names
to the texts of ``.ics`` files, to which its ``text/html`` links.
"""

from __future__ import annotations

import base64
import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.common.sources import source_in_words
from analysis.common.text import slug
from analysis.common.wording import Language, date, label, say
from analysis.reporting.translation import notebook_parts, notebook_title

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

FIGURE, TABLE = "image/svg+xml", "text/csv"
CALENDARS = "application/vnd.rede-social.calendars+json"

_SHOWN = ("text/html", FIGURE, "text/markdown", "image/png", "text/plain")
_TAGS = """
a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5
h6 hr i img ins kbd li mark ol p pre s small span strong sub summary sup table tbody td tfoot th thead time tr
u ul
""".split()  # noqa: SIM905
_ATTRIBUTES = "class id title lang role tabindex scope colspan rowspan span open style alt".split()  # noqa: SIM905
_STYLES = ["background-color", "color", "text-align", "width", "font-weight", "white-space"]
_UNREAD = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_OBJECT = re.compile(r"<.*>", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\Z")


def page(
    notebook: NotebookNode,
    *,
    lang: Language = "pt",
    heading: str = "",
    parameters: Mapping[str, object] | None = None,
    made: datetime.date | None = None,
    synthetic: bool = False,
) -> str:
    """Return the executed `notebook` as HTML.

    Parameters
    ----------
    heading : str
        What the page is about, as in "Alvito, 2024".
    parameters : mapping
        What the notebook was run with, listed in the footer.
    made : date
        When it was run; today where not given.
    synthetic : bool
        Say at the top that it uses synthetic plans.
    """
    title = notebook_title(notebook) or heading
    html, _ = _exporter().from_notebook_node(
        _arranged(notebook, lang),
        resources={
            "lang": lang,
            "say": lambda key, **values: say(key, lang, **values),
            "title": title,
            "heading": heading,
            "contents": notebook_parts(notebook),
            "parameters": {name: value for name, value in (parameters or {}).items() if value is not None},
            "has_files": bool(figures(notebook) or tables(notebook)),
            "synthetic": synthetic,
            "made": date(made or datetime.date.today(), lang),
        },
    )
    return html


def figures(notebook: NotebookNode) -> dict[str, str]:
    """Return the figures of `notebook`: name -> SVG."""
    return dict(_named(notebook, FIGURE))


def tables(notebook: NotebookNode) -> dict[str, str]:
    """Return the tables of `notebook`: name -> CSV."""
    return dict(_named(notebook, TABLE))


def calendars(notebook: NotebookNode) -> dict[str, str]:
    """Return the calendars of `notebook`: name -> text of the ``.ics`` file."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    carried = [output.get("data", {}).get(CALENDARS, {}) for output in outputs]
    return {slug(name): text for files in carried for name, text in files.items()}


def spreadsheet(rows: str, lang: Language = "pt") -> str:
    """Return CSV `rows` as the reader's spreadsheet program opens them: headings and codes in words, numbers as there.

    The files in ``tables/`` keep the columns' own names, codes and decimal points.
    """
    from analysis.presentation.tables import heading_in_words

    heading, *table = csv.reader(io.StringIO(rows))
    columns = [_in_words(name, [row[at] for row in table], lang) for at, name in enumerate(heading)]
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";" if lang == "pt" else ",", lineterminator="\r\n")
    writer.writerow([heading_in_words(int(name) if name.isdecimal() else name, lang) for name in heading])
    writer.writerows(zip(*columns, strict=True))
    return page.getvalue()


def template_folder() -> Path:
    """Return the folder of the templates and the style that all pages share."""
    return Path(__file__).with_name("template")


def _in_words(column: str, cells: list[str], lang: Language) -> list[str]:
    """Return the cells of a column as the page words them, numbers in full with the language's decimal sign."""
    from analysis.presentation.tables import CODED, MEASURES

    if column == "source":
        return [source_in_words(cell, lang) for cell in cells]
    if column in CODED or column in MEASURES:
        return [label("column" if column in MEASURES else column, cell, lang) for cell in cells]
    if column in ("collective", "synthetic"):
        return [label("boolean", cell.lower(), lang) for cell in cells]
    if lang == "pt" and all(_NUMBER.match(cell) for cell in cells if cell):
        return [cell.replace(".", ",") for cell in cells]
    return cells


def _named(notebook: NotebookNode, kind: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of the outputs of `kind`; a repeated name is numbered."""
    seen: dict[str, int] = {}
    for cell in notebook.cells:
        for order, output in enumerate(cell.get("outputs", ()), start=1):
            if kind in output.get("data", {}):
                name = slug(_told(output).get("name") or "") or f"{slug(cell.get('id', 'cell'))}-{order}"
                seen[name] = seen.get(name, 0) + 1
                yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), output.data[kind]


def _told(output: NotebookNode) -> Mapping[str, str]:
    """Return what the display helper says of an output."""
    return output.get("metadata", {}).get("analysis", {})


def _arranged(notebook: NotebookNode, lang: Language) -> NotebookNode:
    """Return a copy in which each output that is read stands before all the code that led to it."""
    import nbformat

    cells, code = [], []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cells.append(nbformat.from_dict({**cell, "metadata": {}, "attachments": {}}))
        elif cell.cell_type == "code":
            code.append(cell.source.strip())
            shown = [entry for output in cell.outputs if (entry := _shown(output, lang))]
            if shown:
                cells.append(_code_cell(cell, shown, code))
                code = []
    if any(code):
        cells.append(_code_cell(notebook.cells[-1], [], code))
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def _code_cell(cell: NotebookNode, shown: list[dict[str, Any]], code: list[str]) -> dict[str, Any]:
    source = "\n\n".join(text for text in code if text)
    return {
        "cell_type": "code",
        "id": cell.get("id", "cell"),
        "source": source,
        "metadata": {"shown": shown},
        "outputs": [],
        "execution_count": None,
    }


def _shown(output: NotebookNode, lang: Language) -> dict[str, Any] | None:
    """Return the form in which an output is read; None for what is not meant for readers."""
    if output.output_type == "stream":
        return {"kind": "text", "text": output.text} if output.name == "stdout" else None
    data = output.get("data", {})
    kind = next((kind for kind in _SHOWN if kind in data), None)
    told = _told(output)
    if kind is None or (kind == "text/plain" and _OBJECT.fullmatch(data[kind])):
        return None
    if kind in (FIGURE, "image/png"):
        encoded = data[kind].strip() if kind == "image/png" else base64.b64encode(data[kind].encode()).decode()
        return {"kind": "figure", "src": f"data:{kind};base64,{encoded}", "alt": told.get("alt", "")}
    if kind == "text/html" and "<table" in data[kind]:
        table = {
            "kind": "table",
            "text": data[kind],
            "alt": told.get("alt", ""),
            "name": told.get("name", ""),
        }
        if TABLE in data:
            table["csv"] = base64.b64encode(spreadsheet(data[TABLE], lang).encode("utf-8-sig")).decode()
        return table
    return {"kind": kind.removeprefix("text/").replace("plain", "text"), "text": data[kind]}


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter

    folder = template_folder()
    return HTMLExporter(
        extra_template_basedirs=[str(folder.parent)],
        template_name=folder.name,
        exclude_anchor_links=True,
        filters={"clean": _cleaned},
    )


def _cleaned(html: str) -> str:
    """Return `html` with only the tags and attributes of running text, tables and figures."""
    return _cleaner().clean(_UNREAD.sub("", html))


@cache
def _cleaner() -> Any:
    import bleach  # type: ignore[import-untyped]
    from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]

    def allowed(tag: str, name: str, value: str) -> bool:
        if name == "src":
            return tag == "img" and value.startswith("data:image/")
        if name == "href":
            return tag == "a"
        return name in _ATTRIBUTES or name.startswith("aria-")

    return bleach.Cleaner(
        tags=_TAGS,
        attributes=allowed,
        protocols=["https", "http", "mailto", "data"],
        strip=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
    )
