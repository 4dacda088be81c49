"""``redesocial report``: runs the notebooks over the plans and tells how it went."""

from __future__ import annotations

import argparse
import datetime
import functools
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from analysis.common.errors import ClusterError, OutputError, ParameterError
from analysis.common.paths import data_folder, report_folder
from analysis.common.wording import Language, enumerate_words, number, say
from analysis.entities.registry import Registry, read_registry
from analysis.reporting.batch import RunJobs, run_reports
from analysis.reporting.execution.workers import run_jobs
from analysis.reporting.grid import report_tasks
from analysis.reporting.ledger import BAD, GRAPH, Attempt, State
from analysis.reporting.notices import post_notice, run_notice
from analysis.reporting.parameters import named_plans, notebook_names, notebook_path

_STATES: tuple[State, ...] = ("done", "unchanged", "failed", "timed out", "skipped")
_NAMED = 20  # failures that the last line names


def make_reports(chosen: argparse.Namespace, lang: Language) -> int:
    """Make the reports asked for, print the path of the index, and return the exit code."""
    folder = data_folder().resolve()
    registry = read_registry(folder)
    plans = list(dict.fromkeys(registry.plan(p).plan_id for p in chosen.plans)) or list(registry.plans)
    if not plans:
        raise ParameterError("no_plans", folder=registry.folder)
    paths = [notebook_path(name) for name in dict.fromkeys(chosen.notebook or notebook_names())]
    facts = _facts(registry)
    given = dict(_named_value(text) for text in chosen.parameter or ())
    for plan in named_plans(given):
        registry.plan(plan)
    if chosen.cluster is None:
        check_formats(chosen.formats or ())
    tasks = report_tasks(
        plans,
        paths,
        languages=chosen.langs or [lang],
        given=given,
        headings={plan_id: f"{told['municipality']}, {told['year']}" for plan_id, told in facts.items()},
        data=folder,
        timeout=chosen.timeout or None,
        retries=chosen.retries,
        formats=tuple(dict.fromkeys(chosen.formats or ())),
        warm=not chosen.plain_kernels,
        memory=chosen.memory or None,
    )
    target = Path(chosen.output).resolve() if chosen.output else report_folder()
    ended: list[Attempt] = []
    notify = functools.partial(_notify, chosen.webhook, target, datetime.datetime.now().astimezone(), lang)
    try:
        attempts = run_reports(
            tasks,
            target,
            jobs=chosen.jobs,
            force=chosen.force,
            since=chosen.changed_since,
            on_attempt=ended.append,
            facts=facts,
            lang=lang,
            run=_runner(chosen.cluster),
        )
    except (OutputError, ClusterError) as error:
        reports = [a for a in ended if a.notebook != GRAPH]
        notify(reports, error.message(lang), left=len(tasks) - len(reports))
        raise
    print(target / "index.html", flush=True)
    if any(a.state == "done" for a in attempts) and not find_spec("pyarrow"):
        print(say("command.results_without_parquet", lang), file=sys.stderr)
    notify(attempts)
    return 1 if any(a.state in BAD for a in attempts) else 0


def check_formats(formats: Sequence[str]) -> None:
    """Raise a ParameterError where what writes one of these further `formats` is not installed."""
    if "pdf" in formats:
        from analysis.reporting.pages.pdf import check_pdf

        check_pdf()
    if "docx" in formats:
        from analysis.reporting.pages.word import check_docx

        check_docx()


def _runner(cluster: str | None) -> RunJobs:
    """Return what does the jobs: worker processes here, or those of a cluster."""
    if cluster is None:
        return run_jobs
    from analysis.reporting.execution.cluster import run_on_cluster

    return functools.partial(run_on_cluster, address=cluster)


def _facts(registry: Registry) -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = {}
    for entry in registry.plans.values():
        place = registry.municipalities[entry.ine_code]
        told[entry.plan_id] = {
            "municipality": place.municipality,
            "year": entry.year,
            "district": place.district,
            "nuts3": place.nuts3,
            "ine_code": place.ine_code,
            "lon": place.lon,
            "lat": place.lat,
            "document": entry.document,
        }
    return told


def _named_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise ParameterError("parameter_form", given=text)
    return name.strip(), value


def _notify(
    webhook: str | None,
    target: Path,
    started: datetime.datetime,
    lang: Language,
    attempts: Sequence[Attempt],
    stopped: str | None = None,
    left: int = 0,
) -> None:
    """Tell how the run went: the web address, if one is given, and, unless the run `stopped`, standard error.

    Where it stopped, that many reports were `left`.
    """
    ended = datetime.datetime.now().astimezone()
    index = target / "index.html"
    summary = _summary(attempts, (ended - started).total_seconds(), index, lang)
    if webhook:
        try:
            text = stopped or summary
            notice = run_notice(attempts, text=text, index=index, started=started, ended=ended, left=left)
            post_notice(webhook, notice)
        except OutputError as error:
            print(say("command.warning", lang, message=error.message(lang)), file=sys.stderr)
    if stopped is None:
        print(f"redesocial: {summary}", file=sys.stderr)


def _summary(attempts: Sequence[Attempt], seconds: float, index: Path, lang: Language) -> str:
    """Return the last line: how many reports ended in each state, in what time, where they are, and which failed."""
    states = Counter(a.state for a in attempts)
    states.setdefault("done", 0)
    parts = [say(f"command.states.{state}", lang, n=states[state]) for state in _STATES if state in states]
    took = {"seconds": number(seconds, lang, decimals=1), "index": str(index)}
    told = say("command.summary", lang, states=enumerate_words(parts, lang), **took)
    if failed := [a for a in attempts if a.state in BAD]:
        names = ", ".join(f"{a.plan}/{a.notebook}" + (f".{a.language}" if a.language else "") for a in failed[:_NAMED])
        more = len(failed) - _NAMED
        told = say(
            "command.summary_failed" if more <= 0 else "command.summary_more", lang, told=told, names=names, n=more
        )
    return told
