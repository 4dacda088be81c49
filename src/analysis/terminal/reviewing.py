"""``redesocial review``: the names that the reading was unsure of, the domains without a theme, and their decisions."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from analysis.common.errors import ParameterError, RedeSocialError, RegistryError
from analysis.common.kinds import KINDS
from analysis.common.paths import data_folder
from analysis.common.text import plain
from analysis.common.wording import Language, label, say
from analysis.entities.registry import Registry, read_registry
from analysis.frames.decisions import Act, Choice, Decisions, still_unsure, write_decisions
from analysis.frames.held import held_name
from analysis.frames.load import load_corpus
from analysis.frames.open_domains import OpenDomain, open_domains
from analysis.frames.registry_files import harmless
from analysis.frames.unsure import Key, UnsureName, merged, name_key, unsure_names
from analysis.terminal.answers import act_named, identity_named, kind_labels, kind_named, leaves, scope_named
from analysis.terminal.domains import domain_lines, is_domain_row, theme_chosen
from analysis.terminal.naming import name_lines, shown
from analysis.terminal.sheet import choice_of, decided_word, read_sheet, unquoted, write_sheet
from analysis.terminal.working import work_through

_LETTERS: dict[str, Act] = {"i": "same", "s": "same", "n": "new"}
_QUIT = ("q", "sair", "quit")
_HELP = ("?", "ajuda", "help")


class _Open(NamedTuple):
    """What is to be decided on in plans, and what went wrong with those that cannot be read."""

    names: list[UnsureName]
    domains: list[OpenDomain]
    errors: list[RedeSocialError]


def review_names(plans: Sequence[str], sheet: str | None, accept: str | None, lang: Language) -> int:
    """List what is to be decided on in `plans`, write it to a `sheet`, or `accept` decisions; return the exit code.

    That is the unsure names, and the domains without a reviewed theme. `accept` is the path of a filled sheet;
    empty: ask at the terminal, one by one.
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
    found = _open_in(chosen, data, lang)
    for error in found.errors:
        print(f"redesocial: {shown(error.message(lang))}", file=sys.stderr)
    if accept is not None:
        _ask(found, registry, data, lang)
    elif sheet:
        write_sheet(found.names, found.domains, registry.themes, Path(sheet), lang)
        print(say("review.written", lang, n=len(found.names), domains=len(found.domains), file=sheet))
    else:
        _list(found, registry, lang)
    return 3 if found.errors else 0


def _open_in(plan_ids: Iterable[str], data: Path, lang: Language) -> _Open:
    found = _Open([], [], [])

    def take(_: int, outcome: tuple[list[UnsureName], list[OpenDomain]] | RedeSocialError) -> None:
        if isinstance(outcome, RedeSocialError):
            found.errors.append(outcome)
        else:
            found.names.extend(outcome[0])
            found.domains.extend(outcome[1])

    work_through([(p, functools.partial(_open_in_plan, p, data, lang)) for p in plan_ids], take, lang)
    return found._replace(names=merged(found.names))


def _open_in_plan(plan_id: str, data: Path, lang: Language) -> tuple[list[UnsureName], list[OpenDomain]]:
    corpus, registry = load_corpus(plan_id, data=data, lang=lang), read_registry(data)
    return unsure_names(corpus, registry), open_domains(corpus, registry)


def _list(found: _Open, registry: Registry, lang: Language) -> None:
    for code, group in groupby(found.names, key=lambda name: name.ine_code):
        mine = list(group)
        print(say("review.municipality", lang, municipality=registry.municipalities[code].told_apart, n=len(mine)))
        for name in mine:
            print("\n".join(name_lines(name, lang)))
        print()
    if found.domains:
        print(say("review.domains", lang, n=len(found.domains)))
        for domain in found.domains:
            print("\n".join(domain_lines(domain, registry.themes, lang)))
        print()
    print(say("review.how" if found.names or found.domains else "review.none", lang))


# A filled sheet


def _accept_sheet(path: Path, registry: Registry, data: Path, lang: Language) -> int:
    """Follow the decisions of a sheet, all of them or, if any row is faulty, none."""
    rows = read_sheet(path)
    told = [p for _, row in rows for p in row["plan_id"].split() if p in registry.plans]
    before = _open_in(dict.fromkeys(told), data, lang)
    if before.errors:
        raise before.errors[0]
    by_key = {name.key: name for name in before.names}
    domains = {domain.key: domain for domain in before.domains}
    decisions = Decisions(registry)
    faults: list[tuple[int, str]] = []
    followed: list[UnsureName] = []
    choices: list[tuple[int, Choice]] = []
    for line, row in rows:
        try:
            if is_domain_row(row):
                _decide_on_domain(row, domains, decisions)
            elif name := _name_in(row, by_key, decisions):
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
    now = _open_in(dict.fromkeys(p for name in followed for p in name.plan_ids), data, lang)
    left = still_unsure(followed, now.names)
    print(say("review.accepted", lang, n=len(followed) - len(left), rows=written))
    if decisions.rows.domains:
        print(say("review.accepted_domains", lang, n=len(decisions.rows.domains)))
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


def _decide_on_domain(row: dict[str, str], domains: Mapping[tuple[str, str], OpenDomain], decisions: Decisions) -> None:
    """Take in what a row of a sheet decides on its domain, unless that has been decided so already."""
    registry, plan_id, heading = decisions.registry, row["plan_id"], harmless(unquoted(row["mention"]))
    domain, word = domains.get((plan_id, heading)), decided_word(row)
    if domain:
        decisions.add_theme(domain, theme_chosen(word, domain, registry.themes), row["note"])
        return
    held = {(plan, harmless(text)): theme for (plan, text), theme in registry.domains.items()}
    if (plan_id, heading) not in held:
        raise ParameterError("review_no_domain", domain=heading, plan=plan_id)
    theme = held[plan_id, heading]
    if theme_chosen(word, OpenDomain(plan_id, heading, 0, theme, ()), registry.themes) != theme:
        raise ParameterError("review_theme_contradicts", domain=heading, theme=theme or "")


# At the terminal


def _ask(found: _Open, registry: Registry, data: Path, lang: Language) -> None:
    """Ask on each name and domain and write each answer at once; ``q`` or the end of the input leaves the rest."""
    names, domains = found.names, found.domains
    decided = themed = 0
    if names or domains:
        print(say("review.may_answer" if names else "review.may_answer_domain", lang))
    try:
        for at, name in enumerate(names, 1):
            print(f"\n{at}/{len(names)}  {registry.municipalities[name.ine_code].told_apart}")
            print("\n".join(name_lines(name, lang)))
            decided += _decided(name, data, lang)
        for at, domain in enumerate(domains, 1):
            print(f"\n{at}/{len(domains)}  {domain.plan_id}")
            print("\n".join(domain_lines(domain, registry.themes, lang)))
            themed += _themed(domain, data, lang)
    except EOFError:
        print()
    print(say("review.asked", lang, n=decided, left=len(names) - decided))
    if domains:
        print(say("review.asked_domains", lang, n=themed, left=len(domains) - themed))


def _decided(name: UnsureName, data: Path, lang: Language) -> bool:
    """Ask on one name until the answer can be followed, and follow it; tell whether it was decided."""

    def follow(decisions: Decisions, answer: str) -> None:
        decisions.add(_choice(answer, name, lang))

    return _followed("review.ask", "review.may_answer", follow, data, lang)


def _themed(domain: OpenDomain, data: Path, lang: Language) -> bool:
    """Ask on one domain until the answer can be followed, and follow it; tell whether it was decided."""

    def follow(decisions: Decisions, answer: str) -> None:
        decisions.add_theme(domain, theme_chosen(answer, domain, decisions.registry.themes))

    return _followed("review.ask_theme", "review.may_answer_domain", follow, data, lang)


def _followed(
    question: str, help_key: str, follow: Callable[[Decisions, str], None], data: Path, lang: Language
) -> bool:
    """Ask until an answer can be followed and written, or leaves the matter; tell which."""
    while not leaves(answer := _answer(question, lang)):
        if plain(answer) in _QUIT:
            raise EOFError
        if plain(answer) in _HELP:
            print(say(help_key, lang))
            continue
        try:
            decisions = Decisions(read_registry(data))
            follow(decisions, answer)
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


def _answer(question: str, lang: Language, **values: object) -> str:
    return input(f"     {say(question, lang, **values)} ").strip()
