"""Which processors the server runs on, and which the load comes from.

A server with n threads has the first n processors and wrk the last one.
Left to itself the kernel at times puts both on one, above all where the
machine has other work: requests then come in lumps, and cost less.
"""

import os

_PROCESSORS = sorted(os.sched_getaffinity(0))


def for_threads(count: int) -> list[str]:
    """Starts a command on the first processors."""
    chosen = ",".join(str(one) for one in _PROCESSORS[:count])
    return ["taskset", "--cpu-list", chosen]


def for_load() -> list[str]:
    """Starts a command on the last processor."""
    return ["taskset", "--cpu-list", str(_PROCESSORS[-1])]
