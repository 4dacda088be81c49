"""Grid: every notebook over every plan in every language, as tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.common.wording import Language
from analysis.reporting.parameters import LANGUAGE_PARAMETER, checked_parameters
from analysis.reporting.tasks import ReportTask


def report_tasks(
    plan_ids: Iterable[str],
    notebooks: Sequence[Path],
    *,
    languages: Sequence[Language] = ("pt",),
    given: Mapping[str, object] | None = None,
    headings: Mapping[str, str] | None = None,
    data: Path | None = None,
    **options: Any,
) -> list[ReportTask]:
    """Return the task of every notebook over every plan in every language.

    A language `given` as a parameter stands for `languages`; `options` are further attributes of each task.

    Raises
    ------
    ParameterError
        If a parameter `given` does not fit one of the notebooks; no kernel has started then.
    """
    tasks = []
    checked = {notebook: checked_parameters(notebook, given or {}) for notebook in notebooks}
    for plan_id in plan_ids:
        for notebook, parameters in checked.items():
            others = {name: value for name, value in parameters.items() if name != LANGUAGE_PARAMETER}
            chosen: Sequence[Any] = [parameters[LANGUAGE_PARAMETER]] if LANGUAGE_PARAMETER in parameters else languages
            for lang in dict.fromkeys(chosen):
                heading = (headings or {}).get(plan_id, "")
                tasks.append(ReportTask(plan_id, notebook, lang, others, heading, data, **options))
    return tasks
