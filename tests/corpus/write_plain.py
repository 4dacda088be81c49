"""Writes a document as text of several kinds: tabbed lines, delimited values, Markdown and HTML."""

from __future__ import annotations

import csv
import io
from html import escape

from tests.corpus.blocks import Box, Grid, PageBreak, Para, Sheaf, Sheet, matrix, placed

_HASHES = {"title": "# ", "subtitle": "## ", "heading1": "## ", "heading2": "### ", "heading3": "#### "}
_TAGS = {"title": "h1", "subtitle": "p", "heading1": "h2", "heading2": "h3", "heading3": "h4"}
_STYLE = """
body { font-family: Calibri, Carlito, sans-serif; margin: 2em auto; max-width: 90em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { padding: .3em .5em; vertical-align: top; font-size: .85em; }
.lined th, .lined td { border: 1px solid #777; }
"""


def write_text(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as text extraction gives it: cells parted by tabs, the lines of a cell after one another."""
    lines: list[str] = []
    for block in sheaf.blocks:
        if isinstance(block, Grid):
            lines += ["\t".join(text.replace("\n", " ") for text in row) for row in matrix(block)]
        elif isinstance(block, Para):
            lines.append(block.text)
        elif isinstance(block, PageBreak) and sheaf.head:
            lines.append(sheaf.head)
        if not (isinstance(block, Para) and block.kind == "contents"):
            lines.append("")
    return "\n".join(lines).encode()


def write_delimited(sheaf: Sheaf, delimiter: str, encoding: str) -> bytes:
    """Return `sheaf` as a spreadsheet program exports it: every row as wide as the widest."""
    width = max(len(block.widths) for block in sheaf.blocks if isinstance(block, Grid))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for block in sheaf.blocks:
        if isinstance(block, Grid):
            rows = matrix(block)
        else:
            rows = [[block.text.replace("\t", " ")]] if isinstance(block, Para) else [[""]]
        writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().encode(encoding)


def write_markdown(sheaf: Sheaf) -> bytes:
    """Return `sheaf` in Markdown, with pipe tables."""
    parts: list[str] = []
    for block in sheaf.blocks:
        if isinstance(block, Para):
            parts.append(_HASHES.get(block.kind, "") + block.text)
        elif isinstance(block, Grid):
            head, *body = (f"| {' | '.join(_in_pipes(text) for text in row)} |" for row in matrix(block))
            parts.append("\n".join((head, "|" + "---|" * len(block.widths), *body)))
    return "\n\n".join(parts).encode()


def write_html(sheaf: Sheaf) -> bytes:
    """Return `sheaf` as a page."""
    parts: list[str] = []
    title = ""
    for block in sheaf.blocks:
        if isinstance(block, Para):
            tag = _TAGS.get(block.kind, "p")
            title = title or (block.text if block.kind == "title" else "")
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
        elif isinstance(block, Sheet):
            parts.append("<hr>")
        elif isinstance(block, Grid):
            parts.append(_table(block))
    page = (
        f'<!DOCTYPE html>\n<html lang="pt">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{chr(10).join(parts)}\n</body>\n</html>\n"
    )
    return page.encode()


def _table(grid: Grid) -> str:
    rows: list[list[str]] = [[] for _ in grid.rows]
    for row, _, box in placed(grid):
        tag = "th" if row < grid.heading_rows and box.bold else "td"
        rows[row].append(f"<{tag}{_attributes(box)}>{escape(box.text).replace(chr(10), '<br>')}</{tag}>")
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f"<table{' class=lined' if grid.borders else ''}>\n{body}\n</table>"


def _attributes(box: Box) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("colspan", box.across), ("rowspan", box.down)) if n > 1)
    looks = [f"background-color: #{box.fill}"] if box.fill else []
    looks += ["color: #fff"] if box.white else []
    looks += ["text-align: center"] if box.centre else []
    return spans + (f' style="{"; ".join(looks)}"' if looks else "")


def _in_pipes(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
