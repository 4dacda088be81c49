"""Reads every document of a folder, each in a process of its own that may take little time and memory.

``python -m tests.documents.hostile_run FOLDER DATA`` prints a JSON object: file -> what became of it, the
seconds of the processor and the megabytes that it took.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from pathlib import Path

from analysis.common.errors import DocumentError
from analysis.documents.plan import read_plan
from analysis.entities.registry import Registry, read_registry
from analysis.frames.build import build_corpus
from analysis.frames.unsure import unsure_names
from analysis.terminal.reading import plan_as_json

MOST_SECONDS = 10  # of the processor
MOST_BYTES = 2_000_000_000  # of address space, so that nothing takes the machine down


def outcome(path: Path, data: Path, registry: Registry) -> str:
    """Return ``read`` and how many actions, the key of the refusal, or what else went wrong."""
    try:
        plan = read_plan(path, data=data)
        corpus = build_corpus([plan], registry)
        json.dumps(plan_as_json(plan, corpus))
        unsure_names(corpus, registry)
    except DocumentError as error:
        return error.key
    except BaseException:
        return traceback.format_exc()
    return f"read {len(plan.actions)}"


def main(folder: Path, data: Path) -> None:
    registry = read_registry(data)
    found = {}
    paths = sorted(folder.iterdir())
    outcome(folder / "warm.txt", data, registry)  # what is read but once is read now
    for path in (path for path in paths if path.name != "warm.txt"):
        begin, end = os.pipe()
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
            os.write(end, outcome(path, data, registry).encode()[:4000])
            os._exit(0)
        os.close(end)
        _, state, used = os.wait4(child, 0)
        with os.fdopen(begin) as answer:
            told = answer.read() or f"ended by signal {os.WTERMSIG(state)}"
        scale = 1 if sys.platform == "darwin" else 1024
        found[path.name] = [told, round(used.ru_utime + used.ru_stime, 2), used.ru_maxrss * scale // 1_000_000]
    json.dump(found, sys.stdout, indent=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
