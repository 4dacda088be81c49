"""The ledger keeps every attempt, survives a killed run and knows what is unchanged."""

import json
import os
import threading
from collections import Counter
from dataclasses import replace

import pytest

from analysis.reporting.ledger import (
    Attempt,
    append,
    attempts,
    last_attempts,
    same_outcome,
    standing,
)

DONE = Attempt(
    time="2026-02-16T10:00:00+00:00",
    plan="vila-2021",
    notebook="01-toy",
    language="pt",
    parameters={"plan_id": "vila-2021", "top": 10},
    state="done",
    seconds=1.5,
    inputs={"document": "a", "notebook": "b"},
    versions={"python": "3.11"},
    files=("vila-2021/01-toy.pt.html",),
)
FAILED = replace(DONE, state="failed", error="ValueError: não", files=())


def stand(output, attempt=DONE):
    """Put the files of `attempt` in place."""
    for file in attempt.files:
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        (output / file).write_text("", encoding="utf-8")


def test_ledger_that_does_not_exist_is_empty(tmp_path):
    assert last_attempts(tmp_path) == {}


def test_attempt_is_one_line_and_reads_back_equal(tmp_path):
    append(tmp_path, DONE)
    assert (tmp_path / "runs.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert list(attempts(tmp_path)) == [DONE]


def test_line_carries_what_the_interface_promises(tmp_path):
    append(tmp_path, FAILED)
    line = json.loads((tmp_path / "runs.jsonl").read_text(encoding="utf-8"))
    promised = {"plan", "notebook", "language", "parameters", "state", "seconds", "inputs", "versions", "error"}
    assert promised <= line.keys()


def test_line_separator_in_an_error_does_not_break_the_line(tmp_path):
    odd = replace(FAILED, error="um\N{LINE SEPARATOR}dois\x85três")
    append(tmp_path, odd)
    assert list(attempts(tmp_path)) == [odd]


def test_line_cut_short_is_passed_over_and_kept(tmp_path):
    append(tmp_path, DONE)
    with (tmp_path / "runs.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write('{"time": "2026-')
    append(tmp_path, FAILED)
    assert list(attempts(tmp_path)) == [DONE, FAILED]
    assert '{"time": "2026-\n' in (tmp_path / "runs.jsonl").read_text(encoding="utf-8")


def test_latest_failure_stands_beside_the_last_good_attempt(tmp_path):
    append(tmp_path, DONE)
    append(tmp_path, FAILED)
    assert last_attempts(tmp_path)[DONE.subject] == (FAILED, DONE)


def test_unchanged_attempt_leaves_the_one_that_made_the_files(tmp_path):
    unchanged = replace(DONE, state="unchanged", time="2026-02-17T10:00:00+00:00", files=())
    append(tmp_path, DONE)
    append(tmp_path, unchanged)
    assert last_attempts(tmp_path)[DONE.subject] == (unchanged, DONE)


def test_languages_are_separate_subjects(tmp_path):
    append(tmp_path, DONE)
    append(tmp_path, replace(DONE, language="en"))
    assert len(last_attempts(tmp_path)) == 2


def test_inputs_of_what_stands_are_the_latest_that_make_the_same(tmp_path):
    append(tmp_path, DONE)
    append(tmp_path, replace(DONE, state="unchanged", inputs={"document": "a", "registry": "new"}, files=()))
    made = last_attempts(tmp_path)[DONE.subject].made
    assert (made.inputs, made.files, made.state) == ({"document": "a", "registry": "new"}, DONE.files, "done")


def test_what_was_never_made_does_not_stand(tmp_path):
    assert standing(tmp_path, None) is None
    append(tmp_path, FAILED)
    assert standing(tmp_path, last_attempts(tmp_path)[DONE.subject]) is None


def test_what_was_made_stands_while_all_its_files_do(tmp_path):
    append(tmp_path, DONE)
    history = last_attempts(tmp_path)[DONE.subject]
    assert standing(tmp_path, history) is None
    stand(tmp_path)
    assert standing(tmp_path, history) == DONE
    assert standing(tmp_path, history, files=DONE.files) == DONE
    assert standing(tmp_path, history, files=["vila-2021/01-toy.pt.pdf"]) is None


def test_same_parameters_versions_and_inputs_have_the_same_outcome():
    assert same_outcome(DONE, replace(DONE, seconds=0.0, time="2026-03-01T10:00:00+00:00"), but="rows")


@pytest.mark.parametrize(
    "change", [{"inputs": {"document": "z"}}, {"parameters": {"top": 3}}, {"versions": {"python": "3.12"}}]
)
def test_anything_else_that_the_outcome_hangs_on_makes_another(change):
    assert not same_outcome(DONE, replace(DONE, **change), but="rows")


def test_one_input_may_be_left_out_of_account():
    changed = replace(DONE, inputs={"document": "a", "notebook": "other"})
    assert same_outcome(DONE, changed, but="notebook")
    assert not same_outcome(DONE, changed, but="document")


def test_line_is_whole_or_not_there_where_the_disk_is_full(tmp_path, monkeypatch):
    append(tmp_path, DONE)
    before, write = (tmp_path / "runs.jsonl").read_bytes(), os.write
    monkeypatch.setattr(os, "write", lambda handle, line: write(handle, line[:100]))
    with pytest.raises(OSError, match="No space left"):
        append(tmp_path, FAILED)
    assert (tmp_path / "runs.jsonl").read_bytes() == before


def test_lines_of_several_writers_are_all_whole(tmp_path):
    def write(order):
        for _ in range(25):
            append(tmp_path, replace(DONE, plan=f"plan-{order}", error="x" * 5000))

    writers = [threading.Thread(target=write, args=(order,)) for order in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Counter(attempt.plan for attempt in attempts(tmp_path)) == {f"plan-{order}": 25 for order in range(4)}
