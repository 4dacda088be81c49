"""The page of a plan: what the plan is, its reports, its measures and its files.

What the plan is and what a report comes to are not told anew: the *statement* is the paragraph of a report that
opens with the plan's municipality and year, less these, and the *main point* of a report is the first of its
summary. A report without them has none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markupsafe import escape

from analysis.common.wording import Language
from analysis.reporting.pages.index_entries import Edition, Place, PlanEntry

FOLDERS = ("figures", "tables", "calendars")
_READ = 2**17  # bytes of a page among which its opening and its summary stand
_SUMMARY = re.compile(r'id="cell-id=summary-title".*?<li>(.*?)</li>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FILE = re.compile(r"\.(?:pt|en)(?=\.\w+\Z)")


@dataclass(frozen=True)
class FileGroup:
    """Files of one kind: the folder or ending they have, and for each its name and its address from the page."""

    kind: str
    files: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReportCard:
    """A report as the page of its plan shows it, with the editions in other languages."""

    edition: Edition
    others: Sequence[Edition]
    point: str | None
    files: Sequence[FileGroup]


@dataclass(frozen=True)
class PlanPage:
    """What stands on the page of a plan in one language."""

    plan: PlanEntry
    place: Place
    statement: str | None
    cards: Sequence[ReportCard]


def plan_page(output: Path, plan: PlanEntry, place: Place, lang: Language) -> PlanPage:
    """Return what the page of `plan` in `lang` tells; a report that `lang` lacks is shown in another language."""
    statement, cards = None, []
    for editions in plan.reports.values():
        first, *others = sorted(editions, key=lambda edition: (edition.lang != lang, edition.href is None))
        opening = _opening(output / first.href) if first.href else ""
        if first.lang == lang:
            statement = statement or _statement(opening, plan)
        cards.append(ReportCard(first, others, _main_point(opening), list(_files(first))))
    return PlanPage(plan, place, statement, cards)


def beside(file: str) -> str:
    """Return the address of a `file` of the output folder, from a page of the same plan."""
    return file.partition("/")[2]


def _opening(page: Path) -> str:
    with page.open("rb") as handle:
        return handle.read(_READ).decode("utf-8", errors="ignore")


def _statement(opening: str, plan: PlanEntry) -> str | None:
    start = f"<p><strong>{escape(plan.municipality or '')}</strong>, {plan.year}: "
    _, found, after = opening.partition(start)
    return _words(after.partition("</p>")[0]) if found else None


def _main_point(opening: str) -> str | None:
    found = _SUMMARY.search(opening)
    return _words(found[1]) if found else None


def _words(markup: str) -> str:
    """Return the text of `markup`; the template escapes it again."""
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _files(edition: Edition) -> Iterator[FileGroup]:
    """Yield the files of an edition, but its page, by kind; names without notebook and language."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for file in edition.files:
        inside = PurePosixPath(beside(file))
        if inside.suffix != ".html":
            kind = inside.parts[0] if inside.parts[0] in FOLDERS else inside.suffix.removeprefix(".")
            name = _FILE.sub("", inside.name).removeprefix(f"{edition.notebook}.")
            kinds.setdefault(kind, []).append((name, str(inside)))
    order: Mapping[str, int] = {kind: place for place, kind in enumerate(("pdf", "docx", "ipynb", *FOLDERS))}
    for kind in sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind)):
        yield FileGroup(kind, kinds[kind])
