"""A corpus: the frames of one or more plans, as every graph and measure takes them."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd


@dataclass(frozen=True, eq=False)
class Corpus:
    """Plans as long frames, one row per fact; ``<NA>`` is what a document does not state.

    Attributes
    ----------
    plans : DataFrame
        One row per plan; key ``plan_id``.
    domains : DataFrame
        One row per domain of a plan in document order, with its objective and theme;
        key ``plan_id, domain``.
    actions : DataFrame
        One row per action in document order; key ``action_id``.
    participations : DataFrame
        One row per mention of an organisation in a role of an action; key
        ``action_id, role, order``.
    organisations : DataFrame
        One row per organisation that is mentioned; key ``organisation_id``.
    schedule : DataFrame
        One row per month that the document states for an action; key ``action_id, month``.
    indicators : DataFrame
        One row per indicator of an action; key ``action_id, order``.
    empty_levels : DataFrame
        One row per heading of a plan under which no action stands; key ``plan_id, level, heading``.
    issues : DataFrame
        Everything that the reading left open or decided; key ``plan_id, action_id, field, text``.
    """

    plans: pd.DataFrame
    domains: pd.DataFrame
    actions: pd.DataFrame
    participations: pd.DataFrame
    organisations: pd.DataFrame
    schedule: pd.DataFrame
    indicators: pd.DataFrame
    empty_levels: pd.DataFrame
    issues: pd.DataFrame

    @property
    def plan_ids(self) -> tuple[str, ...]:
        """Ids of the plans, in the order of the frame ``plans``."""
        return tuple(self.plans["plan_id"])

    @property
    def plan_places(self) -> dict[str, int]:
        """Place of each plan in the order of the frame ``plans``, from 0, by which rows of many plans are sorted."""
        return {plan_id: place for place, plan_id in enumerate(self.plan_ids)}

    @property
    def names(self) -> pd.Series:
        """Name of each organisation, indexed by ``organisation_id``."""
        bodies = self.organisations
        return pd.Series(bodies["organisation"].array, pd.Index(bodies["organisation_id"]), name="organisation")

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the frames by name, in the order of the class."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
