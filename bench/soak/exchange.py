"""A connection to the service, and the answers that come over it."""

import asyncio
import contextlib
import dataclasses
import socket
import ssl
import struct


class Broken(Exception):
    """The connection ended where an answer should have been."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """One answer, its body decoded; field names in lower case."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def closes(self) -> bool:
        """No other request may follow on its connection."""
        return self.fields.get("connection", "").lower() == "close"


def request(method: str, target: str, *fields: str, body: str = "") -> bytes:
    """A request with a Host and what is given."""
    lines = [f"{method} {target} HTTP/1.1", "Host: soak", *fields, "", body]
    return "\r\n".join(lines).encode()


class Connection:
    """A client's side; to be closed in one of three ways."""

    def __init__(self, reader: asyncio.StreamReader,
                 writer: asyncio.StreamWriter) -> None:
        """Use `connect`."""
        self.reader = reader
        self.writer = writer
        self.used_at = 0.0

    @classmethod
    async def connect(cls, port: int,
                      tls: ssl.SSLContext | None = None) -> "Connection":
        """A new one on loopback."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, ssl=tls))

    def send(self, content: bytes) -> None:
        """Sends; what the kernel does not take is kept and sent later."""
        self.writer.write(content)

    async def read(self, to_head: bool = False) -> Answer:
        """One final answer; raises `Broken` where the connection ends."""
        try:
            while True:
                answer = await self._read_one(to_head)
                if answer.status >= 200:
                    return answer
        except (OSError, EOFError) as error:
            raise Broken(f"{type(error).__name__}: {error}") from error

    async def _read_one(self, to_head: bool) -> Answer:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")[:-2]
        fields = {name.lower(): value.strip() for name, _, value in
                  (line.partition(":") for line in lines)}
        status = int(first.split(" ")[1])
        body = b""
        if not to_head and status >= 200 and status not in (204, 304):
            if fields.get("transfer-encoding") == "chunked":
                body = await self._chunks()
            else:
                length = int(fields["content-length"])
                body = await self.reader.readexactly(length)
        return Answer(status, fields, body)

    async def _chunks(self) -> bytes:
        parts = []
        while size := int(await self.reader.readline() or b"0", 16):
            parts.append((await self.reader.readexactly(size + 2))[:-2])
        await self.reader.readline()
        return b"".join(parts)

    async def at_end(self) -> bool:
        """Waits until the service closes; whether it did so in order."""
        try:
            return not await self.reader.read()
        except OSError:
            return False

    def close(self) -> None:
        """Leaves in order: FIN."""
        self.writer.close()

    def reset(self) -> None:
        """Leaves as one that crashed: RST."""
        plain = self.writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             struct.pack("ii", 1, 0))
        self.writer.transport.abort()
