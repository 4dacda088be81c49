"""The store: what was computed once, kept on disk under a hash of all that it depends on.

What is kept is found again only under the same key, so a key names everything: what was given, the code that
computes and the versions of what that uses. Nothing is ever out of date; what is no longer asked for is removed as
the oldest when a part of the store outgrows its share of `MOST_BYTES`.

The store is the folder that the variable ``REDESOCIAL_CACHE`` names, else the one of the user's caches; where the
variable is empty there is none. The folder is its owner's alone, since what it holds is pickled: one that belongs to
another user, or that others may write into, is not used. Each file is written beside and renamed, and begins with a
hash of its content: many processes share the store, and a file that is broken is computed again and replaced. That a
folder cannot be made, read or written, or the disk is full, is no error: the work is then done without.

Our own code is part of a key by its files (:func:`code_key`). A process that was running while they changed does not
know which of them it has read, and goes without the store.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import platform
import stat
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from analysis.common.paths import whole_file

STORE_VARIABLE = "REDESOCIAL_CACHE"
MOST_BYTES = 1_000_000_000
PARTS = 16  # folders of the store, by the first digit of the key

_DIGEST = hashlib.sha256().digest_size
_SUFFIXES = (".py", ".toml")
_BEGAN = time.time()

T = TypeVar("T")


def kept(key: str | None, make: Callable[[], T]) -> T:
    """Return what is kept under `key`, else make it and keep it; the same each time, and shared with nobody.

    Parameters
    ----------
    key : str, optional
        From :func:`key_of`; None makes without the store.
    make : callable
        Makes the value, which can be pickled. What it raises is raised, and nothing kept.
    """
    found = find(key)
    if found is None:
        found = make()
        keep(key, found)
    return found


def find(key: str | None) -> Any:
    """Return what is kept under `key`, or None if nothing is, or what is cannot be read."""
    path = _path(key)
    if path is None:
        return None
    with contextlib.suppress(Exception):  # of a file that another version or program wrote anything may be raised
        content = path.read_bytes()
        if hashlib.sha256(memoryview(content)[_DIGEST:]).digest() == content[:_DIGEST]:
            found = pickle.loads(memoryview(content)[_DIGEST:])
            os.utime(path)
            return found
    return None


def keep(key: str | None, value: object) -> None:
    """Keep `value`, which is not None, under `key`; where that cannot be done nothing happens."""
    path = _path(key)
    if path is None:
        return
    content = pickle.dumps(value, protocol=5)
    with contextlib.suppress(OSError):
        with whole_file(path) as draft:
            draft.write_bytes(hashlib.sha256(content).digest() + content)
        if path.name.endswith("0"):  # one time in sixteen: to look at all files takes as long as to write one
            _remove_oldest(path.parent)


def key_of(*parts: str | bytes) -> str:
    """Return the key of what depends on `parts`, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()


@cache
def code_key(packages: tuple[str, ...], libraries: tuple[str, ...], *, without: tuple[str, ...] = ()) -> str | None:
    """Return the key of our own code and of what it computes with, or None where it is not known.

    Parameters
    ----------
    packages : tuple of str
        Packages of `analysis` that take part; all their modules and tables count.
    libraries : tuple of str
        Distributions that take part, by their versions; Python always does.
    without : tuple of str
        Files of these packages that have no part in the outcome, such as ``"common/wording.toml"``.

    Returns
    -------
    str or None
        None where one of the files changed after this process began.
    """
    root = Path(__file__).resolve().parents[1]
    files = [path for package in packages for path in sorted((root / package).rglob("*")) if path.suffix in _SUFFIXES]
    parts: list[str | bytes] = [platform.python_implementation(), platform.python_version()]
    for path in files:
        name = path.relative_to(root).as_posix()
        if name not in without:
            status = path.stat()
            if max(status.st_mtime, status.st_ctime) >= _BEGAN:
                return None
            parts += [name, path.read_bytes()]
    return key_of(*parts, *map(_version, libraries))


def store_folder() -> Path | None:
    """Return the folder of the store, or None where there is to be none."""
    named = os.environ.get(STORE_VARIABLE)
    if named is None:
        from platformdirs import user_cache_path

        return user_cache_path("redesocial", appauthor=False)
    return Path(named).expanduser() if named else None


def _path(key: str | None) -> Path | None:
    folder = store_folder() if key else None
    return folder / key[0] / key if folder and key and _is_ours(folder) else None


def _is_ours(folder: Path) -> bool:
    """Make the folder if there is none; return whether it belongs to this user, and no other may write into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _remove_oldest(folder: Path) -> None:
    """Remove the files of one part of the store that were asked for longest ago, until the others fit."""
    files = sorted(_files(folder), reverse=True)
    left = MOST_BYTES // PARTS
    for _, size, path in files:
        left -= size
        if left < 0:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> list[tuple[int, int, Path]]:
    """Return when each file of a folder was last asked for, its size and its path."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat()
                found.append((status.st_mtime_ns, status.st_size, Path(entry.path)))
    return found


@cache
def _version(distribution: str) -> str:
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        return f"{distribution} -"
