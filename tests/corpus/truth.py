"""What a careful person reads in an invented plan, in the JSON of ``redesocial read``.

A format without fills does not carry months that only fills tell, and plain text writes the lines of a
cell after one another: there the truth is that they are not known, or that nothing parts the names.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.corpus.content import Deed, Script
from tests.corpus.layout import Layout
from tests.corpus.schedules import Timing

WITH_FILLS = ("docx", "odt", "xlsx", "html", "pdf", "print")
WITHOUT_LINES = ("txt",)


def truth_of(script: Script, layout: Layout, form: str) -> dict[str, Any]:
    """Return the truth of a plan in a layout and a format.

    Beside the keys of the JSON there are ``groups`` (mentions of one body, body by body), ``delimited`` (whether
    anything parts the mentions of a cell) and ``facts`` (what the document states of the plan). Keys of an action
    that are missing are not to be scored.
    """
    lines = form not in WITHOUT_LINES
    parted = lines or layout.wishes.indicator_delimiter != "\n"
    by_fill = layout.by_fill and form not in WITH_FILLS
    forms: dict[str, set[str]] = defaultdict(set)
    for deed in script.deeds:
        for mention in (*deed.responsible, *deed.partners):
            forms[mention.body].add(mention.text)
    return {
        "plan": {
            "municipality": script.place.municipality,
            "ine_code": script.place.ine_code,
            "year": script.year,
            "approved_on": script.approved_on.isoformat(),
        },
        "actions": [_action(deed, layout, by_fill, parted) for deed in script.deeds],
        "groups": [sorted(texts) for _, texts in sorted(forms.items())],
        "delimited": layout.wishes.delimiter.strip(" ") != "" and (lines or layout.wishes.delimiter != "\n"),
        "facts": list(layout.facts),
        "layout": layout.name,
        "format": form,
    }


def _action(deed: Deed, layout: Layout, by_fill: bool, parted: bool) -> dict[str, Any]:
    timing = Timing(None) if by_fill else deed.timing
    action: dict[str, Any] = {"seq": deed.number, "agenda": None}
    if layout.numbered:
        action["domain_no"] = deed.domain_no
    action |= {level: getattr(deed, level) if level in layout.levels else None for level in ("domain", "axis", "goal")}
    action["action"] = deed.action
    if not layout.has_indicators:
        action["indicators"] = []
    elif parted or all(text.startswith("N.º") for text in deed.indicators[1:]):
        action["indicators"] = list(deed.indicators)
    return action | {
        "responsible": [{"mention": m.text} for m in deed.responsible],
        "partners": [{"mention": m.text} for m in deed.partners],
        "months": list(timing.months) if timing.months else None,
        "schedule_status": timing.status,
        "frequency": timing.frequency,
    }
