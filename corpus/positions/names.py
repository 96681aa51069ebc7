"""What is the issue that a holding answers called?

Linear models over runs of characters, learned from sentences that people labelled: of loans,
guarantees and their procedure with issues of the table of dispute issues, of divorces and of
labour disputes with elements of the case (要素). What other causes dispute goes by its own words.
Elements are facts that a court found or requests that it granted; of what it refused, few have one.

The weights (``weights/*.json``) are made by ``python -m corpus.positions.making``.
Source: THUlawtech/MUSER, sentences of civil judgments with three levels of dispute issues; CAIL
2019, elements of divorces and labour disputes.
"""

from base64 import b64decode
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
import orjson
from numpy.typing import NDArray

from corpus.positions.ngrams import runs_of

LOANS: Final = "issues.json"
DIVORCES: Final = "divorce.json"
LABOUR: Final = "labour.json"
NONE: Final = ""
"""Name of what is no issue; of elements alone, since the table has hardly a sentence of none."""
_CAUSES: Final = (
    (LOANS, ("借贷", "借款", "保证", "担保", "追偿", "抵押", "质押")),
    (DIVORCES, ("离婚",)),
    (LABOUR, ("劳动合同", "劳动争议", "劳动关系", "劳动报酬", "经济补偿金")),
)
# Softmax of ridge scores; on halves of the labelled sentences this one gave the best clusters.
_TEMPERATURE: Final = 0.1
_LEAST_CHANCE: Final = 0.12
# Best F1 of names of elements among paragraphs held out of what is learned (.001 to .5 tried).
_LEAST_BESIDE_NONE: Final = 0.3
_MOST_NAMES: Final = 3
_MOST_CHARACTERS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueModel:
    """A linear model of issue names.

    Attributes:
        names: Names of issues, in the order of their numbers.
        rarity: Weight of each run, of shape (runs,); 0 for a run that was hardly seen.
        starts: Where the weights of each run begin, of shape (runs + 1,).
        issues: Number of the issue of each weight.
        weights: The weights, of whole steps.
        scales: Length of a step by issue.
    """

    names: tuple[str, ...]
    rarity: NDArray[np.float32]
    starts: NDArray[np.int64]
    issues: NDArray[np.uint8]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]

    def chances(self, text: str) -> NDArray[np.float64]:
        """Return how likely each issue is what a text is about; they sum to 1.

        Cost: 0.3 ms for a sentence.
        """
        runs, often = runs_of(text[:_MOST_CHARACTERS])
        rarity = self.rarity[runs] * often
        length = float(np.sqrt(np.square(rarity).sum())) or 1.0
        lows, highs = self.starts[runs], self.starts[runs + 1]
        sizes = highs - lows
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(lows - (ends - sizes), sizes)
        steps = self.weights[places] * np.repeat(rarity / length, sizes)
        sums = np.bincount(self.issues[places], weights=steps, minlength=len(self.names))
        scores = sums * self.scales
        powers = np.exp((scores - scores.max()) / _TEMPERATURE)
        return np.asarray(powers / powers.sum(), dtype=np.float64)

    def issue_chances(self, text: str) -> NDArray[np.float64]:
        """Return :meth:`chances` without that of no issue: two of none share no issue."""
        is_issue = [name != NONE for name in self.names]
        return self.chances(text)[is_issue]

    def name(self, text: str) -> tuple[str, ...]:
        """Return the likeliest names of a text, likeliest first; none where nothing is likely."""
        chances = self.chances(text)
        order = np.lexsort((np.arange(len(chances)), -np.round(chances, 9)))
        issues = [place for place in order[: _MOST_NAMES + 1] if self.names[place] != NONE]
        least = _LEAST_BESIDE_NONE if NONE in self.names else _LEAST_CHANCE
        if not issues or chances[issues[0]] < least:
            return ()
        return tuple(
            self.names[place] for place in issues[:_MOST_NAMES] if chances[place] >= _LEAST_CHANCE
        )


def model_of(cause: str | None) -> IssueModel | None:
    """Return the model that names issues of a cause; None where there is none.

    Example:
        >>> model_of("民间借贷纠纷") is model_of("追偿权纠纷"), model_of("离婚后财产纠纷") is None
        (True, False)
        >>> model_of("机动车交通事故责任纠纷") is None
        True
    """
    for name, words in _CAUSES:
        if cause is not None and any(word in cause for word in words):
            return shipped_model(name)
    return None


def read_model(stored: bytes) -> IssueModel:
    """Read what :func:`corpus.positions.learning.save` wrote: numbers as base64 of their bytes."""
    row = orjson.loads(stored)

    def numbers(name: str, kind: str) -> NDArray[np.generic]:
        return np.frombuffer(b64decode(row[name]), dtype=kind)

    return IssueModel(
        names=tuple(row["names"]),
        rarity=numbers("rarity", "<f2").astype(np.float32),
        starts=numbers("starts", "<u4").astype(np.int64),
        issues=numbers("issues", "u1").astype(np.uint8),
        weights=numbers("weights", "i1").astype(np.int8),
        scales=numbers("scales", "<f4").astype(np.float32),
    )


@lru_cache(maxsize=len(_CAUSES))
def shipped_model(name: str) -> IssueModel:
    """Return a model that comes with the program: one of the files of weights."""
    place = resources.files("corpus.positions.weights").joinpath(name)
    return read_model(place.read_bytes())


def name_issues(cause: str | None, question: str | None, holding: str) -> tuple[str, ...]:
    """Return the names of the issue that a holding answers, likeliest first.

    Example:
        >>> said = "双方未约定保证方式，乙山应承担连带保证责任，甲川可以要求其清偿。"
        >>> name_issues("保证合同纠纷", None, said)[0]
        '当事人对保证方式没有约定或者约定不明确的，担保责任的承担方式'
        >>> name_issues("离婚纠纷", None, "甲川每月支付抚养费五百元。")[0]
        '支付抚养费'
    """
    model = model_of(cause)
    if model is None:
        return ()
    return model.name(issue_words(question, holding))


def issue_words(question: str | None, holding: str) -> str:
    """Return the words by which an issue is named."""
    return holding if question is None else f"{question}。{holding}"
