"""What does a worker do: wait for jobs and carry each in a process of its own?

A process of its own gives back the memory of an index that was built, may be killed for its memory
without taking the worker with it, and can be ended when the worker is to stop.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from corpus.errors import StoreError
from service.court_time import COURT_TIME
from service.jobs.carrying import new_claim, this_worker
from service.jobs.desk import JobDesk
from service.jobs.model import DIED, SIGN_EVERY, JobKind, JobOrder
from service.jobs.waking import Duties, HueyQueue

CLAIM_VARIABLE: Final = "TONGPAN_JOB_CLAIM"
"""Environment variable in which a worker hands its claim to the process that carries the job."""

PROGRAM: Final = (sys.executable, "-c", "from service.cli.main import main; main()")
"""This program, as the interpreter is told to run it."""

_ENDING_SECONDS: Final = 10.0
_log = structlog.get_logger("tongpan.jobs")


def daily_order(now: datetime) -> JobOrder:
    """Return the job of a day of the court: what is due is told, once a day.

    Example:
        >>> from datetime import UTC
        >>> daily_order(datetime(2026, 3, 1, 22, 30, tzinfo=UTC)).key
        'daily:2026-03-02'
    """
    day = now.astimezone(COURT_TIME).date().isoformat()
    return JobOrder(kind=JobKind.DAILY, key=f"daily:{day}", told={"day": day}, is_once=True)


@dataclass(slots=True, kw_only=True)
class Worker:
    """Carries jobs until it is told to stop.

    Attributes:
        desk: The jobs.
        queue: Wakes it.
        data: The data folder; other settings stand in the environment.
        clock: Gives the time.
        daily_hour: From which hour of the court's day on what is due is told; None for never.
        asked_by: Who asks for the job of the day.
    """

    desk: JobDesk
    queue: HueyQueue
    data: Path
    clock: Callable[[], datetime]
    daily_hour: int | None
    asked_by: str
    _child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _is_stopping: bool = field(default=False, init=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, init=False)

    def run(self, *, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Carry jobs until SIGTERM (the job at hand goes back) or SIGINT (it is done first).

        Args:
            goes_on: Asked now and then; False ends the worker as SIGTERM does.
        """
        consumer = self.queue.consumer(Duties(carry=self.carry, look=self.look))
        watching = threading.Thread(
            target=self._watch, args=(goes_on, consumer.stop), name="watching", daemon=True
        )
        watching.start()
        try:
            self.sign()
            self.look()
            consumer.run()
        finally:
            self._stop()
            self.queue.close()

    def look(self) -> None:
        """Ask for the job of the day if it is time, and wake for what waits."""
        now = self.clock()
        try:
            hour = self.daily_hour
            if hour is not None and now.astimezone(COURT_TIME).hour >= hour:
                self.desk.ask(daily_order(now), asked_by=self.asked_by, now=now)
            self.desk.wake_for_due(now=now)
        except StoreError as error:
            _log.warning("jobs_out_of_reach", error=type(error).__name__)

    def sign(self) -> None:
        """Give a sign of life: who asks for a job is told whether somebody is there."""
        try:
            self.desk.workers.sign(this_worker(), now=self.clock())
        except StoreError as error:
            _log.warning("jobs_out_of_reach", error=type(error).__name__)

    def carry(self, job_id: int) -> None:
        """Carry a job in a process of its own, unless somebody else does."""
        claim, records = new_claim(), self.desk.records
        job = records.claim(job_id, claim=claim, worker=this_worker(), now=self.clock())
        if job is None:
            return
        _log.info("job_begun", job=job_id, kind=job.order.kind.value, tries=job.n_tries)
        with self._turn:
            child = None if self._is_stopping else self._spawn(job_id, claim)
            self._child = child
        try:
            code = None if child is None else child.wait()
            # Where the process wrote how the job ended, the claim is gone and nothing is put back.
            was_left = records.give_up(
                job_id, claim=claim, problem=DIED, now=self.clock(), counts=not self._is_stopping
            )
        finally:
            with self._turn:
                self._child = None
        _log.info("job_over", job=job_id, exit=code, put_back=was_left)

    def _spawn(self, job_id: int, claim: str) -> "subprocess.Popen[bytes]":
        environment: Mapping[str, str] = {**os.environ, CLAIM_VARIABLE: claim}
        with (self.data / "jobs.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - this program
                [*PROGRAM, "jobs", "run", str(job_id), "--data", str(self.data), "--json"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=environment,
                # What a terminal sends to the worker is not meant for the job at hand.
                start_new_session=True,
            )

    def _stop(self) -> None:
        with self._turn:
            self._is_stopping = True
            child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        # The thread that waits for the child puts the job back; it is given the time to.
        for _ in range(100):
            with self._turn:
                if self._child is None:
                    break
            threading.Event().wait(0.1)

    def _watch(self, goes_on: Callable[[], bool], stop: Callable[[], None]) -> None:
        # Beside the thread that carries: a long job is no silence.
        looks = 0
        while goes_on():
            threading.Event().wait(1.0)
            looks += 1
            if looks % int(SIGN_EVERY.total_seconds()) == 0:
                self.sign()
        stop()
