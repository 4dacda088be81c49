"""The fingerprint of a corpus: one hash of all that its frames hold.

Two corpora with the same fingerprint have the same rows in the same order, value by value, unknown ones included. It
tells nothing of where they come from, and does not hang on the process, the version of pandas or how often a corpus
was read: a row of the registry that a plan does not use leaves the fingerprint of the plan as it is.

The hash is SHA-256 of the frames that have rows as JSON, by columns, in which ``null`` is unknown and a date is
written by ISO 8601.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.frames.cells import cells

if TYPE_CHECKING:
    import pandas as pd

    from analysis.frames.corpus import Corpus

Columns = Mapping[str, Sequence[object]]


def fingerprint(corpus: Corpus) -> str:
    """Return the fingerprint of a corpus, 64 hexadecimal digits.

    Parameters
    ----------
    corpus : Corpus
        Any plans. The sentences in the frame ``issues``, and so their language, count as all else.
    """
    frames = {name: frame for name, frame in corpus.frames().items() if len(frame)}
    return columns_fingerprint({name: frame_columns(frame) for name, frame in frames.items()})


def columns_fingerprint(frames: Mapping[str, Columns]) -> str:
    """Return the fingerprint of frames that are given by their columns: plain values, None where unknown."""
    text = json.dumps(frames, default=_written, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def frame_columns(frame: pd.DataFrame) -> dict[str, list[object]]:
    """Return the columns of a frame as plain values, None where unknown; its index is left out."""
    return {str(name): cells(column) for name, column in frame.items()}


def _written(value: object) -> str:
    """Return a date or a time as ISO 8601 writes it, a date as its midnight."""
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return f"{value.isoformat()}T00:00:00"
    raise TypeError(f"{value!r} has no place in a frame")
