"""What it was measured on, and with: figures mean little without."""

import datetime
import os
import pathlib
import subprocess

PACKAGES = ["g++", "libboost1.81-dev", "libjemalloc2", "liburing2", "wrk",
            "nghttp2-client", "nginx-light", "python3-django", "uvicorn",
            "python3-uvloop", "python3-httptools"]


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=10)
    return done.stdout.strip()


def _processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return os.uname().machine


def _system() -> str:
    for line in pathlib.Path("/etc/os-release").read_text().splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return "Linux"


def described(service: pathlib.Path) -> dict[str, str]:
    """The machine, the versions, the date, and how busy it was before."""
    root = pathlib.Path(__file__).parent.parent
    commit = _said("git", "-C", str(root), "describe", "--always", "--dirty")
    versions = _said("dpkg-query", "-W", "-f=${Package} ${Version}, ",
                     *PACKAGES)
    return {
        "date": datetime.date.today().isoformat(),
        "service": f"{_said(str(service), '--version')} {commit}".strip(),
        "processors": f"{os.cpu_count()} of {_processor()}",
        "system": f"{_system()}, Linux {os.uname().release}",
        "compiler": _said("c++", "--version").partition("\n")[0],
        "packages": versions.strip(", "),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }
