"""The tables of the reports: issues, measures, domains, months and actions, each with its place.

Each takes frames or measures and shows them through :func:`analysis.presentation.tables.display_table`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.common.themes import theme_name
from analysis.common.wording import Language, enumerate_words, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.presentation.sentences import domain_names, month_words
from analysis.presentation.tables import display_table

NAMED_WHERE_TIED = 2  # bodies that are as present, or hold as much alone, up to which they are named

_PLACE = re.compile(r" \(((?:[ps]\d+/)?l\d+(?:/[tr]\d+)*)\)(?=;|$)")  # in the sentence of an issue


def display_issues(corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show everything that the reading left open or decided, with its place in the document."""
    issues = corpus.issues.merge(corpus.actions[["action_id", "seq", "source"]], on="action_id", how="left")
    issues = _with_own_places(issues)
    display_table(
        issues, "issues", lang=lang, columns=["seq", "field", "text", "problem", "treatment", "source"],
        caption=say("table.issues", lang), folded=True, missing="none",
    )  # fmt: skip


def display_measures(measures: pd.DataFrame, name: str, *, lang: Language = "pt") -> None:
    """Show a measure of one subject as one line per figure."""
    display_table(measures, name, lang=lang, missing="undefined", upright=True, caption=say("table.in_numbers", lang))


def display_coverage(
    coverage: pd.DataFrame, names: pd.Series, *, suggested: Collection[str] = (), lang: Language = "pt"
) -> None:
    """Show the coverage of each domain, the most present bodies by name, a theme of those `suggested` so marked."""
    told = coverage.assign(
        top_organisation=tied_bodies(coverage["top_organisation_id"], names, lang=lang),
        theme_words=theme_words(coverage["theme"], coverage.index.get_level_values("domain").isin(suggested), lang),
    )
    columns = [
        "domain", "theme_words", "actions", "organisations", "mentions", "lone_actions", "effective", "shannon",
        "herfindahl", "top_organisation", "top_share",
    ]  # fmt: skip
    if told["unnamed_actions"].any():
        columns.insert(columns.index("lone_actions") + 1, "unnamed_actions")
    display_table(
        told, "domain-coverage", lang=lang, columns=columns, missing="undefined", caption=say("table.domains", lang)
    )


def theme_words(themes: Iterable[Any], suggested: Iterable[bool], lang: Language) -> ExtensionArray:
    """Return the names of themes, those that are only suggested marked as such."""
    told = []
    for theme, only in zip(themes, suggested, strict=True):
        name = pd.NA if pd.isna(theme) else theme_name(str(theme), lang)
        told.append(say("label.theme_suggested", lang, theme=name) if only and pd.notna(theme) else name)
    return pd.array(told, dtype=TEXT)


def tied_bodies(bodies: pd.Series, names: pd.Series | None = None, *, lang: Language = "pt") -> pd.Series:
    """Return the bodies of each row, joined by ``" | "``, in words: one or two by name, of more how many they are.

    Parameters
    ----------
    bodies : Series of str
        As of ``top_organisation_id`` or ``key_organisation`` in the measures of domains.
    names : Series, optional
        Name of each body, indexed by what `bodies` holds; by default `bodies` holds names.
    lang : str
        Language of the words.
    """

    def told(joined: str) -> str:
        tied = joined.split(" | ")
        if len(tied) > NAMED_WHERE_TIED:
            return say("label.bodies_alike", lang, n=len(tied))
        return enumerate_words(tied if names is None else [str(names[body]) for body in tied], lang)

    return bodies.map(told, na_action="ignore").astype(TEXT)


def display_matrix(matrix: pd.DataFrame, names: pd.Series, *, lang: Language = "pt") -> None:
    """Show the number of actions of each body in each domain."""
    flat = matrix.droplevel("plan_id", axis=1)
    flat.columns = pd.Index(domain_names(matrix.columns, lang))
    told = pd.concat([names.reindex(flat.index).rename("organisation"), flat], axis=1)
    columns = [str(c) for c in told.columns]
    display_table(told, "coverage-matrix", lang=lang, columns=columns, caption=say("table.matrix", lang), folded=True)


def display_load(load: pd.DataFrame, names: pd.Series, *, lang: Language = "pt") -> None:
    """Show the months of each body, if any is known."""
    if load[list(MONTHS)].isna().all(axis=None):
        return
    told = load.assign(organisation=load.index.get_level_values("organisation_id").map(names.to_dict()))
    partly = ["share_unknown"] if load["share_unknown"].gt(0).any() else []
    columns: list[str | int] = ["organisation", "actions", *partly, *MONTHS]
    display_table(told, "organisation-load", lang=lang, columns=columns, caption=say("table.load", lang), folded=True)


def display_single_actions(corpus: Corpus, participations: nx.Graph, *, lang: Language = "pt") -> None:
    """Show the actions in which fewer than two of the bodies that count take part."""
    actions = corpus.actions.set_index("action_id")
    few = [a for a in actions.index if participations.degree(a) < 2]
    organisations = dict(participations.nodes(data="organisation"))
    lone = {a: next((organisations[n] for n in participations[a]), pd.NA) for a in few}
    told = actions.loc[few].assign(organisation=pd.Series(lone, dtype="string"))
    columns = ["seq", "domain", "action", "organisation", "source"]
    display_table(
        told,
        "single-body-actions",
        lang=lang,
        columns=columns,
        caption=say("table.single", lang),
        folded=True,
        missing="nobody",
    )


def display_schedules(corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show what the document says of the months of each action, if it says anything."""
    if corpus.schedule.empty and corpus.actions[["schedule_text", "frequency"]].isna().all(axis=None):
        return
    told = corpus.actions.assign(months=stated_months(corpus, lang))
    columns = ["seq", "action", "schedule_text", "schedule_status", "months", "frequency", "source"]
    display_table(told, "schedules", lang=lang, columns=columns, caption=say("table.schedules", lang), folded=True)


def display_actions(corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show each action with its bodies, months and place in the document."""
    bodies = corpus.participations.merge(corpus.organisations, on="organisation_id").sort_values(["action_id", "order"])
    told = corpus.actions.assign(months=stated_months(corpus, lang))
    columns = ["seq", "domain", "action", "responsible", "partner", "months", "source"]
    for role in ("responsible", "partner"):
        named = bodies[bodies["role"] == role].groupby("action_id")["organisation"].agg("; ".join)
        told[role] = told["action_id"].map(named).astype("string")
        if named.empty:
            columns.remove(role)
    display_table(told, "actions", lang=lang, columns=columns, caption=say("table.actions", lang))


def stated_months(corpus: Corpus, lang: Language) -> pd.Series:
    """Return the stated months of each action in words, in the order of the actions."""
    stated = corpus.schedule.groupby("action_id")["month"].agg(list)

    def told(action_id: str) -> object:
        months = stated.get(action_id)
        if months is None:
            return pd.NA
        if len(months) == len(MONTHS):
            return say("label.whole_year", lang)
        return month_words(months, lang)

    return corpus.actions["action_id"].map(told).astype("string")


def _with_own_places(issues: pd.DataFrame) -> pd.DataFrame:
    """Return `issues` with the places that a sentence tells, as of a table or row, moved into the column ``source``."""
    told = (issues["problem"] + "; " + issues["treatment"]).map(lambda text: dict.fromkeys(_PLACE.findall(text)))
    own = told.map(lambda places: "; ".join(places) or pd.NA).astype("string")
    moved = {name: issues[name].map(_without_places) for name in ("problem", "treatment")}
    return issues.assign(source=own.fillna(issues["source"]), **moved)


def _without_places(sentences: str) -> str:
    """Return what was found in one place or several, said once."""
    return "; ".join(dict.fromkeys(_PLACE.sub("", sentences).split("; ")))
