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


def display_months(load: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the load of each month, if any is known.

    Parameters
    ----------
    load : DataFrame
        As :func:`analysis.measures.schedules.load.schedule_load` returns it.
    lang : str
        Language of headings.
    """
    if load[list(MONTHS)].notna().any(axis=None):
        display_table(load, "schedule-load", lang=lang)


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
    known = both.columns[both.notna().any() & ~((both.columns == "supposed") & both.eq(0).all())]
    display_table(both, "load-balance", lang=lang, columns=list(known), upright=True, missing="none")
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
    columns = ["organisation", "month", "load", "actions", "month_mean", "ratio", "seqs", "share_unknown"]
    display_table(overloaded, "overloaded-months", lang=lang, columns=columns, missing="none",
                  caption=say("table.overload", lang))  # fmt: skip
    flags = overloaded.reset_index()[["plan_id", "organisation_id", "organisation", "month", "action_ids"]]
    each = flags.assign(action_id=flags["action_ids"].str.split(";")).drop(columns="action_ids").explode("action_id")
    told = each.merge(corpus.actions[["action_id", "seq", "action", "source"]], on="action_id", how="left")
    display_table(told, "overloaded-actions", lang=lang, columns=["organisation", "month", "seq", "action", "source"],
                  folded=True, missing="none", caption=say("table.overload_actions", lang))  # fmt: skip


def display_together(together: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the pairs of bodies by the months in which both are busy with different things, most first, if known.

    Parameters
    ----------
    together : DataFrame
        As :func:`analysis.measures.schedules.together.busy_together` returns it.
    lang : str
        Language of headings.
    """
    if together["months_both"].isna().all():
        return
    order = ["months_different", "months_both", "shared_actions"]
    told = together.sort_values(order, ascending=False, kind="stable", na_position="last")
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
    shown = [column for column in effect.columns if not column.startswith("squares")]
    display_table(effect, "levelling", lang=lang, columns=shown, upright=True, missing="none",
                  caption=say("table.levelling", lang))  # fmt: skip
    if moves.empty:
        return
    moved = [say(f"label.months_{'later' if n > 0 else 'earlier'}", lang, n=abs(n)) for n in moves["shift"]]
    told = moves.assign(moved=pd.array(moved, dtype=TEXT), equivalents=moves["alike"] - 1)
    columns = ["seq", "action", "from_months", "to_months", "moved", "equivalents", "source"]
    display_table(told, "levelling-moves", lang=lang, columns=columns, missing="none",
                  caption=say("table.moves", lang))  # fmt: skip


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
