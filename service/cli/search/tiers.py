"""`tongpan search --tiers`: similar judgments in the order of authority."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from corpus.judgment import JudgmentId
from service.api.tier_encoding import encode_tiered
from service.cli.opening import working_house
from service.cli.output import emit, say
from service.cli.search.searching import text_told
from service.court_time import court_day
from service.data_folder import load_settings
from service.errors import FilterError
from service.labels import label_of
from service.search.filtering import filter_of
from service.search.question import Question
from service.stock import utc_now
from service.tiers.desk import PER_TIER
from service.tiers.model import Group, TierBlock, TieredAnswer, TieredHit
from service.tiers.wording import article_of, coverage_words, heading_of, window_words


def run_tiered_search(
    *,
    text: str | None,
    file: Path | None,
    judgment_id: str | None,
    filters: Mapping[str, Sequence[str]],
    charges: Sequence[str],
    court: str | None,
    filed_on: str | None,
    per_tier: int | None,
    data: Path | None,
    is_json: bool,
) -> None:
    """Tell the judgments most like a text, a file or a stored judgment, tier by tier.

    Raises:
        RequestError: The question cannot be answered as asked, or there is no such court.
        SourceError: The file cannot be read.
        CorpusError: The store cannot be opened, or does not hold the judgment.
        IndexingError: The index cannot be used.
        NotReadyError: Nothing is indexed yet.
    """
    settings = load_settings({"data": data})
    question = Question(
        text=text_told(text, file, settings),
        judgment_id=None if judgment_id is None else JudgmentId(judgment_id),
        filter=filter_of(filters),
        charges=tuple(charges),
    )
    with working_house(settings, may_make=False) as house:
        answer = house.tiers.search(
            question,
            today=court_day(utc_now()),
            court=court,
            filed_on=_day(filed_on),
            per_tier=per_tier or PER_TIER,
        )
    if is_json:
        emit(encode_tiered(answer).model_dump(mode="json"))
    else:
        _tell(answer)


def _day(word: str | None) -> date | None:
    try:
        return None if word is None else date.fromisoformat(word)
    except ValueError:
        accepted = "a date such as 2026-01-05"
        raise FilterError(field="filed_on", value=word or "", accepted=accepted) from None


def _tell(answer: TieredAnswer) -> None:
    vantage = answer.vantage
    say("本院：" + ("未设定" if vantage is None else vantage.court.name))
    say(window_words(answer.window))
    for block in answer.tiers:
        _tell_block(block)
    say(f"索引 {answer.whole.coverage.snapshot_id}。")
    for sentence in answer.not_searched:
        say(f"未检索：{sentence}。")


def _tell_block(block: TierBlock) -> None:
    say(f"\n{heading_of(block.tier)}（{article_of(block.tier)}）")
    if block.gap:
        say(f"  {block.gap}。")
        return
    say(f"  检索范围 {coverage_words(block.coverage)}")
    if not block.hits:
        say("  本顺位没有符合条件的裁判文书。")
    told: Group | None = None
    for tiered in block.hits:
        if tiered.group is not told:
            told = tiered.group
            say(f"  〔{label_of(told)}〕")
        _tell_hit(tiered)


def _tell_hit(tiered: TieredHit) -> None:
    hit, weight = tiered.hit, tiered.weight
    say(
        f"{hit.rank:>5}. {hit.judgment.title}  [{label_of(weight.label)}]"
        f" [{label_of(hit.judgment.effect)}]"
    )
    say(f"       {hit.judgment.id}")
    if not weight.counts:
        say(f"       ! {weight.reason}")
    for gist in hit.gists:
        say(f"       {gist.heading}：{' '.join(gist.passage.text.split())[:120]}")
    if hit.likeness is not None:
        say(f"       {label_of(hit.likeness)}")
    for reason in hit.reasons[:2]:
        say(f"       - {reason}")
