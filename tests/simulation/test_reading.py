"""What the reader makes of invented documents is what they were written from."""

import pandas as pd


def as_text(frame: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    """Return rows with every cell as a CSV file holds it."""
    texts = frame[columns].astype(object).where(frame[columns].notna(), "").astype(str)
    return sorted(texts.itertuples(index=False, name=None))


def told(corpus, truth, name, *columns):
    return as_text(getattr(corpus, name), [*columns]), as_text(truth[name], [*columns])


def test_plans_are_read_as_synthetic_with_their_facts(corpus, truth):
    read, true = told(corpus, truth, "plans", "plan_id", "municipality", "ine_code", "year", "title")
    assert read == true
    assert corpus.plans["synthetic"].all()


def test_actions_are_read_as_they_were_written(corpus, truth):
    columns = ("action_id", "seq", "domain", "goal", "action", "schedule_status", "frequency")
    read, true = told(corpus, truth, "actions", *columns)
    assert read == true


def test_bodies_are_read_as_they_were_written(corpus, truth):
    read, true = told(corpus, truth, "participations", "action_id", "role", "order", "mention", "organisation_id")
    assert read == true
    assert set(corpus.participations["method"]) == {"known"}


def test_months_are_read_where_they_are_stated_and_nowhere_else(corpus, truth):
    stated = truth["schedule"][truth["schedule"]["stated"] == "true"]
    assert as_text(corpus.schedule, ["action_id", "month"]) == as_text(stated, ["action_id", "month"])
    assert 0 < len(stated) < len(truth["schedule"])


def test_indicators_and_targets_are_read_as_they_were_written(corpus, truth):
    read, true = told(corpus, truth, "indicators", "action_id", "order", "indicator", "target")
    assert read == true
    assert any(target for *_, target in true)


def test_themes_are_those_decided_in_the_registry(corpus, truth):
    reviewed = truth["domains"]["reviewed"] == "true"
    decided = corpus.domains[corpus.domains["theme_status"] == "reviewed"]
    columns = ["plan_id", "domain", "theme"]
    assert as_text(decided, columns) == as_text(truth["domains"][reviewed], columns)
    assert 0 < reviewed.sum() < len(reviewed)
