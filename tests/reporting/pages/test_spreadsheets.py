"""Tables for spreadsheet programs: worded as the page, numbers as numbers, formulas as text."""

import csv
import io

import pytest

from analysis.reporting.pages.spreadsheets import spreadsheet_csv


def test_downloaded_table_is_worded_as_the_page_and_changes_no_text():
    rows = "seq,kind,source,collective,1,action\n1,state,s1/l4,True,0.5,2.1\n2,other,l3,False,,Ler 2.1\n"
    assert spreadsheet_csv(rows, "pt").splitlines() == [
        "N.º;Tipo;Lugar no documento;Coletiva;Jan;Ação",
        "1;Serviço do Estado;folha 1, linha 4 da folha;sim;0,5;2.1",
        "2;Outra;linha 3 do documento;não;;Ler 2.1",
    ]
    assert spreadsheet_csv(rows, "en").splitlines()[1] == '1,State service,"sheet 1, row 4 of the sheet",yes,0.5,2.1'


def test_downloaded_table_opens_in_the_readers_spreadsheet_program():
    rows = "organisation,betweenness,actions\nCasa; Lar,0.25,3\n"
    assert spreadsheet_csv(rows, "pt") == 'Entidade;Intermediação;Ações\r\n"Casa; Lar";0,25;3\r\n'
    assert spreadsheet_csv(rows, "en") == "Body,Betweenness,Actions\r\nCasa; Lar,0.25,3\r\n"


def cells(rows, lang):
    return list(csv.reader(io.StringIO(rows), delimiter=";" if lang == "pt" else ","))


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", '=HYPERLINK("http://e.pt";"x")'])
def test_text_that_would_be_run_as_a_formula_is_text(formula, lang):
    page = io.StringIO()
    csv.writer(page).writerows([["action", "=x"], [formula, "a"], ["b", "c"]])
    heading, first, second = cells(spreadsheet_csv(page.getvalue(), lang), lang)
    assert heading[1] == "'=x"
    assert first == [f"'{formula}", "a"]
    assert second == ["b", "c"]


def test_formula_that_the_table_has_made_text_is_not_marked_twice():
    assert cells(spreadsheet_csv("action\n'=1+1\n"), "pt")[1] == ["'=1+1"]


def test_negative_numbers_stay_numbers():
    assert spreadsheet_csv("z,action\n-1.5,-2\n-2e-05,x\n", "pt").splitlines()[1:] == ["-1,5;-2", "-2e-05;x"]
    assert spreadsheet_csv("z,action\n-1.5,-2\n-2e-05,x\n", "en").splitlines()[1:] == ["-1.5,-2", "-2e-05,x"]


def test_table_without_rows_keeps_its_headings():
    assert spreadsheet_csv("actions,betweenness\n", "en") == "Actions,Betweenness\r\n"
