"""The common list of themes: social-policy fields on which the domains of all plans are mapped, to compare them.

A theme stands under one of the four agendas of *Estratégia Portugal 2030* or, where it serves them all
(how the network works, planning), under none.

References
----------
Resolução do Conselho de Ministros n.º 98/2020, de 13 de novembro: Estratégia Portugal 2030.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.common.errors import RegistryError
from analysis.common.paths import data_folder
from analysis.common.rows import content_key, registry_rows
from analysis.common.wording import Language, label, say

COLUMNS = ("theme", "agenda", "pt", "en", "description", "source")
AGENDAS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Theme:
    """One theme; `description` holds words and phrases, parted by commas, that plans use for it."""

    theme: str
    agenda: int | None
    pt: str
    en: str
    description: str
    source: str

    def name(self, lang: Language = "pt") -> str:
        """Return its name in a language."""
        return self.pt if lang == "pt" else self.en


def read_themes(data: Path) -> dict[str, Theme]:
    """Return the themes of the registry in `data` by code, in the order of the file.

    Raises
    ------
    RegistryError
        If the file is missing, or a row of it is not a theme or has the code of another.
    """
    path = data / "registry" / "themes.csv"
    return _read(path, content_key(path))


def theme_name(code: str, lang: Language = "pt") -> str:
    """Return the name of a theme of the data folder; the code itself where the list does not have it."""
    theme = read_themes(data_folder()).get(code)
    return theme.name(lang) if theme else code


def theme_agenda(code: str) -> int | None:
    """Return the number of the agenda that a theme of the data folder stands under; None: under none."""
    theme = read_themes(data_folder()).get(code)
    return theme.agenda if theme else None


def code_name(column: str, code: str, lang: Language = "pt") -> str:
    """Return a code of a coded column in words: a theme by its name here, any other by its label."""
    return theme_name(code, lang) if column == "theme" else label(column, code, lang)


def agenda_name(number: int | None, lang: Language = "pt") -> str:
    """Return the name of one of the four agendas, or what stands for none."""
    return say(f"agenda.{number or 'none'}", lang)


@lru_cache(maxsize=4)
def _read(path: Path, _: str) -> dict[str, Theme]:
    rows = registry_rows(path, COLUMNS)
    often = Counter(row["theme"] for row in rows)
    agendas = {"": None, **{str(number): number for number in AGENDAS}}
    for line, row in enumerate(rows, 2):
        told = all(row[column] for column in ("theme", "pt", "en", "description"))
        if not told or often[row["theme"]] > 1 or row["agenda"] not in agendas:
            raise RegistryError("registry_row", file=path, line=line, expected=", ".join(COLUMNS))
    return {
        row["theme"]: Theme(
            row["theme"], agendas[row["agenda"]], row["pt"], row["en"], row["description"], row["source"]
        )
        for row in rows
    }
