"""A transformer of two small layers with random weights, made where a test wants it."""

from pathlib import Path


def write_tiny_transformer(folder: Path, texts: list[str]) -> Path:
    """Write a plain transformers folder whose words are the letters of some texts."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    letters = sorted(set("".join(texts)) - {" "})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    BertTokenizerFast(vocab={word: n for n, word in enumerate(words)}).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    with torch.random.fork_rng():
        torch.manual_seed(1)
        BertModel(config).save_pretrained(folder)
    return folder
