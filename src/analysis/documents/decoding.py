"""The text that the bytes of a text document are: UTF-8, marked UTF-16 or Windows-1252.

Windows-1252 makes a character of almost any byte. What is not UTF-8 is therefore taken for it only if it
reads like a plan: where many of its characters beyond ASCII are such as no plan is written with, the
document is in another encoding, or in UTF-8 that was damaged.
"""

from __future__ import annotations

import codecs
import itertools
import re

from analysis.common.errors import DocumentError

LONGEST_LINE = 1_000_000  # characters
LARGEST_TEXT = 10_000_000  # bytes
MOST_LINES = 600_000

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\xa0\xad]")
_FOREIGN = re.compile(
    "[¡¢£¤¥¦¬¯³µ¶¸¹¿‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸÅÆÐÝÞßåæðøýþÿ]|[ÂÃ](?=[\x80-¿€-™ŒœŠšŸŽžƒˆ˜])"  # the latter is UTF-8
)
_MOST_FOREIGN = 0.2  # of the characters beyond ASCII
_CHANCE = 2  # foreign characters that tell nothing


def decoded(content: bytes, file: str) -> str:
    """Return the text of the document `file`.

    Raises
    ------
    DocumentError
        If it is no text or in another encoding, or larger than any plan.
    """
    refuse_binary(content, file)
    text = _text(content)
    if text is None:
        raise DocumentError("document_encoding", file=file)
    if "\0" in text:  # UTF-32 begins like UTF-16
        raise DocumentError("document_binary", file=file)
    begin = 0
    ends = ((match.start(), match.end()) for match in _LINE_END.finditer(text))
    for number, (end, following) in enumerate(itertools.chain(ends, [(len(text), 0)]), start=1):
        if end - begin > LONGEST_LINE:
            raise DocumentError("document_line", file=file, line=number, most=LONGEST_LINE)
        if number > MOST_LINES:
            raise DocumentError("document_elements", file=file, most=MOST_LINES)
        begin = following
    if len(content) > LARGEST_TEXT:
        raise DocumentError("document_large", file=file, megabytes=LARGEST_TEXT // 1_000_000)
    return text


def refuse_binary(content: bytes, file: str) -> None:
    """Refuse what has NUL bytes, which no text has but one in UTF-16.

    Raises
    ------
    DocumentError
        If `content` has any.
    """
    if b"\0" in content and not content.startswith(_UTF_16):
        raise DocumentError("document_binary", file=file)


def _text(content: bytes) -> str | None:
    """Return the text that the bytes are, None where they are in no known encoding."""
    if content.startswith(_UTF_16):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = len(_FOREIGN.findall(text))
    return None if foreign > _CHANCE + _MOST_FOREIGN * len(_BEYOND_ASCII.findall(text)) else text
