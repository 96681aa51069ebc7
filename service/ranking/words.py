"""What do people read of the ranker in use, of the verdicts and of the last training?"""

from collections.abc import Iterator

from service.court_time import moment_words
from service.labels import label_of
from service.ranking.desk import SHIPPED, RankingStatus
from service.ranking.record import Comparison, Decision, TrainingRecord


def in_use_words(status: RankingStatus) -> str:
    """Say which ranker is in use, and since when."""
    own = status.own
    if own is not None:
        return f"由本院评价学得的排序模型（{own.ranker}），{moment_words(own.at)} 起使用"
    if status.trouble is not None:
        return f"随程序提供的排序模型；本院的排序模型无法使用：{status.trouble}"
    return "随程序提供的排序模型"


def counts_words(status: RankingStatus) -> str:
    """Say how many verdicts there are."""
    counts = status.counts
    return (
        f"是类案 {counts.similar:,}，不是类案 {counts.not_similar:,}，待定 {counts.open:,}；"
        f"共 {counts.n_questions:,} 次检索，其中两种评价兼有的 {counts.n_teaching:,} 次，"
        f"涉及 {counts.n_graded:,} 篇文书"
    )


def readiness_words(status: RankingStatus) -> str:
    """Say whether a ranker can be learned of these, and what is missing."""
    if not status.shortages:
        return "评价数量已足，可运行 tongpan rank train"
    missing = "，".join(
        f"{label_of(each.need)}有 {each.found:,}，需要 {each.needed:,}" for each in status.shortages
    )
    return f"评价尚不足：{missing}"


def training_words(record: TrainingRecord) -> tuple[str, ...]:
    """Say what a training came to, one sentence a line."""
    return tuple(_training_lines(record))


def _training_lines(record: TrainingRecord) -> Iterator[str]:
    yield f"{moment_words(record.at)}：{label_of(record.decision)}（{record.command}）"
    yield (
        f"{record.n_questions:,} 次检索，是类案 {record.n_similar:,} 篇，"
        f"不是类案 {record.n_not_similar:,} 篇，配成 {record.n_pairs:,} 对"
    )
    if record.left_out:
        told = "，".join(f"{label_of(why)} {n:,}" for why, n in record.left_out.items())
        yield f"未用于训练的文书：{told}"
    for short in record.shortages:
        yield f"{label_of(short.need)}有 {short.found:,}，需要 {short.needed:,}"
    if record.decision is Decision.INSUFFICIENT:
        return
    yield (
        "顺序正确的对所占比例（各次检索平均；每次检索都由没有学过它的模型排列）："
        f"新模型 {_share(record.in_order['candidate'])}，"
        f"随程序提供的 {_share(record.in_order[SHIPPED])}，"
        f"固定公式 {_share(record.in_order['formula'])}，随机 {_share(record.in_order['chance'])}"
    )
    for each in record.comparisons:
        yield _comparison(each)


def _comparison(each: Comparison) -> str:
    rival = "随程序提供的模型" if each.rival == SHIPPED else f"现用模型（{each.rival}）"
    return (
        f"与{rival}相比，在其未学过的 {each.n_questions:,} 次检索上，"
        f"{_share(each.candidate)} 对 {_share(each.other)}，"
        f"差 {each.gain:+.3f}（95% 区间 {each.low:+.3f} 至 {each.high:+.3f}）"
    )


def _share(value: float) -> str:
    return f"{value:.3f}"
