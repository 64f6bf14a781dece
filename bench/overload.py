"""Ten times what the service can do, for half a minute."""

import asyncio
import dataclasses
import json
import statistics
import time

import servers
from offer import Clients
from process import Failure
from results import Plan
from servers import Server
from soak.exchange import Connection, request

# Of each request, so that the capacity is simple arithmetic: so many places of
# a tenth of a second each.
TAKES_S = 0.1
PLACES = 10
OVERLOAD = 10


@dataclasses.dataclass(frozen=True)
class Capacity:
    """What bounds a route."""

    target: str
    options: tuple[str, ...]
    # That keep it busy while nothing is refused.
    clients: int


SMOKE = Capacity("/smoke_some_meats/", (
    f"--http.max-in-flight={PLACES}", "--smoke.flavor-delay=0s",
    "--smoke.smokables-delay=100ms"), PLACES)
BURN = Capacity("/burn_some_meats/", (
    f"--blocking.threads={PLACES}", f"--blocking.queue={PLACES}",
    "--burn.duration=100ms"), 2 * PLACES)


def overloading(plan: Plan) -> list[list[float]]:
    """Goodput lost in %, by smoke and by burn; MiB gained; s until all is
    normal; p99 in ms of a refusal."""
    quick = plan.bursts == 1
    results = []
    for capacity in (SMOKE, BURN):
        with servers.service(plan.programs.service,
                             *capacity.options) as server:
            results.append(asyncio.run(_overloaded(
                server, capacity, 6 if quick else 30)))
    smoke, burn = results
    together = zip(*results, strict=True)
    _, gained, normal, refusals = (list(one) for one in together)
    return [[smoke[0]], [burn[0]], gained, normal, refusals]


async def _overloaded(server: Server, capacity: Capacity,
                      seconds: float) -> tuple[float, float, float, float]:
    clients = Clients(server.port, capacity.target)
    best = (await clients.kept(capacity.clients, seconds / 3)).goodput
    rate = OVERLOAD * PLACES / TAKES_S
    rss_kib = asyncio.create_task(_rss_kib_after(server, seconds / 6))
    answered = await clients.offered(rate, seconds)
    gained = (server.process.rss_kib() - await rss_kib) / 1024
    normal = await _normal_again(server, capacity)
    await clients.done()
    if not answered.refusals_s:
        raise Failure("nothing was refused")
    return (100 * (1 - answered.goodput / best), gained, normal,
            1e3 * statistics.quantiles(answered.refusals_s, n=100)[-1])


async def _rss_kib_after(server: Server, seconds: float) -> float:
    await asyncio.sleep(seconds)
    return server.process.rss_kib()


async def _normal_again(server: Server, capacity: Capacity) -> float:
    """Seconds until nothing waits and an answer takes what it should."""
    began = time.monotonic()
    client = await Connection.connect(server.port)
    while (passed := time.monotonic() - began) < 10:
        client.send(request("GET", "/stats"))
        stats = json.loads((await client.read()).body)
        if stats["http"]["requests"]["in_flight"] == 1:
            asked = time.monotonic()
            client.send(request("GET", capacity.target))
            answer = await client.read()
            if (answer.status == 200
                    and time.monotonic() - asked < 2 * TAKES_S):
                client.close()
                return passed
        await asyncio.sleep(0.01)
    raise Failure("not normal 10 s after")
