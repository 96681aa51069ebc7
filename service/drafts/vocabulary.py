"""Which words does the check of a draft use?"""

from enum import StrEnum


class DraftArea(StrEnum):
    """What a finding is about, in the order of reading: 类案, 法条, 指导案例, 文书内部."""

    CASES = "cases"
    PROVISIONS = "provisions"
    GUIDING = "guiding"
    INSIDE = "inside"


class DraftWeight(StrEnum):
    """How much a finding matters: 须处理, 请核对, 提示."""

    GRAVE = "grave"
    MARKED = "marked"
    SLIGHT = "slight"


class DraftRule(StrEnum):
    """What was looked at; one token a check."""

    AGAINST_RULE = "against_rule"
    DIVERGES = "diverges"
    OUT_OF_RANGE = "out_of_range"
    GUIDING_MISSED = "guiding_missed"
    PARTY_CASE_UNANSWERED = "party_case_unanswered"
    REPEALED_LAW = "repealed_law"
    EARLY_LAW = "early_law"
    NO_SUCH_ARTICLE = "no_such_article"
    LAW_NAME = "law_name"
    MISSING_PROVISION = "missing_provision"
    USUAL_PROVISION = "usual_provision"
    CITATION_ORDER = "citation_order"
    TERM_LIMITS = "term_limits"
    PROBATION = "probation"
    COMBINED = "combined"
    TERM_DATES = "term_dates"
    CHARGE = "charge"
    AWARD = "award"
    RATE = "rate"
    REFUSED_GRANTED = "refused_granted"
    REST_DISMISSED = "rest_dismissed"
    CAPITALS = "capitals"
    TOTAL = "total"
    FEES = "fees"
    PARTY_NAME = "party_name"
    UNKNOWN_PARTY = "unknown_party"
    PARTY_ROLE = "party_role"
    PERSON = "person"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_ORDER = "date_order"
    CASE_NUMBER = "case_number"
    APPEAL_NOTICE = "appeal_notice"


class DraftAnswer(StrEnum):
    """What the judge does about a finding: 采纳修改, 说明理由, 不是类案, 提请讨论."""

    ADOPT = "adopt"
    EXPLAIN = "explain"
    NOT_ALIKE = "not_alike"
    REFER = "refer"
