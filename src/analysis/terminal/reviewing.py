"""``redesocial review``: the names that the reading was unsure of, and what a person decides on them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from analysis.common.errors import ParameterError, RedeSocialError, RegistryError
from analysis.common.kinds import KINDS
from analysis.common.paths import data_folder
from analysis.common.text import plain
from analysis.common.wording import Language, label, say
from analysis.entities.registry import Registry, read_registry
from analysis.frames.decisions import Act, Choice, Decisions, still_unsure, write_decisions
from analysis.frames.held import held_name
from analysis.frames.load import load_corpus
from analysis.frames.unsure import Key, UnsureName, merged, name_key, unsure_names
from analysis.terminal.answers import act_named, identity_named, kind_labels, kind_named, leaves, scope_named
from analysis.terminal.naming import name_lines, shown
from analysis.terminal.sheet import choice_of, read_sheet, unquoted, write_sheet
from analysis.terminal.working import work_through

_LETTERS: dict[str, Act] = {"i": "same", "s": "same", "n": "new"}
_QUIT = ("q", "sair", "quit")
_HELP = ("?", "ajuda", "help")


def review_names(plans: Sequence[str], sheet: str | None, accept: str | None, lang: Language) -> int:
    """List the unsure names of `plans`, write them to a `sheet`, or `accept` decisions; return the exit code.

    `accept` is the path of a filled sheet; empty: ask at the terminal, name by name.
    """
    data = data_folder()
    registry = read_registry(data)
    chosen = list(dict.fromkeys(registry.plan(p).plan_id for p in plans)) or list(registry.plans)
    if accept:
        return _accept_sheet(Path(accept), registry, data, lang)
    if accept is not None and not sys.stdin.isatty():
        raise ParameterError("review_no_terminal")
    if not chosen:
        raise ParameterError("no_plans", folder=registry.folder)
    names, errors = _names_of(chosen, data, lang)
    for error in errors:
        print(f"redesocial: {shown(error.message(lang))}", file=sys.stderr)
    if accept is not None:
        _ask(names, registry, data, lang)
    elif sheet:
        write_sheet(names, Path(sheet), lang)
        print(say("review.written", lang, n=len(names), file=sheet))
    else:
        _list(names, registry, lang)
    return 3 if errors else 0


def _names_of(plan_ids: Iterable[str], data: Path, lang: Language) -> tuple[list[UnsureName], list[RedeSocialError]]:
    """Return the unsure names of plans, and what went wrong with plans that cannot be read."""
    names: list[UnsureName] = []
    errors: list[RedeSocialError] = []

    def take(_: int, outcome: list[UnsureName] | RedeSocialError) -> None:
        if isinstance(outcome, RedeSocialError):
            errors.append(outcome)
        else:
            names.extend(outcome)

    work_through([(p, functools.partial(_names_in, p, data, lang)) for p in plan_ids], take, lang)
    return merged(names), errors


def _names_in(plan_id: str, data: Path, lang: Language) -> list[UnsureName]:
    return unsure_names(load_corpus(plan_id, data=data, lang=lang), read_registry(data))


def _list(names: Sequence[UnsureName], registry: Registry, lang: Language) -> None:
    for code, group in groupby(names, key=lambda name: name.ine_code):
        mine = list(group)
        print(say("review.municipality", lang, municipality=registry.municipalities[code].told_apart, n=len(mine)))
        for name in mine:
            print("\n".join(name_lines(name, lang)))
        print()
    print(say("review.how" if names else "review.none", lang))


# A filled sheet


def _accept_sheet(path: Path, registry: Registry, data: Path, lang: Language) -> int:
    """Follow the decisions of a sheet, all of them or, if any row is faulty, none."""
    rows = read_sheet(path)
    told = [p for _, row in rows for p in row["plan_id"].split() if p in registry.plans]
    names, errors = _names_of(dict.fromkeys(told), data, lang)
    if errors:
        raise errors[0]
    by_key = {name.key: name for name in names}
    decisions = Decisions(registry)
    faults: list[tuple[int, str]] = []
    followed: list[UnsureName] = []
    choices: list[tuple[int, Choice]] = []
    for line, row in rows:
        try:
            if name := _name_in(row, by_key, decisions):
                choices.append((line, choice_of(row, name)))
        except RedeSocialError as error:
            faults.append((line, error.message(lang)))
    for line, choice in sorted(choices, key=lambda item: item[1].act == "alias"):  # new bodies first
        try:
            decisions.add(choice)
            followed.append(choice.name)
        except RedeSocialError as error:
            faults.append((line, error.message(lang)))
    if faults:
        lines = "; ".join(f"{line}: {shown(fault)}" for line, fault in sorted(faults))
        raise RegistryError("review_rows", file=path.name, lines=lines)
    written = write_decisions(decisions, data)
    now, _ = _names_of(dict.fromkeys(p for name in followed for p in name.plan_ids), data, lang)
    left = still_unsure(followed, now)
    print(say("review.accepted", lang, n=len(followed) - len(left), rows=written))
    if left:
        names_left = ", ".join(f"«{shown(name.mention)}»" for name in left)
        print(f"redesocial: {say('review.still', lang, names=names_left)}", file=sys.stderr)
    return 0


def _name_in(row: dict[str, str], by_key: Mapping[Key, UnsureName], decisions: Decisions) -> UnsureName | None:
    """Return the name that a row of a sheet decides on; None if that has been decided so already.

    What is only known everywhere may be decided otherwise for one municipality.
    """
    registry = decisions.registry
    plan_id = row["plan_id"].partition(" ")[0]
    if plan_id not in registry.plans:
        raise ParameterError("review_plan", plan=plan_id)
    code, mention = registry.plans[plan_id].ine_code, unquoted(row["mention"])
    if name := by_key.get(name_key(code, mention)):
        return name
    known = decisions.known_as(code, mention)
    if known is None:
        raise ParameterError("review_not_there", mention=mention, plan=plan_id)
    body = UnsureName(code, mention, 0, (plan_id,), known, "known", 1.0)
    if decisions.holds(choice_of(row, body)):
        return None
    if held_name(code, mention, registry):  # what is decided for the municipality already
        raise ParameterError("review_known", mention=mention, organisation_id=known.organisation_id)
    return body


# At the terminal


def _ask(names: Sequence[UnsureName], registry: Registry, data: Path, lang: Language) -> None:
    """Ask on each name in turn and write each answer at once; ``q`` or the end of the input leaves the rest."""
    decided = 0
    if names:
        print(_help(lang))
    try:
        for at, name in enumerate(names, 1):
            print(f"\n{at}/{len(names)}  {registry.municipalities[name.ine_code].told_apart}")
            print("\n".join(name_lines(name, lang)))
            decided += _decided(name, data, lang)
    except EOFError:
        print()
    print(say("review.asked", lang, n=decided, left=len(names) - decided))


def _decided(name: UnsureName, data: Path, lang: Language) -> bool:
    """Ask on one name until the answer can be followed, and follow it; tell whether it was decided."""
    while not leaves(answer := _answer("review.ask", lang)):
        if plain(answer) in _QUIT:
            raise EOFError
        if plain(answer) in _HELP:
            print(_help(lang))
            continue
        try:
            decisions = Decisions(read_registry(data))
            decisions.add(_choice(answer, name, lang))
            write_decisions(decisions, data)
        except RedeSocialError as error:
            print(f"     {shown(error.message(lang))}")
        else:
            return True
    return False


def _choice(answer: str, name: UnsureName, lang: Language) -> Choice:
    """Return what an answer decides: a suggestion's number, an id, a word as in the sheet, or its first letter."""
    if answer.isdecimal() and 1 <= int(answer) <= len(name.suggestions):
        return Choice(name, "alias", name.suggestions[int(answer) - 1].organisation_id)
    act = _LETTERS.get(plain(answer)) or act_named(answer)
    if act == "same":
        return Choice(name, "same")
    if act == "new":
        organisation = _answer("review.ask_name", lang, name=shown(name.read_as.organisation))
        kind = _kind(name, lang)
        scope = scope_named(_answer("review.ask_scope", lang))
        return Choice(name, "new", organisation=organisation, kind=kind, scope=scope)
    if len(answer) == 1 or answer.isdecimal():
        raise ParameterError("review_answer", answer=answer)
    return Choice(name, "alias", identity_named(answer))


def _kind(name: UnsureName, lang: Language) -> str:
    """Ask of what kind a new body is until there is such a kind; empty: as the name was read."""
    kinds, read = kind_labels(lang), label("kind", name.read_as.kind, lang)
    while (kind := kind_named(_answer("review.ask_kind", lang, kind=read, kinds=kinds))) not in ("", *KINDS):
        print(f"     {shown(ParameterError('review_kind', kind=kind, known=kinds).message(lang))}")
    return kind


def _help(lang: Language) -> str:
    return say("review.may_answer", lang)


def _answer(question: str, lang: Language, **values: object) -> str:
    return input(f"     {say(question, lang, **values)} ").strip()
