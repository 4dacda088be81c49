"""Zip packages of XML parts (OOXML, OpenDocument), opened as if whoever made them meant harm.

No size that a package declares is believed: its parts are unpacked piece by piece under a limit on
their bytes, and parsed under one on their elements and attributes. A part with a DOCTYPE is refused,
so that no entity is ever declared, and nothing outside the package is ever looked for.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from analysis.common.errors import DocumentError

LARGEST_UNPACKED = 150_000_000
"""Bytes that the parts which are read may unpack to, all together."""
MOST_ENTRIES = 10_000
MOST_NODES = 2_500_000
"""Elements, attributes (each with its value) and texts of a part that may be in memory."""
MOST_BLOCKS = 300_000
"""Paragraphs and cells that a document may have."""

_LARGE_PART = 200_000  # nodes
_PIECE = 1 << 18
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "document_password"),
    ("WordDocument", "document_old_word"),
    ("Workbook", "document_old_excel"),
    ("Book", "document_old_excel"),
)
_ENTRY = b"PK\x01\x02"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_TEXT = re.compile(rb">[^<]")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_KINDS = (("docx", rb"wordprocessingml|ms-word|^word/"), ("xlsx", rb"spreadsheetml|ms-excel\.sheet\.macro|^xl/"))
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


class Archive:
    """An open package; see :func:`open_archive`.

    Attributes
    ----------
    file : str
        Name of the document, for messages.
    names : frozenset of str
        Its parts.
    """

    def __init__(self, package: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._package = package
        self._entries = {info.filename.lstrip("/"): info for info in package.infolist()}
        self.names = frozenset(self._entries)
        self._left = LARGEST_UNPACKED

    def part(self, name: str) -> bytes:
        """Return the content of the part `name`."""
        return b"".join(self.pieces(name))

    def xml(self, name: str, *, unneeded: tuple[str, ...] = (), within: tuple[str, ...] = ()) -> etree._Element:
        """Return the root of the part `name`.

        Parameters
        ----------
        name
            The part.
        unneeded
            Elements whose content and attributes are let go of, so that they take no memory.
        within
            Elements out of which the unneeded ones are taken instead, as soon as each is read, in a large part.
        """
        return _parsed(self.pieces(name), self.file, name, unneeded, within)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the content of the part `name` piece by piece."""
        entry = self._entries.get(name)
        if entry is None:
            raise DocumentError("document_part", file=self.file, part=name)
        if entry.flag_bits & 1:
            raise DocumentError("document_password", file=self.file)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentError("document_damaged", file=self.file)
        try:
            with self._package.open(entry) as handle:
                while piece := handle.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        most = LARGEST_UNPACKED // 1_000_000
                        raise DocumentError("document_unpacked", file=self.file, megabytes=most)
                    yield piece
        except DocumentError:
            raise
        except _FAILURES:
            raise DocumentError("document_damaged", file=self.file) from None

    def related(self, part: str = "") -> dict[str, tuple[str, str]]:
        """Return what the OOXML part `part` (the package itself where empty) refers to.

        Returns
        -------
        dict
            Relationship id -> last word of its type (``styles``, ``worksheet``) and the part that it names;
            what lies outside the package is left out.
        """
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.names:
            return {}
        found = {}
        for relation in self.xml(relations).iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def open_archive(content: bytes, file: str) -> Archive:
    """Open the zip package that `content` is.

    Raises
    ------
    DocumentError
        If it is damaged, protected by a password or in the Office formats before 2007, or has too many entries.
    """
    refuse_ole(content, file)
    if content.count(_ENTRY) > MOST_ENTRIES:
        raise DocumentError("document_entries", file=file, most=MOST_ENTRIES)
    try:
        archive = Archive(zipfile.ZipFile(BytesIO(content)), file)
    except _FAILURES:
        raise DocumentError("document_damaged", file=file) from None
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.part(manifest):
        raise DocumentError("document_password", file=file)
    return archive


def refuse_ole(content: bytes, file: str) -> None:
    """Refuse an OLE compound file: the Office formats before 2007 and what Office protects with a password.

    Raises
    ------
    DocumentError
        If `content` is one.
    """
    if not content.startswith(_OLE_MAGIC):
        return
    kind = (key for stream, key in _OLE_STREAMS if f"{stream}\0".encode("utf-16-le") in content)
    raise DocumentError(next(kind, "document_old_office"), file=file)


def package_kind(archive: Archive) -> str | None:
    """Return ``docx``, ``xlsx``, ``odt`` or ``ods``, as what the package says of itself; None where it is another."""
    if "mimetype" in archive.names:
        mimetype = archive.part("mimetype").decode("ascii", "replace").strip()
        for word, kind in (("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods")):
            if word in mimetype:
                return kind
    main = main_part(archive)
    if main is None:
        return None
    types = archive.part("[Content_Types].xml") if "[Content_Types].xml" in archive.names else b""
    declared = re.search(rb'<[^<>]*"/?' + re.escape(main.encode()) + rb'"[^<>]*>', types)
    told = (declared[0] if declared else b"") + main.encode()
    return next((kind for kind, words in _KINDS if re.search(words, told)), None)


def main_part(archive: Archive) -> str | None:
    """Return the name of the main part of an OOXML package, None where it names none."""
    for kind, target in archive.related().values():
        if kind == "officeDocument" and target in archive.names:
            return target
    return next((name for name in ("word/document.xml", "xl/workbook.xml") if name in archive.names), None)


def parse_xml(content: bytes, file: str, part: str = "") -> etree._Element:
    """Return the root of an XML document.

    Raises
    ------
    DocumentError
        If it is not well-formed, has a DOCTYPE or more elements and attributes than fit in memory.
    """
    return _parsed((content[start : start + _PIECE] for start in range(0, len(content), _PIECE)), file, part, (), ())


def refuse_long(root: etree._Element, names: tuple[str, ...], file: str) -> None:
    """Refuse a document with more paragraphs and cells, which are the elements of these `names`, than any plan has.

    Raises
    ------
    DocumentError
        If it has.
    """
    if sum(1 for _ in root.iter(*names)) > MOST_BLOCKS:
        raise DocumentError("document_long", file=file, most=MOST_BLOCKS)


def _parsed(
    pieces: Iterator[bytes], file: str, part: str, unneeded: tuple[str, ...], within: tuple[str, ...]
) -> etree._Element:
    parser = etree.XMLPullParser(
        ("end",) if unneeded else (), tag=within or unneeded or None, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    nodes = blocks = 0
    before = b""
    try:
        for piece in pieces:
            if _DOCTYPE.search(before + piece):
                raise DocumentError("document_doctype", file=file, part=part)
            before = piece[-32:]
            nodes += piece.count(b"<") - piece.count(b"</") + 2 * piece.count(b"=") + len(_TEXT.findall(piece))
            parser.feed(_STRICT.sub(_TRANSITIONAL, piece))
            for _, element in parser.read_events():
                blocks += 1
                if not isinstance(element, etree._Element):
                    continue
                if not within:
                    nodes -= _weight(element.iter())
                    element.clear()
                elif nodes > _LARGE_PART and len(element):
                    nodes -= _weight(element.iter(*unneeded))
                    etree.strip_elements(element, *unneeded, with_tail=False)
                if within and blocks > MOST_BLOCKS:
                    raise DocumentError("document_long", file=file, most=MOST_BLOCKS)
            if nodes > MOST_NODES:
                raise DocumentError("document_nodes", file=file, part=part, most=MOST_NODES)
        root = parser.close()
    except etree.XMLSyntaxError:
        raise DocumentError("document_xml", file=file, part=part) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("document_doctype", file=file, part=part)
    return root


def _weight(elements: Iterable[etree._Element]) -> int:
    """Return how many nodes of a tree `elements` are, with their attributes and the values of these."""
    return sum(1 + 2 * len(element.attrib) for element in elements)
