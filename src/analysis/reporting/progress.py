"""Progress: how far a run of many jobs is, on standard error."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from analysis.common.wording import Language, say

Tell = Callable[[str, bool], None]


@contextlib.contextmanager
def follow_progress(total: int, title: str, lang: Language, *, shown: bool = True) -> Iterator[Tell]:
    """Yield ``tell(line, lasting)``, to be called with what there is to say as each of `total` jobs ends.

    On a terminal a bar with the time left moves on, and only a `lasting` line is written; elsewhere every
    line is. How many jobs have ended is written before it.

    Parameters
    ----------
    title : str
        What the jobs make, before the bar.
    shown : bool
        Tell at all.
    """
    from tqdm import tqdm

    told = 0
    is_terminal = sys.stderr.isatty()
    left = say("report.left", lang, remaining="{remaining}")
    bar = tqdm(
        total=total,
        desc=title,
        bar_format=f"{{desc}}: {{bar}} {{n_fmt}}/{{total_fmt}}, {left}",
        disable=not (shown and is_terminal),
    )

    def tell(line: str, lasting: bool) -> None:
        nonlocal told
        told += 1
        line = f"{told}/{total} {line}"
        if shown and is_terminal and lasting:
            bar.write(line, file=sys.stderr)
        elif shown and not is_terminal:
            print(line, file=sys.stderr, flush=True)
        bar.update()

    with bar:
        yield tell
