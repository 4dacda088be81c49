"""A simulated folder is whole, the same for the same seed, and says everywhere that it is synthetic."""

import shutil

import pandas as pd
import pytest

from analysis.common.errors import OutputError, ParameterError
from analysis.common.municipalities import read_municipalities
from analysis.documents.plan import read_plan
from analysis.entities.registry import read_registry
from analysis.frames.peers import peer_plans, previous_plan
from analysis.simulation import folder as simulation_folder
from analysis.simulation.folder import write_simulation
from tests.simulation.conftest import DATA, simulate


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(folder, tmp_path):
    simulate(tmp_path / "again", 3, range(2021, 2023))
    simulate(tmp_path / "other", 3, range(2021, 2023), seed=1)
    assert contents(tmp_path / "again") == contents(folder)
    assert contents(tmp_path / "other") != contents(folder)


def test_a_municipality_has_the_same_plans_whoever_else_is_simulated(folder, tmp_path):
    code = pd.read_csv(folder / "registry" / "plans.csv", dtype=str)["ine_code"].iloc[0]
    alone = [place for place in read_municipalities(DATA) if place.ine_code == code]
    write_simulation(tmp_path / "alone", alone, range(2021, 2023), data=DATA)
    documents = contents(tmp_path / "alone" / "documents")
    assert len(documents) == 2
    assert documents.items() <= contents(folder / "documents").items()


def test_registry_is_that_of_the_data_folder_but_for_what_is_about_its_plans(folder):
    shared = {path.name for path in (folder / "registry").iterdir()} - {"plans.csv", "domains.csv"}
    assert shared == {f"{name}.csv" for name in ("municipalities", "organisations", "aliases", "themes", "body_types")}
    for name in shared:
        assert (folder / "registry" / name).read_bytes() == (DATA / "registry" / name).read_bytes()
    assert set(read_registry(folder).plans).isdisjoint(read_registry(DATA).plans)


def test_every_document_and_every_row_of_the_registry_says_that_it_is_synthetic(folder):
    documents = sorted((folder / "documents").iterdir())
    assert len(documents) == 6
    assert all("Documento sintético" in path.read_text(encoding="utf-8") for path in documents)
    assert all("sintéticos" in plan.origin for plan in read_registry(folder).plans.values())


def test_mark_stays_with_a_document_that_is_moved_and_renamed(folder, tmp_path):
    moved = tmp_path / "plano.html"
    shutil.copyfile(sorted((folder / "documents").iterdir())[0], moved)
    assert read_plan(moved, data=DATA).synthetic


def test_plans_have_an_earlier_plan_and_peers(folder):
    later = [plan for plan in read_registry(folder).plans if plan.endswith("-2022")]
    assert [previous_plan(plan, data=folder) for plan in later] == [p.replace("2022", "2021") for p in later]
    assert list(peer_plans(later[0], data=folder)) == sorted(later[1:])


def test_folder_in_use_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "mine.txt").write_text("meu", encoding="utf-8")
    with pytest.raises(ParameterError, match="holds files already"):
        simulate(tmp_path, 1, range(2021, 2022))
    assert contents(tmp_path) == {"mine.txt": b"meu"}


def test_empty_folder_is_filled(tmp_path):
    (tmp_path / "region").mkdir()
    assert simulate(tmp_path / "region", 1, range(2021, 2022))["plans"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["region"]


def test_nothing_is_written_where_writing_fails(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(simulation_folder, "write_csv", fail)
    with pytest.raises(OutputError, match="nothing has been written"):
        simulate(tmp_path / "region", 1, range(2021, 2022))
    assert list(tmp_path.iterdir()) == []
