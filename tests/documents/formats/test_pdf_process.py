"""A PDF is read in a process of its own, whose end is that of no other, and which leaves none behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.common.errors import DocumentError
from analysis.documents.formats.pdf import document, process
from analysis.documents.formats.pdf.process import read_pdf
from analysis.documents.grid import Line, Table
from analysis.documents.reader import read_document
from tests.documents import hostile_files as files
from tests.documents.formats.drawing import draw_table, fill, pdf_of, rule, write

CALLS = b" /X0 Do" * 9
OWN = "from analysis.documents.formats.pdf import process"
POSIX = pytest.mark.skipif(os.name != "posix", reason="locks of files and signals are those of POSIX")


def draw(canvas: Canvas) -> None:
    fill(canvas, "4472c4", 440, 660, 25, 20)
    canvas.drawString(50, 780, "Plano de Ação – «Alijó» 2021")
    draw_table(canvas)
    rule(canvas, (50, 320, 540), (560, 540, 520))
    write(canvas, [("Eixo\n1", "Saúde"), ("Eixo 2", "Educação")], (50, 320), (560, 540))


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        read_pdf(content, "plano.pdf")
    assert refused.value.values["file"] == "plano.pdf"
    return refused.value.key


def stalled() -> bytes:
    """Return a PDF whose pages take the engine long and hold nothing."""
    return files.raw_pdf(b"q Q " * 1_000_000, pages=b"/Kids [" + b"3 0 R " * 600 + b"] /Count 600")


def test_the_same_is_read_as_within_the_process_of_the_reader() -> None:
    content = pdf_of(draw, draw, draw)
    blocks = read_pdf(content, "plano.pdf")
    assert blocks == document.read_pdf(content, "plano.pdf")
    assert {type(block) for block in blocks} == {Line, Table}
    tables = [block for block in blocks if isinstance(block, Table)]
    assert "4472c4" in {cell.fill for table in tables for row in table.rows for cell in row.cells}


def test_what_is_wrong_with_a_document_is_said_of_its_name() -> None:
    assert refusal(files.pdf(password="segredo")) == "document_password"
    assert refusal(files.scanned()) == "pdf_image"
    assert refusal(b"%PDF-1.7 e nada mais") == "document_damaged"


@pytest.mark.parametrize("form", [CALLS, CALLS * 200])
def test_a_form_that_draws_itself_is_refused(form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plano.pdf"
    path.write_bytes(files.raw_pdf(files.drawn() + CALLS, form=form))
    with pytest.raises(DocumentError, match=r"^plano\.pdf: the PDF could not be read to its end") as refused:
        read_document(path)
    assert refused.value.key == "pdf_cut_short"


def test_a_form_that_draws_itself_once_is_read() -> None:
    content = files.raw_pdf(files.drawn() + b" /X0 Do", form=b" /X0 Do")
    assert read_pdf(content, "plano.pdf") == document.read_pdf(files.raw_pdf(files.drawn()), "plano.pdf")


ENDS = ["import os; os.abort()", "import os; os._exit(0)", "import sys; sys.stdin.read(9)", 'print("{", end="")', "?"]


@pytest.mark.parametrize("start", ENDS)
def test_a_process_that_ends_before_it_said_all_is_a_document_that_cannot_be_read(
    start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_START", start)
    assert refusal(files.pdf()) == "pdf_cut_short"
    assert refusal(files.pdf() + b" " * 1_000_000) == "pdf_cut_short"


def test_a_page_that_takes_the_engine_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_START", _started(f"process._SECONDS = {process._SECONDS / 8}"))
    assert refusal(stalled()) == "pdf_cut_short"


def test_the_more_pages_are_reached_the_longer_reading_may_take() -> None:
    allowed = [process._Allowed(), process._Allowed()]
    for more, pages in zip(allowed, (1, 5), strict=True):
        document.read_pdf(pdf_of(*[draw] * pages), "plano.pdf", more.more)
    one, five = (more.seconds - process._SECONDS for more in allowed)
    assert five == pytest.approx(5 * one)
    assert one > 2 * process._SECONDS_OF_PAGE


def test_a_fault_of_the_reader_is_not_the_document_s(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = "from analysis.documents.formats.pdf import document; document.read_pdf = lambda *_: 1 / 0"
    monkeypatch.setattr(process, "_START", _started(fault))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        read_pdf(files.pdf(), "plano.pdf")


def test_nothing_in_the_folder_of_the_plans_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("numpy", "pypdfium2", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert read_pdf(files.pdf(), "plano.pdf")
    assert not (tmp_path / "run").exists()


@POSIX
@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_the_process_ends_with_the_one_that_started_it(end: str, tmp_path: Path) -> None:
    import fcntl

    held = tmp_path / "held"
    hold = f"import fcntl; held = open({str(held)!r}, 'w'); fcntl.flock(held, fcntl.LOCK_EX); process._SECONDS = 900"
    (tmp_path / "plano.pdf").write_bytes(stalled())
    script = (
        "import sys; from pathlib import Path; from analysis.documents.formats.pdf import process; "
        f"process._START = {_started(hold)!r}; process.read_pdf(Path(sys.argv[1]).read_bytes(), 'plano.pdf')"
    )
    running = subprocess.Popen([sys.executable, "-c", script, tmp_path / "plano.pdf"], stderr=subprocess.DEVNULL)

    def is_held() -> bool:
        with held.open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    while not (held.exists() and is_held()):
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(getattr(signal, end))
    assert running.wait(30)
    ended = time.monotonic() + 30
    while is_held() and time.monotonic() < ended:
        time.sleep(0.05)
    assert not is_held()


def _started(act: str) -> str:
    """Return what starts the process after something was done in it."""
    return process._START.replace("import main; main()", f"import main; {OWN}; {act}; main()")
