"""A small simulated folder, made once, with its truth as text."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.common.municipalities import read_municipalities
from analysis.common.paths import repository
from analysis.frames.load import load_corpus
from analysis.simulation.folder import write_simulation
from analysis.simulation.region import region_municipalities

DATA = repository() / "data"


def simulate(folder: Path, count: int, years: range, *, seed: int = 0):
    places = region_municipalities(read_municipalities(DATA), count, seed=seed)
    return write_simulation(folder, places, years, data=DATA, seed=seed)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("simulation") / "region"
    simulate(made, 3, range(2021, 2023))
    return made


@pytest.fixture(scope="session")
def truth(folder):
    paths = sorted((folder / "truth").glob("*.csv"))
    return {path.stem: pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths}


@pytest.fixture(scope="session")
def corpus(folder):
    return load_corpus(data=folder)
