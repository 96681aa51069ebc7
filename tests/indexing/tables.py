"""Tables of a segment as its files give them, small enough for a test."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from indexing.assembly.cut_words import CountedWords
from indexing.assembly.table_files import BigramsFile, TermsFile
from indexing.columns import layout


def terms_table(texts, n_words):
    """Return the counted words of texts, each told as numbers of words."""
    with TemporaryDirectory() as folder:
        file = TermsFile(Path(folder), "facts")
        for text in texts:
            words, counts = np.unique(np.asarray(text, dtype=np.int32), return_counts=True)
            sizes = np.asarray([len(words)], dtype=np.int32)
            counts = np.minimum(counts, 255).astype(np.uint8)
            file.add(CountedWords(words=words, counts=counts, sizes=sizes))
        file.close(n_words)
        return layout.read_terms(Path(folder), "facts")


def bigrams_table(texts):
    """Return the pairs of characters of facts."""
    with TemporaryDirectory() as folder:
        file = BigramsFile(Path(folder))
        for text in texts:
            file.add(text)
        return file.close()
