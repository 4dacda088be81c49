"""How much the streams of a PDF unpack to: a small file may be made to fill the memory of any reader.

Pictures are not unpacked by the reading and not looked at. A stream that is packed in another way, or that
is encrypted, is left to the engine.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator

from analysis.common.errors import DocumentError

LARGEST_UNPACKED = 300_000_000
_LARGEST_STREAM = 60_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"\bobj\b")
_DICTIONARY = 2000  # bytes before a stream, in which it is described
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PRINTABLE = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_BEGINS = b"\x08\x18\x28\x38\x48\x58\x68\x78"  # one of these, packed bytes
_MOST_TIMES = 4  # that a stream may be packed
_CHUNK = 1 << 16


def refuse_bomb(content: bytes, file: str) -> None:
    """Refuse a document whose streams unpack to more than any plan needs."""
    whole = 0
    for found in _STREAM.finditer(content):
        described = content[max(found.start() - _DICTIONARY, 0) : found.start()]
        starts = list(_OBJECT.finditer(described))
        described = described[starts[-1].end() :] if starts else described
        if _PICTURE.search(described):
            continue
        packed, start = content, found.end()
        if _PRINTABLE.search(described):
            packed, start = _from_letters(content, start), 0
        if packed[start : start + 1] not in _BEGINS:
            continue
        pieces: Iterator[bytes] = (packed[place : place + _CHUNK] for place in range(start, len(packed), _CHUNK))
        sizes = [0] * min(max(len(_PACKED.findall(described)), 1), _MOST_TIMES)
        for number in range(len(sizes)):
            pieces = _unpacked(pieces, sizes, number)
        for _ in pieces:
            if sum(sizes) > _LARGEST_STREAM:
                break
        whole += sum(sizes)
        if sum(sizes) > _LARGEST_STREAM or whole > LARGEST_UNPACKED:
            raise DocumentError("document_unpacked", file=file, megabytes=_LARGEST_STREAM // 1_000_000)


def _from_letters(content: bytes, start: int) -> bytes:
    """Return the bytes that are written in letters from `start`, or none where they are not."""
    end = content.find(b"~>", start)
    try:
        return a85decode(content[start:end]) if end > 0 else b""
    except ValueError:
        return b""


def _unpacked(pieces: Iterator[bytes], sizes: list[int], number: int) -> Iterator[bytes]:
    """Yield what pieces unpack to, and count its bytes in `sizes`."""
    unpacker = zlib.decompressobj()
    try:
        for packed in pieces:
            while packed and not unpacker.eof and sum(sizes) <= _LARGEST_STREAM:
                piece = unpacker.decompress(packed, 16 * _CHUNK)
                packed = unpacker.unconsumed_tail
                sizes[number] += len(piece)
                yield piece
            if unpacker.eof or sum(sizes) > _LARGEST_STREAM:
                return
    except zlib.error:
        return
