"""An upstream with faults that can be switched on and off.

A program of its own: `python3 -m soak.upstream` prints the port that it serves
on and the one that it is told the next fault on, a line each.
"""

import asyncio
import contextlib
import itertools
import random
import socket
import struct

WELL = (b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
        b"Content-Length: 5\r\n\r\nsmoke")
ERROR = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
LONG_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
ENDLESS_HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"4000\r\n" + bytes(0x4000) + b"\r\n"


class Upstream:
    """Answers well, unless told otherwise."""

    def __init__(self) -> None:
        """Not started."""
        self.fault = "well"
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        """Listens, on the port that it had before."""
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    async def switch(self, fault: str) -> None:
        """From now on it is like that."""
        if fault == "refuse" and self._server:
            self._server.close()
            self._server = None
            for one in list(self._open):
                one.close()
        self.fault = fault
        if fault != "refuse" and not self._server:
            await self.start()

    async def _serve(self, reader: asyncio.StreamReader,
                     writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(OSError, EOFError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                if not await FAULTS[self.fault](reader, writer):
                    break
        self._open.discard(writer)
        writer.close()


# Each plays one request, and says whether the connection is kept.

async def well(_, writer: asyncio.StreamWriter) -> bool:
    """Answers."""
    writer.write(WELL)
    return True


async def late(reader, writer: asyncio.StreamWriter) -> bool:
    """Answers, some of the time too late."""
    await asyncio.sleep(random.uniform(0.1, 1.5))
    return await well(reader, writer)


async def error(_, writer: asyncio.StreamWriter) -> bool:
    """Answers 500."""
    writer.write(ERROR)
    return True


async def hang(reader: asyncio.StreamReader, _) -> bool:
    """Says nothing until the other side leaves."""
    await reader.read()
    return False


async def half(_, writer: asyncio.StreamWriter) -> bool:
    """Closes in the middle of the body."""
    writer.write(LONG_HEAD + b"half of it")
    return False


async def reset(_, writer: asyncio.StreamWriter) -> bool:
    """Resets in the middle of the body."""
    writer.write(LONG_HEAD + b"half of it")
    await writer.drain()
    writer.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    return False


async def endless(_, writer: asyncio.StreamWriter) -> bool:
    """Goes on sending until the other side leaves."""
    writer.write(ENDLESS_HEAD)
    for _ in itertools.count():
        writer.write(CHUNK)
        await writer.drain()


# First the one that takes most memory: the warm-up has to see it, too.
FAULTS = {"well": well, "endless": endless, "refuse": hang, "hang": hang,
          "reset": reset, "error": error, "late": late, "half": half}


async def main() -> None:
    """Serves until it is killed."""
    upstream = Upstream()
    await upstream.start()

    async def told(reader: asyncio.StreamReader,
                   writer: asyncio.StreamWriter) -> None:
        while fault := (await reader.readline()).decode().strip():
            await upstream.switch(fault)
            writer.write(b"done\n")

    control = await asyncio.start_server(told, "127.0.0.1", 0)
    print(f"upstream {upstream.port}", flush=True)
    print(f"control {control.sockets[0].getsockname()[1]}", flush=True)
    await control.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
