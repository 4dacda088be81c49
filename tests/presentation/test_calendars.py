import dataclasses

import pytest
from bs4 import BeautifulSoup

from analysis.common.errors import UnknownNameError
from analysis.frames.calendar_files import plan_calendar
from analysis.presentation import calendars
from analysis.presentation.calendars import CALENDARS, display_calendars
from analysis.reporting.pages import export

PLAN = "vila-2024"


@pytest.fixture
def shown(monkeypatch):
    """What is shown, in order."""
    found = []
    monkeypatch.setattr(calendars, "display", lambda bundle, *, raw: found.append(bundle))
    return found


@pytest.fixture
def corpus(corpus_of):
    made = corpus_of("CMA GNR", "JF", "PSP CMA", months=[[1, 2], None, [5]])
    return dataclasses.replace(made, plans=made.plans.assign(year=2024).astype(made.plans.dtypes))


def page_of(bundle):
    return BeautifulSoup(bundle["text/html"], "html.parser")


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_links_lead_to_the_files_that_the_output_carries(shown, corpus, lang):
    display_calendars(corpus, PLAN, lang=lang)
    (bundle,) = shown
    links = [link["href"] for link in page_of(bundle).find_all("a")]
    assert links == [f"calendars/{name}.{lang}.ics" for name in (PLAN, "cma", "gnr", "psp")]
    assert {f"calendars/{name}.{lang}.ics" for name in bundle[CALENDARS]} == set(links)


def test_files_are_the_calendars_of_the_plan_and_of_the_bodies(shown, corpus):
    display_calendars(corpus, PLAN, lang="en")
    files = shown[0][CALENDARS]
    assert files.pop(PLAN).encode() == plan_calendar(corpus, PLAN, lang="en")
    assert {name: text.encode() for name, text in files.items()} == {
        name: plan_calendar(corpus, PLAN, organisation_id=name, lang="en") for name in ("cma", "gnr", "psp")
    }


def test_what_no_calendar_holds_is_said(shown, corpus):
    display_calendars(corpus, PLAN, lang="en")
    first, last = [p.text for p in page_of(shown[0]).find_all("p", recursive=False)][:2]
    assert first == "Calendar of the plan (2 actions in it; 1 more without known months, left out)"
    assert last == "1 body has no calendar, since the months of its actions are not known."
    assert page_of(shown[0]).summary.text == "3 calendars of bodies"


def test_plan_without_months_or_year_says_so_and_carries_nothing(shown, corpus, corpus_of):
    blank = dataclasses.replace(corpus, schedule=corpus.schedule.iloc[:0])
    for each, told in ((blank, "Vila 2024"), (corpus_of("CMA", months=[[1]]), "ano")):
        display_calendars(each, PLAN)
        bundle = shown.pop()
        assert bundle.keys() == {"text/html", "text/plain"}
        assert bundle["text/plain"].startswith("Não há calendário")
        assert told in page_of(bundle).text
        assert page_of(bundle).a is None


def test_unknown_plan_is_refused(corpus):
    with pytest.raises(UnknownNameError, match="'nenhures-1900'"):
        display_calendars(corpus, "nenhures-1900")


def test_names_are_escaped(shown, corpus):
    organisations = corpus.organisations.assign(organisation='<script>"x"</script>').astype(corpus.organisations.dtypes)
    display_calendars(dataclasses.replace(corpus, organisations=organisations), PLAN)
    assert "<script" not in shown[0]["text/html"]
    assert page_of(shown[0]).li.a.text == '<script>"x"</script>'


def test_real_plan_has_a_calendar_or_says_why_not(shown, real):
    (plan_id,) = real.plan_ids
    display_calendars(real, plan_id)
    assert (CALENDARS in shown[0]) == (len(real.schedule) > 0)


def test_reports_look_for_the_files_where_they_are_carried():
    assert export.CALENDARS == CALENDARS
