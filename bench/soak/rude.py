"""Visitors who leave, dribble, lie, or do not read."""

import socket
import time

from soak.exchange import Connection, request
from soak.visits import INDEX, SMOKE, Visit, fresh
from soak.world import World

HOST = b"Host: soak\r\n"
# What is wrong, and how it is answered before the connection is closed.
MALFORMED = [
    (b"NONSENSE\r\n\r\n", (400,)),
    (b"GET / HTTP/1.1\r\n\r\n", (400,)),
    (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", (400,)),
    (b"GET / HTTP/3.0\r\n" + HOST + b"\r\n", (400, 505)),
    (b"FROB / HTTP/1.1\r\n" + HOST + b"\r\n", (501,)),
    (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\n",
     (501,)),
    (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\n"
     b"Content-Length: 2\r\n\r\nab", (400,)),
    (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999\r\n\r\n",
     (413,)),
    (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
     b"FFFFFFFFFFFFFFFFFF\r\n", (400, 413)),
    (b"POST / HTTP/1.1\r\n" + HOST + b"Expect: magic\r\n\r\n", (417,)),
    (b"GET /" + b"x" * 17_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", (414,)),
    (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 17_000 + b"\r\n\r\n",
     (431,)),
]


async def malformed(world: World) -> None:
    """What no parser may take; the connection ends with it."""
    async with fresh(world) as client:
        content, statuses = world.random.choice(MALFORMED)
        await world.ask(client, "(none)", content, good=statuses)
        if not await client.at_end():
            world.tally.violated(f"not closed after {content[:60]!r}")


async def garbage(world: World) -> None:
    """Bytes without any sense, and gone."""
    async with fresh(world) as client:
        client.send(world.random.randbytes(2000) + b"\r\n\r\n")
        world.tally.left["(none)"] += 1
        await world.pause(0.05)


def _leave(world: World, client: Connection) -> None:
    if world.random.random() < 0.5:
        client.close()
    else:
        client.reset()


async def leaves_while_it_waits(world: World) -> None:
    """Does not want the answer any more."""
    client = await world.connect()
    route = world.random.choice([SMOKE, SMOKE, "/burn_some_meats", "/sync"])
    client.send(request("GET", route))
    world.tally.left[route] += 1
    await world.pause(world.random.uniform(0, 0.06))
    _leave(world, client)


async def leaves_with_much_unanswered(world: World) -> None:
    """Pipelines many and leaves."""
    client = await world.connect()
    client.send(request("GET", SMOKE) * 10)
    world.tally.left[SMOKE] += 10
    await world.pause(world.random.uniform(0, 0.03))
    _leave(world, client)


async def leaves_in_the_middle(world: World) -> None:
    """Before its request was one."""
    client = await world.connect()
    client.send(world.random.choice([
        b"", b"GET /", b"GET / HTTP/1.1\r\nHos",
        request("POST", "/", "Content-Length: 1000", body="some"),
        request("POST", "/", "Transfer-Encoding: chunked", body="FF\r\nsome"),
    ]))
    await world.pause(world.random.uniform(0, 0.05))
    _leave(world, client)


async def dribbles(world: World) -> None:
    """Sends a few bytes at a time."""
    async with fresh(world) as client:
        began = time.monotonic()
        for at in range(0, len(INDEX), 7):
            client.send(INDEX[at:at + 7])
            await world.pause(0.05)
        await world.read(client, "/", began)


async def never_finishes(world: World) -> None:
    """Is told so after the timeout of what it was sending."""
    async with fresh(world) as client:
        content = world.random.choice([
            b"GET / HTTP/1.1\r\nHost:",
            request("POST", "/", "Content-Length: 1000", body="some")])
        await world.ask(client, "(none)", content, good=(408,))


async def does_not_read(world: World) -> None:
    """Asks for much and takes it late."""
    async with fresh(world) as client:
        client.writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        began = time.monotonic()
        client.send(request("GET", "/admin/charts.js") * 60)
        await world.pause(0.5)
        for _ in range(60):
            await world.read(client, "/admin", began)


async def watches(world: World) -> None:
    """Reads the stream of figures for a while."""
    async with fresh(world) as client:
        client.send(request("GET", "/stats/stream"))
        head = await client.reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            world.tally.violated(f"/stats/stream answered {head[:60]!r}")
        world.tally.left["/stats/stream"] += 1
        await world.pause(1.5)


async def half_a_handshake(world: World) -> None:
    """Begins with TLS and leaves."""
    client = await Connection.connect(world.tls_port)
    client.send(world.random.choice([b"", b"\x16\x03\x01", INDEX,
                                     world.random.randbytes(300)]))
    # Plain text is answered, and counted as a request.
    world.tally.left["(none)"] += 1
    await world.pause(world.random.uniform(0, 0.2))
    _leave(world, client)


RUDE = [
    Visit(malformed, 5), Visit(garbage, 1), Visit(leaves_while_it_waits, 8),
    Visit(leaves_with_much_unanswered, 1), Visit(leaves_in_the_middle, 5),
    Visit(dribbles, 2), Visit(never_finishes, 1), Visit(does_not_read, 1),
    Visit(watches, 1),
]
RUDE_AND_ENCRYPTED = [Visit(half_a_handshake, 3)]
