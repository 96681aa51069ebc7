"""What is told beside the weights of an encoder: of what, how and how well was it trained?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from indexing.learning.held_out import FIGURES

CARD: Final = "README.md"
RECORD: Final = "training.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """How an encoder was made.

    Attributes:
        corpus_digest: Digest of the store it was trained on, or None where nobody told.
        n_judgments: Judgments trained on.
        n_held_out: Judgments kept apart for the figures; their words are in the vocabulary.
        n_words: Words of the vocabulary, or tokens where a transformer was fine-tuned.
        pairs: How many pairs of each sort.
        parameters: How it was trained, the seed among them.
        seconds: Wall time of training, without reading the store.
        before: Figures on the judgments held out before the contrastive part.
        after: The same behind it.
        floor: What random order gives.
        base: Digest of the transformer that was fine-tuned, or None where words got vectors.
        device: What it was fine-tuned on, ``cpu`` or ``cuda``, or None.
        n_hard_negatives: How many of the pairs had a third text that must not lie near.
    """

    corpus_digest: str | None
    n_judgments: int
    n_held_out: int
    n_words: int
    pairs: Mapping[str, int]
    parameters: Mapping[str, Any]
    seconds: float
    before: Mapping[str, float]
    after: Mapping[str, float]
    floor: float | None
    base: str | None = None
    device: str | None = None
    n_hard_negatives: int = 0

    def write(self, folder: Path) -> None:
        """Write a page for people and the same for programs beside the weights."""
        row = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / RECORD).write_text(f"{row}\n", "utf-8")
        (folder / CARD).write_text(self.page(), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Read the record of a folder; None where there is none or it is of another form."""
        try:
            return cls(**json.loads((folder / RECORD).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def page(self) -> str:
        """Return the card as Markdown."""
        figures = [
            f"| {name} | {self.after[name]:.3f} | {self.before[name]:.3f} | {self.floor:.3f} |"
            for name in FIGURES
            if name in self.after
        ]
        return "\n".join(
            [
                "---",
                "library_name: sentence-transformers",
                "language: zh",
                "---",
                "# Encoder of a court's own judgments",
                "",
                *self._kind(),
                "relevance was seen.",
                "",
                f"* corpus digest: {self.corpus_digest or 'not told'}",
                f"* judgments: {self.n_judgments:,} trained on, {self.n_held_out:,} held out",
                f"* {'words' if self.base is None else 'tokens'}: {self.n_words:,}",
                *(f"* pairs, {sort}: {count:,}" for sort, count in self.pairs.items()),
                *self._of_base(),
                f"* seconds of training: {self.seconds:.1f}",
                *(f"* {name}: {value}" for name, value in self.parameters.items()),
                "",
                f"## On {self.n_held_out:,} judgments held out",
                "",
                f"| figure | trained | {self._start()} | random order |",
                "|---|---|---|---|",
                *figures,
                "",
                *(f"{name}: {meaning}." for name, meaning in FIGURES.items()),
                "",
            ]
        )

    def _kind(self) -> tuple[str, ...]:
        if self.base is None:
            return (
                "The mean of word vectors, trained by `tongpan` on judgments alone; no label of",
            )
        return ("A transformer, fine-tuned by `tongpan` on judgments alone; no label of",)

    def _of_base(self) -> tuple[str, ...]:
        if self.base is None:
            return ()
        return (
            f"* pairs with a hard negative: {self.n_hard_negatives:,}",
            f"* digest of the base: {self.base}",
            f"* fine-tuned on: {self.device}",
        )

    def _start(self) -> str:
        return "semantic analysis alone" if self.base is None else "base as given"
