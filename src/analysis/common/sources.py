"""Places in a document, in words: ``l99/t1/r1`` is *linha 99 do documento, tabela 1, linha 1 da tabela*."""

from __future__ import annotations

from analysis.common.wording import Language, say


def source_in_words(source: str, lang: Language = "pt") -> str:
    """Return a place, or several parted by semicolons, in words, as a frame's column ``source`` has it."""
    return "; ".join(_in_words(place.strip(), lang) for place in source.split(";"))


def _in_words(place: str, lang: Language) -> str:
    parts = [part for part in place.split("/") if part]
    in_sheet = any(part.startswith("s") for part in parts)  # where lines are rows, and each sheet counts its own
    return ", ".join(say(f"source.{'sl' if in_sheet and p[0] == 'l' else p[0]}", lang, n=p[1:]) for p in parts)
