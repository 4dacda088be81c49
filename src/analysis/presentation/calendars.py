"""Calendars that a reader takes from a page: links to files that stand beside it.

The output carries the files themselves, name -> text, as :data:`CALENDARS`; whoever makes a page of it
writes each as ``calendars/<name>.<lang>.ics`` beside the page, which is where the links lead. The name is
the id of the plan or body.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from IPython.display import display

from analysis.common.errors import ParameterError
from analysis.common.text import plain
from analysis.common.wording import Language, say
from analysis.frames.calendar_files import PlanCalendar, plan_calendars
from analysis.frames.corpus import Corpus
from analysis.frames.selection import plan_corpus

CALENDARS = "application/vnd.rede-social.calendars+json"


def display_calendars(corpus: Corpus, plan_id: str, *, lang: Language = "pt") -> None:
    """Show links to the calendar of a plan and, folded, to that of each body; or say why there are none.

    Parameters
    ----------
    corpus : Corpus
        Any plans.
    plan_id : str
        The plan.
    lang : str
        Language of the links and of the calendars.

    Raises
    ------
    UnknownNameError
        If the corpus does not hold the plan.
    """
    try:
        calendars = plan_calendars(corpus, plan_id, lang=lang)
    except ParameterError as error:
        reason = error.message(lang)
        told = f"{reason[0].upper()}{reason[1:]}."
        display({"text/html": f"<p>{html.escape(told)}</p>", "text/plain": told}, raw=True)
        return
    of_plan, *of_bodies = calendars
    of_bodies.sort(key=lambda calendar: plain(str(calendar.organisation)))
    links = [_link(calendar, plan_id, lang) for calendar in (of_plan, *of_bodies)]
    without = len(plan_corpus(corpus, plan_id).organisations) - len(of_bodies)
    files = {calendar.organisation_id or plan_id: calendar.content.decode() for calendar in calendars}
    page = _page(links, without=without, lang=lang)
    display({"text/html": page, "text/plain": "\n".join(files), CALENDARS: files}, raw=True)


def _page(links: Sequence[str], *, without: int, lang: Language) -> str:
    """Return the links as HTML: that of the plan, then those of the bodies in the order of their names."""
    parts = [f"<p>{links[0]}</p>"]
    if len(links) > 1:
        summary = html.escape(say("calendar.of_bodies", lang, n=len(links) - 1))
        items = "".join(f"<li>{link}</li>" for link in links[1:])
        parts.append(f"<details><summary>{summary}</summary><ul>{items}</ul></details>")
    if without:
        parts.append(f"<p>{html.escape(say('calendar.without', lang, n=without))}</p>")
    return "".join([*parts, f"<p>{html.escape(say('calendar.use', lang))}</p>"])


def _link(calendar: PlanCalendar, plan_id: str, lang: Language) -> str:
    title = calendar.organisation or say("calendar.of_plan", lang)
    told = say("calendar.actions", lang, n=calendar.actions - calendar.unknown)
    if calendar.unknown:
        told = f"{told}; {say('calendar.unknown', lang, n=calendar.unknown)}"
    address = html.escape(f"calendars/{calendar.organisation_id or plan_id}.{lang}.ics")
    return f'<a href="{address}">{html.escape(title)}</a> ({html.escape(told)})'
