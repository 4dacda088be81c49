"""Which field each named column of a table is, where that depends on the columns beside it.

Of several columns that may name what is done, one is the action; of objectives and targets the lowest is the
goal; bodies without a part are responsible where nobody else is.
"""

from __future__ import annotations

SUBSTITUTES = ("task", "measure", "description", "goal", "any_objective", "target")  # for an action, in this order
ACTION_LIKE = {"action", *SUBSTITUTES}
ROW_HEADS = {"theme", *ACTION_LIKE} - {"target"}  # headings that no second header row parts
SUBJECTS = {
    "level": {"theme", "measure", "objective", "goal", "any_objective", "target"},
    "action": {"action", "task", "description"},
    "body": {"responsible", "partner", "group"},
    "time": {"schedule", "start", "end"},
}
BODIES = {"responsible", "partner"}
TIMES = {"schedule", "start", "end"}


def subject_of(field: str | None) -> str:
    """Return what a column or heading is about: headings that may stand for one another share it."""
    name = (field or "").rstrip("0123456789")
    return next((subject for subject, names in SUBJECTS.items() if name in names), name)


def guessed_action(named: dict[int, str], counted: set[int], lenient: bool) -> dict[int, str]:
    """Return the column of the actions where its heading is not known, by the columns beside it.

    It stands right behind an objective, before the columns of bodies, times and indicators; if `lenient`,
    anywhere before these.
    """
    meant = set(named.values())
    later = [c for c, name in named.items() if name in {*BODIES, *TIMES, "bodies", "indicator"}]
    if meant & {"action", "task", "measure", "description"} or len({subject_of(named[c]) for c in later}) < 2:
        return {}
    before = [c for c in counted if c < min(later)]
    behind = [c for c in before if c not in named and named.get(c - 1) in ("goal", "any_objective", "target")]
    if behind or meant & ACTION_LIKE or not lenient:
        return {max(behind): "action"} if behind else {}
    themes = [c for c in before if named.get(c) == "theme"]
    open_ones = [c for c in before if c not in named] or themes[1:]
    return {max(open_ones): "action"} if open_ones else {}


def resolved(named: dict[int, str]) -> dict[int, str] | None:
    """Settle the columns that depend on which others there are; None where none can be an action."""
    present = set(named.values())
    if any(name == "target" and named.get(column - 1) == "indicator" for column, name in named.items()):
        present.discard("target")  # it belongs to the indicator, and is no level over the action
    bodies = "partner" if "responsible" in present else "responsible"
    renamed: dict[str, str] = {"measure": "theme", "task": "aside", "description": "aside", "bodies": bodies}
    if "action" not in present:
        substitute = next((f for f in SUBSTITUTES if f in present), None)
        if substitute is None:
            return None
        renamed[substitute] = "action"
    levels = [
        f for f in ("goal", "any_objective", "target", "objective") if f in present and renamed.get(f) != "action"
    ]
    if levels:
        renamed[levels[0]] = "goal"
        renamed.update({f: "target" if f == "target" else "objective" for f in levels[1:]})
    fields = {column: renamed.get(name, name) for column, name in sorted(named.items())}
    first = min((c for c, name in fields.items() if name == "action"), default=0)
    groups = [c for c, name in fields.items() if name == "group"]
    others = "partner" if present & {"responsible", "bodies"} else "responsible"
    fields.update({c: "theme" if c < first and others == "partner" else others for c in groups})
    described = [c for c, name in sorted(named.items()) if name == "description"]
    fields.update(dict.fromkeys(described[1:], "aside"))
    actions = [c for c, name in fields.items() if name == "action"]
    for column in actions[:-1]:
        fields[column] = "theme" if "goal" in fields.values() else "goal"
    themes = [c for c, name in fields.items() if name == "theme"]
    return fields | {column: f"theme{level}" for level, column in enumerate(themes)}
