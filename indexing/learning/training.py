"""How does a court's own corpus become an encoder?

A court's intranet has no model hub. The encoder is therefore made from the judgments at hand: a
tokenizer whose vocabulary is the segmenter's words with their frequencies, a vector per word from
latent semantic analysis, and then contrastive training on pairs that the judgments give by
themselves (:mod:`indexing.learning.pairs`). The result is a plain sentence-transformers folder.

Source: Deerwester et al., JASIS 1990 (latent semantic analysis); Henderson et al.,
arXiv:1705.00652 (negatives from the batch); Kusupati et al., NeurIPS 2022 (nested dimensions).
"""

import hashlib
import heapq
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.judgment import JudgmentId
from indexing.errors import NotEnoughJudgmentsError
from indexing.learning.counting import count_words
from indexing.learning.encoders import StaticEncoder
from indexing.learning.held_out import held_out_figures, means_of_words, parted, random_floor
from indexing.learning.model_card import TrainingRecord
from indexing.learning.pairs import (
    CountedText,
    TrainingText,
    WordPair,
    near_of_same_label,
    sampled_pairs,
)
from indexing.words.segmentation import Segmenter
from indexing.words.unigram import make_tokenizer

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingParameters:
    """How an encoder is trained.

    Attributes:
        dimension: Numbers per vector.
        nested_dimensions: Shorter prefixes that must work by themselves.
        limit_judgments: At most so many judgments are read, drawn at random.
        limit_analysed: About so many of them go into the semantic analysis.
        limit_vocabulary: At most so many words, the most widespread first.
        limit_words: Each side of a pair has at most so many words (300 words are about 500
            characters): long enough to tell a story, short enough to leave another for a pair.
        epochs: How often each judgment gives a pair of each sort.
        limit_pairs: At most so many pairs in all, which bounds the time.
        batch: Pairs per step; all other pairs of the batch are negatives.
        learning_rate: Highest step of Adam; falls linearly to zero.
        scale: What cosines are multiplied by before the softmax.
        seed: Of every random choice.
    """

    dimension: int = 256
    nested_dimensions: tuple[int, ...] = (128, 64)
    limit_judgments: int = 20_000
    limit_analysed: int = 5_000
    limit_vocabulary: int = 50_000
    limit_words: int = 300
    epochs: int = 3
    limit_pairs: int = 80_000
    batch: int = 512
    learning_rate: float = 0.01
    scale: float = 20.0
    seed: int = 1


STANDARD_TRAINING = TrainingParameters()
LEAST_JUDGMENTS = 2


class Drawing(Protocol):
    """What is drawn by: how many judgments at most, and the seed."""

    @property
    def limit_judgments(self) -> int:
        """Return how many judgments are drawn at most."""

    @property
    def seed(self) -> int:
        """Return the seed of every random choice."""


class TrainingSample:
    """Draws the judgments to train on from a stream of any length and order.

    Which ones are drawn depends on their ids and the seed alone.
    """

    def __init__(self, parameters: Drawing = STANDARD_TRAINING) -> None:
        self._limit = parameters.limit_judgments
        self._salt = f"{parameters.seed}:".encode()
        self._held: list[tuple[int, JudgmentId]] = []
        self._texts: dict[JudgmentId, TrainingText] = {}

    def offer(self, judgment_id: JudgmentId, read: Callable[[], TrainingText]) -> None:
        """Take a judgment if it is among the drawn ones so far; ``read`` is called only then."""
        draw = -int.from_bytes(hashlib.sha256(self._salt + judgment_id.encode()).digest()[:8])
        if judgment_id in self._texts or (
            len(self._held) >= self._limit and (draw, judgment_id) <= self._held[0]
        ):
            return
        text = read()
        if not text.facts:
            return
        self._texts[judgment_id] = text
        heapq.heappush(self._held, (draw, judgment_id))
        if len(self._held) > self._limit:
            del self._texts[heapq.heappop(self._held)[1]]

    def texts(self) -> list[TrainingText]:
        """Return what was drawn, in order of judgment id."""
        return [self._texts[judgment_id] for judgment_id in sorted(self._texts)]


def drawn_texts(texts: Iterable[TrainingText], parameters: Drawing) -> list[TrainingText]:
    """Return the texts to train on, in order of judgment id.

    Raises:
        NotEnoughJudgmentsError: Fewer than two judgments have facts.
    """
    sample = TrainingSample(parameters)
    for text in texts:
        sample.offer(text.judgment_id, partial(_same, text))
    chosen = sample.texts()
    if len(chosen) < LEAST_JUDGMENTS:
        raise NotEnoughJudgmentsError(
            found=len(chosen), needed=LEAST_JUDGMENTS, purpose="train an encoder on"
        )
    return chosen


def train_encoder(
    texts: Iterable[TrainingText],
    folder: Path,
    *,
    segmenter: Segmenter,
    parameters: TrainingParameters = STANDARD_TRAINING,
    corpus_digest: str | None = None,
    progress: Progress | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> StaticEncoder:
    """Train an encoder on judgments and save it as a sentence-transformers folder.

    The order of the judgments does not matter. The same judgments, parameters and number of
    processor threads give the same encoder.

    Args:
        texts: What training reads of each judgment.
        folder: Where the encoder is written; made if it is not there.
        segmenter: Gives the words of the vocabulary and their frequencies.
        parameters: How to train.
        corpus_digest: Digest of the store they come from, for the card.
        progress: Called with the stage, the steps done and the steps in all.
        monotonic: Tells seconds, for the card.

    Raises:
        NotEnoughJudgmentsError: Fewer than two judgments have facts.

    Cost: two minutes for 9,000 judgments on two cores; bounded by ``limit_judgments`` and
    ``limit_pairs``.
    """
    report = progress or _silent
    started = monotonic()
    rng = np.random.default_rng(parameters.seed)
    chosen = drawn_texts(texts, parameters)
    report("vocabulary", 0, 1)
    found = count_words(chosen, segmenter=segmenter, limit=parameters.limit_vocabulary)
    vocabulary, counted = found.vocabulary, found.texts
    tokenizer = make_tokenizer(vocabulary, segmenter.log_probabilities(vocabulary))
    counted, held_out = parted(counted)
    report("semantic analysis", 0, 1)
    weights = initial_weights(counted, size=len(vocabulary) + 1, parameters=parameters)
    before = held_out_figures(partial(means_of_words, weights), held_out)
    near = near_of_same_label(counted, vectors_of_facts(weights, counted))
    pairs = list(_pairs(counted, near, parameters=parameters, rng=rng))
    report("training", 0, len(pairs))
    weights = _contrasted(tokenizer, weights, pairs, parameters=parameters, report=report)
    _save(tokenizer, weights, folder)
    TrainingRecord(
        corpus_digest=corpus_digest,
        n_judgments=len(counted),
        n_held_out=len(held_out),
        n_words=len(vocabulary),
        pairs=dict(sorted(Counter(pair.sort.value for pair in pairs).items())),
        parameters=asdict(parameters),
        seconds=monotonic() - started,
        before=before,
        after=held_out_figures(partial(means_of_words, weights), held_out),
        floor=random_floor(len(held_out)) if held_out else None,
    ).write(folder)
    return StaticEncoder(folder)


def initial_weights(
    texts: Sequence[CountedText], *, size: int, parameters: TrainingParameters
) -> NDArray[np.float32]:
    """Return a vector per word by latent semantic analysis of facts and reasoning.

    Where there are fewer judgments than dimensions the rest of the vector is zero.

    Args:
        texts: Judgments as numbers of words.
        size: How many words there are.
        parameters: Dimension and seed.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - 1 s to import, training only
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    found = [
        np.unique(np.concatenate((text.facts.words, text.reasoning.words)), return_counts=True)
        for text in texts
    ]
    words = np.concatenate([numbers for numbers, _ in found])
    spread = np.bincount(words, minlength=size)
    rarity = np.log((1 + len(texts)) / (1 + spread)).astype(np.float32)
    rarity[0] = 0.0
    cells = [(1.0 + np.log(counts)) * rarity[numbers] for numbers, counts in found]
    values = np.concatenate([row / (np.linalg.norm(row) or 1.0) for row in cells])
    starts = np.cumsum([0, *(len(row) for row in cells)])
    table = csr_matrix((values.astype(np.float32), words, starts), shape=(len(texts), size))
    # The analysis is only where training starts from: a part of the judgments is enough.
    step = -(-len(texts) // parameters.limit_analysed)
    part = table[::step]
    rank = max(1, min(parameters.dimension, part.shape[0] - 1, size - 1))
    # Judgments that are all alike leave nothing to explain; the shares of it are not used here.
    with np.errstate(invalid="ignore"):
        analysis = TruncatedSVD(rank, n_iter=2, random_state=parameters.seed).fit(part)
    weights = np.zeros((size, parameters.dimension), dtype=np.float32)
    weights[:, :rank] = analysis.components_.T * rarity[:, None]
    weights /= np.linalg.norm(weights, axis=1).mean() or 1.0
    return weights


def _same(text: TrainingText) -> TrainingText:
    return text


def vectors_of_facts(
    weights: NDArray[np.float32], texts: Sequence[CountedText]
) -> NDArray[np.float32]:
    """Return the mean of the word vectors of the facts of each judgment, of length one."""
    return means_of_words(weights, [text.facts.words for text in texts])


def _pairs(
    texts: Sequence[CountedText],
    near: Sequence[NDArray[np.int64]],
    *,
    parameters: TrainingParameters,
    rng: np.random.Generator,
) -> Iterator[WordPair]:
    drawn = chain.from_iterable(
        sampled_pairs(texts, near, limit_words=parameters.limit_words, rng=rng)
        for _ in range(parameters.epochs)
    )
    return islice(drawn, parameters.limit_pairs)


def _contrasted(
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    pairs: Sequence[WordPair],
    *,
    parameters: TrainingParameters,
    report: Progress,
) -> NDArray[np.float32]:
    """Move the vectors so that the sides of each pair find each other in their batch.

    The mean of word vectors is one product with a sparse table of counts, and its gradient
    another: both take a fifth of the time that torch's embedding bag needs on a processor, so
    only the loss is torch's and the library's.
    """
    import torch  # noqa: PLC0415 - 2 s to import, training only
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.losses import (  # noqa: PLC0415
        MultipleNegativesRankingLoss,
    )
    from sentence_transformers.sentence_transformer.modules import (  # noqa: PLC0415
        StaticEmbedding,
    )

    module = StaticEmbedding(tokenizer, embedding_weights=weights.copy())
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MultipleNegativesRankingLoss(model, scale=parameters.scale)
    vectors = module.embedding.weight
    # Shares its memory with the parameter: the optimizer's steps show in it.
    current: NDArray[np.float32] = vectors.detach().numpy()
    steps = math.ceil(len(pairs) / parameters.batch)
    optimizer = torch.optim.Adam([vectors], lr=parameters.learning_rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 - step / max(steps, 1))
    # Every prefix of the vectors is trained to work by itself.
    dimensions = (parameters.dimension, *parameters.nested_dimensions)
    for step in range(steps):
        batch = pairs[step * parameters.batch : (step + 1) * parameters.batch]
        texts = ([pair.left for pair in batch], [pair.right for pair in batch])
        tables = [_means(side, len(current)) for side in texts]
        sides = [torch.from_numpy(table @ current).requires_grad_() for table in tables]
        labels = torch.arange(len(batch))
        total = torch.stack(
            [
                loss.compute_loss_from_embeddings([side[:, :length] for side in sides], labels)
                for length in dimensions
            ]
        ).sum()
        total.backward()  # type: ignore[no-untyped-call]
        gradient = sum(
            table.T @ side.grad.numpy()
            for table, side in zip(tables, sides, strict=True)
            if side.grad is not None
        )
        vectors.grad = torch.from_numpy(gradient)
        optimizer.step()
        schedule.step()
        report("training", min((step + 1) * parameters.batch, len(pairs)), len(pairs))
    trained = current.copy()
    trained[0] = 0.0
    return trained


def _means(texts: Sequence[NDArray[np.int32]], size: int) -> "csr_matrix[np.float32]":
    """Return the table that takes word vectors to the mean of each text."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - training only

    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    shares = np.repeat((1.0 / lengths).astype(np.float32), lengths)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    table = csr_matrix((shares, np.concatenate(texts), starts), shape=(len(texts), size))
    table.sum_duplicates()
    return table


def _save(tokenizer: Tokenizer, weights: NDArray[np.float32], folder: Path) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 7 s to import
    from sentence_transformers.sentence_transformer.modules import (  # noqa: PLC0415
        Normalize,
        StaticEmbedding,
    )

    folder.mkdir(parents=True, exist_ok=True)
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    model.save_pretrained(str(folder), create_model_card=False)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
