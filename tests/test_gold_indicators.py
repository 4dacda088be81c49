"""The reading of indicators against labels that people gave by hand; the labels are told in gold/README.md."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_corpus
from analysis.common.text import fold
from analysis.entities.indicators.classes import CLASSES, measure_class
from analysis.entities.indicators.stated import statement_of
from analysis.measures.indicators.quality import STATEMENTS

LEAST, LEAST_FOUND = 0.95, 0.9
SPLITS = ["dev", "held"]


@pytest.fixture(scope="module")
def gold() -> list[dict[str, str]]:
    path = Path(__file__).parent / "gold" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def read(gold: list[dict[str, str]]) -> pd.DataFrame:
    """One row per wording: labelled and found class, and whether each statement is labelled and found."""
    wordings = {fold(row["indicator"]): row for row in gold}.values()
    rows = []
    for row in wordings:
        stated = statement_of(row["indicator"])
        told = {"split": row["split"], "labelled": row["measure_class"] or "none"}
        told["found"] = measure_class(row["indicator"])[0] or "none"
        for name in STATEMENTS:
            told |= {f"has_{name}": row[f"has_{name}"] == "true", name: getattr(stated, name) is not None}
        rows.append(told)
    return pd.DataFrame(rows)


def test_sample_holds_every_indicator_of_the_plan_and_enough_others(gold: list[dict[str, str]]) -> None:
    of_plan = [(row["source"], row["indicator"]) for row in gold if "/" in row["source"]]
    indicators = load_corpus("alijo-2021").indicators
    assert of_plan == list(zip(indicators["action_id"], indicators["indicator"], strict=True))
    assert len(gold) - len(of_plan) >= 400


def test_held_wordings_are_none_of_those_the_rules_were_made_on(gold: list[dict[str, str]]) -> None:
    dev, held = ({fold(row["indicator"]) for row in gold if row["split"] == split} for split in SPLITS)
    assert not dev & held


@pytest.mark.parametrize("name", CLASSES)
def test_class_is_right_where_it_is_found_and_found_where_it_is(read: pd.DataFrame, name: str) -> None:
    labelled, found = read["labelled"] == name, read["found"] == name
    assert (labelled & found).sum() >= LEAST * found.sum()
    assert (labelled & found).sum() >= LEAST_FOUND * labelled.sum()


@pytest.mark.parametrize("split", SPLITS)
def test_classes_are_right_in_both_parts_of_the_sample(read: pd.DataFrame, split: str) -> None:
    classified = read[(read["split"] == split) & (read["found"] != "none")]
    assert (classified["found"] == classified["labelled"]).mean() >= LEAST


@pytest.mark.parametrize("name", STATEMENTS)
def test_statement_is_right_where_it_is_found_and_found_where_it_is(read: pd.DataFrame, name: str) -> None:
    labelled, found = read[f"has_{name}"], read[name]
    assert (labelled & found).sum() >= LEAST * found.sum()
    assert (labelled & found).sum() >= LEAST_FOUND * labelled.sum()
