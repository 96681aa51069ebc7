"""Which fields can be set right on the screen, what may be written there, and how is it told?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from corpus.case_number import read_case_number
from corpus.cause import canonical_charge, known_cause
from corpus.corrections import CorrectedField, Correction, Json
from corpus.court import read_court_name
from corpus.errors import CaseNumberError
from corpus.judgment import CaseType, DocumentKind, Effectiveness, Instance, Judgment
from corpus.outcome.model import AdministrativeResult, AppealResult, CivilResult
from corpus.spans import Span
from service.errors import CorrectionValueError
from service.labels import label_of
from service.reading.typed_lists import (
    listed,
    members_of,
    party_line,
    provision_line,
    read_party,
    read_provision,
    read_sentence,
    sentence_line,
    with_what_is_known,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectableField:
    """A field with a form.

    Attributes:
        name: Name of the field in the judgment.
        label: Its title.
        accepted: What may be written, for the person who writes.
        members: The closed vocabulary, where there is one.
        read: Makes the value of what was written; None for what is not accepted.
        may_be_empty: Whether "the text does not say" is an answer.
        line: Writes one member of a list as the form takes it, one to a line; None where the
            field is no such list.
        keeps: Completes what was written from the value before it.
    """

    name: str
    label: str
    accepted: str
    members: type[StrEnum] | None = None
    read: Callable[[str], Json] = str
    may_be_empty: bool = True
    line: Callable[[Json], str] | None = None
    keeps: Callable[[Json, Json], Json] | None = None

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Tokens and labels of the closed vocabulary; empty where words are written."""
        return tuple((member.value, label_of(member)) for member in self.members or ())


def _number(words: str) -> Json:
    try:
        return str(read_case_number(words))
    except CaseNumberError:
        return None


def _court(words: str) -> Json:
    court = read_court_name(words)
    if court is None:
        return None
    return {"name": court.name, "level": court.level.value, "province": court.province}


def _day(words: str) -> Json:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return None


def _cause(words: str) -> Json:
    cause = known_cause(words)
    return None if cause is None else cause.name


def _charges(words: str) -> Json:
    # A charge itself may hold the mark that parts a list, so lists are parted otherwise.
    named = [word for word in words.replace("；", ";").split(";") if word.strip()]
    charges = [canonical_charge(word) for word in named]
    return None if None in charges or not charges else [str(each) for each in charges]


def _member(members: type[StrEnum]) -> Callable[[str], Json]:
    return lambda words: words if words in {member.value for member in members} else None


def _choice(
    name: str, label: str, members: type[StrEnum], *, may_be_empty: bool = True
) -> CorrectableField:
    return CorrectableField(
        name=name,
        label=label,
        accepted="、".join(label_of(member) for member in members),
        members=members,
        read=_member(members),
        may_be_empty=may_be_empty,
    )


_FIELDS = (
    CorrectableField(
        name="case_number", label="案号", accepted="案号，如（2023）京01民终1号", read=_number
    ),
    CorrectableField(
        name="court", label="审理法院", accepted="法院全称，如吉林省长春市中级人民法院", read=_court
    ),
    CorrectableField(
        name="decided_on", label="裁判日期", accepted="日期，如 2021-06-30", read=_day
    ),
    _choice("case_type", "案件类型", CaseType),
    _choice("document_kind", "文书种类", DocumentKind),
    _choice("instance", "审级", Instance),
    CorrectableField(
        name="cause", label="案由", accepted="民事、行政案由表中的名称，如民间借贷纠纷", read=_cause
    ),
    CorrectableField(
        name="charges",
        label="罪名",
        accepted="罪名表中的全称，如盗窃罪；几个罪名用分号隔开",
        read=_charges,
    ),
    _choice("effect", "裁判效力", Effectiveness, may_be_empty=False),
    CorrectableField(name="title", label="标题", accepted="文书标题", may_be_empty=False),
    CorrectableField(
        name="parties",
        label="当事人",
        accepted="每行一人，如“原告：张三”“上诉人（原审被告）：某公司”",
        read=listed(read_party),
        line=party_line,
        keeps=with_what_is_known,
    ),
    CorrectableField(
        name="provisions",
        label="引用法条",
        accepted="每行一条，如“《中华人民共和国刑法》第二百六十四条第一款”",
        read=listed(read_provision),
        line=provision_line,
    ),
    CorrectableField(
        name="outcome.criminal.accused",
        label="定罪量刑",
        accepted=(
            "每行一人，如“张三：盗窃罪：有期徒刑1年6个月，缓刑2年，罚金5,000元”；"
            "数罪用分号隔开，并写“决定执行……”；无罪写“张三：宣告无罪”"
        ),
        read=listed(read_sentence),
        line=sentence_line,
    ),
    _choice("outcome.civil.result", "民事裁判结果", CivilResult),
    CorrectableField(
        name="outcome.administrative.results",
        label="行政裁判结果",
        accepted="每行一项：" + "、".join(label_of(each) for each in AdministrativeResult),
        read=members_of(AdministrativeResult),
        line=lambda token: label_of(AdministrativeResult(str(token))),
    ),
    _choice("outcome.appeal.result", "对原裁判的处理", AppealResult),
)

CORRECTABLE: Mapping[str, CorrectableField] = MappingProxyType(
    {field.name: field for field in _FIELDS}
)


def read_words(name: str, words: str) -> Json:
    """Return the value of a field from what a person wrote; nothing means "not stated".

    Raises:
        CorrectionValueError: There is no such field, or it cannot take this.

    Example:
        >>> read_words("charges", "盗窃；贩卖毒品罪")
        ['盗窃罪', '走私、贩卖、运输、制造毒品罪']
        >>> read_words("court", "吉林省长春市中级法院")
        {'name': '吉林省长春市中级人民法院', 'level': 'intermediate', 'province': '吉林'}
    """
    field = CORRECTABLE.get(name)
    if field is None:
        labels = "、".join(each.label for each in _FIELDS)
        raise CorrectionValueError(field=name, value=words, accepted=labels)
    words = words.strip()
    if not words and field.may_be_empty:
        return [] if name == "charges" or field.line is not None else None
    value = field.read(words) if words else None
    if value is None:
        raise CorrectionValueError(field=field.label, value=words, accepted=field.accepted)
    return value


def words_of_value(name: str, value: Json) -> str:
    """Return a value of a correction in words.

    Example:
        >>> words_of_value("effect", "in_effect"), words_of_value("cause", None)
        ('已生效', '文书未载明')
    """
    field = CORRECTABLE.get(name)
    told: str
    match value:
        case None | []:
            told = "文书未载明"
        case {"ambiguous": [*candidates]}:
            told = "有几种可能：" + "、".join(words_of_value(name, each) for each in candidates)
        case {"unreadable": _}:
            told = "原文无法辨认"
        case {"withheld": _}:
            told = "原文已隐去"
        case list() if field is not None and field.line is not None:
            told = "；".join(field.line(each) for each in value)
        case {"name": str(court)}:
            told = court
        case list():
            told = "；".join(words_of_value(name, each) for each in value)
        case str() if field is not None and field.members is not None:
            told = label_of(field.members(value))
        case _:
            told = str(value)
    return told


def typed_value(name: str, value: Json) -> str:
    """Return a value as the form of its field takes it; empty where it cannot."""
    field = CORRECTABLE.get(name)
    match value:
        case list() if field is not None and field.line is not None:
            return "\n".join(field.line(each) for each in value)
        case str():
            return value
        case {"name": str(court)}:
            return court
        case list() if name == "charges":
            return "；".join(str(each) for each in value)
        case _:
            return ""


def span_of_quote(judgment: Judgment, quote: str) -> Span | None:
    """Return where the words stand that a person gave as proof; None where none were given.

    Raises:
        CorrectionValueError: They do not stand in the text.
    """
    quote = quote.strip()
    if not quote:
        return None
    start = judgment.text.find(quote)
    if start < 0:
        raise CorrectionValueError(
            field="原文词句", value=quote, accepted="文书正文中逐字出现的一段文字"
        )
    return Span(start, start + len(quote))


def label_of_field(name: str) -> str:
    """Return the title of a field, also of one that has no form."""
    field = CORRECTABLE.get(name)
    return name if field is None else field.label


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction in words.

    Attributes:
        correction: The correction.
        label: Title of the field.
        old: What the reader had read.
        new: What it is.
        standing: How it stands now, in words; None once a later one of the field counts.
        needs_review: Whether a person must look again.
    """

    correction: Correction
    label: str
    old: str
    new: str
    standing: str | None
    needs_review: bool


def views_of(
    history: tuple[Correction, ...], counting: tuple[CorrectedField, ...]
) -> tuple[CorrectionView, ...]:
    """Return the corrections of a judgment in words, the latest first."""
    return tuple(_views(history, counting))[::-1]


def view_of_field(corrected: CorrectedField) -> CorrectionView:
    """Return a correction that counts, in words."""
    correction = corrected.correction
    return CorrectionView(
        correction=correction,
        label=label_of_field(correction.field),
        old=words_of_value(correction.field, correction.old),
        new=words_of_value(correction.field, correction.new),
        standing=label_of(corrected.standing),
        needs_review=corrected.needs_review,
    )


def _views(
    history: tuple[Correction, ...], counting: tuple[CorrectedField, ...]
) -> Iterator[CorrectionView]:
    for correction in history:
        now = next((each for each in counting if each.correction == correction), None)
        yield CorrectionView(
            correction=correction,
            label=label_of_field(correction.field),
            old=words_of_value(correction.field, correction.old),
            new="恢复系统读取"
            if correction.restores_reading
            else words_of_value(correction.field, correction.new),
            standing=None if now is None else label_of(now.standing),
            needs_review=now is not None and now.needs_review,
        )
