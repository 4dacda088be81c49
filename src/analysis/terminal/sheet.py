"""The sheet of names to decide on: written for a spreadsheet program, read back with a person's decisions.

Semicolons and a byte order mark, as a Portuguese spreadsheet program opens it at a double click. A cell
that such a program would run as a formula is quoted.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from analysis.common.errors import OutputError, ParameterError, RegistryError
from analysis.common.paths import whole_file
from analysis.common.rows import read_rows
from analysis.common.text import plain
from analysis.common.wording import LANGUAGES, Language, label, number, percent
from analysis.frames.decisions import NATIONAL, Act, Choice
from analysis.frames.registry_files import harmless
from analysis.frames.schema import KINDS
from analysis.frames.suggestions import MOST, Suggestion
from analysis.frames.unsure import UnsureName

SUGGESTED = tuple(f"suggestion_{n}" for n in range(1, MOST + 1))
TOLD = ("plan_id", "mention", "times", "first_source", "read_as", "method", "confidence", *SUGGESTED)
ASKED = ("decision", "organisation", "kind", "scope", "note")  # to be filled in
LEAVE = ("", "ignorar", "ignore")

_ACTS: dict[str, Act] = {"novo": "new", "nova": "new", "new": "new", "igual": "same", "same": "same"}
_NATIONAL = ("nacional", "national")


def write_sheet(names: Iterable[UnsureName], path: Path, lang: Language) -> None:
    """Write `names` to a sheet, with empty cells for a person's decisions.

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
            for name in names:
                writer.writerow([harmless(cell) for cell in _cells(name, lang)] + [""] * len(ASKED))
    except OSError as error:
        raise OutputError("review_sheet_unwritable", file=str(path), reason=error.strerror) from None


def read_sheet(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a sheet that bear a decision, each with its line.

    Raises
    ------
    RegistryError
        If it cannot be read or lacks a column.
    """
    try:
        found, rows = read_rows(path)
    except OSError as error:
        raise RegistryError("review_sheet_missing", file=str(path), reason=error.strerror) from None
    except ValueError as error:
        raise RegistryError("registry_unreadable", file=path.name, reason=error) from None
    if missing := [column for column in ("plan_id", "mention", *ASKED) if column not in found]:
        raise RegistryError("registry_columns", file=path.name, n=len(missing), missing=", ".join(missing))
    return [(line, row) for line, row in enumerate(rows, 2) if plain(row["decision"]) not in LEAVE]


def choice_of(row: dict[str, str], name: UnsureName) -> Choice:
    """Return what a row of a sheet decides on its name.

    Raises
    ------
    ParameterError
        If it names a suggestion that the row has not.
    """
    word = unquoted(row["decision"])
    act = _ACTS.get(plain(word), "alias")
    if word in ("1", "2", "3"):
        word = unquoted(row.get(f"suggestion_{word}", ""))
        if not word:
            raise ParameterError("review_no_suggestion", n=row["decision"])
    return Choice(
        name,
        act,
        organisation_id=word.partition(":")[0].strip().lower() if act == "alias" else "",
        organisation=unquoted(row["organisation"]),
        kind=kind_named(row["kind"]),
        scope=scope_named(row["scope"]),
        note=unquoted(row["note"]),
    )


def kind_named(text: str) -> str:
    """Return the kind that a person names by its code or its label; `text` itself if there is none."""
    labels = {plain(label("kind", kind, lang)): kind for kind in KINDS for lang in LANGUAGES}
    return labels.get(plain(text), text)


def scope_named(text: str) -> str:
    """Return the scope that a person names: national in either language, or `text` itself."""
    return NATIONAL if plain(text) in _NATIONAL else text


def unquoted(cell: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet program from running it."""
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell


def _cells(name: UnsureName, lang: Language) -> list[str]:
    suggested = [_suggestion(s, lang) for s in name.suggestions]
    return [
        " ".join(name.plan_ids), name.mention, str(name.times), name.places[0], name.read_as.organisation,
        label("method", name.method, lang), number(name.confidence, lang, decimals=2),
        *suggested, *[""] * (MOST - len(suggested)),
    ]  # fmt: skip


def _suggestion(suggestion: Suggestion, lang: Language) -> str:
    likeness = percent(suggestion.likeness, lang)
    return f"{suggestion.organisation_id}: {suggestion.organisation} ({likeness})"


def _is_blank_sheet(path: Path) -> bool:
    try:
        found, rows = read_rows(path)
    except (OSError, ValueError):
        return False
    return found == [*TOLD, *ASKED] and not any(row[column] for row in rows for column in ASKED)
