"""Judgments for tests: a small one by hand, any one by Hypothesis, and a tiny reader."""

import re
from datetime import date

from hypothesis import strategies as st

from corpus.case_number import CaseNumber
from corpus.judgment import (
    CaseType,
    Court,
    CourtLevel,
    DocumentKind,
    Effectiveness,
    Instance,
    Judgment,
    Party,
    PartyKind,
    RawJudgment,
    Rejected,
    Role,
    Section,
    SectionKind,
    SourceRecord,
    judgment_id_of,
)
from corpus.provision import Provision
from corpus.spans import Ambiguous, Extracted, Span, Unreadable, Withheld

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
FILLED = WORDS.filter(str.strip)
SPANS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda pair: Span(min(pair), max(pair))
)
DATES = st.dates(date(1980, 1, 1), date(2030, 1, 1))
CASE_NUMBERS = st.builds(
    CaseNumber,
    year=st.integers(1990, 2030),
    court_code=st.sampled_from(["京01", "吉75", "最高法"]),
    type_code=st.sampled_from(["民初", "刑终"]),
    serial=st.integers(1, 9999).map(str),
    suffix=st.integers(0, 3),
    is_old_form=st.booleans(),
)
COURTS = st.builds(
    Court,
    name=FILLED,
    level=st.sampled_from(CourtLevel),
    province=st.none() | st.sampled_from(["吉林", "四川"]),
)
PARTIES = st.builds(
    Party,
    name=FILLED,
    role=st.sampled_from(Role),
    kind=st.none() | st.sampled_from(PartyKind),
    former_role=st.none() | st.sampled_from(Role),
    identity_hash=st.none() | FILLED,
)
PROVISIONS = st.builds(
    Provision,
    law=FILLED,
    article=st.integers(1, 1300),
    article_suffix=st.integers(0, 3),
    paragraph=st.none() | st.integers(1, 5),
    item=st.none() | st.integers(1, 9),
)
SECTIONS = st.builds(Section, st.sampled_from(SectionKind), SPANS, FILLED)


def in_order(spans):
    """Return ranges as a reader finds them, one behind the other."""
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def extracted(values):
    return st.builds(Extracted, values, SPANS, FILLED)


def readings(values):
    return st.one_of(
        st.none(),
        extracted(values),
        st.lists(extracted(values), min_size=2, max_size=3).map(lambda c: Ambiguous(tuple(c))),
        st.builds(Unreadable, SPANS, FILLED, WORDS),
        st.builds(Withheld, SPANS, FILLED),
    )


def tuples(values):
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def judgments(draw, *, source_name=None):
    # Long enough for every span of SPANS: a span beyond the text is no judgment.
    text = draw(FILLED) + "文" * 500
    name = draw(FILLED) if source_name is None else source_name
    return Judgment(
        id=judgment_id_of(text),
        text=text,
        source=SourceRecord(
            name=name,
            place=draw(FILLED),
            external_id=draw(st.none() | FILLED),
            format=draw(st.sampled_from(["text", "json"])),
        ),
        title=draw(WORDS),
        case_type=draw(readings(st.sampled_from(CaseType))),
        document_kind=draw(readings(st.sampled_from(DocumentKind))),
        instance=draw(readings(st.sampled_from(Instance))),
        case_number=draw(readings(CASE_NUMBERS)),
        court=draw(readings(COURTS)),
        decided_on=draw(readings(DATES)),
        cause=draw(readings(FILLED)),
        charges=draw(tuples(extracted(FILLED))),
        parties=draw(tuples(extracted(PARTIES))),
        provisions=draw(tuples(extracted(PROVISIONS))),
        sections=draw(tuples(SECTIONS)),
        disposition=draw(tuples(SPANS).map(in_order)),
        effect=draw(st.sampled_from(Effectiveness)),
        effect_reason=draw(WORDS),
        quoted_case_numbers=draw(tuples(extracted(CASE_NUMBERS))),
    )


def text_of(number: int, *, year: int = 2020, court: str = "甲县人民法院") -> str:
    """Return a short judgment that the tiny reader understands."""
    return (
        f"{court}\n刑事判决书\n（{year}）吉0101刑初{number}号\n"
        f"被告人张某。经审理查明，其窃得现金{number}元。\n本院认为，其行为已构成盗窃罪。"
        f"判决如下：判处罚金。\n{year}年5月6日"
    )


_NUMBER = re.compile(r"（(\d{4})）(吉\d{4})(刑初)(\d+)号")


def tiny_reader(raw: RawJudgment, *, today: date) -> Judgment | Rejected:
    """Read the judgments of :func:`text_of`, as far as stores and ingest need it."""
    text = raw.text
    found = _NUMBER.search(text)
    if found is None:
        return Rejected(place=raw.source.place, code="no_judgment", reason="no case number")
    decided_on = date(int(found[1]), 5, 6)
    if decided_on > today:
        return Rejected(place=raw.source.place, code="future_date", reason=f"{decided_on}")
    span = Span(*found.span())
    head = Span(0, text.index("\n"))
    number = CaseNumber(
        year=int(found[1]), court_code=found[2], type_code=found[3], serial=found[4]
    )
    court = Court(name=head.of(text), level=CourtLevel.BASIC, province="吉林")
    return Judgment(
        id=judgment_id_of(text),
        text=text,
        source=raw.source,
        title=raw.given.get("title", "刑事判决书"),
        case_type=Extracted(CaseType.CRIMINAL, span, "tiny"),
        document_kind=Extracted(DocumentKind.PANJUE, span, "tiny"),
        instance=Extracted(Instance.FIRST, span, "tiny"),
        case_number=Extracted(number, span, "tiny"),
        court=Extracted(court, head, "tiny"),
        decided_on=Extracted(decided_on, Span(0, len(text)), "tiny"),
        cause=None,
        charges=(Extracted("盗窃罪", span, "tiny"),),
        parties=(),
        provisions=(),
        sections=(Section(SectionKind.REASONING, Span(0, len(text)), "tiny"),),
        disposition=(),
        effect=Effectiveness.UNKNOWN,
        effect_reason="一审，未见生效证明",
        quoted_case_numbers=(Extracted(number, span, "tiny"),),
    )


def judgment_named(number: int, *, source="court", external_id=None, **kwargs) -> Judgment:
    raw = RawJudgment(
        text=text_of(number, **kwargs),
        source=SourceRecord(
            name=source, place=f"{number}.txt", external_id=external_id, format="text"
        ),
    )
    judgment = tiny_reader(raw, today=date(2026, 1, 1))
    assert isinstance(judgment, Judgment)
    return judgment
