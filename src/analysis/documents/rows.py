"""Rows below a header: what stands in each field, which months are marked, and what kind of row it is.

Every row is one of four things: an *action* row, a *banner* (a section written across the table), a
*continuation* of the row above, or a *remark* that is none of ours. What a merged cell says holds for
every row that it spans; where the action itself is merged, its further rows continue it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.common.text import fold, is_capitals, tidy
from analysis.documents.cells import begun_anew
from analysis.documents.grid import Place, Row
from analysis.documents.headers import Header
from analysis.documents.headings import is_enumerated, is_prose, section_of, starts_with_any, unnumbered
from analysis.documents.shading import shaded_months

LEVELS = ("theme", "objective", "goal")  # fields whose blank cells continue the cell above
LONGEST_LEGEND = 2  # cells of a row
SHORTEST_PROSE = 200  # characters of a merged row that is a remark and no heading
_LABEL = re.compile(r"\W*\w+\s*:")
_FOOTNOTE = re.compile(r"[*†¹²³]|\(?(?:\d|\*)\)\s")
_PARAGRAPHS = re.compile(r"</p>\s*<p(?:\s[^<>]*)?>", re.IGNORECASE)
_DITTO = re.compile(
    r"[\s–—-]*(?:(?:[\"“”„«»〃]|'')\s*)+[–—-]*|(?:idem|ibidem|id\.|ibid\.)(?:[,\s]+idem)?\.?", re.IGNORECASE
)
_ENUMERATOR = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,4})\s?[.ºª)]{0,2}")


@dataclass
class BodyRow:
    """A row below its header.

    Attributes
    ----------
    kind : str
        ``action``, ``banner``, ``continuation`` or ``remark``.
    texts : dict
        Field -> tidied text; of a banner that is one merged cell only ``row``.
    marks : dict
        Month column -> what is written in it.
    shaded : set of int
        Month columns that are shaded.
    strays : dict
        Column without a heading -> text.
    lone : bool
        Whether it holds nothing but a first cell.
    fill : str or None
        What a banner is filled with.
    parted : bool
        Whether it is the rest of a row that a page break parted.
    dittos : dict
        Field -> the sign of repetition (*idem*, ``"``) that stands there for the text above.
    """

    kind: str
    place: Place
    header: Header
    texts: dict[str, str]
    marks: dict[int, str] = field(default_factory=dict)
    shaded: set[int] = field(default_factory=set)
    strays: dict[int, str] = field(default_factory=dict)
    lone: bool = False
    fill: str | None = None
    parted: bool = False
    dittos: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")


def body_rows(rows: Sequence[Row], header: Header) -> list[BodyRow]:
    """Return the rows below a header that hold anything."""
    found = []
    standing: dict[int, str] = {}
    said: dict[int, str] = {}
    listed = _listed_columns(rows)
    banners = _banner_fills(rows)
    for row, shaded in zip(rows, shaded_months(rows, header), strict=True):
        row, dittos = _without_dittos(row, header, said)
        body = _body_row(row, header, shaded, standing, listed)
        body.dittos = dittos
        if body.lone and body.kind == "action" and _whole_fill(row) in banners:
            body.kind, body.fill = "banner", _whole_fill(row)
        if body.texts or body.marks or body.shaded or body.strays:
            found.append(body)
    legend = next((n for n, body in enumerate(found) if _is_legend(body)), len(found))
    if all(len(body.texts) <= LONGEST_LEGEND for body in found[legend:]):
        for body in found[legend:]:
            body.kind = "remark"
    return found


def _without_dittos(row: Row, header: Header, said: dict[int, str]) -> tuple[Row, dict[str, str]]:
    """Return a row with the texts that its signs of repetition stand for, and those signs by field.

    `said` holds what each column said last; an action is never the one above.
    """
    cells = list(row.cells)
    dittos = {}
    for column, name in header.fields.items():
        if column >= len(cells) or name == "action" or not (text := cells[column].text.strip()):
            continue
        if _DITTO.fullmatch(text) and column in said:
            dittos[name] = text
            cells[column] = replace(cells[column], text=said[column])
        else:
            said[column] = cells[column].text
    return replace(row, cells=tuple(cells)), dittos


def _whole_fill(row: Row) -> str | None:
    """Return the fill of a row that one fill takes from end to end, else None."""
    fills = {cell.fill for cell in row.cells}
    return fills.pop() if len(fills) == 1 else None


def _banner_fills(rows: Sequence[Row]) -> set[str]:
    """Return the fills of whole rows that hold but their first cell: no row with more has them."""
    lone = {_whole_fill(row) for row in rows if lone_text(row)}
    others = {_whole_fill(row) for row in rows if not lone_text(row)}
    return {fill for fill in lone - others if fill}


def is_level(name: str) -> bool:
    """Tell whether a field is a level over the action: a thematic one, an objective or a goal."""
    return name.rstrip("0123456789") in LEVELS


def lone_text(row: Row) -> str:
    """Return the text of a row that holds nothing but its first cell, else nothing."""
    texts = [tidy(cell.text) for cell in row.cells]
    return texts[0] if not any(texts[1:]) else ""


def section_text(row: Row) -> str:
    """Return what is written across the table: a lone text, or a label and what it names (``Eixo 1 | Saúde``)."""
    texts = [text for cell in row.cells if (text := tidy(cell.text))]
    if len(texts) == 2 and section_of(labelled := f"{texts[0].rstrip(' :–-')}: {texts[1]}"):
        return labelled
    return texts[0] if len(texts) == 1 else ""


def _is_legend(body: BodyRow) -> bool:
    first = next(iter([*body.texts.values(), *body.strays.values()]), "")
    return body.kind == "remark" and fold(first.rstrip(" :")).startswith("legenda")


def texts_across(row: Row) -> list[str]:
    """Return the texts of a row above a header: one section, or each text by itself."""
    section = section_text(row)
    return [section] if section else [text for cell in row.cells if (text := tidy(cell.text))]


def _listed_columns(rows: Sequence[Row]) -> set[int]:
    """Return the columns with a cell of several lines."""
    return {column for row in rows for column, cell in enumerate(row.cells) if "\n" in cell.text.strip()}


def _clean(text: str, name: str, listed: bool) -> str:
    """Return the text of a cell tidied line by line, and what its doubtful line ends are in the field `name`.

    Bodies are told by their names later on; indicators are lines where other cells of the column have `listed` them.
    """
    if name == "indicator":
        text = begun_anew(text)
    if name not in ("responsible", "partner"):
        text = text.replace("\v", "\n" if name == "indicator" and listed else " ")
    if is_level(name):
        text = _on_one_line(text)
    if name == "action":
        text = _PARAGRAPHS.sub("\n", text)
    pieces = re.split("([\n\v])", text)
    cleaned = ""
    for sign, piece in zip(["", *pieces[1::2]], map(tidy, pieces[::2]), strict=True):
        cleaned += f"{sign if cleaned else ''}{piece}" if piece else ""
    return cleaned


def _on_one_line(text: str) -> str:
    """Return a text without its line ends; letters that stand one under another are a word."""
    lines = text.split("\n")
    upright = len(lines) > 2 and all(len(line.strip()) <= 1 for line in lines)
    return ("" if upright else " ").join(lines)


def _body_row(row: Row, header: Header, shaded: set[int], standing: dict[int, str], listed: set[int]) -> BodyRow:
    """Read one row; `standing` is the text of the merged cell that stands in each column."""
    own: dict[str, str] = {}
    shared: dict[str, str] = {}
    marks: dict[int, str] = {}
    marks_above: dict[int, str] = {}
    strays: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        if not cell.joined:
            standing[column] = _clean(cell.text, header.fields.get(column, ""), column in listed)
        elif cell.joined == "left" and column:
            inside = column in header.months and column - 1 in header.months
            standing[column] = standing.get(column - 1, "") if inside else ""
        text = standing.get(column, "")
        if not text:
            continue
        if column in header.months:
            (marks_above if cell.joined == "above" else marks)[column] = text
        elif name := header.fields.get(column):
            texts = shared if cell.joined == "above" else own
            before = texts.get(name, "")
            numbered = name == "action" and bool(_ENUMERATOR.fullmatch(before))
            texts[name] = f"{before}\n{text}" if before and not numbered else text
        elif cell.joined != "above":
            strays[column] = text
    if banner := _across(row, header):
        kind = "remark" if _is_note(banner) else "banner"
        fill = next((cell.fill for cell in row.cells if cell.text.strip()), None)
        levels = {n: t for n, t in own.items() if is_level(n) and t not in banner}
        return BodyRow(kind, row.place, header, {**levels, "row": banner}, lone=not levels, fill=fill)
    body = BodyRow("", row.place, header, own, marks, shaded, strays, bool(lone_text(row)))
    body.kind = _kind(body)
    if body.kind == "action":
        body.texts = {name: text for name, text in shared.items() if name not in own} | own
        body.marks |= marks_above
    elif "action" in shared and body.kind in ("banner", "remark") and not _is_note(" ".join(own.values())):
        body.kind = "continuation"
    return body


def _across(row: Row, header: Header) -> str:
    """Return the text of a cell that is merged over most of the row and stands alone, but for a label or number."""
    filled = [c for c, cell in enumerate(row.cells) if cell.text.strip()]
    if not filled or len(filled) > 2 or any(cell.joined == "above" for cell in row.cells[filled[-1] :]):
        return ""
    last = filled[-1]
    end = next((c for c in range(last + 1, len(row.cells)) if row.cells[c].joined != "left"), len(row.cells))
    width = max(len(row.cells), header.width)
    if last in header.months or 2 * (end - last) < width or end - last < 2:
        return ""
    text = tidy(row.cells[last].text)
    if len(filled) == 1:
        return text
    label = tidy(row.cells[filled[0]].text).rstrip(" :–-")
    if section_of(f"{label}: {text}") and not section_of(label):
        return f"{label}: {text}"
    begins_level = is_level(header.fields.get(filled[0], "")) and filled[0] < last
    return text if _ENUMERATOR.fullmatch(label) or begins_level else ""


def _kind(row: BodyRow) -> str:
    """Tell an action row from a banner, a continuation and a remark."""
    filled = {name for name in row.texts if name != "aside"}
    levels = {name for name in filled if is_level(name)}
    others = filled - levels - {"action"}
    first = next(iter(row.texts.values()), "")
    if _is_remark(row, first) or (row.lone and _FOOTNOTE.match(first)):
        return "remark"
    bare = not others and not row.marks and not row.shaded and not row.strays
    if bare and row.lone and "aside" in row.texts:
        words = unnumbered(first).split()
        return "banner" if section_of(first) or (words and len(words[0]) > 3) else "remark"
    if bare and "action" not in filled:
        return "banner" if filled else "remark"
    shouted = is_capitals(row["action"]) and (is_enumerated(first) if levels else "aside" not in row.texts)
    if bare and (shouted or section_of(first)):
        return "banner"
    if len(set(row.texts.values())) == 1 and len(row.texts) > 2:
        return "banner"
    return "action" if "action" in filled else "continuation"


def _is_note(text: str) -> bool:
    """Tell whether a text across the table is a note, a total or running text, and no heading."""
    if starts_with_any(text, "remarks") or _FOOTNOTE.match(text):
        return True
    return len(text) > SHORTEST_PROSE and is_prose(text) and not section_of(text)


def _is_remark(row: BodyRow, first: str) -> bool:
    """Tell whether a row is a note or a total, and not an action that begins with such a word."""
    if not starts_with_any(first, "remarks"):
        return False
    others = [*row.texts.values(), *row.marks.values(), *row.strays.values()][1:]
    return not others or bool(_LABEL.match(first)) or not any(c.isalpha() for text in others for c in text)
