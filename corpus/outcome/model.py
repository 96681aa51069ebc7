"""What did the court order, in terms that can be compared?

Terms of imprisonment are whole months and days, money is whole fen, rates are whole parts of a
million: nothing here is a float.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.case_number import CaseNumber
from corpus.spans import Extracted


class TermKind(StrEnum):
    """Principal punishments (主刑), the gravest first."""

    DEATH = "death"
    DEATH_WITH_REPRIEVE = "death_with_reprieve"
    LIFE = "life"
    FIXED_TERM = "fixed_term"
    DETENTION = "detention"
    CONTROL = "control"


class CircumstanceKind(StrEnum):
    """Circumstances of sentencing (量刑情节) that a court finds."""

    SURRENDER = "surrender"
    CONFESSION = "confession"
    MERIT = "merit"
    GREAT_MERIT = "great_merit"
    PLEA_OF_GUILT = "plea_of_guilt"
    RECIDIVIST = "recidivist"
    DRUG_RECIDIVIST = "drug_recidivist"
    PRIOR_CONVICTION = "prior_conviction"
    FIRST_OFFENDER = "first_offender"
    PRINCIPAL = "principal"
    ACCESSORY = "accessory"
    COERCED = "coerced"
    ATTEMPT = "attempt"
    PREPARATION = "preparation"
    DISCONTINUANCE = "discontinuance"
    EXCESSIVE_DEFENCE = "excessive_defence"
    RESTITUTION = "restitution"
    COMPENSATION = "compensation"
    FORGIVENESS = "forgiveness"
    MINOR = "minor"
    ELDERLY = "elderly"
    LIMITED_RESPONSIBILITY = "limited_responsibility"
    FAULT_OF_VICTIM = "fault_of_victim"


class OrderKind(StrEnum):
    """What an item of a ruling does."""

    PAY = "pay"
    HAND_OVER = "hand_over"
    ACT = "act"
    CEASE = "cease"
    DECLARE = "declare"
    DISSOLVE = "dissolve"
    DISMISS = "dismiss"
    RESTITUTE = "restitute"
    CONFISCATE = "confiscate"
    OTHER = "other"


class CivilResult(StrEnum):
    """What became of the plaintiff's claims."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    DISMISSED = "dismissed"
    SUIT_DISMISSED = "suit_dismissed"
    WITHDRAWN = "withdrawn"
    MEDIATED = "mediated"


class AdministrativeResult(StrEnum):
    """What the court did with the administrative act, 行政诉讼法 art. 69-78."""

    REVOKED = "revoked"
    CONFIRMED_UNLAWFUL = "confirmed_unlawful"
    CONFIRMED_VOID = "confirmed_void"
    ORDERED_TO_ACT = "ordered_to_act"
    ORDERED_TO_PAY = "ordered_to_pay"
    VARIED = "varied"
    DECLARED = "declared"
    CLAIMS_DISMISSED = "claims_dismissed"
    SUIT_DISMISSED = "suit_dismissed"
    WITHDRAWN = "withdrawn"
    ENFORCEMENT_ALLOWED = "enforcement_allowed"
    ENFORCEMENT_REFUSED = "enforcement_refused"


class AppealResult(StrEnum):
    """What a higher or retrying court did with the judgment before it."""

    AFFIRMED = "affirmed"
    VARIED = "varied"
    REVOKED_AND_DECIDED = "revoked_and_decided"
    REMANDED = "remanded"
    RETRIAL_ORDERED = "retrial_ordered"
    RETRIAL_REFUSED = "retrial_refused"
    WITHDRAWN = "withdrawn"
    REVIEW_ENDED = "review_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A principal punishment.

    Attributes:
        kind: Which.
        months: Whole months; 0 for death and life.
        days: Days beyond the months.
    """

    kind: TermKind
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Punishment:
    """What one conviction, or several together, cost the accused.

    Attributes:
        term: Principal punishment; None where none was passed.
        probation_months: Length of 缓刑; None without it.
        fine_fen: Fine (罚金); None without it.
        confiscation_fen: Part of the property confiscated (没收财产); None where none is named.
        is_all_confiscated: Whether all personal property is.
        political_rights_months: Deprivation of political rights; None without it.
        is_political_rights_for_life: Whether they are lost for life.
        is_exempt: Whether punishment was waived (免予刑事处罚).
    """

    term: Term | None = None
    probation_months: int | None = None
    fine_fen: int | None = None
    confiscation_fen: int | None = None
    is_all_confiscated: bool = False
    political_rights_months: int | None = None
    is_political_rights_for_life: bool = False
    is_exempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conviction:
    """One charge of which an accused was found guilty.

    Attributes:
        charge: Full name as in the table, with what is printed; None where the ruling only
            resets the punishment and leaves the charge as it was.
        punishment: What was passed for it.
    """

    charge: Extracted[str] | None
    punishment: Punishment


@dataclass(frozen=True, slots=True, kw_only=True)
class AccusedOutcome:
    """What the ruling means for one accused.

    Attributes:
        name: As printed; empty where the ruling does not repeat it.
        convictions: In order of the ruling.
        combined: What is carried out where there are several (决定执行).
        is_acquitted: Whether the accused was found not guilty.
    """

    name: str
    convictions: tuple[Conviction, ...] = ()
    combined: Punishment | None = None
    is_acquitted: bool = False

    @property
    def final(self) -> Punishment | None:
        """The punishment to be carried out; None after an acquittal or where unclear."""
        if self.combined is not None:
            return self.combined
        return self.convictions[0].punishment if len(self.convictions) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A circumstance of sentencing that the court found.

    Attributes:
        kind: Which.
        accused: Whose, where the sentence names one; None where it speaks of all.
    """

    kind: CircumstanceKind
    accused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """How interest on a sum runs.

    Attributes:
        annual_rate_ppm: Yearly rate in parts of a million (6 % is 60,000); None where the ruling
            names a market rate only.
        market_multiple_ppm: Multiple of the market rate (LPR, before it the base rate for loans)
            in parts of a million; None where a figure is named, or points are added.
        starts_on: First day; None where it is not a date.
        ends_on: Last day; None for the day of payment.
    """

    annual_rate_ppm: int | None = None
    market_multiple_ppm: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One item of a ruling.

    Attributes:
        kind: What it does.
        amounts_fen: Sums named, in order; no limits of a security and no bases of a reckoning.
        total_fen: What is to be paid, where the item says it in one figure or names one sum.
        interest: How interest runs, where it is ordered.
        due_days: Days to perform in; None where none are named.
        obliged: Who has to perform, as printed; None where the item does not begin with it.
    """

    kind: OrderKind
    amounts_fen: tuple[int, ...] = ()
    total_fen: int | None = None
    interest: Interest | None = None
    due_days: int | None = None
    obliged: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostShare:
    """Who bears how much of the costs of the case.

    Attributes:
        payer: As printed, role and name.
        fen: How much.
    """

    payer: str
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of liability as an exact fraction.

    Attributes:
        numerator: Above the line.
        denominator: Below it; never 0.
    """

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalOutcome:
    """What a criminal judgment orders.

    Attributes:
        accused: One for each accused, in order of the ruling; those whose sentence below stands
            come last, with the rule ``upheld``.
        orders: Restitution, recovery and confiscation of things.
        circumstances: What the reasoning found for sentencing.
    """

    accused: tuple[Extracted[AccusedOutcome], ...] = ()
    orders: tuple[Extracted[Order], ...] = ()
    circumstances: tuple[Extracted[Circumstance], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CivilOutcome:
    """What a civil judgment orders.

    Attributes:
        result: What became of the claims as a whole; None where the ruling does not tell.
        orders: Item by item.
        shares: Shares of liability that the reasoning fixes.
        costs: Who pays the costs of the case.
    """

    result: Extracted[CivilResult] | None = None
    orders: tuple[Extracted[Order], ...] = ()
    shares: tuple[Extracted[Share], ...] = ()
    costs: tuple[Extracted[CostShare], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeOutcome:
    """What an administrative judgment orders.

    Attributes:
        results: Item by item, in order; the first decides the direction.
        orders: Sums and acts ordered.
        costs: Who pays the costs of the case.
    """

    results: tuple[Extracted[AdministrativeResult], ...] = ()
    orders: tuple[Extracted[Order], ...] = ()
    costs: tuple[Extracted[CostShare], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierJudgment:
    """The judgment that was before the court.

    Attributes:
        number: Its case number.
        court: Name of its court as printed; None where the text does not say.
        decided_on: Its date; None where the text does not say.
    """

    number: CaseNumber
    court: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealOutcome:
    """What became of the judgment before the court.

    Attributes:
        result: The outcome; None where the ruling does not tell.
        below: The judgments reviewed, the latest first.
    """

    result: Extracted[AppealResult] | None = None
    below: tuple[Extracted[EarlierJudgment], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything that was read from a ruling.

    Attributes:
        criminal: For criminal cases.
        civil: For civil cases.
        administrative: For administrative and compensation cases.
        appeal: For second instance and retrial, beside the above.
    """

    criminal: CriminalOutcome | None = None
    civil: CivilOutcome | None = None
    administrative: AdministrativeOutcome | None = None
    appeal: AppealOutcome | None = None
