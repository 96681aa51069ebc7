"""`tongpan search`: similar judgments on the command line."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import SourceError
from corpus.judgment import JudgmentId
from indexing.searching.emptiness import Finding
from service.api.encoding import encode_answer
from service.api.method_encoding import encode_kept
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.data_folder import load_settings
from service.labels import label_of
from service.search.answer import SimilarAnswer, SimilarHit
from service.search.filtering import filter_of
from service.search.question import Question
from service.search.replay import keep_similar
from service.search.uploads import text_of_upload
from service.settings import Settings


def run_search(
    *,
    text: str | None,
    file: Path | None,
    judgment_id: str | None,
    filters: Mapping[str, Sequence[str]],
    charges: Sequence[str],
    channels: Sequence[str],
    limit: int,
    offset: int,
    data: Path | None,
    is_json: bool,
) -> None:
    """Tell the judgments most like a text, a file or a stored judgment.

    Raises:
        RequestError: The question cannot be answered as asked.
        SourceError: The file cannot be read.
        CorpusError: The store cannot be opened, or does not hold the judgment.
        IndexingError: The index cannot be used, or there is no such channel.
        NotReadyError: Nothing is indexed yet.
    """
    settings = load_settings({"data": data})
    question = Question(
        text=text_told(text, file, settings),
        judgment_id=None if judgment_id is None else JudgmentId(judgment_id),
        filter=filter_of(filters),
        offset=offset,
        limit=limit,
        charges=tuple(charges),
        channels=tuple(channels),
    )
    with working_house(settings, may_make=False) as house:
        answer = house.search.similar(question)
    if is_json:
        row = encode_answer(answer).model_dump(mode="json")
        if not question.channels:
            row["kept"] = encode_kept(keep_similar(question, answer)).model_dump(mode="json")
        emit(row)
    else:
        _tell(answer)


def text_told(text: str | None, file: Path | None, settings: Settings) -> str | None:
    """Return the text that is searched by: of a file, of standard input for -, or as told.

    Raises:
        SourceError: The file cannot be read.
        UploadUnreadableError: It gives no single text.
    """
    if file is not None:
        try:
            return text_of_upload(file.name, file.read_bytes(), settings)
        except OSError as error:
            raise SourceError(str(file), error.strerror or "cannot be opened") from error
    return sys.stdin.read() if text == "-" else text


def _tell(answer: SimilarAnswer) -> None:
    for element in answer.used.elements:
        say(f"案由（罪名）：{element.name}（{label_of(element.origin)}）")
    for issue in answer.used.parts.issues:
        say(f"争议焦点：{issue}")
    if not answer.hits:
        say("没有找到符合条件的裁判文书。")
    elif answer.finding is not None and answer.finding is not Finding.SIMILAR:
        say(f"{label_of(answer.finding)}。以下仅为词语或表述相近的文书。")
    for hit in answer.hits:
        _tell_hit(hit)
    coverage = answer.coverage
    say(
        f"检索范围：{coverage.n_judgments:,} 篇，{coverage.n_courts:,} 家法院；"
        f"符合筛选条件 {answer.n_allowed:,} 篇。索引 {coverage.snapshot_id}。"
    )


def _tell_hit(hit: SimilarHit) -> None:
    say(f"{hit.rank:>3}. {hit.judgment.title}  [{label_of(hit.judgment.effect)}]")
    say(f"     {hit.judgment.id}")
    if hit.is_same_text:
        say("     ! 与所提交文本相同的文书")
    if hit.likeness is not None:
        say(f"     {label_of(hit.likeness)}")
    if hit.others:
        say(f"     另有 {len(hit.others)} 篇同系列或内容几乎相同：{'、'.join(hit.others)}")
    for reason in hit.reasons:
        say(f"     - {reason}")
    for passage in hit.passages[:1]:
        say(f"     「{' '.join(passage.text.split())[:120]}」")
