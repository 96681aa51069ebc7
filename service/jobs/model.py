"""What is long work, and how far has it come?"""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class JobKind(StrEnum):
    """Work that takes minutes: 建立索引, 导入文书."""

    INDEX = "index"
    INGEST = "ingest"


class JobState(StrEnum):
    """How far a work has come.

    STARTING: its process was begun and has not spoken yet; RUNNING: a process does it; STOPPED:
    somebody stopped it; BROKEN: its process is gone without a word, by a loss of power or a kill;
    FAILED: it was refused; DONE.
    """

    STARTING = "starting"
    RUNNING = "running"
    STOPPED = "stopped"
    BROKEN = "broken"
    FAILED = "failed"
    DONE = "done"


class Job(BaseModel):
    """The last work of a kind.

    Attributes:
        kind: What.
        words: Words of the command that does it, without the program and the data folder.
        state: How far it has come, as it was written down last.
        started_at: When, aware.
        moved_at: When it was written down last.
        stage: Token of what it is at; empty before the first.
        n_done: How much of the stage is done.
        n_all: How much there is of the stage; 0 where nobody knows.
        detail: Code of the refusal, else empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: JobKind
    words: tuple[str, ...]
    state: JobState
    started_at: datetime
    moved_at: datetime
    stage: str = ""
    n_done: int = 0
    n_all: int = 0
    detail: str = ""

    @property
    def is_under_way(self) -> bool:
        """Tell whether a process does it, or was begun for it."""
        return self.state in {JobState.STARTING, JobState.RUNNING}

    @property
    def goes_on(self) -> bool:
        """Tell whether the same work would go on where this one ended."""
        return self.state in {JobState.STOPPED, JobState.BROKEN, JobState.FAILED}
