"""A copy of the data folder that a test may spoil, and the command with what it says."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.common.paths import DATA_VARIABLE, data_folder
from analysis.terminal.command import main


@dataclass
class Answer:
    """How the command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.err.splitlines()


@pytest.fixture(autouse=True)
def no_data_variable(monkeypatch):
    """The data folder is the repository's unless a test says otherwise."""
    monkeypatch.delenv(DATA_VARIABLE, raising=False)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    return folder


@pytest.fixture
def ask(capsys):
    """Run the command in this process."""

    def run(*arguments):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as ended:
            code = ended.code or 0
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture
def files_of():
    """Return every file under a folder with its bytes."""

    def read(folder: Path):
        return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    return read
