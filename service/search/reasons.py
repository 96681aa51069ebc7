"""Why does a judgment stand in the answer? In plain words that the reader can check.

Only what both texts really hold is named: causes, provisions and words that stand in both, then
the ranks of the channels that found the judgment. No score is shown, because a score compares
nothing across questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from corpus.citations import find_provisions
from corpus.judgment import Judgment
from corpus.provision import Provision
from corpus.spans import value_of
from service.search.marks import words_in

CHANNEL_LABELS: Mapping[str, str] = MappingProxyType(
    {"dense": "语义接近", "lexical": "用词重合", "elements": "法律要素"}
)
_MOST_PROVISIONS = 4
_MOST_WORDS = 8


def reasons_for(
    judgment: Judgment,
    *,
    text: str,
    asked: Judgment | None,
    words: Sequence[str],
    channel_ranks: Mapping[str, int],
) -> tuple[str, ...]:
    """Return why a judgment was found, one plain sentence each, the weightiest first.

    Args:
        judgment: The judgment found.
        text: The text that was searched by.
        asked: The stored judgment that was searched by, or None.
        words: The words of the question, rarest first.
        channel_ranks: Rank in each channel that found the judgment.
    """
    return tuple(_reasons(judgment, text, asked, words, channel_ranks))


def _reasons(
    judgment: Judgment,
    text: str,
    asked: Judgment | None,
    words: Sequence[str],
    channel_ranks: Mapping[str, int],
) -> Iterator[str]:
    causes = _causes_in_common(judgment, text, asked)
    if causes:
        yield f"案由（罪名）相同：{'、'.join(causes)}"
    provisions = _provisions_in_common(judgment, text, asked)
    if provisions:
        yield f"引用相同法条：{'、'.join(str(each) for each in provisions)}"
    shared = words_in(judgment.text, words, most=_MOST_WORDS)
    if shared:
        yield f"共同词语：{'、'.join(shared)}"
    ranks = [
        f"{CHANNEL_LABELS.get(channel, channel)}第{rank}位"
        for channel, rank in sorted(channel_ranks.items(), key=lambda item: (item[1], item[0]))
    ]
    if ranks:
        yield "，".join(ranks)


def _causes_in_common(judgment: Judgment, text: str, asked: Judgment | None) -> list[str]:
    causes = _causes_of(judgment)
    if asked is not None:
        wanted = set(_causes_of(asked))
        return [cause for cause in causes if cause in wanted]
    # Of a pasted text only what it says itself counts; 盗窃 in an account of facts is no charge.
    return [cause for cause in causes if cause in text]


def _causes_of(judgment: Judgment) -> list[str]:
    cause = value_of(judgment.cause)
    named = [charge.value for charge in judgment.charges]
    return list(dict.fromkeys(named if cause is None else [cause, *named]))


def _provisions_in_common(judgment: Judgment, text: str, asked: Judgment | None) -> list[Provision]:
    cited = asked.provisions if asked is not None else find_provisions(text)
    articles = {_article(found.value) for found in cited}
    common = [found.value for found in judgment.provisions if _article(found.value) in articles]
    return list(dict.fromkeys(common))[:_MOST_PROVISIONS]


def _article(provision: Provision) -> tuple[str, int, int]:
    return provision.law, provision.article, provision.article_suffix
