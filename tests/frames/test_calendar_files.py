import dataclasses
import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.frames.calendar_files import LONGEST_SUMMARY, action_runs, plan_calendar, plan_calendars
from analysis.frames.load import load_corpus
from analysis.frames.schema import MONTHS, SCHEMAS

PLAN = "vila-2024"
ALLOWED = set(range(0x20, 0x7F)) | set(range(0x80, 0x100)) | {0x09}


def dated(corpus, year=2024, approved_on=None, **texts):
    """Return the corpus with the year of its plan and, where given, other texts of its first action."""
    plans = corpus.plans.assign(year=year, approved_on=approved_on).astype(SCHEMAS["plans"].dtypes)
    actions = corpus.actions.copy()
    for column, text in texts.items():
        actions.loc[0, column] = text
    return dataclasses.replace(corpus, plans=plans, actions=actions)


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def covered(event):
    """Return the months of the days of an event."""
    days = pd.date_range(event.decoded("dtstart"), event.decoded("dtend"), inclusive="left")
    return [*dict.fromkeys(zip(days.year, days.month, strict=True))]


@pytest.fixture(scope="module")
def blank(corpus_of):
    return dated(corpus_of("CMA", "GNR", "CMA", "", "CMA"))


@settings(max_examples=20, deadline=None)
@given(stated=st.lists(st.none() | st.sets(st.sampled_from(MONTHS), min_size=1), min_size=5, max_size=5).filter(any))
def test_events_are_the_months_of_the_corpus_and_no_others(blank, stated):
    ids = blank.actions["action_id"]
    rows = [(i, month) for i, months in zip(ids, stated, strict=True) for month in months or ()]
    schedule = pd.DataFrame(rows, columns=["action_id", "month"]).astype(SCHEMAS["schedule"].dtypes)
    found = []
    for event in events(plan_calendar(dataclasses.replace(blank, schedule=schedule), PLAN)):
        action_id = "/".join(event["UID"].split("@")[0].rsplit("-", 2)[:2])
        found += [(action_id, month) for year, month in covered(event) if year == 2024]
        assert {year for year, _ in covered(event)} == {2024}
        assert event.decoded("dtstart").day == event.decoded("dtend").day == 1
    assert sorted(found) == sorted(rows)


def test_event_is_of_the_one_year_that_the_schedule_names(corpus_of):
    corpus = corpus_of("CMA", "GNR", months=[[1, 2], [3]])
    months = {text: covered(events(plan_calendar(dated(corpus, schedule_text=text), PLAN))[0])
              for text in ("janeiro e fevereiro de 2025", "janeiro, fevereiro", "2024/2025")}  # fmt: skip
    assert months["janeiro e fevereiro de 2025"] == [(2025, 1), (2025, 2)]
    assert months["janeiro, fevereiro"] == months["2024/2025"] == [(2024, 1), (2024, 2)]


def test_runs_of_months_are_told_apart(corpus_of):
    runs = action_runs(corpus_of("CMA", "GNR", "PSP", months=[[12, 1, 2, 5], None, [6]]))
    assert runs.index.tolist() == [
        ("vila-2024/001", 1),
        ("vila-2024/001", 2),
        ("vila-2024/001", 3),
        ("vila-2024/003", 1),
    ]
    assert runs.to_numpy().tolist() == [[1, 2], [5, 5], [12, 12], [6, 6]]


def test_run_of_december_ends_with_the_year(corpus_of):
    (event,) = events(plan_calendar(dated(corpus_of("CMA", months=[[11, 12]])), PLAN))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (datetime.date(2024, 11, 1), datetime.date(2025, 1, 1))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"


def test_action_of_the_whole_year_is_one_event_that_blocks_no_time_and_is_not_repeated(corpus_of):
    (event,) = events(plan_calendar(dated(corpus_of("CMA", months=[MONTHS])), PLAN))
    assert event["TRANSP"] == "TRANSPARENT"
    assert "RRULE" not in event
    assert len(covered(event)) == 12


def test_file_is_this_one(corpus_of):
    corpus = corpus_of("CMA", "GNR", partners=["GNR JF", ""], months=[[3, 4], None])
    texts = {"schedule_text": "março, abril; maio?", "goal": "Ir", "source": "l9/t1/r2"}
    content = plan_calendar(dated(corpus, approved_on=datetime.datetime(2024, 2, 16), **texts), PLAN, lang="en")
    assert content.decode().replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rede Social workbench//PT",
        "CALSCALE:GREGORIAN",
        "X-WR-CALDESC:Months stated in the document plan.txt for 1 of 2 actions. "
        "1 action is not in this calendar since the months are not known.",
        "X-WR-CALNAME:Vila 2024: action plan of the Rede Social",
        "BEGIN:VEVENT",
        "SUMMARY:Ação 1",
        "DTSTART;VALUE=DATE:20240301",
        "DTEND;VALUE=DATE:20240501",
        "DTSTAMP:20240216T000000Z",
        "UID:vila-2024-001-1@rede-social-workbench",
        "CATEGORIES:Domínio",
        r"DESCRIPTION:Ação 1\n\nDomain: Domínio\nGoal: Ir\nResponsible: Entidade CMA\n"
        r"Partners: Entidade GNR\; Entidade JF\nSchedule: março\, abril\; maio?\n"
        r"Place in the document: line 9 of the document\, table 1\, row 2 of the table\n\n"
        r"The plan states months\, not days: the event lasts the whole months.",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_time_stamp_is_the_first_of_the_year_where_the_approval_is_not_known(corpus_of):
    (event,) = events(plan_calendar(dated(corpus_of("CMA", months=[[3]])), PLAN))
    assert event.decoded("dtstamp") == datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def test_calendar_of_a_body_holds_the_same_events_of_its_actions_only(corpus_of):
    corpus = dated(corpus_of("CMA", "GNR", "CMA GNR", partners=["", "CMA", ""], months=[[1], [2, 5], [7]]))
    of_plan, of_body = plan_calendar(corpus, PLAN), plan_calendar(corpus, PLAN, organisation_id="gnr")
    uids = [f"vila-2024-{end}@rede-social-workbench" for end in ("001-1", "002-1", "002-2", "003-1")]
    assert [event["UID"] for event in events(of_plan)] == uids
    assert [event["UID"] for event in events(of_body)] == uids[1:]
    assert [e.to_ical() for e in events(of_body)] == [e.to_ical() for e in events(of_plan)][1:]
    assert Calendar.from_ical(of_body)["X-WR-CALNAME"].startswith("Entidade GNR (Vila 2024: ")


def test_calendars_are_of_the_plan_and_of_each_body_with_known_months(corpus_of):
    corpus = dated(corpus_of("CMA PSP", "GNR", "PSP", months=[[1], None, None]))
    calendars = plan_calendars(corpus, PLAN)
    assert [(c.organisation_id, c.organisation, c.actions, c.unknown) for c in calendars] == [
        (None, None, 3, 2),
        ("cma", "Entidade CMA", 1, 0),
        ("psp", "Entidade PSP", 2, 1),
    ]
    assert [c.content for c in calendars] == [
        plan_calendar(corpus, PLAN, organisation_id=each) for each in (None, "cma", "psp")
    ]


def test_body_in_two_roles_or_named_twice_has_each_event_once(corpus_of):
    corpus = dated(corpus_of("CMA CMA", partners=["CMA"], months=[[1]]))
    (event,) = events(plan_calendar(corpus, PLAN, organisation_id="cma"))
    assert "Responsáveis: Entidade CMA\nParceiros: Entidade CMA\n" in str(event["DESCRIPTION"])


def test_what_is_not_known_is_left_out_not_made_up(corpus_of):
    corpus = dated(corpus_of("", domains=[None], months=[[1]]), source="l9")
    (event,) = events(plan_calendar(corpus, PLAN))
    assert "CATEGORIES" not in event
    assert str(event["DESCRIPTION"]).splitlines()[:3] == [
        "Ação 1",
        "",
        "Lugar no documento: linha 9 do documento",
    ]


def test_synthetic_plan_says_so_in_the_calendar_and_in_each_event(corpus_of):
    real = dated(corpus_of("CMA", months=[[1]]))
    invented = dataclasses.replace(real, plans=real.plans.assign(synthetic=pd.array([True], dtype="boolean")))
    for corpus, count in ((real, 0), (invented, 2)):
        text = plan_calendar(corpus, PLAN).replace(b"\r\n ", b"").decode()
        assert text.count("Dados sintéticos") == count


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_hostile_texts_are_read_back_as_one_line_each(hostile_corpus, lang):
    ids = hostile_corpus.actions["action_id"]
    months = pd.DataFrame({"action_id": ids, "month": 5}).astype(SCHEMAS["schedule"].dtypes)
    hostile = "BEGIN:VEVENT\r\nSUMMARY:x, y; z\\n \u2028\x85\ud800\x00END:VCALENDAR"
    corpus = dated(dataclasses.replace(hostile_corpus, schedule=months), goal=hostile, domain='a,b;"c"\\n:\n')
    for calendar in plan_calendars(corpus, PLAN, lang=lang):
        content = calendar.content
        assert content.endswith(b"\r\n")
        lines = content.removesuffix(b"\r\n").split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert {byte for line in lines for byte in line} <= ALLOWED
        assert content.decode() == "\r\n".join(line.decode() for line in lines) + "\r\n"
        parsed = Calendar.from_ical(content)
        assert parsed.errors == []
        assert len(parsed.walk("VCALENDAR")) == 1
        assert all(not event.errors for event in parsed.walk("VEVENT"))
    content = plan_calendar(corpus, PLAN, lang=lang)
    parsed = events(content)
    assert len(parsed) == len(ids)
    assert r'CATEGORIES:a\,b\;"c"\\n:' in content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert "BEGIN:VEVENT SUMMARY:x, y; z\\n END:VCALENDAR\n" in str(parsed[0]["DESCRIPTION"])


@pytest.mark.parametrize("text", ["Ação " * 40, "ã" * 300, "=1+1", "…", "a" * 75, "a" * 76])
def test_title_is_cut_at_a_word_and_the_description_is_whole(corpus_of, text):
    (event,) = events(plan_calendar(dated(corpus_of("CMA", months=[[1]]), action=text), PLAN))
    summary, whole = str(event["SUMMARY"]), " ".join(text.split())
    assert 0 < len(summary) <= LONGEST_SUMMARY
    assert summary == whole if len(whole) <= LONGEST_SUMMARY else summary.endswith("…")
    assert whole.startswith(summary.rstrip(" …"))
    assert str(event["DESCRIPTION"]).splitlines()[0] == whole


def test_same_plan_gives_the_same_bytes_whatever_the_order_of_its_rows(corpus_of):
    corpus = dated(corpus_of("CMA GNR", "GNR PSP", partners=["JF", "CMA"], months=[[1, 5], [2, 3]]))
    shuffled = dataclasses.replace(
        corpus,
        schedule=corpus.schedule[::-1],
        participations=corpus.participations[::-1],
        organisations=corpus.organisations[::-1],
    )
    assert plan_calendars(corpus, PLAN) == plan_calendars(corpus, PLAN) == plan_calendars(shuffled, PLAN)


def test_plan_without_known_months_has_no_calendar(corpus_of):
    with pytest.raises(ParameterError, match=r"Vila 2024.*months of no action"):
        plan_calendar(dated(corpus_of("CMA")), PLAN)
    with pytest.raises(ParameterError, match="months of no action"):
        plan_calendars(dated(corpus_of()), PLAN)


def test_body_without_known_months_has_no_calendar(corpus_of):
    corpus = dated(corpus_of("CMA", "GNR", months=[[1], None]))
    with pytest.raises(ParameterError, match=r"Entidade GNR.*months of no action"):
        plan_calendar(corpus, PLAN, organisation_id="gnr")


def test_plan_of_an_unknown_year_has_no_calendar(corpus_of):
    with pytest.raises(ParameterError, match=r"'vila-2024'.*year"):
        plan_calendar(corpus_of("CMA", months=[[1]]), PLAN)


def test_unknown_plan_and_unknown_body_are_refused(corpus_of):
    corpus = dated(corpus_of("CMA", months=[[1]]))
    with pytest.raises(UnknownNameError, match="'nenhures-1900'"):
        plan_calendar(corpus, "nenhures-1900")
    with pytest.raises(ParameterError, match="'psp'"):
        plan_calendar(corpus, PLAN, organisation_id="psp")


def test_plan_is_taken_out_of_a_corpus_of_many(corpus_of, joined):
    corpus = dated(corpus_of("CMA", months=[[1]]))
    other = dated(corpus_of("CMA", "CMA", months=[[2], [3]], plan_id="alta-2024", municipality="Alta"))
    assert plan_calendars(joined(other, corpus), PLAN) == plan_calendars(corpus, PLAN)


def test_every_real_plan_has_a_calendar_of_all_its_months_or_none():
    corpus = load_corpus()
    plans = corpus.actions.set_index("action_id")["plan_id"]
    for plan_id in corpus.plan_ids:
        months = int((corpus.schedule["action_id"].map(plans) == plan_id).sum())
        if months:
            assert sum(len(covered(event)) for event in events(plan_calendar(corpus, plan_id))) == months
        else:
            with pytest.raises(ParameterError, match="months of no action"):
                plan_calendar(corpus, plan_id)
