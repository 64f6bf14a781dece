"""One side of a comparison: a server, its load, and what goes on beside."""

import contextlib
import dataclasses
import itertools
import json
import pathlib
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import load
import servers
from process import Failure, may_open
from servers import Server

BURNS = 200
DRIBBLERS = 1000
ACTOR_METRICS = "caf_actor_processing_time_seconds"


@dataclasses.dataclass(frozen=True)
class Programs:
    """What was built, and is measured."""

    service: pathlib.Path
    floor: pathlib.Path
    burst: pathlib.Path


@dataclasses.dataclass(frozen=True)
class Sample:
    """What one measurement gives."""

    cpu_us: float
    p99_us: float | None
    requests_a_second: float


Start = Callable[[Programs], AbstractContextManager[Server]]
Beside = Callable[[Server], AbstractContextManager[None]]


@dataclasses.dataclass(frozen=True)
class Side:
    """A fresh server each time, so that no process is lucky for ever."""

    label: str
    start: Start
    pipelined: bool = False
    # Of each connection a second, at its own clock and for four times as long,
    # as there are fewer of them; else as fast as it gets its answers.
    pace: int | None = None
    beside: Beside = lambda server: contextlib.nullcontext()

    def measure(self, programs: Programs, seconds: int) -> Sample:
        """Starts, warms up, loads, and ends the server."""
        with self.start(programs) as server:
            load.h2load(server.url, 2000, load.CONNECTIONS)
            with self.beside(server):
                before = server.process.cpu_ns()
                answered = (load.paced(server, 4 * seconds, self.pace)
                            if self.pace
                            else load.wrk(server, seconds, self.pipelined))
                spent = server.process.cpu_ns() - before
        # wrk does not know when an answer of a batch was asked for.
        p99_us = None if self.pipelined else answered.p99_us
        return Sample(spent / 1e3 / answered.requests, p99_us,
                      answered.requests / answered.seconds)


def service(*options: str, shards: int = 1, files: int = 0) -> Start:
    """The service, with its metrics, on so many shards; it may open so many
    files, if that matters."""
    def start(programs: Programs) -> AbstractContextManager[Server]:
        if files:
            may_open(files)
        return servers.service(programs.service, *options, shards=shards)
    return start


def floor(programs: Programs) -> AbstractContextManager[Server]:
    """The floor."""
    return servers.floor(programs.floor)


def peer(start: Callable[[], AbstractContextManager[Server]]) -> Start:
    """A server that is not built here."""
    return lambda programs: start()


@contextlib.contextmanager
def counting_actors(server: Server, expected: bool):
    """Makes sure that the actors' metrics are what the side says."""
    with load.client_of(server) as client:
        if (ACTOR_METRICS in load.get(client, "/metrics")) != expected:
            raise Failure("the actors' metrics cannot be switched")
    yield


@contextlib.contextmanager
def dribbling(server: Server):
    """Keeps connections in the middle of a header, of a body and between two
    requests; each sends one more byte a second."""
    begins = [(b"GET / HTTP/1.1\r\nHost: bench\r\nX: ", b"x"),
              (b"POST / HTTP/1.1\r\nHost: bench\r\n"
               b"Content-Length: 1000000\r\n\r\n", b"x"),
              (b"", b"\r\n")]
    with contextlib.ExitStack() as stack:
        clients = []
        for number in range(DRIBBLERS):
            begin, drip = begins[number % len(begins)]
            client = stack.enter_context(load.connected(server.port))
            client.sendall(begin)
            clients.append((client, drip))
        done = threading.Event()
        dripping = threading.Thread(target=_drip, args=(clients, done),
                                    daemon=True)
        dripping.start()
        try:
            yield
        finally:
            done.set()
            dripping.join(timeout=30)


def _drip(clients: list, done: threading.Event) -> None:
    """Spread over each second, so that no burst is measured."""
    for turn in itertools.count():
        for client, drip in clients:
            if done.wait(1 / len(clients)):
                return
            client.sendall(drip[turn % len(drip):][:1])


@contextlib.contextmanager
def burning(server: Server):
    """Keeps requests to /burn_some_meats/ waiting, each on a thread."""
    with contextlib.ExitStack() as stack:
        for _ in range(BURNS):
            load.asking(stack, server.port, "/burn_some_meats/")
        client = stack.enter_context(load.client_of(server))
        for _ in range(500):
            pools = json.loads(load.get(client, "/stats"))["blocking"]
            if any(pool["busy"] == BURNS for pool in pools):
                break
            time.sleep(0.01)
        else:
            raise Failure(f"{BURNS} burns did not begin")
        yield
