"""The text that the bytes of a text document are: UTF-8, marked UTF-16 or Windows-1252.

Windows-1252 gives almost any bytes a letter. So what is not UTF-8 is believed to be it only if it reads like
Portuguese: if few of its letters beyond ASCII are signs that no plan is written with, as they are where
the document is in another encoding, or in UTF-8 that was damaged.
"""

from __future__ import annotations

import codecs
import re

from analysis.common.errors import DocumentError

LONGEST_LINE = 1_000_000  # characters
LARGEST_TEXT = 10_000_000
MOST_LINES = 600_000

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"[\n\r]")
_FOREIGN = re.compile("[¡¢£¤¥¦¬¯³µ¶¸¹¿‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸÅÆÐÝÞßåæðøýþÿ]")
_WRITTEN = re.compile(r"[^\x00-\x7f\xa0\xad]")
_DAMAGED_UTF_8 = re.compile(rb"[\xc2\xc3][\x80-\xbf](?![\x80-\xbf])|\xe2\x80[\x80-\xbf]")
_MOST_FOREIGN = 0.2  # of the letters beyond ASCII


def decoded(content: bytes, file: str) -> str:
    """Return the text of the document `file`.

    Raises
    ------
    DocumentError
        If it is no text or in another encoding, or has a line, or lines, beyond what any plan has.
    """
    refuse_binary(content, file)
    text = _decoded(content)
    if text is None:
        raise DocumentError("document_encoding", file=file)
    if "\0" in text:
        raise DocumentError("document_binary", file=file)
    start = lines = 0
    for lines, end in enumerate([*_ends(text), len(text)] if len(text) < LONGEST_LINE else _ends(text + "\n"), 1):
        if end - start > LONGEST_LINE:
            raise DocumentError("document_line", file=file, line=lines, most=LONGEST_LINE)
        start = end + 1
    return text
