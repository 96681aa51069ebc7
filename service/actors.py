"""Who may do what?

Roles are the desks of a court; permissions are single acts. Which role holds which permission is
the table below and nothing else: an act that no role of an account holds is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpus.privacy.sensitivity import Sensitivity
from service.errors import NotPermittedError


class Role(StrEnum):
    """The desks (岗位): 法官, 审管办秘书, 评查, 院庭长, three administrators and the 办案系统.

    The administrators are three so that none can both give access, use it and clear the traces
    (三员分立): 系统管理员 keeps the machine, 安全保密管理员 the accounts, 安全审计员 the trail.
    """

    JUDGE = "judge"
    SECRETARY = "secretary"
    AUDITOR = "auditor"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    SECURITY_OFFICER = "security_officer"
    TRAIL_AUDITOR = "trail_auditor"
    CASE_SYSTEM = "case_system"


class Permission(StrEnum):
    """Single acts."""

    SEARCH = "search"
    READ_JUDGMENTS = "read_judgments"
    OWN_SESSION = "own_session"
    SEE_SYSTEM = "see_system"
    RUN_JOBS = "run_jobs"
    READ_API_DESCRIPTION = "read_api_description"
    CORRECT_READINGS = "correct_readings"
    SEE_QUALITY = "see_quality"
    GIVE_VERDICTS = "give_verdicts"
    FILE_CASES = "file_cases"
    WORK_ON_CASES = "work_on_cases"
    KEEP_LIBRARY = "keep_library"
    READ_REPORTS = "read_reports"
    READ_SUBMITTED_REPORTS = "read_submitted_reports"
    READ_AUDITS = "read_audits"
    READ_UNREVIEWED_AUDITS = "read_unreviewed_audits"
    RUN_AUDITS = "run_audits"
    REVIEW_FINDINGS = "review_findings"
    SEE_DIVERGENCE = "see_divergence"
    TAKE_PART_IN_REFERRALS = "take_part_in_referrals"
    KEEP_REFERRALS = "keep_referrals"
    LEAD_REFERRALS = "lead_referrals"
    READ_RULES = "read_rules"
    SEE_PARAMETERS = "see_parameters"
    SET_PARAMETERS = "set_parameters"
    KEEP_ROSTER = "keep_roster"
    READ_TRAIL = "read_trail"
    KEEP_ACCOUNTS = "keep_accounts"
    SEE_METRICS = "see_metrics"
    LOOK_INTO_CASES = "look_into_cases"
    KEEP_CLOSED_JUDGMENTS = "keep_closed_judgments"


class Scope(StrEnum):
    """What a token of a program may be used for, within what its owner may do."""

    READ = "read"
    SEARCH = "search"
    WRITE_VERDICTS = "write_verdicts"
    FILE_CASES = "file_cases"
    WORK_ON_CASES = "work_on_cases"
    REVIEW_AUDITS = "review_audits"
    TAKE_PART = "take_part"
    ADMINISTER = "administer"
    METRICS = "metrics"


_EVERYBODY = frozenset({Permission.OWN_SESSION, Permission.READ_API_DESCRIPTION})
_READERS = _EVERYBODY | {
    Permission.SEARCH,
    Permission.READ_JUDGMENTS,
    Permission.CORRECT_READINGS,
    Permission.SEE_QUALITY,
    Permission.READ_RULES,
    Permission.SEE_PARAMETERS,
}
_HANDED_REPORTS = frozenset({Permission.READ_REPORTS, Permission.READ_SUBMITTED_REPORTS})

_UNREVIEWED_AUDITS = frozenset({Permission.READ_AUDITS, Permission.READ_UNREVIEWED_AUDITS})

# Cases are worked on by those who hear them; the case system hands them over and reads nothing.
# Search reports are submitted to those who lead and to the secretaries of conference and committee.
# The administrator keeps the system and reads no judgments: the one who grants access is not the
# one who uses it. Those who lead look at readings and their quality, and leave setting them right
# to those who work with the papers. What is a similar case is said by judges alone; which library
# cases still stand is recorded where cases are administered (审管办). How a decided case stands
# among its like is looked at by those who decide and those who audit. What an audit finds is a
# hint until two people have read it: those who lead see what was settled. Referrals and meetings
# are need-to-know: the permission opens the desk, and each matter opens itself to those who take
# part in it. What the court sets for its procedure is set by the office that keeps it (审管办); the
# administrator keeps the roster and decides nothing. Cases of others are looked into by those who
# lead, manage and review and by those who sit in a meeting about them, each on a ground that they
# state: the permission opens the door, the table of grounds (履职依据) the single case. Closed
# judgments (不公开) are kept by the security officer, who clears others for them and reads none.
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.JUDGE: _READERS
        | {
            Permission.GIVE_VERDICTS,
            Permission.FILE_CASES,
            Permission.WORK_ON_CASES,
            Permission.READ_REPORTS,
            Permission.SEE_DIVERGENCE,
            Permission.TAKE_PART_IN_REFERRALS,
            Permission.LOOK_INTO_CASES,
        },
        Role.SECRETARY: _READERS
        | _HANDED_REPORTS
        | _UNREVIEWED_AUDITS
        | {
            Permission.KEEP_LIBRARY,
            Permission.TAKE_PART_IN_REFERRALS,
            Permission.KEEP_REFERRALS,
            Permission.SET_PARAMETERS,
            Permission.LOOK_INTO_CASES,
        },
        Role.AUDITOR: _READERS
        | _UNREVIEWED_AUDITS
        | {
            Permission.RUN_AUDITS,
            Permission.REVIEW_FINDINGS,
            Permission.SEE_DIVERGENCE,
            Permission.TAKE_PART_IN_REFERRALS,
            Permission.LOOK_INTO_CASES,
        },
        Role.LEADER: (_READERS - {Permission.CORRECT_READINGS})
        | _HANDED_REPORTS
        | {
            Permission.READ_AUDITS,
            Permission.TAKE_PART_IN_REFERRALS,
            Permission.LEAD_REFERRALS,
            Permission.LOOK_INTO_CASES,
        },
        Role.ADMINISTRATOR: _EVERYBODY
        | {
            Permission.SEE_SYSTEM,
            Permission.RUN_JOBS,
            Permission.SEE_METRICS,
            Permission.SEE_QUALITY,
            Permission.SEE_PARAMETERS,
            Permission.KEEP_ROSTER,
        },
        Role.SECURITY_OFFICER: _EVERYBODY
        | {Permission.KEEP_ACCOUNTS, Permission.KEEP_CLOSED_JUDGMENTS},
        Role.TRAIL_AUDITOR: _EVERYBODY | {Permission.READ_TRAIL},
        Role.CASE_SYSTEM: _EVERYBODY | {Permission.FILE_CASES},
    }
)

SEPARATED = frozenset({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.TRAIL_AUDITOR})
"""Roles of which one account holds one at most."""

# Who gives a program a token gives it single desks, not the whole account. ``READ`` is for looking:
# what it opens is never changed by it.
SCOPES: Mapping[Scope, frozenset[Permission]] = MappingProxyType(
    {
        Scope.READ: frozenset(
            {
                Permission.READ_API_DESCRIPTION,
                Permission.READ_JUDGMENTS,
                Permission.READ_REPORTS,
                Permission.READ_SUBMITTED_REPORTS,
                Permission.READ_AUDITS,
                Permission.READ_UNREVIEWED_AUDITS,
                Permission.READ_RULES,
                Permission.SEE_DIVERGENCE,
                Permission.SEE_PARAMETERS,
                Permission.SEE_QUALITY,
            }
        ),
        Scope.SEARCH: frozenset({Permission.SEARCH, Permission.READ_JUDGMENTS}),
        Scope.WRITE_VERDICTS: frozenset({Permission.GIVE_VERDICTS}),
        Scope.FILE_CASES: frozenset({Permission.FILE_CASES}),
        Scope.WORK_ON_CASES: frozenset(
            {Permission.WORK_ON_CASES, Permission.READ_REPORTS, Permission.CORRECT_READINGS}
        ),
        Scope.REVIEW_AUDITS: frozenset(
            {
                Permission.READ_AUDITS,
                Permission.READ_UNREVIEWED_AUDITS,
                Permission.RUN_AUDITS,
                Permission.REVIEW_FINDINGS,
            }
        ),
        Scope.TAKE_PART: frozenset(
            {
                Permission.TAKE_PART_IN_REFERRALS,
                Permission.KEEP_REFERRALS,
                Permission.LEAD_REFERRALS,
                Permission.READ_RULES,
            }
        ),
        Scope.ADMINISTER: frozenset(
            {
                Permission.SEE_SYSTEM,
                Permission.RUN_JOBS,
                Permission.KEEP_LIBRARY,
                Permission.KEEP_ROSTER,
                Permission.SET_PARAMETERS,
                Permission.KEEP_ACCOUNTS,
                Permission.KEEP_CLOSED_JUDGMENTS,
                Permission.READ_TRAIL,
            }
        ),
        Scope.METRICS: frozenset({Permission.SEE_METRICS}),
    }
)


def scopes_of(roles: Iterable[Role]) -> tuple[Scope, ...]:
    """Return the scopes that open something to an account of these roles.

    Example:
        >>> [scope.value for scope in scopes_of([Role.CASE_SYSTEM])]
        ['read', 'file_cases']
    """
    held = frozenset().union(*(PERMISSIONS[role] for role in roles))
    return tuple(scope for scope in Scope if SCOPES[scope] & held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who is signed in.

    Attributes:
        account_id: Number of the account.
        name: Name that one signs in with.
        display_name: Name shown on the screen.
        roles: The desks of the account, in order of their tokens.
        must_change: Whether the password has to be changed before anything else.
        must_enrol: Whether a second factor has to be set up before anything else.
        token: Prefix of the token that a program came with; empty for a person who signed in.
        scopes: What that token may be used for; None for a person.
        cleared: Classes of closed judgments that this person may read now; a token reads none.
    """

    account_id: int
    name: str
    display_name: str
    roles: tuple[Role, ...]
    must_change: bool = False
    must_enrol: bool = False
    token: str = ""
    scopes: tuple[Scope, ...] | None = None
    cleared: frozenset[Sensitivity] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the roles holds a permission, and the token, if any, reaches it."""
        return self._reaches(permission, frozenset(Scope)) and any(
            permission in PERMISSIONS[role] for role in self.roles
        )

    def may_change_by(self, permission: Permission) -> bool:
        """Tell whether what the permission opens may be changed: by a token not if it reads."""
        return self.may(permission) and self._reaches(permission, frozenset(Scope) - {Scope.READ})

    def _reaches(self, permission: Permission, by: frozenset[Scope]) -> bool:
        if self.scopes is None:
            return True
        return any(permission in SCOPES[scope] for scope in by.intersection(self.scopes))

    def require(self, permission: Permission) -> None:
        """Pass silently when a role holds the permission.

        Raises:
            NotPermittedError: None does.
        """
        if not self.may(permission):
            raise NotPermittedError(permission=permission.value)
