"""The servers: the service, the floor, and the peers."""

import contextlib
import dataclasses
import pathlib
import random
import shutil
import socket
import string
import tempfile
import time
from collections.abc import Iterator

import placement
from process import Failure, Process

HERE = pathlib.Path(__file__).parent


@dataclasses.dataclass(frozen=True)
class Server:
    """A server that answers on a loopback port."""

    process: Process
    port: int

    @property
    def url(self) -> str:
        """Where its plain view is."""
        return f"http://127.0.0.1:{self.port}/"


def free_port() -> int:
    """A port nobody listens on, below those that connections are given."""
    for port in random.sample(range(20000, 32000), 1000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise Failure("no free port")


@contextlib.contextmanager
def serving(command: list[str], port: int,
            threads: int | None = 1) -> Iterator[Server]:
    """Starts `command` and waits until it answers on `port`.

    It gets as many processors as it has threads; all where that is None.
    """
    place = placement.for_threads(threads) if threads else []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, \
            Process(pathlib.Path(command[0]).name, place + command,
                    pathlib.Path(folder)) as process:
        deadline = time.monotonic() + 20
        while True:
            process.check()
            with contextlib.suppress(ConnectionError):
                socket.create_connection(("127.0.0.1", port), 5).close()
                break
            if time.monotonic() > deadline:
                raise Failure(f"{process.name} does not listen")
            time.sleep(0.005)
        yield Server(process, port)
        process.check()


def service_command(binary: pathlib.Path, port: int,
                    *options: str) -> list[str]:
    """The service without its access log; later options win."""
    return [str(binary), f"--http.port={port}", "--log.access=false", *options]


def service(binary: pathlib.Path, *options: str, shards: int | None = None,
            ) -> contextlib.AbstractContextManager[Server]:
    """The service, by default as it is: a shard for each processor."""
    port = free_port()
    if shards:
        options = (f"--caf.scheduler.max-threads={shards}", *options)
    return serving(service_command(binary, port, *options), port, shards)


def floor(program: pathlib.Path, threads: int | None = 1,
          ) -> contextlib.AbstractContextManager[Server]:
    """The epoll server of bench/floor.cpp."""
    port = free_port()
    return serving([str(program), str(port)], port, threads)


@contextlib.contextmanager
def nginx(threads: int | None = 1) -> Iterator[Server]:
    """One process of nginx that answers everything with one text."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise Failure("nginx is not installed")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        template = string.Template((HERE / "peers/nginx.conf").read_text())
        config = pathlib.Path(folder, "nginx.conf")
        config.write_text(template.substitute(port=port, folder=folder))
        with serving([program, "-e", "stderr", "-p", folder, "-c",
                      str(config)], port, threads) as server:
            yield server


def django() -> contextlib.AbstractContextManager[Server]:
    """Debian's Django in one worker of uvicorn, with its fast parts."""
    program = "/usr/bin/uvicorn"
    if not pathlib.Path(program).exists():
        raise Failure("uvicorn is not installed")
    port = free_port()
    return serving([program, "--host", "127.0.0.1", "--port", str(port),
                    "--loop", "uvloop", "--http", "httptools",
                    "--no-access-log", "--log-level", "error",
                    "--app-dir", str(HERE / "peers"),
                    "django_site:application"], port)
