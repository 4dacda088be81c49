"""Tables: words and numbers of the language on the page, the frame's own values in the CSV."""

import csv
import io

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.presentation.tables import csv_of, display_table

NBSP = "\N{NO-BREAK SPACE}"
HOSTILE = '<script>alert("1")</script> & <b>Silva</b>'


def page_of(shown):
    ((bundle, _),) = shown
    return BeautifulSoup(bundle["text/html"], "html.parser")


def cells(shown):
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in page_of(shown).find_all("tr")]


def csv_rows(shown):
    ((bundle, _),) = shown
    return list(csv.DictReader(io.StringIO(bundle["text/csv"])))


def test_empty_frame_says_that_there_is_nothing(shown):
    display_table(pd.DataFrame({"action": pd.Series(dtype="string")}), "empty")
    assert cells(shown) == [["Ação"], ["Nada a mostrar."]]


def test_hostile_text_is_escaped_in_cells_headings_and_caption(shown):
    frame = pd.DataFrame({HOSTILE: [HOSTILE]})
    display_table(frame, "x", caption=HOSTILE)
    page = page_of(shown)
    assert page.find(["script", "b"]) is None
    assert page.td.get_text() == page.th.get_text() == page.caption.get_text() == HOSTILE


def test_hostile_caption_of_a_folded_table_is_escaped(shown):
    display_table(pd.DataFrame({"a": ["b"]}), "x", caption=HOSTILE, folded=True)
    page = page_of(shown)
    assert page.script is None
    assert page.summary.get_text() == f"{HOSTILE} (1 linha)"


def test_upright_table_is_one_line_a_column_and_escaped(shown):
    display_table(pd.DataFrame({"organisation": [HOSTILE], "actions": [3]}), "x", upright=True)
    assert page_of(shown).script is None
    assert cells(shown) == [["Entidade", HOSTILE], ["Ações", "3"]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_begins_as_a_formula_is_led_by_an_apostrophe_in_csv(start):
    assert csv_of(pd.DataFrame({"a": [f"{start}1+1"]})).strip('a"\n') == f"'{start}1+1"


def test_heading_that_begins_as_a_formula_is_led_by_an_apostrophe_in_csv():
    assert csv_of(pd.DataFrame({'=HYPERLINK("x")': ["a"]})).startswith("\"'=HYPERLINK")


def test_formula_in_a_column_of_mixed_values_is_neutralised():
    assert "'=1" in csv_of(pd.DataFrame({"a": pd.Series(["=1", 2, None], dtype=object)}))


def test_negative_number_stays_a_number_in_csv():
    assert csv_of(pd.DataFrame({"a": [-1.5]})) == "a\n-1.5\n"


@pytest.mark.parametrize(("lang", "words"), [("pt", "não indicado"), ("en", "not stated")])
def test_missing_is_said_in_words_on_the_page_and_empty_in_csv(shown, lang, words):
    frame = pd.DataFrame({"year": pd.array([None], dtype="Int64"), "action": pd.array([None], dtype="string")})
    display_table(frame, "x", lang=lang)
    assert cells(shown)[1] == [words, words]
    assert [cell["class"] for cell in page_of(shown).select("tbody *[class]")] == [["missing", "number"], ["missing"]]
    assert csv_rows(shown) == [{"year": "", "action": ""}]


def test_first_cell_heads_its_row_and_headings_their_columns(shown):
    display_table(pd.DataFrame({"action": ["x", "y"], "year": [2021, 2022]}), "x")
    page = page_of(shown)
    assert [cell["scope"] for cell in page.select("thead th")] == ["col", "col"]
    assert [(cell["scope"], cell.text) for cell in page.select("tbody th")] == [("row", "x"), ("row", "y")]
    assert [cell.text for cell in page.select("tbody td")] == ["2021", "2022"]


def test_table_of_months_only_has_no_heads_of_rows(shown):
    display_table(pd.DataFrame([[1, 2]], columns=[1, 2]), "x")
    assert page_of(shown).select("tbody th") == []


def test_every_value_of_an_upright_table_stands_at_the_right(shown):
    frame = pd.DataFrame({"action": ["x"], "year": pd.array([None], dtype="Int64")})
    display_table(frame, "x", upright=True)
    assert [cell["class"] for cell in page_of(shown).find_all("td")] == [["number"], ["missing", "number"]]


def test_month_is_a_word_and_its_heading_stands_over_it(shown):
    display_table(pd.DataFrame({"month": [3], "load": [2]}), "x")
    assert [head.get("class") for head in page_of(shown).select("thead th")] == [None, ["number"]]


def test_other_word_for_missing_may_be_asked_for(shown):
    display_table(pd.DataFrame({"closeness": [float("nan")]}), "x", missing="undefined")
    assert cells(shown)[1] == ["não definido"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("pt", [f"12{NBSP}345", f"1{NBSP}234,50", f"82{NBSP}%", "sim", "1 de março de 2021"]),
        ("en", ["12,345", "1,234.50", "82%", "yes", "1 March 2021"]),
    ],
)
def test_numbers_shares_truths_and_dates_are_written_as_the_language_does(shown, lang, expected):
    frame = pd.DataFrame(
        {
            "actions": [12345], "strength": [1234.5], "top_share": [0.82], "collective": [True],
            "approved_on": [pd.Timestamp("2021-03-01")],
        }
    )  # fmt: skip
    display_table(frame, "x", lang=lang)
    assert cells(shown)[1] == expected


def test_measured_column_of_whole_numbers_has_no_decimals(shown):
    display_table(pd.DataFrame({"strength": [3.0, 12.0]}), "x")
    assert [row[0] for row in cells(shown)[1:]] == ["3", "12"]


def test_share_of_one_is_a_hundred_per_cent(shown):
    display_table(pd.DataFrame({"density": [1.0]}), "x")
    assert cells(shown)[1] == [f"100{NBSP}%"]


def test_year_and_number_of_an_action_have_no_thousands_separator(shown):
    display_table(pd.DataFrame({"year": [2021], "seq": [1234]}), "x", lang="en")
    assert cells(shown)[1] == ["2021", "1234"]


def test_codes_are_words_on_the_page_and_codes_in_csv(shown):
    frame = pd.DataFrame({"kind": ["ipss_ngo"], "schedule_status": ["absent"], "frequency": ["monthly"]})
    display_table(frame, "x")
    assert cells(shown)[1] == ["IPSS e associações", "sem coluna de calendário", "mensal"]
    assert csv_rows(shown) == [{"kind": "ipss_ngo", "schedule_status": "absent", "frequency": "monthly"}]


def test_shown_part_says_so_and_csv_keeps_all_rows_and_columns(shown):
    frame = pd.DataFrame({"actions": [1, 2, 3], "degree": [4, 5, 6]}, index=pd.Index(list("abc"), name="plan_id"))
    display_table(frame, "x", columns=["actions"], rows=2, caption="Ações")
    assert page_of(shown).caption.get_text() == "Ações. Primeiras 2 linhas de 3; o ficheiro CSV tem todas."
    assert [row[0] for row in cells(shown)[1:]] == ["1", "2"]
    assert [row["degree"] for row in csv_rows(shown)] == ["4", "5", "6"]
    assert [row["plan_id"] for row in csv_rows(shown)] == ["a", "b", "c"]


def test_full_numbers_are_kept_in_csv(shown):
    display_table(pd.DataFrame({"betweenness": [0.123456789]}), "x")
    assert cells(shown)[1] == ["0,12"]
    assert csv_rows(shown) == [{"betweenness": "0.123456789"}]


def test_months_head_their_columns_by_three_letters(shown):
    display_table(pd.DataFrame({1: [0], 12: [3]}), "x", columns=[1, 12])
    assert cells(shown) == [["Jan", "Dez"], ["0", "3"]]


def test_table_names_its_file_and_its_caption(shown):
    display_table(pd.DataFrame({"a": [1]}), "partner-centrality", caption="Quem")
    assert shown[0][1] == {"analysis": {"name": "partner-centrality", "alt": "Quem"}}


def test_display_changes_no_frame(shown):
    frame = pd.DataFrame({"action": ["=1"], "strength": [2.0]})
    before = frame.copy()
    display_table(frame, "x")
    pd.testing.assert_frame_equal(frame, before)


def test_line_end_in_doubt_is_a_space_on_the_page_and_in_csv(shown):
    display_table(pd.DataFrame({"text": ["Sol\vLua"]}), "x")
    assert cells(shown)[1] == ["Sol Lua"]
    assert csv_rows(shown) == [{"text": "Sol Lua"}]


def test_numbers_of_a_measure_are_written_as_the_measure_is(shown):
    names = ["actions", "lone_share", "shannon", "gini_months", "gini_months"]
    frame = pd.DataFrame({"measure": names, "value": [4.0, 1.0, 1.26, 0.126, 0.0126]})
    display_table(frame, "x")
    assert [row[1] for row in cells(shown)[1:]] == ["4", f"100{NBSP}%", "1,3", "0,13", "0,013"]
    assert [row["value"] for row in csv_rows(shown)] == ["4", "1", "1.26", "0.126", "0.0126"]
