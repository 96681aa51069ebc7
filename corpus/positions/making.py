"""How were the models of issue names made? Run ``python -m corpus.positions.making --help``.

Reads labelled sentences from a folder and writes a file of weights for each family of causes:
``focus_sentences_civil.jsonl.xz`` has ``sentence`` and ``labels``; ``elements_divorce.jsonl.xz``
and ``elements_labor.jsonl.xz`` have paragraphs, lists of ``sentence`` and ``elements``.
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import orjson

from corpus.positions.learning import Labelled, learn, save
from corpus.positions.names import DIVORCES, LABOUR, LOANS, NONE

SENTENCES: Final = "focus_sentences_civil.jsonl.xz"
ELEMENTS: Final = ((DIVORCES, "elements_divorce.jsonl.xz"), (LABOUR, "elements_labor.jsonl.xz"))
"""Files of weights with the files of paragraphs that they are learned from."""
_LEAST_SENTENCES: Final = 20
_EVERY: Final = 3


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read labelled sentences, in the order of the file."""
    with lzma.open(path, "rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    return tuple(Labelled(text=row["sentence"], labels=tuple(row["labels"])) for row in rows)


def read_paragraphs(path: Path) -> tuple[tuple[Labelled, ...], ...]:
    """Read paragraphs of sentences with their elements, in the order of the file."""
    with lzma.open(path, "rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    return tuple(
        tuple(Labelled(text=each["sentence"], labels=tuple(each["elements"])) for each in row)
        for row in rows
    )


def learnable(paragraphs: Sequence[Sequence[Labelled]]) -> tuple[Labelled, ...]:
    """Return the sentences to learn names of elements from.

    Elements of fewer than 20 sentences are left out. Of the sentences without an element, which
    are more than half, every third is learned as one that has no name.
    """
    sentences = [each for paragraph in paragraphs for each in paragraph]
    counts = Counter(label for each in sentences for label in each.labels)
    frequent = {label for label in counts if counts[label] >= _LEAST_SENTENCES}
    named = [
        Labelled(text=each.text, labels=tuple(label for label in each.labels if label in frequent))
        for each in sentences
        if frequent & set(each.labels)
    ]
    plain = [each for each in sentences if not each.labels]
    return (*named, *(Labelled(text=each.text, labels=(NONE,)) for each in plain[::_EVERY]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from all labelled sentences and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m corpus.positions.making", description=__doc__)
    parser.add_argument("data", type=Path, help=f"has {SENTENCES} and the elements")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights"))
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, file in ELEMENTS:
        save(learn(learnable(read_paragraphs(options.data / file))), options.out / name)
    save(learn(read_labelled(options.data / SENTENCES)), options.out / LOANS)


if __name__ == "__main__":
    main()
