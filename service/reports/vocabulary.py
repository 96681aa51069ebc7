"""Which closed vocabularies does a search report speak?

Source: 法发〔2020〕24号 art. 2, 8-10; 法〔2024〕92号 art. 19; 法发〔2021〕30号 art. 2.
"""

from enum import StrEnum


class SearchReason(StrEnum):
    """Why a search was due (检索事由): 24号 art. 2 and 92号 art. 19."""

    DISCUSSION = "discussion"
    NO_UNIFORM_RULE = "no_uniform_rule"
    SUPERVISION = "supervision"
    OTHER_NEED = "other_need"
    CASE_LIBRARY = "case_library"


class FourClass(StrEnum):
    """The four kinds of case under supervision (四类案件): 30号 art. 2."""

    MAJOR = "major"
    GROUP = "group"
    CONFLICT = "conflict"
    CONDUCT = "conduct"


class Use(StrEnum):
    """What is made of a similar case (结果运用)."""

    FOLLOWED = "followed"
    CONSULTED = "consulted"
    NOT_FOLLOWED = "not_followed"


class WhyNot(StrEnum):
    """Why a similar case is not followed; the first two are the exceptions of 24号 art. 9."""

    NEW_LAW = "new_law"
    REPLACED = "replaced"
    FACT_DIFFERS = "fact_differs"
    OTHER = "other"


class Conclusion(StrEnum):
    """What the judge concludes (结论与建议)."""

    RULE = "rule"
    CONFERENCE = "conference"
    COMMITTEE = "committee"
    DIVERGENCE = "divergence"


class FileClass(StrEnum):
    """Which volume of the file a report goes to (案卷类别)."""

    MAIN = "main"
    INNER = "inner"


class Part(StrEnum):
    """The parts of a report, in the order in which it is printed."""

    PENDING = "pending"
    SEARCH = "search"
    TIERS = "tiers"
    OUTSIDE = "outside"
    CASES = "cases"
    RELATED = "related"
    ANALYSIS = "analysis"
    USES = "uses"
    PARTY_CASES = "party_cases"
    CONCLUSION = "conclusion"


class Element(StrEnum):
    """What every report must tell: the seven of 24号 art. 8, and what is made of the result."""

    SUBJECT = "subject"
    TIME = "time"
    PLATFORMS = "platforms"
    METHODS = "methods"
    RESULT = "result"
    HOLDINGS = "holdings"
    ISSUES = "issues"
    USE = "use"


class ReportRule(StrEnum):
    """What a report is checked by; V1-V7 as the plan numbers them, the rest are our own."""

    ELEMENTS = "v1"
    GUIDING_AND_LIBRARY = "v2"
    IN_EFFECT = "v3"
    TIERS_IN_ORDER = "v4"
    GUIDING_FOLLOWED = "v5"
    PARTIES_ANSWERED = "v6"
    FIGURES_AGREE = "figures_agree"
    REASON_TOLD = "reason_told"
    CONCLUSION_TOLD = "conclusion_told"
    LENGTH = "length"
    STANDING = "standing"


class Weight(StrEnum):
    """Does a finding keep a report from being signed?"""

    BLOCKING = "blocking"
    WARNING = "warning"
