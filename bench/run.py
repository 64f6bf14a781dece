"""Measures the service against its targets; scripts/bench starts it."""

import argparse
import dataclasses
import json
import os
import pathlib
import signal
import sys

import machine
import table
from results import Line, Plan, measured
from rows import PEERS, ROWS
from sides import Programs

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures the service, each row in turns with what it is "
        "compared with, and prints medians and spreads as a table.",
        epilog="Ends with 1 where a row could not be measured.")
    names = [row.name for row in ROWS + PEERS]
    parser.add_argument("--quick", action="store_true",
                        help="fewer and shorter rounds: under two minutes")
    parser.add_argument("--peers", action="store_true",
                        help="also nginx, and Django on uvicorn")
    parser.add_argument("--rounds", type=int, metavar="N",
                        help="turns of each comparison (15; quick: 3)")
    parser.add_argument("--seconds", type=int, metavar="S",
                        default=1, help="length of each measurement (1)")
    parser.add_argument("--only", nargs="+", metavar="ROW", choices=names,
                        help=f"only these rows: {', '.join(names)}")
    parser.add_argument("--check", action="store_true",
                        help="end with 1 where a figure is over its target")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE",
                        help="also write all figures to FILE")
    parser.add_argument("--binary", type=pathlib.Path, metavar="PATH",
                        default=BUILD / "release/app/smokehouse",
                        help="measure this binary and build none")
    options = parser.parse_args(arguments)
    if not os.access(options.binary, os.X_OK):
        parser.error(f"{options.binary} is no program")
    return options


def _write(path: pathlib.Path, about: dict[str, str],
           lines: list[Line]) -> None:
    rows = [dataclasses.asdict(line) | {
        "median": None if line.failure else line.median, "state": line.state,
    } for line in lines]
    path.write_text(json.dumps({"machine": about, "rows": rows}, indent=1))


def _plan(options: argparse.Namespace) -> Plan:
    quick = options.quick
    rounds = 3 if quick else 15
    return Plan(Programs(options.binary.resolve(), BUILD / "bench/floor",
                         BUILD / "bench/burst"),
                rounds=options.rounds or rounds, seconds=options.seconds,
                bursts=1 if quick else 3, starts=5 if quick else 10)


def main(arguments: list[str]) -> int:
    """Runs what the options ask for; the result is the exit code."""
    options = _options(arguments)
    plan = _plan(options)
    rows = ROWS + PEERS if options.peers or options.only else ROWS
    rows = [row for row in rows if row.name in (options.only or [row.name])]
    about = machine.described(plan.programs.service)
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        print(f"== {row.name} ({number} of {len(rows)})", file=sys.stderr)
        lines += measured(row, plan)
    print(table.main_table(lines), table.sides_table(lines),
          table.machine_table(about), sep="\n\n")
    if options.json:
        _write(options.json, about, lines)
    bad = {"failed", "over"} if options.check else {"failed"}
    return 1 if bad & {line.state for line in lines} else 0


def _end_on_signals() -> None:
    """So that what was started is ended with this program."""
    for one in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda number, _: sys.exit(128 + number))


if __name__ == "__main__":
    _end_on_signals()
    sys.exit(main(sys.argv[1:]))
