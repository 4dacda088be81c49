"""All formats in which a plan is written, by the name that layouts use for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.corpus.blocks import Sheaf
from tests.corpus.content import Script, invent
from tests.corpus.layout import Layout
from tests.corpus.write_docx import write_docx
from tests.corpus.write_odt import write_odt
from tests.corpus.write_pdf import write_pdf
from tests.corpus.write_plain import write_delimited, write_html, write_markdown, write_text
from tests.corpus.write_xlsx import write_xlsx

PRINTED = Path(__file__).with_name("pdf")  # made by a word processor from the Word documents of one seed
PRINTED_SEED = 7

_WRITERS: dict[str, Callable[[Sheaf], bytes]] = {
    "docx": write_docx,
    "odt": write_odt,
    "xlsx": write_xlsx,
    "csv": lambda sheaf: write_delimited(sheaf, ";", "cp1252"),
    "tsv": lambda sheaf: write_delimited(sheaf, "\t", "utf-8"),
    "txt": write_text,
    "html": write_html,
    "md": write_markdown,
    "print": write_pdf,
}


def file_name(layout: Layout, form: str, seed: int) -> str:
    """Return the name of a file: it tells neither the municipality nor the year."""
    return f"{layout.name}-{seed:02}-{form}.{'pdf' if form == 'print' else form}"


def written(layout: Layout, form: str, seed: int) -> bytes:
    """Return the plan of a seed in a layout and a format.

    Raises
    ------
    LookupError
        If it is a printed one that nobody has made.
    """
    if form != "pdf":
        return _WRITERS[form](layout.build(script_of(layout, seed)))
    path = PRINTED / f"{layout.name}.pdf"
    if seed != PRINTED_SEED or not path.is_file():
        raise LookupError(f"no {path.name} of seed {seed}: only of {PRINTED_SEED}, by python -m tests.corpus pdf")
    return path.read_bytes()


def script_of(layout: Layout, seed: int) -> Script:
    """Return the invented plan of a layout and a seed."""
    return invent(f"{layout.name}/{seed}", layout.wishes, layout.split)
