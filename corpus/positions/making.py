"""How was the model of issue names made? Run ``python -m corpus.positions.making --help``.

Reads sentences of civil judgments with the names of their issues (``.jsonl.xz`` with ``sentence``
and ``labels``) and writes ``weights/issues.json`` beside this module.
"""

import argparse
import lzma
from collections.abc import Sequence
from pathlib import Path

import orjson

from corpus.positions.learning import Labelled, learn, save
from corpus.positions.names import WEIGHTS


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read labelled sentences, in the order of the file."""
    with lzma.open(path, "rb") as lines:
        rows = [orjson.loads(line) for line in lines]
    return tuple(Labelled(text=row["sentence"], labels=tuple(row["labels"])) for row in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from all labelled sentences and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m corpus.positions.making", description=__doc__)
    parser.add_argument("sentences", type=Path, help="focus_sentences_civil.jsonl.xz")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("weights") / WEIGHTS)
    options = parser.parse_args(arguments)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save(learn(read_labelled(options.sentences)), options.out)


if __name__ == "__main__":
    main()
