"""``redesocial read`` and ``redesocial list``: what a document holds, what the data folder holds."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.common.errors import RedeSocialError
from analysis.common.paths import data_folder
from analysis.common.wording import Language, say
from analysis.documents.plan import Action, Plan, read_plan
from analysis.entities.registry import read_registry
from analysis.frames.build import build_corpus
from analysis.frames.corpus import Corpus
from analysis.frames.load import load_corpus
from analysis.terminal.naming import difference_lines


def print_plan(file: str, municipality: str | None, year: int | None, lang: Language) -> int:
    """Print the plan in `file` as JSON on standard output and return the exit code."""
    folder = data_folder()
    registry = read_registry(folder)
    plan = read_plan(Path(file), municipality=municipality, year=year, data=folder)
    corpus = build_corpus([plan], registry, lang=lang)
    for line in difference_lines(plan.document, plan.decisions, lang):
        print(line, file=sys.stderr)
    json.dump(plan_as_json(plan, corpus), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


def print_list(lang: Language) -> int:
    """Print one line for each registered plan and return the exit code."""
    registry = read_registry(data_folder())
    code = 0
    for plan_id in registry.plans:
        try:
            corpus = load_corpus(plan_id, lang=lang)
        except RedeSocialError as error:
            print(f"redesocial: {plan_id}: {error.message(lang)}", file=sys.stderr)
            code = 3
            continue
        plan = corpus.plans.iloc[0]
        known = corpus.schedule["action_id"].nunique()
        counts = say(
            "command.list_line", lang, actions=len(corpus.actions), domains=len(corpus.domains), known=known,
            organisations=len(corpus.organisations), mentions=len(corpus.participations), issues=len(corpus.issues),
        )  # fmt: skip
        mark = f"\t{say('command.synthetic', lang)}" if plan["synthetic"] else ""
        print(f"{plan_id}\t{plan['municipality']}\t{plan['year']}\t{plan['document']}\t{counts}{mark}")
    return code


def plan_as_json(plan: Plan, corpus: Corpus) -> dict[str, Any]:
    """Return a plan and its frames as the JSON that outsiders rely on; what is not known is None."""
    facts = _known(corpus.plans.drop(columns="synthetic").iloc[0])
    facts["approved_on"] = plan.approved_on.isoformat() if plan.approved_on else None
    mentions = corpus.participations.merge(corpus.organisations, on="organisation_id").sort_values(
        ["action_id", "order"]
    )
    by_action: dict[str, list[dict[Any, Any]]] = defaultdict(list)
    for mention in mentions.to_dict("records"):
        by_action[mention["action_id"]].append(mention)
    issues = corpus.issues.assign(
        seq=corpus.issues["action_id"].str.rsplit("/").str[-1].astype("Int64"),
        text=corpus.issues["text"].str.replace("\v", " "),  # a line end that the layout leaves in doubt
    )
    return {
        "plan": {**facts, "format": plan.format},
        "actions": [
            _action_as_json(action, row, by_action[row["action_id"]])
            for action, row in zip(plan.actions, corpus.actions.to_dict("records"), strict=True)
        ],
        "issues": [_known(row) for row in issues[["seq", "field", "text", "problem", "treatment"]].to_dict("records")],
    }


def _action_as_json(action: Action, row: dict[Any, Any], mentions: list[dict[Any, Any]]) -> dict[str, Any]:
    fields = ("mention", "organisation", "organisation_id", "kind", "collective", "method", "confidence")
    bodies = {
        role: [{f: m[f] for f in fields} for m in mentions if m["role"] == role] for role in ("responsible", "partner")
    }
    levels = _known({name: row[name] for name in ("seq", "agenda", "domain_no", "domain", "axis", "goal", "action")})
    place = action.place
    return {
        **levels,
        "indicators": list(action.indicators),
        "responsible": bodies["responsible"],
        "partners": bodies["partner"],
        "schedule_text": action.schedule_text,
        "schedule_status": action.schedule_status,
        "months": list(action.months) if action.months is not None else None,
        "frequency": action.frequency,
        "source": {"page": place.page, "line": place.line, "table": place.table, "row": place.row},
    }


def _known(row: Any) -> dict[str, Any]:
    """Return `row` with plain Python values, None for what is not known."""
    return {str(k): None if pd.isna(v) else v.item() if hasattr(v, "item") else v for k, v in row.items()}
