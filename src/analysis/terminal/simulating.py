"""``redesocial simulate``: invents the plans of a region and tells what was made."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.common.errors import ParameterError
from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder
from analysis.common.wording import Language, say
from analysis.reporting.progress import follow_progress
from analysis.simulation.folder import write_simulation
from analysis.simulation.region import region_municipalities

FIRST, LAST = 2000, 2099  # years that a plan may name


def simulate_region(
    to: str, count: int, years: int, first_year: int, region: str | None, seed: int, lang: Language
) -> int:
    """Write a data folder of invented plans into `to`, print its path, and return the exit code.

    Raises
    ------
    ParameterError
        If the folder is in use, or there are not so many municipalities or years.
    UnknownNameError
        If there is no such region.
    OutputError
        If writing failed on the way.
    """
    if not to.strip():
        raise ParameterError("export_folder", folder=to, reason=say("missing.not_stated", lang))
    last_year = first_year + years - 1
    if not FIRST <= first_year <= last_year <= LAST:
        value = f"{first_year}–{last_year}"
        raise ParameterError("measure_parameter", parameter="years", value=value, expected=f"{FIRST}–{LAST}")
    data = data_folder()
    places = region_municipalities(read_municipalities(data), count, region=region, seed=seed)
    folder = Path(to).resolve()
    with follow_progress(len(places), say("command.simulating", lang), lang) as tell:
        made = write_simulation(
            folder, places, range(first_year, last_year + 1), data=data, seed=seed, tell=lambda name: tell(name, False)
        )
    print(folder, flush=True)
    told = say(
        "command.simulated", lang, municipalities=len(places), first=str(first_year), last=str(last_year),
        folder=folder, **made,
    )  # fmt: skip
    print(told, file=sys.stderr)
    return 0
