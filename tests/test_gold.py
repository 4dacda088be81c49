"""The two plans of the data folder as read, against the labels that people gave them by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_corpus
from analysis.frames.corpus import Corpus

GOLD = Path(__file__).parent / "gold"
PLANS = ["alijo-2021", "lagos-2023"]
ACTION_FIELDS = (
    "agenda",
    "domain_no",
    "domain",
    "axis",
    "goal",
    "action",
    "indicators",
    "schedule_text",
    "months",
    "schedule_status",
    "frequency",
)
Rows = dict[tuple[str, ...], dict[str, str]]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(*PLANS)


def gold(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def text_of(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def told(expected: Rows, found: Rows, fields: tuple[str, ...]) -> list[str]:
    """Return one line for each row that only one side has and each field that differs."""
    lines = [f"{key}: not read" for key in expected if key not in found]
    lines += [f"{key}: read, but not in the document" for key in found if key not in expected]
    for key in expected.keys() & found.keys():
        for field in fields:
            if expected[key][field] != found[key][field]:
                lines.append(f"{key} {field}: {found[key][field]!r}, not {expected[key][field]!r}")
    return sorted(lines)


def by_key(rows: list[dict[str, str]], *key: str) -> Rows:
    keyed = {tuple(row[k] for k in key): row for row in rows}
    assert len(keyed) == len(rows)
    return keyed


def joined_by_action(frame: pd.DataFrame, column: str, sign: str) -> Callable[[str], str]:
    texts = {action: sign.join(map(str, group[column])) for action, group in frame.groupby("action_id")}
    return lambda action_id: texts.get(action_id, "")


def actions_of(corpus: Corpus) -> list[dict[str, str]]:
    indicators = joined_by_action(corpus.indicators.sort_values(["action_id", "order"]), "indicator", " | ")
    months = joined_by_action(corpus.schedule.sort_values(["action_id", "month"]), "month", ";")
    return [
        {name: text_of(value) for name, value in row.items()}
        | {"indicators": indicators(row["action_id"]), "months": months(row["action_id"])}
        for row in corpus.actions.to_dict("records")
    ]


def mentions_of(corpus: Corpus) -> list[dict[str, str]]:
    rows = corpus.participations.merge(corpus.actions[["action_id", "plan_id", "seq"]], on="action_id").merge(
        corpus.organisations, on="organisation_id", validate="many_to_one"
    )
    return [
        {name: text_of(value) for name, value in row.items()} | {"collective": str(row["collective"]).lower()}
        for row in rows.to_dict("records")
    ]


def test_every_action_is_read_as_labelled(corpus: Corpus) -> None:
    expected = by_key(gold("actions"), "plan_id", "seq")
    found = by_key(actions_of(corpus), "plan_id", "seq")
    differences = told(expected, found, ACTION_FIELDS)
    assert not differences, "\n".join(differences)
    assert len(found) == 72


def test_every_mention_is_read_as_labelled(corpus: Corpus) -> None:
    expected = by_key(gold("mentions"), "plan_id", "seq", "order")
    found = by_key(mentions_of(corpus), "plan_id", "seq", "order")
    differences = told(expected, found, ("role", "mention", "kind", "collective"))
    assert not differences, "\n".join(differences)
    assert len(found) == 170


@pytest.mark.parametrize("plan_id", PLANS)
def test_mentions_of_one_body_and_only_they_share_an_organisation(corpus: Corpus, plan_id: str) -> None:
    found = by_key(mentions_of(corpus), "plan_id", "seq", "order")
    meanings: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    for key, row in by_key(gold("mentions"), "plan_id", "seq", "order").items():
        if row["plan_id"] == plan_id:
            meanings.setdefault(row["canonical"], set()).add(found[key]["organisation_id"])
            bodies.setdefault(found[key]["organisation_id"], set()).add(row["canonical"])
    differences = [f"{name} was read as {sorted(ids)}" for name, ids in meanings.items() if len(ids) > 1]
    differences += [f"{body} stands for {sorted(names)}" for body, names in bodies.items() if len(names) > 1]
    assert not differences, "\n".join(differences)
    assert len(bodies) == {"alijo-2021": 26, "lagos-2023": 8}[plan_id]


def test_what_the_plans_say_of_themselves_is_read_as_labelled(corpus: Corpus) -> None:
    expected = by_key(gold("plans"), "plan_id")
    rows = [{name: text_of(v) for name, v in row.items()} for row in corpus.plans.to_dict("records")]
    for row in rows:
        row["approval_date"] = row["approved_on"].partition(" ")[0]
        row["source_file"] = row["document"]
    fields = ("municipality", "year", "title", "body", "approval_date", "source_file")
    differences = told(expected, by_key(rows, "plan_id"), fields)
    assert not differences, "\n".join(differences)


def test_months_that_the_text_does_not_carry_are_not_invented(corpus: Corpus) -> None:
    actions = corpus.actions.query("plan_id == 'alijo-2021'")
    assert set(actions["schedule_status"]) == {"not_stated"}
    assert not corpus.schedule["action_id"].isin(actions["action_id"]).any()
    assert corpus.issues.query("plan_id == 'alijo-2021' and field == 'schedule'").shape[0] == 1
