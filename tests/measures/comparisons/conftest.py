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
        **keywords: object,
    ) -> Corpus:
        """As ``corpus_of``; `themes` of domains, the `suggested` among them, `texts` and one indicator of actions."""
        corpus = corpus_of(*cells, **keywords)
        actions, domains = corpus.actions, corpus.domains
        if texts is not None:
            actions = actions.assign(action=list(texts)).astype(actions.dtypes)
        theme = domains["domain"].map(dict(themes or {}))
        status = pd.Series("reviewed", domains.index).mask(theme.isin(suggested), "suggested").where(theme.notna())
        domains = domains.assign(theme=theme, theme_status=status).astype(domains.dtypes)
        rows = [
            {"action_id": action_id, "order": 1, "indicator": text}
            for action_id, text in zip(actions["action_id"], indicators or [None] * len(actions), strict=True)
            if text is not None
        ]
        columns = SCHEMAS["indicators"].dtypes
        frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
        return dataclasses.replace(corpus, actions=actions, domains=domains, indicators=frame)

    return plan
