"""The tables of domains: themes, concentration, overlap, bridging, gaps, indicators and the chain of goals.

Each takes measures of one plan and shows them through :func:`analysis.presentation.tables.display_table`. What
the document does not state, or a measure cannot tell, is a dash or said in words, never a number.
"""

from __future__ import annotations

import pandas as pd

from analysis.common.themes import agenda_name, theme_agenda
from analysis.common.wording import Language, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.presentation.listings import stated_months, theme_words, tied_bodies
from analysis.presentation.tables import display_table


def display_theme_coverage(themes: pd.DataFrame, names: pd.Series, *, lang: Language = "pt") -> None:
    """Show the agenda of Portugal 2030 and the coverage of each theme, the most present bodies by name.

    Where each theme has one domain, the table of domains tells who serves it, and this one does not repeat it.

    Parameters
    ----------
    themes : DataFrame
        As :func:`analysis.measures.domains.coverage.theme_coverage` returns it.
    names : Series
        Name of each body, indexed by organisation_id.
    lang : str
        Language of headings and codes.
    """
    codes = themes.index.get_level_values("theme")
    told = themes.assign(
        theme_agenda=codes.map(lambda code: agenda_name(theme_agenda(code), lang), na_action="ignore"),
        top_organisation=tied_bodies(themes["top_organisation_id"], names, lang=lang),
        theme_words=theme_words(
            codes, themes["suggested_domains"].gt(0) & (themes["suggested_domains"] == themes["domains"]), lang
        ),
    )
    columns = ["theme_words", "theme_agenda", "domains", "actions", "share_actions", "organisations", "lone_actions",
               "effective", "top_organisation", "top_share"]  # fmt: skip
    if told["suggested_domains"].any():
        columns.insert(3, "suggested_domains")
    if told["unnamed_actions"].any():
        columns.insert(columns.index("lone_actions") + 1, "unnamed_actions")
    if codes.notna().all() and (told["domains"] == 1).all() and not told["suggested_domains"].any():
        columns = ["theme_words", "theme_agenda", "actions", "share_actions"]
    display_table(
        told, "theme-coverage", lang=lang, columns=columns, missing="undefined", caption=say("table.themes", lang)
    )


def display_concentration(concentration: pd.DataFrame, dependence: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show on how few bodies each domain rests, with intervals, and what it would lose with its key body.

    Parameters
    ----------
    concentration : DataFrame
        As :func:`analysis.measures.domains.concentration.concentration_intervals` returns it.
    dependence : DataFrame
        As :func:`analysis.measures.domains.dependence.domain_dependence` returns it, of the same plan.
    lang : str
        Language of headings.
    """
    columns = ["domain", "named_actions", "organisations", "effective", "effective_low", "effective_high", "top_share",
               "top_share_low", "top_share_high"]  # fmt: skip
    display_table(concentration, "concentration", lang=lang, columns=columns, folded=True, missing="none",
                  caption=say("table.concentration", lang))  # fmt: skip
    told = dependence.assign(key_organisation_words=tied_bodies(dependence["key_organisation"], lang=lang))
    columns = ["domain", "named_actions", "lone_actions", "lone_organisations", "key_organisation_words",
               "key_actions", "key_lone_actions", "key_lone_share", "goals", "lost_goals"]  # fmt: skip
    display_table(told, "domain-dependence", lang=lang, columns=columns, folded=True, missing="none",
                  caption=say("table.domain_dependence", lang))  # fmt: skip


def display_overlap(overlap: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the bodies that each pair of domains shares, beside what chance would give, most shared first.

    Parameters
    ----------
    overlap : DataFrame
        As :func:`analysis.measures.domains.overlap.domain_overlap` returns it.
    lang : str
        Language of headings.
    """
    if overlap.empty:
        return
    told = overlap.sort_values("shared", ascending=False, kind="stable", na_position="last").assign(p_more=overlap["p"])
    columns = ["first_domain", "second_domain", "first_organisations", "second_organisations", "shared", "expected",
               "p_more", "p_lower", "jaccard", "overlap", "cosine"]  # fmt: skip
    display_table(told, "domain-overlap", lang=lang, columns=columns, folded=True, missing="undefined",
                  caption=say("table.domain_overlap", lang))  # fmt: skip


def display_bridging(bridging: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show over how many domains each body spreads, and which pairs of domains it alone links.

    Parameters
    ----------
    bridging : DataFrame
        As :func:`analysis.measures.domains.bridging.bridging_organisations` returns it.
    lang : str
        Language of headings.
    """
    cut = bridging["cut_domains"]
    told = bridging.assign(
        cut_domains_words=cut.mask(cut.isna() & bridging["domains"].notna(), say("label.no_domains", lang))
    )
    columns = ["organisation", "actions", "domains", "effective_domains", "domain_spread", "only_link"]
    if cut.notna().any():
        columns.append("cut_domains_words")
    if bridging["unplaced_actions"].any():
        columns.insert(2, "unplaced_actions")
    display_table(told, "bridging", lang=lang, columns=columns, folded=True, missing="undefined",
                  caption=say("table.bridging", lang))  # fmt: skip


def display_gaps(summary: pd.DataFrame, gaps: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how many gaps there are of each sort and, folded, each one with its place in the document.

    What the whole document does not state is one row without numbers. Where no gap has a place, as of a plan that
    lacks but whole columns, the second table is left out.

    Parameters
    ----------
    summary, gaps : DataFrame
        As :func:`analysis.measures.domains.gaps.gap_summary` and `plan_gaps` return them, of one plan.
    lang : str
        Language of headings and codes.
    """
    known = summary[summary["number"].notna()]
    counted = known.assign(number=known["number"].where(known["of"].notna()))
    display_table(counted, "gap-summary", lang=lang, columns=["gap", "number", "of", "share"], missing="none",
                  caption=say("table.gap_summary", lang))  # fmt: skip
    if gaps[["level", "domain", "subject", "source"]].notna().any(axis=None):
        columns = ["gap", "level", "domain", "subject", "seq", "source"]
        display_table(gaps, "gaps", lang=lang, columns=columns, folded=True, missing="none",
                      caption=say("table.gaps", lang))  # fmt: skip


def display_indicators(quality: pd.DataFrame, corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show what each indicator measures and states, then the SMART criteria, with the words, or months, that decided.

    Parameters
    ----------
    quality : DataFrame
        As :func:`analysis.measures.indicators.quality.indicator_quality` returns it.
    corpus : Corpus
        The plan, for the number of each action and its place in the document.
    lang : str
        Language of headings and codes.
    """
    if quality.empty:
        return
    told = quality.join(corpus.actions.set_index("action_id")[["seq", "source"]], on="action_id")
    columns = ["seq", "indicator", "measure_class", "class_words", "unit", "baseline", "target_words", "deadline",
               "source"]  # fmt: skip
    display_table(told, "indicators", lang=lang, columns=columns, folded=True, missing="none",
                  caption=say("table.indicators", lang))  # fmt: skip
    of_each = list(quality.columns)
    criteria = of_each[of_each.index("deadline") + 1 : of_each.index("smart")]
    columns = ["seq", "indicator", "smart", "smart_unknown", *criteria]
    months = told.index.to_frame()["action_id"].map(
        stated_months(corpus, lang).set_axis(pd.Index(corpus.actions["action_id"]))
    )
    told = told.assign(timely_words=told["timely_words"].where(told["deadline"].notna(), months.astype(TEXT)))
    display_table(told, "indicators-smart", lang=lang, columns=columns, folded=True, missing="none",
                  caption=say("table.indicators_smart", lang))  # fmt: skip


def display_goal_chain(chain: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show for each goal its actions, their indicators, and the first link that is missing, if there are indicators.

    Parameters
    ----------
    chain : DataFrame
        As :func:`analysis.measures.indicators.chain.goal_chain` returns it.
    lang : str
        Language of headings and codes.
    """
    if chain["indicators"].isna().all():
        return
    columns = ["domain", "goal", "actions", "actions_with_indicators", "indicators", "outcomes", "with_target", "hole"]
    display_table(chain, "goal-chain", lang=lang, columns=columns, folded=True, missing="none",
                  caption=say("table.goal_chain", lang))  # fmt: skip
