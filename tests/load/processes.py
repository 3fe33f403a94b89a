"""Real server processes on loopback, and what they cost: CPU seconds from /proc."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30
STOP_SECONDS = 30


@dataclass(frozen=True)
class Running:
    """A server that answers on a port; its database server, if it has one of its own."""

    port: int
    pid: int
    database_pid: int | None = None

    def cpu_seconds(self) -> float:
        """Return user and system time so far of the server and of its database's processes."""
        pids = [self.pid] if self.database_pid is None else [self.pid, self.database_pid]
        return sum(_tree_seconds(pids))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(
    arguments: Sequence[str],
    port: int,
    environ: Mapping[str, str] | None = None,
    database_pid: int | None = None,
) -> Iterator[Running]:
    """Run `python -m <arguments>` until the block ends; it answers on `port` when it begins."""
    command = [sys.executable, "-m", *arguments]
    process = subprocess.Popen(command, env={**os.environ, **(environ or {})})
    try:
        _wait_until_open(port, process)
        yield Running(port, process.pid, database_pid)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} stopped at its start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")


def _tree_seconds(roots: Sequence[int]) -> Iterator[float]:
    """Yield the CPU seconds of every process below the roots, ended ones through their parents."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name in parentheses may hold anything; what follows the last one is numbers.
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        pid = int(path.parent.name)
        children.setdefault(int(fields[1]), []).append(pid)
        seconds[pid] = sum(map(int, fields[11:15])) / TICKS_PER_SECOND
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        yield seconds.get(pid, 0.0)
