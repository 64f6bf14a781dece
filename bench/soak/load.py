"""The load: visitors at a rate that does not depend on the answers."""

import asyncio

from soak.conditions import CROWD, FAULT
from soak.exchange import Broken, request
from soak.rude import RUDE, RUDE_AND_ENCRYPTED
from soak.visits import BEHAVED, ENCRYPTED, SMOKE, Visit, fresh
from soak.world import World


class Load:
    """What goes on until the world stops."""

    def __init__(self, world: World, rate: float) -> None:
        """`rate`: visits a second."""
        self.world = world
        self.rate = rate
        self.visits = BEHAVED + RUDE + ENCRYPTED + RUDE_AND_ENCRYPTED
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Lets visitors come, and waits for the last to go."""
        weights = [one.weight for one in self.visits]
        dice = self.world.random
        while await self.world.pause(dice.expovariate(self.rate)):
            visit, = dice.choices(self.visits, weights)
            task = asyncio.create_task(self.pay(visit))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        await asyncio.gather(*self._under_way)
        self.world.close_kept()

    async def pay(self, visit: Visit) -> None:
        """One visit; what breaks it is a violation."""
        self.world.tally.visits[visit.name] += 1
        try:
            await visit.make(self.world)
        except TimeoutError:
            self.world.tally.violated(
                f"{visit.name}: no answer within {self.world.bound_s:g} s")
        except (Broken, OSError) as error:
            self.world.tally.violated(f"{visit.name}: {error!r}")


async def crowds(load: Load, every_s: float) -> None:
    """From time to time more come at once than there are places for."""
    world = load.world
    while await world.pause(every_s):
        world.conditions.begin(CROWD)
        world.tally.crowds += 1
        async with asyncio.TaskGroup() as group:
            for route, count in ((SMOKE, 250), ("/burn_some_meats", 50),
                                 ("/sync", 40)):
                for _ in range(count):
                    group.create_task(load.pay(_one_of_many(route)))
        world.conditions.end(CROWD)


async def at_once(load: Load, routes: tuple[str, ...], count: int) -> None:
    """So many visitors for each route, of whom the upstream may fail some."""
    world = load.world
    world.conditions.begin(FAULT)
    async with asyncio.TaskGroup() as group:
        for route in routes:
            for _ in range(count):
                group.create_task(load.pay(_one_of_many(route)))
    world.conditions.end(FAULT)


def _one_of_many(route: str) -> Visit:
    async def one_of_a_crowd(world: World) -> None:
        async with fresh(world) as client:
            await world.ask(client, route, request("GET", route),
                            upstream=route != "/burn_some_meats")

    return Visit(one_of_a_crowd, 0)
