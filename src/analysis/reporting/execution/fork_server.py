"""The fork server: a process that has imported what notebooks use, once, and forks a ready kernel for each.

It listens on a socket in a private folder. Whoever wants a kernel connects and sends one line of JSON: the command
line, environment and working folder with which the kernel would be started plainly. The server forks, answers with
the child's number and a descriptor of the process (a *pidfd*, which no later process can be mistaken for), and says
the exit status when the child has ended. The connection is the kernel's lease: when it closes, for whatever reason,
the kernel is killed; when the server's standard input closes, as the run that started it has ended, all of them are.

A child is a process of its own: session, environment, folder and random state are its own, and what it does or how
it dies reaches neither the server nor its siblings. Nothing is imported or done here that starts a thread, an event
loop or a ZeroMQ context, as none of them survives a fork; the server makes sure of it before it serves, and ends if
it cannot.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import runpy
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from analysis.reporting.execution.warm_up import warm_up

LAUNCHER = "ipykernel_launcher"
MEMORY_VARIABLE = "REDESOCIAL_MEMORY"  # megabytes that a kernel may take
_RARELY = (200_000, 50, 100)  # of objects: a kernel lives too short for more looks at what could be freed
REQUEST_LIMIT = 1 << 20  # bytes; an environment is far smaller


def main(descriptor: int, first: str) -> int:
    """Serve on the listening socket `descriptor` until standard input closes; return the exit status.

    `first` is what the path of a Python started plainly has in front.
    """
    with socket.socket(fileno=descriptor) as listener:
        before = set(os.environ)
        warm_up()
        sys.path.insert(0, first)
        if not _can_fork():
            return 1  # whoever has asked by now starts a kernel plainly
        gc.collect()
        gc.freeze()  # what is there now is not looked at again, so that its pages stay shared
        gc.set_threshold(*_RARELY)
        _Server(listener, {name: os.environ[name] for name in set(os.environ) - before}).run()
    return 0


class _Server:
    """The kernels under way: connection of whoever holds the lease -> number of the child."""

    def __init__(self, listener: socket.socket, imported: Mapping[str, str]) -> None:
        self.listener = listener
        self.imported = imported  # variables that were set by what was imported
        self.leases: dict[socket.socket, int] = {}
        self.selector = selectors.DefaultSelector()

    def run(self) -> None:
        woken, waker = os.pipe()
        os.set_blocking(waker, False)
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # wakes the selector
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which closes our input
        owner = sys.stdin.fileno()
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.selector.register(woken, selectors.EVENT_READ)
        self.selector.register(owner, selectors.EVENT_READ)
        while True:
            for key, _ in self.selector.select():
                if key.fileobj is self.listener:
                    self._accept()
                elif key.fileobj == woken:
                    os.read(woken, 4096)
                elif key.fileobj == owner:
                    return self._end()
                else:
                    self._end_lease(key.fileobj)  # type: ignore[arg-type]
            self._reap()

    def _accept(self) -> None:
        connection, _ = self.listener.accept()
        connection.settimeout(5)
        child = 0
        try:
            asked = _request(connection)
            child = os.fork()
            if child == 0:
                _become_kernel(asked, self.imported)
            answer = json.dumps({"pid": child}).encode() + b"\n"
            watched = os.pidfd_open(child)
            try:
                socket.send_fds(connection, [answer], [watched])
            finally:
                os.close(watched)
        except (OSError, ValueError, KeyError):
            connection.close()
            if child:  # nobody will ever use it
                _kill(child)
                os.waitpid(child, 0)
            return
        self.leases[connection] = child
        self.selector.register(connection, selectors.EVENT_READ)

    def _end_lease(self, connection: socket.socket) -> None:
        """Kill the kernel of a connection that has closed; nothing else is ever said on one."""
        _kill(self.leases[connection])
        self.selector.unregister(connection)

    def _reap(self) -> None:
        for connection, child in list(self.leases.items()):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                with contextlib.suppress(OSError):
                    connection.sendall(json.dumps({"exit": os.waitstatus_to_exitcode(status)}).encode() + b"\n")
                with contextlib.suppress(KeyError):
                    self.selector.unregister(connection)
                connection.close()
                del self.leases[connection]

    def _end(self) -> None:
        for child in self.leases.values():
            _kill(child)


def _kill(child: int) -> None:
    """Kill a child and what it has started; it may not lead its session yet."""
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(OSError):
            kill(child, signal.SIGKILL)


def limit_memory(environment: Mapping[str, str]) -> None:
    """Hold this process to the megabytes that `environment` allows it, where the system can."""
    allowed = environment.get(MEMORY_VARIABLE)
    if allowed:
        import resource

        size, hard = int(allowed) << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]
        size = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _can_fork() -> bool:
    """Tell whether this process has one thread only, as far as the system tells."""
    threads = Path("/proc/self/task")
    return not threads.is_dir() or len(list(threads.iterdir())) == 1


def _request(connection: socket.socket) -> dict[str, object]:
    line = b""
    while not line.endswith(b"\n"):
        part = connection.recv(1 << 16)
        if not part or len(line) > REQUEST_LIMIT:
            raise ValueError("incomplete request")
        line += part
    return json.loads(line)


def _become_kernel(asked: dict[str, object], imported: Mapping[str, str]) -> NoReturn:
    """Turn this child into the kernel asked for; it never returns into the server."""
    status = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _close_all_but_output()
        os.environ.clear()
        os.environ.update({**imported, **asked["env"]})  # type: ignore[dict-item]
        os.chdir(str(asked["cwd"]))
        limit_memory(os.environ)
        _reseed()
        watch_parent = f"--IPKernelApp.parent_handle={os.getppid()}"  # so that it ends with this server
        sys.argv = [*asked["arguments"], watch_parent]  # type: ignore[misc]
        runpy.run_module(LAUNCHER, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _close_all_but_output() -> None:
    """Give the child an empty standard input and none of the server's descriptors."""
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.closerange(3, 4096)


def _reseed() -> None:
    import numpy

    random.seed()
    numpy.random.seed()  # noqa: NPY002  # the legacy state is what a fork would share
