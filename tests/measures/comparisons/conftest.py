"""Plans with themes, texts, goals and indicators, known by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import pytest

from analysis.frames.corpus import Corpus
from analysis.frames.schema import SCHEMAS


@pytest.fixture(scope="session")
def plan_of(corpus_of: Callable[..., Corpus]) -> Callable[..., Corpus]:
    def plan(
        *cells: str,
        themes: Mapping[str, str] | None = None,
        suggested: Sequence[str] = (),
        texts: Sequence[str] | None = None,
        indicators: Sequence[str | None] | None = None,
        targets: Sequence[str | None] | None = None,
        **keywords: object,
    ) -> Corpus:
        """As ``corpus_of``; `themes` of domains, `suggested` among them, `texts`, indicators and targets of each."""
        corpus = corpus_of(*cells, **keywords)
        actions, domains = corpus.actions, corpus.domains
        if texts is not None:
            actions = actions.assign(action=list(texts)).astype(actions.dtypes)
        theme = domains["domain"].map(dict(themes or {}))
        status = pd.Series("reviewed", domains.index).mask(theme.isin(suggested), "suggested").where(theme.notna())
        domains = domains.assign(theme=theme, theme_status=status).astype(domains.dtypes)
        none = [None] * len(actions)
        rows = [
            {"action_id": action_id, "order": 1, "indicator": text, "target": target}
            for action_id, text, target in zip(actions["action_id"], indicators or none, targets or none, strict=True)
            if text is not None
        ]
        columns = SCHEMAS["indicators"].dtypes
        frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
        return dataclasses.replace(corpus, actions=actions, domains=domains, indicators=frame)

    return plan
