"""Renews the certificate while the service is at it."""

import asyncio
import signal
import time

from process import Process
from soak.certificate import Certificate
from soak.visits import INDEX, fresh
from soak.world import World

SHOWN_WITHIN_S = 5.0


async def reloads(world: World, process: Process, certificate: Certificate,
                  every_s: float) -> None:
    """A connection from before goes on, and new ones get the new one."""
    while await world.pause(every_s):
        async with fresh(world, tls=True) as before:
            await world.ask(before, "/", INDEX)
            await asyncio.to_thread(certificate.renew)
            process.child.send_signal(signal.SIGHUP)
            if not await _shown(certificate, world.tls_port):
                world.tally.violated("the new certificate is not shown "
                                     f"{SHOWN_WITHIN_S:g} s after SIGHUP")
            await world.ask(before, "/", INDEX)
        world.tally.reloads += 1


async def _shown(certificate: Certificate, port: int) -> bool:
    deadline = time.monotonic() + SHOWN_WITHIN_S
    while time.monotonic() < deadline:
        if await asyncio.to_thread(certificate.is_shown, port):
            return True
        await asyncio.sleep(0.05)
    return False
