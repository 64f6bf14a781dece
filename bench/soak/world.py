"""What every visitor knows: where the service is, and what may be expected."""

import asyncio
import contextlib
import random
import ssl
import time

from soak.conditions import CROWD, FAULT, Conditions
from soak.exchange import Answer, Connection
from soak.tally import Tally

# Answered however much there is to do; (none) is what matches no route.
ALWAYS = ("(none)", "/healthz", "/readyz", "/stats", "/metrics", "/admin")
# A kept connection is not used again close to http.idle-timeout.
KEPT_S = 2.0


class World:
    """One run against one service."""

    def __init__(self, port: int, tls_port: int, bound_s: float) -> None:
        """`bound_s`: no answer may take longer."""
        self.port = port
        self.tls_port = tls_port
        self.bound_s = bound_s
        self.tally = Tally()
        self.conditions = Conditions()
        self.random = random.Random()
        self.stopping = asyncio.Event()
        self.trusting = ssl.create_default_context()
        self.trusting.check_hostname = False
        self.trusting.verify_mode = ssl.CERT_NONE
        self._kept: list[Connection] = []

    async def pause(self, seconds: float) -> bool:
        """Waits; false at once when the run is to stop."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        return not self.stopping.is_set()

    async def connect(self, tls: bool = False) -> Connection:
        """A new connection."""
        self.tally.connections += 1
        if tls:
            return await Connection.connect(self.tls_port, self.trusting)
        return await Connection.connect(self.port)

    async def borrow(self) -> Connection:
        """One that somebody else has used before, or a new one."""
        while self._kept:
            one = self._kept.pop()
            if time.monotonic() - one.used_at < KEPT_S:
                return one
            one.close()
        return await self.connect()

    def give_back(self, one: Connection) -> None:
        """For the next one to borrow."""
        one.used_at = time.monotonic()
        self._kept.append(one)

    def close_kept(self) -> None:
        """Nobody will borrow any more."""
        while self._kept:
            self._kept.pop().close()

    async def ask(self, on: Connection, route: str, content: bytes, *,
                  good: tuple[int, ...] = (200,), upstream: bool = False,
                  to_head: bool = False) -> Answer:
        """Sends one request and checks its answer."""
        began = time.monotonic()
        on.send(content)
        answer = await self.read(on, route, began, good=good,
                                 upstream=upstream, to_head=to_head)
        self.tally.slowest_s = max(self.tally.slowest_s,
                                   time.monotonic() - began)
        return answer

    async def read(self, on: Connection, route: str, began: float, *,
                   good: tuple[int, ...] = (200,), upstream: bool = False,
                   to_head: bool = False) -> Answer:
        """The answer to what was sent at `began`.

        `good`: the statuses that are right while all is well.
        `upstream`: it needs one.
        """
        async with asyncio.timeout(self.bound_s):
            answer = await on.read(to_head)
        self._check(route, answer, self._allowed(route, began, good, upstream))
        return answer

    def _allowed(self, route: str, began: float, good: tuple[int, ...],
                 upstream: bool) -> set[int]:
        allowed = set(good)
        if upstream and self.conditions.held(FAULT, began):
            allowed |= {502, 503, 504}
        if route not in ALWAYS and self.conditions.held(CROWD, began):
            allowed.add(503)
        return allowed

    def _check(self, route: str, answer: Answer, allowed: set[int]) -> None:
        self.tally.answers[route, answer.status] += 1
        if answer.status not in allowed:
            self.tally.violated(
                f"{route} answered {answer.status} and not one of "
                f"{sorted(allowed)}: {answer.body[:300]!r}")
        later = answer.fields.get("retry-after", "")
        if answer.status == 503 and route not in ALWAYS and (
                not later.isdigit() or not 1 <= int(later) <= 3600):
            self.tally.violated(f"{route} answered 503 and Retry-After: "
                                f"{later or 'nothing'}")
