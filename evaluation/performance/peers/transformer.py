"""A peer that knows vectors alone: a transformer of four layers before FAISS.

Its weights are random, because none can be had here: it takes the time that a trained one of its
shape takes, and finds nothing. The shape is that of TinyBERT with four layers of 312 numbers, one
of the fastest that is used; it reads the first 512 characters of the facts, as such a model does.

Source: Jiao et al., TinyBERT: Distilling BERT for natural language understanding, 2020, section 4.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexing.channels.vectors import FaissVectors
from indexing.learning.encoders import Encoder, load_encoder

SIZE: Final = 312
LAYERS: Final = 4
HEADS: Final = 12
INNER: Final = 1200
LONGEST: Final = 512
_WORDS: Final = 21_128
_SEED: Final = 1
_MODULES: Final = "sentence_transformers."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of a transformer.

    Attributes:
        layers: How many.
        size: Numbers of a vector.
        heads: Of attention in a layer.
        inner: Numbers inside of a layer.
        longest: Tokens that it reads at most.
    """

    layers: int = LAYERS
    size: int = SIZE
    heads: int = HEADS
    inner: int = INNER
    longest: int = LONGEST


def write_transformer(folder: Path, texts: Sequence[str], *, shape: Shape | None = None) -> Encoder:
    """Write a transformer of random weights whose tokens are the characters of texts.

    Args:
        folder: An empty one.
        texts: Whose characters it knows; its table is filled up to the size of the Chinese BERT's.
        shape: Its shape; four layers of 312 by default.
    """
    from transformers import (  # noqa: PLC0415 - seconds
        BertConfig,
        BertModel,
        BertTokenizer,
        set_seed,
    )

    of = shape or Shape()
    letters = sorted(set("".join(texts)) - {" "})
    known = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    words = known + [f"[unused{number}]" for number in range(max(0, _WORDS - len(known)))]
    tokenizer = BertTokenizer(vocab={word: number for number, word in enumerate(words)})
    tokenizer.model_max_length = of.longest
    tokenizer.save_pretrained(folder)
    set_seed(_SEED)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=of.size,
        num_hidden_layers=of.layers,
        num_attention_heads=of.heads,
        intermediate_size=of.inner,
        max_position_embeddings=of.longest,
    )
    BertModel(config).save_pretrained(folder)
    pooling = folder / "1_Pooling"
    pooling.mkdir()
    _write(pooling / "config.json", {"embedding_dimension": of.size, "pooling_mode": "mean"})
    _write(folder / "sentence_bert_config.json", {"max_seq_length": of.longest})
    modules = (
        ("", "base.modules.transformer.Transformer"),
        ("1_Pooling", "sentence_transformer.modules.pooling.Pooling"),
    )
    _write(
        folder / "modules.json",
        [
            {"idx": at, "name": str(at), "path": path, "type": _MODULES + kind}
            for at, (path, kind) in enumerate(modules)
        ],
    )
    return load_encoder(folder)


class TransformerPeer:
    """Vectors of a transformer, every one compared by FAISS."""

    def __init__(self, encoder: Encoder, encoded: NDArray[np.float32], *, n_texts: int) -> None:
        """Take vectors, filled up with random ones to the number of texts.

        To compare with, any vector is as good as another; encoding all texts would take hours.
        """
        self._encoder = encoder
        rng = np.random.default_rng(_SEED)
        others = rng.standard_normal((n_texts - len(encoded), encoder.dimension), dtype=np.float32)
        others /= np.linalg.norm(others, axis=1, keepdims=True)
        self._vectors = FaissVectors.of(np.concatenate((encoded, others)))
        self.bytes_of_vectors = 4 * n_texts * encoder.dimension

    def search(self, text: str, *, depth: int) -> list[int]:
        """Encode a text and return the numbers of the nearest, nearest first."""
        (vector,) = self._encoder.encode_queries([text])
        return [int(each) for each in self._vectors.search(vector, depth=depth).labels]


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
