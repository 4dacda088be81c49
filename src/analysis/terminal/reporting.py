"""``redesocial report``: runs the notebooks over the plans and tells how it went."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.common.errors import ParameterError
from analysis.common.paths import data_folder, report_folder
from analysis.common.wording import Language, say
from analysis.entities.registry import Registry, read_registry
from analysis.reporting.batch import report_tasks, run_reports
from analysis.reporting.ledger import Attempt
from analysis.reporting.parameters import named_plans, notebook_names, notebook_path


def make_reports(
    plans: Sequence[str],
    notebooks: Sequence[str] | None,
    parameters: Sequence[str] | None,
    languages: Sequence[Language],
    jobs: int | None,
    force: bool,
    output: str | None,
    lang: Language,
) -> int:
    """Make the reports asked for, print the path of the index, and return the exit code."""
    folder = data_folder().resolve()
    registry = read_registry(folder)
    chosen = list(dict.fromkeys(registry.plan(p).plan_id for p in plans)) or list(registry.plans)
    if not chosen:
        raise ParameterError("no_plans", folder=registry.folder)
    paths = [notebook_path(name) for name in dict.fromkeys(notebooks or notebook_names())]
    facts = _facts(registry)
    headings = {plan_id: f"{told['municipality']}, {told['year']}" for plan_id, told in facts.items()}
    given = dict(_named_value(text) for text in parameters or ())
    for plan in named_plans(given):
        registry.plan(plan)
    tasks = report_tasks(chosen, paths, languages=languages, given=given, headings=headings, data=folder)
    target = Path(output) if output else report_folder()
    attempts = run_reports(tasks, target, jobs=jobs, force=force, facts=facts, lang=lang)
    failed = [a for a in attempts if not a.good]
    print(target.resolve() / "index.html", flush=True)
    print(_summary(attempts, failed, lang), file=sys.stderr)
    return 1 if failed else 0


def _facts(registry: Registry) -> dict[str, dict[str, object]]:
    told: dict[str, dict[str, object]] = {}
    for entry in registry.plans.values():
        place = registry.municipalities[entry.ine_code]
        told[entry.plan_id] = {"municipality": place.municipality, "year": entry.year, "district": place.district}
    return told


def _named_value(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise ParameterError("parameter_form", given=text)
    return name.strip(), value


def _summary(attempts: Sequence[Attempt], failed: Sequence[Attempt], lang: Language) -> str:
    """Return the last line: how many reports there are, or which failed."""
    states = Counter(a.state for a in attempts)
    if failed:
        names = ", ".join(f"{a.plan}/{a.notebook}" + (f".{a.language}" if a.language else "") for a in failed)
        return say("command.some_failed", lang, n=len(failed), total=len(attempts), names=names)
    return say("command.all_done", lang, n=states["done"], unchanged=states["unchanged"])
