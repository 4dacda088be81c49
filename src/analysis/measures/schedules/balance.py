"""How evenly the load is spread over the months, and over the bodies.

The load of a subject in the twelve months, x, with total T, is set against the *even load*, T / 12:

- *peak*, *trough*: the greatest and the least month; *peak to mean*: the peak over the even load
- *variation*: standard deviation over mean. With the total given it is least where the sum of squares of the
  load is, the classic aim of resource levelling [1]_ [2]_, and unlike the sum it does not depend on the size.
- *Gini* and *share to move* (:mod:`analysis.measures.schedules.evenness`): the second is the part of the load
  that other months would have to take over for all to be alike
- *Gini over bodies*: of the loads of the bodies that count, each bearing the whole load of its actions. A body of
  whose load nothing is known is left out, and it is told of how many bodies that is so: 0 of two bodies of five
  does not say that the five are alike.

All are of the *known* load only: with a share unknown they say how even that is what is stated, and
:mod:`analysis.measures.schedules.bounds` says how far the whole may be from it. Where nothing is known they are
``<NA>``. A plan whose actions all run the whole year is even, which says little of its work; the weights
(:mod:`analysis.measures.schedules.weights`) differ only by the other actions.

References
----------
.. [1] Burgess, A. R., Killebrew, J. B. (1962). Variation in activity level on a cyclical arrow diagram.
   Journal of Industrial Engineering 13, 76-83.
.. [2] Rieck, J., Zimmermann, J. (2015). Exact methods for resource leveling problems. In Handbook on Project
   Management and Scheduling 1, 361-387. Springer.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis.frames.cells import cells, rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import MONTHS, TEXT
from analysis.graphs.choice import Kinds, counted_participations
from analysis.measures.schedules.evenness import gini_index, share_to_move
from analysis.measures.schedules.subjects import KEYS, SubjectActions, subject_actions, subject_loads, with_names
from analysis.measures.schedules.weights import CLOSE, action_weights, month_values

COLUMNS: dict[str, Any] = {
    "actions": "Int64",
    "unknown": "Int64",
    "share_unknown": "Float64",
    "supposed": "Int64",
    "total": "Float64",
    "month_mean": "Float64",
    "peak": "Float64",
    "peak_months": TEXT,
    "trough": "Float64",
    "trough_months": TEXT,
    "peak_to_mean": "Float64",
    "variation": "Float64",
    "gini_months": "Float64",
    "share_to_move": "Float64",
}
BODY_COLUMNS: dict[str, Any] = {
    "organisations": "Int64",
    "organisations_unknown": "Int64",
    "gini_organisations": "Float64",
}


def load_balance(
    corpus: Corpus,
    *,
    weight: str = "actions",
    by: str = "plan",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
) -> pd.DataFrame:
    """Return how the known load of each plan, or of each of its subjects, is spread.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    weight : str
        ``"actions"``, ``"split"`` or ``"occurrences"``: what is counted.
    by : str
        ``"plan"``, ``"domain"``, ``"theme"``, ``"kind"``, ``"role"`` or ``"organisation"``: whose load.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`).

    Returns
    -------
    DataFrame
        One row per subject as in :func:`analysis.measures.schedules.load.schedule_load`:

        - ``organisation``: name of the body, where the subjects are bodies
        - ``actions``; ``unknown`` of them whose load is not known; ``share_unknown``
        - ``supposed``: actions whose number of occurrences is a supposition; 0 for the other weights
        - ``total``: load of the twelve months; ``month_mean``: the even load
        - ``peak`` and ``trough``, with ``peak_months`` and ``trough_months`` as text, ``"5;10"``
        - ``peak_to_mean`` (1 to 12), ``variation``, ``gini_months`` and ``share_to_move`` (0 to 11/12)
        - not where the subjects are bodies: ``organisations`` that count; ``organisations_unknown``: those of them
          of which no load is known; ``gini_organisations``: Gini of the known loads of the others, 0 for one
          body. ``<NA>`` all three where no body counts.

        ``<NA>`` where no load is known.

    Raises
    ------
    ParameterError
        If `weight`, `by`, `role` or a kind is not known, or `kinds` leaves nobody.
    """
    choice: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    of = subject_actions(corpus, by, **choice)
    loads = subject_loads(corpus, of, weight)
    months = loads[list(MONTHS)].to_numpy("float64", na_value=np.nan)
    total = months.sum(axis=1)
    peak, trough = months.max(axis=1), months.min(axis=1)
    columns = {
        **{name: loads[name].array for name in ("actions", "unknown", "share_unknown")},
        "supposed": _supposed(corpus, of, weight),
        "total": total,
        "month_mean": total / len(MONTHS),
        "peak": peak,
        "peak_months": _months_at(months, peak),
        "trough": trough,
        "trough_months": _months_at(months, trough),
        "peak_to_mean": peak / (total / len(MONTHS)),
        "variation": months.std(axis=1) / months.mean(axis=1),
        "gini_months": gini_index(months),
        "share_to_move": share_to_move(months),
    }
    frame = pd.DataFrame({n: pd.array(v, dtype=COLUMNS[n]) for n, v in columns.items()}, index=loads.index)
    if by == "organisation":
        return with_names(frame, corpus)
    return frame.assign(**_over_bodies(corpus, of, weight, choice))


def _supposed(corpus: Corpus, of: SubjectActions, weight: str) -> np.ndarray:
    """Return of each subject the number of actions whose load rests on a supposition."""
    if weight != "occurrences":
        return np.zeros(len(of.subjects))
    return of.totals(action_weights(corpus)["supposed"].fillna(False).to_numpy(dtype=bool))


def _over_bodies(corpus: Corpus, of: SubjectActions, weight: str, choice: dict[str, Any]) -> dict[str, ExtensionArray]:
    """Return of each subject how many bodies it has, of how many no load is known, and the Gini of the others."""
    parts = sorted({*KEYS[of.by]} & {"kind", "role"})
    named: dict[tuple[str, ...], dict[str, None]] = {}
    for *key, body in rows_of(counted_participations(corpus, **choice), "action_id", *parts, "organisation_id"):
        named.setdefault(tuple(key), {})[body] = None
    action_ids, yearly = cells(corpus.actions["action_id"]), month_values(corpus, weight).sum(axis=1)
    loads: list[dict[str, list[float]]] = [{} for _ in of.subjects]
    for number, action in zip(of.numbers.tolist(), of.actions.tolist(), strict=True):
        part = of.subjects[number][1:] if parts else ()
        for body in named.get((action_ids[action], *part), ()):
            loads[number].setdefault(body, []).append(yearly[action])
    measured: list[tuple[float | None, ...]] = []
    for bodies in loads:
        known = [[load for load in held if not math.isnan(load)] for held in bodies.values()]
        totals = np.array([math.fsum(held) for held in known if held])
        gini = float(gini_index(totals)) if len(totals) else None
        measured.append((len(bodies), len(bodies) - len(totals), gini) if bodies else (None, None, None))
    columns = zip(BODY_COLUMNS.items(), zip(*measured, strict=True) if measured else [()] * 3, strict=True)
    return {name: pd.array(list(column), dtype=kind) for (name, kind), column in columns}


def _months_at(months: np.ndarray, level: np.ndarray) -> list[str | None]:
    """Write the months of each row whose load is `level`; None where it is not known."""
    at = np.isclose(months, level[:, None], rtol=CLOSE, atol=0)
    return [";".join(str(m) for m, there in zip(MONTHS, row, strict=True) if there) or None for row in at]
