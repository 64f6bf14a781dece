"""Looks at the figures each second, and says each ten how it goes."""

import asyncio
import sys
from typing import Any

from process import Failure, Process
from soak import stats
from soak.exchange import Broken
from soak.stats import Level
from soak.world import World

# Memory goes back to the system some seconds after it was given up.
SETTLES_IN_S = 20
SETTLED_WITHIN_S = 40


class Watch:
    """One service's figures over time."""

    def __init__(self, world: World, process: Process) -> None:
        """Nothing seen yet."""
        self._world = world
        self._process = process
        self._before: dict[str, float] = {}
        self.looks = 0
        self.peak_mib = 0.0

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop, or until the service has ended."""
        while not stopping.is_set():
            self._process.check()
            try:
                self.look(await stats.read(self._world))
            except (TimeoutError, OSError, Broken) as error:
                self._world.tally.violated(f"/stats: {error!r}")
            await asyncio.sleep(1)

    def look(self, now: dict[str, Any]) -> None:
        """Checks one reading."""
        figures = stats.flat(now)
        for wrong in stats.faults(self._before, figures):
            self._world.tally.violated(f"/stats: {wrong}")
        rss_mib = figures["/process/rss_bytes"] / 2**20
        self.peak_mib = max(self.peak_mib, rss_mib)
        self.looks += 1
        if self.looks % 10 == 0 and self._before:
            self._say(figures, rss_mib)
        self._before = figures

    def _say(self, figures: dict[str, float], rss_mib: float) -> None:
        tally = self._world.tally
        print(f"{tally.now():5.0f} s: {tally.total()} answers read, "
              f"{figures['/http/requests/in_flight']:.0f} in flight, "
              f"{rss_mib:.1f} MiB, {figures['/process/open_fds']:.0f} "
              f"descriptors, upstream "
              f"{self._world.conditions.fault or 'well'}, "
              f"{len(tally.violations)} violations", file=sys.stderr,
              flush=True)

    async def settled(self, to: Level | None) -> tuple[Level, dict[str, Any]]:
        """The level once it is idle: as soon as it is back at `to`.

        Without that, after a while; and after a time it is what it is.
        """
        for _ in range(SETTLED_WITHIN_S if to else SETTLES_IN_S):
            now = await stats.read(self._world)
            self.look(now)
            level = Level.of(now)
            if stats.is_idle(now) and to and not exceeded(to, level):
                break
            await asyncio.sleep(1)
        if not stats.is_idle(now):
            raise Failure("not idle long after the load")
        return level, now


def exceeded(before: Level, now: Level, memory: bool = True) -> list[str]:
    """What did not come back to where it was."""
    wrong = []
    if memory and now.rss_mib > before.rss_mib + max(8, before.rss_mib / 10):
        wrong.append(f"resident memory rose from {before.rss_mib:.1f} to "
                     f"{now.rss_mib:.1f} MiB")
    for name in ("descriptors", "threads", "actors"):
        was, is_now = getattr(before, name), getattr(now, name)
        if was != is_now:
            wrong.append(f"{name}: {was} before and {is_now} after the load")
    return wrong
