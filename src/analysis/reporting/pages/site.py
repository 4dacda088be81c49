"""The site: the index of an output folder, a page for each plan, and the links from page to page.

The index covers every plan and notebook in the ledger, not only those of the last run. A report that failed says so
in words and keeps the link to its last good edition. ``index.html`` is in the language of the run, and stands
beside one in each other language that a report was made in; the page of a plan is in Portuguese where it has
reports in Portuguese. All is written anew from the ledger, the measures and the pages; a file that would be the
same is left alone.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from analysis.common.errors import RegistryError
from analysis.common.municipalities import read_municipalities
from analysis.common.paths import data_folder, notebook_folder, whole_file
from analysis.common.wording import LANGUAGES, Language, date, label, say
from analysis.reporting.pages import index_map, index_measures
from analysis.reporting.pages.index_entries import STATES, Edition, Facts, Place, PlanEntry, site_places
from analysis.reporting.pages.plan_pages import beside, plan_page
from analysis.reporting.pages.templates import shared_text, template
from analysis.reporting.translation import read_title

_LINKS = re.compile(rb"<!--links-->.*?<!--/links-->", re.DOTALL)

Titles = Callable[[str, Language], str]


def write_site(
    output: Path,
    *,
    facts: Facts | None = None,
    lang: Language = "pt",
    notebooks: Path | None = None,
    changed: Collection[str] | None = None,
) -> Path:
    """Write the index of `output`, the pages of its plans and the links between all pages; return the index.

    Parameters
    ----------
    output : Path
        Folder of the reports.
    facts : mapping
        For each plan its ``municipality``, ``year``, ``district``, ``document`` and ``ine_code``, as far as known;
        what is missing is taken from the plan's measures, where these were written.
    lang : "pt" or "en"
        Language of ``index.html``.
    notebooks : Path, optional
        Folder of the notebooks, for their titles.
    changed : collection of str, optional
        Plans of which a report was made or failed: only their pages, and those of other years of the same
        municipality, are written anew, and what is missing; all where not given. Where there are none, and the
        index tells of the same already, nothing is written.
    """
    places = site_places(output, facts or {})
    titles = _titles(notebooks or notebook_folder())
    plans = [plan for place in places for plan in place.plans]
    languages = [lang, *(other for other in LANGUAGES if other != lang and any(other in p.languages for p in plans))]
    files = {other: "index.html" if other == lang else f"index.{other}.html" for other in languages}
    stamp = hashlib.sha256(repr((files, places)).encode()).hexdigest()
    if changed is None or changed or not all(_is_stamped(output / file, stamp) for file in files.values()):
        spots, dots = _map(places)
        for written, file in files.items():
            _put(output / file, _index(places, written, titles, files, spots=spots, dots=dots, stamp=stamp))
    for stale in {f"index.{other}.html" for other in LANGUAGES} - set(files.values()):
        (output / stale).unlink(missing_ok=True)
    for place in places:
        touched = changed is None or any(plan.plan_id in changed for plan in place.plans)
        for plan in place.plans:
            if changed is None or plan.plan_id in changed:
                _link_pages(output, plan, titles, files)
            for written in plan.languages or (lang,):
                page = output / plan.plan_id / plan.page(written)
                if touched or not page.is_file():
                    _put(page, _plan(output, plan, place, written, titles, files))
    return output / "index.html"


def _is_stamped(index: Path, stamp: str) -> bool:
    """Tell whether `index` was written of the same places: it ends with their hash."""
    if not index.is_file():
        return False
    with index.open("rb") as handle:
        handle.seek(-min(len(stamp) + 16, index.stat().st_size), os.SEEK_END)
        return stamp.encode() in handle.read()


def _index(
    places: Sequence[Place],
    lang: Language,
    titles: Titles,
    files: Mapping[Language, str],
    *,
    spots: Sequence[index_map.Spot],
    dots: str,
    stamp: str,
) -> str:
    """Return the index in `lang`."""
    plans = [plan for place in places for plan in place.plans]
    attempts = [(plan, edition) for plan in plans for edition in plan.attempts]
    notebooks = sorted({name for plan in plans for name in plan.reports})
    return template("site.html.j2").render(
        **_telling(lang, titles),
        style=shared_text("page.css", "site.css"),
        script=shared_text("site.js"),
        files=files,
        places=places,
        plans=plans,
        notebooks=notebooks,
        districts=sorted({place.latest.district for place in places if place.latest.district}),
        all_synthetic=bool(plans) and all(plan.counts.get("synthetic") for plan in plans),
        states=[state for state in STATES if any(place.states[state] for place in places)],
        standing=sum(edition.href is not None for plan in plans for edition in plan.editions),
        reported=sum(any(edition.href for edition in plan.editions) for plan in plans),
        failures=_by_reason(attempts, "failed", "timed out"),
        skipped=_by_reason(attempts, "skipped"),
        latest=max((place.made for place in places if place.made), default=None),
        measures={name: [_course(place, name, lang) for place in places] for name in index_measures.MAIN},
        map=index_map,
        spots=spots,
        dots=dots,
        stamp=stamp,
    )


def _plan(
    output: Path, plan: PlanEntry, place: Place, lang: Language, titles: Titles, files: Mapping[Language, str]
) -> str:
    """Return the page of a plan in `lang`."""
    return template("plan.html.j2").render(
        **_telling(lang, titles),
        style=shared_text("page.css", "site.css"),
        index=files.get(lang, "index.html"),
        page=plan_page(output, plan, place, lang),
        units=index_measures.MAIN,
        main=index_measures.main_measures(plan.measures, plan.counts),
        beside=beside,
        label=label,
    )


def _telling(lang: Language, titles: Titles) -> dict[str, Any]:
    """Return what both templates put into words with."""
    return {
        "lang": lang,
        "capital": lambda text: text[:1].upper() + text[1:],
        "say": partial(_say, lang=lang),
        "day": partial(_day, lang=lang),
        "short_day": partial(_day, lang=lang, short=True),
        "title": lambda name: titles(name, lang),
        "in_words": partial(index_measures.in_words, lang=lang),
    }


def _say(key: str, lang: Language, **values: object) -> str:
    return say(key, lang, **values)


@cache
def _day(day: datetime.date, lang: Language, *, short: bool = False) -> str:
    return date(day, lang, short=short)


def _by_reason(
    attempts: Sequence[tuple[PlanEntry, Edition]], *states: str
) -> list[tuple[str, str, list[tuple[PlanEntry, Edition]]]]:
    """Return the attempts that ended in `states` by state and reason, the most frequent first."""
    found: dict[tuple[str, str], list[tuple[PlanEntry, Edition]]] = {}
    for plan, edition in attempts:
        if edition.state in states:
            found.setdefault((edition.state, (edition.error or "").rstrip(".")), []).append((plan, edition))
    return [(*reason, told) for reason, told in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))]


def _course(place: Place, measure: str, lang: Language) -> dict[str, Any]:
    """Return a main measure of a place: its latest value, and its line over the years with their values in words."""
    unit = index_measures.MAIN[measure]
    values = [index_measures.main_measures(plan.measures, plan.counts)[measure] for plan in place.plans]
    told = [
        f"{plan.year or plan.plan_id}: {index_measures.in_words(value, unit, lang)}"
        for plan, value in zip(place.plans, values, strict=True)
    ]
    return {"value": values[-1], "unit": unit, "line": index_measures.sparkline(values), "told": "; ".join(told)}


def _map(places: Sequence[Place]) -> tuple[list[index_map.Spot], str]:
    """Return the spots of the places and the country behind them; nothing where the registry cannot be read."""
    try:
        centroids = {place.ine_code: (place.lon, place.lat) for place in read_municipalities(data_folder())}
    except RegistryError:
        return [], ""
    return index_map.map_spots(places, centroids), index_map.background(centroids.values())


def _link_pages(output: Path, plan: PlanEntry, titles: Titles, files: Mapping[Language, str]) -> None:
    """Write into each page of `plan` the links to the index, the plan's own page and its other pages that stand."""
    for edition in plan.editions:
        if edition.href:
            path = output / edition.href
            links = f"<!--links-->{_links(plan, edition, titles, files)}<!--/links-->".encode()
            before = path.read_bytes()
            after = _LINKS.sub(lambda _, links=links: links, before, count=1)  # type: ignore[misc]
            _put(path, after, before)


def _links(plan: PlanEntry, here: Edition, titles: Titles, files: Mapping[Language, str]) -> str:
    assert here.lang is not None
    index = f'<a href="../{files.get(here.lang, "index.html")}">{escape(say("site.reports", here.lang))}</a>'
    page = f'<a href="{plan.page(here.lang)}">{escape(plan.named)}</a>'
    items = []
    for other in plan.editions:
        if other.href and other.lang == here.lang:
            address = ' aria-current="page"' if other is here else f' href="{escape(beside(other.href))}"'
            items.append(f"<li><a{address}>{escape(titles(other.notebook, here.lang))}</a></li>")
    for other in plan.reports[here.notebook]:
        if other.href and other.lang and other.lang != here.lang:
            language = escape(say(f"site.language_{other.lang}", other.lang))
            link = f'<a lang="{other.lang}" hreflang="{other.lang}" href="{escape(beside(other.href))}">{language}</a>'
            items.append(f'<li class="language">{link}</li>')
    path = f'<p class="path">{index} <span aria-hidden="true">›</span> {page}</p>'
    return f'{path}\n<ul class="links">{"".join(items)}</ul>'


def _put(path: Path, text: str | bytes, before: bytes | None = None) -> None:
    """Write a file whole, unless it holds the same already."""
    content = text.encode() if isinstance(text, str) else text
    if before is None and path.is_file():
        before = path.read_bytes()
    if content != before:
        with whole_file(path) as draft:
            draft.write_bytes(content)


def _titles(notebooks: Path) -> Titles:
    """Return what gives the title of a notebook by its name and language, its name where it has none."""

    @cache
    def title(name: str, lang: Language) -> str:
        path = notebooks / f"{name}.ipynb"
        return (read_title(path, lang) if path.is_file() else None) or name

    return title
