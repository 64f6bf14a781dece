"""A process that is measured: started, accounted for, and ended by its pid."""

import pathlib
import resource
import subprocess
import time
from types import TracebackType


class Failure(RuntimeError):
    """Why something could not be measured."""


def may_open(files: int) -> None:
    """Raises the soft limit of open files; fails where the hard one is low."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < files:
        raise Failure(f"needs {files} open files; the hard limit is {hard} "
                      "(ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Process:
    """A server in a process of its own, for the length of a `with`.

    It dies with this program, even where that is killed, and needs no
    orderly end: all that it holds is thrown away.
    """

    def __init__(self, name: str, command: list[str],
                 folder: pathlib.Path) -> None:
        """Starts `command`, with its output in files of `folder`."""
        self.name = name
        self.errors = folder / f"{self.name}.err"
        with (folder / f"{self.name}.out").open("wb") as out, \
                self.errors.open("wb") as errors:
            self.child = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *command],
                stdin=subprocess.DEVNULL, stdout=out, stderr=errors)

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, kind: type[BaseException] | None,
                 error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.child.kill()
        self.child.wait(timeout=10)

    def cpu_ns(self) -> int:
        """CPU time of all its threads so far, those that ended included.

        The kernel's clock of the process, as clock_getcpuclockid(3) names
        it: the sum that utime and stime are cut to ticks from.
        """
        return time.clock_gettime_ns((~self.child.pid << 3) | 2)

    def rss_kib(self) -> int:
        """Resident memory now, in KiB."""
        return self._status("VmRSS")

    def peak_rss_kib(self) -> int:
        """The most resident memory there was, in KiB."""
        return self._status("VmHWM")

    def check(self) -> None:
        """Fails where the process has ended by itself."""
        if self.child.poll() is not None:
            said = self.errors.read_text(errors="replace").strip()
            raise Failure(f"{self.name} ended with {self.child.returncode}: "
                          f"{said[-200:] or 'it said nothing'}")

    def _status(self, key: str) -> int:
        path = pathlib.Path(f"/proc/{self.child.pid}/status")
        for line in path.read_text().splitlines():
            if line.startswith(f"{key}:"):
                return int(line.split()[1])
        raise Failure(f"{path} has no {key}")
