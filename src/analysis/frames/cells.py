"""The cells of a frame as Python's own values, and back: for work row by row, which a frame's columns are slow at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def cells(column: pd.Series) -> list[Any]:
    """Return the cells of a column, None where the document does not state one."""
    return list(column.array.to_numpy(object, na_value=None))


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of some columns row by row, None where the document does not state one."""
    return zip(*(cells(frame[column]) for column in columns), strict=True)


def frame_of(rows: Iterable[Sequence[object]], types: Mapping[str, Any], *, key: Sequence[str]) -> pd.DataFrame:
    """Return rows as a frame.

    Parameters
    ----------
    rows
        The cells of each, None where the document does not state one.
    types
        The name and the type of each column, in the order of the cells.
    key
        The columns that become the levels of the index; two at least.
    """
    import pandas as pd

    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = {
        name: pd.array(list(column), dtype=kind) for (name, kind), column in zip(types.items(), columns, strict=True)
    }
    index = pd.MultiIndex.from_arrays([arrays.pop(name) for name in key], names=list(key))
    return pd.DataFrame(arrays, index=index)
