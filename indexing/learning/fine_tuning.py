"""How does a transformer that a court has on its disk learn from the court's own judgments?

Word vectors are made from nothing; a transformer is given, and is moved by the same pairs
(:mod:`indexing.learning.text_pairs`), each against the other pairs of its batch and against what is
near in words and of another kind. Nothing is fetched: base, tokenizer and result are folders.

Source: Reimers and Gurevych, EMNLP 2019 (mean pooling over a transformer); Henderson et al.,
arXiv:1705.00652 (negatives from the batch); Gao et al., RepL4NLP 2021 (large batches in little
memory).
"""

import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError

from indexing.errors import BaseFolderError, EncoderFolderError, StaticBaseError
from indexing.learning.counting import count_words
from indexing.learning.encoders import (
    Encoder,
    fingerprint_of_folder,
    is_static_folder,
    load_encoder,
    with_unit_length,
)
from indexing.learning.hard_negatives import hard_negatives
from indexing.learning.held_out import held_out_figures, parted, random_floor
from indexing.learning.model_card import TrainingRecord
from indexing.learning.pairs import TrainingText, near_of_same_label
from indexing.learning.text_pairs import TextPair, as_letters, text_batches, text_of
from indexing.learning.training import (
    STANDARD_TRAINING,
    Progress,
    drawn_texts,
    initial_weights,
    vectors_of_facts,
)
from indexing.words.segmentation import Segmenter

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_CONFIG = "config.json"
_MODULES = "modules.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FineTuningParameters:
    """How a transformer is fine-tuned.

    Attributes:
        limit_judgments: At most so many judgments are read, drawn at random.
        limit_held_out: At most so many of them are kept apart for the figures.
        limit_letters: Each side of a pair has at most so many letters; what the transformer does
            not read of them is cut off by its tokenizer.
        epochs: How often each judgment gives a pair of each sort.
        limit_pairs: At most so many pairs in all, which bounds the time.
        batch: Pairs per step; all other pairs of the batch are negatives.
        held_at_once: Of a batch so many texts are in memory at once.
        learning_rate: Highest step of AdamW; rises over the first tenth, then falls to zero.
        scale: What cosines are multiplied by before the softmax.
        longest_gradient: Longer gradients are shortened to this length.
        seed: Of every random choice.
    """

    limit_judgments: int = 20_000
    limit_held_out: int = 200
    limit_letters: int = 500
    epochs: int = 1
    limit_pairs: int = 40_000
    batch: int = 64
    held_at_once: int = 16
    learning_rate: float = 2e-5
    scale: float = 20.0
    longest_gradient: float = 1.0
    seed: int = 1


STANDARD_FINE_TUNING = FineTuningParameters()
_WARMING_UP = 0.1


def check_base(base: Path) -> None:
    """Look whether a folder holds a transformer, without loading it.

    Raises:
        BaseFolderError: There is no such folder, or no model in it.
        StaticBaseError: It holds vectors of words.
    """
    if not base.is_dir():
        raise BaseFolderError(str(base), "no such folder")
    if (base / _MODULES).is_file():
        _check_modules(base)
        return
    try:
        kind = json.loads((base / _CONFIG).read_text("utf-8"))["model_type"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BaseFolderError(
            str(base), f"neither {_MODULES} nor a {_CONFIG} with a model_type"
        ) from error
    if not any(path.suffix in {".safetensors", ".bin"} for path in base.iterdir()):
        raise BaseFolderError(str(base), f"{_CONFIG} of {kind} without weights")


def _check_modules(base: Path) -> None:
    try:
        is_static = is_static_folder(base)
    except EncoderFolderError as error:
        raise BaseFolderError(str(base), error.reason) from error
    if is_static:
        raise StaticBaseError(str(base))


def fine_tune(
    texts: Iterable[TrainingText],
    base: Path,
    folder: Path,
    *,
    segmenter: Segmenter,
    parameters: FineTuningParameters = STANDARD_FINE_TUNING,
    corpus_digest: str | None = None,
    progress: Progress | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Encoder:
    """Fine-tune a transformer on judgments and save it as a sentence-transformers folder.

    A plain transformer gets the mean of its token vectors on top. It works on the GPU where torch
    finds one. On a processor the same judgments, base, parameters and number of threads give the
    same encoder; a GPU promises no such thing.

    Args:
        texts: What training reads of each judgment.
        base: Folder of sentence-transformers, or of transformers; it is not written to.
        folder: Where the encoder is written; made if it is not there.
        segmenter: Gives the words by which hard negatives are found.
        parameters: How to train.
        corpus_digest: Digest of the store they come from, for the card.
        progress: Called with the stage, the steps done and the steps in all.
        monotonic: Tells seconds, for the card.

    Raises:
        BaseFolderError: The base holds no model that can be loaded, or is to be overwritten.
        StaticBaseError: The base holds vectors of words.
        NotEnoughJudgmentsError: Fewer than two judgments have facts.

    Cost: about eight times what encoding the texts of all pairs takes; bounded by ``limit_pairs``.
        On two cores hours for four layers of 512, so that a GPU is what it is meant for.
    """
    report = progress or _silent
    started = monotonic()
    check_base(base)
    if folder.resolve() == base.resolve():
        raise BaseFolderError(str(base), "the result would overwrite it")
    chosen = drawn_texts(texts, parameters)
    learned, held_out = parted(chosen, limit=parameters.limit_held_out)
    letters = [as_letters(text) for text in held_out]
    with _seeded(parameters.seed):
        model = _loaded(base)
        report("vocabulary", 0, 1)
        batches = _batches(learned, segmenter=segmenter, parameters=parameters, report=report)
        vectors_of = partial(_vectors_of, model)
        report("figures", 0, 2)
        before = held_out_figures(vectors_of, letters)
        report("figures", 1, 2)
        _contrast(model, batches, parameters=parameters, report=report)
        after = held_out_figures(vectors_of, letters)
        report("figures", 2, 2)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(str(folder), create_model_card=False)
    pairs = Counter(pair.sort for batch in batches for pair in batch)
    TrainingRecord(
        base=fingerprint_of_folder(base),
        device=model.device.type,
        corpus_digest=corpus_digest,
        n_judgments=len(learned),
        n_held_out=len(held_out),
        n_words=len(model.tokenizer),
        n_hard_negatives=sum(pair.hard_negative is not None for batch in batches for pair in batch),
        pairs=dict(sorted(pairs.items())),
        parameters=asdict(parameters),
        seconds=monotonic() - started,
        before=before,
        after=after,
        floor=random_floor(len(held_out)) if held_out else None,
    ).write(folder)
    return load_encoder(folder)


def _batches(
    texts: Sequence[TrainingText],
    *,
    segmenter: Segmenter,
    parameters: FineTuningParameters,
    report: Progress,
) -> list[list[TextPair]]:
    """Return what is learned from: near and hard judgments are found by words, as elsewhere."""
    by_words = replace(STANDARD_TRAINING, seed=parameters.seed)
    found = count_words(texts, segmenter=segmenter, limit=by_words.limit_vocabulary)
    size = len(found.vocabulary) + 1
    report("semantic analysis", 0, 1)
    weights = initial_weights(found.texts, size=size, parameters=by_words)
    return text_batches(
        [as_letters(text) for text in texts],
        near_of_same_label(found.texts, vectors_of_facts(weights, found.texts)),
        hard_negatives(texts, found.texts, size=size),
        epochs=parameters.epochs,
        limit_pairs=parameters.limit_pairs,
        limit_letters=parameters.limit_letters,
        batch=parameters.batch,
        rng=np.random.default_rng(parameters.seed),
    )


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed torch (dropout, and layers that a base lacks), and give its state back afterwards."""
    import torch  # noqa: PLC0415 - 2 s to import, training only

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        yield


def _loaded(base: Path) -> "SentenceTransformer":
    import torch  # noqa: PLC0415 - training only
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 7 s to import

    device = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        model = SentenceTransformer(str(base), device=device, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise BaseFolderError(str(base), f"it cannot be loaded ({error})") from error
    # Steps of 1e-5 are lost in numbers of 16 bits.
    return model.float()


def _vectors_of(
    model: "SentenceTransformer", texts: Sequence[NDArray[np.int32]]
) -> NDArray[np.float32]:
    rows = model.encode([text_of(text) for text in texts], show_progress_bar=False)
    return with_unit_length(np.asarray(rows, dtype=np.float32))


def _contrast(
    model: "SentenceTransformer",
    batches: Sequence[Sequence[TextPair]],
    *,
    parameters: FineTuningParameters,
    report: Progress,
) -> None:
    """Move the model so that the sides of each pair find each other in their batch.

    The library's trainer would bring two packages of 185 MB, for what is here one loop; its loss
    is what is used.
    """
    import torch  # noqa: PLC0415 - training only
    from sentence_transformers.sentence_transformer.losses import (  # noqa: PLC0415
        CachedMultipleNegativesRankingLoss,
    )

    loss = CachedMultipleNegativesRankingLoss(
        model, scale=parameters.scale, mini_batch_size=parameters.held_at_once
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=parameters.learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, partial(_share, steps=len(batches)))
    total = sum(len(batch) for batch in batches)
    done = 0
    report("training", done, total)
    model.train()
    for batch in batches:
        sides = zip(*(pair.sides for pair in batch), strict=True)
        value = loss([_features(model, side, place) for place, side in enumerate(sides)], None)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), parameters.longest_gradient)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        done += len(batch)
        report("training", done, total)
    model.eval()


def _share(step: int, *, steps: int) -> float:
    """Return which part of the highest learning rate a step has.

    Example:
        >>> [round(_share(step, steps=20), 2) for step in (0, 1, 2, 11, 20)]
        [0.5, 1.0, 1.0, 0.5, 0.0]
    """
    rising = max(math.ceil(_WARMING_UP * steps), 1)
    if step < rising:
        return (step + 1) / rising
    return (steps - step) / max(steps - rising, 1)


def _features(model: "SentenceTransformer", texts: Sequence[str], place: int) -> dict[str, object]:
    """Return texts as tokens, the first side as queries are asked, the others as documents."""
    prompt = model.prompts.get("document" if place else "query")
    tokens = model.preprocess(list(texts), prompt=prompt or None)
    return {
        name: value.to(model.device) if hasattr(value, "to") else value
        for name, value in tokens.items()
    }


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""
