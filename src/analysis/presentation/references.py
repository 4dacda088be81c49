"""The works that the reports cite: short in the text, whole in a list.

A sentence of ``wording.toml`` cites by a marker, ``[@freeman1978]`` or ``[@newman2001; @opsahl2010]``; the
works stand in ``references.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.common.wording import Language

_MARKER = re.compile(r"\[(@[a-z0-9]+(?:; @[a-z0-9]+)*)\]")
_AND = {"pt": "e", "en": "and"}


def with_citations(text: str, lang: Language = "pt") -> str:
    """Return `text` with each marker as authors and year: ``(Borgatti e Everett, 1997)``.

    Raises
    ------
    KeyError
        If a work is not in ``references.toml``.
    """

    def short(match: re.Match[str]) -> str:
        return f"({'; '.join(_short(key, lang) for key in _keys(match))})"

    return _MARKER.sub(short, text)


def cited_in(texts: Iterable[str]) -> list[str]:
    """Return the keys of the works that `texts` cite, in the order of the list of references."""
    keys = {key for text in texts for match in _MARKER.finditer(text) for key in _keys(match)}
    return sorted(keys, key=lambda key: (works()[key]["authors"], works()[key]["year"], key))


def reference(key: str) -> str:
    """Return a work as the list of references has it, in Markdown."""
    work = works()[key]
    authors = work["authors"]
    told = authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} & {authors[-1]}"
    title = work["title"] if work["title"].endswith("?") else f"{work['title']}."
    where = f"*{work['venue']}*" + (f", {work['pages']}" if "pages" in work else "")
    link = f" <https://doi.org/{work['doi']}>" if "doi" in work else ""
    return f"{told} ({work['year']}). {title} {where}.{link}"


@cache
def works() -> Mapping[str, Mapping[str, Any]]:
    """Return all works by key: ``authors``, ``year``, ``title``, ``venue``, and where there are, ``pages``, ``doi``.

    A work whose author is an institution is ``corporate``.
    """
    return tomllib.loads(files("analysis.presentation").joinpath("references.toml").read_text(encoding="utf-8"))


def _keys(match: re.Match[str]) -> list[str]:
    return [key.removeprefix("@") for key in match[1].split("; ")]


def _short(key: str, lang: Language) -> str:
    surnames = [author.partition(",")[0] for author in works()[key]["authors"]]
    told = f"{surnames[0]} et al." if len(surnames) > 2 else f" {_AND[lang]} ".join(surnames)
    return f"{told}, {works()[key]['year']}"
