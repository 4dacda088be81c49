"""What a reader sees, in Portuguese (default) and English.

All sentences, labels and error messages stand in ``wording.toml``, each with a ``pt`` and an ``en``
form. A placeholder is written ``{x}``; ``{n:ação|ações}`` chooses the form that fits the number `n`
without printing it. Numbers, percentages, dates and lists are written as the language writes them
(Unicode CLDR, by Babel), halves rounded away from zero, as by hand: 62.5 % is 63 %.
"""

from __future__ import annotations

import datetime
import errno
import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

Language = Literal["pt", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LOCALES = {"pt": "pt_PT", "en": "en_GB"}
_PART = r"((?:[^{}|]|\{[^{}]*\})*)"
_CHOICE = re.compile(rf"\{{(\w+):{_PART}\|{_PART}\}}")


def say(key: str, lang: Language = "pt", **values: object) -> str:
    """Return the sentence `key` in `lang` with `values` filled in.

    Raises
    ------
    KeyError
        If there is no such sentence, or it names a value that was not given.
    """
    try:
        forms = _catalogue()[key]
    except KeyError:
        raise KeyError(f"no sentence {key!r} in wording.toml") from None

    def choose(match: re.Match[str]) -> str:
        return match[2] if values[match[1]] == 1 else match[3]

    text = forms[lang]
    if "{" not in text:
        return text
    while (chosen := _CHOICE.sub(choose, text)) != text:  # a form may hold a choice of its own
        text = chosen
    return text.format(**{k: _written(v, lang) for k, v in values.items()})


def label(group: str, value: str, lang: Language = "pt") -> str:
    """Return the label of a coded `value` of `group`, or the value itself where none is declared."""
    key = f"{group}.{value}"
    return say(key, lang) if key in _catalogue() else value


def keys() -> Mapping[str, Mapping[str, str]]:
    """Return the whole catalogue: key -> language -> text."""
    return _catalogue()


def number(value: float, lang: Language = "pt", *, decimals: int = 0) -> str:
    """Write a number as the language does: ``1 234,5`` or ``1,234.5``."""
    from babel.numbers import format_decimal

    return format_decimal(_rounded(value, decimals), format=_pattern(decimals), locale=_locale(lang))


def percent(share: float, lang: Language = "pt", *, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage."""
    from babel.numbers import format_percent

    pattern = _pattern(decimals, "\N{NO-BREAK SPACE}%" if lang == "pt" else "%")
    return format_percent(_rounded(share, decimals + 2), format=pattern, locale=_locale(lang))


def date(value: datetime.date, lang: Language = "pt", *, short: bool = False) -> str:
    """Write a date in full: ``16 de fevereiro de 2021`` or ``16 February 2021``, or short: ``16/02/2021``."""
    from babel.dates import format_date

    return format_date(value, format="medium" if short else "long", locale=_locale(lang))


def enumerate_words(words: Iterable[str], lang: Language = "pt") -> str:
    """Join words as a sentence does: ``a, b e c`` or ``a, b and c``."""
    from babel.lists import format_list

    return format_list(list(words), style="standard", locale=_locale(lang))


def month_name(month: int, lang: Language = "pt") -> str:
    """Return the full name of a month (1 to 12)."""
    from babel.dates import get_month_names

    return str(get_month_names("wide", context="stand-alone", locale=_locale(lang))[month])


@cache
def _locale(lang: Language) -> Locale:
    """Return what babel knows of a language; given its name, babel would look it up for each number."""
    from babel import Locale

    return Locale.parse(_LOCALES[lang])


@cache
def _pattern(decimals: int, unit: str = "") -> NumberPattern:
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else "") + unit)


def _rounded(value: float, decimals: int) -> Decimal:
    """Return `value` with so many decimals; of its digits the fifteen that a float holds are taken."""
    exact = Decimal(f"{value:.15g}")
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if exact.is_finite() else exact


def _written(value: object, lang: Language) -> object:
    """Numbers, dates and faults of the system as the language writes them; everything else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return number(value, lang) if abs(value) >= 10_000 else value
    if isinstance(value, float):
        return number(value, lang, decimals=2)
    if isinstance(value, datetime.date):
        return date(value, lang)
    if isinstance(value, OSError) and value.strerror:
        key = f"system.{errno.errorcode.get(value.errno or 0, '')}"
        return say(key, lang) if key in _catalogue() else value.strerror
    return value


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    tree = tomllib.loads(files("analysis.common").joinpath("wording.toml").read_text(encoding="utf-8"))
    flat: dict[str, dict[str, str]] = {}

    def descend(prefix: str, node: Mapping[str, object]) -> None:
        for name, child in node.items():
            assert isinstance(child, Mapping)
            if "pt" in child:
                flat[prefix + name] = {k: str(v) for k, v in child.items()}
            else:
                descend(f"{prefix}{name}.", child)

    descend("", tree)
    return flat
