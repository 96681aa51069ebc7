"""How does the installation stand, in the words of the administrator's board?"""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from indexing.columns.layout import ENCODER
from indexing.errors import IndexingError, SnapshotError
from indexing.learning.held_out import HALVES, REASONING
from indexing.learning.model_card import TrainingRecord
from indexing.snapshots.snapshot import MANIFEST, kept_names, read_manifest, served_names
from service.actors import Role
from service.audit_trail.desk import Wanted
from service.audits.model import AuditRun
from service.edge.context import Edge
from service.errors import ServiceError
from service.settings_book import SettingLine, SettingsBook
from service.settings_words import BY_COURT_FILE
from service.store.account_records import AccountRecord
from service.tiers.hierarchy import FILE

_RUNS = 5
_MEGABYTE = 1024 * 1024
_FIGURES = {
    REASONING: "由查明事实找到本篇的“本院认为”",
    HALVES: "由一半事实找到本篇的另一半",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCount:
    """How many accounts hold a role.

    Attributes:
        role: The role.
        n_open: Accounts that one can sign in with.
        n_closed: Those that are closed.
        n_factors: Of the open ones, those with a second factor.
    """

    role: Role
    n_open: int
    n_closed: int
    n_factors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotLine:
    """An index snapshot on disk.

    Attributes:
        name: Its name.
        is_served: Whether it answers searches now.
        has_answered: Whether it did so before, or does now.
        made_at: When it was complete.
        age_days: How many whole days ago.
        n_judgments: Judgments in it; None where it cannot be read.
        n_passages: Passages in it; None likewise.
        megabytes: Its size; None likewise.
        figures: Figures of its encoder on judgments held out: mean reciprocal ranks, 0 to 1.
        floor: What random order gives; None where that is not known.
        n_held_out: Judgments held out for them.
    """

    name: str
    is_served: bool
    has_answered: bool
    made_at: datetime
    age_days: int
    n_judgments: int | None
    n_passages: int | None
    megabytes: int | None
    figures: tuple[tuple[str, float], ...]
    floor: float | None
    n_held_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailState:
    """How the audit trail stands.

    Attributes:
        n_last: Number of its last line; 0 where it has none.
        last_at: When that was written, or None.
        is_whole_at_end: Whether the end agrees with what is kept outside of the database.
        months: For how long a line stays at least.
    """

    n_last: int
    last_at: datetime | None
    is_whole_at_end: bool
    months: int


def role_counts(accounts: tuple[AccountRecord, ...]) -> tuple[RoleCount, ...]:
    """Count the accounts by role, in the order of the roles."""
    return tuple(
        RoleCount(
            role=role,
            n_open=sum(each.is_enabled for each in held),
            n_closed=sum(not each.is_enabled for each in held),
            n_factors=sum(each.is_enabled and each.has_factor for each in held),
        )
        for role in Role
        for held in [[each for each in accounts if role in each.roles]]
    )


def snapshot_lines(edge: Edge, *, now: datetime) -> tuple[SnapshotLine, ...]:
    """Return the snapshots on disk, the newest first."""
    try:
        served = edge.search.coverage().snapshot_id
    except (IndexingError, ServiceError):
        served = ""
    root = edge.settings.snapshot_root
    answered = frozenset(served_names(root))
    return tuple(
        _snapshot(root / name, served=served, has_answered=name in answered, now=now)
        for name in reversed(kept_names(root))
    )


def setting_lines(edge: Edge) -> tuple[SettingLine, ...]:
    """Return the settings with source and date."""
    path, own = edge.settings.data / FILE, edge.tiers.book.own
    court_file = path if path.is_file() else None
    lines = SettingsBook(edge.settings, environment=os.environ, court_file=court_file).lines()
    if court_file is None or own is None:
        return lines
    # A file tells its own date and value.
    written = datetime.fromtimestamp(court_file.stat().st_mtime, UTC)
    return tuple(
        replace(line, words=own.name, since=written, is_changed=True)
        if line.source == BY_COURT_FILE
        else line
        for line in lines
    )


def last_runs(edge: Edge) -> tuple[AuditRun, ...]:
    """Return the audits that moved last; what they found is not the administrator's."""
    return edge.audits.last_moved(most=_RUNS)


def trail_state(edge: Edge) -> TrailState:
    """Return how the audit trail stands, and nothing of what it says."""
    try:
        is_whole = edge.trail.holds_head()
    except ServiceError:
        is_whole = False
    last = edge.trail.newest(Wanted(limit=1))
    return TrailState(
        n_last=last[0].number if last else 0,
        last_at=last[0].deed.at if last else None,
        is_whole_at_end=is_whole,
        months=edge.settings.trail_months,
    )


def _snapshot(folder: Path, *, served: str, has_answered: bool, now: datetime) -> SnapshotLine:
    made_at = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
    try:
        manifest = read_manifest(folder)
    except SnapshotError:
        manifest = None
    record = TrainingRecord.read(folder / ENCODER)
    return SnapshotLine(
        name=folder.name,
        is_served=folder.name == served.split("/", maxsplit=1)[0],
        has_answered=has_answered,
        made_at=made_at,
        age_days=max(0, (now - made_at).days),
        n_judgments=None if manifest is None else manifest.counts.get("judgments"),
        n_passages=None if manifest is None else manifest.counts.get("passages"),
        megabytes=None
        if manifest is None
        else sum(size for size, _ in manifest.files.values()) // _MEGABYTE,
        figures=()
        if record is None
        else tuple((_FIGURES.get(name, name), value) for name, value in record.after.items()),
        floor=None if record is None else record.floor,
        n_held_out=0 if record is None else record.n_held_out,
    )
