def test_plans_have_the_places_in_which_they_were_asked_for(corpus_of, joined):
    corpus = joined(corpus_of("CMA", plan_id="vila-2024"), corpus_of("GNR", plan_id="alta-2020"))
    assert corpus.plan_places == {"vila-2024": 0, "alta-2020": 1}


def test_names_are_those_of_the_organisations_by_id(corpus_of):
    assert corpus_of("CMA GNR").names.to_dict() == {"cma": "Entidade CMA", "gnr": "Entidade GNR"}
    assert corpus_of("").names.empty
