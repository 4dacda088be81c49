"""Documents that must be refused, each with the key of its sentence, and such as must be read all the same.

A case is the name of a file -> what makes its bytes (and the key). The names say what is wrong.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.documents.hostile_files import (
    BODY,
    DOCUMENT,
    HEAD,
    MAKERS,
    OLE,
    SHEET,
    bomb,
    delimited,
    docx,
    drawn,
    html,
    markdown,
    odf,
    ooxml,
    package,
    pdf,
    png,
    raw_pdf,
    scanned,
    text,
    word_row,
    xlsx,
)

Maker = Callable[[], bytes]

LAUGHS = "<!DOCTYPE a [<!ENTITY b0 'ha'>" + "".join(
    f"<!ENTITY b{n} '{f'&b{n - 1};' * 10}'>" for n in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
REMOTE = "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>"
FLOOD = "plano " * 3_400_000  # 20 MB


def _cut(ending: str, share: float) -> Maker:
    def made() -> bytes:
        content = MAKERS[ending]()
        return content[: int(len(content) * share)]

    return made


def _ole(stream: str) -> Maker:
    return lambda: OLE + f"{stream}\0".encode("utf-16-le")


def _span(count: int) -> str:
    return f'<w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr>'


def _merged(reference: str) -> str:
    return f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'


def _encrypted_entry() -> bytes:
    content = bytearray(docx())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def _looping_pages() -> bytes:
    return raw_pdf(drawn(), pages=b"/Kids [2 0 R] /Count 1")


_CALLS = b" /X0 Do" * 9


def _dense_pages() -> bytes:
    lines = b"".join(b"%d %d m %d 500 l S\n" % (n % 800, n % 500, n % 800) for n in range(3000))
    return raw_pdf(drawn() + lines, pages=b"/Kids [" + b"3 0 R " * 600 + b"] /Count 600")


REFUSED: dict[str, tuple[str, Maker]] = {
    **{f"empty.{ending}": ("document_empty", bytes) for ending in MAKERS},
    **{f"blank.{ending}": ("document_empty", lambda: b" \n\t " * 50) for ending in MAKERS},
    **{
        f"cut-{share:.0%}.{ending}": ("document_damaged", _cut(ending, share))
        for ending in ("docx", "xlsx", "odt", "ods", "pdf")
        for share in (0.05, 0.4, 0.8, 0.95)
    },
    # another format than the name says
    "html.docx": ("document_renamed", html),
    "pdf.docx": ("document_renamed", pdf),
    "docx.pdf": ("document_renamed", docx),
    "docx.xlsx": ("document_renamed", docx),
    "odt.docx": ("document_renamed", lambda: odf("text")),
    "png.pdf": ("document_renamed", png),
    "rtf.docx": ("document_renamed", lambda: b"{\\rtf1 Plano}"),
    "docx.txt": ("document_renamed", docx),
    "text.pdf": ("document_not_format", text),
    "text.docx": ("document_not_format", text),
    "csv.xlsx": ("document_not_format", delimited),
    "any.zip.docx": ("document_renamed", lambda: package({"leia-me.txt": "nada"})),
    "no-part.docx": ("document_renamed", lambda: ooxml(DOCUMENT, {})),
    "plan.xyz": ("document_format", text),
    "old-word.docx": ("document_old_word", _ole("WordDocument")),
    "old-word.doc": ("document_old_word", _ole("WordDocument")),
    "old-excel.xlsx": ("document_old_excel", _ole("Workbook")),
    # protected
    "password.docx": ("document_password", _ole("EncryptedPackage")),
    "password.xlsx": ("document_password", _ole("EncryptedPackage")),
    "entry-password.docx": ("document_password", _encrypted_entry),
    "password.odt": ("document_password", lambda: odf("text", manifest="<encryption-data/>")),
    "password.pdf": ("document_password", lambda: pdf(password="segredo")),
    # nothing to read
    "scanned.pdf": ("pdf_image", scanned),
    "scanned-pages.pdf": ("pdf_image", lambda: scanned(100)),
    "blank-page.pdf": ("pdf_no_text", lambda: raw_pdf(b"")),
    "no-pages.pdf": ("document_damaged", lambda: raw_pdf(b"", pages=b"/Kids [] /Count 0")),
    "looping-pages.pdf": ("document_damaged", _looping_pages),
    # a PDF that asks the engine for more than there is
    "self-calling.pdf": ("pdf_cut_short", lambda: raw_pdf(drawn() + _CALLS, form=_CALLS)),
    "dense-pages.pdf": ("document_elements", _dense_pages),
    "prose.txt": ("document_no_table", lambda: b"Era uma vez.\n" * 50),
    "prose.md": ("document_no_table", lambda: b"# Era uma vez\n\num plano.\n"),
    "prose.html": ("document_no_table", lambda: b"<html><p>Era uma vez"),
    "prose.pdf": ("document_no_table", lambda: raw_pdf(b"BT /F1 9 Tf 40 500 Td (Era uma vez) Tj ET")),
    "only-head.csv": ("document_no_action", lambda: "Ação;Parceiros\n".encode()),
    # packages that unpack to more than they weigh
    "bomb.docx": ("document_unpacked", lambda: bomb(DOCUMENT, b"<a>", b"<b/>" + b" " * 9996, 1000)),
    "bomb.xlsx": ("document_renamed", lambda: bomb(SHEET, b"<a>", b" ", 1000)),
    "text-bomb.docx": ("document_xml", lambda: bomb(DOCUMENT, b"<a>", b" ", 1000)),
    "element-bomb.docx": ("document_nodes", lambda: bomb(DOCUMENT, b"<a>", b"<b/>", 100)),
    "paragraph-bomb.docx": ("document_long", lambda: docx(word_row("") * 151_000)),
    "lying-bomb.docx": ("document_damaged", lambda: bomb(DOCUMENT, b"<a>", b"<b/>", 300, declared=10)),
    "overlapping.docx": ("document_unpacked", lambda: bomb(DOCUMENT, b"<a>", b"<b/>" + b" " * 9996, 200, entries=3000)),
    "entries.docx": ("document_entries", lambda: package({f"{n}.xml": "" for n in range(10_001)})),
    # entities
    "laughs.docx": ("document_doctype", lambda: docx(word_row("&b9;"), before=LAUGHS)),
    "laughs.xlsx": ("document_doctype", lambda: xlsx(shared=LAUGHS)),
    "laughs.odt": ("document_doctype", lambda: odf("text", before=LAUGHS)),
    "outside.docx": ("document_doctype", lambda: docx(word_row("&b;"), before=OUTSIDE)),
    "outside-sheet.xlsx": ("document_doctype", lambda: xlsx(before=OUTSIDE)),
    "outside.ods": ("document_doctype", lambda: odf("spreadsheet", before=OUTSIDE)),
    "remote.docx": ("document_doctype", lambda: docx(before=REMOTE)),
    "remote-relations.docx": ("document_doctype", lambda: docx(**{"word/_rels/document.xml.rels": REMOTE + "<a/>"})),
    # spans and repetitions
    "columns.docx": ("document_positions", lambda: docx(word_row("x", properties=_span(99_999)))),
    "many-columns.docx": ("document_positions", lambda: docx(word_row(*["x"] * 5000))),
    "colspan.html": ("document_positions", lambda: html('<tr><td colspan="99999999">x')),
    "rowspan.html": ("document_positions", lambda: html('<tr><td rowspan="99999999">x')),
    "rowspans.html": ("document_positions", lambda: html(f"<tr>{'<td rowspan=15000>x' * 5}" * 1500)),
    "cells.odt": ("document_positions", lambda: odf("text", cell='table:number-columns-repeated="1000000"')),
    "rows.odt": ("document_positions", lambda: odf("text", row='table:number-rows-repeated="1000000"')),
    "spans.odt": ("document_positions", lambda: odf("text", cell='table:number-columns-spanned="1000000"')),
    "cells.ods": ("document_positions", lambda: odf("spreadsheet", cell='table:number-columns-repeated="1000000"')),
    "rows.ods": ("document_positions", lambda: odf("spreadsheet", row='table:number-rows-repeated="1000000"')),
    "merged.xlsx": (
        "document_positions",
        lambda: xlsx(after="<mergeCells>" + '<mergeCell ref="A3:G6"/>' * 20_000 + "</mergeCells>"),
    ),
    # nesting
    "deep.docx": ("document_xml", lambda: docx("<w:tr><w:tc><w:tbl>" * 10_000)),
    "deep.odt": ("document_xml", lambda: odf("text", before="<a>" * 10_000)),
    "deep.html": ("document_nested", lambda: b"<table><tr><td>" * 10_000 + html()),
    # bytes that are no text
    "nul.txt": ("document_binary", lambda: text().replace(b"GNR", b"G\0R")),
    "nul.csv": ("document_binary", lambda: delimited().replace(b"GNR", b"G\0R")),
    "nul.md": ("document_binary", lambda: markdown().replace(b"GNR", b"G\0R")),
    "nul.html": ("document_binary", lambda: html().replace(b"GNR", b"G\0R")),
    "unmarked-utf-16.txt": ("document_binary", lambda: text().decode().encode("utf-16-le")),
    "utf-32.txt": ("document_binary", lambda: text().decode().encode("utf-32")),
    "cut-utf-16.txt": ("document_encoding", lambda: text().decode().encode("utf-16") + b"x"),
    "undefined.txt": ("document_encoding", lambda: text().decode().encode("cp1252") + b"\x81"),
    "ebcdic.csv": ("document_encoding", lambda: delimited().decode().encode("cp500")),
    "dos.txt": ("document_encoding", lambda: text().decode().encode("cp850")),
    "mac.txt": ("document_encoding", lambda: text().decode().encode("mac-roman")),
    "damaged-utf-8.txt": ("document_encoding", lambda: text() + b"\xed\xa0\x80"),
    # too much
    **{f"one-line.{ending}": ("document_line", FLOOD.encode) for ending in ("txt", "csv", "tsv", "md")},
    "one-line.html": ("document_large", lambda: html(f"<tr><td>{FLOOD}")),
    "long-cell.html": ("document_text", lambda: html(f"<tr><td>{FLOOD[:900_000]}")),
    "long-cell.txt": ("document_text", lambda: text() + b"\na\t" + b"x" * 40_000),
    "ligatures.txt": ("document_text", lambda: text() + ("\na\t" + "\ufdfa" * 10_000).encode()),
    "small-cells.csv": ("document_elements", lambda: delimited() + b"1;\n" * 2_000_000),
    "small-cells.txt": ("document_elements", lambda: text() + b"\na\tb" * 2_000_000),
    "small-cells.html": ("document_elements", lambda: html("<tr><td>a" * 700_000)),
    "long.txt": ("document_characters", lambda: text() + ("\n" + "prosa " * 5000).encode() * 200),
    "many-actions.csv": ("document_elements", lambda: delimited() + b"\na;b;c" * 65_000),
    "open-quote.csv": ("document_quote", lambda: delimited() + b'\n"' + b"abc\n" * 10_000),
    "bars.md": ("document_positions", lambda: b"|" * 90_000 + b"\n" + b"|-" * 90_000),
}
"""Name of a file -> the key of the sentence that refuses it, and what makes it."""


def _macros(made: bytes) -> bytes:
    held = BytesIO(made)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("vbaProject.bin", b"\xd0\xcf\x11\xe0 Shell")
        archive.writestr("../../../tmp/elsewhere", "nada")
    return held.getvalue()


_FIELD = (
    '</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO cmd "/k calc"</w:instrText>'
    '<w:fldChar w:fldCharType="end"/><w:t>'
)
_SCRIPT = (
    b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "
    b"/AA << /WC << /S /Launch /F (calc.exe) >> >> "
    b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (/etc/passwd) >>] >> >>"
)
_STRAY = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'

READ: dict[str, Maker] = {
    **{f"plain.{ending}": made for ending, made in MAKERS.items()},
    "marked-utf-16.txt": lambda: text().decode().encode("utf-16"),
    "windows.txt": lambda: text().decode().encode("cp1252"),
    "owner-password.pdf": lambda: pdf(password=""),
    "recognised.pdf": lambda: scanned(words=True),
    "scripts.pdf": lambda: raw_pdf(drawn(), catalogue=_SCRIPT),
    "paths.pdf": lambda: raw_pdf(drawn() + b"\n0 0 m 9 9 l S" * 100_000),
    "huge-page.pdf": lambda: raw_pdf(drawn(), page=b"/MediaBox [0 0 1e9 1e9]"),
    "macros.xlsm": lambda: _macros(xlsx()),
    "macros.docm": lambda: _macros(docx()),
    "command.docx": lambda: docx(word_row("", "", f"Feira{_FIELD}", "CM")),
    "command.xlsx": lambda: xlsx('<row r="7"><c r="C7" t="str"><f>cmd|\' /C calc\'!A0</f><v>Feira</v></c></row>'),
    "scripts.html": lambda: html("<script>alert(1)</script><iframe src='file:///etc/passwd'></iframe>"),
    "entities.html": lambda: OUTSIDE.encode() + html("<tr><td><td><td>&b;"),
    "stray.xlsx": lambda: xlsx(_STRAY),
    "all-merged.xlsx": lambda: xlsx(after=_merged("A8:XFD1048576")),
    "blank-cells.ods": lambda: odf("spreadsheet", blank=16_377),
    "comments.html": lambda: b"<!-- a -->" * 400 + html(),
    "blanks.txt": lambda: b" " * 4000 + b"\n" + text(),
    "comment-signs.txt": lambda: b"<!--" * 1000 + b"\n" + text(),
    "styles.html": lambda: html("<style>" + "a" * 400_000 + "{" + "/*" * 200_000 + "</style>"),
    "style.html": lambda: html("<tr><td style='" + "background : " + " " * 300_000 + "'>x"),
    "emphasis.md": lambda: markdown() + b"\n\n" + b"*a " * 10_000,
    "brackets.md": lambda: markdown() + b"\n\n" + b"[" * 30_000,
    "quotations.md": lambda: markdown() + b"\n\n" + b">" * 200_000,
    "quotes.txt": lambda: text() + b'\n"' * 50_000,
    "merged-cells.html": lambda: html("<tr><td rowspan=3 colspan=2>a<td>b<td colspan=2>c<tr><td>d<tr><td>e" * 1000),
    "merged-cells.docx": lambda: docx(word_row("", "x", "", properties=_span(2)) * 3000),
    "merged-cells.xlsx": lambda: xlsx(
        "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>x</v></c></row>' for n in range(9, 3009)),
        after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:C{n}"/>' for n in range(9, 3009)) + "</mergeCells>",
    ),
}
"""Name of a file that is read with the actions of the plan in it -> what makes it."""


def _cells(sign: str) -> Maker:
    """Return what makes a plan with an action for each column, whose cell there holds nothing but `sign`, often."""

    def made() -> bytes:
        flood = (sign * (_OFTEN // len(sign)))[:_OFTEN]
        rows = [[flood if at == column else cell for at, cell in enumerate(BODY[0])] for column in range(len(HEAD))]
        return text() + "".join("\n" + "\t".join(row) for row in rows).encode()

    return made


_OFTEN = 4_000  # characters

CELLS: dict[str, Maker] = {
    f"cells-{number}.txt": _cells(sign)
    for number, sign in enumerate(
        [
            " ", "\xa0", ".", ",", ";", "/", "-", "(", ")", "(;", "()", "1", "1.", "1/", "a", "A", "A.", "A. ", "a-",
            "**a", "__", "<b ", "a:", "'", "d'", "• a", "[ ", "☐ ", "☒ Jan ", "a\u0301", "a e ", "A e ", "AB C ",
            "de ", "etc ", "GNR ", "GNR e PSP, ", "Casa de ", "União das Freguesias de ",
            "Associação de Pais e Encarregados de ",
            "Parceiros: ", "outras entidades locais e ", "EB1/", "n.º ", "jan-", "jan/", "maio a ", "1/1/2021 ",
            "todo o ano ", "exceto ", "1.º semestre ",
        ]
    )
}  # fmt: skip
"""Name of a file with cells that would take a careless pattern without end -> what makes it; all are read."""
