"""The ledger keeps every attempt, survives a killed run and knows what is unchanged."""

import json
from dataclasses import replace

import pytest

from analysis.reporting.ledger import (
    Attempt,
    append,
    attempts,
    input_hashes,
    is_unchanged,
    last_attempts,
    versions,
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


def test_first_attempt_is_not_unchanged(tmp_path):
    assert not is_unchanged(tmp_path, None, DONE)


def test_same_key_with_files_in_place_is_unchanged(tmp_path):
    append(tmp_path, DONE)
    stand(tmp_path)
    assert is_unchanged(tmp_path, last_attempts(tmp_path)[DONE.subject], replace(DONE, seconds=0.0))


def test_missing_file_is_made_again(tmp_path):
    append(tmp_path, DONE)
    assert not is_unchanged(tmp_path, last_attempts(tmp_path)[DONE.subject], DONE)


@pytest.mark.parametrize(
    "change", [{"inputs": {"document": "z"}}, {"parameters": {"top": 3}}, {"versions": {"python": "3.12"}}]
)
def test_anything_that_the_outcome_hangs_on_makes_it_changed(tmp_path, change):
    append(tmp_path, DONE)
    stand(tmp_path)
    assert not is_unchanged(tmp_path, last_attempts(tmp_path)[DONE.subject], replace(DONE, **change))


def test_failure_alone_is_never_unchanged(tmp_path):
    append(tmp_path, FAILED)
    assert not is_unchanged(tmp_path, last_attempts(tmp_path)[DONE.subject], DONE)


def test_hashes_of_missing_inputs_are_unknown(tmp_path):
    hashes = input_hashes("vila-2021", None, None, tmp_path)
    assert (hashes["document"], hashes["registry"], hashes["notebook"]) == (None, None, None)


def test_only_the_own_document_of_a_plan_counts(notebook, data):
    path = notebook("01-toy")
    before = input_hashes("vila-2021", path, "pt", data)
    (data / "documents" / "outra.txt").write_text("mudado", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == before
    (data / "documents" / "vila.txt").write_text("também mudado", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data)["document"] != before["document"]


def test_registry_and_notebook_count(notebook, data):
    before = input_hashes("vila-2021", notebook("01-toy"), "pt", data)
    (data / "registry" / "aliases.csv").write_text("alias\n", encoding="utf-8")
    after = input_hashes("vila-2021", notebook("01-toy", "1"), "pt", data)
    assert before["registry"] != after["registry"]
    assert before["notebook"] != after["notebook"]


def test_translation_counts_for_its_language_only(notebook, notebooks, data):
    path = notebook("01-toy")
    before = {lang: input_hashes("vila-2021", path, lang, data) for lang in ("pt", "en")}
    (notebooks / "en.toml").write_text("", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == before["pt"]
    assert input_hashes("vila-2021", path, "en", data) != before["en"]


def test_versions_name_python_and_the_packages():
    assert {"python", "pandas", "networkx", "matplotlib", "papermill", "nbconvert"} <= versions().keys()
    assert None not in versions().values()


def test_document_of_a_further_plan_that_a_report_reads_is_an_input(data, notebook):
    path = notebook("01-toy")
    alone = input_hashes("vila-2021", path, "pt", data)
    before = input_hashes("vila-2021", path, "pt", data, others=["outra-2022"])
    assert before["document"] != alone["document"]
    (data / "documents" / "outra.txt").write_text("mudou", encoding="utf-8")
    assert input_hashes("vila-2021", path, "pt", data) == alone
    assert input_hashes("vila-2021", path, "pt", data, others=["outra-2022"])["document"] != before["document"]
