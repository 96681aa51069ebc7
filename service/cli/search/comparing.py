"""`tongpan compare`: a case and judgments, point by point, on the command line."""

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import SourceError
from corpus.judgment import Judgment, JudgmentId
from service.api.compare_encoding import encode_comparison
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.comparison.asking import side_of_question
from service.comparison.columns import FEWEST_COLUMNS, MOST_COLUMNS
from service.comparison.comparing import compare
from service.comparison.model import Comparison, Difference
from service.comparison.quotes import Quote
from service.comparison.sides import side_of_judgment
from service.court_time import court_day
from service.data_folder import load_settings
from service.errors import ComparedCountError
from service.house import House
from service.labels import label_of
from service.search.question import Question
from service.search.uploads import text_of_upload
from service.stock import utc_now

_SHOWN_PAIRS = 3


def run_compare(
    asked: str, *, judgment_ids: Sequence[str], data: Path | None, is_json: bool
) -> None:
    """Tell how like judgments are to a case, and what sets them apart.

    Args:
        asked: A file, or the id of a stored judgment.
        judgment_ids: One to three stored judgments.
        data: The data folder.
        is_json: Print JSON.

    Raises:
        ComparedCountError: Fewer or more judgments than that.
        SourceError: The file cannot be read.
        CorpusError: The store cannot be opened, or does not hold a judgment.
        RequestError: The text is too short or too long.
    """
    ids = tuple(dict.fromkeys(judgment_ids))
    given = 1 + len(ids)
    if not FEWEST_COLUMNS <= given <= MOST_COLUMNS:
        raise ComparedCountError(given=given, fewest=FEWEST_COLUMNS, most=MOST_COLUMNS)
    with working_house(load_settings({"data": data}), may_make=False) as house:
        question, stored = _asked(house, asked)
        judgments = [house.store.get(JudgmentId(each)) for each in ids]
    side = side_of_question(question, stored, as_of=court_day(utc_now()))
    compared = [(each, compare(side, side_of_judgment(each))) for each in judgments]
    if is_json:
        encoded = (
            encode_comparison(comparison, judgment_id=each.id, text=each.text)
            for each, comparison in compared
        )
        emit([each.model_dump(mode="json") for each in encoded])
        return
    for judgment, comparison in compared:
        _tell(judgment, comparison)


def _asked(house: House, asked: str) -> tuple[Question, Judgment | None]:
    file = Path(asked)
    if not file.is_file():
        return Question(judgment_id=JudgmentId(asked)), house.store.get(JudgmentId(asked))
    try:
        text = text_of_upload(file.name, file.read_bytes(), house.settings)
    except OSError as error:
        raise SourceError(asked, error.strerror or "cannot be opened") from error
    return house.search.check(Question(text=text)), None


def _tell(judgment: Judgment, comparison: Comparison) -> None:
    say(f"{judgment.title}  {judgment.id}")
    for axis in comparison.axes:
        say(f"  {label_of(axis.axis)}：{label_of(axis.grade)}（{axis.sentence}）")
        for pair in axis.pairs[:_SHOWN_PAIRS]:
            say(f"    本案「{_words(pair.asked)}」")
            say(f"    该案「{_words(pair.found)}」")
    for sentence in comparison.law_in_time.sentences:
        say(f"  法律时间：{sentence}")
    for each in comparison.differences:
        _tell_difference("不同", each)
    for each in comparison.untold:
        _tell_difference("只有一方载明", each)


def _tell_difference(what: str, each: Difference) -> None:
    say(f"  {what}，{label_of(each.kind)}：{each.sentence}")
    for label, quotes in (("本案", each.asked), ("该案", each.found)):
        for quote in quotes:
            say(f"    {label}「{_words(quote)}」")


def _words(quote: Quote) -> str:
    return " ".join(quote.text.split())
