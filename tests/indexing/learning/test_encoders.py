import json
import subprocess
import sys

import numpy as np
import pytest

from indexing.errors import EncoderFolderError
from indexing.learning import encoders
from indexing.learning.encoders import SentenceTransformerEncoder, StaticEncoder, load_encoder
from indexing.learning.pairs import training_text_of
from indexing.learning.training import TrainingParameters, train_encoder
from indexing.testing import HashingEncoder
from indexing.words.segmentation import Segmenter
from tests.conformance.encoder import TEXTS, EncoderConformance
from tests.indexing.made import make_corpus

SMALL = TrainingParameters(dimension=32, nested_dimensions=(16,), batch=32, epochs=2)


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    texts = [training_text_of(judgment) for judgment in make_corpus(60)]
    train_encoder(texts, folder, segmenter=Segmenter(), parameters=SMALL)
    return folder


@pytest.fixture(scope="session")
def transformer_folder(tmp_path_factory):
    """Save a transformer of two small layers with random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(1)
    raw = tmp_path_factory.mktemp("raw")
    letters = sorted(set("".join(TEXTS)) - {" "})
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]
    (raw / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizerFast(vocab={word: n for n, word in enumerate(words)}).save_pretrained(raw)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(raw)
    folder = tmp_path_factory.mktemp("transformer")
    inner = Transformer(str(raw), max_seq_length=64)
    SentenceTransformer(modules=[inner, Pooling(16)], device="cpu").save_pretrained(str(folder))
    return folder


class TestStaticEncoder(EncoderConformance):
    @pytest.fixture
    def encoder(self, static_folder):
        return load_encoder(static_folder)

    def test_it_is_recognised(self, encoder):
        assert isinstance(encoder, StaticEncoder)
        assert encoder.dimension == 32


class TestTransformer(EncoderConformance):
    @pytest.fixture
    def encoder(self, transformer_folder):
        return load_encoder(transformer_folder)

    def test_it_is_recognised(self, encoder):
        assert isinstance(encoder, SentenceTransformerEncoder)
        assert encoder.dimension == 16


class TestHashingEncoder(EncoderConformance):
    @pytest.fixture
    def encoder(self):
        return HashingEncoder()


def test_numpy_gives_what_sentence_transformers_gives(static_folder):
    from sentence_transformers import SentenceTransformer

    texts = [*TEXTS[:2], "ＱＱ转账，收取Deposit 1,234.5元\n他说：“甲”", "甲" * 3000]
    theirs = SentenceTransformer(str(static_folder), device="cpu").encode(texts)
    ours = load_encoder(static_folder).encode_queries(texts)
    assert np.abs(theirs - ours).max() < 1e-5


def test_a_static_encoder_imports_no_torch(static_folder):
    code = (
        "import sys\nfrom pathlib import Path\nfrom indexing.learning.encoders import load_encoder\n"
        f"load_encoder(Path({str(static_folder)!r})).encode_queries(['甲酒后驾车'])\n"
        "import indexing.searching.hybrid\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'sklearn'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_other_weights_have_another_fingerprint(static_folder, transformer_folder, tmp_path):
    assert load_encoder(static_folder).fingerprint != load_encoder(transformer_folder).fingerprint
    for path in static_folder.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(static_folder)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    assert load_encoder(tmp_path).fingerprint == load_encoder(static_folder).fingerprint
    (tmp_path / "README.md").write_text("a model card", "utf-8")
    assert load_encoder(tmp_path).fingerprint == load_encoder(static_folder).fingerprint
    with (tmp_path / "model.safetensors").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(EncoderFolderError):
        load_encoder(tmp_path)


def modules(kind):
    return json.dumps([{"idx": 0, "name": "0", "path": "", "type": kind}])


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "modules.json cannot be read"),
        ({"modules.json": "{"}, "modules.json cannot be read"),
        ({"modules.json": "[]"}, "modules.json cannot be read"),
        ({"modules.json": modules("x.StaticEmbedding")}, "no tokenizer.json"),
        (
            {"modules.json": modules("x.StaticEmbedding"), "tokenizer.json": "{}"},
            "no model.safetensors",
        ),
        (
            {
                "modules.json": modules("x.StaticEmbedding"),
                "tokenizer.json": "{}",
                "model.safetensors": "no weights",
            },
            "it cannot be read",
        ),
    ],
    ids=["empty", "broken", "no module", "no tokenizer", "no weights", "bad tokenizer"],
)
def test_a_folder_without_encoder_is_refused(files, reason, tmp_path):
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(EncoderFolderError, match=reason) as refusal:
        load_encoder(tmp_path)
    assert refusal.value.folder == str(tmp_path)


def test_a_transformer_that_cannot_be_loaded_is_refused(tmp_path):
    (tmp_path / "modules.json").write_text(modules("x.Transformer"), "utf-8")
    encoder = load_encoder(tmp_path)
    with pytest.raises(EncoderFolderError):
        encoder.encode_queries(["甲"])


def test_many_texts_have_the_vectors_that_each_has_alone(static_folder, monkeypatch):
    texts = [*TEXTS, *(judgment.text for judgment in make_corpus(12)), "", "㎡，\uff31甲"]
    alone = np.concatenate([load_encoder(static_folder).encode_queries([text]) for text in texts])
    monkeypatch.setattr(encoders, "_BATCH_CHARACTERS", 100)
    together = load_encoder(static_folder).encode_documents(texts)
    assert np.array_equal(alone, together)
