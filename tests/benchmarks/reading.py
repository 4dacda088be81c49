"""How fast documents are read, and what is lost, beside what others would use: pdfplumber and markitdown.

``python -m tests.benchmarks.reading [--repeat N]`` writes plans of the corpus in each format and prints one
line for each: the median time of reading it to tables and to actions, the time of the other as a multiple, and
how much of the plan survives. What the others give (pdfplumber its tables, markitdown its Markdown) is read
into actions by the same code as ours, so that only the extraction differs. Needs the extra ``bench``.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.common.paths import data_folder
from analysis.documents.actions import read_actions
from analysis.documents.formats.markdown import read_markdown
from analysis.documents.grid import Cell, Line, Place, Row, Table
from analysis.documents.plan import Plan, read_plan
from analysis.documents.reader import read_document
from analysis.entities.registry import Registry, read_registry
from analysis.frames.build import build_corpus
from analysis.terminal.reading import plan_as_json
from tests.corpus.formats import PRINTED_SEED, file_name, script_of, written
from tests.corpus.layouts import LAYOUTS
from tests.corpus.scoring import Score, score
from tests.corpus.truth import truth_of

CASES = (
    ("merged_axes", "docx"), ("zebra_domains", "docx"), ("merged_runs", "xlsx"), ("merged_axes", "html"),
    ("merged_axes", "pdf"), ("zebra_domains", "pdf"), ("banners", "pdf"), ("school_year", "pdf"),
)  # fmt: skip
TOLD = ("rows", "domain", "goal", "indicators", "months", "mentions delimited")
Blocks = Sequence[Line | Table]


def main(arguments: list[str] | None = None) -> int:
    """Print the benchmark and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading", description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="runs of each reading (default: 5)")
    repeat = parser.parse_args(arguments).repeat
    registry = read_registry(data_folder())
    print(f"{'layout':16}{'format':7}{'reader':12}{'ms':>8}{'ratio':>8}" + "".join(f"{n[:11]:>12}" for n in TOLD))
    with TemporaryDirectory() as folder:
        for name, form in CASES:
            _compare(Path(folder), name, form, repeat, registry)
    return 0


def _compare(folder: Path, name: str, form: str, repeat: int, registry: Registry) -> None:
    """Print the lines of one document: ours, then each of the others, run in turns."""
    layout, seed = LAYOUTS[name], PRINTED_SEED
    path = folder / file_name(layout, form, seed)
    path.write_bytes(written(layout, form, seed))
    truth = truth_of(script_of(layout, seed), layout, form)
    readers: dict[str, Callable[[], Blocks]] = {"ours": lambda: read_document(path).blocks}
    if form == "pdf":
        readers["pdfplumber"] = lambda: _by_pdfplumber(path)
    readers["markitdown"] = lambda: _by_markitdown(path)
    times: dict[str, list[float]] = {reader: [] for reader in readers}
    blocks: dict[str, Blocks] = {}
    for turn in range(repeat + 1):
        for reader, read in readers.items():
            begin = time.perf_counter()
            blocks[reader] = read()
            if turn:  # the first is to warm up
                times[reader].append(time.perf_counter() - begin)
    ours = statistics.median(times["ours"])
    for reader, found in blocks.items():
        took = statistics.median(times[reader])
        told = _scored(found, truth, path, registry)
        figures = "".join(f"{'-' if (f := told.figure(n)) is None else f'{f:.2f}':>12}" for n in TOLD)
        print(f"{name:16}{form:7}{reader:12}{1000 * took:8.1f}{took / ours:8.1f}{figures}")


def _scored(blocks: Blocks, truth: dict[str, Any], path: Path, registry: Registry) -> Score:
    """Return how much of a plan the blocks hold, read by the same code whoever gave them."""
    facts = truth["plan"]
    own = read_plan(path, municipality=facts["municipality"], year=facts["year"])
    read = read_actions(blocks)
    plan = Plan(
        own.plan_id, own.municipality, own.year, None, None, None, own.document, own.format, own.sha256,
        read.actions, (), read.lines,
    )  # fmt: skip
    return score(truth, plan_as_json(plan, build_corpus([plan], registry)) if read.actions else None)


def _by_pdfplumber(path: Path) -> Blocks:
    import pdfplumber

    blocks: list[Line | Table] = []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            for table in page.extract_tables():
                rows = [tuple(Cell(text or "") for text in row) for row in table]
                blocks.append(Table(tuple(Row(row, Place(page=number)) for row in rows)))
    return blocks


def _by_markitdown(path: Path) -> Blocks:
    from markitdown import MarkItDown

    found = MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(path.read_bytes()), file_extension=path.suffix)
    return read_markdown(found.text_content, path.name)


if __name__ == "__main__":
    sys.exit(main())
