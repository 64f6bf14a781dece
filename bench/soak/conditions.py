"""What is made to go wrong now, and was a moment ago."""

import time

FAULT = "fault"
CROWD = "crowd"


class Conditions:
    """Spans of time in which other answers are right than usual."""

    def __init__(self) -> None:
        """Nothing is wrong."""
        self._began: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self.fault = ""

    def begin(self, name: str) -> None:
        """From now on."""
        self._began[name] = time.monotonic()

    def end(self, name: str) -> None:
        """Until now."""
        del self._began[name]
        self._ended[name] = time.monotonic()

    def held(self, name: str, since: float) -> bool:
        """Whether it was so at some time from `since` until now."""
        return name in self._began or self._ended.get(name, 0.0) >= since
