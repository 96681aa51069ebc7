"""What is told beside the weights of an encoder: of what, how and how well was it trained?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from indexing.held_out import FIGURES

CARD: Final = "README.md"
RECORD: Final = "training.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """How an encoder was made.

    Attributes:
        corpus_digest: Digest of the store it was trained on, or None where nobody told.
        n_judgments: Judgments trained on.
        n_held_out: Judgments kept apart for the figures; their words are in the vocabulary.
        n_words: Words of the vocabulary.
        pairs: How many pairs of each sort.
        parameters: How it was trained, the seed among them.
        seconds: Wall time of training, without reading the store.
        before: Figures on the judgments held out before the contrastive part.
        after: The same behind it.
        floor: What random order gives.
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

    def write(self, folder: Path) -> None:
        """Write a page for people and the same for programs beside the weights."""
        row = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / RECORD).write_text(f"{row}\n", "utf-8")
        (folder / CARD).write_text(self.page(), "utf-8")

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
                "The mean of word vectors, trained by `tongpan` on judgments alone; no label of",
                "relevance was seen.",
                "",
                f"* corpus digest: {self.corpus_digest or 'not told'}",
                f"* judgments: {self.n_judgments:,} trained on, {self.n_held_out:,} held out",
                f"* words: {self.n_words:,}",
                *(f"* pairs, {sort}: {count:,}" for sort, count in self.pairs.items()),
                f"* seconds of training: {self.seconds:.1f}",
                *(f"* {name}: {value}" for name, value in self.parameters.items()),
                "",
                f"## On {self.n_held_out:,} judgments held out",
                "",
                "| figure | trained | semantic analysis alone | random order |",
                "|---|---|---|---|",
                *figures,
                "",
                *(f"{name}: {meaning}." for name, meaning in FIGURES.items()),
                "",
            ]
        )
