"""Packages are opened whole or refused with the sentence that says why."""

import io
import zipfile

import pytest

from analysis.common.errors import DocumentError
from analysis.documents.formats import archives
from analysis.documents.formats.archives import main_part, open_archive, package_kind, parse_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def relations(*entries):
    inner = "".join(f'<Relationship Id="r{n}" Type="{RELATIONSHIP}/{k}" {t}/>' for n, (k, t) in enumerate(entries))
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def refusal(content, read=open_archive):
    with pytest.raises(DocumentError) as caught:
        read(content, "plano.docx")
    assert caught.value.values["file"] == "plano.docx"
    return caught.value.key


def test_part_is_given_as_it_was_put_in():
    archive = open_archive(package({"a.xml": "<a>é</a>", "b/c.bin": b"\0\1"}), "f")
    assert archive.names == {"a.xml", "b/c.bin"}
    assert archive.part("b/c.bin") == b"\0\1"
    assert archive.xml("a.xml").text == "é"


def test_missing_part_is_named():
    archive = open_archive(package({"a.xml": "<a/>"}), "f")
    with pytest.raises(DocumentError, match=r"word/document\.xml"):
        archive.part("word/document.xml")


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_truncated_package_is_damaged(cut):
    content = package({"a.xml": "<a>" + "plano " * 500 + "</a>"})
    assert refusal(content[:-cut]) == "document_damaged"


def test_part_with_wrong_bytes_is_damaged():
    content = package({"a.xml": b"<a>plano</a>"}, zipfile.ZIP_STORED).replace(b"plano", b"plane")
    assert refusal(content, lambda c, f: open_archive(c, f).part("a.xml")) == "document_damaged"


def test_part_that_unpacks_to_too_much_is_refused_whatever_size_it_declares(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000_000)
    content = package({"a.xml": bytes(3_000_000)})
    assert len(content) < 10_000
    assert refusal(content, lambda c, f: open_archive(c, f).part("a.xml")) == "document_unpacked"


def test_limit_on_what_is_unpacked_is_one_for_all_parts(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1_000_000)
    archive = open_archive(package({"a": bytes(700_000), "b": bytes(700_000)}), "f")
    archive.part("a")
    with pytest.raises(DocumentError) as caught:
        archive.part("b")
    assert caught.value.key == "document_unpacked"


def test_part_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_NODES", 1_000)
    assert refusal(b"<a>" + b"<b/>" * 400_000 + b"</a>", parse_xml) == "document_nodes"


def test_unneeded_elements_are_taken_out_of_a_large_part(monkeypatch):
    monkeypatch.setattr(archives, "_LARGE_PART", 100)
    content = package({"a.xml": b"<a>" + b"<p><b d='e'><b/></b>x</p>" * 200_000 + b"</a>"})
    root = open_archive(content, "f").xml("a.xml", unneeded=("b",), within=("p",))
    assert (len(root), root[100_000].text, len(root[-1])) == (200_000, "x", 0)


def test_document_of_too_many_paragraphs_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BLOCKS", 3)
    root = parse_xml(b"<a><p/><c><p/></c><p/></a>", "f")
    archives.refuse_long(root, ("p",), "f")
    with pytest.raises(DocumentError) as caught:
        archives.refuse_long(root, ("p", "c"), "f")
    assert caught.value.key == "document_long"


def test_elements_that_nobody_needs_do_not_count(monkeypatch):
    monkeypatch.setattr(archives, "MOST_NODES", 400_000)
    content = package({"a.xml": b"<a>" + b"<b><c d='e'/></b>" * 200_000 + b"</a>"})
    assert len(open_archive(content, "f").xml("a.xml", unneeded=("b",))) == 200_000
    with pytest.raises(DocumentError):
        open_archive(content, "f").xml("a.xml")


def test_unneeded_elements_are_empty():
    root = open_archive(package({"a.xml": b"<a><b c='d'>x<e/></b><f/></a>"}), "f").xml("a.xml", unneeded=("b",))
    assert [(child.tag, len(child), dict(child.attrib)) for child in root] == [("b", 0, {}), ("f", 0, {})]


def test_package_of_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    assert refusal(package({f"{n}.xml": "" for n in range(6)})) == "document_entries"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_no_office_program_uses_is_refused(method):
    content = package({"a.xml": "<a/>"}, method)
    assert refusal(content, lambda c, f: open_archive(c, f).part("a.xml")) == "document_damaged"


def test_encrypted_entry_is_said_to_have_a_password():
    content = bytearray(package({"a.xml": "<a/>"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    assert refusal(bytes(content), lambda c, f: open_archive(c, f).part("a.xml")) == "document_password"


def test_encrypted_opendocument_is_said_to_have_a_password():
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert refusal(package({"META-INF/manifest.xml": manifest})) == "document_password"


@pytest.mark.parametrize(
    ("stream", "key"),
    [
        ("EncryptedPackage", "document_password"), ("WordDocument", "document_old_word"),
        ("Workbook", "document_old_excel"), ("Book", "document_old_excel"), ("Outro", "document_old_office"),
    ],
)  # fmt: skip
def test_compound_file_is_told_by_its_streams(stream, key):
    assert refusal(OLE + f"{stream}\0".encode("utf-16-le")) == key


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7", "utf-16-be"])
def test_doctype_is_refused_in_any_encoding(encoding):
    text = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    content = f'<?xml version="1.0" encoding="{encoding}"?>'.encode(encoding if "16" in encoding else "ascii")
    held = content + (text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding))
    assert refusal(held, parse_xml) in ("document_doctype", "document_xml")


def test_doctype_is_found_where_it_stands_across_two_pieces():
    content = b"<!--" + b" " * (archives._PIECE - 10) + b"--><!DOCTYPE a><a/>"
    assert refusal(content, parse_xml) == "document_doctype"


def test_external_entity_is_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("segredo")
    content = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'.encode()
    assert refusal(content, parse_xml) == "document_doctype"


@pytest.mark.parametrize("content", [b"", b"<a>", b"plano", b"<a>&b;</a>", b"<a/><b/>", b"<a>" * 5_000])
def test_part_that_is_not_well_formed_is_refused(content):
    assert refusal(content, parse_xml) == "document_xml"


def test_comments_and_instructions_are_no_part_of_the_tree():
    assert [e.tag for e in parse_xml(b"<a><!-- c --><?p i?><b/></a>", "f")] == ["b"]


def test_strict_names_are_those_of_transitional_documents():
    root = parse_xml(b'<w:a xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', "f")
    assert root.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}a"


def test_relations_name_parts_from_the_folder_of_their_own():
    parts = {
        "word/_rels/document.xml.rels": relations(
            ("styles", 'Target="styles.xml"'),
            ("theme", 'Target="/word/theme/theme1.xml"'),
            ("image", 'Target="../media/a.png"'),
            ("hyperlink", 'Target="http://example.org" TargetMode="External"'),
        )
    }
    found = open_archive(package(parts), "f").related("word/document.xml")
    assert list(found.values()) == [
        ("styles", "word/styles.xml"), ("theme", "word/theme/theme1.xml"), ("image", "media/a.png"),
    ]  # fmt: skip


def test_main_part_is_the_one_that_the_package_names():
    parts = {"_rels/.rels": relations(("officeDocument", 'Target="word/document2.xml"')), "word/document2.xml": "<a/>"}
    assert main_part(open_archive(package(parts), "f")) == "word/document2.xml"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "odt"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, None),
        ({"word/document.xml": ""}, "docx"),
        ({"xl/workbook.xml": ""}, "xlsx"),
        ({"ppt/presentation.xml": ""}, None),
        ({"fotografia.png": ""}, None),
    ],
)
def test_package_says_what_it_is(parts, kind):
    assert package_kind(open_archive(package(parts), "f")) == kind


def test_kind_is_told_by_the_content_type_where_the_name_does_not():
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "_rels/.rels": relations(("officeDocument", 'Target="doc.xml"')),
        "[Content_Types].xml": f'<Types><Override PartName="/doc.xml" ContentType="{main}"/></Types>',
        "doc.xml": "<a/>",
    }
    assert package_kind(open_archive(package(parts), "f")) == "docx"
