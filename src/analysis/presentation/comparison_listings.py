"""The tables of comparisons: plans, measures, themes and bodies side by side, and two years of one municipality.

Each takes measures and shows them through :func:`analysis.presentation.tables.display_table`. The tables of two
years show nothing where there is no plan before.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.common.text import plain
from analysis.common.themes import theme_name
from analysis.common.wording import Language, enumerate_words, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.presentation.findings.comparison import MOST_THEMES
from analysis.presentation.sentences import plan_names
from analysis.presentation.standing import comparable_rows
from analysis.presentation.tables import display_table

OPEN = 8  # plans up to which their table stands open
MOST_ROWS = 500  # on the page; the file beside it has all
_ORDER = ("changed", "dropped", "new", "kept")
_FACTS = ("text", "bodies", "months", "indicators", "domain")


def display_plans(corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show the plans that are compared, with the number of their actions, and which of them are synthetic."""
    sizes = corpus.actions["plan_id"].value_counts()
    actions = corpus.plans["plan_id"].map(sizes).fillna(0).astype("Int64")
    columns = ["municipality", "year", "actions", "title", "approved_on", "document"]
    if corpus.plans["synthetic"].fillna(False).any():
        columns.insert(3, "synthetic")
    display_table(corpus.plans.assign(actions=actions), "plans", lang=lang, columns=columns, folded=len(sizes) > OPEN,
                  caption=say("table.plans", lang))  # fmt: skip


def display_comparison(comparison: pd.DataFrame, plans: pd.DataFrame, *, plan_id: str, lang: Language = "pt") -> None:
    """Show each measure of this plan beside the others', then, folded, the measures of all plans.

    Parameters
    ----------
    comparison : DataFrame
        As :func:`analysis.measures.comparisons.plans.plan_comparison` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus.
    plan_id : str
        This plan.
    lang : str
        Language of headings and codes.
    """
    standing = comparison.xs(plan_id, level="plan_id")
    compared = comparable_rows(comparison, plan_id)
    peers = comparison[compared].drop(plan_id, level="plan_id")
    others = peers["value"].groupby("measure")
    standing = standing.assign(
        others_median=others.median(), others_least=others.min(), others_most=others.max(), others=others.count()
    )
    columns = ["measure", "value", "low", "high", "cases"]
    if (standing["interval"] == "bounds").fillna(False).any():
        columns.insert(4, "interval")
    if len(plans) == 2:
        ends = peers.droplevel("plan_id")[["low", "high"]].add_prefix("other_")
        standing = standing.assign(other=others.median()).join(ends)
        columns += ["other", "other_low", "other_high"]
    elif len(plans) > 2:
        columns += ["others_median", "others_least", "others_most", "others"]
    display_table(standing, "standing", lang=lang, columns=columns, missing="none",
                  caption=say("table.standing", lang, n=len(plans) - 1, size=1 if compared.all() else 2))  # fmt: skip
    columns = ["plan", "measure", "value", "low", "high", "cases", "interval"]
    display_table(_named(comparison, plans, lang), "comparison", lang=lang, columns=columns, rows=MOST_ROWS,
                  folded=True, missing="none", caption=say("table.comparison", lang))  # fmt: skip


def display_theme_comparison(themes: pd.DataFrame, plans: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how each plan covers each theme, the themes of most plans first.

    Parameters
    ----------
    themes : DataFrame
        As :func:`analysis.measures.comparisons.themes.theme_comparison` returns it.
    plans : DataFrame
        The frame ``plans`` of the corpus.
    lang : str
        Language of headings and codes.
    """
    if themes.empty:
        return
    held = themes["actions"].gt(0).fillna(False).groupby("theme").sum()
    order = sorted(held.index, key=lambda theme: (-held[theme], plain(theme_name(str(theme), lang))))
    places = pd.Categorical(themes.index.get_level_values("theme"), order).codes
    plan_places = pd.factorize(themes.index.get_level_values("plan_id"))[0]
    themes = themes.iloc[np.lexsort([places, plan_places])]
    columns = ["plan", "theme", "actions", "share_actions", "share_actions_low", "share_actions_high", "organisations",
               "effective", "effective_low", "effective_high", "lone_share", "lone_share_low", "lone_share_high",
               "schedule_known_share", "target_share"]  # fmt: skip
    columns += [column for column in ("unmapped_actions", "suggested") if themes[column].fillna(False).any()]
    display_table(_named(themes, plans, lang), "theme-comparison", lang=lang, columns=columns, rows=MOST_ROWS,
                  folded=True, missing="none", caption=say("table.theme_comparison", lang))  # fmt: skip


def display_theme_gaps(gaps: pd.DataFrame, *, plan_id: str, lang: Language = "pt") -> None:
    """Show the themes that other plans have and this one does not, those of most plans first.

    Nothing is shown where the finding beside the table names them all: those of one other plan, where they are few.

    Parameters
    ----------
    gaps : DataFrame
        As :func:`analysis.measures.comparisons.themes.theme_gaps` returns it.
    plan_id : str
        This plan.
    lang : str
        Language of headings and codes.
    """
    own = gaps[gaps.index.get_level_values("plan_id") == plan_id]
    told = (own["of_peers"] == 1).all() and len(own) <= MOST_THEMES and not own["suggested_peers"].any()
    if own.empty or told:
        return
    own = own.sort_index(level="theme", key=lambda level: level.map(lambda code: plain(theme_name(code, lang))))
    own = own.sort_values("peers", ascending=False, kind="stable")
    some = [column for column in ("suggested_peers", "unmapped_actions") if own[column].any()]
    columns = ["theme", "peers", "of_peers", *some]
    display_table(own, "theme-gaps", lang=lang, columns=columns, caption=say("table.theme_gaps", lang))


def display_shared(shared: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the bodies of several plans, if any, those of most municipalities first.

    Parameters
    ----------
    shared : DataFrame
        As :func:`analysis.measures.comparisons.shared.shared_organisations` returns it.
    lang : str
        Language of headings and codes.
    """
    if shared.empty:
        return
    columns = ["organisation", "kind", "municipalities", "plans", "actions", "themes"]
    if shared["unmapped_actions"].any():
        columns.append("unmapped_actions")
    display_table(shared, "shared-organisations", lang=lang, columns=columns, rows=MOST_ROWS, folded=True,
                  missing="none", caption=say("table.shared", lang))  # fmt: skip


def display_action_changes(changes: pd.DataFrame, *, previous: str | None, lang: Language = "pt") -> None:
    """Show what became of each action and what changed: doubtful matches first, then changed, dropped, new, kept.

    Parameters
    ----------
    changes : DataFrame
        As :func:`analysis.measures.comparisons.actions.action_changes` returns it.
    previous : str or None
        The plan before; of None nothing is shown.
    lang : str
        Language of headings and codes.
    """
    if previous is None:
        return
    words = {f"{fact}_changed": say(f"label.changed_{fact}", lang) for fact in _FACTS}
    flags = changes[list(words)].fillna(False).to_numpy(dtype=bool)
    changed = [[word for word, flag in zip(words.values(), row, strict=True) if flag] for row in flags]
    told = changes.assign(
        what_changed=pd.array([enumerate_words(found, lang) if found else pd.NA for found in changed], dtype=TEXT)
    )
    told = told.assign(place=told["status"].map(_ORDER.index), sure=~told["doubtful"].fillna(False))
    told = told.sort_values(["sure", "place"], kind="stable").drop(columns=["sure", "place"])
    columns = ["status", "doubtful", "domain", "action_before", "action_after", "what_changed", "likeness"]
    if (told["decided"] == "reviewed").any():
        columns.insert(2, "decided")
    display_table(told, "action-changes", lang=lang, columns=columns, rows=MOST_ROWS, folded=True, missing="none",
                  caption=say("table.action_changes", lang, previous=previous))  # fmt: skip


def display_turnover(turnover: pd.DataFrame, *, previous: str | None, lang: Language = "pt") -> None:
    """Show how many bodies stay, enter and leave, all and by kind.

    Parameters
    ----------
    turnover : DataFrame
        As :func:`analysis.measures.comparisons.turnover.organisation_turnover` returns it.
    previous : str or None
        The plan before; of None nothing is shown.
    lang : str
        Language of headings and codes.
    """
    if previous is None:
        return
    told = turnover.rename(index={"all": say("label.all_kinds", lang)})
    display_table(told, "organisation-turnover", lang=lang, missing="none",
                  caption=say("table.turnover", lang, previous=previous))  # fmt: skip


def display_domain_changes(domains: pd.DataFrame, *, previous: str | None, lang: Language = "pt") -> None:
    """Show which domains grew, shrank, came and went.

    Parameters
    ----------
    domains : DataFrame
        As :func:`analysis.measures.comparisons.domain_change.domain_changes` returns it.
    previous : str or None
        The plan before; of None nothing is shown.
    lang : str
        Language of headings and codes.
    """
    if previous is None:
        return
    told = domains.set_axis(domains.index.fillna(say("label.no_domain", lang)))
    if domains["renamed_from"].isna().all():
        told = told.drop(columns="renamed_from")
    display_table(told, "domain-changes", lang=lang, missing="none",
                  caption=say("table.domain_changes", lang, previous=previous))  # fmt: skip


def _named(measured: pd.DataFrame, plans: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return `measured` with the name of each plan."""
    names = plan_names(plans, lang)
    return measured.assign(plan=measured.index.get_level_values("plan_id").map(names.to_dict()))
