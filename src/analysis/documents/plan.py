"""A plan as read from its document: its facts, its actions and every decision that the reading took."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from dataclasses import field as made_by
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.common.municipalities import Municipality, municipalities, municipality_named
from analysis.common.paths import data_folder
from analysis.common.text import slug, tidy
from analysis.documents.cells import indicator_frequency, split_indicators
from analysis.documents.facts import plan_facts
from analysis.documents.grid import Line, Place, Row, Table
from analysis.documents.headers import Header, knows_a_heading
from analysis.documents.levels import Levels, Standing
from analysis.documents.reader import read_document
from analysis.documents.schedules import row_schedule
from analysis.documents.tables import ActionTable, BodyRow, action_tables, fits


@dataclass(frozen=True)
class Decision:
    """Something that the reading left open or decided; `key` is its sentence in ``wording.toml``."""

    key: str
    seq: int | None
    field: str
    text: str | None
    values: dict[str, object] = made_by(default_factory=dict)


@dataclass
class Action:
    """One action as its row states it; None is what the document does not state."""

    seq: int
    standing: Standing
    action: str
    indicators: tuple[str, ...]
    target: str | None
    responsible: str
    partners: str
    schedule_text: str | None
    schedule_status: str
    months: tuple[int, ...] | None
    frequency: str | None
    place: Place


@dataclass(frozen=True)
class Plan:
    """A plan as read from its document; None is what the document does not state."""

    plan_id: str
    municipality: Municipality | None
    year: int | None
    title: str | None
    body: str | None
    approved_on: datetime.date | None
    document: str
    format: str
    sha256: str
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    lines: tuple[str, ...] = made_by(repr=False, default=())


def read_plan(
    path: str | os.PathLike[str],
    *,
    municipality: str | None = None,
    year: int | None = None,
    plan_id: str | None = None,
    data: str | os.PathLike[str] | None = None,
) -> Plan:
    """Read the plan in a document.

    Parameters
    ----------
    path
        The document.
    municipality, year, plan_id
        What is known of it; each is otherwise read from the document or made from the others.
    data
        Data folder whose registry lists the municipalities (default: as for ``load_corpus``).

    Returns
    -------
    Plan
        Facts, actions in document order and decisions.

    Raises
    ------
    DocumentError
        If the document cannot be read or holds no table of actions.
    UnknownNameError
        If `municipality` is none of the 308.
    """
    path = Path(path)
    folder = data_folder(data)
    given = municipality_named(municipality, folder) if municipality else None
    document = read_document(path)
    found = list(action_tables(document.blocks))
    if not any(found):
        raise DocumentError("document_no_table", file=path.name)
    tables = iter(found)
    reading = _Reading()
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Line):
            lines.append(block.text)
            reading.levels.read_line(tidy(block.text))
        elif table := next(tables):
            lines.extend(table.above)
            reading.read_table(table)
        else:
            reading.pass_table(block)
    reading.close()
    if not reading.actions:
        raise DocumentError("document_no_action", file=path.name)

    facts = plan_facts(lines, path.stem, municipalities(folder))
    place = given or facts.municipality
    when = year or facts.year
    decisions = reading.decisions
    if place is None:
        decisions.insert(0, Decision("municipality_unknown", None, "municipality", None))
    elif given is None and facts.by_mention:
        decisions.insert(0, Decision("municipality_by_mention", None, "municipality", place.municipality))
    if when is None:
        decisions.insert(0, Decision("year_unknown", None, "year", None))
    made_id = f"{place.slug}-{when}" if place and when else slug(path.stem) or "plano"
    return Plan(
        plan_id or made_id, place, when, facts.title, facts.body, facts.approved_on, path.name, document.format,
        document.sha256, tuple(reading.actions), tuple(decisions), tuple(lines),
    )  # fmt: skip


class _Reading:
    """Goes through the tables of one document and collects actions and decisions."""

    def __init__(self) -> None:
        self.levels = Levels()
        self.actions: list[Action] = []
        self.decisions: list[Decision] = []
        self._rows: list[tuple[Action, BodyRow]] = []
        self._header: Header | None = None

    def read_table(self, table: ActionTable) -> None:
        for text in table.above:
            self.levels.read_line(text)
        self._header = table.header
        self.levels.open_table(table.continues)
        for column, heading in table.header.unknown:
            self._decide("unknown_heading", None, "column", heading, table=table.number, column=column + 1)
        before = len(self.decisions)
        for position, row in enumerate(table.rows):
            for column, text in row.strays.items():
                self._decide("text_under_no_heading", None, "column", text, place=str(row.place), column=column + 1)
            if row.kind == "remark":
                self._decide("remark_row", None, "row", " ".join(row.texts.values()), place=str(row.place))
            elif row.kind == "banner":
                following = next((r for r in table.rows[position + 1 :] if r.kind == "action"), None)
                self.levels.read_banner(row, row.header, following)
                self._take_decisions(None)
            elif row.kind == "continuation":
                self._continue(row)
            else:
                self._act(row)
        carried = {d.key for d in self.decisions[before:]} & {"carried_over_page", "row_continued"}
        if table.continues and table.rows and not carried:
            first = table.rows[0]
            self._decide("table_continued", None, "table", " | ".join(first.texts.values()), place=str(first.place))
        if table.left_out:
            self._leave_out(table.left_out)

    def pass_table(self, table: Table) -> None:
        """Take in a table that is none of actions, and tell of one that may have been meant as such."""
        self.levels.pass_table()
        if knows_a_heading(table.rows[0]) or (self._header and fits(table, self._header)):
            self._leave_out(table.rows[0])

    def close(self) -> None:
        """Read the schedules, once all continuations of a row are known."""
        blank_grid = True
        with_grid = [action for action, row in self._rows if row.header.months]
        for action, row in self._rows:
            self._schedule(action, row)
            blank_grid &= not (row.header.months and (row.marks or action.schedule_status != "not_stated"))
            if action.frequency is None:
                self._frequency_of_indicator(action)
        if with_grid and blank_grid:
            self._decide("months_not_carried", None, "schedule", None, actions=len(with_grid))

    def _act(self, row: BodyRow) -> None:
        seq = len(self.actions) + 1
        standing = self.levels.stand(row, row.header)
        self._take_decisions(seq)
        action = Action(
            seq, standing, row["action"].replace("\n", " "), split_indicators(row["indicator"]), row["target"] or None,
            row["responsible"], row["partner"], None, "absent", None, None, row.place,
        )  # fmt: skip
        self.actions.append(action)
        self._rows.append((action, row))

    def _continue(self, row: BodyRow) -> None:
        """Add a row without an action of its own to the action above it."""
        text = " | ".join(row.texts.values())
        if self.levels.read_levels(row, row.header):
            self._decide("row_of_new_level", None, "row", text, place=str(row.place))
            return
        if not self.actions:
            self._decide("row_without_action", None, "row", text, place=str(row.place))
            return
        action, first = self._rows[-1]
        for name, more in row.texts.items():
            first.texts[name] = f"{first[name]}\n{more}" if first[name] else more
        first.marks.update(row.marks)
        first.shaded |= row.shaded
        action.action = first["action"].replace("\n", " ")
        action.responsible, action.partners = first["responsible"], first["partner"]
        action.indicators = split_indicators(first["indicator"])
        self._decide("row_continued", action.seq, "row", text, place=str(row.place))

    def _schedule(self, action: Action, row: BodyRow) -> None:
        read = row_schedule(row)
        action.schedule_text, action.schedule_status = read.text, read.status
        action.months, action.frequency = read.months, read.frequency
        for key, text in read.decisions:
            self._decide(key, action.seq, "schedule", text)

    def _frequency_of_indicator(self, action: Action) -> None:
        for indicator in action.indicators:
            if frequency := indicator_frequency(indicator):
                action.frequency = frequency
                key = "frequency_beside_months" if action.months else "frequency_of_indicator"
                self._decide(key, action.seq, "frequency", indicator)
                return

    def _leave_out(self, row: Row) -> None:
        text = " | ".join(filter(None, (tidy(cell.text) for cell in row.cells)))
        self._decide("table_not_read", None, "table", text, place=str(row.place))

    def _take_decisions(self, seq: int | None) -> None:
        for key, name, text in self.levels.decisions:
            self._decide(key, seq, name, text or None)
        self.levels.decisions.clear()

    def _decide(self, key: str, seq: int | None, name: str, text: str | None, **values: object) -> None:
        self.decisions.append(Decision(key, seq, name, text, values))
