"""data/README.md names every file, frame, key and column of the code, and nothing else."""

import csv
import re
from pathlib import Path

import pytest

from analysis.common import municipalities, themes
from analysis.common.paths import data_folder
from analysis.entities import registry
from analysis.frames import action_matches, action_windows
from analysis.frames.schema import SCHEMAS

README = Path(__file__).parents[1] / "data" / "README.md"
FILES = {
    "municipalities": municipalities.COLUMNS,
    "themes": themes.COLUMNS,
    "action_matches": action_matches.COLUMNS,
    "action_windows": action_windows.COLUMNS,
    **registry.COLUMNS,
}


def sections():
    """Return the text under each ``### heading``."""
    parts = re.split(r"^#{2,3} (.+)$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title.strip(): text for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def columns(text):
    """Return the first cell of each row of the table."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def key(text):
    told = re.search(r"Key: ((?:`\w+`(?:, )?)+)", text)
    return tuple(re.findall(r"`(\w+)`", told[1])) if told else None


def test_dictionary_has_a_section_for_every_file_and_frame_and_no_other():
    described = [title for title in sections() if title not in ("Documents", "Registry", "Synthetic data", "Frames")]
    assert sorted(described) == sorted([*(f"{name}.csv" for name in FILES), *SCHEMAS])


@pytest.mark.parametrize("name", FILES)
def test_every_column_of_a_registry_file_is_described_in_its_order(name):
    assert columns(sections()[f"{name}.csv"]) == list(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_registry_file_has_the_columns_that_the_code_expects(name):
    header = (data_folder() / "registry" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",") == list(FILES[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_of_a_frame_is_described_in_its_order(name):
    assert columns(sections()[name]) == list(SCHEMAS[name].columns)


@pytest.mark.parametrize("name", SCHEMAS)
def test_key_of_a_frame_is_described(name):
    assert key(sections()[name]) == SCHEMAS[name].key


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_code_that_a_column_may_hold_is_described(name):
    text = README.read_text(encoding="utf-8")
    for column in SCHEMAS[name].columns.values():
        assert [code for code in column.among if f"`{code}`" not in text] == []


def test_every_document_and_every_registry_file_is_described():
    told = sections()
    held = {p.name for p in (data_folder() / "documents").iterdir()}
    with (data_folder() / "registry" / "plans.csv").open(encoding="utf-8", newline="") as handle:
        registered = {row["document"] for row in csv.DictReader(handle)}
    described = set(columns(told["Documents"]))
    assert described
    assert described <= held == registered
    files = {path.name for path in (data_folder() / "registry").iterdir()}
    assert files == {f"{name}.csv" for name in FILES}


def test_every_cell_of_the_dictionary_says_something():
    rows = re.findall(r"^\| `[^`]+` \|(.*)\|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 60
    assert all(row.strip() for row in rows)
