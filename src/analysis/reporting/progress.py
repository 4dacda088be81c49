"""Progress: how far a run of many jobs is, on standard error."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from analysis.common.wording import Language, say

Tell = Callable[..., None]


@contextlib.contextmanager
def follow_progress(
    total: int, title: str, lang: Language, *, work: float | None = None, shown: bool = True
) -> Iterator[Tell]:
    """Yield ``tell(line, lasting, done=1)``, to be called with what there is to say as each of `total` jobs ends.

    On a terminal a bar with the time left moves on, and only a `lasting` line is written; elsewhere every
    line is. How many jobs have ended is written before it.

    Parameters
    ----------
    title : str
        What the jobs make, before the bar.
    work : float, optional
        What there is to do in all, in the measure in which `done` tells what a job was, such as the seconds that it
        is expected to take; where not given, all jobs weigh the same. The time left follows from it and from the
        work done so far, by as many at a time as there are.
    shown : bool
        Tell at all.
    """
    from tqdm import tqdm

    told = 0
    is_terminal = sys.stderr.isatty()
    left = say("report.left", lang, remaining="{remaining}")
    bar = tqdm(
        total=total if work is None else work,
        bar_format=f"{title}: {{bar}} {{desc}}, {left}",
        desc=f"0/{total}",
        smoothing=0,
        disable=not (shown and is_terminal),
    )

    def tell(line: str, lasting: bool, done: float = 1) -> None:
        nonlocal told
        told += 1
        line = f"{told}/{total} {line}"
        if shown and is_terminal and lasting:
            bar.write(line, file=sys.stderr)
        elif shown and not is_terminal:
            print(line, file=sys.stderr, flush=True)
        bar.set_description_str(f"{told}/{total}", refresh=False)
        bar.update(done)

    with bar:
        yield tell
