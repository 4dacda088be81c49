"""The site: the index of an output folder, and the links from page to page.

The index covers every plan and notebook in the ledger, not only those of the last run. A report that
failed says so in words and keeps the link to its last good edition. Both are written anew after each
run, from the ledger alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import escape

from analysis.common.paths import notebook_folder, whole_file
from analysis.common.text import plain
from analysis.common.wording import LANGUAGES, Language, date, say
from analysis.reporting.ledger import GRAPH, Attempt, History, Subject, last_attempts
from analysis.reporting.pages.export import template_folder
from analysis.reporting.translation import notebook_title, read_notebook

_LINKS = re.compile(r"<!--links-->.*?<!--/links-->", re.DOTALL)


@dataclass(frozen=True)
class Edition:
    """A report in one language as the index shows it; `href` and `made` are None where none stands."""

    lang: Language
    title: str
    href: str | None
    made: datetime.date | None
    failure: Attempt | None


@dataclass(frozen=True)
class Report:
    """A notebook over a plan, in all its languages, the reader's first."""

    notebook: str
    title: str
    editions: list[Edition]


@dataclass(frozen=True)
class PlanEntry:
    """A plan of the index with what is known of it; missing facts are None."""

    plan_id: str
    municipality: str | None
    year: object
    district: str | None
    reports: list[Report]
    graph: str | None
    graph_failure: Attempt | None
    counts: Mapping[str, int]


def write_site(
    output: Path,
    *,
    facts: Mapping[str, Mapping[str, object]] | None = None,
    lang: Language = "pt",
    notebooks: Path | None = None,
) -> Path:
    """Write ``index.html`` of `output` and the links between its pages; return the index.

    Parameters
    ----------
    facts : mapping
        For each plan its ``municipality``, ``year`` and ``district``, as far as known.
    lang : "pt" or "en"
        Language of the index.
    notebooks : Path, optional
        Folder of the notebooks, for their titles.
    """
    plans = _plans(output, facts or {}, lang, notebooks or notebook_folder())
    editions = [edition for plan in plans for report in plan.reports for edition in report.editions]
    html = (
        _templates()
        .get_template("site.html.j2")
        .render(
            lang=lang,
            say=lambda key, **values: say(key, lang, **values),
            date=lambda day: date(day, lang),
            day=_day,
            plans=plans,
            standing=sum(edition.href is not None for edition in editions),
            reported=sum(any(e.href for r in plan.reports for e in r.editions) for plan in plans),
            failed=sum(edition.failure is not None for edition in editions)
            + sum(plan.graph_failure is not None for plan in plans),
        )
    )
    index = output / "index.html"
    with whole_file(index) as draft:
        draft.write_text(html, encoding="utf-8")
    for plan in plans:
        _link_pages(output, plan)
    return index


def _plans(output: Path, facts: Mapping[str, Mapping[str, object]], lang: Language, notebooks: Path) -> list[PlanEntry]:
    """Return the plans of the ledger by municipality and year, those without facts last, by id."""
    ledger = last_attempts(output)
    entries = []
    for plan_id in dict.fromkeys(subject.plan for subject in ledger):
        known = {name: value for name, value in facts.get(plan_id, {}).items() if _is_stated(value)}
        graph = ledger.get(Subject(plan_id, GRAPH, None))
        graph_file = f"{plan_id}/graph.graphml"
        entries.append(
            PlanEntry(
                plan_id,
                str(known["municipality"]) if "municipality" in known else None,
                known.get("year"),
                str(known["district"]) if "district" in known else None,
                list(_reports(output, plan_id, ledger, lang, notebooks)),
                graph_file if (output / graph_file).is_file() else None,
                graph.latest if graph and not graph.latest.good else None,
                graph.made.counts if graph and graph.made else {},
            )
        )
    return sorted(
        entries,
        key=lambda plan: (
            plan.municipality is None,
            plain(plan.municipality or ""),
            str(plan.year),
            plan.plan_id,
        ),
    )


def _reports(
    output: Path, plan_id: str, ledger: Mapping[Subject, History], lang: Language, notebooks: Path
) -> Iterator[Report]:
    order = sorted(LANGUAGES, key=lambda language: language != lang)
    names = dict.fromkeys(s.notebook for s in ledger if s.plan == plan_id and s.notebook != GRAPH)
    for name in names:
        editions = [
            _edition(output, history, language, notebooks)
            for language in order
            if (history := ledger.get(Subject(plan_id, name, language)))
        ]
        shown = [edition for edition in editions if edition.href or edition.failure]
        if shown:
            yield Report(name, _title(notebooks, name, lang), shown)


def _edition(output: Path, history: History, lang: Language, notebooks: Path) -> Edition:
    latest = history.latest
    href = f"{latest.plan}/{latest.notebook}.{lang}.html"
    stands = history.made is not None and (output / href).is_file()
    return Edition(
        lang,
        _title(notebooks, latest.notebook, lang),
        href if stands else None,
        _day(history.made) if history.made and stands else None,
        None if latest.good else latest,
    )


def _link_pages(output: Path, plan: PlanEntry) -> None:
    """Write into each page of `plan` the links to the plan's other pages that stand."""
    for report in plan.reports:
        for edition in report.editions:
            if edition.href is None:
                continue
            path = output / edition.href
            before = path.read_text(encoding="utf-8")
            links = f"<!--links-->{_links(plan, report, edition)}<!--/links-->"
            after = _LINKS.sub(lambda _, links=links: links, before, count=1)  # type: ignore[misc]
            if after != before:
                with whole_file(path) as draft:
                    draft.write_text(after, encoding="utf-8")


def _links(plan: PlanEntry, report: Report, edition: Edition) -> str:
    items = []
    for other in plan.reports:
        for page in other.editions:
            if page.href and page.lang == edition.lang:
                here = ' aria-current="page"' if other is report else f' href="{_beside(page.href)}"'
                items.append(f"<li><a{here}>{escape(page.title)}</a></li>")
    for page in report.editions:
        if page.href and page.lang != edition.lang:
            language = escape(say(f"site.language_{page.lang}", page.lang))
            link = f'<a lang="{page.lang}" hreflang="{page.lang}" href="{_beside(page.href)}">{language}</a>'
            items.append(f'<li class="language">{link}</li>')
    return f'<ul class="links">{"".join(items)}</ul>'


def _beside(href: str) -> str:
    return str(escape(href.rpartition("/")[2]))


def _title(notebooks: Path, name: str, lang: Language) -> str:
    path = notebooks / f"{name}.ipynb"
    return (notebook_title(read_notebook(path, lang)) if path.is_file() else None) or name


def _day(attempt: Attempt) -> datetime.date:
    return datetime.datetime.fromisoformat(attempt.time).date()


def _is_stated(value: object) -> bool:
    """Tell a fact from None, "" and ``<NA>``, which differs from itself or has no truth."""
    try:
        return bool(value) and bool(value == value)
    except TypeError:
        return False


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(template_folder()), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
