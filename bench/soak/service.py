"""The service under the load: how it is started, asked, and stopped."""

import contextlib
import json
import re
import signal
import subprocess
import time

from process import Failure, Process
from soak.certificate import Certificate

THREADS = 8
# The tutorial in milliseconds, so that much passes; limits that the load keeps
# to and a crowd does not.
OPTIONS = [
    "--http.port=0", "--http.max-in-flight=220",
    "--http.max-in-flight-per-route=200", "--http.header-timeout=2s",
    "--http.body-timeout=2s", "--http.idle-timeout=5s",
    "--http.write-timeout=5s", "--http.request-timeout=5s",
    "--smoke.flavor-delay=20ms", "--smoke.smokables-delay=40ms",
    "--tick.count=2", "--tick.interval=10ms", "--burn.duration=30ms",
    f"--blocking.threads={THREADS}", "--blocking.queue=16",
    "--upstream.connect-timeout=1s", "--upstream.request-timeout=1s",
    "--shutdown.grace=10s",
]
LISTENING = r"(?m)^smokehouse \S+ listening on http://127\.0\.0\.1:(\d+)$"
SANITIZER = re.compile(r"Sanitizer|runtime error:")


def options_of(upstream: int, tls_port: int,
               certificate: Certificate) -> list[str]:
    """The command line without the program."""
    return [*OPTIONS, f"--upstream.url=http://127.0.0.1:{upstream}/",
            f"--tls.port={tls_port}", f"--tls.certificate={certificate.path}",
            f"--tls.key={certificate.key}"]


def waited_for(process: Process, pattern: str) -> str:
    """The group of a line that it prints, as soon as it has."""
    out = process.errors.with_suffix(".out")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        process.check()
        if found := re.search(pattern, out.read_text(errors="replace")):
            return found[1]
        time.sleep(0.02)
    raise Failure(f"{process.name} did not print {pattern}")


def log(process: Process) -> list[str]:
    """The lines of its standard error."""
    return process.errors.read_text(errors="replace").splitlines()


def requests_logged(process: Process) -> int:
    """The lines of its access log."""
    out = process.errors.with_suffix(".out")
    with out.open("rb") as lines:
        return sum(line.startswith(b"INFO:") for line in lines)


def stop(process: Process) -> list[str]:
    """Ends it as an operator does; what was wrong about how it went."""
    began = time.monotonic()
    process.child.send_signal(signal.SIGTERM)
    try:
        code = process.child.wait(timeout=30)
    except subprocess.TimeoutExpired:
        return ["did not end within 30 s of SIGTERM"]
    wrong = []
    if code != 0:
        wrong.append(f"ended with {code} after SIGTERM")
    if (took := time.monotonic() - began) > 10.5:
        wrong.append(f"took {took:.1f} s to end")
    if lines := [one for one in log(process) if SANITIZER.search(one)]:
        wrong.append(f"a sanitizer reported: {lines[0]}")
    return wrong + _report_faults(process)


def _report_faults(process: Process) -> list[str]:
    last = log(process)[-1:] or [""]
    with contextlib.suppress(ValueError, KeyError, TypeError):
        report = json.loads(last[0][last[0].index("{"):])
        left = report["left"]
        if report["exit_code"] == 0 and not any(left["counts"].values()) \
                and not left["stuck"]:
            return []
    return [f"its last line is no report of a clean end: {last[0][:300]}"]
