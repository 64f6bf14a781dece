"""The figures that stand for themselves: waiting, memory, and the start."""

import contextlib
import os
import pathlib
import subprocess
import time

import load
import servers
from process import Failure, may_open
from results import Plan
from servers import Server

MANY = 10_000
SMOKE = "/smoke_some_meats/"
# Beside those connections: the pool to the upstream, and the rest.
MORE_FILES = 1000


def _warm(server: Server) -> int:
    """Resident KiB of a service that has answered something."""
    load.h2load(server.url, 100, 1)
    return server.process.rss_kib()


def smoking(plan: Plan) -> list[list[float]]:
    """Slowest answer of a burst in s, of the next one, of one by the floor,
    and of one whose clients connect only then; KiB a request."""
    may_open(MANY + MORE_FILES)
    figures: list[list[float]] = [[], [], [], [], []]
    slowest, again, floor, connecting, memory = figures
    for _ in range(plan.bursts):
        with servers.nginx(None) as upstream, servers.service(
                plan.programs.service, f"--upstream.url={upstream.url}",
        ) as server:
            before = _warm(server)
            first, second = _smoked(load.bursts(
                plan.programs.burst, server, SMOKE, MANY, 2))
            slowest.append(first)
            again.append(second)
            memory.append((server.process.peak_rss_kib() - before) / MANY)
            connecting += _smoked([load.h2load(
                f"{server.url.rstrip('/')}{SMOKE}", MANY, MANY)])
        with servers.floor(plan.programs.floor, None) as server:
            floor.append(load.bursts(
                plan.programs.burst, server, "/", MANY, 1)[0].slowest_s)
    return figures


def _smoked(bursts: list[load.Burst]) -> list[float]:
    for one in bursts:
        if one.fastest_s < 2:
            raise Failure(f"an answer after {one.fastest_s} s was not smoked")
    return [one.slowest_s for one in bursts]


def idling(plan: Plan) -> list[list[float]]:
    """KiB of a connection that was answered and is kept."""
    may_open(MANY + MORE_FILES)
    memory = []
    for _ in range(plan.bursts):
        with servers.service(plan.programs.service) as server, \
                contextlib.ExitStack() as connections:
            before = _warm(server)
            for _ in range(MANY):
                client = load.asking(connections, server.port, "/")
                if not client.recv(4096).startswith(b"HTTP/1.1 200 "):
                    raise Failure("a connection was not answered")
            memory.append((server.process.rss_kib() - before) / MANY)
    return [memory]


def starting(plan: Plan) -> list[list[float]]:
    """ms from exec to the first answer: as it is, and read from the disk."""
    warm, cold = [], []
    for _ in range(plan.starts):
        _forget(plan.programs.service)
        cold.append(_first_answer_ms(plan))
        warm.append(_first_answer_ms(plan))
    return [warm, cold]


def _forget(program: pathlib.Path) -> None:
    """Drops a file from the page cache; what runs from it keeps it there."""
    with program.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _first_answer_ms(plan: Plan) -> float:
    port = servers.free_port()
    command = servers.service_command(plan.programs.service, port)
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as child:
        try:
            while time.perf_counter() - began < 5 and child.poll() is None:
                with contextlib.suppress(ConnectionError), \
                        contextlib.ExitStack() as stack:
                    client = load.asking(stack, port, "/")
                    if client.recv(4096).startswith(b"HTTP/1.1 200 "):
                        return (time.perf_counter() - began) * 1e3
                time.sleep(0.001)  # a tight loop takes a processor away
            raise Failure("no answer within 5 s" if child.poll() is None else
                          f"ended with {child.poll()} before it answered")
        finally:
            child.kill()
