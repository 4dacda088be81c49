"""Windows that people gave are read as they stand, or refused with their line."""

import pytest

from analysis.common.errors import RegistryError
from analysis.frames.action_windows import reviewed_windows
from analysis.measures.schedules.levelling import levelling_plan

HEADING = "action_id,first,last,note\n"


@pytest.fixture
def read(tmp_path, corpus_of):
    def reading(rows, months=((3,), (3,), None)):
        (tmp_path / "registry").mkdir()
        (tmp_path / "registry" / "action_windows.csv").write_text(HEADING + rows, encoding="utf-8")
        return reviewed_windows(corpus_of("CMA", "GNR", "PSP", months=months), data=tmp_path)

    return reading


def test_windows_are_those_of_the_actions_of_the_corpus(read):
    assert read("vila-2024/001,3,6,\nalta-2020/007,1,12,feira\n") == {"vila-2024/001": (3, 6)}


def test_folder_without_the_file_has_no_windows(tmp_path, corpus_of):
    assert reviewed_windows(corpus_of("CMA"), data=tmp_path) == {}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("vila-2024/001,3,13,\n", "2: vila-2024/001,3,13"),
        ("vila-2024/001,6,3,\n", "2: vila-2024/001,6,3"),
        ("vila-2024/001,março,6,\n", "2: vila-2024/001"),
        ("vila-2024/001,3,6,\nvila-2024/001,1,6,\n", "2: vila-2024/001.*3: vila-2024/001"),
        ("vila-2024/009,3,6,\n", "2: vila-2024/009"),
    ],
)
def test_row_that_fits_nothing_is_refused_with_its_line(read, rows, told):
    with pytest.raises(RegistryError, match=told):
        read(rows)


def test_action_moves_within_its_window_only(read, corpus_of):
    corpus = corpus_of("CMA", "GNR", "PSP", months=((3,), (3,), None))
    moves = levelling_plan(corpus, slack=0, windows=read("vila-2024/002,3,4,\n")).moves
    assert moves["to_months"].to_list() == ["4"]
