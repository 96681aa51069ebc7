"""A folder of static embeddings with drawn vectors, made without torch."""

import json

import numpy as np
from safetensors.numpy import save_file

from indexing.words.unigram import make_tokenizer

WORDS = ("驾驶", "轿车", "酒后", "松树", "砍伐", "手机", "被告人", "判决", "山场")


def static_folder(folder, *, dimension=16, seed=3):
    """Write an encoder that knows some words and their letters; return the folder."""
    words = (*sorted(set("".join(WORDS))), *WORDS)
    weights = np.random.default_rng(seed).normal(size=(len(words) + 1, dimension))
    # What is no word says nothing.
    weights[0] = 0.0
    place = folder / "0_StaticEmbedding"
    place.mkdir()
    make_tokenizer(words, [-9.0] * len(words)).save(str(place / "tokenizer.json"))
    save_file({"embedding.weight": weights.astype(np.float32)}, place / "model.safetensors")
    kinds = ("StaticEmbedding", "Normalize")
    modules = [
        {"idx": n, "name": str(n), "path": f"{n}_{kind}", "type": f"made.{kind}"}
        for n, kind in enumerate(kinds)
    ]
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    return folder
