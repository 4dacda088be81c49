from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis import load_corpus
from analysis.common.errors import FrameError
from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS, _validated, checked


def organisations(**changes: list[object]) -> pd.DataFrame:
    rows: dict[str, list[object]] = {
        "organisation_id": ["gnr", "cma"],
        "organisation": ["Guarda", "Câmara"],
        "short_name": ["GNR", "CMA"],
        "kind": ["security", "municipality"],
        "municipality": [None, "Alvito"],
        "collective": [False, True],
    }
    return pd.DataFrame(rows | changes)


@pytest.mark.parametrize("name", SCHEMAS)
def test_empty_frame_holds_to_its_schema(name: str) -> None:
    frame = checked(name, SCHEMAS[name].empty())
    assert list(frame.columns) == list(SCHEMAS[name].columns)
    assert frame.empty


def test_schemas_are_the_frames_of_a_corpus_and_each_key_is_a_column() -> None:
    assert list(SCHEMAS) == list(Corpus.__dataclass_fields__)
    assert all(set(schema.key) <= set(schema.columns) for schema in SCHEMAS.values())


def test_unknown_text_is_missing_and_not_empty() -> None:
    assert checked("organisations", organisations())["municipality"].isna().tolist() == [True, False]


def test_missing_and_surplus_columns_are_named() -> None:
    with pytest.raises(FrameError, match=r"kind.*ship"):
        checked("organisations", organisations().rename(columns={"kind": "ship"}))


def test_every_bad_row_is_reported_at_once() -> None:
    bad = organisations(kind=["ship", "municipality"], organisation=["Guarda", ""], organisation_id=["GNR!", "cma"])
    with pytest.raises(FrameError) as caught:
        checked("organisations", bad)
    assert {"row 0: kind='ship'", "row 0: organisation_id='GNR!'", "row 1: organisation=''"} <= {
        part.partition(" (")[0] for part in str(caught.value).partition("bad rows: ")[2].split("; ")
    }


def test_repeated_key_is_reported() -> None:
    with pytest.raises(FrameError, match="gnr"):
        checked("organisations", organisations(organisation_id=["gnr", "gnr"]))


@pytest.mark.parametrize("month", [0, 13])
def test_month_out_of_the_year_is_reported(month: int) -> None:
    with pytest.raises(FrameError, match=f"month={month}"):
        checked("schedule", pd.DataFrame({"action_id": ["a/001"], "month": [month]}))


def test_value_of_another_type_is_reported() -> None:
    with pytest.raises(FrameError, match="month='maio'"):
        checked("schedule", pd.DataFrame({"action_id": ["a/001", "a/002"], "month": [1, "maio"]}))


def test_missing_value_where_one_is_due_is_reported() -> None:
    with pytest.raises(FrameError, match="row 1: short_name="):
        checked("organisations", organisations(short_name=["GNR", None]))


def test_column_that_may_be_unknown_is_checked_where_it_is_known() -> None:
    with pytest.raises(FrameError, match="row 1: municipality=''"):
        checked("organisations", organisations(municipality=[None, ""]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_quick_check_gives_what_validation_row_by_row_gives(name: str, corpus_of: Callable[..., Corpus]) -> None:
    invented = corpus_of("CMA GNR", "", domains=["A", None], months=[[1, 2], None])
    for corpus in (invented, load_corpus("alijo-2021"), load_corpus("lagos-2023")):
        frame = getattr(corpus, name)
        for loose in (frame, frame.astype(object).where(frame.notna(), None)):
            pd.testing.assert_frame_equal(checked(name, loose), _validated(name, loose))
