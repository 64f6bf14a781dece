"""Load: wrk, h2load, connections that are held, and scrapers."""

import contextlib
import dataclasses
import http.client
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator

import placement
from process import Failure
from servers import Server

HERE = pathlib.Path(__file__).parent
CONNECTIONS = 64


@dataclasses.dataclass(frozen=True)
class Answered:
    """What wrk or h2load counted."""

    seconds: float
    requests: int
    p99_us: float


@dataclasses.dataclass(frozen=True)
class Burst:
    """From sending a request to its whole answer, of many at once."""

    fastest_s: float
    slowest_s: float


def _run(command: list[str], timeout: float) -> str:
    done = subprocess.run(command, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=timeout)
    if done.returncode != 0:
        raise Failure(f"{command[0]}: {(done.stderr or done.stdout)[-200:]}")
    return done.stdout


def _found(pattern: str, said: str) -> tuple[str, ...]:
    match = re.search(pattern, said)
    if match is None:
        raise Failure(f"no {pattern!r} in {said[-200:]!r}")
    return match.groups()


def _duration_s(text: str) -> float:
    number, unit = _found(r"^([\d.]+)(us|ms|s|m)$", text)
    return float(number) * {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60}[unit]


def wrk(server: Server, seconds: int, pipelined: bool) -> Answered:
    """64 connections that ask again as soon as they are answered."""
    command = [*placement.for_load(), "wrk", "-t1", f"-c{CONNECTIONS}",
               f"-d{seconds}s", "--latency", server.url]
    if pipelined:
        command += ["-s", str(HERE / "pipelined.lua")]
    said = _run(command, seconds + 30)
    if "Non-2xx" in said or "Socket errors" in said:
        raise Failure(" ".join(re.findall(r"(?:Non-2xx|Socket err).*", said)))
    requests, = _found(r"(\d+) requests in", said)
    p99, = _found(r"(?m)^\s+99%\s+(\S+)", said)
    if int(requests) == 0:
        raise Failure("wrk had no answer")
    return Answered(seconds, int(requests), _duration_s(p99) * 1e6)


def paced(server: Server, seconds: int, each: int) -> Answered:
    """64 connections that ask so many times a second each, one at a time."""
    with tempfile.NamedTemporaryFile("r", prefix="h2load-") as log:
        _run([*placement.for_load(), "h2load", "--h1", "-t1",
              f"-c{CONNECTIONS}", f"--rps={each}", f"-D{seconds}",
              f"--log-file={log.name}", server.url], seconds + 30)
        rows = [line.split() for line in log]
    if not rows or any(status != "200" for _, status, _ in rows):
        raise Failure("h2load had answers other than 200, or none")
    took_us = [float(took) for *_, took in rows]
    return Answered(seconds, len(rows), statistics.quantiles(took_us, n=100)[-1])


def bursts(program: pathlib.Path, server: Server, target: str, count: int,
           times: int) -> list[Burst]:
    """So many bursts by the same clients, all of whom are connected before."""
    said = _run([str(program), str(server.port), target, str(count),
                 str(times)], 90)
    results = []
    for line in said.splitlines():
        good, fastest, slowest = line.split()
        if int(good) != count:
            raise Failure(f"{count - int(good)} of {count} requests failed")
        results.append(Burst(float(fastest), float(slowest)))
    return results


def h2load(url: str, count: int, connections: int) -> Burst:
    """`count` requests on new connections; fails unless all are answered."""
    said = _run(["h2load", "--h1", "-t", "1", "-n", str(count),
                 "-c", str(connections), url], 60)
    good, = _found(r"status codes: (\d+) 2xx", said)
    if int(good) != count:
        raise Failure(f"{count - int(good)} of {count} requests failed")
    fastest, slowest = _found(r"time for request:\s+(\S+)\s+(\S+)", said)
    return Burst(_duration_s(fastest), _duration_s(slowest))


def get(client: http.client.HTTPConnection, path: str) -> str:
    """One answer's body."""
    client.request("GET", path)
    answer = client.getresponse()
    body = answer.read().decode()
    if answer.status != 200:
        raise Failure(f"{path} answers {answer.status}")
    return body


def client_of(
        server: Server,
) -> contextlib.closing[http.client.HTTPConnection]:
    """A client that keeps its connection, for a `with`."""
    return contextlib.closing(http.client.HTTPConnection(
        "127.0.0.1", server.port, timeout=10))


def connected(port: int) -> socket.socket:
    """A connection that has sent nothing."""
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def asking(stack: contextlib.ExitStack, port: int, path: str) -> socket.socket:
    """A connection that has sent a request; `stack` closes it."""
    client = stack.enter_context(connected(port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
    return client


@contextlib.contextmanager
def scraped(server: Server, times_a_second: int = 10) -> Iterator[None]:
    """Scrapes /stats and /metrics for the length of a `with`."""
    done = threading.Event()
    errors: list[Exception] = []

    def scrape() -> None:
        try:
            with client_of(server) as client:
                while not done.wait(1 / times_a_second):
                    get(client, "/stats")
                    get(client, "/metrics")
        except Exception as error:  # told below, where it ends the row
            errors.append(error)

    scraper = threading.Thread(target=scrape, daemon=True)
    scraper.start()
    try:
        yield
    finally:
        done.set()
        scraper.join(timeout=30)
    if errors:
        raise Failure(f"scraping: {errors[0]}")
