import csv
import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.frames.csv_files import write_csv
from analysis.frames.schema import SCHEMAS, TEXT


def rows(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle, strict=True))


def test_missing_truths_dates_and_numbers_are_written_as_told(tmp_path):
    frame = pd.DataFrame(
        {
            "text": pd.array(["a", None], dtype=TEXT),
            "truth": pd.array([True, None], dtype="boolean"),
            "whole": pd.array([1, None], dtype="Int64"),
            "real": pd.array([0.1 + 0.2, None], dtype="Float64"),
            "day": pd.to_datetime([datetime.date(2021, 2, 16), None]),
        }
    )
    write_csv(frame, tmp_path / "x.csv")
    expected = b"text,truth,whole,real,day\r\na,true,1,0.30000000000000004,2021-02-16\r\n,,,,\r\n"
    assert (tmp_path / "x.csv").read_bytes() == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
def test_text_is_never_altered(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    write_csv(pd.DataFrame({"first": texts, "second": texts}, dtype=object), path)
    assert rows(path) == [["first", "second"], *([text, text] for text in texts)]


def test_every_frame_is_read_back_by_pandas_with_nothing_lost(hostile_corpus, tmp_path):
    for name, frame in hostile_corpus.frames().items():
        write_csv(frame, tmp_path / f"{name}.csv")
        types = {c: kind for c, kind in SCHEMAS[name].dtypes.items() if "datetime" not in str(kind)}
        back = pd.read_csv(tmp_path / f"{name}.csv", dtype=types, keep_default_na=False, na_values=[""])
        pd.testing.assert_frame_equal(back.astype(SCHEMAS[name].dtypes), frame)


def test_half_of_a_character_does_not_break_the_file(tmp_path):
    write_csv(pd.DataFrame({"text": ["a\ud800b"]}, dtype=object), tmp_path / "x.csv")
    assert rows(tmp_path / "x.csv") == [["text"], ["a?b"]]


def test_failed_write_leaves_the_old_file(tmp_path):
    class Broken:
        def __str__(self):
            raise ValueError("no text")

    (tmp_path / "x.csv").write_text("old")
    with pytest.raises(ValueError, match="no text"):
        write_csv(pd.DataFrame({"a": ["1", Broken()]}, dtype=object), tmp_path / "x.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]
    assert (tmp_path / "x.csv").read_text() == "old"
