"""Runs a soak; scripts/soak starts it."""

import argparse
import asyncio
import contextlib
import os
import pathlib
import signal
import sys
import tempfile

import servers
from process import Failure, Process
from soak import service, stats
from soak.certificate import Certificate
from soak.closing import differences, table
from soak.faults import Faults
from soak.load import Load, at_once, crowds
from soak.reloads import reloads
from soak.watch import Watch, exceeded
from soak.world import World

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Long enough for a crowd and the fault that takes most memory.
WARM_UP_S = 20.0
# A pool begins a thread when all others are busy: the first is to be enough.
TRIES = 50


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/soak",
        description="Loads the service with all that it may meet, and checks "
        "its answers, its sums and what it holds at the end.",
        epilog="Ends with 1 where something was not as it should be.")
    parser.add_argument("minutes", type=float, nargs="?", default=10.0,
                        help="length of the load after its warm-up (10)")
    parser.add_argument("--preset", default="release",
                        choices=["release", "dev", "tsan"],
                        help="the build; memory is checked for the release")
    parser.add_argument("--rate", type=float, metavar="N", default=None,
                        help="visits a second (150; with sanitizers 50)")
    parser.add_argument("--binary", type=pathlib.Path, metavar="PATH",
                        help="load this binary and build none")
    options = parser.parse_args(arguments)
    options.binary = options.binary or (
        ROOT / f"build/{options.preset}/app/smokehouse")
    if not os.access(options.binary, os.X_OK):
        parser.error(f"{options.binary} is no program")
    return options


class Soak:
    """One run, from the start of the service to its end."""

    def __init__(self, options: argparse.Namespace, process: Process,
                 world: World, control: int,
                 certificate: Certificate) -> None:
        """All is started and nothing asked."""
        self._process = process
        self._world = world
        self._certificate = certificate
        self._seconds = options.minutes * 60
        self._checks_memory = options.preset == "release"
        slow = not self._checks_memory
        self._load = Load(world, options.rate or (50 if slow else 150))
        self._faults = Faults(world, control)
        self._watch = Watch(world, process)

    async def run(self) -> str:
        """Everything; the table of its figures."""
        tally = self._world.tally
        await self._loaded(WARM_UP_S, quiet_s=2, crowd_s=4)
        await self._fill_pools()
        before, _ = await self._watch.settled(None)
        await self._loaded(self._seconds, quiet_s=5, crowd_s=11)
        after, figures = await self._watch.settled(before)
        for wrong in exceeded(before, after, self._checks_memory):
            tally.violated(wrong)
        await asyncio.sleep(0.2)  # the access log is written every 5 ms
        logged = service.requests_logged(self._process) - 1
        for wrong in differences(tally, figures, logged):
            tally.violated(wrong)
        for wrong in await asyncio.to_thread(service.stop, self._process):
            tally.violated(wrong)
        return table(tally, self._watch, self._seconds, [before, after],
                     figures)

    async def _fill_pools(self) -> None:
        """Until all threads are there that will be."""
        for _ in range(TRIES):
            await at_once(self._load, ("/burn_some_meats", "/sync"),
                          2 * service.THREADS)
            if stats.are_pools_full(await stats.read(self._world),
                                    service.THREADS):
                return
        raise Failure("the pools did not get all their threads")

    async def _loaded(self, seconds: float, quiet_s: float,
                      crowd_s: float) -> None:
        """The load, for so long, and until its last answer."""
        world = self._world
        world.stopping.clear()
        watched = asyncio.Event()
        watching = asyncio.create_task(self._watch.run(watched))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._load.run())
            group.create_task(crowds(self._load, crowd_s))
            group.create_task(self._faults.run(quiet_s, lasting_s=4))
            group.create_task(reloads(world, self._process,
                                      self._certificate, every_s=5))
            await asyncio.wait([watching], timeout=seconds)
            world.stopping.set()
        watched.set()
        await watching


async def soak(options: argparse.Namespace) -> int:
    """Starts what is needed; the result is the exit code."""
    binary = options.binary.resolve()
    with tempfile.TemporaryDirectory(prefix="soak-") as name, \
            contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        upstream = stack.enter_context(Process(
            "upstream", [sys.executable, "-B", "-m", "soak.upstream"], folder))
        certificate = Certificate(folder)
        tls_port = servers.free_port()
        port = int(service.waited_for(upstream, r"(?m)^upstream (\d+)$"))
        process = stack.enter_context(Process("smokehouse", [
            str(binary), *service.options_of(port, tls_port, certificate),
        ], folder))
        world = World(int(service.waited_for(process, service.LISTENING)),
                      tls_port, 10 if options.preset == "release" else 30)
        control = int(service.waited_for(upstream, r"(?m)^control (\d+)$"))
        try:
            print(await Soak(options, process, world, control,
                             certificate).run())
        except (Failure, OSError, ExceptionGroup) as error:
            world.tally.violated(f"the run could not go on: {error!r}")
        return _told(world, process)


def _told(world: World, process: Process) -> int:
    violations = world.tally.violations
    if not violations:
        return 0
    for one in violations[:50]:
        print(f"violated {one}", file=sys.stderr)
    if len(violations) > 50:
        print(f"and {len(violations) - 50} more", file=sys.stderr)
    print("the service's log ends:", *service.log(process)[-20:],
          sep="\n  ", file=sys.stderr)
    return 1


if __name__ == "__main__":
    for one in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(one, lambda number, _: os._exit(128 + number))
    sys.exit(asyncio.run(soak(_options(sys.argv[1:]))))
