"""What a row is, and what it gives."""

import dataclasses
import statistics
from collections.abc import Callable

from sides import Programs, Sample, Side


@dataclasses.dataclass(frozen=True)
class Plan:
    """How much is measured."""

    programs: Programs
    rounds: int
    seconds: int
    bursts: int
    starts: int


@dataclasses.dataclass
class Line:
    """A line of the table: figures, or why there are none."""

    row: str
    what: str
    unit: str = ""
    target: float | None = None
    values: list[float] = dataclasses.field(default_factory=list)
    failure: str | None = None
    samples: dict[str, list[Sample]] = dataclasses.field(default_factory=dict)

    @property
    def median(self) -> float:
        """The figure that counts."""
        return statistics.median(self.values)

    @property
    def state(self) -> str:
        """`ok`, `over`, `failed`, or nothing where there is no target."""
        if self.failure is not None:
            return "failed"
        if self.target is None:
            return ""
        return "ok" if self.median <= self.target else "over"


@dataclasses.dataclass(frozen=True)
class Ratio:
    """A figure of one side over that of another, in turns."""

    name: str
    what: str
    subject: Side
    reference: Side
    target: float | None = None
    figure: Callable[[Sample], float] = lambda sample: sample.cpu_us

    def measure(self, plan: Plan) -> list[Line]:
        """The ratio of each round; who begins changes."""
        line = Line(self.name, self.what, target=self.target)
        sides = [self.subject, self.reference]
        line.samples = {side.label: [] for side in sides}
        for turn in range(plan.rounds):
            for side in sides if turn % 2 == 0 else reversed(sides):
                line.samples[side.label].append(
                    side.measure(plan.programs, plan.seconds))
        above, below = line.samples.values()
        line.values = [self.figure(a) / self.figure(b)
                       for a, b in zip(above, below, strict=True)]
        return [line]

    def lines(self) -> list[Line]:
        """Its lines, without figures."""
        return [Line(self.name, self.what, target=self.target)]


@dataclasses.dataclass(frozen=True)
class Figures:
    """Figures that stand for themselves: seconds, or bytes."""

    name: str
    empty: list[Line]
    gather: Callable[[Plan], list[list[float]]]

    def measure(self, plan: Plan) -> list[Line]:
        """Its lines, each with its figures."""
        lines = self.lines()
        for line, values in zip(lines, self.gather(plan), strict=True):
            line.values = values
        return lines

    def lines(self) -> list[Line]:
        """Its lines, without figures."""
        return [dataclasses.replace(line, values=[]) for line in self.empty]


Row = Ratio | Figures


def measured(row: Row, plan: Plan) -> list[Line]:
    """The row's lines; one that fails says why."""
    try:
        return row.measure(plan)
    except Exception as error:  # whatever it was, the other rows go on
        lines = row.lines()
        for line in lines:
            line.failure = f"{error or type(error).__name__}"
        return lines
