"""What a plan states, as rows of the frames of a corpus.

The rows of a plan hang on its document and on what the registry says of it, not on other plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from analysis.documents.empty_levels import EMPTY_LEVEL
from analysis.documents.plan import Action, Decision, Plan
from analysis.entities.acronyms import learn_acronyms
from analysis.entities.indicators.stated import statement_of
from analysis.entities.localities import localities_in
from analysis.entities.mentions import Mention, read_mentions, remarks_on
from analysis.entities.names import Names
from analysis.entities.registry import Organisation, Registry
from analysis.entities.short_names import ShortNames
from analysis.entities.styles import learn_styles
from analysis.entities.themes import suggested_theme, theme_likeness
from analysis.entities.variants import learn_bodies
from analysis.frames.plan_rows import Issue, PlanRows, Row
from analysis.frames.registry_files import harmless


def stated_rows(plan: Plan, registry: Registry) -> PlanRows:
    """Return the rows of a plan.

    Parameters
    ----------
    plan
        A plan as read from its document.
    registry
        Says what the names in it mean.
    """
    return _Statements(plan, registry).rows_of_plan()


class _Statements:
    """Gathers the rows of one plan."""

    def __init__(self, plan: Plan, registry: Registry) -> None:
        self.plan, self.registry = plan, registry
        self.rows: dict[str, list[Row]] = {}
        self.organisations: dict[str, Organisation] = {}
        names = Names(registry, plan.municipality)
        cells = {
            "responsible": [action.responsible for action in plan.actions],
            "partner": [action.partners for action in plan.actions],
        }
        names.localities = localities_in([*plan.lines, *_prose(plan)])
        self.columns = learn_styles(names, cells)
        learn_acronyms(names, [*plan.lines, *(cell for column in cells.values() for cell in column)])
        learn_bodies(*((self.columns[role], column) for role, column in cells.items()))
        self.short_names = ShortNames(names)
        self.decisions: list[Decision] = list(plan.decisions)

    def rows_of_plan(self) -> PlanRows:
        plan = self.plan
        self._add(
            "plans",
            municipality=plan.municipality.municipality if plan.municipality else None,
            ine_code=plan.municipality.ine_code if plan.municipality else None,
            year=plan.year, title=plan.title, body=plan.body, approved_on=plan.approved_on,
            document=plan.document, sha256=plan.sha256, synthetic=plan.synthetic,
        )  # fmt: skip
        self._domains()
        for action in plan.actions:
            self._action(action)
        self._organisations()
        stated = {name: _columns(rows) for name, rows in self.rows.items()}
        return PlanRows(plan.plan_id, plan.sha256, stated, self._issues())

    def _domains(self) -> None:
        under: dict[str, list[Action]] = {}
        for action in self.plan.actions:
            if action.standing.domain is not None:
                under.setdefault(action.standing.domain, []).append(action)
        for domain, actions in under.items():
            over = actions[0].standing
            theme, status = self._theme(domain, actions)
            self._add(
                "domains", domain=domain, domain_no=over.domain_no, agenda=over.agenda, objective=over.objective,
                theme=theme, theme_status=status,
            )  # fmt: skip
        for plan_id, domain in self.registry.domains:
            if plan_id == self.plan.plan_id and domain not in {*under, *map(harmless, under)}:
                self.decisions.append(Decision("theme_without_domain", None, "domain", domain))
        for decision in self.plan.decisions:
            if decision.key == EMPTY_LEVEL:
                self._add("empty_levels", level=decision.field, heading=decision.text)

    def _theme(self, domain: str, actions: Sequence[Action]) -> tuple[str | None, str | None]:
        """Return the theme of a domain and whether a person gave it or its words suggest it; the latter is told."""
        for written in (domain, harmless(domain)):
            if (self.plan.plan_id, written) in self.registry.domains:
                return self.registry.domains[self.plan.plan_id, written], "reviewed"
        texts = [t for a in actions for t in (a.standing.axis, a.standing.goal, a.action) if t]
        found = suggested_theme(theme_likeness(domain, dict.fromkeys(texts), themes=self.registry.themes))
        if found is None:
            self.decisions.append(Decision("theme_open", None, "theme", domain))
            return None, None
        values: dict[str, object] = {"theme": self.registry.themes[found.theme], "words": ", ".join(found.terms)}
        self.decisions.append(Decision("theme_suggested", None, "theme", domain, values))
        return found.theme, "suggested"

    def _action(self, action: Action) -> None:
        over = action.standing
        self._add(
            "actions", action_id=self._id(action.seq), seq=action.seq, agenda=over.agenda, domain_no=over.domain_no,
            domain=over.domain, axis=over.axis, goal=over.goal, action=action.action,
            schedule_text=action.schedule_text, schedule_status=action.schedule_status,
            frequency=action.frequency, source=str(action.place),
        )  # fmt: skip
        for month in action.months or ():
            self._put("schedule", action_id=self._id(action.seq), month=month)
        self._participations(action)
        self._indicators(action)

    def _participations(self, action: Action) -> None:
        order = 0
        for role, cell in (("responsible", action.responsible), ("partner", action.partners)):
            for mention in read_mentions(cell, self.columns[role]):
                order += 1
                organisation = mention.organisation
                if organisation.short_name == organisation.organisation:
                    short_name = self.short_names.of(organisation.organisation)
                    organisation = replace(organisation, short_name=short_name)
                self.organisations.setdefault(organisation.organisation_id, organisation)
                self._put(
                    "participations", action_id=self._id(action.seq), role=role, order=order, mention=mention.text,
                    organisation_id=organisation.organisation_id, method=mention.method, confidence=mention.confidence,
                )  # fmt: skip
                self._decide_on(mention, role, action.seq)
            for key, words in remarks_on(cell):
                self.decisions.append(Decision(key, action.seq, role, words, {"words": words}))
        if order == 0:
            self.decisions.append(Decision("nobody_named", action.seq, "responsible", None))

    def _decide_on(self, mention: Mention, role: str, seq: int) -> None:
        values: dict[str, object] = {
            "mention": mention.text,
            "organisation": mention.organisation.organisation,
        }
        if mention.method == "similar":
            self.decisions.append(Decision("name_by_likeness", seq, role, mention.text, values))
        elif mention.method != "known":
            self.decisions.append(Decision(f"name_{mention.method}", seq, role, mention.text, values))
        if mention.decided:
            self.decisions.append(Decision("local_name", seq, role, mention.text, {**values, "why": mention.decided}))
        if "(" in mention.text:
            self.decisions.append(Decision("inner_name_left_out", seq, role, mention.text, values))
        if mention.organisation.collective:
            self.decisions.append(Decision("collective_mention", seq, role, mention.text, values))

    def _indicators(self, action: Action) -> None:
        targets = [t for t in re.split(r"\s*[\n;]\s*", action.target or "") if t]
        matched = len(targets) == len(action.indicators)
        if targets and not matched:
            self.decisions.append(Decision("target_without_indicator", action.seq, "target", action.target))
        for order, indicator in enumerate(action.indicators, 1):
            self._put(
                "indicators", action_id=self._id(action.seq), order=order, indicator=indicator,
                unit=statement_of(indicator).unit, target=targets[order - 1] if matched else None,
            )  # fmt: skip

    def _organisations(self) -> None:
        for identity, organisation in sorted(self.organisations.items()):
            place = self.registry.municipalities.get(organisation.scope)
            self._put(
                "organisations", organisation_id=identity, organisation=organisation.organisation,
                short_name=organisation.short_name, kind=organisation.kind,
                municipality=place.told_apart if place else None, collective=organisation.collective,
            )  # fmt: skip

    def _issues(self) -> list[Issue]:
        """Return one issue for each place and text; two decisions on the same one share it."""
        merged: dict[tuple[int | None, str, str | None], list[Decision]] = {}
        for decision in sorted(self.decisions, key=lambda d: d.seq or 0):
            merged.setdefault((decision.seq, decision.field, decision.text), []).append(decision)
        return [
            Issue(self._id(seq) if seq else None, field, text or None, tuple((d.key, d.values) for d in decisions))
            for (seq, field, text), decisions in merged.items()
        ]

    def _add(self, name: str, **values: object) -> None:
        self._put(name, plan_id=self.plan.plan_id, **values)

    def _put(self, name: str, **values: object) -> None:
        self.rows.setdefault(name, []).append(values)

    def _id(self, seq: int) -> str:
        return f"{self.plan.plan_id}/{seq:03d}"


def _prose(plan: Plan) -> Iterator[str]:
    """Yield what the plan says in whole sentences."""
    for action in plan.actions:
        yield from (action.action, action.standing.goal or "", *action.indicators)


def _columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Return rows that have the same columns by these."""
    return {name: [row[name] for row in rows] for name in rows[0]}
