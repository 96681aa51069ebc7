"""What is an index once it is open?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexing import layout
from indexing.bigrams import BigramTable
from indexing.charge_model import ChargeModel
from indexing.elements import ElementTable
from indexing.encoders import Encoder, load_encoder
from indexing.errors import SnapshotError, SnapshotMismatchError
from indexing.filters import FilterColumns
from indexing.lexical import FIELDS, TantivyLexical
from indexing.segmentation import Segmenter
from indexing.snapshot import (
    OpenedFolder,
    SnapshotManifest,
    open_current,
    open_named,
    refuse_mismatch,
)
from indexing.terms import TermTable
from indexing.vectors import FaissVectors
from indexing.whole_texts import WholeTexts, read_whole_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSnapshot:
    """An index, opened.

    Attributes:
        folder: Where it lies.
        manifest: What it was made of.
        refused: Why a newer one is not in use, or None.
        columns: What filters ask about.
        lexical: Index of words.
        vectors: One vector per judgment.
        encoder: Gives the vectors of queries.
        segmenter: Gives the words of queries.
        words: All words with their spread.
        passages: Where the passages stand.
        passage_vectors: One vector per passage, half precision.
        passage_words: The words of each passage, ascending inside it.
        elements: What each judgment is about in law.
        bigrams: Pairs of characters of the facts of each judgment.
        terms: The counted words of each part of each judgment, by name of the part.
        families: For each judgment the smallest label of its family.
        charge_model: Predicts charges from facts; None where too few judgments have any.
        whole: What is known of whole texts: characters, provisions, numbers.
    """

    folder: Path
    manifest: SnapshotManifest
    refused: SnapshotError | None
    columns: FilterColumns
    lexical: TantivyLexical
    vectors: FaissVectors
    encoder: Encoder
    segmenter: Segmenter
    words: layout.WordTable
    passages: layout.PassageTable
    passage_vectors: NDArray[np.float16]
    passage_words: NDArray[np.int32]
    elements: ElementTable
    bigrams: BigramTable
    terms: Mapping[str, TermTable]
    families: NDArray[np.int32]
    charge_model: ChargeModel | None
    whole: WholeTexts

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        encoder: Encoder | None = None,
        segmenter: Segmenter | None = None,
        name: str | None = None,
    ) -> Self:
        """Open the current index, or the last good one, or the one of a name.

        Args:
            root: The folder of all snapshots.
            encoder: The encoder that must have built it; None takes the one inside.
            segmenter: The segmenter that must have built it; None makes the usual one.

        Raises:
            NoSnapshotError: There is none.
            DamagedSnapshotError: All are damaged.
            SnapshotVersionError: All are of another format.
            SnapshotMismatchError: All were built with another encoder or segmenter.
        """
        words_of = segmenter or Segmenter()

        def accept(folder: Path, manifest: SnapshotManifest) -> None:
            refuse_mismatch(
                folder, part="segmenter", found=manifest.segmenter, expected=words_of.fingerprint
            )
            if encoder is not None:
                refuse_mismatch(
                    folder, part="encoder", found=manifest.encoder, expected=encoder.fingerprint
                )
            elif not manifest.is_encoder_inside:
                raise SnapshotMismatchError(
                    str(folder), part="encoder", found=manifest.encoder, expected="none"
                )

        opened = (
            open_current(root, accept=accept)
            if name is None
            else open_named(root, name, accept=accept)
        )
        return cls._of(opened, encoder or load_encoder(opened.folder / layout.ENCODER), words_of)

    @classmethod
    def _of(cls, opened: OpenedFolder, encoder: Encoder, segmenter: Segmenter) -> Self:
        folder = opened.folder
        return cls(
            folder=folder,
            manifest=opened.manifest,
            refused=opened.refused,
            columns=layout.read_columns(folder),
            lexical=TantivyLexical(folder / layout.LEXICAL),
            vectors=FaissVectors.load(folder / layout.VECTORS),
            encoder=encoder,
            segmenter=segmenter,
            words=layout.read_words(folder),
            passages=layout.read_passages(folder),
            passage_vectors=layout.read_vectors(folder),
            passage_words=layout.read_passage_words(folder),
            elements=layout.read_elements(folder),
            bigrams=layout.read_bigrams(folder),
            terms={name: layout.read_terms(folder, name) for name in FIELDS},
            families=layout.read_families(folder),
            charge_model=ChargeModel.load(folder),
            whole=read_whole_texts(folder),
        )
