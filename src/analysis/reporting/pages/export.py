"""Export: an executed notebook as a page, its figures, its tables and its calendars.

A *page* is one HTML file that opens from disk and asks nothing of the network: figures are embedded as
images with a text alternative, there is no script, and code is folded away. Display helpers mark what
they show with the output metadata ``{"analysis": {"name": ..., "alt": ...}}``; a *figure* is an output
``image/svg+xml`` and a *table* an output ``text/csv`` shown as ``text/html``. An output of *calendars* maps names
to the texts of ``.ics`` files, to which its ``text/html`` links.
"""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from analysis.common.text import slug
from analysis.common.wording import Language, date, say
from analysis.reporting.pages.markup import cleaned, legible, markdown
from analysis.reporting.pages.spreadsheets import spreadsheet_csv
from analysis.reporting.pages.templates import shared_text, template
from analysis.reporting.translation import notebook_parts, notebook_title

if TYPE_CHECKING:
    from nbformat import NotebookNode

FIGURE, TABLE = "image/svg+xml", "text/csv"
CALENDARS = "application/vnd.rede-social.calendars+json"

_SHOWN = ("text/html", FIGURE, "text/markdown", "image/png", "text/plain")
_OBJECT = re.compile(r"<.*>", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """What a page shows in one place.

    Attributes
    ----------
    kind : str
        ``prose``, ``figure``, ``table`` or ``text``.
    content : str
        Markup of prose and tables, address of a figure, or the text itself.
    name : str
        Id of the cell of prose; name of a table's file.
    told : str
        What a figure or a table shows, in words.
    file : str
        Address of a table's file for download.
    """

    kind: Literal["prose", "figure", "table", "text"]
    content: str
    name: str = ""
    told: str = ""
    file: str = ""

    @property
    def title(self) -> str:
        """First sentence of what it shows, by which a reader finds it."""
        return self.told.partition(". ")[0]


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
    made = made or datetime.date.today()
    contents = notebook_parts(notebook)
    parts = list(_parts(notebook, lang))
    opening = list(takewhile(lambda part: part.kind == "prose" and part.name not in contents, parts))
    return template("page.html.j2").render(
        lang=lang,
        say=lambda key, **values: say(key, lang, **values),
        style=shared_text("page.css"),
        title=legible(notebook_title(notebook) or heading),
        heading=legible(heading),
        contents=contents,
        opening=opening,
        parts=parts[len(opening) :],
        code=[source for cell in notebook.cells if cell.cell_type == "code" and (source := cell.source.strip())],
        parameters={name: value for name, value in (parameters or {}).items() if value is not None},
        has_files=any(True for kind in (FIGURE, TABLE) for _ in _named(notebook, kind)),
        synthetic=synthetic,
        made=made.isoformat(),
        made_in_words=date(made, lang),
    )


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


def _parts(notebook: NotebookNode, lang: Language) -> Iterator[Part]:
    """Yield what is meant for readers, in the order of the notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield Part("prose", markdown(cell.source), name=cell.get("id", ""))
        for output in cell.get("outputs", ()):
            if part := _part(output, lang):
                yield part


def _part(output: NotebookNode, lang: Language) -> Part | None:
    """Return the form in which an output is read; None for what is not meant for readers."""
    if output.output_type == "stream":
        return Part("text", legible(output.text)) if output.name == "stdout" else None
    data = output.get("data", {})
    kind = next((kind for kind in _SHOWN if kind in data), None)
    if kind is None or (kind == "text/plain" and _OBJECT.fullmatch(data[kind])):
        return None
    told = legible(_told(output).get("alt", ""))
    if kind == "image/png":
        return Part("figure", f"data:{kind};base64,{data[kind].strip()}", told=told)
    if kind == FIGURE:
        return Part("figure", _carried(kind, data[kind].encode()), told=told)
    if kind == "text/html" and "<table" in data[kind]:
        rows = spreadsheet_csv(data[TABLE], lang) if TABLE in data else None
        file = _carried("text/csv;charset=utf-8", rows.encode("utf-8-sig")) if rows is not None else ""
        return Part("table", cleaned(data[kind]), name=_told(output).get("name", ""), told=told, file=file)
    if kind == "text/plain":
        return Part("text", legible(data[kind]))
    return Part("prose", cleaned(data[kind]) if kind == "text/html" else markdown(data[kind]))


def _carried(kind: str, content: bytes) -> str:
    """Return `content` as an address that holds it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
