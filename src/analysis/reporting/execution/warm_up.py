"""What a kernel finds done already: modules imported, and filled whatever is looked up once a process.

All of it is what every notebook would do again, and none of it depends on what a notebook does: the vocabulary, the
registry of the data folder, the way to the first plan's frames, and the shapes of the letters that figures are
written with.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import string

_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger")
_LIBRARIES = ("pandas", "networkx", "scipy.optimize")
_PACKAGES = ("common", "documents", "entities", "frames", "graphs", "measures", "presentation")
_LETTERS = string.printable.strip() + "ÁÂÃÀÇÉÊÍÓÔÕÚáâãàçéêíóôõúªº–—…«»≥≤±·×−"


def warm_up() -> None:
    """Import what notebooks use and do once what each of them would have to do."""
    for title in (*_KERNEL, *_LIBRARIES):
        importlib.import_module(title)
    for package in _PACKAGES:
        parent = importlib.import_module(f"analysis.{package}")
        for module in pkgutil.walk_packages(parent.__path__, f"{parent.__name__}."):
            importlib.import_module(module.name)
    with contextlib.suppress(Exception):  # what is wrong with the data is told where a report needs them
        _read_one_plan()
    _draw_letters()


def _read_one_plan() -> None:
    from analysis.common.paths import data_folder
    from analysis.entities.registry import read_registry
    from analysis.frames.load import load_corpus

    for plan_id in list(read_registry(data_folder()).plans)[:1]:
        load_corpus(plan_id)


def _draw_letters() -> None:
    from matplotlib.figure import Figure

    from analysis.presentation.svg import figure_svg

    figure = Figure()
    for weight in ("normal", "bold"):
        figure.text(0, 0, _LETTERS, weight=weight, parse_math=False)
    figure_svg(figure)
