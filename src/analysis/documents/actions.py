"""The actions of a document: its lines and tables gone through from first to last.

What the reading leaves open or decides on the way is kept as decisions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by

from analysis.common.frequencies import is_uncoded
from analysis.common.text import fold, is_left_open, tidy
from analysis.documents.cells import indicator_frequency, second_action, split_indicators
from analysis.documents.empty_levels import EMPTY_LEVEL, EmptyLevels
from analysis.documents.fichas import fichas_as_tables
from analysis.documents.grid import Line, Place, Row, Table
from analysis.documents.headers import Header, knows_a_heading
from analysis.documents.headings import is_of_contents, section_of
from analysis.documents.hierarchy import heading_levels, label_order, only_repeats
from analysis.documents.levels import Levels
from analysis.documents.outline import listed_sections, outlined
from analysis.documents.rows import BodyRow
from analysis.documents.schedules import row_schedule
from analysis.documents.standing import Standing
from analysis.documents.subtables import labels_as_columns
from analysis.documents.tables import ActionTable, action_tables, fits

BODIES = ("responsible", "partner")
LEVEL_NAMES = ("domain", "axis", "objective", "goal")


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
class Actions:
    """What a document says is to be done: its actions, the decisions of the reading, and all else that is written."""

    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    lines: tuple[str, ...]
    tables: int


def read_actions(blocks: Sequence[Line | Table]) -> Actions:
    """Return the actions of a document; `tables` counts the tables that have the columns of actions."""
    blocks = fichas_as_tables(labels_as_columns(outlined(blocks)))
    found = list(action_tables(blocks))
    tables = iter(found)
    tabled = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    listed = listed_sections(blocks)
    levels = Levels(heading_levels(blocks, found), label_order(blocks, found, listed))
    reading = _Reading(levels, has_fills=any(cell.fill for cell in tabled))
    lines: list[str] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            lines.append(block.text)
            if at not in listed and not is_of_contents(block.text):
                reading.read_line(tidy(block.text), block.level)
        elif table := next(tables):
            lines.extend(table.above)
            if reading.repeats(table):
                reading.read_again(table)
            else:
                reading.read_table(table)
        else:
            lines.extend("\t".join(filter(None, (tidy(cell.text) for cell in row.cells))) for row in block.rows)
            reading.pass_table(block)
    reading.close()
    counted = sum(table is not None for table in found)
    return Actions(tuple(reading.actions), tuple(reading.decisions), tuple(lines), counted)


class _Reading:
    """Goes through the tables of one document and collects actions and decisions."""

    def __init__(self, levels: Levels, *, has_fills: bool = False) -> None:
        self.levels = levels
        self._has_fills = has_fills
        self.actions: list[Action] = []
        self._empty = EmptyLevels()
        self.decisions: list[Decision] = []
        self._rows: list[tuple[Action, BodyRow]] = []
        self._timing: dict[int, BodyRow] = {}  # rows of another table that tell when
        self._header: Header | None = None

    def read_line(self, text: str, level: int | None = None) -> None:
        """Take in a line outside tables; `level` is that of its heading style."""
        self.levels.read_line(text, level)
        section = section_of(text)
        is_numbered = section is not None and section.number is not None
        self._open_levels(is_sure=is_numbered)

    def read_table(self, table: ActionTable) -> None:
        for text in table.above:
            self.read_line(text)
        self._header = table.header
        self.levels.open_table(table.continues)
        for column, heading in table.header.unknown:
            self._decide("unknown_heading", None, "column", heading, table=table.number, column=column + 1)
        for column, heading, name in table.header.guessed:
            self._decide("heading_guessed", None, name, heading, table=table.number, column=column + 1)
        before = len(self.decisions)
        following = _actions_behind(table.rows)
        for position, row in enumerate(table.rows):
            for column, text in row.strays.items():
                self._decide("text_under_no_heading", None, "column", text, place=str(row.place), column=column + 1)
            if row.kind == "remark":
                self._decide("remark_row", None, "row", " ".join(row.texts.values()), place=str(row.place))
            elif row.kind == "banner":
                self.levels.read_banner(row, row.header, following[position])
                self._take_decisions(None)
                self._open_levels(row.header)
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

    def repeats(self, table: ActionTable) -> bool:
        """Tell whether a table under another header only holds actions that were read before, each once."""
        other = self._header is not None and table.header.fields != self._header.fields
        return other and only_repeats(table, {fold(action.action) for action in self.actions})

    def read_again(self, table: ActionTable) -> None:
        """Take the months of a table that repeats actions, for those whose own table tells none."""
        rows = {fold(row["action"]): row for row in table.rows if row.kind == "action"}
        timed = 0
        for action, first in self._rows:
            row = rows.get(fold(action.action))
            if row and table.header.has_schedule and not first.header.has_schedule:
                self._timing[action.seq] = row
                timed += 1
        place = str(table.rows[0].place)
        text = " | ".join(table.rows[0].texts.values())
        self._decide(
            "table_of_schedules" if timed else "table_repeated", None, "table", text, place=place, actions=timed
        )

    def pass_table(self, table: Table) -> None:
        """Take in a table that is none of actions, and tell of one that may have been meant as such."""
        self.levels.pass_table()
        if knows_a_heading(table.rows[0]) or (self._header and fits(table, self._header)):
            self._leave_out(table.rows[0])

    def close(self) -> None:
        """Read the schedules, once all continuations of a row are known, and tell which levels stayed empty."""
        blank_grid = True
        with_grid = [a for a, row in self._rows if self._timing.get(a.seq, row).header.months]
        for action, row in self._rows:
            action.indicators = split_indicators(row["indicator"])
            row = self._timing.get(action.seq, row)
            self._schedule(action, row)
            blank_grid &= not (row.header.months and (row.marks or action.schedule_status != "not_stated"))
            if action.frequency is None and is_uncoded(action.schedule_text or ""):
                self._decide("frequency_uncoded", action.seq, "frequency", action.schedule_text)
            elif action.frequency is None:
                self._frequency_of_indicator(action)
        if with_grid and blank_grid:
            key = "months_blank" if self._has_fills else "months_not_carried"
            self._decide(key, None, "schedule", None, actions=len(with_grid))
        for name, heading in self._empty.found(len(self.actions)):
            self._decide(EMPTY_LEVEL, None, name, heading)

    def _act(self, row: BodyRow) -> None:
        seq = len(self.actions) + 1
        self._complete_levels(row)
        standing = self.levels.stand(row, row.header)
        self._take_decisions(seq)
        self._empty.bear((heading for _, heading in self.levels.open_levels(row.header)), self.levels.domain_number)
        action = Action(
            seq, standing, row["action"].replace("\n", " "), (), row["target"] or None,
            row["responsible"], row["partner"], None, "absent", None, None, row.place,
        )  # fmt: skip
        self.actions.append(action)
        self._rows.append((action, row))
        if second := second_action(row["action"]):
            self._decide("two_actions", seq, "action", second)
        for name, sign in row.dittos.items():
            self._decide("ditto", seq, self.levels.name_of(name), sign, said=row[name].replace("\n", "; "))

    def _continue(self, row: BodyRow) -> None:
        """Add a row without an action of its own to the action above it."""
        text = " | ".join(row.texts.values())
        self._complete_levels(row)
        if self.levels.read_levels(row, row.header):
            self._decide("row_of_new_level", None, "row", text, place=str(row.place))
            self._open_levels(row.header)
            return
        if not self.actions:
            self._decide("row_without_action", None, "row", text, place=str(row.place))
            return
        action, first = self._rows[-1]
        for name, more in row.texts.items():
            before = first[name]
            doubtful = row.parted and row.place.page is not None and name in BODIES
            between = " " if more[0].islower() or is_left_open(before) else "\v" if doubtful else "\n"
            first.texts[name] = f"{before}{between}{more}" if before else more
        first.marks.update(row.marks)
        first.shaded |= row.shaded
        action.action = first["action"].replace("\n", " ")
        action.responsible, action.partners = first["responsible"], first["partner"]
        action.target = first["target"] or None
        self._decide("row_continued", action.seq, "row", text, place=str(row.place))

    def _open_levels(self, header: Header | None = None, *, is_sure: bool = True) -> None:
        """Take note of the levels that a line, or a row under a header, has opened."""
        levels, number = self.levels.open_levels(header), self.levels.domain_number
        self._empty.open(levels, number, actions=len(self.actions), is_sure=is_sure)

    def _complete_levels(self, row: BodyRow) -> None:
        """Join the rest of a level that a page break parted to its beginning, also over the actions before it."""
        for before, whole in self.levels.complete(row, row.header):
            self._empty.bear([before])
            for action in reversed(self.actions):
                parts = {name: whole for name in LEVEL_NAMES if getattr(action.standing, name) == before}
                if not parts:
                    break
                action.standing = replace(action.standing, **parts)  # type: ignore[arg-type]

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


def _actions_behind(rows: Sequence[BodyRow]) -> list[BodyRow | None]:
    """Return, for each row, the next one that is an action."""
    found: list[BodyRow | None] = []
    behind: BodyRow | None = None
    for row in reversed(rows):
        found.append(behind)
        behind = row if row.kind == "action" else behind
    return found[::-1]
