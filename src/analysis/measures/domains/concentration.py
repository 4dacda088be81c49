"""On how few bodies each domain rests, and what that owes to the few actions that it happens to list.

With p the shares of the bodies in the participations of a domain (see :mod:`analysis.measures.domains.coverage`):

- *effective*: the number of equally present bodies, Hill's number of order 1 (:mod:`analysis.measures.diversity`)
- *herfindahl*: sum of p squared; *effective_simpson*: 1 / herfindahl, Hill's number of order 2, which counts
  the few most present bodies where order 1 counts also the others [1]_
- *top_share*: share of the actions that name somebody in which the most present body takes part
- *lone_share*: share of them that name one body only

An interval is for the value that is typical (the median) of *as many actions of the same domain*, drawn from the
process that made these. It is not for all that the domain could ever name: a domain of 3 actions shows fewer
bodies than one of 30 for that alone, and no interval mends it.

To draw the actions of the domain again with replacement is not enough: a draw repeats some and misses others,
never shows what three or six actions did not show, and says of four actions of one body that there can be no
other. So the plan lends to its domains. Of n actions that name somebody, each draw takes n with replacement, each
one by the chance n / (n + √n) from the domain and by √n / (n + √n) from the other domains of the plan: the domain
is its own evidence, and the plan, worth √n actions, what is expected beyond it (a proper Bayesian bootstrap
[2]_ in the form of draws of whole actions, with the weight that makes the worst error of an estimated share
least [3]_). A body that one action of the domain names stands also for those that other actions would name in its
stead: each further time that a draw has it is, by even chance, a body that the plan does not name, as in
:mod:`analysis.measures.networks.bootstrap`. The interval leaves out (1 - level)/2 of the draws at either end and
is extended to the domain's own value. That of *lone_share* is Wilson's [4]_.

Of a domain with fewer than two actions that name somebody, or a plan with fewer than two such actions elsewhere,
nothing can be said of other draws: the limits are ``<NA>``.

How often 95 % intervals held the typical value, in 60 simulated plans of each of seven processes
(``python -m tests.benchmarks.concentration``), for domains of 2, 3, 6, 12 and 30 actions: of *effective* in 96.7,
96.7, 95.0, 96.0 and 92.6 cases of 100, *effective_simpson* and *herfindahl* 96.7, 96.4, 94.3, 94.5 and 91.4,
*top_share* 100 down to 93.8, *lone_share* 93.6 to 96.4; draws of the domain alone held *effective* in 64 to 76.

- Where the domains of a plan are much alike, the intervals are too wide (95 to 100 of *effective*).
- Where one is unlike all others they are too narrow: one that rests on the town hall alone among others that do not
  was held in 85 to 100, one of many bodies among others of the town hall alone in 77 to 83.
- The value of the process itself, of ever more actions, they hold far less often, *effective* in 33 to 76.

References
----------
.. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology 54,
   427-432.
.. [2] Muliere, P., Secchi, P. (1996). Bayesian nonparametric predictive inference and bootstrap techniques.
   Annals of the Institute of Statistical Mathematics 48, 663-673.
.. [3] Hodges, J. L., Lehmann, E. L. (1950). Some problems in minimax point estimation. Annals of Mathematical
   Statistics 21, 182-197.
.. [4] Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
   American Statistical Association 22, 209-212.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.common.parameters import check_draws, check_level
from analysis.frames.cells import rows_of
from analysis.frames.corpus import Corpus
from analysis.frames.schema import UNSTATED
from analysis.graphs.choice import Kinds, counted_participations
from analysis.graphs.subjects import subject_corpus
from analysis.measures.diversity import effective_number
from analysis.measures.domains.coverage import domain_coverage
from analysis.measures.proportions import wilson_intervals
from analysis.measures.remembered import remembered_by_plan

MEASURES = ("effective", "effective_simpson", "herfindahl", "top_share", "lone_share")
COLUMNS: dict[str, Any] = {
    **dict.fromkeys(("actions", "named_actions", "organisations"), "Int64"),
    **{f"{measure}{end}": "Float64" for measure in MEASURES for end in ("", "_low", "_high")},
}
LEAST_ACTIONS = 2

_DOMAIN = ["plan_id", "domain"]
_DRAWN = ("effective", "effective_simpson", "top_share")


@remembered_by_plan
def concentration_intervals(
    corpus: Corpus,
    *,
    by: str = "domain",
    role: str | None = None,
    kinds: Kinds = None,
    collective: bool = True,
    draws: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Return on how few bodies each domain or theme rests, with intervals for the chance of its actions.

    Parameters
    ----------
    corpus : Corpus
        The plans.
    by : str
        ``"domain"`` or ``"theme"``.
    role, kinds, collective
        Who counts (see :mod:`analysis.graphs.choice`); by default every body that the plan names.
    draws, seed : int
        Number of draws of each domain, and their seed. The draws of a plan do not depend on the other plans.
    level : float
        How often an interval is to hold the truth, more than 0 and less than 1.

    Returns
    -------
    DataFrame
        One row per domain, index ``plan_id`` and `by`, in document order; actions without one are a last row
        of their plan. ``actions``, ``named_actions`` that name somebody who counts, ``organisations``; then each
        of `MEASURES` as defined at the head of this module, with ``_low`` and ``_high``. ``<NA>`` where the
        actions name nobody, and limits also as told there.

    Raises
    ------
    ParameterError
        If `by`, `role` or a kind is not known, `kinds` leaves nobody, `draws` or `seed` is no number of draws or
        no seed, or `level` not between 0 and 1.
    """
    check_draws(draws, seed)
    check_level(level)
    corpus = subject_corpus(corpus, by)
    choice: dict[str, Any] = {"role": role, "kinds": kinds, "collective": collective}
    covered = domain_coverage(corpus, **choice)
    told = {
        name: covered[name].to_numpy("float64", na_value=np.nan) for name in ("effective", "herfindahl", "top_share")
    }
    told["effective_simpson"] = 1 / told["herfindahl"]
    drawn = _drawn(counted_participations(corpus, **choice), draws, level, seed)
    undrawn = np.full((len(_DRAWN), 2), np.nan)
    keys = rows_of(covered.index.to_frame(index=False), *_DOMAIN)
    limits = np.array([drawn.get(key, undrawn) for key in keys]).reshape(-1, *undrawn.shape)
    for at, measure in enumerate(_DRAWN):
        told[f"{measure}_low"] = np.minimum(limits[:, at, 0], told[measure])
        told[f"{measure}_high"] = np.maximum(limits[:, at, 1], told[measure])
    told["herfindahl_low"], told["herfindahl_high"] = (1 / told[f"effective_simpson_{end}"] for end in ("high", "low"))
    measured: dict[str, Any] = {name: pd.array(values, dtype="Float64") for name, values in told.items()}
    measured |= covered[["actions", "organisations"]]
    measured["named_actions"] = covered["actions"] - covered["unnamed_actions"]
    lone = wilson_intervals(covered["lone_actions"], measured["named_actions"], level=level)
    measured |= {"lone_share": lone["value"], "lone_share_low": lone["low"], "lone_share_high": lone["high"]}
    return pd.DataFrame({name: measured[name] for name in COLUMNS}, covered.index).rename_axis(["plan_id", by])


def _drawn(counted: pd.DataFrame, draws: int, level: float, seed: int) -> dict[tuple[str, str | None], np.ndarray]:
    """Return the limits among the draws, `_DRAWN` × low and high, of each plan and domain that can be drawn."""
    named: dict[str, dict[tuple[str, str], set[str]]] = {}
    for plan_id, domain, action_id, body in rows_of(counted, *_DOMAIN, "action_id", "organisation_id"):
        named.setdefault(plan_id, {}).setdefault((domain or UNSTATED, action_id), set()).add(body)
    limits: dict[tuple[str, str | None], np.ndarray] = {}
    for plan_id, teams in named.items():
        places = sorted(teams)
        known = sorted(set().union(*teams.values()))
        bodies = np.array([[body in teams[place] for body in known] for place in places], dtype=np.float64)
        placed = np.array([domain for domain, _ in places], dtype=object)
        rng = np.random.default_rng(seed)
        for domain in dict.fromkeys(placed):
            within = placed == domain
            own = int(within.sum())
            if min(own, len(within) - own) >= LEAST_ACTIONS:
                lent = np.sqrt(own)
                chances = np.where(within, 1 / own, lent / own / (len(within) - own)) * own / (own + lent)
                once = bodies[within].sum(axis=0) == 1
                present = (rng.multinomial(own, chances, size=draws) @ bodies).astype(np.int64)
                drawn = _concentration(_with_others(present, once, rng), own)
                tails = [(1 - level) / 2, (1 + level) / 2]
                limits[plan_id, domain or None] = np.quantile(drawn, tails, axis=1).T
    return limits


def _with_others(present: np.ndarray, once: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return draws × bodies, half of the further times of the bodies `once` given to bodies of their own."""
    others = rng.binomial(np.where(once, np.maximum(present - 1, 0), 0), 0.5)
    many = others.sum(axis=1, keepdims=True)
    return np.hstack([present - others, np.arange(many.max()) < many])


def _concentration(present: np.ndarray, actions: int) -> np.ndarray:
    """Return `_DRAWN` × draws, of draws × bodies: in how many of so many actions each body is present."""
    shares = present / present.sum(axis=1, keepdims=True)
    return np.array([effective_number(present), 1 / (shares**2).sum(axis=1), present.max(axis=1) / actions])
