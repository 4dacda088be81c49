"""What a worker of a cluster is asked: whether it has what is here, and to do one job at a time.

A notebook sets the working folder and the environment of its process, so no two may run in one. The fork server that
its kernels come from is started with the first notebook and lives as long as the worker.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import distributed

from analysis.common.errors import DocumentError
from analysis.reporting.execution.kernels import warm_kernels
from analysis.reporting.inputs import input_hashes, versions
from analysis.reporting.jobs import Job
from analysis.reporting.tasks import FORMATS, Made

_ALONE = threading.Lock()


def own_versions() -> dict[str, str | None]:
    """Return the versions of what reports hang on, and of what carries them over the network."""
    return {**versions(FORMATS), "distributed": distributed.__version__}


def find_difference(jobs: Sequence[Job], here: Mapping[str, str | None]) -> tuple[str, str, str] | None:
    """Return the first thing that this worker has otherwise than the process in which `jobs` were planned.

    Parameters
    ----------
    here : mapping
        The :func:`own_versions` of that process.

    Returns
    -------
    tuple of str or None
        A package or a path; its version, or the start of the hash of its content, there; and the same on this
        worker. None where all is as there.
    """
    own = own_versions()
    for package, version in here.items():
        if own.get(package) != version:
            return package, str(version), str(own.get(package))
    for job in jobs:
        language: Any = job.planned.language
        seen = input_hashes(job.plans[0], job.notebook, language, job.data, others=job.plans[1:])
        folders = {"document": job.data / "documents", "registry": job.data / "registry", "source": "analysis"}
        for name, content in seen.items():
            if content != (wanted := job.planned.inputs.get(name)):
                return str(folders.get(name, job.notebook)), str(wanted)[:12], str(content)[:12]
    return None


def do_job(job: Job) -> Made | DocumentError:
    """Do `job`, alone in this process."""
    with _ALONE:
        if job.notebook is not None:
            _keep_kernels_warm()
        return job()


@cache
def _keep_kernels_warm() -> None:
    kept = contextlib.ExitStack()
    kept.enter_context(warm_kernels())
    atexit.register(kept.close)
