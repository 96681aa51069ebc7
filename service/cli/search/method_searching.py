"""`tongpan search --method …` and `tongpan replay`: searches by method on the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import SourceError
from corpus.judgment import JudgmentId
from service.api.method_encoding import decode_kept, encode_method_answer, encode_replayed
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.cli.search.searching import text_told
from service.data_folder import load_settings
from service.labels import label_of
from service.search.filtering import filter_of
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodAnswer, MethodHit, MethodQuestion
from service.search.methods.vocabulary import SearchMethod, SortOrder, TextPart
from service.search.replay import Comparison, replay


def run_method_search(
    *,
    method: SearchMethod,
    words: str,
    part: TextPart,
    sort: SortOrder,
    file: Path | None,
    judgment_id: str | None,
    charges: Sequence[str],
    filters: Mapping[str, Sequence[str]],
    limit: int,
    offset: int,
    data: Path | None,
    is_json: bool,
) -> None:
    """Tell the judgments that a method of search finds.

    Raises:
        RequestError: The question cannot be answered as asked.
        CorpusError: The store cannot be opened, or does not hold the judgment.
        IndexingError: The index cannot be used.
        NotReadyError: Nothing is indexed yet.
        SourceError: The file cannot be read.
    """
    settings = load_settings({"data": data})
    question = MethodQuestion(
        method=method,
        words=words,
        part=part,
        sort=sort,
        text=text_told(None, file, settings),
        judgment_id=None if judgment_id is None else JudgmentId(judgment_id),
        charges=tuple(charges),
        filter=filter_of(filters),
        offset=offset,
        limit=limit,
    )
    with working_house(settings, may_make=False) as house:
        answer = answer_by_method(question, house.search)
    if is_json:
        emit(encode_method_answer(answer).model_dump(mode="json"))
    else:
        _tell(answer)


def run_replay(file: Path, *, data: Path | None, is_json: bool) -> bool:
    """Ask a kept search again and tell what is different.

    Returns:
        Whether the snapshot of then, or where that is gone the current one, gives the same list.

    Raises:
        SourceError: The file cannot be read.
        MalformedRequestError: It holds no kept search.
        RequestError: The question cannot be answered any more.
        CorpusError: The store cannot be opened, or has lost a judgment.
        IndexingError: The current index cannot be used.
    """
    try:
        kept = decode_kept(file.read_bytes())
    except OSError as error:
        raise SourceError(str(file), error.strerror or "cannot be opened") from error
    with working_house(load_settings({"data": data}), may_make=False) as house:
        replayed = replay(kept, house.search)
    if is_json:
        emit(encode_replayed(replayed).model_dump(mode="json"))
    else:
        say(f"{label_of(kept.question.method)}，原索引 {kept.snapshot_id}")
        if replayed.trouble is not None:
            say(f"原索引不能打开：{replayed.trouble}")
        for compared in (replayed.same, replayed.current):
            if compared is not None:
                _tell_comparison(compared)
    compared = replayed.same or replayed.current
    return compared is not None and compared.is_same_list


def _tell(answer: MethodAnswer) -> None:
    say(label_of(answer.question.method))
    for each in answer.understood:
        say(f"{label_of(each.aspect)}：{each.words}")
    if answer.unread:
        say(f"没有读懂，未用于检索：{'、'.join(answer.unread)}")
    for law in answer.successors:
        say(
            f"《{law.law}》自 {law.ended.isoformat()} 起由《{law.successor}》取代（{law.source}），"
            "本次未检索后者"
        )
    say(f"命中 {answer.n_hits:,} 篇，{label_of(answer.order)}。")
    for hit in answer.hits:
        _tell_hit(hit)
    coverage = answer.coverage
    say(
        f"检索范围：{coverage.n_judgments:,} 篇，{coverage.n_courts:,} 家法院；"
        f"符合筛选条件 {answer.n_allowed:,} 篇。索引 {coverage.snapshot_id}。"
    )


def _tell_hit(hit: MethodHit) -> None:
    similar = hit.similar
    relation = "" if hit.relation is None else f"  {label_of(hit.relation)}"
    effect = label_of(similar.judgment.effect)
    say(f"{similar.rank:>3}. {similar.judgment.title}  [{effect}]{relation}")
    say(f"     {similar.judgment.id}")
    for reason in similar.reasons:
        say(f"     - {reason}")
    for passage in similar.passages:
        say(f"     {label_of(passage.kind)}「{' '.join(passage.text.split())[:160]}」")


def _tell_comparison(compared: Comparison) -> None:
    say(
        f"索引 {compared.answer.coverage.snapshot_id}："
        f"{'结果相同' if compared.is_same_list else '结果不同'}，命中 {compared.answer.n_hits:,} 篇"
    )
    if compared.is_other_ranker:
        say("     ! 排序方式与当时不同")
    for gone in compared.gone:
        left = "名次落后" if gone.is_indexed else "已不在索引"
        say(f"     - {gone.judgment_id} 原第{gone.was}位，{left}")
    for new in compared.new:
        say(f"     + {new} 新列入")
    for moved in compared.moved:
        say(f"     ~ {moved.judgment_id} 第{moved.was}位变为第{moved.rank}位")
    for changed in compared.effects:
        say(
            f"     ! {changed.judgment_id} 效力由“{label_of(changed.was)}”"
            f"变为“{label_of(changed.effect)}”"
        )
