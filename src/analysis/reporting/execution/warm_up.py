"""What a kernel finds done already: modules imported, and filled whatever is looked up once a process.

All of it is what every notebook would do again, and none of it depends on what a notebook does: the vocabulary, the
registry of the data folder, the way to the first plan's frames, how numbers and dates are written, the shapes of the
letters that figures are written with, and what tells one edition of the measures from another.

The module that draws matplotlib's figures in IPython (``matplotlib_inline``) is left out: imported where no shell
runs yet, it would not tie itself to the shell of the kernel.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib
import pkgutil
import string

_KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger")
_SHELL = (
    *(f"IPython.core.{part}" for part in ("completerlib", "debugger", "logger", "oinspect", "pylabtools")),
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
)
_LIBRARIES = ("pandas", "networkx", "scipy.optimize", "icalendar")
_OF_TABLES = (
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.csvs",
    "pandas.io.formats.string",
)
_PACKAGES = ("common", "documents", "entities", "frames", "graphs", "measures", "presentation")
_LETTERS = string.printable.strip() + "ÁÂÃÀÇÉÊÍÓÔÕÚáâãàçéêíóôõúªº–—…«»≥≤±·×−"


def warm_up() -> None:
    """Import what notebooks use and do once what each of them would have to do."""
    for title in (*_KERNEL, *_LIBRARIES):
        importlib.import_module(title)
    for title in (*_SHELL, *_OF_TABLES):  # inner modules, which another version may name otherwise
        with contextlib.suppress(ImportError):
            importlib.import_module(title)
    for package in _PACKAGES:
        parent = importlib.import_module(f"analysis.{package}")
        for module in pkgutil.walk_packages(parent.__path__, f"{parent.__name__}."):
            importlib.import_module(module.name)
    with contextlib.suppress(Exception):  # what is wrong with the data is told where a report needs them
        _read_one_plan()
    _write_values()
    _draw_letters()
    _lay_out()
    _prepare_frames()


def _read_one_plan() -> None:
    from analysis.common.paths import data_folder
    from analysis.entities.indicators.classes import measure_class
    from analysis.entities.registry import read_registry
    from analysis.frames.load import load_corpus

    for plan_id in list(read_registry(data_folder()).plans)[:1]:
        load_corpus(plan_id)
    measure_class("número")  # reads the words of all classes


def _write_values() -> None:
    from analysis.common.wording import LANGUAGES, date, enumerate_words, month_name, number, percent

    for lang in LANGUAGES:
        number(1234.5, lang, decimals=1)
        percent(0.5, lang)
        date(datetime.date(2021, 12, 31), lang)
        enumerate_words(["a", "b"], lang)
        month_name(1, lang)


def _lay_out() -> None:
    import networkx

    networkx.spring_layout(networkx.path_graph(3), seed=0, iterations=1)  # which imports what it uses when first called


def _prepare_frames() -> None:
    import pandas

    from analysis.common.store import code_key
    from analysis.measures.remembered import LIBRARIES, NO_PART, PACKAGES

    code_key(PACKAGES, LIBRARIES, without=NO_PART)
    # Strings kept by pyarrow pay off in frames far larger than those of a plan; the values are the same.
    pandas.set_option("mode.string_storage", "python")


def _draw_letters() -> None:
    from matplotlib.figure import Figure

    from analysis.presentation.svg import figure_svg

    figure = Figure()
    for weight in ("normal", "bold"):
        figure.text(0, 0, _LETTERS, weight=weight, parse_math=False)
    figure_svg(figure)
