"""A data folder of invented plans, as every command takes it by ``--data``.

    DIR/documents/<plan_id>.html      the plans; each says that it is synthetic
    DIR/registry/*.csv                as where it is made from, but for plans and decisions on their domains
    DIR/truth/*.csv                   what the plans were written from (see :mod:`analysis.simulation.truth`)
    DIR/README.txt                    what this is and what it was made with

The folder is written whole or not at all, and is the same byte for byte for the same parameters, registry and version.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from analysis.common.errors import OutputError, ParameterError
from analysis.common.municipalities import Municipality
from analysis.entities.registry import COLUMNS, Registry, read_registry
from analysis.frames.csv_files import write_csv
from analysis.simulation.documents import plan_page
from analysis.simulation.history import simulated_plans
from analysis.simulation.model import SimulatedPlan
from analysis.simulation.truth import truth_frames

ORIGIN = "Dados sintéticos: inventado por um programa (redesocial simulate)."

README = """\
DADOS SINTÉTICOS / SYNTHETIC DATA

Um programa inventou estes planos, para desenvolvimento e ensaio; nenhuma entidade os decidiu.
A program invented these plans, for development and trials; no body decided them.

documents/  planos / plans
registry/   registo / registry
truth/      aquilo de que foram escritos / what they were written from
semente / seed: {seed}
"""

_SHARED = ("municipalities.csv", "organisations.csv", "aliases.csv", "themes.csv", "body_types.csv")


def write_simulation(
    target: Path,
    places: Sequence[Municipality],
    years: Sequence[int],
    *,
    data: Path,
    seed: int = 0,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Write the invented plans of `places` in `years` into the folder `target`.

    Parameters
    ----------
    target : Path
        A folder that is empty or not there yet.
    places, years : sequence
        A plan is made for each municipality in each year.
    data : Path
        Data folder whose registry is taken over.
    seed : int
        Start of the random numbers.
    tell : callable
        Called with the name of each municipality when its plans are made.

    Returns
    -------
    dict
        How many ``plans``, ``actions`` and ``organisations`` there are.

    Raises
    ------
    ParameterError
        If `target` holds anything or cannot be made.
    OutputError
        If writing failed on the way.
    """
    registry = read_registry(data)
    _refuse_used(target)
    plans: list[SimulatedPlan] = []
    for place in places:
        plans += simulated_plans(place, years, seed=seed)
        tell(place.told_apart)
    truth = truth_frames(plans, registry)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as draft:
            _write(Path(draft) / "made", plans, truth, registry, seed)
            if target.is_dir():
                target.rmdir()
            (Path(draft) / "made").rename(target)
    except OSError as error:
        raise OutputError("simulation_interrupted", folder=str(target), reason=error) from None
    return {
        "plans": len(plans),
        "actions": len(truth["actions"]),
        "organisations": truth["participations"]["organisation_id"].nunique(),
    }


def _refuse_used(target: Path) -> None:
    try:
        used = target.exists() and next(target.iterdir(), None) is not None
    except OSError as error:
        raise ParameterError("export_folder", folder=str(target), reason=error) from None
    if used:
        raise ParameterError("simulation_used", folder=str(target))


def _write(
    folder: Path, plans: Sequence[SimulatedPlan], truth: dict[str, pd.DataFrame], registry: Registry, seed: int
) -> None:
    for name in ("documents", "registry", "truth"):
        (folder / name).mkdir(parents=True)
    for plan in plans:
        (folder / "documents" / plan.document).write_text(plan_page(plan), encoding="utf-8", newline="\n")
    for name in _SHARED:
        shutil.copyfile(registry.folder / name, folder / "registry" / name)
    entries = [(plan.plan_id, plan.document, plan.place.ine_code, plan.year, ORIGIN) for plan in plans]
    write_csv(pd.DataFrame(entries, columns=list(COLUMNS["plans"])), folder / "registry" / "plans.csv")
    decided = truth["domains"][truth["domains"]["reviewed"].astype(bool)].assign(note="")
    write_csv(decided[list(COLUMNS["domains"])], folder / "registry" / "domains.csv")
    for name, frame in truth.items():
        write_csv(frame, folder / "truth" / f"{name}.csv")
    (folder / "README.txt").write_text(README.format(seed=seed), encoding="utf-8", newline="\n")
