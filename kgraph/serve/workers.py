"""The processes that answer. Oxigraph cannot stop a query that it has begun, but its process can be killed.

Only some of them may be at slow queries at a time, so that others get their answers, however many ask for much.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

import anyio
from anyio import BrokenWorkerProcess, to_process
from starlette.requests import Request

from kgraph.errors import KGraphError
from kgraph.serve import tasks
from kgraph.serve.settings import Settings
from kgraph.serve.tasks import Job

LOOK_AGAIN = 0.5
"""Seconds after which the server looks again whether whoever asked is still there."""

QUICK = 1.0
"""Seconds after which a query is a slow one."""

STOPPED = 2
"""Times that a query has to be stopped, one after the other, before it is taken for a slow one from the start."""

REMEMBERED = 1000
"""Queries that were stopped which are remembered."""

Answer = TypeVar("Answer")
Arguments = TypeVarTuple("Arguments")


class UnavailableError(KGraphError):
    """An answer was not ready in time, or the process that worked on it has died."""


class Workers:
    """A few processes, each with the store open; one that is too long at a task is killed, and replaced when needed.

    To be made where an event loop runs.
    """

    def __init__(self, settings: Settings) -> None:
        self.timeout = settings.timeout
        self.job = Job(settings.out, settings.writable, settings.timeout, settings.max_rows)
        self._free = anyio.CapacityLimiter(settings.processes)
        self._slow = anyio.CapacityLimiter(settings.slow_processes)
        self._stopped: Counter[str] = Counter()

    async def run(self, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> Answer:
        """What a task gives back; raises UnavailableError, or what the task raises.

        The time counts from the request on, so that nobody waits longer in a queue of slow ones.
        """
        try:
            with anyio.fail_after(self.timeout):
                return await self._in_turn(task, *args)
        except TimeoutError as error:
            raise UnavailableError(
                f"stopped after {self.timeout:g} seconds; ask for less, or start the server with a longer --timeout"
            ) from error
        except (BrokenWorkerProcess, MemoryError) as error:
            raise UnavailableError("the answer takes more memory than the server allows; ask for less") from error

    async def _in_turn(self, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> Answer:
        """The answer of a task that begins among the quick ones, and waits among the slow ones if it is none."""
        if self._slow.total_tokens == self._free.total_tokens:
            async with self._free:
                return await self._work(task, *args)
        name = hashlib.sha256(repr((task.__name__, args)).encode()).hexdigest()
        if self._stopped[name] < STOPPED:
            async with self._free:
                if self._stopped[name] < STOPPED:  # others may have asked the same meanwhile
                    answers = await self._begin(name, task, *args)
                    if answers:
                        return answers[0]
        async with self._slow, self._free:
            begin = anyio.current_time()
            answer = await self._work(task, *args)
        if anyio.current_time() - begin < QUICK:
            del self._stopped[name]
        return answer

    async def _begin(self, name: str, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> list[Answer]:
        """The answer, or none: a task that is slow is stopped, unless there is a place among the slow ones at once."""
        place = object()

        def look() -> None:
            try:
                self._slow.acquire_on_behalf_of_nowait(place)
            except anyio.WouldBlock:
                self._stopped[name] += 1
                if len(self._stopped) > REMEMBERED:
                    del self._stopped[next(iter(self._stopped))]
                scope.cancel()

        await self._work(tasks.ready)  # a process that has to start first makes no query slow
        timer = asyncio.get_running_loop().call_later(QUICK, look)
        try:
            with anyio.CancelScope() as scope:
                answer = await self._work(task, *args)
                del self._stopped[name]
                return [answer]
        finally:
            timer.cancel()
            if place in self._slow.statistics().borrowers:
                self._slow.release_on_behalf_of(place)
        return []

    async def _work(self, task: Callable[[Job, *Arguments], Answer], *args: *Arguments) -> Answer:
        """What a task gives back. The place among the processes is the caller's."""
        return await to_process.run_sync(task, self.job, *args, cancellable=True, limiter=anyio.CapacityLimiter(1))

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
