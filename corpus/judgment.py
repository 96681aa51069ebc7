"""What is a judgment to this product?

A :class:`RawJudgment` is what a reader of files delivers: text and the fields that the source
gave beside it. Reading it (:mod:`corpus.reading`) makes a :class:`Judgment`, in which every fact
carries its words. What cannot become one is a :class:`Rejected`, which is data, not an exception.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from corpus.case_number import CaseNumber
from corpus.outcome.model import Outcome
from corpus.panel import SignedBy
from corpus.provision import Provision
from corpus.spans import Extracted, Reading, Span

JudgmentId = NewType("JudgmentId", str)


RECOGNISED = "+ocr"
"""Ends the name of a format whose text was recognised on pictures of pages."""


def judgment_id_of(text: str) -> JudgmentId:
    r"""Return the id of a judgment: the digest of its text, stable over re-import.

    White space does not count, so that the same paper with and without line breaks is one
    judgment.

    Example:
        >>> judgment_id_of("判决如下：\n驳回") == judgment_id_of("判决如下：驳回")
        True
    """
    return JudgmentId("j" + hashlib.sha256("".join(text.split()).encode()).hexdigest()[:20])


class CaseType(StrEnum):
    """The great kinds of case (案件类型)."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    COMPENSATION = "compensation"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


class DocumentKind(StrEnum):
    """Kinds of paper (文书种类); pinyin because English ruling/order/decision is unsettled."""

    PANJUE = "panjue"
    CAIDING = "caiding"
    TIAOJIE = "tiaojie"
    JUEDING = "jueding"
    TONGZHI = "tongzhi"
    ZHIFULING = "zhifuling"
    GUIDING_CASE = "guiding_case"
    REFERENCE_CASE = "reference_case"
    PENDING_FILE = "pending_file"


class Instance(StrEnum):
    """Stages of procedure (审级与程序)."""

    FIRST = "first"
    SECOND = "second"
    RETRIAL = "retrial"
    RETRIAL_REVIEW = "retrial_review"
    DEATH_REVIEW = "death_review"
    ENFORCEMENT = "enforcement"
    SPECIAL = "special"
    OTHER = "other"


class CourtLevel(StrEnum):
    """The four levels of people's courts (法院层级)."""

    SUPREME = "supreme"
    HIGH = "high"
    INTERMEDIATE = "intermediate"
    BASIC = "basic"


class Effectiveness(StrEnum):
    """Is the judgment in legal effect (裁判生效)? Only IN_EFFECT counts as 类案."""

    NOT_IN_EFFECT = "not_in_effect"
    UNDER_APPEAL = "under_appeal"
    IN_EFFECT = "in_effect"
    VARIED = "varied"
    REVOKED = "revoked"
    UNDER_RETRIAL = "under_retrial"
    REVISED_ON_RETRIAL = "revised_on_retrial"
    UNKNOWN = "unknown"


class SectionKind(StrEnum):
    """Parts of a judgment, in their usual order; sections tile the text."""

    HEAD = "head"
    PARTIES = "parties"
    PROCEDURE = "procedure"
    CLAIMS = "claims"
    DEFENCES = "defences"
    LOWER_COURT = "lower_court"
    FACTS = "facts"
    EVIDENCE = "evidence"
    ISSUES = "issues"
    REASONING = "reasoning"
    LEGAL_BASIS = "legal_basis"
    DISPOSITION = "disposition"
    COSTS = "costs"
    APPEAL_NOTICE = "appeal_notice"
    SIGNATURE = "signature"
    ANNEX = "annex"


class Role(StrEnum):
    """Roles of those who take part (诉讼地位); 被告 is not 被告人."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    THIRD_PARTY = "third_party"
    APPELLANT = "appellant"
    APPELLEE = "appellee"
    ACCUSED = "accused"
    VICTIM = "victim"
    PROSECUTION = "prosecution"
    RETRIAL_APPLICANT = "retrial_applicant"
    RESPONDENT = "respondent"
    ENFORCEMENT_APPLICANT = "enforcement_applicant"
    ENFORCEMENT_DEBTOR = "enforcement_debtor"
    OUTSIDER = "outsider"
    COUNSEL = "counsel"
    DEFENDER = "defender"
    REPRESENTATIVE = "representative"
    OTHER = "other"


class PartyKind(StrEnum):
    """What a party is in law: a natural person, a legal person, or an organ of state."""

    NATURAL = "natural"
    LEGAL = "legal"
    ORGAN = "organ"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """Where a text came from.

    Attributes:
        name: Name of the collection or folder it was ingested from.
        place: File, and line or member inside it, for a person who looks it up.
        external_id: The id that the source gave, or None.
        format: Name of the reader that read it.
    """

    name: str
    place: str
    external_id: str | None = None
    format: str

    @property
    def is_recognised(self) -> bool:
        """Whether the text was recognised on pictures of pages (OCR): its words may be wrong.

        Example:
            >>> SourceRecord(name="档案", place="1.pdf", format="pdf+ocr").is_recognised
            True
        """
        return self.format.endswith(RECOGNISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawJudgment:
    """A text as a reader delivered it, before anything was understood.

    Attributes:
        text: The text that will be stored and that all offsets count in.
        source: Where it came from.
        given: Facts that the source gave beside the text, by the names of
            :data:`corpus.readers.mapping.GIVEN_FIELDS`; hints, checked against the text.
    """

    text: str
    source: SourceRecord
    # A dict, because reading processes are sent raw judgments and a proxy cannot travel.
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A piece of input that did not become a judgment.

    Attributes:
        place: File, and line or member inside it.
        code: Short ASCII token of the reason, for counting.
        reason: The reason in words for a person.
    """

    place: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a judgment.

    Attributes:
        kind: Which part.
        span: Its characters; the sections of a judgment tile its text.
        rule: The cue that opened it.
    """

    kind: SectionKind
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """A court as named in a text.

    Attributes:
        name: Canonical full name, 中级人民法院 rather than 中级法院.
        level: Its level.
        province: Province, region or municipality, short form (吉林), or None for the Supreme
            People's Court and where neither name nor table tells it.
    """

    name: str
    level: CourtLevel
    province: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part.

    Attributes:
        name: As printed.
        role: Role in this instance.
        kind: Natural person, legal person, organ; None where the text does not tell.
        former_role: Role below, from 上诉人（原审被告）; None when not stated.
        identity_hash: Keyed hash of the identity or credit number; never the number itself.
    """

    name: str
    role: Role
    kind: PartyKind | None = None
    former_role: Role | None = None
    identity_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """One paper of a case, read.

    Attributes:
        id: Digest of the text.
        text: The stored text; every span counts in it.
        source: Where it came from.
        title: Title given by the source or composed of the head.
        case_type: Criminal, civil, administrative…
        document_kind: 判决书, 裁定书…
        instance: Stage of procedure.
        case_number: This paper's own number.
        court: The court that made it.
        decided_on: Date of the signature block.
        cause: Cause of action (案由) for civil and administrative cases; name as in the tables.
        charges: Charges (罪名) for criminal cases, main one first.
        parties: Those named in the head.
        provisions: Provisions cited as the basis of the ruling, in order, each once.
        sections: Parts that tile the text.
        disposition: The ruling item by item.
        effect: Whether it is in legal effect, as far as the store knows.
        effect_reason: Why, in words for a person.
        quoted_case_numbers: Numbers of other papers that the text quotes.
        outcome: What was decided; None for a paper without a ruling.
        panel: Those who signed, in order.
        library_number: 指导性案例24号 or 入库编号 of a case of the People's Court Case Library.
        keywords: Keywords (关键词) of such a case, in order.
    """

    id: JudgmentId
    text: str
    source: SourceRecord
    title: str
    case_type: Reading[CaseType]
    document_kind: Reading[DocumentKind]
    instance: Reading[Instance]
    case_number: Reading[CaseNumber]
    court: Reading[Court]
    decided_on: Reading[date]
    cause: Reading[str]
    charges: tuple[Extracted[str], ...]
    parties: tuple[Extracted[Party], ...]
    provisions: tuple[Extracted[Provision], ...]
    sections: tuple[Section, ...]
    disposition: tuple[Span, ...]
    effect: Effectiveness
    effect_reason: str
    quoted_case_numbers: tuple[Extracted[CaseNumber], ...]
    outcome: Outcome | None = None
    panel: tuple[SignedBy, ...] = ()
    library_number: Reading[str] = None
    keywords: tuple[Extracted[str], ...] = ()

    def section_text(self, kind: SectionKind) -> str:
        """Return the text of all sections of a kind, in order, joined by line breaks."""
        return "\n".join(s.span.of(self.text) for s in self.sections if s.kind is kind)
