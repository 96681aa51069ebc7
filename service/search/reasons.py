"""Why does a judgment stand in the answer? In plain words that the reader can check.

Only what both texts really hold is named: causes, provisions and words that stand in both, then
the ranks of the channels that found the judgment. No score is shown, because a score compares
nothing across questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from corpus.citations import find_provisions
from corpus.judgment import Judgment
from corpus.listed import ListedJudgment
from corpus.provision import Provision
from corpus.spans import value_of
from service.search.answer import Used
from service.search.bands import bands_among
from service.search.index import Found
from service.search.marks import Marker
from service.search.understanding import Origin

CHANNEL_LABELS: Mapping[str, str] = MappingProxyType(
    {"dense": "语义接近", "lexical": "用词重合", "elements": "法律要素"}
)
_MOST_PROVISIONS = 4
_MOST_WORDS = 8


class Reasons:
    """Gives the reasons of the hits of one question."""

    def __init__(self, *, text: str, asked: Judgment | None, marker: Marker, used: Used) -> None:
        """Read what the question itself names.

        Args:
            text: The text that is searched by.
            asked: The stored judgment that is searched by, or None.
            marker: Of the words of the question.
            used: What of the question was searched by.
        """
        cited = asked.provisions if asked is not None else find_provisions(text)
        self._articles = frozenset(_article(found.value) for found in cited)
        self._causes = None if asked is None else frozenset(_causes_of(asked))
        self._text = text
        self._marker = marker
        self._used = used
        self._bands = frozenset(used.bands)
        self._told = frozenset(
            element.name for element in used.elements if element.origin is not Origin.PREDICTED
        )

    def of(
        self, judgment: ListedJudgment, found: Found, *, quoted: Sequence[str]
    ) -> tuple[str, ...]:
        """Return why a judgment was found, one plain sentence each, the weightiest first.

        Args:
            judgment: The judgment found.
            found: How the index found it.
            quoted: What of it is shown; words in common are named from there, so that the
                reader sees each where it stands.
        """
        return tuple(self._reasons(judgment, found, quoted))

    def _reasons(
        self, judgment: ListedJudgment, found: Found, quoted: Sequence[str]
    ) -> Iterator[str]:
        causes = [cause for cause in _causes_of(judgment) if self._names(cause)]
        if causes:
            yield f"案由（罪名）相同：{'、'.join(causes)}"
        provisions = self._provisions_in_common(judgment)
        if provisions:
            yield f"引用相同法条：{'、'.join(str(each) for each in provisions)}"
        if found.issues:
            issues = (self._used.parts.issues[place] for place in found.issues)
            yield f"说理涉及争议焦点：{'；'.join(issues)}"
        bands = bands_among("\n".join(quoted), self._bands)
        if bands:
            yield f"数量同档：{'，'.join(str(band) for band in bands)}"
        shared = self._marker.words_in(*quoted, most=_MOST_WORDS)
        if shared:
            yield f"共同词语：{'、'.join(shared)}"
        ranks = [
            f"{CHANNEL_LABELS.get(channel, channel)}第{rank}位"
            for channel, rank in sorted(
                found.channel_ranks.items(), key=lambda item: (item[1], item[0])
            )
        ]
        if ranks:
            yield "，".join(ranks)

    def _names(self, cause: str) -> bool:
        if self._causes is not None:
            return cause in self._causes
        # Of a pasted text only what it says itself counts; 盗窃 in an account of facts is no
        # charge.
        return cause in self._told or cause in self._text

    def _provisions_in_common(self, judgment: ListedJudgment) -> list[Provision]:
        if not self._articles:
            return []
        common = [
            found.value for found in judgment.provisions if _article(found.value) in self._articles
        ]
        return list(dict.fromkeys(common))[:_MOST_PROVISIONS]


def _causes_of(judgment: Judgment | ListedJudgment) -> list[str]:
    cause = value_of(judgment.cause)
    named = [charge.value for charge in judgment.charges]
    return list(dict.fromkeys(named if cause is None else [cause, *named]))


def _article(provision: Provision) -> tuple[str, int, int]:
    return provision.law, provision.article, provision.article_suffix
