"""Tables as a reader sees them: headings and codes in words, numbers as the language writes them.

The page gets the words; the CSV file beside it keeps the frame's own columns, codes and full numbers,
so that it can be computed with. In both, a text that a spreadsheet would run as a formula is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import display

from analysis.common.sources import source_in_words
from analysis.common.themes import code_name
from analysis.common.wording import Language, date, label, month_name, number, percent, say
from analysis.presentation.sentences import month_words

CODED = ("kind", "role", "roles", "method", "schedule_status", "frequency", "theme", "theme_status", "level", "field",
         "mode", "gap", "measure_class", "hole", "status", "search", "trend", "decided", "interval")  # fmt: skip
MEASURES = ("measure",)  # columns that hold names of columns
OF_MEASURE = (
    "value",
    "measured",
    "low",
    "high",
    "other",
    "other_low",
    "other_high",
    "others_median",
    "others_least",
    "others_most",
)  # in its unit
SHARES = ("share_unknown", "top_share", "density", "confidence", "degree_share",
          "share_orphaned", "lost_pairs", "equal_share", "share_before", "share_after", "share",
          "share_actions", "share_to_move", "first_share_unknown", "second_share_unknown")  # fmt: skip
MONTH_LISTS = ("peak_months", "trough_months", "peak_months_before", "peak_months_after", "from_months",
               "to_months")  # fmt: skip
PROBABILITIES = ("p", "q", "p_lower", "p_more", "e_i_p", "needed_p", "smallest_attainable_p", "resolution")
_SIGNLESS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def display_table(
    frame: pd.DataFrame,
    name: str,
    *,
    lang: Language = "pt",
    columns: Sequence[str | int] | None = None,
    rows: int | None = None,
    caption: str | None = None,
    folded: bool = False,
    upright: bool = False,
    missing: str = "not_stated",
) -> None:
    """Show `frame` as a table, index first.

    Parameters
    ----------
    frame : DataFrame
        Any frame or measure.
    name : str
        Short name; the file beside the report is called so.
    lang : str
        Language of headings, codes and numbers.
    columns : sequence of str or int, optional
        Columns to show, in order, index levels included; all by default. The CSV file has all.
    rows : int, optional
        Show only the first ones, and say of how many. The CSV file has all.
    caption : str, optional
        What the table shows.
    folded : bool
        Show the caption only, for the reader to unfold.
    upright : bool
        Show one line for each column, for a frame of one row.
    missing : str
        Label (of ``[missing]``) for what is not known.
    """
    whole = frame if frame.index.names == [None] else frame.reset_index()
    shown = whole[list(columns)] if columns else frame if upright else whole
    if rows is not None and rows < len(shown):
        cut = say("table.first", lang, n=rows, total=len(shown))
        caption = f"{caption}. {cut}" if caption else cut
        shown = shown.head(rows)
    write = _upright_page if upright else _page
    page = write(_whole_numbers(shown), None if folded else caption, lang, missing)
    if folded:
        lines = len(shown.columns) if upright else len(shown)
        told = f"{caption or name} ({say('table.rows', lang, n=lines)})"
        page = f"<details><summary>{html.escape(told)}</summary>{page}</details>"
    rows_as_csv = csv_of(whole)
    display(
        {"text/html": page, "text/csv": rows_as_csv, "text/plain": rows_as_csv},
        raw=True,
        metadata={"analysis": {"name": name, "alt": caption or name}},
    )


def csv_of(frame: pd.DataFrame) -> str:
    """Return `frame` as CSV: unknown values empty, texts that begin as a formula led by an apostrophe.

    Numbers have twelve digits, so that the last bits, which differ between machines, do not show.
    """
    safe = frame.rename(columns=_harmless)
    for column, dtype in safe.dtypes.items():
        if pd.api.types.is_string_dtype(dtype) and any(map(_is_harmful, safe[column].tolist())):
            safe[column] = safe[column].map(_harmless, na_action="ignore")
    return str(safe.to_csv(index=False, lineterminator="\n", float_format="%.12g"))


def _page(shown: pd.DataFrame, caption: str | None, lang: Language, missing: str) -> str:
    """Return the table as HTML, every text escaped."""
    numeric = [_is_numeric(column, dtype) for column, dtype in shown.dtypes.items()]
    head = "".join(
        f'<th scope="col"{_class(number=right)}>{html.escape(heading_in_words(column, lang))}</th>'
        for column, right in zip(shown.columns, numeric, strict=True)
    )
    measures = shown["measure"].tolist() if "measure" in shown.columns else None
    columns = []
    for place, (column, right) in enumerate(zip(shown.columns, numeric, strict=True)):
        heads = not place and len(numeric) > 1 and not isinstance(column, int)
        of = measures if column in OF_MEASURE else None
        columns.append(_cells(column, shown.iloc[:, place], lang, missing, of, right=right, heads=heads))
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True))
    if not len(shown):
        rows = f'<tr><td colspan="{max(len(shown.columns), 1)}">{html.escape(say("table.empty", lang))}</td></tr>'
    told = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return f"<table>{told}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _upright_page(shown: pd.DataFrame, caption: str | None, lang: Language, missing: str) -> str:
    """Return the columns of `shown` as rows of HTML: heading, then a value for each row of the frame, at the right."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(heading_in_words(column, lang))}</th>'
        + "".join(_cells(column, shown[column], lang, missing, right=True))
        + "</tr>"
        for column in shown.columns
    )
    told = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    return f"<table>{told}<tbody>{rows}</tbody></table>"


def _whole_numbers(shown: pd.DataFrame) -> pd.DataFrame:
    """Return `shown` with the measured columns that hold whole numbers only as such (shared actions)."""
    counted = []
    for column, dtype in shown.dtypes.items():
        of_measure = "measure" in shown.columns and column in OF_MEASURE
        if pd.api.types.is_float_dtype(dtype) and not of_measure and not is_share(column):
            values = shown[column].to_numpy("float64", na_value=np.nan)
            known = values[~np.isnan(values)]
            if len(known) and (known % 1 == 0).all():
                counted.append(column)
    return shown.astype(dict.fromkeys(counted, "Int64")) if counted else shown


def _is_harmful(text: Any) -> bool:
    return isinstance(text, str) and (text.startswith(_FORMULA) or _SIGNLESS.search(text) is not None)


def _harmless(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    return _legible(f"'{text}" if text.startswith(_FORMULA) else text)


def _legible(text: str) -> str:
    """Return `text` with a space for what has no sign of its own, such as a doubtful line end."""
    return _SIGNLESS.sub(" ", text)


def heading_in_words(column: object, lang: Language) -> str:
    """Return the heading of a column: its label, or the month that it is of."""
    if isinstance(column, tuple):
        column = column[-1]
    return month_name(column, lang).capitalize()[:3] if isinstance(column, int) else label("column", str(column), lang)


def _is_numeric(column: object, dtype: Any) -> bool:
    return pd.api.types.is_numeric_dtype(dtype) and dtype != "boolean" and column != "month"


def _cells(
    column: object, values: pd.Series, lang: Language, missing: str, measures: Sequence[str] | None = None, *,
    right: bool, heads: bool = False,
) -> list[str]:  # fmt: skip
    """Return the cells of a column as HTML, which may head their rows.

    What is missing stands where numbers do, in a month as a dash. Values that are of `measures` are written as these
    are.
    """
    tag, scope = ("th", ' scope="row"') if heads else ("td", "")
    nothing = html.escape(say(f"missing.{'none' if isinstance(column, int) else missing}", lang))
    cells = []
    for place, (value, unknown) in enumerate(zip(values.tolist(), values.isna().tolist(), strict=True)):
        if unknown:
            text, numeric = nothing, right
        elif measures is None:
            told, counted = _told(str(column), value, lang)
            text, numeric = html.escape(told), counted or right
        else:
            text, numeric = html.escape(measure_in_words(measures[place], value, lang)), True
        cells.append(f"<{tag}{scope}{_class(missing=unknown, number=numeric)}>{text}</{tag}>")
    return cells


def _class(**is_one: bool) -> str:
    """Return the attribute ``class`` of a cell that is one of each of these."""
    return f' class="{" ".join(names)}"' if (names := [name for name, true in is_one.items() if true]) else ""


def is_share(column: object) -> bool:
    """Tell whether a column holds shares between 0 and 1, or the limits of one, which are written in percent."""
    name = str(column).removesuffix("_low").removesuffix("_high")
    return name in SHARES or name.endswith("_share")


def measure_in_words(measure: str, value: float, lang: Language) -> str:
    """Return the value of a measure: a share in percent, another with the decimals that tell plans apart."""
    if is_share(measure):
        return percent(value, lang)
    decimals = 0 if float(value).is_integer() else 1 if value >= 1 else 2 if value >= 0.1 else 3
    return number(value, lang, decimals=decimals)


def probability(value: float, lang: Language) -> str:
    """Return a p- or q-value with two digits that count, or as less than one in ten thousand."""
    if value < 1e-4:
        return f"< {number(1e-4, lang, decimals=4)}"
    return number(value, lang, decimals=2 if value >= 0.1 else 3 if value >= 0.01 else 4 if value >= 0.001 else 5)


def _told(column: str, value: Any, lang: Language) -> tuple[str, bool]:
    if isinstance(value, bool | np.bool_) or column == "collective":
        return label("boolean", str(bool(value)).lower(), lang), False
    if is_share(column) and isinstance(value, float):
        return percent(value, lang), True
    if isinstance(value, pd.Timestamp):
        return date(value.date(), lang), False
    if column in PROBABILITIES and isinstance(value, float):
        return probability(value, lang), True
    if isinstance(value, float):
        return number(value, lang, decimals=2), True
    if column == "month":
        return month_name(int(value), lang), False
    if isinstance(value, int) or hasattr(value, "__index__"):
        return (str(int(value)) if column in ("year", "seq") else number(int(value), lang)), True
    if column in CODED or column in MEASURES:
        return code_name("column" if column in MEASURES else column, str(value), lang), False
    if column in MONTH_LISTS:
        return month_words([int(month) for month in str(value).split(";")], lang), False
    if column == "seqs":
        return str(value).replace(";", ", "), False
    if column == "source":
        return source_in_words(str(value), lang), False
    return _legible(str(value)), False
