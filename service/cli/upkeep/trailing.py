"""`tongpan audit-trail`: verify, export and put away the record of who did what."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from service.accounts.errors import AccountNotFoundError
from service.audit_trail.model import Head
from service.cli.machine import machine_account
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.court_time import COURT_TIME
from service.data_folder import PRIVATE_FILE_MODE, load_settings
from service.errors import MalformedRequestError
from service.labels import label_of
from service.stock import utc_now

_HEAD = re.compile(r"([0-9]+):([0-9a-f]{64})")


def run_verify(head: str | None, *, data: Path | None, is_json: bool) -> bool:
    """Look through the trail and tell what is wrong with it; return whether it is whole.

    Raises:
        MalformedRequestError: The head has a wrong form.
        SettingsError: The key cannot be read.
    """
    told = None if head is None else _head_of(head)
    with working_house(load_settings({"data": data}), may_make=False) as house:
        finding = house.trail.look_through(told=told)
    if is_json:
        emit(
            {
                "is_whole": finding.is_whole,
                "lines": finding.n_lines,
                "first": finding.first,
                "head": f"{finding.head.number}:{finding.head.digest}",
                "flaws": [{"kind": flaw.kind, "number": flaw.number} for flaw in finding.flaws],
            }
        )
        return finding.is_whole
    say(f"留痕 {finding.n_lines:,} 条，{'完整' if finding.is_whole else '不完整'}")
    for flaw in finding.flaws:
        say(f"第{flaw.number}条：{label_of(flaw.kind)}")
    return finding.is_whole


def run_head(*, data: Path | None, is_json: bool) -> None:
    """Tell how far the trail has come.

    Raises:
        SettingsError: The key cannot be read.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        head = house.trail.head()
    written = None if head is None else f"{head.number}:{head.digest}"
    if is_json:
        emit({"head": written})
    else:
        say(written or "还没有留痕")


def run_export(
    out: Path,
    *,
    since: datetime | None,
    until: datetime | None,
    account: str | None,
    data: Path | None,
    is_json: bool,
) -> None:
    """Write the trail into a new file that its owner alone may read.

    Raises:
        AccountNotFoundError: There is no account of this name.
        OSError: The file exists or cannot be written.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        found = None if account is None else house.desk.find(account)
        if account is not None and found is None:
            raise AccountNotFoundError(name=account)
        with _new(out) as file:
            n_lines = house.trail.export(
                file,
                since=_moment(since),
                until=_moment(until),
                account_id=None if found is None else found.id,
            )
    _tell(out, n_lines, is_json=is_json)


def run_put_away(out: Path, *, before: datetime, data: Path | None, is_json: bool) -> None:
    """Write what is older than a day into a new file, then remove it from the trail.

    Raises:
        TrailKeptError: Some of it has to be kept longer.
        OSError: The file exists or cannot be written.
    """
    moment = before.replace(tzinfo=COURT_TIME)
    with working_house(load_settings({"data": data}), may_make=False) as house:
        house.trail.require_old_enough(moment, now=utc_now())
        with _new(out) as file:
            house.trail.export(file, until=moment)
        n_lines = house.trail.put_away(before=moment, doer=machine_account(), now=utc_now())
    _tell(out, n_lines, is_json=is_json)


def _head_of(words: str) -> Head:
    found = _HEAD.fullmatch(words.strip())
    if found is None:
        raise MalformedRequestError(problems=(f"head {words[:80]!r}: expected NUMBER:DIGEST",))
    return Head(number=int(found[1]), digest=found[2])


def _moment(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=COURT_TIME)


@contextmanager
def _new(path: Path) -> Iterator[TextIO]:
    """Open a file that must not exist; nobody but its owner reads who did what."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE_MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _tell(out: Path, n_lines: int, *, is_json: bool) -> None:
    if is_json:
        emit({"file": str(out), "lines": n_lines})
    else:
        say(f"已写入 {out}：{n_lines:,} 条")
