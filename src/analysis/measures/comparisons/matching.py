"""Which body of one plan is which body of another, so that plans can be compared.

- ``"id"``: the same ``organisation_id``. Right for two plans of one municipality. Of two municipalities
  only the national bodies are the same: the two town halls are two bodies.
- ``"counterpart"``: also local bodies that have the same name once the name of their municipality is
  taken from its end: ``Câmara Municipal de X`` and ``Câmara Municipal de Y``. It compares places, not
  bodies. Local bodies that bear names of their own (a parish centre, a foundation) have no counterpart
  and count as bodies that leave and enter. A name that two bodies of one corpus share is matched to none.
  A body that both plans name under its own id is itself, and has no counterpart. Among many plans, only
  the bodies of a plan's own municipality have counterparts; a name that two of them share has none, and a
  body that a plan of another municipality names too is itself.

A plan that has actions of which none names a body, or none of the role that is asked for, is taken to have no such
column: it is *silent*. Who its bodies are, and which of another plan's it lacks, is not known.
"""

from __future__ import annotations

import re

import pandas as pd

from analysis.common.parameters import check_among
from analysis.common.text import plain, slug
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, check_role, counted_participations

MATCHES = ("id", "counterpart")


def matched_participations(
    before: Corpus, after: Corpus, *, role: str | None, kinds: Kinds, collective: bool, match: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the participations of two corpora, a body that both name under one id.

    Parameters
    ----------
    before, after : Corpus
        The plans to compare.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).
    match : str
        ``"id"`` or ``"counterpart"`` (see the head of this module).

    Returns
    -------
    tuple of DataFrame
        For each corpus one row per action and body: the columns of
        :func:`~analysis.graphs.choice.counted_participations`, ``theme``, that of the domain,
        and ``own_id``, the body's id in its corpus. In the second, ``organisation_id`` is the id that
        the first gives the same body.

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("match", match, MATCHES)
    first, second = (_counted(corpus, role, kinds, collective) for corpus in (before, after))
    if match == "counterpart":
        earlier, later = _ids_by_name(first), _ids_by_name(second)
        same = {later[name]: earlier[name] for name in later.keys() & earlier.keys()}
        kept = set(first["organisation_id"]) & set(second["organisation_id"])
        same = {new: old for new, old in same.items() if new not in kept and old not in kept}
        second = second.assign(organisation_id=second["organisation_id"].replace(same))
    return first, second


def counterpart_participations(
    corpus: Corpus, *, role: str | None, kinds: Kinds, collective: bool, match: str
) -> pd.DataFrame:
    """Return the participations of many plans, a body that several name under one id and one name.

    Parameters
    ----------
    corpus : Corpus
        Any number of plans.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).
    match : str
        ``"id"`` or ``"counterpart"`` (see the head of this module).

    Returns
    -------
    DataFrame
        One row per action and body: the columns of :func:`~analysis.graphs.choice.counted_participations`, ``theme``,
        that of the domain, and ``own_id``, the body's id in its plan. ``organisation_id`` and ``organisation`` of
        local bodies that have a counterpart in another municipality are those of their name without its place.

    Raises
    ------
    ParameterError
        If `match`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    check_among("match", match, MATCHES)
    counted = _counted(corpus, role, kinds, collective)
    if match == "id":
        return counted
    places = counted["plan_id"].map(corpus.plans.set_index("plan_id")["municipality"])
    at_home = (counted["municipality"] == places).fillna(False).astype(bool)
    homes = counted[at_home].drop_duplicates("organisation_id")
    common = _common_names(homes, set(counted.loc[~at_home, "own_id"]))
    common = common[~common["organisation_id"].isin(counted["own_id"])]
    for column in common:
        counted[column] = counted["own_id"].map(common[column]).astype(TEXT).fillna(counted[column])
    return counted


def silent_plans(corpus: Corpus, *, role: str | None) -> set[str]:
    """Return the plans that have actions, none of which names a body of the role.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    role : str, optional
        ``"responsible"`` or ``"partner"``; both by default.

    Raises
    ------
    ParameterError
        If `role` is not known.
    """
    check_role(role)
    named = rows_of(corpus.participations, "action_id", "role")
    naming = {action_id for action_id, given in named if role in (None, given)}
    plans = list(rows_of(corpus.actions, "plan_id", "action_id"))
    return {plan_id for plan_id, _ in plans} - {plan_id for plan_id, action_id in plans if action_id in naming}


def plans_with_targets(corpus: Corpus) -> set[str]:
    """Return the plans whose indicators have a column of targets: one in which at least one is stated."""
    stated = corpus.indicators.loc[corpus.indicators["target"].notna(), "action_id"]
    return set(corpus.actions.loc[corpus.actions["action_id"].isin(stated), "plan_id"])


def _common_names(local: pd.DataFrame, abroad: set[str]) -> pd.DataFrame:
    """Return id and name without the place, by own id, of bodies that have a counterpart in another municipality.

    Those `abroad`, named by plans of other municipalities too, have none.
    """
    names = [_placeless(*pair) for pair in zip(local["organisation"], local["municipality"], strict=True)]
    named = local.assign(name=pd.array(names, dtype=TEXT)).set_index("organisation_id")
    alone = named[~named.duplicated(["municipality", "name"], keep=False) & ~named.index.isin(abroad)]
    alike = alone[alone["name"].duplicated(keep=False)]
    shown = [own[: len(name)] for own, name in zip(alike["organisation"], alike["name"], strict=True)]
    ids = alike["name"].map(slug)
    return pd.DataFrame({"organisation_id": ids, "organisation": pd.array(shown, dtype=TEXT)}, alike.index)


def _counted(corpus: Corpus, role: str | None, kinds: Kinds, collective: bool) -> pd.DataFrame:
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    named = counted.drop_duplicates(["action_id", "organisation_id"])
    named = named.assign(own_id=named["organisation_id"])
    return named.merge(corpus.domains[["plan_id", "domain", "theme"]], on=["plan_id", "domain"], how="left")


def _ids_by_name(counted: pd.DataFrame) -> dict[str, str]:
    """Return the name without its municipality -> id, of the local bodies that alone bear it."""
    local = counted.drop_duplicates("organisation_id").dropna(subset="municipality")
    names = [_placeless(*pair) for pair in zip(local["organisation"], local["municipality"], strict=True)]
    ids = pd.Series(local["organisation_id"].to_list(), index=names)
    return {str(name): body for name, body in ids[~ids.index.duplicated(keep=False)].items()}


def _placeless(name: str, municipality: str) -> str:
    return re.sub(rf"\s+(?:d[aeo]s?\s+)?{re.escape(plain(municipality))}$", "", plain(name))
