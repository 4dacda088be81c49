"""What is no plan, is broken or means harm is refused with one sentence; what is only odd is read, and does nothing.

The documents of :mod:`tests.documents.hostile_cases` are read as the command reads them, each in a process
of its own that is ended where it takes too long or too much memory. ``REDESOCIAL_FUZZ`` is the number of
mutated documents (``make fuzz``); without it there are few.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.common.errors import DocumentError
from analysis.common.paths import data_folder
from analysis.documents.plan import read_plan
from analysis.documents.reader import read_document
from analysis.terminal.command import main
from tests.documents import hostile_files as files
from tests.documents.hostile_cases import CELLS, READ, REFUSED

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 500
EXAMPLES = int(os.environ.get("REDESOCIAL_FUZZ", "60"))
MUTATED = settings(
    max_examples=4 * EXAMPLES,
    deadline=None,
    derandomize="REDESOCIAL_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of a process are those of POSIX")

Outcomes = dict[str, tuple[str, float, int]]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """What became of each document: the key of its refusal or what was read, processor seconds, megabytes."""
    running = []
    for made in ({name: maker for name, (_, maker) in REFUSED.items()}, READ | CELLS):
        folder = tmp_path_factory.mktemp("hostile")
        for name, maker in ({"warm.txt": files.text} | made).items():
            (folder / name).write_bytes(maker())
        call = [sys.executable, "-m", "tests.documents.hostile_run", str(folder), str(data_folder())]
        running.append(subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE))
    found: Outcomes = {}
    for process in running:
        answer, _ = process.communicate()
        found |= json.loads(answer)
    return found


@FORKS
@pytest.mark.parametrize("name", REFUSED)
def test_document_is_refused_for_what_is_wrong_with_it(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name][0] == REFUSED[name][0]


@FORKS
@pytest.mark.parametrize("name", READ | CELLS)
def test_odd_document_is_read_with_the_actions_of_its_plan(outcomes: Outcomes, name: str) -> None:
    told, _, actions = outcomes[name][0].partition("read ")
    assert (told, int(actions) >= len(files.BODY)) == ("", True)


@FORKS
def test_no_document_takes_more_memory_than_it_may(outcomes: Outcomes) -> None:
    assert {name: used for name, (_, _, used) in outcomes.items() if used >= MOST_MEGABYTES} == {}


# As the command says it


SAID = ["empty.docx", "cut-40%.xlsx", "html.docx", "password.pdf", "scanned.pdf", "self-calling.pdf", "prose.md",
        "bomb.docx", "laughs.odt", "outside.docx", "colspan.html", "nul.csv", "dos.txt", "one-line.txt"]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(data_folder(), tmp_path_factory.mktemp("data") / "data"))


@pytest.mark.parametrize("name", SAID)
def test_command_refuses_with_one_line_and_writes_nothing(name: str, data: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[name][1]())
    before = _files(data.parent) | _files(tmp_path)
    told = set()
    for call in (["read", str(path)], ["read", str(path), "--lang", "en"], ["add", str(path)]):
        code = main([*call, "--data", str(data)])
        out, err = capsys.readouterr()
        assert (code, out, err.count("\n")) == (3, "", 1)
        assert err.startswith(f"redesocial: {name}: ")
        told.add(" ".join(err.split()))  # `add` makes every blank a space
    assert len(told) == 2  # Portuguese and English
    assert _files(data.parent) | _files(tmp_path) == before


def test_scanned_document_is_told_how_to_be_recognised(tmp_path: Path, capsys) -> None:
    path = tmp_path / "digitalizado.pdf"
    path.write_bytes(files.scanned())
    assert main(["read", str(path)]) == 3
    assert "ocrmypdf -l por" in capsys.readouterr().err


# Paths


@pytest.mark.parametrize("verb", ["read", "add"])
@pytest.mark.parametrize(
    ("kind", "code"),
    [("folder.txt", 3), ("missing.txt", 3), ("pipe.txt", 3), ("loop.txt", 3), ("a" * 300 + ".txt", 3), (os.devnull, 3)],
)
def test_path_that_is_no_document_is_refused(
    verb: str, kind: str, code: int, data: Path, tmp_path: Path, capsys
) -> None:
    path = tmp_path / kind
    if kind == "folder.txt":
        path.mkdir()
    elif kind == "pipe.txt":
        os.mkfifo(path)
    elif kind == "loop.txt":
        path.symlink_to(path)
    assert main([verb, str(path), "--data", str(data)]) == code
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read any file")
def test_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plano.txt"
    path.write_bytes(files.text())
    path.chmod(0)
    assert _refusal(path) == "document_unreadable"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a\0b.txt", "document_missing"),
        ("plano.txt/dentro.txt", "document_missing"),
        ("a" * 300, "document_unreadable"),
    ],
)
def test_path_that_cannot_be_is_refused(tmp_path: Path, name: str, key: str) -> None:
    (tmp_path / "plano.txt").write_bytes(files.text())
    assert _refusal(tmp_path / name) == key


def test_file_of_more_than_any_plan_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "plano.pdf"
    with path.open("wb") as handle:
        handle.truncate(10**12)
    assert _refusal(path) == "document_large"


NO_MUNICIPALITY = ["../../etc/passwd", "CON", "a" * 200, "..", "Beja/../../x"]


@pytest.mark.parametrize("name", NO_MUNICIPALITY)
def test_municipality_that_is_none_is_never_a_path(name: str, data: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / f"{name.replace('/', '_')}.txt"
    path.write_bytes(files.text().replace("Alijó".encode(), name.encode()))
    plan = read_plan(path, data=data)
    if "Beja" not in name:
        assert plan.municipality is None
        assert "municipality_unknown" in [decision.key for decision in plan.decisions]
    assert not set(plan.plan_id) & set("/.\\")
    before = _files(data.parent)
    assert main(["add", str(path), "--municipality", name, "--data", str(data)]) == 2
    assert main(["add", str(path), "--data", str(data)]) == 3 or "Beja" in name
    assert {file for file in set(_files(data.parent)) - set(before) if not file.name.startswith("beja-")} == set()
    capsys.readouterr()


# Nothing is fetched


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Yield an address and the paths that were asked for at it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as held:
        threading.Thread(target=held.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{held.server_port}", asked
        held.shutdown()


def test_nothing_that_a_document_points_to_is_opened(server, tmp_path: Path) -> None:
    address, asked = server
    secret = tmp_path / "segredo.txt"
    secret.write_text("segredo-escondido", encoding="utf-8")
    target = f'Type="{files.OFFICE}/attachedTemplate" TargetMode="External"'
    relation = f'<Relationships xmlns="{files.RELATIONS}"><Relationship Id="r9" {target} Target="{address}/t"/>'
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="{}"/>'
    pages = "".join(
        f'<img src="{place}/i"><iframe src="{place}/f"></iframe><object data="{place}/o"></object>'
        f'<link rel="stylesheet" href="{place}/l"><style>@import url({place}/c);</style>'
        for place in (address, secret.as_uri())
    )
    entity = f"<!DOCTYPE a [<!ENTITY b SYSTEM '{secret.as_uri()}'><!ENTITY % c SYSTEM '{address}/p'>%c;]>"
    documents = {
        "a.html": files.html(pages),
        "b.html": entity.encode() + files.html("<tr><td><td><td>&b;"),
        "c.docx": files.docx(**{"word/_rels/document.xml.rels": f"{relation}</Relationships>"}),
        "d.docx": files.docx(files.word_row("", "", include.format(secret.as_uri()))),
        "e.docx": files.docx(files.word_row("", "", "&b;"), before=entity),
        "f.xlsx": files.xlsx(shared=entity),
        "g.odt": files.odf("text", before=entity),
        "h.pdf": files.raw_pdf(files.drawn(), catalogue=f"/OpenAction << /S /URI /URI ({address}/u) >>".encode()),
    }
    for name, content in documents.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert "segredo-escondido" not in _told(path)
    assert asked == []


# Mutated documents


PLACES = st.floats(0, 1, exclude_max=True)
EDITS = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "insert", "end"]), PLACES, st.binary(min_size=1, max_size=8)),
    min_size=1,
    max_size=4,
)
PARTS = {"docx": files.DOCUMENT, "xlsx": files.SHEET, "odt": "content.xml", "ods": "content.xml"}


@MUTATED
@given(st.sampled_from(sorted(files.MAKERS)), EDITS, st.booleans())
def test_mutated_document_is_read_or_refused(tmp_path: Path, ending: str, edits, within: bool) -> None:
    path = tmp_path / f"plano.{ending}"
    path.write_bytes(_mutated(ending, edits, within=within))
    assert _told(path)


def _mutated(ending: str, edits: list[tuple[str, float, bytes]], *, within: bool) -> bytes:
    """Return a small plan with its bytes changed, or those of its main part if `within`."""
    content = files.MAKERS[ending]()
    if not within or ending not in PARTS:
        return _edited(content, edits)
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(held, "w") as changed:
        for name in package.namelist():
            part = package.read(name)
            changed.writestr(name, _edited(part, edits) if name == PARTS[ending] else part)
    return held.getvalue()


def _edited(content: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    for act, place, some in edits:
        at = int(place * len(content))
        if act == "flip":
            content = content[:at] + bytes([content[at] ^ (some[0] or 1)]) + content[at + 1 :] if content else content
        elif act == "insert":
            content = content[:at] + some + content[at:]
        elif act == "cut":
            content = content[:at] + content[at + some[0] :]
        else:
            content = content[: max(at, len(content) // 2)]
    return content


def _files(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _told(path: Path) -> str:
    """Return all that is read from a document, or the sentence that refuses it."""
    try:
        return repr((read_document(path).blocks, read_plan(path).actions))
    except DocumentError as error:
        return str(error)


def _refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    return caught.value.key
