"""Opens a document of any format that the workbench reads, and refuses what it cannot read.

What a document is, its content says; its ending must agree. Each format has a module of its own in
:mod:`analysis.documents.formats`, which gives the same grid (:mod:`analysis.documents.grid`).
"""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.documents.decoding import decoded, refuse_binary
from analysis.documents.grid import Document, Line, Place, Table

LARGEST_BYTES = 50_000_000
LONGEST_TEXT = 32_767  # characters of a cell or paragraph: as many as a cell of a spreadsheet may have
MOST_CHARACTERS = 4_000_000
MOST_BLOCKS = 60_000  # lines, and rows that hold text
ENDINGS = {
    ".docx": "docx", ".docm": "docx", ".odt": "odt", ".ods": "ods", ".pdf": "pdf", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".csv": "csv", ".tsv": "text", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html",
    ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
"""The endings of the documents that can be read, and the format of each."""

_TEXTS = ("csv", "text", "html", "markdown")
_HTML = re.compile(
    rb"\s*+(?:(?><\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE | re.DOTALL
)
_MAGIC = ((b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"))


def read_document(path: Path) -> Document:
    """Return the document at `path`.

    Raises
    ------
    DocumentError
        If there is no such file, or it is empty, too large, damaged, protected, without text, of an
        unknown format or of another than its ending says.
    """
    content = _bytes(path)
    kind = ENDINGS.get(path.suffix.lower())
    found = _kind_of(content, path.name)
    if kind is None:
        raise DocumentError("document_format", file=path.name, known=", ".join(ENDINGS))
    if found != kind and not (found in ("html", "text") and kind in _TEXTS):
        if found == "text":
            raise DocumentError("document_not_format", file=path.name, ending=path.suffix)
        raise DocumentError("document_renamed", file=path.name, ending=path.suffix, found=found.upper())
    blocks = _blocks(kind, content, path)
    _refuse_oversized(blocks, path.name)
    return Document(path, kind, hashlib.sha256(content).hexdigest(), blocks)


def _blocks(kind: str, content: bytes, path: Path) -> tuple[Line | Table, ...]:
    """Read the content with the module of its format; only that one is imported."""
    file = path.name
    if kind == "docx":
        from analysis.documents.formats.docx.document import read_docx

        return read_docx(content, file)
    if kind == "odt":
        from analysis.documents.formats.odf.document import read_odt

        return read_odt(content, file)
    if kind == "ods":
        from analysis.documents.formats.odf.sheets import read_ods

        return read_ods(content, file)
    if kind == "xlsx":
        from analysis.documents.formats.xlsx.workbook import read_xlsx

        return read_xlsx(content, file)
    if kind == "pdf":
        from analysis.documents.formats.pdf.process import read_pdf

        return read_pdf(content, file)
    if kind == "html":
        from analysis.documents.formats.html.document import read_html

        refuse_binary(content, file)
        return read_html(content, file)
    text = decoded(content, file)
    if kind == "markdown":
        from analysis.documents.formats.markdown import read_markdown

        return read_markdown(text, file)
    if kind == "csv" or "\t" not in text:
        from analysis.documents.formats.delimited import delimiter_of, read_delimited

        if kind == "csv" or delimiter_of(text):
            return read_delimited(text, file)
    from analysis.documents.formats.text import has_quoted_lines, read_text

    return read_text(text, quoted=path.suffix.lower() == ".tsv" or has_quoted_lines(text))


def _kind_of(content: bytes, file: str) -> str:
    """Return the format that the content says it is: one of ours, or the name of another."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from analysis.documents.formats.archives import open_archive, package_kind

        return package_kind(open_archive(content, file)) or "ZIP"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        from analysis.documents.formats.archives import refuse_ole

        refuse_ole(content, file)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    return "html" if _HTML.match(content[:4096].removeprefix(codecs.BOM_UTF8)) else "text"


def _refuse_oversized(blocks: tuple[Line | Table, ...], file: str) -> None:
    """Refuse a document that no reading of every word of it could be done with in good time."""
    characters = 0
    for counted, (place, texts) in enumerate(_texts(blocks), start=1):
        for text in texts:
            length = len(text if text.isascii() else unicodedata.normalize("NFKD", text))
            characters += length
            if length > LONGEST_TEXT:
                raise DocumentError("document_text", file=file, line=place.line, most=LONGEST_TEXT)
        if counted > MOST_BLOCKS:
            raise DocumentError("document_elements", file=file, most=MOST_BLOCKS)
        if characters > MOST_CHARACTERS:
            raise DocumentError("document_characters", file=file, most=MOST_CHARACTERS)


def _texts(blocks: tuple[Line | Table, ...]) -> Iterator[tuple[Place, list[str]]]:
    """Yield the texts of each line and row, with its place."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.place, [block.text]
        else:
            for row in block.rows:
                if texts := [cell.text for cell in row.cells if cell.text]:
                    yield row.place, texts


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        fits = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST_BYTES
        content = path.read_bytes() if fits else b""
    except (FileNotFoundError, NotADirectoryError):
        raise DocumentError("document_missing", file=path) from None
    except OSError as error:
        raise DocumentError("document_unreadable", file=path, reason=error) from None
    except ValueError:  # a NUL byte in the path
        raise DocumentError("document_missing", file=str(path).replace("\0", "?")) from None
    if stat.S_ISDIR(found.st_mode):
        raise DocumentError("document_folder", file=path)
    if not stat.S_ISREG(found.st_mode):
        raise DocumentError("document_no_file", file=path)
    if not fits:
        raise DocumentError("document_large", file=path.name, megabytes=LARGEST_BYTES // 1_000_000)
    if not content.strip():
        raise DocumentError("document_empty", file=path.name)
    return content
