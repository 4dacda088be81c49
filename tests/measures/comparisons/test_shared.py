"""Bodies that plans have in common, by id and by name."""

import dataclasses

import pandas as pd
import pytest

from analysis.common.errors import ParameterError
from analysis.measures.comparisons.rank_change import organisation_change
from analysis.measures.comparisons.shared import COLUMNS, shared_organisations


@pytest.fixture(scope="module")
def local(corpus_of):
    """A plan whose town hall and network are its own municipality's; GNR and the rest are national."""

    def plan(*cells, place, year=2024):
        slug = place.lower()
        corpus = corpus_of(*cells, plan_id=f"{slug}-{year}", municipality=place)
        own = corpus.organisations["municipality"].notna()
        ids = corpus.organisations["organisation_id"]
        renamed = {old: f"{old}-{slug}" for old in ids[own]}
        organisations = corpus.organisations.assign(
            organisation_id=ids.replace(renamed),
            organisation=corpus.organisations["organisation"].where(
                ~own, corpus.organisations["organisation"] + f" de {place}"
            ),
        )
        mentions = corpus.participations.assign(
            organisation_id=corpus.participations["organisation_id"].replace(renamed)
        )
        return dataclasses.replace(corpus, organisations=organisations, participations=mentions)

    return plan


@pytest.fixture(scope="module")
def region(local, joined):
    return joined(
        local("CMA GNR", "CMA PSP", place="Vila"),
        local("CMA", "CLAS", place="Vila", year=2025),
        local("CMA GNR", "GNR CLAS", place="Serra"),
    )


def test_by_id_only_one_and_the_same_body_is_shared(region):
    shared = shared_organisations(region)
    assert shared.dtypes.to_dict() == COLUMNS
    assert list(shared.index) == ["gnr", "cma-vila"]  # two municipalities before one
    assert shared.loc["gnr", ["plans", "municipalities", "actions"]].to_list() == [2, 2, 3]
    assert shared.loc["cma-vila", ["plans", "municipalities", "actions"]].to_list() == [2, 1, 3]
    assert shared.loc["cma-vila", "plan_ids"] == "vila-2024;vila-2025"


def test_by_counterpart_local_bodies_are_shared_under_their_name_without_its_place(region):
    shared = shared_organisations(region, match="counterpart")
    assert set(shared["organisation"]) == {"Entidade CMA", "Entidade CLAS", "Entidade GNR"}
    assert shared.loc["entidade-cma", ["plans", "municipalities", "actions"]].to_list() == [3, 2, 4]


def test_name_that_two_bodies_of_one_municipality_share_has_no_counterpart(local, joined):
    one, other = local("CMA CLAS", place="Vila"), local("CMA", place="Serra")
    same = one.organisations["organisation"].replace({"Entidade CLAS de Vila": "Entidade CMA de Vila"})
    twins = dataclasses.replace(one, organisations=one.organisations.assign(organisation=same))
    assert shared_organisations(joined(twins, other), match="counterpart").empty


def test_body_that_plans_of_two_municipalities_name_is_itself(local, joined):
    """As between two plans: by counterpart too, the town hall that both name is the one they share."""
    one, other = local("CMA", place="Vila"), local("CMA", place="Serra")
    visit = one.participations.assign(organisation_id="cma-serra", order=2)
    mentions = pd.concat([one.participations, visit], ignore_index=True)
    visited = dataclasses.replace(one, participations=mentions)
    shared = shared_organisations(joined(visited, other), match="counterpart")
    assert list(shared.index) == ["cma-serra"]
    assert shared.loc["cma-serra", ["plans", "actions"]].to_list() == [2, 2]
    named = [dataclasses.replace(plan, organisations=joined(one, other).organisations) for plan in (visited, other)]
    changed = organisation_change(*named, match="counterpart")
    assert changed["status"].to_dict() == {"cma-serra": "stays", "cma-vila": "leaves"}


def test_themes_of_shared_bodies_are_counted_where_known(plan_of, joined):
    one = plan_of("CMA", "CMA", domains=["Saúde", "Vário"], themes={"Saúde": "health"})
    shared = shared_organisations(joined(one, plan_of("CMA", plan_id="vila-2025")))
    assert shared.loc["cma", ["themes", "unmapped_actions"]].to_list() == [1, 2]
    unmapped = shared_organisations(joined(plan_of("CMA"), plan_of("CMA", plan_id="vila-2025")))
    assert unmapped.loc["cma", "themes"] is pd.NA


def test_municipality_that_is_not_known_leaves_their_number_unknown(corpus_of, joined):
    both = joined(corpus_of("CMA"), corpus_of("CMA", plan_id="x-2020"))
    plans = both.plans.assign(municipality=[None, "Vila"]).astype(both.plans.dtypes)
    unknown = dataclasses.replace(both, plans=plans)
    assert shared_organisations(unknown)["municipalities"].isna().all()


def test_unknown_match_is_refused(corpus_of):
    with pytest.raises(ParameterError, match="counterpart"):
        shared_organisations(corpus_of("CMA"), match="nome")
