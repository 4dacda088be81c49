"""The options of ``redesocial report``."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from analysis.common.wording import LANGUAGES, Language, say

_AGO = re.compile(r"(?P<n>[0-9]{1,5})(?P<unit>[dh])")
_SCHEDULER = re.compile(r"[a-z]+://\S+:[0-9]{1,5}")
_UNITS = {"d": "days", "h": "hours"}
_TIMEOUT, _MEMORY = 900, 4096


def add_report_options(report: argparse.ArgumentParser, lang: Language, help_of: Callable[[str], str]) -> None:
    """Add the arguments of ``redesocial report`` to its parser; `help_of` gives the help of each."""

    def whole(text: str, least: int) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(
                say("command.bad_jobs" if least else "command.bad_seed", lang, jobs=text, seed=text)
            )
        return int(text)

    def count(text: str) -> int:
        return whole(text, 1)

    def number(text: str) -> int:
        return whole(text, 0)

    def moment(text: str) -> float:
        if found := _AGO.fullmatch(text):
            ago = datetime.timedelta(**{_UNITS[found["unit"]]: int(found["n"])})
            return (datetime.datetime.now() - ago).timestamp()
        try:
            return datetime.datetime.fromisoformat(text).timestamp()
        except (ValueError, OverflowError):
            raise argparse.ArgumentTypeError(say("command.bad_moment", lang, given=text)) from None

    def address(text: str) -> str:
        try:
            parts = urlsplit(text)
            stated = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        except ValueError:
            stated = False
        if not stated or not text.isascii() or not text.isprintable() or " " in text:
            raise argparse.ArgumentTypeError(say("command.bad_address", lang, given=text.rpartition("@")[2]))
        return text

    def stated(text: str) -> str:
        if not text.strip():
            raise argparse.ArgumentTypeError(say("command.bad_empty", lang))
        return text

    def scheduler(text: str) -> str:
        if not _SCHEDULER.fullmatch(text):
            raise argparse.ArgumentTypeError(say("command.bad_scheduler", lang, given=text))
        return text

    add = report.add_argument
    add("plans", metavar="PLAN", nargs="*", help=help_of("plans"))
    add("--notebook", metavar="NAME", action="append", help=help_of("notebook"))
    add("-p", "--parameter", metavar="NAME=VALUE", action="append", help=help_of("parameter"))
    add("--lang", choices=LANGUAGES, action="append", dest="langs", help=help_of("langs"))
    add("--pdf", action="append_const", const="pdf", dest="formats", help=help_of("pdf"))
    add("--docx", action="append_const", const="docx", dest="formats", help=help_of("docx"))
    add("--output", metavar="DIR", type=stated, help=help_of("output"))
    either = report.add_mutually_exclusive_group()
    either.add_argument("--force", action="store_true", help=help_of("force"))
    either.add_argument("--changed-since", metavar="DATE", type=moment, help=help_of("changed_since"))
    add("--jobs", metavar="N", type=count, help=help_of("jobs"))
    add("--timeout", metavar="SECONDS", type=number, default=_TIMEOUT, help=help_of("timeout"))
    add("--memory", metavar="MB", type=number, default=_MEMORY, help=help_of("memory"))
    add("--retries", metavar="N", type=number, default=1, help=help_of("retries"))
    add("--plain-kernels", action="store_true", help=help_of("plain_kernels"))
    add("--cluster", metavar="ADDRESS", type=scheduler, help=help_of("cluster"))
    add("--webhook", metavar="URL", type=address, help=help_of("webhook"))
