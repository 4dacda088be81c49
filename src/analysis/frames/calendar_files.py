"""Calendars (``.ics``) of a plan and of each body that it names, for the calendar program of a partner.

An *event* is a run of consecutive months that the document states for an action: from the first day of the
first month to the last day of the last, all day long. A plan states months, not days, so an event is not
repeated, also where the document says "every month": it is the time in which the action runs, and its
description says so, beside the words of the document. An event blocks no time (``TRANSP:TRANSPARENT``).

An action whose months are not known has no event; how many those are stands in the description of the
calendar. Where no action has known months, or the year of the plan is not known, there is no calendar.
Months, 1 to 12, are those of the plan's year, or of the one year that the words of the action's schedule name.

An event keeps its identifier (``UID``) as long as its action keeps its id and its place among the runs, and
its time stamp (``DTSTAMP``) is the day on which the plan was approved or, where that is not known, the first
of its year: the same plan gives the same bytes.

References
----------
Desruisseaux, B. (2009). Internet Calendaring and Scheduling Core Object Specification (iCalendar). RFC 5545.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.sources import source_in_words
from analysis.common.wording import Language, label, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import ROLES
from analysis.frames.selection import plan_corpus

PRODUCT = "-//Rede Social workbench//PT"
HOST = "rede-social-workbench"
LONGEST_SUMMARY = 75

_END = b"END:VCALENDAR\r\n"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True)
class PlanCalendar:
    """The calendar of a plan, or of a body in it.

    Attributes
    ----------
    organisation_id, organisation : str or None
        The body and its name; None for the calendar of the plan.
    content : bytes
        The file.
    actions, unknown : int
        The actions of the plan or body, and how many of them have no event since their months are not known.
    """

    organisation_id: str | None
    organisation: str | None
    content: bytes
    actions: int
    unknown: int


def plan_calendar(corpus: Corpus, plan_id: str, *, organisation_id: str | None = None, lang: Language = "pt") -> bytes:
    """Return the calendar of a plan, or of a body in it, as the bytes of an ``.ics`` file.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    plan_id : str
        The plan.
    organisation_id : str, optional
        Only the actions that name this body, in any role.
    lang : str
        Language of what is said beside the document's own words.

    Returns
    -------
    bytes
        UTF-8, lines of at most 75 octets that end in CRLF.

    Raises
    ------
    UnknownNameError
        If the corpus does not hold the plan.
    ParameterError
        If the plan does not name the body, the plan's year is not known, or the months of no action are.
    """
    plan = plan_corpus(corpus, plan_id)
    events = _events(plan, lang)
    named = plan.participations.loc[plan.participations["organisation_id"] == organisation_id, "action_id"]
    if organisation_id is None:
        return _calendar(plan, events, plan.actions["action_id"], None, lang).content
    if named.empty:
        raise ParameterError("measure_organisation", organisation_id=organisation_id)
    return _calendar(plan, events, named, organisation_id, lang).content


def plan_calendars(corpus: Corpus, plan_id: str, *, lang: Language = "pt") -> list[PlanCalendar]:
    """Return the calendar of a plan, then those of the bodies in it, by id.

    Parameters
    ----------
    corpus, plan_id, lang
        As for :func:`plan_calendar`.

    Returns
    -------
    list of PlanCalendar
        A body has none where the months of all its actions are not known.

    Raises
    ------
    UnknownNameError, ParameterError
        As :func:`plan_calendar` does for the plan.
    """
    plan = plan_corpus(corpus, plan_id)
    events = _events(plan, lang)
    known = list(events)
    calendars = [_calendar(plan, events, plan.actions["action_id"], None, lang)]
    for organisation_id, named in plan.participations.groupby("organisation_id")["action_id"]:
        if named.isin(known).any():
            calendars.append(_calendar(plan, events, named, str(organisation_id), lang))
    return calendars


def action_runs(corpus: Corpus) -> pd.DataFrame:
    """Return the runs of consecutive months of each action.

    Returns
    -------
    DataFrame
        One row per run, index ``action_id, run`` (1, 2, ...), sorted: ``first`` and ``last``, its months
        (Int64). An action whose months are not known has no row.
    """
    months = corpus.schedule.sort_values(["action_id", "month"])
    begins = months.groupby("action_id")["month"].diff().ne(1).fillna(True).astype(bool)
    runs = months.assign(run=begins.groupby(months["action_id"]).cumsum().astype("Int64"))
    by_run = runs.groupby(["action_id", "run"])["month"]
    return pd.DataFrame({"first": by_run.min(), "last": by_run.max()})


def _events(plan: Corpus, lang: Language) -> dict[str, bytes]:
    """Return the events of each action that has any, as they stand in every calendar."""
    from icalendar import Event

    facts = plan.plans.iloc[0]
    if pd.isna(facts["year"]):
        raise ParameterError("calendar_no_year", plan=facts["plan_id"])
    year = int(facts["year"])
    approved = datetime.date(year, 1, 1) if pd.isna(facts["approved_on"]) else facts["approved_on"]
    stamp = datetime.datetime(approved.year, approved.month, approved.day, tzinfo=datetime.UTC)
    texts = _texts(plan, lang)
    actions = plan.actions.set_index("action_id").to_dict("index")
    events: dict[str, bytes] = {}
    for run in action_runs(plan).reset_index().to_dict("records"):
        action_id, last = run["action_id"], int(run["last"])
        begins = _year(actions[action_id]["schedule_text"], year)
        event = Event()
        event.add("uid", f"{action_id.replace('/', '-')}-{run['run']}@{HOST}")
        event.add("dtstamp", stamp)
        event.add("dtstart", datetime.date(begins, int(run["first"]), 1))
        event.add("dtend", datetime.date(begins + last // 12, last % 12 + 1, 1))  # the first day after
        event.add("summary", _short(actions[action_id]["action"]))
        event.add("description", texts[action_id])
        if not pd.isna(actions[action_id]["domain"]):
            event.add("categories", [_line(actions[action_id]["domain"])])
        event.add("transp", "TRANSPARENT")
        events[action_id] = events.get(action_id, b"") + event.to_ical()
    return events


def _year(schedule_text: str | None, year: int) -> int:
    """Return the one year that the words of a schedule name, else that of the plan."""
    named = set() if pd.isna(schedule_text) else set(_YEAR.findall(str(schedule_text)))
    return int(named.pop()) if len(named) == 1 else year


def _texts(plan: Corpus, lang: Language) -> dict[str, str]:
    """Return the description of each action: what the document says of it, and where."""
    cells = plan.participations.sort_values(["action_id", "order"])
    bodies = cells["organisation_id"].map(plan.names).groupby([cells["action_id"], cells["role"]]).agg(list).to_dict()
    ends = [say("calendar.months_not_days", lang)]
    if plan.plans["synthetic"].iloc[0]:
        ends.append(say("calendar.synthetic", lang))
    texts = {}
    for action in plan.actions.to_dict("records"):
        told: dict[str, Any] = {name: action[name] for name in ("domain", "goal")}
        told |= {role: "; ".join(dict.fromkeys(bodies.get((action["action_id"], role), []))) or None for role in ROLES}
        told |= {"schedule_text": action["schedule_text"], "source": source_in_words(action["source"], lang)}
        lines = [f"{label('column', name, lang)}: {_line(text)}" for name, text in told.items() if not pd.isna(text)]
        texts[action["action_id"]] = "\n".join([_line(action["action"]), "", *lines, "", *ends])
    return texts


def _calendar(
    plan: Corpus, events: dict[str, bytes], named: Iterable[str], organisation_id: str | None, lang: Language
) -> PlanCalendar:
    """Return the calendar of the actions `named`, in document order."""
    from icalendar import Calendar, vText

    counted = set(named)
    ids = [action_id for action_id in plan.actions["action_id"] if action_id in counted]
    known = [action_id for action_id in ids if action_id in events]
    facts = plan.plans.iloc[0]
    organisation = None if organisation_id is None else str(plan.names[organisation_id])
    place = facts["plan_id"] if pd.isna(facts["municipality"]) else facts["municipality"]
    given = {"place": place, "year": int(facts["year"]), "organisation": organisation}
    title = _line(say("calendar.plan" if organisation is None else "calendar.body", lang, **given))
    if not known:
        raise ParameterError("calendar_no_months", calendar=title)
    left_out = len(ids) - len(known)
    told = [say("calendar.known", lang, n=len(known), total=len(ids), document=facts["document"])]
    if left_out:
        told.append(say("calendar.left_out", lang, n=left_out))
    if facts["synthetic"]:
        told.append(say("calendar.synthetic", lang))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(title))
    calendar.add("x-wr-caldesc", vText(_line(" ".join(told))))
    head = calendar.to_ical().removesuffix(_END)
    content = b"".join([head, *(events[action_id] for action_id in known), _END])
    return PlanCalendar(organisation_id, organisation, content, len(ids), left_out)


def _line(text: str) -> str:
    """Return `text` on one line, without what a calendar cannot hold."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def _short(text: str) -> str:
    """Return `text` cut at a word where it is too long for a title."""
    line = _line(text)
    if len(line) <= LONGEST_SUMMARY:
        return line
    words = textwrap.shorten(line, LONGEST_SUMMARY, placeholder=" …", break_on_hyphens=False)
    return words if words.strip(" …") else f"{line[: LONGEST_SUMMARY - 1]}…"
