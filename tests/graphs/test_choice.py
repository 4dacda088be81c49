import pytest

from analysis.common.errors import ParameterError
from analysis.common.kinds import KINDS
from analysis.graphs.choice import chosen_kinds, counted_participations
from analysis.graphs.partnership import participation_graph


def test_corpus_without_actions_has_no_participations(corpus_of):
    assert counted_participations(corpus_of()).empty


def test_action_that_names_nobody_has_no_participations(corpus_of):
    assert counted_participations(corpus_of("")).empty


def test_everybody_counts_by_default(corpus_of):
    corpus = corpus_of("CMA IPSS CLAS", partners=["CLDS"])
    assert list(counted_participations(corpus)["organisation_id"]) == ["cma", "ipss", "clas", "clds"]


def test_participation_carries_its_place_and_its_organisation(corpus_of):
    (row,) = counted_participations(corpus_of("GNR", domains=["Saúde"])).to_dict("records")
    assert (row["plan_id"], row["domain"], row["kind"]) == ("vila-2024", "Saúde", "security")


def test_role_counts_only_that_role(corpus_of):
    corpus = corpus_of("CMA", partners=["GNR"])
    assert list(counted_participations(corpus, role="partner")["organisation_id"]) == ["gnr"]
    assert list(counted_participations(corpus, role="responsible")["organisation_id"]) == ["cma"]


def test_kinds_count_only_these(corpus_of):
    corpus = corpus_of("CMA GNR JF CLAS")
    chosen = counted_participations(corpus, kinds=["municipality", "security"])
    assert list(chosen["organisation_id"]) == ["cma", "gnr"]


def test_kind_with_hyphen_is_excluded(corpus_of):
    corpus = corpus_of("CMA CLAS CLDS")
    assert list(counted_participations(corpus, kinds="-project, -network_body")["organisation_id"]) == ["cma"]


def test_collective_false_leaves_out_classes_of_bodies(corpus_of):
    counted = counted_participations(corpus_of("IPSS GNR JF"), collective=False)
    assert list(counted["organisation_id"]) == ["gnr"]


def test_kinds_may_be_text_or_iterable():
    assert chosen_kinds("health,state") == chosen_kinds(k for k in ("state", "health")) == ("state", "health")


def test_no_choice_admits_all_kinds():
    assert chosen_kinds(None) == KINDS


def test_inclusion_and_exclusion_combine():
    assert chosen_kinds("state,health,-state") == ("health",)


@pytest.mark.parametrize("kinds", ["", [], "state,,health", "estado"])
def test_unknown_kind_is_refused(kinds):
    with pytest.raises(ParameterError, match="municipality"):
        chosen_kinds(kinds)


def test_choice_that_leaves_nobody_is_refused():
    with pytest.raises(ParameterError, match="leave nobody"):
        chosen_kinds("state,-state")


def test_unknown_role_is_refused_with_what_is_known(corpus_of):
    with pytest.raises(ParameterError, match="'parceiro' is not known; expected one of: responsible, partner"):
        counted_participations(corpus_of("CMA"), role="parceiro")


def test_graph_in_the_place_of_a_corpus_is_refused_in_words(corpus_of):
    with pytest.raises(ParameterError, match=r"Graph.*load_corpus"):
        participation_graph(participation_graph(corpus_of("CMA")))
