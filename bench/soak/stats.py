"""What /stats says, and whether it can be true."""

import dataclasses
import json
from typing import Any

from soak.exchange import request
from soak.world import World

# Figures that only ever rise, by their name.
RISING = {
    "accepted", "answered", "shed", "cancelled", "refused", "messages",
    "failures", "restarts", "rejected", "skipped", "done", "dropped",
    "requests", "reused", "retried", "count", "cpu_s", "uptime_s",
    "2xx", "3xx", "4xx", "5xx", "failed",
}


async def read(world: World) -> dict[str, Any]:
    """The figures of now, on a connection of their own."""
    client = await world.connect()
    try:
        answer = await world.ask(client, "/stats", request("GET", "/stats"))
    finally:
        client.close()
    return json.loads(answer.body)


def flat(stats: Any, path: str = "") -> dict[str, float]:
    """Every number, by where it is; entries of lists by their first field."""
    if isinstance(stats, dict):
        pairs = ((f"{path}/{key}", value) for key, value in stats.items()
                 if key not in ("jobs", "incidents", "blocked", "refused"))
    elif isinstance(stats, list):
        pairs = ((f"{path}/{next(iter(one.values()))}", one) for one in stats
                 if isinstance(one, dict))
    else:
        number = isinstance(stats, int | float) and not isinstance(stats, bool)
        return {path: stats} if number else {}
    return {key: number for where, value in pairs
            for key, number in flat(value, where).items()}


def faults(before: dict[str, float], now: dict[str, float]) -> list[str]:
    """What cannot be: sums, figures below zero, and those that fell."""
    wrong = []
    for base in [key.removesuffix("/accepted") for key in now
                 if key.endswith("/requests/accepted")]:
        whole, *parts = (now[f"{base}/{one}"] for one in (
            "accepted", "answered", "shed", "cancelled", "in_flight"))
        if whole != sum(parts):
            wrong.append(f"{base}: {whole} accepted and not "
                         f"{' + '.join(map(str, parts))}")
    for key, value in now.items():
        if value < 0:
            wrong.append(f"{key} is {value}")
        if key.rsplit("/", 1)[1] in RISING and value < before.get(key, 0):
            wrong.append(f"{key} fell from {before[key]} to {value}")
    return wrong


@dataclasses.dataclass(frozen=True)
class Level:
    """What an idle service holds."""

    rss_mib: float
    # Beyond those of its connections.
    descriptors: int
    threads: int
    actors: dict[str, int]

    @classmethod
    def of(cls, stats: dict[str, Any]) -> "Level":
        """From what /stats says."""
        process = stats["process"]
        connections = stats["http"]["connections"]["open"] + sum(
            one["open"] for one in stats["upstreams"])
        return cls(process["rss_bytes"] / 2**20,
                   process["open_fds"] - connections, process["threads"],
                   {one["name"]: one["running"] for one in stats["actors"]})


def is_idle(stats: dict[str, Any]) -> bool:
    """Nothing is worked on but the figures themselves."""
    return (stats["http"]["requests"]["in_flight"] == 1
            and stats["http"]["connections"]["open"] == 1
            and stats["background"]["running"] == 0
            and all(one["busy"] == one["queued"] == 0
                    for one in stats["blocking"])
            and all(one["busy"] == one["waiting"] == 0
                    for one in stats["upstreams"]))


def are_pools_full(stats: dict[str, Any], threads: int) -> bool:
    """Each pool has as many threads as it may."""
    return all(one["threads"] == threads for one in stats["blocking"])
