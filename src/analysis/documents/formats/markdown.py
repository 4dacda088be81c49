"""Markdown: pipe tables, headings, paragraphs and lists, with emphasis, links and code reduced to their text.

Tables written as HTML within it are read as those of a web page. Blocks of code are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from analysis.common.errors import DocumentError
from analysis.documents.formats.sheets import cell_text
from analysis.documents.formats.spans import MOST_COLUMNS
from analysis.documents.grid import Cell, Line, Place, Row, Table

LARGEST = 1_500_000
"""Characters that a document may have."""
MOST_LINES = 150_000

_LONGEST = 10_000  # characters of a paragraph or cell in which emphasis and links are looked for
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\r?\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_BREAKS = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6])\b[^>]*>", re.IGNORECASE)
_FORMATS = re.compile(
    r"</?(?:a|abbr|b|big|center|cite|code|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u)\b[^>]*>"
    r"|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)


def read_markdown(text: str, file: str) -> tuple[Line | Table, ...]:
    """Return the lines and tables of Markdown.

    Raises
    ------
    DocumentError
        If it is larger than any plan, or a table in it stretches too far.
    """
    lines = text.split("\n")
    if len(text) > LARGEST:
        raise DocumentError("document_large", file=file, megabytes=LARGEST / 1_000_000)
    if len(lines) > MOST_LINES:
        raise DocumentError("document_elements", file=file, most=MOST_LINES)
    wide = next((number for number, line in enumerate(lines, start=1) if line.count("|") > MOST_COLUMNS), None)
    if wide:
        raise DocumentError("document_positions", file=file, line=wide, most=MOST_COLUMNS)
    blocks: list[Line | Table] = []
    if front := _FRONT_MATTER.match(text):
        text = "\n" * front[0].count("\n") + text[front.end() :]
        if (title := _FRONT_TITLE.search(front[0])) and title[1]:
            blocks.append(Line(title[1], Place(line=front[0][: title.start()].count("\n") + 1), level=1))
    return (*blocks, *_blocks(_tokens(text), file))


def _tokens(text: str) -> list[Token]:
    """Return the blocks of a text with what stands in them; a block too long to be worth it is text as it is."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    known: dict[str, object] = {}
    tokens = parser.parse(text, known)
    for token in tokens:
        if token.type == "inline":
            token.children = []
            if len(token.content) > _LONGEST:
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                parser.inline.parse(token.content, parser, known, token.children)
    return tokens


def _blocks(tokens: Sequence[Token], file: str) -> Iterator[Line | Table]:
    level: int | None = None
    marker = ""
    rows: list[Row] = []
    cells: list[Cell] = []
    in_table = False
    place = Place()
    html: list[Token] = []
    for token in tokens:
        if token.type == "html_block":
            html.append(token)
            continue
        if html:
            yield from _html_blocks(html, file)
            html = []
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else ""
        elif token.type == "table_open":
            in_table, rows = True, []
        elif token.type == "tr_open":
            cells, place = [], _place(token)
        elif token.type == "tr_close":
            rows.append(Row(tuple(cells), place))
        elif token.type == "table_close":
            in_table = False
            yield Table(tuple(rows))
        elif token.type == "inline":
            written = cell_text(_text(token.children or ()))
            if in_table:
                cells.append(Cell(written))
                continue
            if written:
                yield Line(marker + written, _place(token), level)
            level, marker = None, ""
        elif token.type == "code_block":
            for offset, line in enumerate(token.content.split("\n")):
                if kept := cell_text(line):
                    yield Line(kept, _place(token, offset))
    if html:
        yield from _html_blocks(html, file)


def _text(tokens: Sequence[Token]) -> str:
    """Return the text of what stands in a paragraph or cell, without what is struck out."""
    written: list[str] = []
    struck = 0
    for token in tokens:
        struck += (token.type == "s_open") - (token.type == "s_close")
        if struck:
            continue
        if token.type in ("text", "code_inline", "text_special"):
            written.append(token.content)
        elif token.type == "softbreak":
            written.append(" ")
        elif token.type == "hardbreak":
            written.append("\n")
        elif token.type == "html_inline":
            written.append(_FORMATS.sub("", _BREAKS.sub("\n", token.content)))
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(written))


def _html_blocks(tokens: Sequence[Token], file: str) -> Iterator[Line | Table]:
    """Yield what stands in neighbouring blocks of HTML, at the line where they begin."""
    from analysis.documents.formats.html.document import read_html

    place = _place(tokens[0])
    for block in read_html("\n".join(token.content for token in tokens).encode(), file):
        if isinstance(block, Line):
            yield replace(block, place=place)
        else:
            yield Table(tuple(replace(row, place=place) for row in block.rows))


def _place(token: Token, offset: int = 0) -> Place:
    return Place(line=token.map[0] + 1 + offset if token.map else None)
