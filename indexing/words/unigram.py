"""Which tokenizer knows a court's words, and how are many texts cut by it?"""

import json
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from indexing.words.cutting import WordCutter

UNKNOWN = "[UNK]"
_UNKNOWN_LOG_PROBABILITY = -30.0


def make_tokenizer(words: Sequence[str], log_probabilities: Sequence[float]) -> Tokenizer:
    """Make a tokenizer that cuts into these words by the most probable cut.

    It needs no segmenter when it runs. The unknown word has number 0, the others follow in order.

    Args:
        words: Each once; every letter among them.
        log_probabilities: Of each word.
    """
    tokenizer = Tokenizer(
        models.Unigram(
            [
                (UNKNOWN, _UNKNOWN_LOG_PROBABILITY),
                *zip(words, log_probabilities, strict=True),
            ],
            unk_id=0,
        )
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    # Han runs and Latin runs; numbers and marks fall away, as they do in the segmenter.
    tokenizer.pre_tokenizer = pre_tokenizers.Split(
        Regex(r"[a-z]+|\p{Han}+"), behavior="removed", invert=True
    )
    return tokenizer


def cutter_of(tokenizer: Tokenizer) -> WordCutter | None:
    """Return what cuts many texts as a tokenizer of :func:`make_tokenizer` does.

    Of its numbers only that of the unknown word, 0, is missing. None where the tokenizer is of
    another kind.
    """
    parts = json.loads(tokenizer.to_str())
    plain = json.loads(make_tokenizer([], []).to_str())
    model = parts["model"]
    is_ours = model["type"] == "Unigram" and all(
        parts[name] == plain[name] for name in ("normalizer", "pre_tokenizer", "added_tokens")
    )
    if not is_ours or model["unk_id"] != 0 or model.get("byte_fallback"):
        return None
    words = model["vocab"][1:]
    try:
        return WordCutter([word for word, _ in words], [score for _, score in words])
    except ValueError:
        return None
