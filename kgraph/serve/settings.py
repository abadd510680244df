"""What the server is told when it starts."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
PORT = 8000
TIMEOUT = 30.0
MAX_ROWS = 100_000
SPARE = 2
"""Processes that are never at slow queries."""
LONGEST_BODY = 10_000_000
"""Bytes that a request's body may have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server serves, to whom, and within which limits; `timeout` is in seconds."""

    out: Path
    host: str = HOST
    port: int = PORT
    timeout: float = TIMEOUT
    max_rows: int = MAX_ROWS
    writable: bool = False
    cors: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def slow_processes(self) -> int:
        """How many processes may be at queries that take long. Only one can hold a store for writing."""
        return 1 if self.writable else max(2, os.cpu_count() or 2)

    @property
    def processes(self) -> int:
        """How many processes answer: some more than may be at slow queries, so that quick ones find a free one."""
        return 1 if self.writable else self.slow_processes + SPARE
