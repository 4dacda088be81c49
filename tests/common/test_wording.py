from __future__ import annotations

import datetime
import re

import pytest

from analysis.common import wording
from analysis.common.errors import OutputError
from analysis.common.wording import LANGUAGES, date, enumerate_words, keys, label, month_name, number, percent, say

PLACEHOLDER = re.compile(r"\{(\w+)[^{}]*\}")


@pytest.mark.parametrize("key", sorted(keys()))
def test_every_sentence_stands_in_both_languages_with_the_same_values(key: str) -> None:
    forms = keys()[key]
    assert set(forms) == set(LANGUAGES)
    assert all(text.strip() for text in forms.values())
    named = [set(PLACEHOLDER.findall(text)) for text in forms.values()]
    assert named[0] == named[1]


@pytest.mark.parametrize("key", sorted(k for k in keys() if k.startswith("error.")))
def test_an_error_is_one_sentence_without_a_full_stop(key: str) -> None:
    assert not any(text.endswith((".", " ", "\n")) for text in keys()[key].values())


def test_every_issue_has_a_problem_and_a_treatment() -> None:
    issues = {key.rpartition(".")[0] for key in keys() if key.startswith("issue.")}
    assert all({f"{issue}.problem", f"{issue}.treatment"} <= keys().keys() for issue in issues)


def test_unknown_sentence_is_refused() -> None:
    with pytest.raises(KeyError, match=r"no sentence 'no\.such'"):
        say("no.such")


def test_missing_value_is_refused() -> None:
    with pytest.raises(KeyError, match="plan"):
        say("error.plan_unknown", "en", known="a")


@pytest.fixture
def two_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = {
        "kind.school": {"pt": "Escola", "en": "School"},
        "found": {"pt": "{n} {n:ação|ações}", "en": "{n} {n:action|actions}"},
    }
    monkeypatch.setattr(wording, "_catalogue", lambda: catalogue)


@pytest.mark.usefixtures("two_sentences")
@pytest.mark.parametrize(
    ("n", "sentence"), [(0, "0 ações"), (1, "1 ação"), (2, "2 ações"), (12_000, "12\u00a0000 ações")]
)
def test_the_number_chooses_the_form(n: int, sentence: str) -> None:
    assert say("found", "pt", n=n).replace("\u202f", "\u00a0") == sentence


@pytest.mark.usefixtures("two_sentences")
def test_a_code_without_a_label_is_its_own_label() -> None:
    assert label("kind", "school", "en") == "School"
    assert label("kind", "ship", "en") == "ship"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert number(1234.5, "en", decimals=1) == "1,234.5"
    assert number(12345.5, "pt", decimals=1).replace("\u202f", "\u00a0") == "12\u00a0345,5"
    assert percent(0.125, "en", decimals=1) == "12.5%"
    assert percent(0.5, "pt") == "50\u00a0%"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.125, 2, "0.13"), (0.135, 2, "0.14"), (-0.125, 2, "-0.13"), (2.5, 0, "3"), (2.4999, 0, "2"), (1.005, 2, "1.01")],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, written: str) -> None:
    assert number(value, "en", decimals=decimals) == written


def test_halves_of_a_percentage_are_rounded_as_by_hand() -> None:
    """5 of 8 is 62.5 %, 7 of 8 is 87.5 %, 57 of 200 is 28.5 %."""
    assert [percent(share, "en") for share in (5 / 8, 7 / 8, 57 / 200, -5 / 8)] == ["63%", "88%", "29%", "-63%"]
    assert percent(0.1 + 0.1 + 0.085, "en") == "29%"  # 0.28500000000000003
    assert percent(0.6225, "pt", decimals=1) == "62,3\u00a0%"


@pytest.mark.usefixtures("two_sentences")
def test_what_is_no_number_is_written_as_such() -> None:
    assert [number(float(value), "en") for value in ("nan", "inf")] == ["NaN", "∞"]


def test_dates_months_and_lists_are_written_as_the_language_writes_them() -> None:
    assert date(datetime.date(2021, 2, 16), "pt") == "16 de fevereiro de 2021"
    assert date(datetime.date(2021, 2, 16), "en") == "16 February 2021"
    assert month_name(3, "pt") == "março"
    assert enumerate_words(["a", "b", "c"], "pt") == "a, b e c"
    assert enumerate_words(["a", "b", "c"], "en") == "a, b and c"


@pytest.mark.parametrize(
    ("fault", "pt", "en"),
    [
        (PermissionError(13, "Permission denied"), "não há permissão", "Permission denied"),
        (OSError(28, "No space left on device"), "não há espaço no disco", "No space left on device"),
        (OSError(9999, "Strange fault"), "Strange fault", "Strange fault"),
    ],
)
def test_faults_of_the_system_are_told_in_the_readers_language(fault: OSError, pt: str, en: str) -> None:
    error = OutputError("report_unwritable", output="out", reason=fault)
    assert f"({pt})" in error.message("pt")
    assert en in error.message("en")
