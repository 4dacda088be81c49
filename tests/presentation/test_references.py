"""Works that the reports cite: each marker has a work, each work is cited, each reference is complete."""

import re

import pytest

from analysis.common.wording import keys
from analysis.presentation.references import cited_in, reference, with_citations, works

SENTENCES = [text for forms in keys().values() for text in forms.values()]


def test_marker_becomes_authors_and_year_in_the_language():
    assert with_citations("Grau [@freeman1978].") == "Grau (Freeman, 1978)."
    assert with_citations("Modos [@borgatti1997].", "pt") == "Modos (Borgatti e Everett, 1997)."
    assert with_citations("Modes [@borgatti1997; @poisot2012].", "en") == (
        "Modes (Borgatti and Everett, 1997; Poisot et al., 2012)."
    )


def test_other_brackets_stay():
    assert with_citations("[a](b) [@] [x@y]") == "[a](b) [@] [x@y]"


def test_unknown_work_is_refused():
    with pytest.raises(KeyError):
        with_citations("[@nobody1900]")


def test_reference_holds_authors_year_title_place_and_link():
    assert reference("borgatti1997") == (
        "Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. *Social Networks*, 19(3), 243–269."
        " <https://doi.org/10.1016/S0378-8733(96)00301-2>"
    )


def test_every_work_that_a_sentence_cites_exists_and_every_work_is_cited():
    assert sorted(cited_in(SENTENCES)) == sorted(works())


def test_both_languages_cite_the_same_works():
    for key, forms in keys().items():
        assert cited_in([forms["pt"]]) == cited_in([forms["en"]]), key


def test_list_of_references_is_in_the_order_of_its_authors():
    listed = [works()[key]["authors"][0] for key in cited_in(SENTENCES)]
    assert listed == sorted(listed)


@pytest.mark.parametrize("key", works())
def test_work_has_authors_with_initials_a_year_and_a_doi_in_its_form(key):
    work = works()[key]
    assert str(work["year"]) in key
    assert work.get("corporate") or all("," in author or "Contributors" in author for author in work["authors"])
    assert "doi" not in work or re.fullmatch(r"10\.\d{4,}/\S+", work["doi"])
