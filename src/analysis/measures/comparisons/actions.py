"""What became of the actions of a plan in the plan of another year.

Actions carry no number that lasts from year to year: which action of one plan is which of the other is told by how
alike they are (:mod:`analysis.measures.comparisons.likeness`). Each has at most one counterpart, that of the best
pairing of all (:mod:`analysis.measures.comparisons.pairing`), with a likeness above `LEAST`. Between actions that are
as much alike the same months decide, then the same indicators.

A matched action is *kept* where nothing that both plans state of it differs, else *changed*; without a counterpart
it is *new* or *dropped*. A domain that only changed its name (:mod:`analysis.measures.comparisons.renaming`) does not
differ. A match is *doubtful* where its likeness is below `SURE`, or a pairing without it is less
than `MARGIN` worse: a person should look at it. What a person decided on a pair holds. Whether the lack of a match is
doubtful is not told: an action that was reworded beyond `LEAST` is one dropped and one new.

How good that is: of 106 invented rows that are hard on purpose (``tests/gold/action_matches.csv``), all 57 true pairs
are matched, beside 11 false ones of two actions that look alike, 10 of which are marked as doubtful; of the 37 pairs
not marked, 36 are true. In a synthetic region of 20 municipalities in 5 years, which had no part in the choice of the
limits, 99.9 % of 3,097 true pairs are matched; 96.3 % of all matches are true, and 99.7 % of those not marked as
doubtful, which 9 in 100 are. Plans that people write reword more than the program that wrote that region.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.common.errors import ParameterError
from analysis.common.text import fold
from analysis.frames.corpus import Corpus
from analysis.frames.schema import TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.measures.comparisons.likeness import action_likeness, common_titles, compared_text
from analysis.measures.comparisons.pairing import likeliest_pairs
from analysis.measures.comparisons.renaming import renamed_domains

LEAST = 0.55
SURE = 0.8
MARGIN = 0.1
STATUSES = ("kept", "changed", "new", "dropped")
DECIDED = ("reviewed", "automatic")

COLUMNS: dict[str, Any] = {
    "status": TEXT,
    "doubtful": "boolean",
    "decided": TEXT,
    "before_action_id": TEXT,
    "after_action_id": TEXT,
    "domain": TEXT,
    "action_before": TEXT,
    "action_after": TEXT,
    "likeness": "Float64",
    "text_likeness": "Float64",
    "bodies_likeness": "Float64",
    "place_likeness": "Float64",
    "text_changed": "boolean",
    "bodies_changed": "boolean",
    "months_changed": "boolean",
    "indicators_changed": "boolean",
    "domain_changed": "boolean",
}

_FACTS = ("text", "bodies", "months", "indicators", "domain")
_PARTS = {"likeness": "likeness", "text_likeness": "text", "bodies_likeness": "bodies", "place_likeness": "place"}


def action_changes(
    before: Corpus,
    after: Corpus,
    *,
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    decisions: pd.DataFrame | None = None,
    least: float = LEAST,
    sure: float = SURE,
) -> pd.DataFrame:
    """Return each action of two plans with what became of it.

    Parameters
    ----------
    before, after : Corpus
        Plans of two years of one municipality.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).
    decisions : DataFrame, optional
        What people decided (:func:`analysis.frames.action_matches.reviewed_matches`): ``before``, ``after`` (ids of
        actions) and ``same`` (boolean). Pairs of other plans are passed over.
    least, sure : float
        Likeness above which actions are matched, and from which a match is not doubtful but for other pairings.

    Returns
    -------
    DataFrame
        One row per action, index ``action_id`` (of `after`, where it has one there): the actions of `after` in their
        order, then those dropped.

        - ``status``: ``kept``, ``changed``, ``new`` or ``dropped``; ``doubtful``, ``<NA>`` without a counterpart;
          ``decided``: ``reviewed`` where a person said so, or rejected a pair of an action that now has none,
          else ``automatic``
        - ``before_action_id``, ``after_action_id``; ``domain``, in `after` where the action is there, in the words
          of `after` where it has the domain, be it under a new name; ``action_before``, ``action_after``: the texts
        - ``likeness``, ``text_likeness``, ``bodies_likeness``, ``place_likeness`` (0 to 1), ``<NA>`` without a
          counterpart or where not known
        - ``text_changed`` (beyond accents, signs, plurals and years), ``bodies_changed``, ``months_changed``,
          ``indicators_changed``, ``domain_changed``: ``<NA>`` where either plan does not state it of the action

    Raises
    ------
    ParameterError
        If `role` or a kind is not known, `kinds` leaves nobody, `least` and `sure` are not 0 <= least <= sure <= 1,
        or `decisions` match an action twice, or name one that its plan, one of these, does not have.
    """
    if not 0 <= least <= sure <= 1:
        raise ParameterError(
            "measure_parameter", parameter="least, sure", value=(least, sure), expected="0 <= least <= sure <= 1"
        )
    first, second = (_named(corpus, role, kinds, collective) for corpus in (before, after))
    alike = action_likeness(before, after, (first, second))
    decided = _decided(before, after, decisions)
    titles = common_titles(before, after)
    earlier, later = _facts(before, first, titles), _facts(after, second, titles)
    same = (2 * _same(earlier["months"], later["months"]) + _same(earlier["indicators"], later["indicators"])) / 3
    pairs = likeliest_pairs(alike["likeness"], decided=decided, least=least, sure=sure, margin=MARGIN, preferred=same)
    cells = pairs["first"].to_numpy(), pairs["second"].to_numpy()
    placed = [facts["domain"].iloc[cell].array for facts, cell in zip((earlier, later), cells, strict=True)]
    pairs_of = pd.DataFrame(dict(zip(("before", "after"), placed, strict=True)))
    earlier["domain"] = earlier["domain"].replace(renamed_domains(earlier["domain"], later["domain"], pairs_of))
    matched = pd.DataFrame({column: alike[part][cells] for column, part in _PARTS.items()})
    matched["doubtful"] = pairs["doubtful"]
    matched["decided"] = np.where(decided[cells] > 0, DECIDED[0], DECIDED[1])
    one, other = (facts.iloc[cell].reset_index() for facts, cell in zip((earlier, later), cells, strict=True))
    for fact in _FACTS:
        matched[f"{fact}_changed"] = _differs(one[fact], other[fact])
    differs = matched[[f"{fact}_changed" for fact in _FACTS]].fillna(False).any(axis=1)
    matched["status"] = np.where(differs, "changed", "kept")
    for when, facts in (("before", one), ("after", other)):
        matched[f"{when}_action_id"], matched[f"action_{when}"] = facts["action_id"], facts["action"]
        matched["domain"] = facts["domain"]

    rows = [matched]
    for axis, when, facts, status in ((1, "after", later, "new"), (0, "before", earlier, "dropped")):
        by = np.where((decided < 0).any(axis=1 - axis), *DECIDED)
        alone = facts.assign(decided=by).drop(facts.index[cells[axis]]).reset_index()
        told = {f"{when}_action_id": alone["action_id"], f"action_{when}": alone["action"], "status": status}
        rows.append(pd.DataFrame(told).assign(domain=alone["domain"], decided=alone["decided"]))
    changed = pd.concat([frame.reindex(columns=list(COLUMNS)).astype(COLUMNS) for frame in rows], ignore_index=True)
    changed.index = pd.Index(changed["after_action_id"].fillna(changed["before_action_id"]), name="action_id")
    order = {action_id: at for at, action_id in enumerate([*later.index, *earlier.index])}
    return changed.sort_index(key=lambda ids: ids.map(order), kind="stable")


def _named(corpus: Corpus, role: str | None, kinds: Kinds, collective: bool) -> pd.DataFrame:
    counted = counted_participations(corpus, role=role, kinds=kinds, collective=collective)
    return counted.drop_duplicates(["action_id", "organisation_id"])


def _decided(before: Corpus, after: Corpus, decisions: pd.DataFrame | None) -> np.ndarray:
    """Return 1 for each pair of actions decided to be the same, -1 for one decided not to be, else 0."""
    rows, columns = (pd.Index(corpus.actions["action_id"]) for corpus in (before, after))
    decided = np.zeros((len(rows), len(columns)), dtype=np.int8)
    if decisions is not None:
        at = rows.get_indexer(decisions["before"]), columns.get_indexer(decisions["after"])
        known = (at[0] >= 0) & (at[1] >= 0)
        plans = [decisions[side].str.split("/").str[0] for side in ("before", "after")]
        lost = plans[0].isin(before.plan_ids) & plans[1].isin(after.plan_ids) & ~known
        if lost.any():
            pairs = "; ".join(decisions.loc[lost, ["before", "after"]].agg(", ".join, axis=1))
            raise ParameterError("decisions_lost", pairs=pairs)
        decided[at[0][known], at[1][known]] = np.where(decisions["same"].to_numpy(dtype=bool)[known], 1, -1)
    for ids, often in ((rows, (decided > 0).sum(axis=1)), (columns, (decided > 0).sum(axis=0))):
        if (often > 1).any():
            twice = ", ".join(ids[often > 1])
            raise ParameterError("measure_parameter", parameter="decisions", value=twice, expected="<= 1")
    return decided


def _facts(corpus: Corpus, named: pd.DataFrame, titles: dict[str, str]) -> pd.DataFrame:
    """Return what is compared of each action, by ``action_id``; missing where nothing is stated."""
    facts = corpus.actions.set_index("action_id")[["action", "domain"]].astype(object)
    facts["text"] = facts["action"].map(compared_text)
    facts["domain"] = facts["domain"].map(titles, na_action="ignore")
    indicators = corpus.indicators.assign(indicator=corpus.indicators["indicator"].map(fold))
    for fact, frame, column in (
        ("bodies", named, "organisation_id"),
        ("months", corpus.schedule, "month"),
        ("indicators", indicators, "indicator"),
    ):
        facts[fact] = frame.groupby("action_id")[column].agg(frozenset).reindex(facts.index)
    return facts


def _same(first: pd.Series, second: pd.Series) -> np.ndarray:
    """Return whether each two actions are known to have the same."""
    codes = pd.factorize(pd.concat([first, second]))[0]
    one, other = codes[: len(first), None], codes[None, len(first) :]
    return (one == other) & (one >= 0)


def _differs(first: pd.Series, second: pd.Series) -> pd.Series:
    unknown = first.isna() | second.isna()
    return (first != second).astype("boolean").mask(unknown)
