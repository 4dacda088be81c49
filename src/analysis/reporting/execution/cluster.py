"""Cluster: jobs done by the workers of a Dask scheduler that runs already, on this machine or on others.

The workers see the same data folder and the same notebooks under the same paths, and have the same packages; where one
has not, nothing is sent. What they make comes back through the scheduler as bytes, and only this process writes it
down. A job whose worker is lost is done by another; one that takes several workers with it has failed. A job that has
begun cannot be called back: where the run is interrupted, it ends on its worker and what it makes is forgotten. Needs
the extra ``cluster``.

References
----------
Rocklin, M. (2015). Dask: Parallel computation with blocked algorithms and task scheduling. *Proceedings of the 14th
Python in Science Conference*, 126-132. https://doi.org/10.25080/Majora-7b98e3ed-013
"""

from __future__ import annotations

import contextlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from analysis.common.errors import ClusterError, DocumentError, ParameterError
from analysis.reporting.jobs import Job
from analysis.reporting.tasks import Made

EXTRA = "cluster"

_REACHED = 10  # seconds in which a scheduler must answer
_ASKED = 60  # seconds after which it is looked whether there still is a worker
_AHEAD = 2  # jobs that each worker has been sent: the one that it does, and the next


def run_on_cluster(
    jobs: Mapping[int, Job],
    end: Callable[[int, Made | DocumentError], None],
    died: Callable[[int], None],
    *,
    address: str,
    processes: int | None = None,
) -> None:
    """Do `jobs` on the workers of the scheduler at `address`, as `workers.run_jobs` does them here.

    Parameters
    ----------
    jobs : mapping
        What to do, by number.
    end : callable
        Called here with the number and outcome of each job as it ends.
    died : callable
        Called here with the number of a job that cost several workers.
    address : str
        As in ``tcp://name:8786``.
    processes : int, optional
        Jobs that are under way at the same time; two for each worker where not given.

    Raises
    ------
    ParameterError
        If the extra ``cluster`` is not installed.
    ClusterError
        If the scheduler cannot be reached or is lost, has no worker, or one that differs from this process or would do
        more than one job at a time. What has ended until then stands.
    KeyboardInterrupt
        When interrupted or asked to end; what is still to be done is called back first.
    """
    distributed = _library()
    with _silence(), _connected(distributed, address) as client:
        _refuse_unfit(client, jobs, address)
        waiting = iter(jobs)
        under_way: dict[Any, int] = {}
        run = uuid.uuid4().hex  # a scheduler takes jobs of one name for one
        try:
            while True:
                room = processes or _AHEAD * max(1, len(client.nthreads()))
                while len(under_way) < room and (order := next(waiting, None)) is not None:
                    under_way[_sent(client, jobs[order], f"{run}-{order}")] = order
                if not under_way:
                    return
                for future in _ended(distributed, client, under_way, address):
                    order = under_way.pop(future)
                    try:
                        outcome = future.result()
                    except distributed.KilledWorker:
                        died(order)
                    else:
                        end(order, outcome)
        except (distributed.CancelledError, OSError) as error:
            if isinstance(error, OSError) and client.status == "running":
                raise  # that of `end`, as on a full disk
            raise ClusterError("cluster_lost", address=address) from None
        finally:
            with contextlib.suppress(Exception):
                client.cancel(list(under_way), force=True)


def _sent(client: Any, job: Job, name: str) -> Any:
    from analysis.reporting.execution.cluster_tasks import do_job

    return client.submit(do_job, job, key=f"report-{name}", pure=False)


def _ended(distributed: Any, client: Any, under_way: Mapping[Any, int], address: str) -> set[Any]:
    """Return those of the jobs `under_way` that have ended, once there is one."""
    while True:
        try:
            return set(distributed.wait(list(under_way), timeout=_ASKED, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if not client.nthreads():
                raise ClusterError("cluster_without_workers", address=address) from None


def _refuse_unfit(client: Any, jobs: Mapping[int, Job], address: str) -> None:
    """Refuse workers that would do two jobs at a time, or on which reports would come out otherwise than here."""
    from analysis.reporting.execution.cluster_tasks import find_difference, own_versions

    threads = client.nthreads()
    if not threads:
        raise ClusterError("cluster_without_workers", address=address)
    for worker, number in sorted(threads.items()):
        if number > 1:
            raise ClusterError("cluster_threads", worker=worker, threads=number, address=address)
    told = client.run(find_difference, list(jobs.values()), own_versions(), on_error="return")
    for worker, difference in sorted(told.items()):
        if isinstance(difference, BaseException):
            reason = f"{type(difference).__name__}: {difference}"
            raise ClusterError("cluster_worker", worker=worker, reason=reason)
        if difference:
            what, here, there = difference
            raise ClusterError("cluster_differs", worker=worker, what=what, here=here, there=there)


@contextlib.contextmanager
def _connected(distributed: Any, address: str) -> Iterator[Any]:
    try:
        client = distributed.Client(address, timeout=_REACHED)
    except (OSError, ValueError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise ClusterError("cluster_unreachable", address=address, reason=reason) from None
    try:
        yield client
    finally:
        client.close(timeout=_REACHED)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep the library from telling in the log what is told here in a sentence."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _library() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise ParameterError("report_needs_extra", format="Dask", extra=EXTRA, reason=error) from None
    return distributed
