"""Visitors who behave: what each asks for, and what it should get."""

import contextlib
import dataclasses
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from soak.exchange import Connection, request
from soak.world import World

INDEX = request("GET", "/")
SMOKE = "/smoke_some_meats"
CHUNKED = "Transfer-Encoding: chunked"


@dataclasses.dataclass(frozen=True)
class Visit:
    """Something that a client does, and how often."""

    make: Callable[[World], Awaitable[None]]
    weight: int

    @property
    def name(self) -> str:
        """For the table, and for what went wrong."""
        return self.make.__name__.replace("_", " ")


@contextlib.asynccontextmanager
async def kept(world: World) -> AsyncIterator[Connection]:
    """A connection that goes on to the next visitor if all went well."""
    one = await world.borrow()
    try:
        yield one
    except BaseException:
        one.close()
        raise
    world.give_back(one)


@contextlib.asynccontextmanager
async def fresh(world: World, tls: bool = False) -> AsyncIterator[Connection]:
    """A connection of its own, that is closed in order."""
    one = await world.connect(tls)
    try:
        yield one
    finally:
        one.close()


async def a_few(world: World) -> None:
    """Three times the index, one after the other."""
    async with kept(world) as client:
        for target in ("/", "/?again", "/?and=again"):
            await world.ask(client, "/", request("GET", target))


async def one_connection_each(world: World) -> None:
    """The index, and that was all."""
    async with fresh(world) as client:
        await world.ask(client, "/", request("GET", "/", "Connection: close"))
        if not await client.at_end():
            world.tally.violated("Connection: close was not heeded")


async def pipelined(world: World) -> None:
    """Sixteen requests in one write."""
    async with kept(world) as client:
        began = time.monotonic()
        client.send(INDEX * 16)
        for _ in range(16):
            await world.read(client, "/", began)


async def head(world: World) -> None:
    """Answers without a body, with another behind them."""
    async with kept(world) as client:
        for target in ("/", "/healthz"):
            await world.ask(client, target, request("HEAD", target),
                            to_head=True)
        await world.ask(client, "/", INDEX)


async def smoke(world: World) -> None:
    """Waits for two fetchers, each of whom asks the upstream."""
    async with kept(world) as client:
        await world.ask(client, SMOKE, request("GET", SMOKE + "/"),
                        upstream=True)


async def smoke_in_a_hurry(world: World) -> None:
    """Gives less time than it takes."""
    async with kept(world) as client:
        await world.ask(client, SMOKE, request("GET", SMOKE,
                        "X-Request-Timeout: 15ms"), good=(504,), upstream=True)


async def burn(world: World) -> None:
    """Blocks a thread of a pool."""
    async with kept(world) as client:
        await world.ask(client, "/burn_some_meats",
                        request("GET", "/burn_some_meats/"))


async def sync(world: World) -> None:
    """Blocks a thread that then asks the upstream."""
    async with kept(world) as client:
        await world.ask(client, "/sync", request("GET", "/sync/"),
                        upstream=True)


async def in_the_background(world: World) -> None:
    """Begins work that goes on after the answer."""
    async with kept(world) as client:
        for route in ("/async", "/sync_to_async"):
            await world.ask(client, route, request("GET", route))


async def other_methods(world: World) -> None:
    """Bodies in both framings that nobody wants."""
    async with kept(world) as client:
        long = "x" * 50_000
        for content in (
                request("POST", "/", "Content-Length: 4", body="meat"),
                request("PUT", "/", f"Content-Length: {len(long)}", body=long),
                request("POST", "/", CHUNKED,
                        body="4\r\nmeat\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"),
                request("DELETE", "/", CHUNKED, body="0\r\n\r\n")):
            answer = await world.ask(client, "/", content, good=(405,))
            if answer.status == 405 and "GET" not in answer.fields["allow"]:
                world.tally.violated("405 without GET in Allow")


async def expecting(world: World) -> None:
    """Waits to be told that its body is welcome."""
    async with kept(world) as client:
        began = time.monotonic()
        client.send(request("POST", "/", "Expect: 100-continue",
                            "Content-Length: 4"))
        if not await world.pause(0.02):
            return client.close()
        client.send(b"meat")
        await world.read(client, "/", began, good=(405,))


async def not_there(world: World) -> None:
    """A path without a route."""
    async with kept(world) as client:
        await world.ask(client, "(none)", request("GET", "/nothing/at/all"),
                        good=(404,))


async def scrapes(world: World) -> None:
    """What a monitoring system reads."""
    async with kept(world) as client:
        for route in ("/metrics", "/healthz", "/readyz", "/stats"):
            await world.ask(client, route, request("GET", route))


async def looks_inside(world: World) -> None:
    """The page and what it shows."""
    async with kept(world) as client:
        for route in ("/stats/requests", "/stats/map"):
            await world.ask(client, route, request("GET", route))
        for target in ("/admin/", "/admin/charts.js"):
            await world.ask(client, "/admin", request("GET", target))


async def over_tls(world: World) -> None:
    """The same routes, encrypted."""
    async with fresh(world, tls=True) as client:
        for _ in range(3):
            await world.ask(client, "/", INDEX)
        await world.ask(client, SMOKE, request("GET", SMOKE), upstream=True)


BEHAVED = [
    Visit(a_few, 20), Visit(one_connection_each, 8), Visit(pipelined, 10),
    Visit(head, 4), Visit(smoke, 30), Visit(smoke_in_a_hurry, 4),
    Visit(burn, 8), Visit(sync, 6), Visit(in_the_background, 4),
    Visit(other_methods, 3), Visit(expecting, 2), Visit(not_there, 3),
    Visit(scrapes, 2), Visit(looks_inside, 1),
]
ENCRYPTED = [Visit(over_tls, 8)]
