"""Whether both sides counted the same, and the figures of a run."""

import collections
from typing import Any

from soak.stats import Level
from soak.tally import Tally
from soak.watch import Watch

IN_THE_BACKGROUND = ("/async", "/sync_to_async")


def differences(tally: Tally, stats: dict[str, Any],
                logged: int) -> list[str]:
    """Where the service's counts are not those of its clients.

    `stats`: read last, by the client whose answer `tally` has, too. `logged`:
    lines of the access log.
    """
    wrong = []
    for route in stats["http"]["routes"]:
        path = route["path"]
        counted = (sum(route["answered"].values()) + route["shed"]
                   + route["cancelled"])
        read = tally.answered(path) - (path == "/stats")
        most = read + tally.left[path]
        if not read <= counted <= most:
            wrong.append(f"{path}: clients read {read} answers"
                         + (f" or up to {most}" if most > read else "")
                         + f", the service counted {counted}")
    requests = stats["http"]["requests"]
    ended = requests["accepted"] - requests["in_flight"]
    if logged != ended:
        wrong.append(f"the access log has {logged} lines for {ended} requests")
    begun = tally.of_status(200, *IN_THE_BACKGROUND)
    jobs = stats["background"]
    if begun != (ended := jobs["done"] + jobs["failed"] + jobs["dropped"]):
        wrong.append(f"{begun} background jobs were begun, {ended} ended")
    for one in stats["actors"]:
        # A job whose upstream failed has failed, too.
        expected = jobs["failed"] if one["name"] == "background" else 0
        if one["failures"] != expected or one["restarts"]:
            wrong.append(f"{one['name']}: {one['failures']} failures, "
                         f"{one['restarts']} restarts")
    return wrong


def table(tally: Tally, watch: Watch, seconds: float, levels: list[Level],
          stats: dict[str, Any]) -> str:
    """The figures, for readers of Markdown."""
    before, after = levels
    statuses: collections.Counter[int] = collections.Counter()
    for (_, status), count in tally.answers.items():
        statuses[status] += count
    requests = stats["http"]["requests"]
    recoveries = tally.recoveries or [0.0]
    rows = {
        "length of the load": f"{seconds / 60:.1f} min",
        "requests accepted": f"{requests['accepted']:,}",
        "answered, shed, cancelled": ", ".join(
            f"{requests[one]:,}" for one in ("answered", "shed", "cancelled")),
        "answers read, by status": ", ".join(
            f"{count:,} × {status}"
            for status, count in sorted(statuses.items())),
        "slowest answer": f"{tally.slowest_s:.2f} s",
        "connections": f"{stats['http']['connections']['accepted']:,}",
        "faults of the upstream": f"{len(tally.recoveries)}",
        "until all is well after one": f"{max(recoveries):.2f} s at most",
        "crowds beyond the limits": f"{tally.crowds}",
        "reloads of the certificate": f"{tally.reloads}",
        "looks at the sums": f"{watch.looks}",
        "resident memory, before and after":
            f"{before.rss_mib:.1f} and {after.rss_mib:.1f} MiB "
            f"({watch.peak_mib:.1f} at most)",
        "descriptors without connections":
            f"{before.descriptors} and {after.descriptors}",
        "threads": f"{before.threads} and {after.threads}",
        "actors": f"{sum(before.actors.values())} and "
                  f"{sum(after.actors.values())}",
        "violations": f"{len(tally.violations)}",
    }
    lines = ["| figure |  |", "| --- | --- |"]
    return "\n".join(lines + [f"| {key} | {one} |" for key, one in
                              rows.items()])
