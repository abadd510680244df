"""Which queries have to wait for which, told by a stand-in for the processes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
import pytest

from kgraph.serve import tasks, workers
from kgraph.serve.settings import SPARE, Settings
from kgraph.serve.tasks import Job
from kgraph.serve.workers import STOPPED, UnavailableError, Workers

TIMEOUT = 1.0
QUICK = 0.1
SLOW = Settings(Path()).slow_processes


def nap(_: Job, seconds: float, name: int = 0) -> float:
    """A task that takes so long; a name tells it from others of the same length."""
    return seconds


class Napping(Workers):
    """Tasks sleep in the place of work; it counts those that do so at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.at_work = self.most = self.begun = 0

    async def _work(self, task: Callable[..., object], *args: object) -> object:  # type: ignore[override]
        if task is tasks.ready:
            return None
        self.begun += 1
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        try:
            await anyio.sleep(float(str(args[0])))
        finally:
            self.at_work -= 1
        return args[0]


def run(
    test: Callable[[Napping], Awaitable[None]], monkeypatch: pytest.MonkeyPatch, *, writable: bool = False
) -> Napping:
    monkeypatch.setattr(workers, "QUICK", QUICK)

    async def main() -> Napping:
        napping = Napping(Settings(Path(), timeout=TIMEOUT, writable=writable))
        await test(napping)
        return napping

    return anyio.run(main)


async def refused(napping: Napping, name: int) -> None:
    with pytest.raises(UnavailableError, match="stopped after 1 seconds"):
        await napping.run(nap, 60.0, name)


def test_quick_ones_pass_those_that_are_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[float] = []

    async def quick(napping: Napping) -> None:
        answered.append(await napping.run(nap, 0.01))

    async def test(napping: Napping) -> None:
        async with anyio.create_task_group() as group:
            for name in range(SLOW + 6):
                group.start_soon(refused, napping, name)
            await anyio.sleep(0)
            for _ in range(50):
                group.start_soon(quick, napping)

    napping = run(test, monkeypatch)
    assert answered == [0.01] * 50
    assert napping.most == SLOW + SPARE


def test_what_was_stopped_twice_takes_no_place_of_quick_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(napping: Napping) -> None:
        async with anyio.create_task_group() as group:
            for _ in range(SLOW + 20):
                group.start_soon(refused, napping, 0)

    napping = run(test, monkeypatch)
    assert napping.begun <= SLOW + STOPPED + SPARE


def test_a_slow_one_goes_on_where_there_is_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(napping: Napping) -> None:
        assert await napping.run(nap, 3 * QUICK) == 3 * QUICK

    assert run(test, monkeypatch).begun == 1


def test_what_was_slow_once_may_be_quick_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(napping: Napping) -> None:
        async with anyio.create_task_group() as group:
            for name in range(SLOW + 1):
                group.start_soon(refused, napping, name)
        monkeypatch.setattr(workers, "QUICK", 60)
        monkeypatch.setattr(Napping, "_work", quick)
        for name in range(SLOW + 1):
            assert await napping.run(nap, 60.0, name) == 0

    async def quick(*_: object) -> float:
        return 0

    assert not run(test, monkeypatch)._stopped


def test_one_process_lets_all_wait_and_begins_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(napping: Napping) -> None:
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(napping.run, nap, 2 * QUICK)

    napping = run(test, monkeypatch, writable=True)
    assert (napping.most, napping.begun) == (1, 3)
