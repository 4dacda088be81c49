"""Plans of invented content in layouts that municipalities use, each with its truth beside it.

``plans/<layout>.txt`` is the document and ``plans/<layout>.truth.tsv`` what a person reads in it: lines
``fact: value``, then one row per action. A column that the truth does not have is unknown for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.common.paths import data_folder
from analysis.common.wording import LANGUAGES, say
from analysis.documents.plan import Plan, read_plan
from analysis.entities.registry import Registry, read_registry
from analysis.frames.build import build_corpus

PLANS = Path(__file__).parent / "plans"
LAYOUTS = sorted(path.stem for path in PLANS.glob("*.txt"))
FIELDS = (
    "agenda",
    "domain_no",
    "domain",
    "axis",
    "goal",
    "action",
    "indicators",
    "responsible",
    "partners",
    "months",
    "status",
    "frequency",
)
LEFT_UNSAID = {"frequency"}  # where the truth has no such column it is not looked at


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(data_folder())


def truth_of(layout: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    lines = (PLANS / f"{layout}.truth.tsv").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split(": ") for line in lines if "\t" not in line)
    header, *rows = (line.split("\t") for line in lines if "\t" in line)
    for row in rows:
        assert len(row) <= len(header), row
    return facts, [dict(zip(header, [*row, *[""] * 20], strict=False)) for row in rows]


def months_of(text: str) -> str:
    """Write months in full: ``1-3;12`` is ``1;2;3;12``."""
    runs = [part.partition("-") for part in text.split(";") if part]
    return ";".join(str(m) for a, _, b in runs for m in range(int(a), int(b or a) + 1))


def read_rows(plan: Plan, registry: Registry) -> list[dict[str, str]]:
    """Return the actions of a plan in the form of the truth."""
    corpus = build_corpus([plan], registry)
    mentions = corpus.participations.groupby(["action_id", "role"])["mention"].agg(" | ".join)
    rows = []
    for action, (_, row) in zip(plan.actions, corpus.actions.iterrows(), strict=True):
        over = action.standing
        rows.append(
            {
                "agenda": over.agenda or "",
                "domain_no": str(over.domain_no or ""),
                "domain": over.domain or "",
                "axis": over.axis or "",
                "goal": over.goal or "",
                "action": action.action,
                "indicators": " | ".join(action.indicators),
                "responsible": mentions.get((row["action_id"], "responsible"), ""),
                "partners": mentions.get((row["action_id"], "partner"), ""),
                "months": ";".join(map(str, action.months or ())),
                "status": action.schedule_status,
                "frequency": action.frequency or "",
            }
        )
    return rows


def differences(layout: str, plan: Plan, registry: Registry) -> Iterator[str]:
    """Yield one line for everything that was read otherwise than a person reads it."""
    facts, expected = truth_of(layout)
    read_facts = {
        "municipality": plan.municipality.municipality if plan.municipality else "",
        "year": str(plan.year or ""),
        "approved_on": str(plan.approved_on or ""),
    }
    for name, value in facts.items():
        if read_facts[name] != value:
            yield f"{name}: {read_facts[name]!r}, not {value!r}"
    found = read_rows(plan, registry)
    if len(found) != len(expected):
        yield f"{len(found)} actions, not {len(expected)}: {[row['action'] for row in found]}"
    for seq, (row, right) in enumerate(zip(found, expected, strict=False), 1):
        for field in FIELDS:
            value = right.get(field, "")
            value = months_of(value) if field == "months" else value
            if row[field] != value and (field in right or field not in LEFT_UNSAID):
                yield f"{seq} {field}: {row[field]!r}, not {value!r}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_is_read_as_a_person_reads_it(layout: str, registry: Registry) -> None:
    plan = read_plan(PLANS / f"{layout}.txt")
    found = list(differences(layout, plan, registry))
    assert not found, "\n".join([layout, *found])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_decision_of_the_reading_has_its_sentence(layout: str) -> None:
    for decision in read_plan(PLANS / f"{layout}.txt").decisions:
        for part in ("problem", "treatment"):
            for lang in LANGUAGES:
                assert say(f"issue.{decision.key}.{part}", lang, **decision.values)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-8"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_encoding_and_line_ends_do_not_matter(tmp_path: Path, encoding: str, ending: str) -> None:
    layout = "objective-heads-domain"
    text = (PLANS / f"{layout}.txt").read_text(encoding="utf-8")
    copy = tmp_path / f"{layout}.txt"
    copy.write_bytes(text.replace("\n", ending).encode(encoding))
    one, other = read_plan(PLANS / f"{layout}.txt"), read_plan(copy)
    assert one.actions == other.actions
    assert (one.municipality, one.year, one.title) == (other.municipality, other.year, other.title)
