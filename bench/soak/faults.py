"""Makes the upstream fail, one way after the other, and sees it recover."""

import asyncio
import time

from soak.conditions import FAULT
from soak.exchange import Broken, Connection, request
from soak.upstream import FAULTS
from soak.visits import SMOKE, fresh
from soak.world import World

# From a fault's end to answers that are right again. The calls that hang have
# to end first, and who left the upstream alone has to try it again.
RECOVERED_WITHIN_S = 15.0
# Of new connections in a row, so that all shards have had their turn.
GOOD_ENOUGH = 12


class Faults:
    """Switches an upstream through its control port."""

    def __init__(self, world: World, control: int) -> None:
        """Nothing is wrong yet."""
        self._world = world
        self._control = control
        self.played = 0

    async def run(self, quiet_s: float, lasting_s: float) -> None:
        """All faults in turn, again and again, until the world stops."""
        control = await Connection.connect(self._control)
        kinds = [one for one in FAULTS if one != "well"]
        while await self._world.pause(quiet_s):
            kind = kinds[self.played % len(kinds)]
            self._world.conditions.begin(FAULT)
            self._world.conditions.fault = kind
            await self._switch(control, kind)
            self.played += 1
            await self._world.pause(lasting_s)
            await self._switch(control, "well")
            await self._recovery(kind)
            self._world.conditions.fault = ""
            self._world.conditions.end(FAULT)
        control.close()

    async def _switch(self, control: Connection, kind: str) -> None:
        control.send(f"{kind}\n".encode())
        await control.reader.readline()

    async def _recovery(self, after: str) -> None:
        began = time.monotonic()
        good = 0
        while good < GOOD_ENOUGH:
            if time.monotonic() - began > RECOVERED_WITHIN_S:
                return self._world.tally.violated(
                    f"not well {RECOVERED_WITHIN_S:g} s after '{after}'")
            good = good + 1 if await self._is_well() else 0
            await asyncio.sleep(0 if good else 0.1)
        self._world.tally.recoveries.append(time.monotonic() - began)

    async def _is_well(self) -> bool:
        try:
            async with fresh(self._world) as client:
                for route in (SMOKE, "/sync"):
                    answer = await self._world.ask(
                        client, route, request("GET", route), upstream=True)
                    if answer.status != 200:
                        return False
                return True
        except (TimeoutError, OSError, Broken) as error:
            self._world.tally.violated(f"after a fault: {error!r}")
            return False
