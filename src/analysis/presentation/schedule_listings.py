"""The tables of schedules: how even the load is, its bounds, overloads, who is busy together, and moves.

Each takes measures of one plan and shows them through :func:`analysis.presentation.tables.display_table`. What
is not known is a dash, never a zero; every action has its number and its place in the document.
"""

from __future__ import annotations

import pandas as pd

from analysis.common.wording import Language, say
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.presentation.tables import display_table

MOST_PAIRS = 100  # rows of pairs that a page shows


def display_known(known: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show of how many actions the months are known, and why of others not, without what no action has.

    Parameters
    ----------
    known : DataFrame
        As :func:`analysis.measures.schedules.load.schedule_known` returns it, of one plan.
    lang : str
        Language of headings.
    """
    told = [name for name in known.columns if name in ("actions", "known") or known[name].ne(0).any()]
    display_table(known, "schedule-known", lang=lang, columns=told, upright=True, missing="undefined",
                  caption=say("table.schedule_known", lang))  # fmt: skip


def display_months(load: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the load of each month, if any is known.

    Parameters
    ----------
    load : DataFrame
        As :func:`analysis.measures.schedules.load.schedule_load` returns it, of one plan.
    lang : str
        Language of headings.
    """
    if load[list(MONTHS)].notna().any(axis=None):
        display_table(load, "schedule-load", lang=lang, columns=list(MONTHS))


def display_bounds(balance: pd.DataFrame, bounds: pd.DataFrame, months: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how even the known load is, beside its bounds where some is not known; folded, the bounds of each month.

    Parameters
    ----------
    balance : DataFrame
        As :func:`analysis.measures.schedules.balance.load_balance` returns it.
    bounds, months : DataFrame
        As :func:`analysis.measures.schedules.bounds.load_bounds` and `month_bounds` return them, of the same
        plan and weight.
    lang : str
        Language of headings.
    """
    sure = balance["share_unknown"].eq(0).all()
    both = balance if sure else balance.join(bounds[bounds.columns.difference(balance.columns, sort=False)])
    nothing = both.columns.isin(["supposed", "unknown", "share_unknown", "organisations_unknown"]) & both.eq(0).all()
    known = both.columns[both.notna().any() & ~nothing]
    caption = say("table.load_balance" if sure or balance["peak"].isna().all() else "table.load_known", lang)
    display_table(both, "load-balance", lang=lang, columns=list(known), upright=True, missing="none",
                  caption=caption)  # fmt: skip
    if sure or months["known"].isna().all():
        return
    told = months.rename(columns={"known": "known_load"})
    display_table(told, "month-bounds", lang=lang, columns=["month", "known_load", "least", "most"], folded=True,
                  missing="none", caption=say("table.load_bounds", lang))  # fmt: skip


def display_overload(overloaded: pd.DataFrame, corpus: Corpus, *, lang: Language = "pt") -> None:
    """Show the overloaded months of each body, if there are any, and, folded, the actions of each with their place.

    Parameters
    ----------
    overloaded : DataFrame
        As :func:`analysis.measures.schedules.overload.overloaded_months` returns it.
    corpus : Corpus
        The plan, for the words of each action and its place in the document.
    lang : str
        Language of headings.
    """
    if overloaded.empty:
        return
    columns = ["organisation", "month", "load", "actions", "month_mean", "ratio", "seqs"]
    sure = not overloaded["share_unknown"].gt(0).any()
    columns += [] if sure else ["share_unknown"]
    display_table(overloaded, "overloaded-months", lang=lang, columns=columns, missing="none",
                  caption=say("table.overload", lang, sure=1 if sure else 2))  # fmt: skip
    flags = overloaded.reset_index()[["plan_id", "organisation_id", "organisation", "month", "action_ids"]]
    each = flags.assign(action_id=flags["action_ids"].str.split(";")).drop(columns="action_ids").explode("action_id")
    told = each.merge(corpus.actions[["action_id", "seq", "action", "source"]], on="action_id", how="left")
    display_table(told, "overloaded-actions", lang=lang, columns=["organisation", "month", "seq", "action", "source"],
                  folded=True, missing="none", caption=say("table.overload_actions", lang))  # fmt: skip


def display_together(together: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the pairs of bodies by the months in which both are busy with different things, most first, if known.

    Pairs with a body that is busy all year, and so together with any other, come last; where all are busy all
    year nothing is shown.

    Parameters
    ----------
    together : DataFrame
        As :func:`analysis.measures.schedules.together.busy_together` returns it.
    lang : str
        Language of headings.
    """
    ends = together.reset_index()[["first", "second"]]
    full = together["months_both"].eq(len(MONTHS)).fillna(False).to_numpy(bool)
    if (full | together["months_both"].isna()).all():
        return
    all_year = ends.isin(ends[full].to_numpy().ravel()).any(axis=1).to_numpy()
    order = ["telling", "months_different", "months_both", "shared_actions"]
    told = together.assign(telling=~all_year & together["months_both"].notna())
    told = told.sort_values(order, ascending=False, kind="stable", na_position="last").drop(columns="telling")
    columns = ["first_organisation", "second_organisation", "months_both", "months_either", "months_shared_only",
               "months_different", "jaccard", "shared_actions"]  # fmt: skip
    shares = ["first_share_unknown", "second_share_unknown"]
    columns += shares if told[shares].gt(0).any(axis=None) else []
    display_table(told, "busy-together", lang=lang, columns=columns, rows=MOST_PAIRS, folded=True, missing="none",
                  caption=say("table.together", lang))  # fmt: skip


def display_moves(moves: pd.DataFrame, effect: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show what the suggested moves would do to the load, and each move, if any, with its action and place.

    Parameters
    ----------
    moves, effect : DataFrame
        Those of :func:`analysis.measures.schedules.levelling.levelling_plan`, of one plan.
    lang : str
        Language of headings and codes.
    """
    if effect["peak_before"].isna().all():
        return
    sure = effect["share_unknown"].eq(0).all()
    unseen = ("squares_before", "squares_after", *(["share_unknown"] if sure else []))
    shown = [column for column in effect.columns if column not in unseen]
    display_table(effect, "levelling", lang=lang, columns=shown, upright=True, missing="none",
                  caption=say("table.levelling" if sure else "table.levelling_known", lang))  # fmt: skip
    if moves.empty:
        return
    alike = bool(moves["alike"].gt(1).any())
    moved = [say(f"label.months_{'later' if n > 0 else 'earlier'}", lang, n=abs(n)) for n in moves["shift"]]
    told = moves.assign(moved=pd.array(moved, dtype=TEXT), equivalents=moves["alike"] - 1)
    columns = ["seq", "action", "from_months", "to_months", "moved", *(["equivalents"] if alike else []), "source"]
    display_table(told, "levelling-moves", lang=lang, columns=columns, missing="none",
                  caption=say("table.moves", lang, alike=2 if alike else 1))  # fmt: skip


def display_steps(steps: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how low each number of moves brings the peak, where there is more than one step down.

    Parameters
    ----------
    steps : DataFrame
        As :func:`analysis.measures.schedules.steps.levelling_steps` returns it, of one plan.
    lang : str
        Language of headings and codes.
    """
    if len(steps) < 3:  # the table of the suggested moves says it all
        return
    columns = ["moves", "peak", "shift"]
    columns += ["search"] if (steps["search"] != "optimal").any() else []
    display_table(steps, "levelling-steps", lang=lang, columns=columns, missing="none",
                  caption=say("table.steps", lang))  # fmt: skip
