"""From the rows of plans to the frames of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import pandas as pd

from analysis.common.wording import Language
from analysis.documents.plan import Plan
from analysis.entities.registry import Registry
from analysis.frames.corpus import Corpus
from analysis.frames.plan_rows import Columns, PlanRows
from analysis.frames.schema import SCHEMAS, typed


def build_corpus(plans: Iterable[Plan], registry: Registry, *, lang: Language = "pt") -> Corpus:
    """Return the frames of `plans`, checked against their schemas.

    Parameters
    ----------
    plans
        Plans as read from their documents.
    registry
        Says what the names in them mean.
    lang
        Language of the sentences in the frame ``issues``.

    Raises
    ------
    FrameError
        If any row of a frame breaks its schema; the message lists every bad row.
    """
    from analysis.frames.stated import stated_rows

    return joined_corpus([stated_rows(plan, registry) for plan in plans], lang=lang)


def joined_corpus(plans: Sequence[PlanRows], *, lang: Language = "pt") -> Corpus:
    """Return the corpus of plans of which the rows are known, in their order.

    Parameters
    ----------
    plans
        The rows of each plan; of a body that several name the first tells its name.
    lang
        Language of the sentences in the frame ``issues``.

    Raises
    ------
    FrameError
        If any row of a frame breaks its schema; the message lists every bad row.
    """
    columns = [plan.columns(lang) for plan in plans]
    return Corpus(**{name: _frame(name, [rows[name] for rows in columns if name in rows]) for name in SCHEMAS})


def _frame(name: str, parts: Sequence[Columns]) -> pd.DataFrame:
    schema = SCHEMAS[name]
    if not parts:
        return schema.empty()
    values = {column: list(chain.from_iterable(part[column] for part in parts)) for column in schema.columns}
    if name == "organisations":
        first = {body: at for at, body in reversed(list(enumerate(values["organisation_id"])))}
        order = [first[body] for body in sorted(first, key=str)]
        values = {column: [cells[at] for at in order] for column, cells in values.items()}
    return typed(name, values)
