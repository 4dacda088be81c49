"""The tables of the network page: bodies in two modes and in roles, what hangs on whom, ties, suggestions.

Each takes measures and shows them through :func:`analysis.presentation.tables.display_table`. Actions are
told by their number in the plan.
"""

from __future__ import annotations

import pandas as pd

from analysis.common.themes import code_name
from analysis.common.wording import Language, say
from analysis.presentation.tables import display_table


def display_centrality(centrality: pd.DataFrame, ranks: pd.DataFrame, *, rows: int, lang: Language = "pt") -> None:
    """Show the centralities of the bodies, each with the ranks that it may have and its group of ranks."""
    told = centrality.join(ranks[["rank_low", "rank_high", "group"]])
    told["ranks"] = [
        pd.NA if pd.isna(low) else str(low) if low == high else say("label.span", lang, low=low, high=high)
        for low, high in zip(told["rank_low"], told["rank_high"], strict=True)
    ]
    columns = ["organisation", "actions", "degree", "strength", "betweenness", "closeness", "eigenvector", "ranks",
               "group"]  # fmt: skip
    display_table(told, "partner-centrality", lang=lang, columns=columns, rows=rows, missing="undefined")


def display_two_mode(
    centrality: pd.DataFrame, status: pd.DataFrame, clustering: pd.DataFrame, *, lang: Language = "pt"
) -> None:
    """Show the two-mode measures of the bodies, most present first."""
    bodies = centrality[centrality["mode"] == "organisation"]
    told = bodies.join(status[["hits", "cohits", "birank"]]).join(clustering[["dot", "redundancy"]])
    told = told.sort_values(["degree", "betweenness"], ascending=False, kind="stable").rename(
        columns={"degree": "actions"}
    )
    columns = ["organisation", "actions", "degree_share", "closeness", "betweenness", "hits", "cohits", "birank", "dot",
               "redundancy"]  # fmt: skip
    display_table(
        told, "two-mode", lang=lang, columns=columns, caption=say("table.two_mode", lang), folded=True,
        missing="undefined",
    )  # fmt: skip


def display_layers(layers: pd.DataFrame, bodies: pd.DataFrame, *, by: str, lang: Language = "pt") -> None:
    """Show in how many layers each body is, and then its place in each of them."""
    order = ["overlapping_degree", "layers"]
    display_table(
        bodies.sort_values(order, ascending=False, kind="stable"), "layers-of-bodies", lang=lang,
        columns=["organisation", "layers", "overlapping_degree", "participation_coefficient"],
        caption=say("table.layers_of_bodies", lang), folded=True, missing="undefined",
    )  # fmt: skip
    told = layers.reset_index()
    told["layer"] = [code_name(by, str(n), lang) if n else say("label.unstated_layer", lang) for n in told["layer"]]
    columns = ["layer", "organisation", "actions", "degree", "strength", "betweenness", "eigenvector"]
    display_table(
        told, "layers", lang=lang, columns=columns, caption=say("table.layers", lang), folded=True, missing="undefined"
    )


def display_intervals(cases: pd.DataFrame, errors: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show each centrality and rank with its intervals, for other actions and for errors of reading."""
    for intervals, name in ((cases, "intervals"), (errors, "reading-intervals")):
        told = intervals.reset_index()
        told["order"] = told["measure"].map({name: at for at, name in enumerate(dict.fromkeys(told["measure"]))})
        told = told.sort_values(["order", "rank"], kind="stable").drop(columns="order")
        columns = ["measure", "organisation", "value", "low", "high", "rank", "rank_low", "rank_high"]
        display_table(
            told.rename(columns={"value": "measured"}), name, lang=lang, missing="undefined", folded=True,
            columns=["measured" if column == "value" else column for column in columns],
            caption=say(f"table.{name.replace('-', '_')}", lang),
        )  # fmt: skip


def display_groups(
    communities: pd.DataFrame, cores: pd.DataFrame, cohesion: pd.DataFrame, *, lang: Language = "pt"
) -> None:
    """Show the community of each body, its place in the core, and whether it alone holds parts together."""
    told = communities.join(cores[["coreness", "core"]]).join(cohesion[["k_core", "articulation", "bridges", "blocks"]])
    told = told.sort_values(["community", "coreness"], ascending=[True, False], kind="stable")
    columns = ["organisation", "community", "agreement", "core", "coreness", "k_core", "articulation", "bridges"]
    display_table(
        told, "groups", lang=lang, columns=columns, caption=say("table.groups", lang), folded=True, missing="undefined"
    )


def display_roles(brokerage: pd.DataFrame, holes: pd.DataFrame, mixing: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how each body stands between others: brokerage, structural holes, ties within and across kinds."""
    told = brokerage.join(holes[["effective_size", "efficiency", "constraint", "hierarchy"]]).join(mixing["e_i_index"])
    told = told.sort_values(["total", "effective_size"], ascending=False, kind="stable")
    columns = ["organisation", "kind", "total", "coordinator", "itinerant", "gatekeeper", "representative", "liaison",
               "effective_size", "constraint", "e_i_index"]  # fmt: skip
    display_table(
        told, "roles", lang=lang, columns=columns, caption=say("table.roles", lang), folded=True, missing="undefined"
    )


def display_key_players(apart: pd.DataFrame, reach: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the sets of bodies that together hold the network together, and that together reach all."""
    for players, name in ((apart, "key-players-apart"), (reach, "key-players-reach")):
        told = players.rename(columns={"value": "value_of_set"})
        columns = ["organisation", "value_so_far", "value_of_set", "before", "exact", "equal_sets", "equal_share"]
        if players is reach:  # of which no set has the value 0
            columns.remove("before")
        if not players["exact"].all():
            columns.append("bound")
        caption = say(f"table.{name.replace('-', '_')}", lang)
        display_table(told, name, lang=lang, columns=columns, caption=caption, missing="undefined")


def display_whole(*measured: pd.DataFrame, lang: Language = "pt") -> None:
    """Show measures of the whole network, each a frame of one row, as one line per figure."""
    whole = pd.concat([frame.reset_index(drop=True) for frame in measured], axis=1)
    display_table(
        whole.loc[:, ~whole.columns.duplicated()], "network-measures", lang=lang, caption=say("table.whole", lang),
        folded=True, upright=True, missing="undefined",
    )  # fmt: skip


def display_centralisation(central: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show how far each mode hangs on one of its nodes, by each centrality."""
    told = central.rename(columns={"organisation": "of_organisations", "action": "of_actions"})
    told = told.rename(index={"degree": "two_mode_degree"})
    display_table(
        told, "two-mode-centralisation", lang=lang, caption=say("table.centralisation", lang), folded=True,
        missing="undefined",
    )  # fmt: skip


def display_dependence(dependence: pd.DataFrame, *, rows: int, lang: Language = "pt") -> None:
    """Show what the plan would lose with each body, those of most consequence first."""
    columns = ["organisation", "actions", "orphaned_actions", "share_orphaned", "weakened_actions", "unled_actions",
               "orphaned_goals", "lost_pairs"]  # fmt: skip
    display_table(
        dependence, "dependence", lang=lang, columns=columns, rows=rows, caption=say("table.dependence", lang),
        missing="not_stated",
    )  # fmt: skip


def display_dependence_places(domains: pd.DataFrame, months: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show in which domains and months the actions are that rest on one body."""
    held = domains[domains["orphaned_actions"] > 0]
    columns = ["organisation", "domain", "actions", "orphaned_actions", "goals", "orphaned_goals"]
    display_table(
        held, "dependence-by-domain", lang=lang, columns=columns, caption=say("table.dependence_by_domain", lang),
        folded=True,
    )  # fmt: skip
    names = domains.groupby("organisation_id")["organisation"].first()
    told = months.assign(organisation=months.index.get_level_values("organisation_id").map(names.to_dict()))
    display_table(
        told, "dependence-by-month", lang=lang,
        columns=["organisation", "orphaned_actions", "unknown", *range(1, 13)],
        caption=say("table.dependence_by_month", lang), folded=True,
    )  # fmt: skip


def display_backup(
    candidates: pd.DataFrame, backup: pd.DataFrame, orphaned: pd.DataFrame, *, lang: Language = "pt"
) -> None:
    """Show the smallest backup set, and each action that rests on one body with who could step in."""
    told = backup.assign(action_ids=_numbers(backup["action_ids"]))
    display_table(
        told, "backup", lang=lang, columns=["organisation", "kind", "covers", "covers_alone", "action_ids"],
        caption=say("table.backup", lang),
    )  # fmt: skip
    listed = orphaned[["organisation", "seq", "domain", "goal", "action", "source"]].join(candidates["candidates"])
    display_table(
        listed, "orphaned-actions", lang=lang, caption=say("table.orphaned", lang), folded=True,
        columns=["seq", "organisation", "domain", "action", "candidates", "source"],
    )  # fmt: skip


def display_ties(ties: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show every tie beside what chance would give, those furthest from it first."""
    told = ties.sort_values(["p", "z"], ascending=[True, False], kind="stable")
    columns = ["first_organisation", "second_organisation", "shared_actions", "expected", "z", "p", "q", "validated"]
    display_table(
        told, "ties", lang=lang, columns=columns, caption=say("table.ties", lang), folded=True, missing="undecided"
    )


def display_shape(shape: pd.DataFrame, power: pd.DataFrame, *, lang: Language = "pt") -> None:
    """Show the shape of the network beside chance, and what so many actions let one know."""
    columns = ["measure", "observed", "expected", "low", "high", "z", "p"]
    display_table(
        shape, "shape", lang=lang, columns=columns, caption=say("table.shape", lang), folded=True,
        missing="undefined",
    )  # fmt: skip
    display_table(
        power, "power", lang=lang, caption=say("table.power", lang), folded=True, upright=True, missing="undefined"
    )


def display_suggestions(suggested: pd.DataFrame, *, rows: int, lang: Language = "pt") -> None:
    """Show the suggested partnerships, the nearest first, with the actions behind each."""
    actions = {name: _numbers(suggested[name]) for name in ("first_actions", "second_actions")}
    columns = ["first_organisation", "second_organisation", "domains", "resource_allocation", "partners", "expected",
               "p_lower", "first_actions", "second_actions"]  # fmt: skip
    display_table(
        suggested.assign(**actions), "suggested-partnerships", lang=lang, columns=columns, rows=rows,
        caption=say("table.suggestions", lang), missing="none",
    )  # fmt: skip


def display_change(
    bodies: pd.DataFrame | None, change: pd.DataFrame | None, *, compared: str | None, lang: Language = "pt"
) -> None:
    """Show who came, left and stayed, and where the ties differ; nothing where no plan was compared."""
    if compared is None or bodies is None or change is None:
        return
    columns = ["organisation", "counterpart", "status", "actions_before", "actions_after", "matched_rank_before",
               "matched_rank_after", "rank_change"]  # fmt: skip
    if bodies["counterpart"].isna().all():
        columns.remove("counterpart")
    display_table(
        bodies, "organisation-change", lang=lang, columns=columns, caption=say("table.organisation_change", lang),
        missing="none",
    )  # fmt: skip
    parts = change.reset_index()
    parts["network"] = [say(f"label.network_{network}", lang) for network in parts["network"]]
    by = str(parts.columns[1])
    parts[by] = parts[by].replace("all", say("label.all", lang))
    display_table(
        parts, "partnership-change", lang=lang, caption=say("table.partnership_change", lang), missing="undefined",
        columns=["network", by, "ties_before", "ties_after", "ties_kept", "dissimilarity", "turnover", "rewiring"],
    )  # fmt: skip


def _numbers(action_ids: pd.Series) -> pd.Series:
    """Return lists of action ids as numbers in the plan; with the plan where several are named."""
    plans = {part.partition("/")[0] for told in action_ids.dropna() for part in str(told).split(";")}

    def told(ids: str) -> str:
        parts = [part.partition("/") for part in sorted(ids.split(";"))]
        return "; ".join(str(int(seq)) if len(plans) == 1 else f"{plan} {int(seq)}" for plan, _, seq in parts)

    return action_ids.map(told, na_action="ignore")
