"""Parameters: what a notebook lets its reader choose, checked before any kernel starts.

A *report notebook* is one that declares ``plan_id`` (see :mod:`analysis.reporting.declarations`), which the
runner sets. papermill merely warns of a parameter that is not declared and would then report on something
else than was asked; here it is refused.
"""

from __future__ import annotations

import difflib
import math
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from analysis.common.errors import ParameterError, UnknownNameError
from analysis.common.paths import notebook_folder
from analysis.common.wording import LANGUAGES
from analysis.frames.peers import NO_PLAN, peer_plans, previous_plan
from analysis.reporting.declarations import Parameter, declared_parameters

PLAN_PARAMETER = "plan_id"
LANGUAGE_PARAMETER = "lang"
_PLANS = ("earlier", "pooled", "previous", "peers")  # parameters that name further plans, separated by commas

# Numbers that a parameter of this name may be, and how that is written.
_RANGES: dict[str, tuple[Callable[[float], bool], str]] = {
    **dict.fromkeys(("top", "runs", "draws", "samples", "size", "least"), (lambda value: value >= 1, "≥ 1")),
    **dict.fromkeys(("level", "alpha"), (lambda value: 0 < value < 1, "> 0, < 1")),
    "missed": (lambda value: 0 <= value < 1, "≥ 0, < 1"),
    **dict.fromkeys(("seed", "slack"), (lambda value: value >= 0, "≥ 0")),
    "threshold": (lambda value: value > 1, "> 1"),
}
_WHOLE = re.compile(r"[+-]?[0-9]+")
_TRUTH = {"true": True, "false": False}


def notebook_names(folder: str | os.PathLike[str] | None = None) -> list[str]:
    """Return the names (stems) of the report notebooks in `folder`, sorted."""
    paths = sorted(Path(folder or notebook_folder()).glob("*.ipynb"))
    return [path.stem for path in paths if PLAN_PARAMETER in declared_parameters(path)]


def notebook_path(beginning: str, folder: str | os.PathLike[str] | None = None) -> Path:
    """Return the file of the report notebook called `beginning`, or the only one that begins so.

    Raises
    ------
    UnknownNameError
        If no report notebook, or more than one, begins like that.
    """
    folder = Path(folder or notebook_folder())
    known = notebook_names(folder)
    found = [name for name in known if name == beginning] or [
        name for name in known if beginning and name.startswith(beginning)
    ]
    if len(found) != 1:
        key = "report_ambiguous_notebook" if found else "report_unknown_notebook"
        raise UnknownNameError(key, notebook=beginning, known=", ".join(found or known) or "-")
    return folder / f"{found[0]}.ipynb"


def checked_parameters(notebook: Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return `given` with every text converted to the type that `notebook` declares.

    ``None`` is accepted, also as the text ``"None"``, where the declared default is ``None``.

    Raises
    ------
    ParameterError
        If a parameter is not declared, is ``plan_id``, or has a value of another type, none of those that
        a parameter of this name may take, or out of its range.
    """
    declared = declared_parameters(notebook)
    if PLAN_PARAMETER in given:
        raise ParameterError("report_plan_parameter", value=given[PLAN_PARAMETER])
    checked = {}
    for name, value in given.items():
        if name not in declared:
            raise _undeclared(notebook, name, declared)
        checked[name] = _converted(notebook, declared[name], value)
    return checked


def effective_parameters(notebook: Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return the value of every parameter that `notebook` declares: the one `given`, else its default."""
    return {name: parameter.default for name, parameter in declared_parameters(notebook).items()} | dict(given)


def named_plans(parameters: Mapping[str, object]) -> list[str]:
    """Return the ids of the further plans that ``earlier``, ``pooled``, ``previous`` and ``peers`` name."""
    texts = [str(parameters[name]) for name in _PLANS if parameters.get(name) not in (None, "None")]
    parts = [part.strip() for text in texts for part in text.split(",")]
    return [part for part in parts if part not in ("", NO_PLAN)]


def further_plans(plan_id: str, notebook: Path, given: Mapping[str, object], data: Path) -> list[str]:
    """Return the ids of all further plans that a report on `plan_id` reads.

    Those that its parameters name, and those that ``previous`` and ``peers`` stand for where the notebook declares
    them and nobody has chosen (see :mod:`analysis.frames.peers`).

    Raises
    ------
    UnknownNameError
        If the plan is not in the registry.
    RegistryError
        If the registry cannot be read.
    """
    values = effective_parameters(notebook, given)
    found = named_plans(values)
    if values.get("previous", NO_PLAN) is None:
        found += [plan for plan in (previous_plan(plan_id, data=data),) if plan is not None]
    if values.get("peers", NO_PLAN) is None:
        found += peer_plans(plan_id, data=data)
    return list(dict.fromkeys(found))


def _undeclared(notebook: Path, name: str, declared: Mapping[str, Parameter]) -> ParameterError:
    known = [other for other in declared if other != PLAN_PARAMETER]
    close = difflib.get_close_matches(name, known, n=1)
    return ParameterError(
        "report_misspelt_parameter" if close else "report_undeclared_parameter",
        name=name,
        notebook=notebook.stem,
        close=close[0] if close else None,
        declared=", ".join(known) or "-",
    )


def _converted(notebook: Path, parameter: Parameter, value: object) -> object:
    if value is None or value == "None":
        if parameter.default is None:
            return None
        if value is None:
            raise _mistyped(notebook, parameter, value)
    try:
        converted = _as_declared(parameter.kind, value)
    except ValueError:
        raise _mistyped(notebook, parameter, value) from None
    choices = _choices(parameter.title)
    if choices and converted not in choices:
        raise ParameterError(
            "report_parameter_choice",
            name=parameter.title,
            notebook=notebook.stem,
            value=value,
            choices=", ".join(choices),
        )
    if parameter.title == "kinds" and isinstance(converted, str):
        from analysis.graphs.choice import chosen_kinds

        chosen_kinds(converted)
    within, expected = _RANGES.get(parameter.title, (_anything, ""))
    if isinstance(converted, int | float) and not within(converted):
        raise ParameterError(
            "report_parameter_range", name=parameter.title, notebook=notebook.stem, value=value, expected=expected
        )
    return converted


def _anything(value: float) -> bool:
    return True


def _as_declared(kind: str, value: object) -> object:
    if isinstance(value, str):
        text = value.strip()
        if kind == "str":
            return value
        if kind == "int" and _WHOLE.fullmatch(text):
            return int(text)
        if kind == "float" and math.isfinite(number := float(text)):
            return number
        if kind == "bool" and text.lower() in _TRUTH:
            return _TRUTH[text.lower()]
    elif isinstance(value, bool):
        if kind == "bool":
            return value
    elif isinstance(value, int) and kind in ("int", "float"):
        return value if kind == "int" else float(value)
    elif isinstance(value, float) and kind == "float" and math.isfinite(value):
        return value
    raise ValueError(value)


def _mistyped(notebook: Path, parameter: Parameter, value: object) -> ParameterError:
    return ParameterError(
        "report_parameter_type",
        name=parameter.title,
        notebook=notebook.stem,
        value=value,
        declared=parameter.declaration,
    )


def _choices(name: str) -> tuple[str, ...]:
    """Return the values that a parameter of this name may take; none where any will do."""
    if name == LANGUAGE_PARAMETER:
        return LANGUAGES
    if name == "role":
        from analysis.frames.schema import ROLES

        return ROLES
    if name == "weight":
        from analysis.graphs.partnership import WEIGHTS

        return WEIGHTS
    if name == "load_weight":
        from analysis.measures.schedules.weights import LOAD_WEIGHTS

        return LOAD_WEIGHTS
    if name == "null":
        from analysis.measures.networks.null_models import NULLS

        return NULLS
    if name == "measure":
        from analysis.measures.networks.draws import MEASURES

        return MEASURES
    if name == "layer":
        from analysis.graphs.layers import LAYERS

        return LAYERS
    if name == "mapped":
        from analysis.measures.comparisons.plans import MEASURES as COMPARED

        return COMPARED
    if name == "match":
        from analysis.measures.comparisons.matching import MATCHES

        return MATCHES
    return ()
