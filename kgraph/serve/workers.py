"""The processes that answer. Oxigraph cannot stop a query that it has begun, but its process can be killed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

import anyio
from anyio import BrokenWorkerProcess, to_process
from starlette.requests import Request

from kgraph.errors import KGraphError
from kgraph.serve.settings import Settings
from kgraph.serve.tasks import Job

LOOK_AGAIN = 0.5
"""Seconds after which the server looks again whether whoever asked is still there."""

Answer = TypeVar("Answer")
Arguments = TypeVarTuple("Arguments")


class UnavailableError(KGraphError):
    """An answer was not ready in time, or the process that worked on it has died."""


class Workers:
    """A few processes, each with the store open; one that is too long at a task is killed, and replaced when needed."""

    def __init__(self, settings: Settings) -> None:
        self.timeout = settings.timeout
        self.job = Job(settings.out, settings.writable, settings.timeout, settings.max_rows)
        self._limiter = anyio.CapacityLimiter(settings.processes)

    async def run(self, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> Answer:
        """What a task gives back; raises UnavailableError, or what the task raises.

        The time counts from the request on, so that nobody waits longer in a queue of slow ones.
        """
        try:
            with anyio.fail_after(self.timeout):
                return await to_process.run_sync(task, self.job, *args, cancellable=True, limiter=self._limiter)
        except TimeoutError as error:
            raise UnavailableError(
                f"stopped after {self.timeout:g} seconds; ask for less, or start the server with a longer --timeout"
            ) from error
        except (BrokenWorkerProcess, MemoryError) as error:
            raise UnavailableError("the answer takes more memory than the server allows; ask for less") from error

    async def run_for(self, request: Request, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> Answer:
        """The same, but given up as soon as the client has gone. The request's body must have been read."""
        answers: list[Answer] = []
        errors: list[Exception] = []

        async def watch() -> None:
            while not await request.is_disconnected():
                await anyio.sleep(LOOK_AGAIN)
            errors.append(UnavailableError("the client has gone"))
            group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            group.start_soon(watch)
            try:
                answers.append(await self.run(task, *args))
            except Exception as error:  # raised again below, outside the group, which would wrap it
                errors.append(error)
            group.cancel_scope.cancel()
        if errors:
            raise errors[0]
        return answers[0]
