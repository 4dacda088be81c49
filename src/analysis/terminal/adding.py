"""``redesocial add``: takes documents into the data folder and tells what is left for a person to decide."""

from __future__ import annotations

import functools
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.common.errors import RedeSocialError
from analysis.common.municipalities import municipality_named
from analysis.common.paths import data_folder
from analysis.common.wording import Language, label, say
from analysis.entities.registry import read_registry
from analysis.frames.intake import LOCK, Candidate, Taken, documents_in, read_candidate, take_in
from analysis.terminal.naming import difference_lines, shown, suggestion_line
from analysis.terminal.working import work_through

NAMES_SHOWN = 10  # of one document; `redesocial review` shows all
LEFT_SHOWN = 20  # files of a folder that are left aside


def add_documents(
    files: Sequence[str], municipality: str | None, year: int | None, replace: bool, lang: Language
) -> int:
    """Take `files`, and the documents of those that are folders, into the data folder; return the exit code.

    A document that cannot be taken in stops no other.
    """
    data = data_folder()
    read_registry(data)
    if municipality:
        municipality_named(municipality, data)
    refused: list[RedeSocialError] = []
    paths: list[Path] = []
    for file in map(Path, files):
        try:
            documents, left = documents_in(file) if os.path.isdir(file) else ([file], [])
        except RedeSocialError as error:
            refused.append(error)
            continue
        paths += documents
        if left:
            print(_left_aside([path.relative_to(file).as_posix() for path in left], lang), file=sys.stderr)
    paths = list(dict.fromkeys(paths))
    paths = [path for path in paths if not path.name.startswith(LOCK)] or paths
    states: list[tuple[Taken, Candidate]] = []
    warnings: list[str] = []

    def take(_: int, outcome: Candidate | RedeSocialError) -> None:
        try:
            if isinstance(outcome, RedeSocialError):
                raise outcome
            warnings.extend(difference_lines(outcome.path.name, outcome.differing, lang))
            states.append((take_in(outcome, data, replace=replace), outcome))
        except RedeSocialError as error:
            refused.append(error)

    try:
        work_through(
            [(p.name, functools.partial(read_candidate, p, municipality, year, data, lang)) for p in paths], take, lang
        )
    finally:
        _tell(states, warnings, refused, lang)
    return 3 if refused else 0


def _left_aside(names: Sequence[str], lang: Language) -> str:
    more = [say("add.more", lang, n=len(names) - LEFT_SHOWN)] if len(names) > LEFT_SHOWN else []
    return say("add.left", lang, names=", ".join([*map(shown, names[:LEFT_SHOWN]), *more]))


def _tell(
    states: Sequence[tuple[Taken, Candidate]],
    warnings: Sequence[str],
    refused: Sequence[RedeSocialError],
    lang: Language,
) -> None:
    """Print how each document fared, then what to do next."""
    alone = len(states) + len(refused) == 1
    for taken, candidate in states:
        for line in _lines(taken, candidate, lang, names=NAMES_SHOWN if alone else 0):
            print(line)
    sys.stdout.flush()
    for line in warnings:
        print(line, file=sys.stderr)
    for error in refused:
        print(f"redesocial: {shown(error.message(lang))}", file=sys.stderr)
    if not alone:
        often = Counter(taken.state for taken, _ in states)
        print(
            say(
                "add.summary", lang, added=often["added"] + often["replaced"], there=often["there"],
                refused=len(refused),
            )
        )  # fmt: skip
    new = [candidate for taken, candidate in states if taken.state != "there"]
    if open_plans := [candidate.plan_id for candidate in new if candidate.names or candidate.unmapped]:
        print(say("add.next_review", lang, plans=_plan_words(open_plans)).strip())
    if new:
        print(say("add.next_report", lang, plans=_plan_words(c.plan_id for c in new)).strip())


def _lines(taken: Taken, candidate: Candidate, lang: Language, *, names: int) -> list[str]:
    """Return what is to be said of one document: how it fared, what was left open, the names to decide on."""
    told = [
        say(
            f"add.{taken.state}", lang, plan=candidate.plan_id, municipality=candidate.municipality,
            year=str(candidate.year), actions=candidate.actions, dated=candidate.dated, file=shown(candidate.path.name),
        )
    ]  # fmt: skip
    if taken.state == "there":
        return told
    if taken.kept:
        told.append("  " + say("add.kept", lang, document=taken.replaced, kept=str(taken.kept)))
    if candidate.issues:
        issues = sorted(candidate.issues.items(), key=lambda item: (-item[1], item[0]))
        counts = ", ".join(f"{label('field', name, lang)} {n}" for name, n in issues)
        told.append("  " + say("add.issues", lang, n=sum(candidate.issues.values()), counts=counts))
    if candidate.unmapped:
        told.append("  " + say("add.unmapped", lang, n=candidate.unmapped))
    if candidate.names:
        told.append("  " + say("add.names", lang, n=len(candidate.names)))
    for name in candidate.names[:names]:
        best = f" → {suggestion_line(name.suggestions[0], lang)}" if name.suggestions else ""
        told.append(f"    «{shown(name.mention)}»{best}")
    if names and len(candidate.names) > names:
        told.append("    " + say("add.more", lang, n=len(candidate.names) - names))
    if not (candidate.issues or candidate.unmapped or candidate.names):
        told.append("  " + say("add.nothing", lang))
    return told


def _plan_words(plan_ids: Iterable[str]) -> str:
    """Return plans as the command takes them: by name if they are few, else none, which means all."""
    words = list(dict.fromkeys(plan_ids))
    return " ".join(words) if len(words) <= 3 else ""
