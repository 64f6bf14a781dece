"""What the clients saw, and what was wrong."""

import collections
import time


class Tally:
    """Counts of one run."""

    def __init__(self) -> None:
        """Nothing so far."""
        self.began = time.monotonic()
        # By the route's path in /stats, and status.
        self.answers: collections.Counter[tuple[str, int]] = (
            collections.Counter())
        # Requests, by route, whose client did not wait for the answer.
        self.left: collections.Counter[str] = collections.Counter()
        self.visits: collections.Counter[str] = collections.Counter()
        self.connections = 0
        self.recoveries: list[float] = []
        self.reloads = 0
        self.crowds = 0
        self.slowest_s = 0.0
        self.violations: list[str] = []

    def now(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self.began

    def violated(self, what: str) -> None:
        """Notes what was promised and did not happen, and when."""
        self.violations.append(f"after {self.now():.1f} s: {what}")

    def total(self) -> int:
        """Answers that clients read."""
        return self.answers.total()

    def answered(self, route: str) -> int:
        """Those of one route."""
        return sum(count for (path, _), count in self.answers.items()
                   if path == route)

    def of_status(self, status: int, *routes: str) -> int:
        """Those of some routes, or of all, with that status."""
        return sum(count for (path, code), count in self.answers.items()
                   if code == status and (not routes or path in routes))
