"""Clients in an open loop, who ask whether or not they are answered, and in a
closed one, who wait."""

import asyncio
import contextlib
import dataclasses
import time

from process import Failure
from soak.exchange import Connection, request

# Before it answers are not counted: what they wait in has to fill.
START_S = 1.0


@dataclasses.dataclass
class Answered:
    """What came back, from `START_S` to the end of the load."""

    seconds: float
    good: int = 0
    refusals_s: list[float] = dataclasses.field(default_factory=list)

    @property
    def goodput(self) -> float:
        """Good answers a second."""
        return self.good / (self.seconds - START_S)


class Clients:
    """Ask for one target, on connections that are kept."""

    def __init__(self, port: int, target: str) -> None:
        """Nobody has asked yet."""
        self._port = port
        self._request = request("GET", target)
        self._idle: list[Connection] = []

    async def offered(self, rate: float, seconds: float) -> Answered:
        """`rate` requests a second, come what may."""
        result = Answered(seconds)
        began = time.monotonic()
        under_way: set[asyncio.Task[None]] = set()
        for number in range(int(rate * seconds)):
            if (wait := began + number / rate - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            task = asyncio.create_task(self._asked(result, began))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        if (took := time.monotonic() - began) > 1.05 * seconds:
            raise Failure(f"{rate * seconds:.0f} requests took {took:.1f} s to "
                          f"offer, not {seconds:g}")
        self._last = asyncio.gather(*under_way)
        return result

    async def done(self) -> None:
        """Waits for the answers to what was offered last."""
        await self._last
        while self._idle:
            self._idle.pop().close()

    async def kept(self, count: int, seconds: float) -> Answered:
        """So many clients who ask again as soon as they are answered."""
        result = Answered(seconds)
        began = time.monotonic()

        async def ask_again() -> None:
            while time.monotonic() - began < seconds:
                await self._asked(result, began)

        await asyncio.gather(*(ask_again() for _ in range(count)))
        return result

    async def _asked(self, into: Answered, began: float) -> None:
        sent = time.monotonic()
        client = (self._idle.pop() if self._idle
                  else await Connection.connect(self._port))
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(client.close)
            client.send(self._request)
            answer = await client.read()
            on_failure.pop_all()
        self._idle.append(client)
        now = time.monotonic()
        if not START_S <= now - began <= into.seconds:
            return
        if answer.status == 200:
            into.good += 1
        elif answer.status == 503 and "retry-after" in answer.fields:
            into.refusals_s.append(now - sent)
        else:
            raise Failure(f"answered {answer.status} {answer.fields}")
