"""Notices: what a run tells those who were not there, as counts and failures, to be posted to a web address."""

from __future__ import annotations

import datetime
import http.client
import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.common.errors import OutputError
from analysis.reporting.ledger import BAD, Attempt

_SECONDS = 10


def run_notice(
    attempts: Sequence[Attempt],
    *,
    text: str,
    index: Path,
    started: datetime.datetime,
    ended: datetime.datetime,
    left: int = 0,
) -> dict[str, Any]:
    """Return what is told of a run; `left` is the number of reports that it did not come to, as on a full disk.

    Returns
    -------
    dict
        ``text`` (one sentence; chat rooms show it), ``started`` and ``ended`` (ISO 8601), ``index`` (path of the
        index), ``counts`` (state -> number of reports) and ``failed``, each report with its ``state`` and ``error``.
    """
    failed = [
        {"plan": a.plan, "notebook": a.notebook, "language": a.language, "state": a.state, "error": a.error}
        for a in attempts
        if a.state in BAD
    ]
    counts = Counter(a.state for a in attempts)
    if left:
        counts["skipped"] += left
    return {
        "text": text,
        "started": started.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "index": str(index),
        "counts": dict(sorted(counts.items())),
        "failed": failed,
    }


def post_notice(url: str, notice: dict[str, Any]) -> None:
    """Post `notice` as JSON to a web address.

    Raises
    ------
    OutputError
        If nobody takes it within ten seconds. It does not show the address, which may hold a password.
    """
    body = json.dumps(notice, ensure_ascii=False).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json; charset=utf-8"}, method="POST")
    try:
        urllib.request.urlopen(request, timeout=_SECONDS).close()
    except urllib.error.HTTPError as error:
        raise OutputError("webhook", reason=f"HTTP {error.code} {error.reason}") from None
    except urllib.error.URLError as error:
        raise OutputError("webhook", reason=error.reason) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise OutputError("webhook", reason=type(error).__name__) from None
