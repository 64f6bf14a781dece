"""The tables, for readers of Markdown."""

import statistics

from results import Line


def _figure(value: float) -> str:
    if value < 2:
        return f"{value:.3f}"
    if value < 10:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _with_unit(line: Line, value: float) -> str:
    return f"{_figure(value)} {line.unit}".strip()


def _table(rows: list[list[str]]) -> str:
    rows = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main_table(lines: list[Line]) -> str:
    """What was measured, and how it compares with the targets."""
    rows = [["what", "median (lowest–highest)", "target", ""]]
    for line in lines:
        target = "" if line.target is None else (
            f"{line.target:g} {line.unit}".strip() + " or less")
        if line.failure is not None:
            measured = f"not measured: {' '.join(line.failure.split())}"
        else:
            measured = (f"{_with_unit(line, line.median)} "
                        f"({_figure(min(line.values))}–"
                        f"{_figure(max(line.values))})")
        rows.append([line.what, measured, target, line.state])
    return _table(rows)


def _median(figures: list[float | None]) -> str:
    known = [figure for figure in figures if figure is not None]
    return _figure(statistics.median(known)) if known else ""


def sides_table(lines: list[Line]) -> str:
    """The absolute figures of each side of each ratio, as medians."""
    rows = [["row", "side", "CPU us per request", "p99 us", "requests/s"]]
    for line in lines:
        for label, samples in line.samples.items():
            if samples:
                rows.append([
                    line.row, label,
                    _median([sample.cpu_us for sample in samples]),
                    _median([sample.p99_us for sample in samples]),
                    _median([sample.requests_a_second for sample in samples]),
                ])
    return _table(rows)


def machine_table(machine: dict[str, str]) -> str:
    """What it was measured on, and with."""
    return _table([["machine", ""],
                   *([key, value] for key, value in machine.items())])
