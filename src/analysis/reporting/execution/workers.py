"""Workers: processes that do jobs side by side, so that none takes another with it.

A job whose worker dies is run again in a pool of its own, and fails only if that dies too. A request to
end, as a scheduler sends it, is taken for an interrupt: workers close their kernels and remove their
drafts. While a pool is at work an interrupt waits for a moment between two steps, as one that strikes
within the pool could leave a lock of it closed for ever.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Done = TypeVar("Done")

_TIME_TO_CLEAN = 10  # seconds that a worker has to end what it is at
_AHEAD = 1  # jobs that wait for a worker, so that none waits for us while we put in place what another made
_STEP = 0.2  # seconds that an interrupt waits at most


def run_jobs(
    jobs: Mapping[int, Callable[[], Done]],
    end: Callable[[int, Done], None],
    died: Callable[[int], None],
    *,
    processes: int | None = None,
) -> None:
    """Do `jobs` in worker processes, as many as there are processors where `processes` is not given.

    Parameters
    ----------
    jobs : mapping
        What to do, by number; each must be picklable and leave nothing half done when interrupted.
    end : callable
        Called here with the number and outcome of each job as it ends.
    died : callable
        Called here with the number of a job that its worker's death cut short twice.

    Raises
    ------
    KeyboardInterrupt
        When interrupted or asked to end; the workers are ended first.
    """
    suspects: deque[int] = deque()
    waiting = deque(jobs)
    while waiting or suspects:
        alone = bool(suspects)
        batch = deque([suspects.popleft()]) if alone else waiting
        broken = _run_pool(batch, jobs, 1 if alone else min(processes or _processors(), len(batch)), end)
        if alone and broken:
            died(broken[0])
        else:
            suspects.extend(broken)


@contextlib.contextmanager
def ended_on_request() -> Iterator[None]:
    """Take a request to end, as a scheduler sends it, for an interrupt: workers end and the index is written."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run_pool(
    waiting: deque[int],
    jobs: Mapping[int, Callable[[], Done]],
    processes: int,
    end: Callable[[int, Done], None],
) -> list[int]:
    """Run `waiting` until it is empty or a worker dies; return what came to no end."""
    under_way: dict[Future[Done], int] = {}
    lost: list[int] = []
    pool = ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_ignore_interrupts
    )
    try:
        with _interrupts_held() as interrupt_if_asked:
            while waiting or under_way:
                while waiting and len(under_way) < processes + _AHEAD:
                    under_way[pool.submit(_work, jobs[waiting[0]])] = waiting[0]
                    waiting.popleft()
                done, _ = wait(under_way, timeout=_STEP, return_when=FIRST_COMPLETED)
                for future in done:
                    outcome = future.result()
                    end(under_way.pop(future), outcome)
                interrupt_if_asked()
    except BrokenProcessPool:
        lost.extend(under_way.values())
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown(cancel_futures=True)
    return sorted(lost)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[Callable[[], None]]:
    """Hold interrupts and requests to end back, and yield what raises one that has come."""
    came: list[int] = []

    def interrupt_if_asked() -> None:
        if came:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield interrupt_if_asked
        return
    taken = [sent for sent in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(sent))]
    before = {sent: signal.signal(sent, lambda sent, _: came.append(sent)) for sent in taken}
    try:
        yield interrupt_if_asked
    finally:
        for sent, handler in before.items():
            signal.signal(sent, handler)


def _work(job: Callable[[], Done]) -> Done:
    """Do one job in a worker; one that is asked to end cleans up and ends, or its pool would wait for it."""
    signal.signal(signal.SIGTERM, _interrupt_once)
    try:
        return job()
    except KeyboardInterrupt:
        os._exit(1)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _interrupt_once(*_: object) -> None:
    """Interrupt, and let the cleaning up that follows be."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which a terminal sends to every process, to the parent; end where that has ended."""
    signal.signal(signal.SIGINT, lambda *_: None)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when its parent has ended without a word; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)  # which a job takes for an interrupt, to clean up
        time.sleep(_TIME_TO_CLEAN)
        os._exit(1)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
