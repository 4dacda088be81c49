"""Translation: a notebook's title and Markdown in the reader's language.

Notebooks are written in Portuguese. ``notebooks/en.toml`` holds a table for each notebook, from cell id
to that cell's English Markdown; a cell without one stays Portuguese. What a notebook computes is put
into words by the code that it calls, which is told the language by the parameter ``lang``.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.common.wording import Language

if TYPE_CHECKING:
    from nbformat import NotebookNode

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_PART = re.compile(r"##\s+(.+?)\s*#*\s*$", re.MULTILINE)
_MARKS = re.compile(r"[*_`]{1,2}(?=\S)|(?<=\S)[*_`]{1,2}")


def read_notebook(path: Path, lang: Language = "pt") -> NotebookNode:
    """Return the notebook at `path` with its Markdown in `lang`."""
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    texts = _texts(path, lang)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = texts.get(cell.get("id", ""), cell.source)
    return notebook


def notebook_title(notebook: NotebookNode) -> str | None:
    """Return the first Markdown heading of `notebook`, without its marks; None where there is none."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (found := _HEADING.search(cell.source)):
            return _MARKS.sub("", found[1])
    return None


def read_title(path: Path, lang: Language = "pt") -> str | None:
    """Return the title of the notebook at `path` in `lang`, as :func:`notebook_title` does, without nbformat."""
    texts = _texts(path, lang)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = texts.get(cell.get("id", ""), "".join(cell["source"]))
        if cell["cell_type"] == "markdown" and (found := _HEADING.search(source)):
            return _MARKS.sub("", found[1])
    return None


def notebook_parts(notebook: NotebookNode) -> dict[str, str]:
    """Return the second-level headings of `notebook`, without marks: id of the cell -> heading."""
    parts = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (found := _PART.match(cell.source)):
            parts[cell.get("id", "")] = _MARKS.sub("", found[1])
    return parts


def translation_file(path: Path, lang: Language) -> Path:
    """Return the file that would hold the Markdown of the notebook `path` in `lang`."""
    return path.parent / f"{lang}.toml"


def _texts(path: Path, lang: Language) -> dict[str, str]:
    file = translation_file(path, lang)
    if not file.is_file():
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8")).get(path.stem, {})
