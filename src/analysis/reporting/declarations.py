"""Declarations: the parameters that a notebook declares, read without running it.

They stand in the cell tagged ``parameters``, one literal each with a comment as its help
(``top: int = 10  # organisations shown``), which is what papermill's own inspection reads too; this
reads the file as JSON and the cell as Python's own syntax tree, so that a thousand reports can be looked
at without papermill. A notebook without such a cell, or whose cell is not Python, declares none.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_TAG = "parameters"


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its type by name (``int``, ``float``, ``bool``, ``str``), default and help."""

    title: str
    kind: str
    default: object
    help: str

    @property
    def declaration(self) -> str:
        """The declaration as the notebook writes it, without its help."""
        return f"{self.title}: {self.kind} = {self.default!r}"


def declared_parameters(notebook: Path) -> dict[str, Parameter]:
    """Return the parameters that `notebook` declares, by name, in the order of its cell.

    The default of one that is no literal is its text, and its type ``expression`` where none is stated.
    """
    return dict(_declared(notebook, *_edition(notebook)))


def notebook_cells(notebook: Path) -> list[dict[str, Any]]:
    """Return the cells of the notebook file as they stand there, the source of each as one text."""
    return _cells(notebook, *_edition(notebook))


def _edition(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def _cells(notebook: Path, changed: int, size: int) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [{**cell, "source": "".join(cell["source"])} for cell in cells]


@lru_cache(maxsize=64)
def _declared(notebook: Path, changed: int, size: int) -> dict[str, Parameter]:
    tagged = (cell for cell in _cells(notebook, changed, size) if _TAG in cell.get("metadata", {}).get("tags", []))
    source = next((cell["source"] for cell in tagged), "")
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return {}
    comments = _comments(source)
    return {parameter.title: parameter for parameter in _parameters(statements, comments)}


def _parameters(statements: list[ast.stmt], comments: dict[int, str]) -> Iterator[Parameter]:
    for statement in statements:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=title), annotation=annotation, value=ast.expr() as value):
                kind = ast.unparse(annotation)
            case ast.Assign(targets=[ast.Name(id=title)], value=value):
                kind = ""
            case _:
                continue
        default, inferred = _literal(value)
        yield Parameter(title, kind or inferred, default, comments.get(statement.end_lineno or 0, ""))


def _literal(value: ast.expr) -> tuple[object, str]:
    """Return the value of a literal and the name of its type (``str`` for None), or the text of an expression."""
    try:
        default = ast.literal_eval(value)
    except ValueError:
        return ast.unparse(value), "expression"
    return default, "str" if default is None else type(default).__name__


def _comments(source: str) -> dict[int, str]:
    """Return the comment that ends each line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT}
