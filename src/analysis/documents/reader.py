"""Opens a document of any format that the workbench reads, and refuses what it cannot read.

Each format has a reader of its own that gives the same grid (:mod:`analysis.documents.grid`).
"""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.documents.grid import Document
from analysis.documents.formats.text import has_quoted_lines, read_text

LARGEST_BYTES = 50_000_000
TEXT_ENDINGS = (".txt", ".tsv", ".text")


def read_document(path: Path) -> Document:
    """Return the document at `path`.

    Raises
    ------
    DocumentError
        If there is no such file, or it is empty, too large, binary or of an unknown format.
    """
    content = _bytes(path)
    if path.suffix.lower() not in TEXT_ENDINGS:
        raise DocumentError("document_format", file=path.name, known=", ".join(TEXT_ENDINGS))
    text = _decoded(content, path)
    blocks = read_text(text, quoted=path.suffix.lower() == ".tsv" or has_quoted_lines(text))
    return Document(path, "text", hashlib.sha256(content).hexdigest(), blocks)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentError("document_folder", file=path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise DocumentError("document_large", file=path.name, megabytes=LARGEST_BYTES // 1_000_000)
        content = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError("document_missing", file=path) from None
    except OSError as error:
        raise DocumentError("document_unreadable", file=path, reason=error.strerror) from None
    if not content.strip():
        raise DocumentError("document_empty", file=path.name)
    return content


def _decoded(content: bytes, path: Path) -> str:
    """Decode UTF-8 (with or without mark), marked UTF-16, else Windows-1252; anything else is not text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise DocumentError("document_encoding", file=path.name) from None
    if b"\0" in content:
        raise DocumentError("document_binary", file=path.name)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError("document_encoding", file=path.name)
