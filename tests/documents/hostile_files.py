"""A small plan in every format, and the ways in which a document can be broken or meant to do harm.

Everything is made in memory. `REFUSED` holds documents with the sentence that refuses each, `READ` such
as are odd or spiteful and are read all the same.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

TITLES = ["Plano de Ação 2021", "Rede Social de Alijó"]
HEAD = ["Eixo", "Objetivo específico", "Ação", "Responsáveis", "Parceiros", "Indicadores", "Cronograma"]
BODY = [["Eixo 1 - Saúde", "Cuidar", f"Feira {n}", "CM", "GNR; PSP", "N.º de feiras", "maio"] for n in (1, 2, 3)]
ROWS = [HEAD, *BODY]

DOCUMENT, SHEET, STRINGS = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def text() -> bytes:
    return "\n".join([*TITLES, *("\t".join(row) for row in ROWS)]).encode()


def delimited() -> bytes:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";")
    writer.writerows([[title] for title in TITLES])
    writer.writerows(ROWS)
    return held.getvalue().encode()


def markdown() -> bytes:
    rows = ["|".join(row) for row in (HEAD, ["---"] * len(HEAD), *BODY)]
    return "\n\n".join([*TITLES, "\n".join(f"|{row}|" for row in rows)]).encode()


def html(body: str = "") -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<html><body>{''.join(f'<p>{t}</p>' for t in TITLES)}<table>{rows}{body}</table></body></html>".encode()


def package(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def ooxml(main: str, parts: dict[str, str | bytes]) -> bytes:
    target = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
    return package({"_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{target}</Relationships>', **parts})


def docx(table: str = "", *, before: str = "", **parts: str | bytes) -> bytes:
    """Return a Word document with `table` behind the rows of its table, and `before` in front of its root."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    titles = "".join(f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>" for title in TITLES)
    rows = "".join(word_row(*row) for row in ROWS)
    body = f"{before}<w:document {space}><w:body>{titles}<w:tbl>{rows}{table}</w:tbl></w:body></w:document>"
    return ooxml(DOCUMENT, {DOCUMENT: body, **parts})


def word_row(*cells: str, properties: str = "") -> str:
    inner = "".join(f"<w:tc>{properties}<w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
    return f"<w:tr>{inner}</w:tr>"


def xlsx(rows: str = "", *, after: str = "", before: str = "", shared: str = "") -> bytes:
    """Return a workbook with `rows` behind its rows, `after` behind these, and its texts in a part of their own."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    all_rows = [[title] for title in TITLES] + ROWS
    texts = [cell for row in all_rows for cell in row]
    numbers = iter(range(len(texts)))
    sheet = "".join(
        f'<row r="{r}">{"".join(_shared_cell(column, r, next(numbers)) for column, _ in enumerate(row))}</row>'
        for r, row in enumerate(all_rows, 1)
    )
    strings = "".join(f"<si><t>{cell}</t></si>" for cell in texts)
    relation = f'Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"'
    other = f'Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"'
    return ooxml(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship {relation}/>'
            f"<Relationship {other}/></Relationships>",
            SHEET: f"{before}<worksheet {space}><sheetData>{sheet}{rows}</sheetData>{after}</worksheet>",
            STRINGS: f"{shared}<sst {space}>{strings}</sst>",
        },
    )


def _shared_cell(column: int, row: int, number: int) -> str:
    return f'<c r="{"ABCDEFG"[column]}{row}" t="s"><v>{number}</v></c>'


def odf(kind: str, *, cell: str = "", row: str = "", before: str = "", manifest: str = "", blank: int = 0) -> bytes:
    """Return an OpenDocument ``text`` or ``spreadsheet`` with attributes on the cells and the rows of its body.

    `blank` cells stand behind each row, and as many rows as fit in a sheet below.
    """
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = "".join(
        f"<table:table-row {row if number else ''}>"
        + "".join(f"<table:table-cell {cell if number else ''}><text:p>{c}</text:p></table:table-cell>" for c in each)
        + (f'<table:table-cell table:number-columns-repeated="{blank}"/>' if blank else "")
        + "</table:table-row>"
        for number, each in enumerate(ROWS)
    )
    if blank:
        rows += '<table:table-row table:number-rows-repeated="1048572">'
        rows += '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    titles = "".join(f"<text:p>{title}</text:p>" for title in TITLES) if kind == "text" else ""
    body = f'{titles}<table:table table:name="a">{rows}</table:table>'
    content = f"{before}<office:document-content {spaces}><office:body><office:{kind}>{body}</office:{kind}>"
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"{content}</office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


@cache
def pdf(actions: int = 3, password: str | None = None) -> bytes:
    """Return a PDF with that many actions; `password` is asked for, or only keeps it from change where empty."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    held = io.BytesIO()
    lock = None if password is None else StandardEncryption(password, "dono", canModify=0, strength=128)
    title = getSampleStyleSheet()["Title"]
    rows = [HEAD, *([*BODY[0][:2], f"Feira {n}", *BODY[0][3:]] for n in range(1, actions + 1))]
    table = LongTable(rows, style=[("GRID", (0, 0), (-1, -1), 1, "black")], repeatRows=1)
    made = SimpleDocTemplate(held, pagesize=landscape(A4), encrypt=lock, invariant=True)
    made.build([*(Paragraph(t, title) for t in TITLES), table])
    return held.getvalue()


def scanned(pages: int = 1, *, words: bool = False) -> bytes:
    """Return a PDF of pictures, with the unseen words that a recognition lays under them if `words`."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(842, 595), invariant=True)
    for _ in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(png())), 0, 0, 842, 595)
        for at, title in enumerate(TITLES if words else ()):
            _unseen(canvas, 40, 560 - 14 * at, title)
        for r, row in enumerate(ROWS if words else ()):
            for c, cell in enumerate(row):
                _unseen(canvas, 40 + 112 * c, 500 - 30 * r, cell)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _unseen(canvas, x: float, y: float, words: str) -> None:
    line = canvas.beginText(x, y)
    line.setTextRenderMode(3)
    line.setFont("Helvetica", 9)
    line.textOut(words)
    canvas.drawText(line)


def raw_pdf(
    content: bytes,
    page: bytes = b"",
    catalogue: bytes = b"",
    pages: bytes = b"/Kids [3 0 R] /Count 1",
    form: bytes = b"",
) -> bytes:
    """Return a PDF of one page with `content` drawn on it, and more in its dictionaries.

    `content` and `form`, a form, draw the form by ``/X0 Do``.
    """
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages " + pages + b" >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 7 0 R " + (page or b"/MediaBox [0 0 842 595]")
        + b" >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources 7 0 R /Length %d >>\nstream\n" % len(form)
        + form + b"\nendstream",
        b"<< /Font << /F1 5 0 R >> /XObject << /X0 6 0 R >> >>",
    ]  # fmt: skip
    held, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(held))
        held += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(held)
    return held + b"xref\n0 8\n0000000000 65535 f \n" + table + trailer


def drawn() -> bytes:
    """Return what draws the plan on a page of a PDF."""
    words = [(40, 570 - 14 * n, title) for n, title in enumerate(TITLES)]
    words += [(44 + 110 * c, 500 - 30 * r, cell) for r, row in enumerate(ROWS) for c, cell in enumerate(row)]
    shown = [f"BT /F1 9 Tf {x} {y} Td ({word}) Tj ET" for x, y, word in words]
    rules = [f"{40 + 110 * c} 510 m {40 + 110 * c} 390 l S" for c in range(8)]
    rules += [f"40 {510 - 30 * r} m 810 {510 - 30 * r} l S" for r in range(5)]
    return "\n".join([*rules, *shown]).encode("cp1252")


def png() -> bytes:
    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20, 20, 8, 2, 0, 0, 0))
    rows = b"".join(b"\0" + b"\xff\x80\x00" * 20 for _ in range(20))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def bomb(
    name: str, start: bytes, filling: bytes, megabytes: int, *, entries: int = 1, declared: int | None = None
) -> bytes:
    """Return a package whose part `name` unpacks to `start` and that many megabytes of `filling`.

    Every one of its entries is of the same bytes; they may declare another size than they have.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress((filling * (1_000_000 // len(filling) + 1))[:1_000_000]) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += block * megabytes + packer.flush()
    size = declared if declared is not None else len(start) + megabytes * 1_000_000
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), size, len(name), 0) + name.encode()
    listed = b""
    for number in range(entries):
        each = name.encode() if not number else b"parte%d" % number
        sizes = (0, len(packed), size, len(each))
        listed += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, 0, 0) + each
    place = len(local) + len(packed)
    return local + packed + listed + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries, entries, len(listed), place, 0)


MAKERS: dict[str, Callable[[], bytes]] = {
    "txt": text, "csv": delimited, "md": markdown, "html": html, "docx": docx, "xlsx": xlsx,
    "odt": lambda: odf("text"), "ods": lambda: odf("spreadsheet"), "pdf": pdf,
}  # fmt: skip
