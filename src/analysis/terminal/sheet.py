"""The sheet of names and domains to decide on: written for a spreadsheet program, read back with a person's decisions.

Semicolons and a byte order mark, as a Portuguese spreadsheet program opens it at a double click. A cell
that such a program would run as a formula is quoted. A note below the headings says what goes into each
column; it is no row. What Excel calls Unicode text (UTF-16, with tabs) reads the same.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.common.errors import OutputError, ParameterError, RegistryError
from analysis.common.paths import whole_file
from analysis.common.rows import decoded, table_rows
from analysis.common.themes import Theme
from analysis.common.wording import Language, label, number, percent, say
from analysis.frames.decisions import Choice
from analysis.frames.open_domains import OpenDomain
from analysis.frames.registry_files import harmless
from analysis.frames.suggestions import MOST, Suggestion
from analysis.frames.unsure import UnsureName
from analysis.terminal.answers import act_named, identity_named, kind_labels, kind_named, leaves, scope_named
from analysis.terminal.domains import domain_cells
from analysis.terminal.naming import place_in_words

SUGGESTED = tuple(f"suggestion_{n}" for n in range(1, MOST + 1))
TOLD = ("plan_id", "mention", "times", "first_source", "read_as", "method", "confidence", *SUGGESTED)
ASKED = ("decision", "organisation", "kind", "scope", "note")  # to be filled in
NOTE = "#"  # begins the first cell of a row that is a note

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # beginnings of XLSX, ODS and XLS


def write_sheet(
    names: Iterable[UnsureName],
    domains: Iterable[OpenDomain],
    themes: Mapping[str, Theme],
    path: Path,
    lang: Language,
) -> None:
    """Write `names`, then `domains`, to a sheet, with empty cells for a person's decisions.

    Raises
    ------
    ParameterError
        If `path` holds something else than a sheet without decisions.
    OutputError
        If it cannot be written.
    """
    if path.exists() and not _is_blank_sheet(path):
        raise ParameterError("review_sheet_kept", file=str(path))
    try:
        with whole_file(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as handle:
            writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
            writer.writerow([*TOLD, *ASKED])
            writer.writerow(_note(lang))
            told = [domain_cells(domain, themes, lang) for domain in domains]
            rows = [*(_cells(name, lang) for name in names), *([cells.get(c, "") for c in TOLD] for cells in told)]
            for row in rows:
                writer.writerow([harmless(cell) for cell in row] + [""] * len(ASKED))
    except OSError as error:
        raise OutputError("review_sheet_unwritable", file=str(path), reason=error) from None


def read_sheet(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a sheet that bear a decision, or what belongs to one, each with its line.

    Raises
    ------
    RegistryError
        If it cannot be read or lacks a column.
    """
    try:
        found, rows = _table(path)
    except RegistryError:
        raise
    except OSError as error:
        raise RegistryError("review_sheet_missing", file=str(path), reason=error) from None
    except ValueError as error:
        raise RegistryError("registry_unreadable", file=path.name, reason=error) from None
    if missing := [column for column in ("plan_id", "mention", *ASKED) if column not in found]:
        raise RegistryError("registry_columns", file=path.name, n=len(missing), missing=", ".join(missing))
    return [(line, row) for line, row in enumerate(rows, 2) if not _is_note(row) and _is_filled(row)]


def choice_of(row: dict[str, str], name: UnsureName) -> Choice:
    """Return what a row of a sheet decides on its name.

    Raises
    ------
    ParameterError
        If it names a suggestion that the row has not, or describes a body without saying that it is new.
    """
    word = decided_word(row)
    act = act_named(word)
    return Choice(
        name,
        act,
        organisation_id=identity_named(word) if act == "alias" else "",
        organisation=unquoted(row["organisation"]),
        kind=kind_named(row["kind"]),
        scope=scope_named(row["scope"]),
        note=unquoted(row["note"]),
    )


def decided_word(row: dict[str, str]) -> str:
    """Return what a row of a sheet decides, the number of a suggestion as that suggestion's words.

    Raises
    ------
    ParameterError
        If it decides nothing, or names a suggestion that the row has not.
    """
    word = unquoted(row["decision"])
    if not word:
        raise ParameterError("review_no_decision", mention=unquoted(row["mention"]))
    if word not in ("1", "2", "3"):
        return word
    suggestion = unquoted(row.get(f"suggestion_{word}", ""))
    if not suggestion:
        raise ParameterError("review_no_suggestion", n=word)
    return suggestion


def unquoted(cell: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet program from running it."""
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell


def _note(lang: Language) -> list[str]:
    """Return what each column tells or asks, the first cell marked as that of a note."""
    last = TOLD.index(SUGGESTED[0])
    told = [say(f"sheet.{column}", lang) for column in TOLD[:last]]
    suggested = [say("sheet.suggestion", lang, n=n) for n, _ in enumerate(SUGGESTED, 1)]
    asked = [say(f"sheet.{column}", lang, kinds=kind_labels(lang)) for column in ASKED]
    return [f"{NOTE} {told[0]}", *told[1:], *suggested, *asked]


def _is_filled(row: dict[str, str]) -> bool:
    return not leaves(row["decision"]) or (not row["decision"] and any(row[c] for c in ("organisation", "kind")))


def _is_note(row: dict[str, str]) -> bool:
    return row["plan_id"].startswith(NOTE)


def _cells(name: UnsureName, lang: Language) -> list[str]:
    read_as = f"{name.read_as.organisation} ({label('kind', name.read_as.kind, lang)})"
    suggested = [_suggestion(s, lang) for s in name.suggestions]
    return [
        " ".join(name.plan_ids), name.mention, str(name.times), place_in_words(name.places[0], lang), read_as,
        label("method", name.method, lang), number(name.confidence, lang, decimals=2),
        *suggested, *[""] * (MOST - len(suggested)),
    ]  # fmt: skip


def _suggestion(suggestion: Suggestion, lang: Language) -> str:
    likeness = percent(suggestion.likeness, lang)
    return f"{suggestion.organisation_id}: {suggestion.organisation} ({likeness})"


def _table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    content = path.read_bytes()
    if content.startswith(_WORKBOOKS):
        raise RegistryError("review_sheet_workbook", file=path.name)
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return table_rows(content.decode("utf-16") if is_utf16 else decoded(content), delimiters=",;\t")


def _is_blank_sheet(path: Path) -> bool:
    try:
        found, rows = _table(path)
    except (OSError, ValueError):
        return False
    return found == [*TOLD, *ASKED] and not any(row[c] for row in rows if not _is_note(row) for c in ASKED)
