"""A country of invented plans: many municipalities, each with bodies of its own, and bodies that all of them share.

What it is modelled on: a plan has about sixty actions, a third of which name one body; the town hall takes part in
most actions and a few bodies in many; local bodies are not named elsewhere, so that those of two municipalities
meet only through national bodies, of which a municipality knows some.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.common.kinds import KINDS
from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS
from analysis.graphs.partnership import partner_graph

# How many bodies an action names: of 61 actions of a plan, 22 name one, 16 two, and so on.
_SIZES = np.array([22, 16, 10, 5, 5, 3]) / 61
_NATIONAL = 60


def national_corpus(
    municipalities: int = 308, years: int = 10, *, actions: int = 60, local: int = 130, known: int = 20, seed: int = 0
) -> Corpus:
    """Return the plans of some years of some municipalities, the same for the same seed.

    A plan has so many `actions`; a municipality has `local` bodies and knows `known` national ones.
    """
    rng = np.random.default_rng(seed)
    popular = 1 / np.arange(1, _NATIONAL + 1)
    pairs, action_id = [], []
    for place in range(municipalities):
        national = rng.choice(_NATIONAL, known, replace=False, p=popular / popular.sum())
        own = _NATIONAL + place * local + np.arange(local)
        bodies = np.concatenate([own[:1], rng.permutation(np.concatenate([own[1:], national]))])
        weight = 1 / np.arange(1, len(bodies) + 1) ** 0.9
        weight[0] = 3 * weight[1:].sum() / len(_SIZES)
        for year in range(years):
            ids = [f"m{place:03}-{2015 + year}/{seq:03}" for seq in range(1, actions + 1)]
            for size in rng.choice(len(_SIZES), actions, p=_SIZES) + 1:
                pairs.append(rng.choice(bodies, size, replace=False, p=weight / weight.sum()))
            action_id += ids
    return _corpus(pd.Series(action_id), pairs, local)


def national_network(municipalities: int, years: int, *, seed: int = 0) -> tuple[sparse.csr_array, np.ndarray]:
    """Return the weights of the partner graph of such a corpus, and which of its bodies are national."""
    graph = partner_graph(national_corpus(municipalities, years, seed=seed))
    national = np.array(["municipality" not in attributes for _, attributes in graph.nodes(data=True)])
    return nx.to_scipy_sparse_array(graph, dtype=float), national


def _corpus(action_id: pd.Series, pairs: list[np.ndarray], local: int) -> Corpus:
    plan_id = action_id.str.split("/").str[0]
    sizes = np.array([len(named) for named in pairs])
    body = np.concatenate(pairs)
    order = np.concatenate([np.arange(1, size + 1) for size in sizes])
    numbers = np.unique(body)
    place = (numbers - _NATIONAL) // local
    plans = plan_id.unique()
    frames = {
        "plans": pd.DataFrame({"plan_id": plans, "document": "plan.txt", "sha256": "0" * 64, "synthetic": True}),
        "actions": pd.DataFrame(
            {
                "action_id": action_id,
                "plan_id": plan_id,
                "seq": action_id.str.split("/").str[1].astype(int),
                "domain": "Domínio " + (action_id.index % 5).astype(str),
                "action": "Ação " + action_id,
                "schedule_status": "not_stated",
                "source": "line 1",
            }
        ),
        "participations": pd.DataFrame(
            {
                "action_id": action_id.repeat(sizes).to_numpy(),
                "role": np.where(order == 1, "responsible", "partner"),
                "order": order,
                "mention": [f"b{number}" for number in body],
                "organisation_id": [f"b{number:05}" for number in body],
                "method": "known",
                "confidence": 0.98,
            }
        ),
        "organisations": pd.DataFrame(
            {
                "organisation_id": [f"b{number:05}" for number in numbers],
                "organisation": [f"Entidade {number}" for number in numbers],
                "short_name": [f"b{number}" for number in numbers],
                "kind": [KINDS[number % len(KINDS)] for number in numbers],
                "municipality": [None if at < 0 else f"Vila {at}" for at in place],
                "collective": False,
            }
        ),
    }
    return Corpus(**{name: _frame(name, frames.get(name)) for name in SCHEMAS})


def _frame(name: str, given: pd.DataFrame | None) -> pd.DataFrame:
    schema = SCHEMAS[name]
    return schema.empty() if given is None else given.reindex(columns=list(schema.columns)).astype(schema.dtypes)
