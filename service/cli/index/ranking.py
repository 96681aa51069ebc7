"""`tongpan rank`: a ranker learned from judges' verdicts."""

from pathlib import Path

from service.api.refusals import refusal_of
from service.cli.opening import working_house
from service.cli.output import bars, emit, say
from service.data_folder import load_settings
from service.ranking.desk import SHIPPED, RankingStatus
from service.ranking.words import (
    counts_words,
    in_use_words,
    readiness_words,
    training_words,
)
from service.stock import utc_now

_READING = "verdicts"


def run_train(*, seed: int, data: Path | None, is_json: bool) -> None:
    """Learn a ranker of the standing verdicts, and use it where it is better.

    Raises:
        IndexingError: There is no index, or it cannot be used.
        StoreError: The database refuses.
    """
    labels = {_READING: "读取评价 reading verdicts"}
    with (
        working_house(load_settings({"data": data}), may_make=True) as house,
        bars(labels, is_json=is_json) as shown,
    ):
        record = house.ranking.train(
            seed=seed,
            now=utc_now(),
            progress=lambda done, total: shown.show(_READING, done, total),
        )
    if is_json:
        emit(record.model_dump(mode="json"))
        return
    for line in training_words(record):
        say(line)


def run_status(*, data: Path | None, is_json: bool) -> bool:
    """Tell which ranker is in use, the verdicts and the last training.

    Returns:
        Whether the ranker that should be in use is.

    Raises:
        StoreError: The database cannot be opened.
    """
    with working_house(load_settings({"data": data}), may_make=False) as house:
        status = house.ranking.status()
    if is_json:
        emit(_encode(status))
    else:
        say(f"使用中：{in_use_words(status)}")
        say(f"评价：{counts_words(status)}")
        say(f"能否训练：{readiness_words(status)}")
        for line in () if status.last is None else training_words(status.last):
            say(f"  {line}")
    return status.trouble is None


def run_reset(*, data: Path | None, is_json: bool) -> None:
    """Put the shipped ranker into use again; learned ones stay in the data folder."""
    with working_house(load_settings({"data": data}), may_make=False) as house:
        replaced = house.ranking.reset()
    if is_json:
        emit({"in_use": SHIPPED, "replaced": replaced})
    elif replaced is None:
        say("使用的本来就是随程序提供的排序模型")
    else:
        say(f"已改用随程序提供的排序模型；{replaced} 仍保存在数据目录")


def _encode(status: RankingStatus) -> dict[str, object]:
    trouble, counts = status.trouble, status.counts
    return {
        "in_use": SHIPPED if status.own is None else status.own.ranker,
        "since": None if status.own is None else status.own.at.isoformat(),
        "trouble": None
        if trouble is None
        else {"code": refusal_of(trouble).code, "details": str(trouble)},
        "verdicts": {
            "similar": counts.similar,
            "not_similar": counts.not_similar,
            "open": counts.open,
            "n_questions": counts.n_questions,
            "n_teaching": counts.n_teaching,
            "n_graded": counts.n_graded,
        },
        "can_train": not status.shortages,
        "shortages": [
            {"need": each.need, "found": each.found, "needed": each.needed}
            for each in status.shortages
        ],
        "last_training": None if status.last is None else status.last.model_dump(mode="json"),
    }
