"""Is this text a guiding or reference case, and where do its parts begin?

Guiding cases (指导性案例) and reference cases (参考案例) of the People's Court Case Library are no
judgments but edited from one, under fixed headings. The parts are mapped to those of a judgment:
what the editor wrote as the rule (裁判要点, 裁判要旨) goes with the reasoning under a rule of its
own, so that it can be told apart.

Source: 关于编写报送指导性案例体例的意见 (2012), seven parts; 法〔2024〕92号 art. 5 on the library.
"""

import re
from dataclasses import dataclass
from typing import Final

from corpus.judgment import CaseType, DocumentKind, Section, SectionKind
from corpus.spans import Span

_LIMIT: Final = 300
_GUIDING: Final = re.compile(r"指导性?案例\s{0,2}第?\s{0,2}\d{1,4}\s{0,2}号")
_REFERENCE: Final = re.compile(r"入库编号[：:\s]{0,3}|(?<!\d)\d{4}-\d{2}-\d-\d{3}-\d{3}(?!\d)")
_PARTS: Final = {
    "关键词": SectionKind.HEAD,
    "裁判要点": SectionKind.REASONING,
    "裁判要旨": SectionKind.REASONING,
    "相关法条": SectionKind.LEGAL_BASIS,
    "基本案情": SectionKind.FACTS,
    "裁判结果": SectionKind.DISPOSITION,
    "裁判理由": SectionKind.REASONING,
    "关联索引": SectionKind.ANNEX,
}
GIST_HEADINGS: Final = ("裁判要点", "裁判要旨")
"""What the editors call the rule that a case stands for: of guiding, of reference cases."""
_UNHEADED: Final = {"title": "标题", "result": "裁判结果", "papers": "关联索引"}
_BESIDE_HEADING: Final = " \u3000\n：:】]/／"
_HEADING: Final = re.compile(
    rf"(?:^|(?<=[\s。；】]))[【\[]?(?P<name>{'|'.join(_PARTS)})(?:[】\]]|(?=[\s：:/]))"
)
_GLUED: Final = re.compile(rf"[【\[]?(?P<name>{'|'.join(_PARTS)})[】\]]?")
_MADE: Final = re.compile(
    r"法院[^。：]{0,30}作出[^，。：]{0,60}(?:判决|裁定|决定|调解)书?[^，。：]{0,8}[：:]\s{0,2}"
)
_AFTER: Final = re.compile(
    r"(?:一审)?(?:宣判|宣告|判决|裁定)(?:后|作出后|送达后)，|(?<=。)[^。]{0,60}(?:提出|提起)上诉"
)
_NEEDED: Final = 2
_NEEDED_GLUED: Final = 4
_AT_ONCE: Final = 4
_INDEX_OF_LAW: Final = re.compile(r"[【\[]?关联索引[】\]]?[\s：:]{0,4}《")
_PAPER: Final = re.compile(
    r"(?:(?<=[\s。；])|^)(?:一审|二审|再审|其他审理程序|执行|审判监督)[：:]", re.MULTILINE
)
_RESULT: Final = re.compile(
    r"(?<=[\n。])[^\n，。]{2,40}?法院于[^\n，。]{6,16}日?作出[^\n，。]{8,48}(?:判决|裁定|决定|调解)[：:]"
)
_CASE_TYPES: Final = (
    ("国家赔偿", CaseType.COMPENSATION),
    ("刑事", CaseType.CRIMINAL),
    ("行政", CaseType.ADMINISTRATIVE),
    ("执行", CaseType.ENFORCEMENT),
    ("民事", CaseType.CIVIL),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryCase:
    """A case of a collection that the Supreme People's Court edits.

    Attributes:
        kind: Guiding or reference case.
        mark: The words that told it.
        case_type: Kind of case by its first keyword, with the words; None without keywords.
        cuts: Where each part begins, its kind and its heading.
    """

    kind: DocumentKind
    mark: Span
    case_type: tuple[CaseType, Span] | None
    cuts: tuple[tuple[int, SectionKind, str], ...]


def read_library_case(text: str) -> LibraryCase | None:
    r"""Recognise a guiding or reference case by its mark and its headings.

    A judgment that only cites one has neither mark at its beginning nor the headings.

    Example:
        >>> case = read_library_case(
        ...     "指导案例999号\n甲诉乙买卖合同纠纷案\n关键词 民事 买卖合同\n裁判要点\n甲。\n"
        ...     "基本案情\n乙。\n裁判结果\n丙。\n裁判理由\n丁。"
        ... )
        >>> case.kind.value, [kind.value for _, kind, _ in case.cuts]
        ('guiding_case', ['head', 'head', 'reasoning', 'facts', 'disposition', 'reasoning'])

    Cost: constant for a judgment, linear for a case.
    """
    limit = min(len(text), _LIMIT)
    mark = _GUIDING.search(text, 0, limit)
    kind = DocumentKind.GUIDING_CASE
    if mark is None:
        mark = _REFERENCE.search(text, 0, limit)
        kind = DocumentKind.REFERENCE_CASE
    if mark is None:
        return None
    headings = list(_HEADING.finditer(text))
    if _count(headings) < _NEEDED:
        headings = _glued_headings(text) if mark.start() <= _AT_ONCE else []
    if _count(headings) < _NEEDED:
        return None
    cuts = [(0, SectionKind.HEAD, "library:title")]
    cuts += [(h.start(), _PARTS[h["name"]], f"library:{h['name']}") for h in headings]
    cuts = _cut_result(text, _cut_index(text, cuts))
    return LibraryCase(
        kind=kind,
        mark=Span(*mark.span()),
        case_type=_case_type(text, headings),
        cuts=tuple(cuts),
    )


def library_rulings(text: str, span: Span) -> tuple[Span, ...]:
    r"""Return what was ordered, court by court, without who ordered it and what came after.

    Example:
        >>> text = "甲法院于2020年1月1日作出（2020）吉01民初1号民事判决：付款。宣判后，未上诉。"
        >>> [ruling.of(text) for ruling in library_rulings(text, Span(0, len(text)))]
        ['付款。']

    Cost: linear in the characters of the span.
    """
    found = []
    for made in _MADE.finditer(text, span.start, span.end):
        after = _AFTER.search(text, made.end(), span.end)
        end = after.start() if after else span.end
        while end > made.end() and text[end - 1].isspace():
            end -= 1
        if end > made.end():
            found.append(Span(made.end(), end))
    return tuple(found)


def heading_of(section: Section) -> str | None:
    """Return the heading of a part of a guiding or reference case; None for parts of judgments.

    Example:
        >>> heading_of(Section(SectionKind.REASONING, Span(0, 9), "library:裁判要点"))
        '裁判要点'
        >>> heading_of(Section(SectionKind.HEAD, Span(0, 9), "library:title"))
        '标题'
    """
    origin, _, name = section.rule.partition(":")
    return _UNHEADED.get(name, name) if origin == "library" else None


def library_parts(text: str) -> tuple[Section, ...]:
    r"""Return every part of a guiding or reference case apart; nothing of a judgment.

    The parts tile the text. The sections of a judgment join neighbours of one kind (裁判理由 and
    裁判要旨 both reason); here each heading stands for itself.

    Example:
        >>> text = "入库编号：2024-08-2-084-009\n甲案\n裁判理由：应付。\n裁判要旨：须付。"
        >>> [(heading_of(part), part.span.of(text)) for part in library_parts(text)][1:]
        [('裁判理由', '裁判理由：应付。\n'), ('裁判要旨', '裁判要旨：须付。')]

    Cost: linear in the length of a case, constant for a judgment.
    """
    case = read_library_case(text)
    if case is None:
        return ()
    stops = [at for at, _, _ in case.cuts[1:]] + [len(text)]
    return tuple(
        Section(kind, Span(at, stop), rule)
        for (at, kind, rule), stop in zip(case.cuts, stops, strict=True)
    )


def gists_in(text: str) -> tuple[tuple[str, Span], ...]:
    r"""Return what the editor wrote as the rule (裁判要点, 裁判要旨), with its heading.

    Example:
        >>> text = "入库编号：2024-08-2-084-009\n甲案\n裁判理由：应付。\n裁判要旨：须付。"
        >>> [(heading, span.of(text)) for heading, span in gists_in(text)]
        [('裁判要旨', '须付。')]

    Cost: that of :func:`library_parts`.
    """
    found = []
    for part in library_parts(text):
        heading = heading_of(part)
        if heading in GIST_HEADINGS:
            begin = text.index(heading, part.span.start) + len(heading)
            while begin < part.span.end and text[begin] in _BESIDE_HEADING:
                begin += 1
            end = part.span.end
            while end > begin and text[end - 1].isspace():
                end -= 1
            found.append((heading, Span(begin, end)))
    return tuple(found)


def _count(headings: list[re.Match[str]]) -> int:
    """Return how many different headings there are beside the keywords."""
    return len({heading["name"] for heading in headings} - {"关键词"})


def _glued_headings(text: str) -> list[re.Match[str]]:
    """Find the headings of a text that lost its line breaks: the first of each name.

    Few headings without a break around them may be words of a sentence, so many are asked for.
    """
    first: dict[str, re.Match[str]] = {}
    for match in _GLUED.finditer(text):
        first.setdefault(match["name"], match)
    return list(first.values()) if len(first) >= _NEEDED_GLUED else []


def _cut_index(
    text: str, cuts: list[tuple[int, SectionKind, str]]
) -> list[tuple[int, SectionKind, str]]:
    """Part the index of a reference case: the law first, then the papers of the case."""
    parted = []
    for at, kind, rule in cuts:
        law = _INDEX_OF_LAW.match(text, at) if kind is SectionKind.ANNEX else None
        papers = _PAPER.search(text, at) if law else None
        if law is None:
            parted.append((at, kind, rule))
            continue
        parted.append((at, SectionKind.LEGAL_BASIS, rule))
        if papers is not None:
            parted.append((papers.start(), SectionKind.ANNEX, "library:papers"))
    return parted


def _cut_result(
    text: str, cuts: list[tuple[int, SectionKind, str]]
) -> list[tuple[int, SectionKind, str]]:
    """Find the ruling of a reference case, which tells it at the end of the facts."""
    if any(kind is SectionKind.DISPOSITION for _, kind, _ in cuts):
        return cuts
    parted = []
    for number, (at, kind, rule) in enumerate(cuts):
        parted.append((at, kind, rule))
        if kind is SectionKind.FACTS:
            end = cuts[number + 1][0] if number + 1 < len(cuts) else len(text)
            result = _RESULT.search(text, at, end)
            if result is not None:
                parted.append((result.start(), SectionKind.DISPOSITION, "library:result"))
    return parted


def _case_type(text: str, headings: list[re.Match[str]]) -> tuple[CaseType, Span] | None:
    for heading in headings:
        if heading["name"] != "关键词":
            continue
        end = min(len(text), heading.end() + 20)
        for word, case_type in _CASE_TYPES:
            at = text.find(word, heading.end(), end)
            if at >= 0:
                return case_type, Span(at, at + len(word))
    return None
