"""Which refusals can the evaluation answer with?

EvaluationError
├── MetricInputError          a ranking or a cutoff that no metric is defined on
├── BenchmarkError            a folder of queries and labels that cannot be used
├── ExpectedScoresError       the file of expected figures, or a measured one, cannot be used
├── MeasurementError          what was to be measured did not run
└── EndlessError              a reader that does not come back from an input
"""


class EvaluationError(Exception):
    """Base of everything this package raises."""


class MetricInputError(EvaluationError):
    """A ranking or a cutoff that no metric is defined on."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class BenchmarkError(EvaluationError):
    """A folder of queries and labels that cannot be used."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class ExpectedScoresError(EvaluationError):
    """The file of expected figures, or a measured one, cannot be used."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}")


class MeasurementError(EvaluationError):
    """What was to be measured did not run."""

    def __init__(self, step: str, reason: str) -> None:
        self.step = step
        self.reason = reason
        super().__init__(f"{step}: {reason}")


class EndlessError(EvaluationError):
    """A reader that does not come back from an input; raised into it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"not done after {seconds:.0f} s of processor time")
