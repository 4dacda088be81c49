"""Under which agenda, domain, axis, objective and goal an action stands.

The *domain* is the document's highest thematic level and the *axis* the one below, whether they are
written as headings between tables, as banner rows or as columns; where there is none of them, the
objective that heads the actions, or the line above the table, stands for it. An *agenda* is a capitalised
heading over several domains, or an unlabelled banner over a thematic column. A blank cell continues
the one above it, also over a page break; where that is more than a merged cell (a new axis with an
empty goal) it is a decision, and recorded. A domain keeps its first wording where a later one differs
only in case or full stop.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.common.text import is_left_open
from analysis.documents.headers import Header
from analysis.documents.headings import (
    Section,
    is_furniture,
    is_remark_on_heading,
    may_be_agenda,
    may_be_caption,
    number_of,
    numbered,
    numbering,
    same_heading,
    section_of,
    without_continued,
)
from analysis.documents.rows import BodyRow
from analysis.documents.standing import Standing, level_title

DEEPEST = 9  # level of heading styles


@dataclass
class Levels:
    """Follows a document from its first line to its last and knows what stands over each row.

    Of headings without a label those count whose style is of one of the `heading_levels`. Labels rank in the
    order of `labels`, and those that are not in it below, in the order in which they first appear.
    """

    heading_levels: frozenset[int] = frozenset()
    labels: list[str] = field(default_factory=list)
    agenda: str | None = None
    sections: list[Section] = field(default_factory=list)
    objective: str | None = None
    goal: str | None = None
    decisions: list[tuple[str, str, str]] = field(default_factory=list)
    _objective_number: int | None = None
    _capitals: str | None = None
    _caption: str | None = None
    _banners: list[tuple[str | None, str]] = field(default_factory=list)  # dress (numbering or fill) and text
    _banner_ranks: dict[str | None, int] = field(default_factory=dict)
    _after_banner: bool = False
    _cells: dict[str, str] = field(default_factory=dict)
    _headings: dict[int, str] = field(default_factory=dict)
    _section_level: int = 0
    _fresh: set[str] = field(default_factory=set)
    _completed: dict[tuple[str, str], str] = field(default_factory=dict)  # level and its rest
    _domains: list[tuple[str, int | None]] = field(default_factory=list)

    def read_line(self, text: str, level: int | None = None) -> None:
        """Take in a line outside tables; `level` is that of its heading style."""
        text = without_continued(text)
        section = section_of(text)
        if level:
            self._headings = {n: heading for n, heading in self._headings.items() if n < level}
            if not section and not is_furniture(text):
                self._headings[level] = text
                self.objective = self.goal = None
        if section:
            self._open(section)
            self._section_level = level or DEEPEST
        elif may_be_agenda(text):
            self._capitals = text
        elif self._capitals and not same_heading(text, self._capitals) and not is_remark_on_heading(text):
            self._capitals = None
        if section and section.level == "theme":
            self._caption = None
        elif not section and not is_furniture(text):
            self._caption = text if may_be_caption(text) else None

    def pass_table(self) -> None:
        """Take in a table that is none of actions: what was written over it says nothing of the next."""
        self._capitals = self._caption = None

    def open_table(self, continues: bool) -> None:
        """Begin an action table: what the cells of the one before say is carried until they are blank no more."""
        self._fresh = set(self._cells)
        self._completed.clear()
        if not continues:
            self._banners.clear()
            self._after_banner = False

    def read_banner(self, row: BodyRow, header: Header, following: BodyRow | None) -> None:
        """Take in a row that is written across the table."""
        written = row["row"] or next((t for name, t in row.texts.items() if name != "aside"), row["aside"])
        text = without_continued(written)
        section = section_of(text)
        levels = _level_fields(header)
        if "row" in row.texts and any(row[name] for name in levels):
            self.read_levels(row, header)  # a level begins beside it
        if section:
            self._open(section)
        elif set(row.texts) <= set(levels[1:]) or len(row.texts.keys() & set(levels)) > 1:
            self.read_levels(row, header)
        elif header.themes and following is not None and following[header.themes[0]]:
            self.agenda = text
            self._forget()
        elif header.themes and row[header.themes[0]]:
            self.read_levels(row, header)
        else:
            self._open_banner(text, row.fill)
        if not section:
            self.decisions.append(("row_as_section" if row.lone else "text_as_section", "row", text))
        unplaced = [t for name, t in row.texts.items() if name == "action" and t != text]
        self.decisions.extend(("section_text", "action", t) for t in unplaced)

    def read_levels(self, row: BodyRow, header: Header) -> bool:
        """Take in the levels of a row without an action and tell whether any is new: it heads the rows below."""
        names = _level_fields(header)
        new = [n for n in names if row[n] and row[n] != self._cells.get(n) and not row[n][0].islower()]
        if new:
            for name in names[names.index(new[0]) :]:
                self._cells.pop(name, None)
                if row[name]:
                    self._cells[name] = row[name]
                self._fresh.discard(name)
        return bool(new)

    def complete(self, row: BodyRow, header: Header) -> list[tuple[str, str]]:
        """Put the rest of a level that a page break parted behind its beginning, in the row as well.

        Returns
        -------
        list of (str, str)
            What the level was called before, and what it is called now.
        """
        completed = []
        for name in _level_fields(header):
            rest, before = row[name], self._cells.get(name)
            if whole := self._completed.get((name, rest)):
                row.texts[name] = whole
            elif rest and before and name in self._fresh and before[0].isupper() and _is_rest(rest, before):
                whole = self._completed[name, rest] = self._cells[name] = f"{before} {rest}"
                row.texts[name] = whole
                is_theme = name.startswith("theme")
                completed.append((level_title(before, is_theme=is_theme), level_title(whole, is_theme=is_theme)))
        return completed

    def stand(self, row: BodyRow, header: Header) -> Standing:
        """Return what stands over an action row; what was decided for it is left in `decisions`."""
        self._after_banner = False
        changed = None
        for name in _level_fields(header):
            if row[name] and not any(c.isalnum() for c in row[name]):
                self._cells.pop(name, None)  # "-" says that there is none
                continue
            if row[name]:
                if changed is None and name in header.themes and row[name] != self._cells.get(name):
                    changed = name
                self._cells[name] = row[name]
                self._fresh.discard(name)
                continue
            if name in header.beside:
                self._cells.pop(name, None)
            above = self._cells.get(name)
            if above is None:
                self.decisions.append(("level_unknown", self.name_of(name), ""))
            elif changed and name.startswith("theme"):
                del self._cells[name]
                self.decisions.append(("level_unknown", self.name_of(name), ""))
            elif changed:
                self.decisions.append(("carried_under_new_axis", name, above))
            elif name in self._fresh:
                self.decisions.append(("carried_over_page", self.name_of(name), above))
                self._fresh.discard(name)
        return self._standing(header)

    def name_of(self, name: str) -> str:
        """Return which level a column is, below those that are written outside the columns."""
        if not name.startswith("theme"):
            return name
        above = len(self.sections) + len(self._banners)
        return "domain" if above + int(name.removeprefix("theme")) == 0 else "axis"

    @property
    def domain_number(self) -> int | None:
        """The number of the highest labelled section that is open."""
        return self.sections[0].number if self.sections else None

    def open_levels(self, header: Header | None = None) -> list[tuple[str, str]]:
        """Return the levels that are open, the highest first: the field that each fills, and its heading."""
        titles = [level_title(text, is_theme=True) for text in self._titles(header)]
        found = [("axis" if n else "domain", text) for n, text in enumerate(titles)]
        for name, outside in (("objective", self.objective), ("goal", self.goal)):
            text = self._cells.get(name) if header and header.has(name) else outside
            found += [(name, level_title(text))] if text else []
        return found

    def _standing(self, header: Header) -> Standing:
        titles = self._titles(header)
        headings = self._parting_headings()
        if headings and not self.sections:
            self.decisions.append(("caption_as_domain", "domain", headings[0]))
        number = self.domain_number if self.sections else number_of(titles[0]) if titles else None
        titles = [level_title(text, is_theme=True) for text in titles]
        titles = [t for n, t in enumerate(titles) if n + 1 == len(titles) or not same_heading(t, titles[n + 1])]
        if not titles and self._caption:
            number, caption = numbered(self._caption)
            titles = [caption]
            self.decisions.append(("caption_as_domain", "domain", self._caption))
        objective = self._cells.get("objective") if header.has("objective") else self.objective
        if not titles and objective:
            titles = [objective]
            number = self._objective_number if objective == self.objective else None
            self.decisions.append(("objective_as_domain", "domain", objective))
        if len(titles) > 2:
            self.decisions.append(("level_left_out", "axis", titles[2]))
        domain, axis = ([*titles, None, None])[:2]
        if domain:
            domain = self._first_wording(domain, number)
        goal = self._cells.get("goal") if header.has("goal") else self.goal
        objective, goal = (text and level_title(text) for text in (objective, goal))
        return Standing(self.agenda, number, domain, axis, objective, goal)

    def _titles(self, header: Header | None) -> list[str]:
        """Return the thematic levels that are open, the highest first, as they are written."""
        cells = [self._cells[name] for name in header.themes if name in self._cells] if header else []
        banners = [text for _, text in self._banners]
        return [s.title for s in self.sections] + self._parting_headings() + banners + cells

    def _parting_headings(self) -> list[str]:
        """Return the open headings without a label that tell the tables of the document apart."""
        above = self._section_level if self.sections else 0
        headings = [text for n, text in sorted(self._headings.items()) if n in self.heading_levels and n > above]
        return [text for text in headings if not same_heading(text, self.agenda or "")]

    def _first_wording(self, domain: str, number: int | None) -> str:
        """Return the domain as it was first written: another case or full stop makes no other domain."""
        known = next((text for text, n in self._domains if n == number and same_heading(text, domain)), None)
        if known is None:
            self._domains.append((domain, number))
            return domain
        if known != domain:
            self.decisions.append(("domain_reworded", "domain", domain))
        return known

    def _open(self, section: Section) -> None:
        """Enter a labelled section."""
        if section.level == "objective":
            self.objective, self.goal = section.title, None
            self._objective_number = section.number
            return
        if section.level == "goal":
            self.goal = section.title
            return
        if section.label not in self.labels:
            self.labels.append(section.label)
        rank = self.labels.index(section.label)
        if rank == 0 and self._capitals:
            self.agenda = self._capitals
        kept = [s for s in self.sections if self.labels.index(s.label) < rank]
        if self.sections != [*kept, section]:
            self.sections = [*kept, section]
            self.objective = self.goal = None
            self._banners.clear()
            self._forget()

    def _open_banner(self, text: str, fill: str | None) -> None:
        """Enter a section without a label: where one follows another at once in another dress, it is below."""
        dress = numbering(text) or fill
        if dress not in self._banner_ranks:
            self._banner_ranks[dress] = self._banner_ranks[self._banners[-1][0]] + 1 if self._after_banner else 0
        rank = self._banner_ranks[dress]
        self._banners = [b for b in self._banners if self._banner_ranks[b[0]] < rank] + [(dress, text)]
        self.objective = self.goal = None
        self._after_banner = True
        self._forget()

    def _forget(self) -> None:
        self._cells.clear()
        self._fresh.clear()


def _is_rest(text: str, before: str) -> bool:
    return text[0].islower() or is_left_open(before)


def _level_fields(header: Header) -> list[str]:
    return [*header.themes, *(f for f in ("objective", "goal") if header.has(f))]
