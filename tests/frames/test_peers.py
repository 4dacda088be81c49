"""Which plans a plan is compared with, as the registry alone tells."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.paths import data_folder
from analysis.frames.peers import peer_plans, previous_plan

# Codes of three municipalities of the registry: 0205, 0807 and 1701.
PLANS = """plan_id,document,ine_code,year,origin
a-2020,a.txt,0205,2020,plano
a-2022,b.txt,0205,2022,plano
a-2022-b,c.txt,0205,2022,adenda
a-2024,d.txt,0205,2024,plano
b-2021,e.txt,0807,2021,plano
b-2023,f.txt,0807,2023,plano
b-2030,g.txt,0807,2030,plano
c-2010,h.txt,1701,2010,plano
c-2022-x,i.txt,1701,2022,Dados sintéticos
a-2021-x,j.txt,0205,2021,dados SINTÉTICOS
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(data_folder() / "registry", tmp_path / "registry")
    for path in (tmp_path / "registry").glob("*.csv"):
        with path.open(encoding="utf-8-sig") as lines:
            heading = next(lines)
        if "plan_id" in heading or path.stem == "plans":
            path.write_text(PLANS if path.stem == "plans" else heading, encoding="utf-8")
    return tmp_path


def test_previous_plan_is_of_the_latest_earlier_year(data: Path) -> None:
    assert previous_plan("a-2024", data=data) == "a-2022"
    assert previous_plan("a-2022-b", data=data) == "a-2020"


def test_first_plan_of_a_municipality_has_none_before_it(data: Path) -> None:
    assert previous_plan("a-2020", data=data) is None
    assert previous_plan("c-2010", data=data) is None


def test_peers_are_the_plans_nearest_in_year_of_the_other_municipalities(data: Path) -> None:
    assert peer_plans("a-2020", data=data) == ("b-2021", "c-2010")
    assert peer_plans("c-2010", data=data) == ("a-2020", "b-2021")


def test_of_two_plans_as_near_the_later_is_the_peer(data: Path) -> None:
    assert peer_plans("a-2022", data=data) == ("b-2023", "c-2010")


def test_synthetic_and_real_plans_are_not_compared(data: Path) -> None:
    assert peer_plans("c-2022-x", data=data) == ("a-2021-x",)
    assert previous_plan("a-2021-x", data=data) is None


def test_reader_may_choose_others(data: Path) -> None:
    assert previous_plan("a-2024", chosen=" a-2020 ", data=data) == "a-2020"
    assert peer_plans("a-2024", chosen=" b-2030, a-2020,a-2024, ", data=data) == ("b-2030", "a-2020")


def test_reader_may_choose_none(data: Path) -> None:
    assert previous_plan("a-2024", chosen="none", data=data) is None
    assert peer_plans("a-2024", chosen="none", data=data) == ()


@pytest.mark.parametrize("other", ["a-2024", "b-2021", "a-2022-b"])
def test_plan_that_is_not_before_it_is_refused_with_those_that_are(other: str, data: Path) -> None:
    """Itself, another municipality's, one of the same year."""
    plan = "a-2022" if other == "a-2022-b" else "a-2024"
    with pytest.raises(ParameterError, match=rf"previous.*{other}.*a-2020"):
        previous_plan(plan, chosen=other, data=data)


@pytest.mark.parametrize("asked", [previous_plan, peer_plans])
def test_unknown_plan_is_refused_with_those_that_are_known(asked, data: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'x-1999'.*a-2020"):
        asked("x-1999", data=data)
    with pytest.raises(UnknownNameError, match=r"'x-1999'.*a-2020"):
        asked("a-2024", chosen="x-1999", data=data)


def test_nearest_municipalities_come_first(data: Path) -> None:
    """Abrantes (1401) lies between Lisboa (1106) and Bragança (0402), nearer to Lisboa; Sintra (1111) beside Lisboa."""
    rows = [f"{name}-2024,{name}.txt,{code},2024,plano" for name, code in
            (("abrantes", "1401"), ("braganca", "0402"), ("lisboa", "1106"), ("sintra", "1111"))]  # fmt: skip
    (data / "registry" / "plans.csv").write_text("\n".join([PLANS.splitlines()[0], *rows]) + "\n", encoding="utf-8")
    assert peer_plans("sintra-2024", data=data) == ("lisboa-2024", "abrantes-2024", "braganca-2024")
    assert peer_plans("braganca-2024", data=data)[0] == "abrantes-2024"
