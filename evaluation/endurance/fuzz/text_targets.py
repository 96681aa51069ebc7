"""Which readers take a text, and how is each run?"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import BinaryIO, Final

from corpus.case_number import find_case_numbers, read_case_number
from corpus.citations import find_legal_basis, find_provisions
from corpus.codec import decode_judgment, encode_judgment
from corpus.errors import CorpusError
from corpus.judgment import Judgment, RawJudgment, Rejected
from corpus.numerals.dates import find_dates, read_date
from corpus.numerals.durations import find_durations, read_duration
from corpus.numerals.figures import read_decimal, read_number
from corpus.numerals.money import find_amounts, read_amount
from corpus.numerals.ratios import find_ratios, read_ratio
from corpus.privacy.display import masked_judgment
from corpus.readers.mapping import load_mapping
from corpus.readers.pieces import SourceFile, piece_of
from corpus.reading import read_judgment
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.grammar import PhraseError, parse_phrase
from evaluation.endurance.fuzz.texts import SHORT, bytes_of, mutated_text, text_of
from evaluation.endurance.fuzz.watching import Target
from indexing.searching.query import Query, QueryKind, parts_of
from indexing.words.segmentation import Segmenter
from service.audits.periods import day_of
from service.drafts.inside import check_inside
from service.drafts.paper import paper_of
from service.drafts.reading import read_draft
from service.errors import ServiceError
from service.library.desk import records_in
from service.parameters.working_days import days_in
from service.pending.model import PendingCaseId
from service.pending.opening import CasePaper, open_case
from service.pending.typed_lines import typed_panel, typed_parties
from service.reading.typed_lists import listed, read_party, read_provision, read_sentence
from service.referral.roster.reading import colleagues_in
from service.search.methods.case_words import read_case_words
from service.search.methods.keyword_words import read_keywords
from service.search.methods.statute_words import read_statutes
from service.search.methods.written import read_question
from service.search.question import Question, checked
from service.settings import Settings
from service.tiers.hierarchy import CourtBook, court_called

TODAY: Final = date(2026, 1, 1)
_NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
_N_SAMPLE: Final = 60
_SEED: Final = 17


@cache
def sample() -> SampleCorpus:
    """Return the generated judgments that every target starts from."""
    return generate(seed=_SEED, size=_N_SAMPLE)


def text_targets() -> tuple[Target, ...]:
    """Return the targets that take a text."""
    short = {name: partial(_short, name) for name in SHORT}
    judgments, pending = _judgments, _pending
    return (
        _target("parser", 110, judgments, _parse),
        _target("masking", 10, judgments, _mask),
        _target("draft_check", 15, judgments, _check),
        _target("pending_case", 15, pending, _open),
        _target("query_parts", 70, pending, _query),
        _target("search_words", 40, short["query"], _search),
        _target("case_number", 95, short["case_number"], _case_number),
        _target("numeral", 110, short["numeral"], _numeral),
        _target("citation", 40, short["citation"], _citation),
        _target("typed_lines", 75, short["typed"], _typed),
        _target("template", 40, short["template"], _template, refusals=(PhraseError,)),
    )


def raw_of(text: str) -> RawJudgment | Rejected:
    """Return a text as every reader of files hands it on."""
    file = SourceFile(
        place="a.txt", name="a.txt", source_name="fuzz", mapping=None, open=_nothing_to_open
    )
    return piece_of(file, text=text, form="text")


def _nothing_to_open() -> BinaryIO:
    raise FileNotFoundError


def _target(
    name: str,
    share: int,
    seeds: Callable[[], tuple[bytes, ...]],
    run: Callable[[str], bool],
    *,
    refusals: tuple[type[Exception], ...] = (),
) -> Target:
    return Target(
        name=name,
        share=share,
        seeds=seeds,
        mutated=_mutated,
        run=lambda data: run(text_of(data)),
        refusals=refusals,
    )


def _mutated(data: bytes, chance: Random) -> bytes:
    return bytes_of(mutated_text(text_of(data), chance))


def _judgments() -> tuple[bytes, ...]:
    return tuple(raw.text.encode() for raw in sample().judgments)


def _pending() -> tuple[bytes, ...]:
    return tuple(case.text.encode() for case in sample().pending_cases) + _judgments()[:10]


def _short(name: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in SHORT[name])


def _read(text: str) -> Judgment | None:
    raw = raw_of(text)
    read = raw if isinstance(raw, Rejected) else read_judgment(raw, today=TODAY)
    return read if isinstance(read, Judgment) else None


def _parse(text: str) -> bool:
    judgment = _read(text)
    if judgment is None:
        return False
    # What was read must be storable, and come back as it was.
    if decode_judgment(encode_judgment(judgment)) != judgment:
        raise AssertionError("a judgment that its own store changes")
    return True


def _mask(text: str) -> bool:
    judgment = _read(text)
    return judgment is not None and bool(masked_judgment(judgment).judgment.text)


def _check(text: str) -> bool:
    if isinstance(raw_of(text), Rejected):
        return False
    check_inside(paper_of(read_draft(text, today=TODAY)))
    return True


def _open(text: str) -> bool:
    if isinstance(raw_of(text), Rejected):
        return False
    open_case(CasePaper(text=text), pending_id=PendingCaseId("c0"), account_id=1, now=_NOW)
    return True


@cache
def _cut() -> Segmenter:
    return Segmenter()


def _query(text: str) -> bool:
    asked = checked(Question(text=text), _settings())
    parts_of(Query(text=asked.text or "", kind=QueryKind.FILE))
    return True


@cache
def _settings() -> Settings:
    return Settings(data=Path(tempfile.gettempdir()))


def _search(text: str) -> bool:
    read_question(text)
    read_keywords(text, cut=_cut().words)
    read_case_words(text)
    read_statutes(text)
    checked(Question(text=text), _settings())
    return True


def _case_number(text: str) -> bool:
    list(find_case_numbers(text))
    read_case_number(text)
    return True


def _numeral(text: str) -> bool:
    for find in (find_dates, find_durations, find_amounts, find_ratios):
        list(find(text))
    return _accepts_one(
        text, read_date, read_duration, read_number, read_decimal, read_amount, read_ratio
    )


def _citation(text: str) -> bool:
    return bool(list(find_provisions(text))) or bool(find_legal_basis(text))


def _typed(text: str) -> bool:
    read = [listed(each)(text) for each in (read_party, read_provision, read_sentence)]
    typed_panel(text)
    accepted = _accepts_one(
        text,
        typed_parties,
        day_of,
        court_called,
        days_in,
        records_in,
        lambda words: colleagues_in(words, {}),
    )
    return accepted or any(each is not None for each in read)


def _template(text: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="tongpan-fuzz-") as name:
        folder = Path(name)
        for file in ("mapping.toml", "mapping.json", "court.toml"):
            (folder / file).write_bytes(bytes_of(text))
        accepted = _accepts_one(
            text,
            lambda _: load_mapping(folder / "mapping.toml"),
            lambda _: load_mapping(folder / "mapping.json"),
            lambda _: CourtBook.read(folder),
        )
    parse_phrase(text)
    return accepted


def _accepts_one(text: str, *readers: Callable[[str], object]) -> bool:
    """Run every reader; tell whether one accepted."""
    n_accepted = 0
    for read in readers:
        try:
            read(text)
        except (CorpusError, ServiceError):
            continue
        n_accepted += 1
    return n_accepted > 0
