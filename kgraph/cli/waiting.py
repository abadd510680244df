"""Waiting for a call that may take for ever."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from kgraph.errors import QueryError

T = TypeVar("T")


def wait_for(call: Callable[[], T], seconds: float | None) -> T:
    """What a call gives; raises QueryError if it takes longer than so many seconds.

    It runs in a thread that dies with the process: while Oxigraph answers a query, Python would not hear of Ctrl-C.
    """
    given: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            given.append(call())
        except BaseException as error:
            _forget_variables(error)
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise QueryError(f"the query was stopped after {seconds:g} seconds; ask for less, or give a longer --timeout")
    if raised:
        raise raised[0]
    return given[0]


def _forget_variables(error: BaseException) -> None:
    """Have an error hold nothing of its thread: Oxigraph's rows must not be dropped in another one."""
    each: BaseException | None = error
    while each is not None:
        traceback.clear_frames(each.__traceback__)
        each = each.__cause__ or each.__context__
