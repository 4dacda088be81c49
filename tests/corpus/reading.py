"""Reads written plans with the product, in this process, and scores them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.common.paths import data_folder
from analysis.documents.plan import read_plan
from analysis.entities.registry import Registry, read_registry
from analysis.frames.build import build_corpus
from analysis.terminal.reading import plan_as_json
from tests.corpus.formats import PRINTED_SEED, file_name, script_of, written
from tests.corpus.layouts import LAYOUTS, Layout, Split, layouts_of
from tests.corpus.scoring import Score, score
from tests.corpus.truth import truth_of

Case = tuple[str, str, int]  # layout, format, seed


def cases(split: Split, seeds: tuple[int, ...] = (1,), *, layout: str = "", form: str = "") -> Iterator[Case]:
    """Yield what is read of a split: each layout in each of its formats; a printed one has its own seed."""
    for found in layouts_of(split):
        for written_as in found.formats:
            if layout in ("", found.name) and form in ("", written_as):
                own = (PRINTED_SEED,) if written_as == "pdf" else seeds
                yield from ((found.name, written_as, seed) for seed in own)


def scored(case: Case) -> Score:
    """Write a plan, read it, and compare what was read with the truth."""
    name, form, seed = case
    layout = LAYOUTS[name]
    truth = truth_of(script_of(layout, seed), layout, form)
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name(layout, form, seed)
        path.write_bytes(written(layout, form, seed))
        try:
            reading = read_as_json(path, truth, layout)
        except Exception as error:  # a crash is a document not read, and told as what it is
            found = score(truth, None)
            found.differences = [f"not read: {type(error).__name__}: {error}"]
        else:
            found = score(truth, reading)
    found.differences = [f"{name} {form} {seed}: {text}" for text in found.differences]
    return found


def read_as_json(path: Path, truth: dict[str, Any], layout: Layout) -> dict[str, Any]:
    """Return the JSON of a document; facts that it does not state are given as its user would."""
    facts = truth["plan"]
    given = {name: facts[name] for name in ("municipality", "year") if name not in layout.facts}
    plan = read_plan(path, **given)
    return plan_as_json(plan, build_corpus([plan], _registry()))


def scores(wanted: list[Case]) -> dict[Case, Score]:
    """Return the score of each case, in parallel."""
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        return dict(zip(wanted, pool.map(scored, wanted, chunksize=4), strict=True))


@cache
def _registry() -> Registry:
    return read_registry(data_folder())
