"""The provisioner of warm kernels: gets a kernel from the fork server, or starts one plainly where there is none.

Registered under ``jupyter_client.kernel_provisioners`` as ``redesocial-fork``. The environment variable
``REDESOCIAL_FORK_SERVER`` names the socket of the fork server. Where the variable is not set, nobody listens there, the
kernel asked for is not IPython's in this very Python, or the system knows no pidfd, the kernel is started as
``jupyter_client`` would: the same kernel, later.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import select
import signal
import socket
import sys
from typing import Any

from jupyter_client.provisioning import LocalProvisioner

from analysis.reporting.execution.fork_server import LAUNCHER, MEMORY_VARIABLE, limit_memory
from analysis.reporting.execution.kernels import SERVER_VARIABLE

_PATIENCE = 60  # seconds that the server may need to import what it has to
_DYING = 5  # and that a kernel may take to end when killed
_UNKNOWN_EXIT = 1  # the server died before it could say


class ForkedProcess:
    """A forked kernel, spoken of as of a :class:`subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, lease: socket.socket, pid: int, watched: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._lease = lease
        self._watched = watched

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when the process has ended."""
        return self._watched

    def poll(self) -> int | None:
        """Return the exit status, None while the process runs."""
        if self.returncode is None and select.select([self._watched], [], [], 0)[0]:
            self.returncode = self._said()
            os.close(self._watched)
            self._lease.close()
        return self.returncode

    def wait(self) -> int:
        """Wait for the end of the process and return its exit status."""
        if self.returncode is None:
            select.select([self._watched], [], [])
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, and to no other that has its number later."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._watched, number)

    def kill(self) -> None:
        """Kill the process."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def _said(self) -> int:
        try:
            self._lease.settimeout(1)
            return int(json.loads(self._lease.recv(4096))["exit"])
        except (OSError, ValueError, KeyError):
            return _UNKNOWN_EXIT


class ForkProvisioner(LocalProvisioner):
    """Starts kernels by fork where it can."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel, or start one plainly."""
        forked = _forked(cmd, kwargs)
        if forked is None:
            environment = kwargs.get("env") or os.environ
            if environment.get(MEMORY_VARIABLE):
                kwargs["preexec_fn"] = functools.partial(limit_memory, dict(environment))
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it end, or whoever asks whether it has would ask again a tenth of a second later."""
        await super().kill(restart)
        if isinstance(self.process, ForkedProcess):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(_end_of(self.process), _DYING)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, without asking ten times a second."""
        if not isinstance(self.process, ForkedProcess):
            return await super().wait()
        process: ForkedProcess = self.process
        await _end_of(process)
        self.process = None
        return process.poll()


async def _end_of(process: ForkedProcess) -> None:
    if process.poll() is None:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(process.fileno(), ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(process.fileno())


def _forked(cmd: list[str], kwargs: dict[str, Any]) -> ForkedProcess | None:
    """Return a kernel from the fork server; None where it has to be started plainly."""
    server = os.environ.get(SERVER_VARIABLE)
    arguments = _kernel_arguments(cmd)
    if not server or arguments is None or not hasattr(os, "pidfd_open"):
        return None
    lease = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        lease.settimeout(_PATIENCE)
        lease.connect(server)
        env = dict(kwargs.get("env") or os.environ)
        asked = {"arguments": arguments, "env": env, "cwd": os.fspath(kwargs.get("cwd") or os.getcwd())}
        lease.sendall(json.dumps(asked).encode() + b"\n")
        answer, descriptors, _, _ = socket.recv_fds(lease, 4096, 1)
        return ForkedProcess(lease, int(json.loads(answer)["pid"]), descriptors[0])
    except (OSError, ValueError, KeyError, IndexError) as error:
        lease.close()
        if isinstance(error, TimeoutError):
            os.environ[SERVER_VARIABLE] = ""  # nobody of this process waits for it twice
        return None


def _kernel_arguments(cmd: list[str]) -> list[str] | None:
    """Return the arguments of an IPython kernel of this Python, None where `cmd` starts something else."""
    if LAUNCHER not in cmd or os.path.realpath(cmd[0]) != os.path.realpath(sys.executable):
        return None
    return cmd[cmd.index(LAUNCHER) :]
