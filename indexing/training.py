"""How does a court's own corpus become an encoder?

A court's intranet has no model hub. The encoder is therefore made from the judgments at hand: a
tokenizer whose vocabulary is the segmenter's words with their frequencies, a vector per word from
latent semantic analysis, and then contrastive training on pairs that the judgments give by
themselves (:mod:`indexing.pairs`). The result is a plain sentence-transformers folder.

Source: Deerwester et al., JASIS 1990 (latent semantic analysis); Henderson et al.,
arXiv:1705.00652 (negatives from the batch); Kusupati et al., NeurIPS 2022 (nested dimensions).
"""

import hashlib
import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from corpus.judgment import JudgmentId
from indexing.encoders import StaticEncoder, with_unit_length
from indexing.errors import NotEnoughJudgmentsError
from indexing.pairs import TrainingText, sampled_pairs
from indexing.segmentation import Segmenter

Progress = Callable[[str, int, int], None]

UNKNOWN = "[UNK]"
_UNKNOWN_LOG_PROBABILITY = -30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingParameters:
    """How an encoder is trained.

    Attributes:
        dimension: Numbers per vector.
        nested_dimensions: Shorter prefixes that must work by themselves.
        limit_judgments: At most so many judgments are read, drawn at random.
        limit_vocabulary: At most so many words, the most widespread first.
        limit_characters: Each side of a pair is cut to about so many characters.
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
    limit_vocabulary: int = 50_000
    limit_characters: int = 500
    epochs: int = 3
    limit_pairs: int = 80_000
    batch: int = 512
    learning_rate: float = 0.01
    scale: float = 20.0
    seed: int = 1


STANDARD_TRAINING = TrainingParameters()
LEAST_JUDGMENTS = 2


class TrainingSample:
    """Draws the judgments to train on from a stream of any length and order.

    Which ones are drawn depends on their ids and the seed alone.
    """

    def __init__(self, parameters: TrainingParameters = STANDARD_TRAINING) -> None:
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


def train_encoder(
    texts: Iterable[TrainingText],
    folder: Path,
    *,
    segmenter: Segmenter,
    parameters: TrainingParameters = STANDARD_TRAINING,
    progress: Progress | None = None,
) -> StaticEncoder:
    """Train an encoder on judgments and save it as a sentence-transformers folder.

    The order of the judgments does not matter. The same judgments, parameters and number of
    processor threads give the same encoder.

    Args:
        texts: What training reads of each judgment.
        folder: Where the encoder is written; made if it is not there.
        segmenter: Gives the words of the vocabulary and their frequencies.
        parameters: How to train.
        progress: Called with the stage, the steps done and the steps in all.

    Raises:
        NotEnoughJudgmentsError: Fewer than two judgments have facts.

    Cost: two minutes for 9,000 judgments on two cores; bounded by ``limit_judgments`` and
    ``limit_pairs``.
    """
    report = progress or _silent
    rng = np.random.default_rng(parameters.seed)
    sample = TrainingSample(parameters)
    for text in texts:
        sample.offer(text.judgment_id, partial(_same, text))
    chosen = sample.texts()
    if len(chosen) < LEAST_JUDGMENTS:
        raise NotEnoughJudgmentsError(
            found=len(chosen), needed=LEAST_JUDGMENTS, purpose="train an encoder on"
        )
    report("vocabulary", 0, 1)
    tokenizer = make_tokenizer(chosen, segmenter=segmenter, parameters=parameters)
    report("semantic analysis", 0, 1)
    weights = initial_weights(tokenizer, chosen, parameters=parameters)
    vectors = _judgment_vectors(tokenizer, weights, chosen)
    pairs = _pairs(chosen, vectors, parameters=parameters, rng=rng)
    report("training", 0, len(pairs))
    weights = _contrasted(tokenizer, weights, pairs, parameters=parameters, report=report)
    _save(tokenizer, weights, folder)
    return StaticEncoder(folder)


def make_tokenizer(
    texts: Sequence[TrainingText], *, segmenter: Segmenter, parameters: TrainingParameters
) -> Tokenizer:
    """Make a tokenizer whose words are those the segmenter cuts, with their frequencies.

    It needs no segmenter when it runs, and its most probable cut is nearly always the
    segmenter's.
    """
    spread: Counter[str] = Counter()
    characters: set[str] = set()
    for text in texts:
        whole = "".join((*text.facts, *text.reasoning))
        spread.update(set(segmenter.words(whole)))
        characters.update(segmenter.words(" ".join(set(whole))))
    common = sorted(spread.items(), key=lambda item: (-item[1], item[0]))
    words = {word for word, _ in common[: parameters.limit_vocabulary]} | characters
    ordered = sorted(words)
    vocabulary = list(zip(ordered, segmenter.log_probabilities(ordered), strict=True))
    tokenizer = Tokenizer(
        models.Unigram([(UNKNOWN, _UNKNOWN_LOG_PROBABILITY), *vocabulary], unk_id=0)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    # Han runs and Latin runs; numbers and marks fall away, as they do in the segmenter.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"[a-z]+|\p{Han}+"), behavior="removed", invert=True
    )
    return tokenizer


def initial_weights(
    tokenizer: Tokenizer, texts: Sequence[TrainingText], *, parameters: TrainingParameters
) -> NDArray[np.float32]:
    """Return a vector per word by latent semantic analysis of facts and reasoning.

    Where there are fewer judgments than dimensions the rest of the vector is zero.
    """
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415 - 1 s to import, training only
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    wholes = ["".join((*text.facts, *text.reasoning)) for text in texts]
    starts, words, counts = [0], [], []
    for encoding in _encodings(tokenizer, wholes):
        ids, number = np.unique(np.asarray(encoding, dtype=np.int64), return_counts=True)
        words.append(ids)
        counts.append(1.0 + np.log(number))
        starts.append(starts[-1] + len(ids))
    size = tokenizer.get_vocab_size()
    table = csr_matrix(
        (np.concatenate(counts), np.concatenate(words), np.asarray(starts)),
        shape=(len(wholes), size),
        dtype=np.float32,
    )
    spread = np.bincount(table.indices, minlength=size)
    rarity = np.log((1 + len(wholes)) / (1 + spread)).astype(np.float32)
    rarity[0] = 0.0
    weighted = table @ diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    normal = diags(1.0 / np.maximum(lengths, 1e-9)) @ weighted
    rank = max(1, min(parameters.dimension, len(wholes) - 1, size - 1))
    analysis = TruncatedSVD(rank, n_iter=3, random_state=parameters.seed).fit(normal)
    weights = np.zeros((size, parameters.dimension), dtype=np.float32)
    weights[:, :rank] = analysis.components_.T * rarity[:, None]
    weights /= np.linalg.norm(weights, axis=1).mean() or 1.0
    return weights


def _same(text: TrainingText) -> TrainingText:
    return text


def _judgment_vectors(
    tokenizer: Tokenizer, weights: NDArray[np.float32], texts: Sequence[TrainingText]
) -> NDArray[np.float32]:
    facts = ("".join(text.facts) for text in texts)
    rows = [
        weights.take(ids, axis=0).mean(axis=0) if ids else np.zeros(weights.shape[1], np.float32)
        for ids in _encodings(tokenizer, list(facts))
    ]
    return with_unit_length(np.asarray(rows, dtype=np.float32))


def _pairs(
    texts: Sequence[TrainingText],
    vectors: NDArray[np.float32],
    *,
    parameters: TrainingParameters,
    rng: np.random.Generator,
) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for _ in range(parameters.epochs):
        drawn = sampled_pairs(texts, vectors, limit_characters=parameters.limit_characters, rng=rng)
        pairs.extend(pair for pair in drawn if pair[0] and pair[1])
    return pairs[: parameters.limit_pairs]


def _contrasted(
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    pairs: Sequence[tuple[str, str]],
    *,
    parameters: TrainingParameters,
    report: Progress,
) -> NDArray[np.float32]:
    """Move the vectors so that the sides of each pair find each other in their batch."""
    import torch  # noqa: PLC0415 - 2 s to import, training only
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.losses import (  # noqa: PLC0415
        MatryoshkaLoss,
        MultipleNegativesRankingLoss,
    )
    from sentence_transformers.sentence_transformer.modules import (  # noqa: PLC0415
        StaticEmbedding,
    )

    module = StaticEmbedding(tokenizer, embedding_weights=weights.copy())
    model = SentenceTransformer(modules=[module], device="cpu")
    loss = MatryoshkaLoss(
        model,
        MultipleNegativesRankingLoss(model, scale=parameters.scale),
        matryoshka_dims=[parameters.dimension, *parameters.nested_dimensions],
    )
    steps = math.ceil(len(pairs) / parameters.batch)
    optimizer = torch.optim.Adam(model.parameters(), lr=parameters.learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 - step / max(steps, 1))
    # Own loop rather than the library's trainer: the trainer's setting up alone takes longer.
    for step in range(steps):
        batch = pairs[step * parameters.batch : (step + 1) * parameters.batch]
        sides = [module.preprocess([pair[side] for pair in batch]) for side in (0, 1)]
        optimizer.zero_grad()
        loss(sides, torch.arange(len(batch))).backward()
        optimizer.step()
        schedule.step()
        report("training", min((step + 1) * parameters.batch, len(pairs)), len(pairs))
    trained: NDArray[np.float32] = module.embedding.weight.detach().numpy().copy()
    trained[0] = 0.0
    return trained


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


def _encodings(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterable[list[int]]:
    for start in range(0, len(texts), 256):
        for encoding in tokenizer.encode_batch_fast(
            list(texts[start : start + 256]), add_special_tokens=False
        ):
            yield encoding.ids


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
