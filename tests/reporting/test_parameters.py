"""Parameters are converted to what the notebook declares, or refused before anything runs."""

import shutil

import pytest

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.paths import data_folder
from analysis.reporting.parameters import (
    checked_parameters,
    declared_parameters,
    further_plans,
    named_plans,
    notebook_names,
    notebook_path,
)
from analysis.reporting.run import ReportTask, planned


def test_nothing_given_is_nothing_checked(notebook):
    assert checked_parameters(notebook("01-toy"), {}) == {}


def test_folder_without_notebooks_has_no_names(notebooks):
    assert notebook_names(notebooks) == []


def test_only_notebooks_that_declare_a_plan_are_reports(notebook, notebooks):
    notebook("02-second")
    notebook("01-first")
    notebook("00-scratch", parameters="top: int = 10")
    assert notebook_names(notebooks) == ["01-first", "02-second"]


def test_notebook_is_found_by_its_beginning(notebook, notebooks):
    path = notebook("01-partner-network")
    assert notebook_path("01", notebooks) == path


def test_whole_name_wins_over_longer_ones(notebook, notebooks):
    path = notebook("01-partner")
    notebook("01-partner-network")
    assert notebook_path("01-partner", notebooks) == path


def test_ambiguous_beginning_is_refused_with_its_candidates(notebook, notebooks):
    notebook("01-partner")
    notebook("01-domain")
    with pytest.raises(UnknownNameError, match=r"'01'.*01-domain, 01-partner"):
        notebook_path("01", notebooks)


@pytest.mark.parametrize("beginning", ["07", ""])
def test_unknown_notebook_is_refused_with_what_is_known(notebook, notebooks, beginning):
    notebook("01-partner")
    with pytest.raises(UnknownNameError, match="01-partner"):
        notebook_path(beginning, notebooks)


def test_declaration_carries_type_default_and_help(notebook):
    top = declared_parameters(notebook("01-toy"))["top"]
    assert (top.kind, top.default, top.help) == ("int", 10, "rows shown")


def test_type_without_annotation_is_that_of_the_default(notebook):
    path = notebook("01-toy", parameters="plan_id = 'vila-2021'\ntop = 3")
    assert checked_parameters(path, {"top": "7"}) == {"top": 7}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("top", "7", 7),
        ("top", "+12", 12),
        ("share", "0.25", 0.25),
        ("share", "1", 1.0),
        ("labels", "false", False),
        ("labels", "True", True),
        ("role", "partner", "partner"),
        ("role", "None", None),
        ("lang", "en", "en"),
        ("top", 7, 7),
        ("share", 1, 1.0),
        ("role", None, None),
    ],
)
def test_value_gets_the_declared_type(notebook, name, text, value):
    checked = checked_parameters(notebook("01-toy"), {name: text})
    assert checked == {name: value}
    assert type(checked[name]) is type(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("top", "ten"),
        ("top", "1.5"),
        ("top", "1_000"),
        ("top", ""),
        ("top", True),
        ("top", None),
        ("top", "None"),
        ("share", "0,5"),
        ("share", "nan"),
        ("labels", "1"),
        ("labels", 1),
        ("role", 3),
    ],
)
def test_wrong_type_is_refused_with_parameter_and_value(notebook, name, value):
    with pytest.raises(ParameterError) as refusal:
        checked_parameters(notebook("01-toy"), {name: value})
    assert repr(name) in str(refusal.value)
    assert repr(value) in str(refusal.value)


@pytest.mark.parametrize(("name", "choice"), [("role", "partner"), ("lang", "pt"), ("weight", "newman")])
def test_value_out_of_the_choices_is_refused_with_them(notebook, name, choice):
    path = notebook("01-toy", parameters=f"plan_id: str = 'x'\n{name}: str = {choice!r}")
    with pytest.raises(ParameterError, match=rf"'nobody'.*{choice}"):
        checked_parameters(path, {name: "nobody"})


def test_kind_of_body_that_is_not_known_is_refused(notebook):
    path = notebook("01-toy", parameters="plan_id: str = 'x'\nkinds: str = None")
    with pytest.raises(ParameterError, match="'boss'"):
        checked_parameters(path, {"kinds": "ipss_ngo,boss"})


def test_ranking_of_no_rows_is_refused(notebook):
    with pytest.raises(ParameterError, match="'0'"):
        checked_parameters(notebook("01-toy"), {"top": "0"})


def test_undeclared_parameter_is_refused_with_what_is_declared(notebook):
    with pytest.raises(ParameterError, match=r"'colour'.*role, top"):
        checked_parameters(notebook("01-toy"), {"colour": "red"})


def test_misspelt_parameter_is_refused_with_a_suggestion(notebook):
    with pytest.raises(ParameterError, match="did you mean 'labels'"):
        checked_parameters(notebook("01-toy"), {"label": "true"})


def test_plan_is_not_a_parameter_to_give(notebook):
    with pytest.raises(ParameterError, match="plan_id"):
        checked_parameters(notebook("01-toy"), {"plan_id": "outra-2022"})


NETWORK = """top: int = 10
level: float = 0.95
missed: float = 0.05
seed: int = 0
null: str = "curveball"
match: str = "id"
measure: str = "strength"
layer: str = "domain"
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [("top", "0"), ("level", "95"), ("level", "1"), ("missed", "1"), ("missed", "-0.1"), ("seed", "-1")],
)
def test_number_out_of_its_range_is_refused_with_the_range(notebook, name, value):
    path = notebook("01-toy", parameters=NETWORK)
    with pytest.raises(ParameterError, match=rf"{name}.*{value}.*[≥>]"):
        checked_parameters(path, {name: value})


@pytest.mark.parametrize(("name", "value"), [("missed", "0"), ("level", "0.5"), ("seed", "0"), ("top", "1")])
def test_number_at_the_end_of_its_range_is_taken(notebook, name, value):
    path = notebook("01-toy", parameters=NETWORK)
    assert checked_parameters(path, {name: value}) == {name: float(value)}


@pytest.mark.parametrize(
    ("name", "known"), [("null", "bicm"), ("match", "counterpart"), ("measure", "betweenness"), ("layer", "role")]
)
def test_choice_that_is_not_known_is_refused_with_those_that_are(notebook, name, known):
    path = notebook("01-toy", parameters=NETWORK)
    assert checked_parameters(path, {name: known}) == {name: known}
    with pytest.raises(ParameterError, match=known):
        checked_parameters(path, {name: "nonsense"})


def test_named_plans_are_those_of_all_parameters_that_name_plans():
    assert named_plans({"earlier": "a-2020", "pooled": "b-2021, c-2022,", "top": 3}) == ["a-2020", "b-2021", "c-2022"]
    assert named_plans({"previous": "a-2020", "peers": "b-2021,c-2022"}) == ["a-2020", "b-2021", "c-2022"]
    assert named_plans({"earlier": None, "pooled": "None", "previous": "none", "peers": "none"}) == []


COMPARING = """plan_id: str = "alijo-2021"
previous: str = None
peers: str = None
"""


@pytest.fixture
def comparing(notebook):
    return notebook("05-toy", parameters=COMPARING)


@pytest.fixture
def region(tmp_path):
    """A data folder of the registry with three plans of one municipality and two of another."""
    shutil.copytree(data_folder() / "registry", tmp_path / "region" / "registry")
    rows = [("a-2020", "0205"), ("a-2021", "0205"), ("a-2022", "0205"), ("b-2019", "0807"), ("b-2022", "0807")]
    lines = [f"{plan},{plan}.txt,{code},{plan[2:]},plano" for plan, code in rows]
    heading = "plan_id,document,ine_code,year,origin"
    for path in (tmp_path / "region" / "registry").glob("*.csv"):
        first = path.read_text(encoding="utf-8-sig").splitlines()[0]
        if "plan_id" in first:
            path.write_text("\n".join([heading, *lines] if path.stem == "plans" else [first]) + "\n", encoding="utf-8")
    return tmp_path / "region"


def test_plan_before_and_peers_are_read_where_nobody_has_chosen(comparing, region):
    assert further_plans("a-2022", comparing, {}, region) == ["a-2021", "b-2022"]
    assert further_plans("a-2020", comparing, {"top": 3}, region) == ["b-2019"]


def test_plans_that_were_chosen_take_the_place_of_the_plan_before_and_the_peers(comparing, region):
    assert further_plans("a-2022", comparing, {"previous": "a-2020", "peers": None}, region) == ["a-2020", "b-2022"]
    assert further_plans("a-2022", comparing, {"previous": "none", "peers": "none"}, region) == []


def test_notebook_that_compares_nothing_reads_no_registry(notebook, tmp_path):
    assert further_plans("a-2022", notebook("01-toy"), {}, tmp_path / "nowhere") == []


@pytest.mark.parametrize("plan", ["a-2022", "a-2021", "b-2022"])
def test_report_is_made_anew_where_a_document_that_it_compares_has_changed(plan, comparing, region):
    (region / "documents").mkdir()
    for name in ("a-2020", "a-2021", "a-2022", "b-2019", "b-2022"):
        (region / "documents" / f"{name}.txt").write_text("plano", encoding="utf-8")
    task = ReportTask("a-2022", comparing, data=region)
    before = planned(task)
    (region / "documents" / "a-2020.txt").write_text("outro plano", encoding="utf-8")
    assert planned(task).inputs == before.inputs
    (region / "documents" / f"{plan}.txt").write_text("outro plano", encoding="utf-8")
    assert planned(task).inputs["document"] != before.inputs["document"]
