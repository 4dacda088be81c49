"""The command ``redesocial``, also ``python -m analysis``.

What a program reads goes to standard output in UTF-8; progress, warnings and errors go to standard
error, one sentence each, in Portuguese or English. It ends with 0 (done), 1 (some report failed),
2 (asked wrongly), 3 (the input cannot be read) or 130 (interrupted).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, NoReturn

from analysis.common.errors import (
    ClusterError,
    DocumentError,
    FrameError,
    OutputError,
    ParameterError,
    RedeSocialError,
    RegistryError,
    UnknownNameError,
)
from analysis.common.paths import DATA_VARIABLE
from analysis.common.wording import LANGUAGES, Language, say
from analysis.terminal.formats import FORMATS
from analysis.terminal.report_options import add_report_options

_ARGPARSE = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "argument_required"),
    (
        re.compile(r"argument (?P<name>.*): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)"),
        "argument_choice",
    ),
    (re.compile(r"argument (?P<name>.+): expected (?:one|at least one) argument"), "argument_value"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "argument_unknown"),
    (re.compile(r"argument (?P<name>.+): not allowed with argument (?P<other>.+)"), "argument_conflict"),
)

DONE, FAILED, USAGE, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130

_EXITS: tuple[tuple[type[RedeSocialError], int], ...] = (
    (UnknownNameError, USAGE),
    (ParameterError, USAGE),
    (DocumentError, UNREADABLE),
    (RegistryError, UNREADABLE),
    (FrameError, UNREADABLE),
    (OutputError, FAILED),
    (ClusterError, FAILED),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    chosen = _parser(lang).parse_args(given)
    try:
        with _data_folder(chosen.data):
            return int(chosen.run(chosen, lang))
    except RedeSocialError as error:
        print(f"redesocial: {error.message(lang)}", file=sys.stderr)
        return next(code for kind, code in _EXITS if isinstance(error, kind))
    except KeyboardInterrupt:
        print(f"redesocial: {say('command.interrupted', lang)}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _read(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.reading import print_plan

    return print_plan(chosen.file, chosen.municipality, chosen.year, lang)


def _add(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.adding import add_documents

    return add_documents(chosen.files, chosen.municipality, chosen.year, chosen.replace, lang)


def _review(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.reviewing import review_names

    return review_names(chosen.plans, chosen.csv, chosen.accept, lang)


def _list(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.reading import print_list

    return print_list(lang)


def _report(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.reporting import make_reports

    return make_reports(chosen, lang)


def _export(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.exporting import export_plans

    return export_plans(chosen.plans, chosen.to, chosen.format, lang)


def _simulate(chosen: argparse.Namespace, lang: Language) -> int:
    from analysis.terminal.simulating import simulate_region

    return simulate_region(
        chosen.to, chosen.municipalities, chosen.years, chosen.first_year, chosen.region, chosen.seed, lang
    )


@contextlib.contextmanager
def _data_folder(data: str | None) -> Iterator[None]:
    """Let the variable name the folder `data` for as long as the command runs."""
    before = os.environ.get(DATA_VARIABLE)
    if data:
        os.environ[DATA_VARIABLE] = data
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(DATA_VARIABLE, None)
        else:
            os.environ[DATA_VARIABLE] = before


def _language(given: Sequence[str]) -> Language:
    """Return the first language asked for, so that even a wrong call is answered in it."""
    for position, word in enumerate(given):
        value = given[position + 1] if word == "--lang" and position + 1 < len(given) else word.removeprefix("--lang=")
        for lang in LANGUAGES:
            if value == lang and word.startswith("--lang"):
                return lang
    return "pt"


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are in the reader's language."""

    lang: Language = "pt"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self._positionals.title = say("command.arguments", self.lang)
        self._optionals.title = say("command.options", self.lang)
        self.add_argument("-h", "--help", action="help", help=say("command.help", self.lang))

    def format_usage(self) -> str:
        return self._in_our_words(super().format_usage())

    def format_help(self) -> str:
        return self._in_our_words(super().format_help())

    def print_usage(self, file: IO[str] | None = None) -> None:  # type: ignore[override]
        print(self.format_usage(), end="", file=file or sys.stderr)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        told = say("command.usage_error", self.lang, message=self._translated(message))
        self.exit(USAGE, f"redesocial: {told}\n")

    def _translated(self, message: str) -> str:
        """Return what argparse says of a wrong call in the reader's language, or as it is where we do not know it."""
        for pattern, key in _ARGPARSE:
            if found := pattern.fullmatch(message):
                return say(f"command.{key}", self.lang, **found.groupdict())
        return message.removeprefix("argument ")

    def _in_our_words(self, text: str) -> str:
        return text.replace("usage:", say("command.usage", self.lang), 1)


class _Version(argparse.Action):
    """Prints the version and ends; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from analysis import __version__

        print(f"redesocial {__version__}")
        parser.exit()


def _parser(lang: Language) -> argparse.ArgumentParser:
    _Parser.lang = lang

    def help_of(key: str) -> str:
        return say(f"command.{key}", lang).replace("%", "%%")

    parser = _Parser(prog="redesocial", description=help_of("description"))
    parser.add_argument("--data", metavar="DIR", default=None, help=help_of("data"))
    parser.add_argument("--lang", choices=LANGUAGES, help=help_of("lang"))
    parser.add_argument("--version", nargs=0, action=_Version, help=help_of("version"))
    commands = parser.add_subparsers(
        title=say("command.commands", lang), metavar=say("command.command", lang), required=True, dest="command"
    )

    def command(title: str, run: Callable[[argparse.Namespace, Language], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(title, help=help_of(title), description=help_of(title))
        made.set_defaults(run=run)
        made.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=help_of("data"))
        if run is not _report:  # whose languages are those of the reports as well
            made.add_argument("--lang", choices=LANGUAGES, help=help_of("lang"))
        return made

    read = command("read", _read)
    read.add_argument("file", metavar="FILE", help=help_of("file"))
    read.add_argument("--municipality", metavar="NAME", help=help_of("municipality"))
    read.add_argument("--year", metavar="YYYY", type=_year, help=help_of("year"))

    add = command("add", _add)
    add.add_argument("files", metavar="FILE", nargs="+", help=help_of("files"))
    add.add_argument("--municipality", metavar="NAME", help=help_of("municipality"))
    add.add_argument("--year", metavar="YYYY", type=_year, help=help_of("year"))
    add.add_argument("--replace", action="store_true", help=help_of("replace"))

    command("list", _list)

    review = command("review", _review)
    review.add_argument("plans", metavar="PLAN", nargs="*", help=help_of("plans"))
    either = review.add_mutually_exclusive_group()
    either.add_argument("--csv", metavar="FILE", help=help_of("csv"))
    either.add_argument("--accept", metavar="FILE", nargs="?", const="", help=help_of("accept"))

    add_report_options(command("report", _report), lang, help_of)

    export = command("export", _export)
    export.add_argument("plans", metavar="PLAN", nargs="*", help=help_of("plans"))
    export.add_argument("--to", metavar="DIR", required=True, help=help_of("to"))
    formats = say("command.format", lang, known=", ".join(FORMATS))
    export.add_argument("--format", metavar="F", choices=FORMATS, action="append", help=formats)

    simulate = command("simulate", _simulate)
    simulate.add_argument("--to", metavar="DIR", required=True, help=help_of("simulate_to"))
    simulate.add_argument("--municipalities", metavar="N", type=_count, default=20, help=help_of("municipalities"))
    simulate.add_argument("--years", metavar="N", type=_count, default=5, help=help_of("years"))
    simulate.add_argument("--first-year", metavar="YYYY", type=_year, default=2021, help=help_of("first_year"))
    simulate.add_argument("--region", metavar="NAME", help=help_of("region"))
    simulate.add_argument("--seed", metavar="N", type=_seed, default=0, help=help_of("seed"))
    return parser


def _year(text: str) -> int:
    if len(text) != 4 or not text.isdigit() or not 1990 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(say("command.bad_year", _Parser.lang, year=text))
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("command.bad_jobs", _Parser.lang, jobs=text))
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(say("command.bad_seed", _Parser.lang, seed=text))
    return int(text)
