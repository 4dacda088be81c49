"""The papermill engine of reports: papermill's own, without waits of fixed length, with one clock a notebook.

Registered under ``papermill.engine`` as ``redesocial``. It differs from papermill's in four things. The time that a
notebook may take is counted from its first cell to its last, not anew for each. Its state is written when it goes
wrong and not twice a cell. The client knows that the kernel is ready by the kernel's word, where ``jupyter_client``
waits until it has been silent for a while. And the kernel is killed, as it holds nothing worth saving.
"""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.utils import ensure_async
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb

_RECONNECT = 5  # milliseconds
_STARTING = 0.5  # seconds after which a kernel that has not replied is asked again
_LISTENING = 0.05  # and one whose announcements were not heard, as they were made before we listened


class PromptClient(AsyncKernelClient):
    """A client that takes a kernel for ready once both its channels have answered."""

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """Open the channels; one that is not there yet is tried again soon, not after a tenth of a second.

        None is opened for a heartbeat: whether the kernel lives is known from its process.
        """
        self.context.setsockopt(zmq.RECONNECT_IVL, _RECONNECT)
        super().start_channels(*args, **{**kwargs, "hb": False})

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        end = time.monotonic() + (math.inf if timeout is None else timeout)
        while time.monotonic() < end:
            asked = self.kernel_info()
            if await self._answers(asked):
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answers(self, asked: str) -> bool:
        """Tell whether reply and end of the request `asked` come in in time."""
        try:
            await self._heard(self.shell_channel, _STARTING, asked, "kernel_info_reply")
            await self._heard(self.iopub_channel, _LISTENING, asked, "status", "idle")
        except Empty:
            return False
        return True

    async def _heard(self, channel: Any, patience: float, asked: str, kind: str, state: str | None = None) -> None:
        while True:
            said = await ensure_async(channel.get_msg(timeout=patience))
            if said["parent_header"].get("msg_id") == asked and said["msg_type"] == kind:
                if kind == "kernel_info_reply":
                    self._handle_kernel_info_reply(said)
                if state in (None, said["content"].get("execution_state")):
                    return


class ReportClient(PapermillNotebookClient):
    """Runs a notebook's cells against one clock."""

    def create_kernel_manager(self) -> Any:
        """Return the manager of the kernel, whose clients do not wait in vain."""
        manager = super().create_kernel_manager()
        manager.client_class = f"{PromptClient.__module__}.{PromptClient.__qualname__}"
        return manager

    def papermill_execute_cells(self) -> None:
        """Run the cells; what is left of the time is what the next one may take."""
        if self.timeout:
            end = time.monotonic() + self.timeout
            self.timeout_func = lambda cell: max(0.001, end - time.monotonic())
        super().papermill_execute_cells()


class ReportEngine(NBClientEngine):
    """papermill's engine with :class:`ReportClient`; `draft` is where the notebook stays when it goes wrong."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, draft: str | None = None, **kwargs: Any) -> Any:
        """Run the cells of the notebook that `nb_man` manages."""
        settings = {name: value for name, value in kwargs.items() if name not in ("input_path", "execution_timeout")}
        startup = settings.pop("start_timeout", 60)
        client = ReportClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=kwargs.get("execution_timeout"),
            startup_timeout=startup,
            shutdown_kernel="immediate",
            **settings,
        )
        try:
            return client.execute()
        except BaseException:
            if draft is not None:
                write_ipynb(nb_man.nb, draft)
            raise
