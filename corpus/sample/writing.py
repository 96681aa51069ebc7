"""How is a sample corpus written to a folder?

One text file per judgment, which holds the judgment and nothing else; one JSON file per pending
case; and ``truth.json``, which no reader under test may open.
"""

import json
from dataclasses import asdict
from pathlib import Path

from corpus.sample.generation import SampleCorpus
from corpus.sample.truth import as_json


def write_sample(
    folder: Path, corpus: SampleCorpus, *, gb18030_every: int = 0, jsonl_every: int = 0
) -> int:
    """Write a corpus and return the number of judgments written.

    Args:
        folder: Where to write; made when absent. Files of the same names are replaced.
        corpus: The corpus.
        gb18030_every: Write every so many-th judgment in GB18030 instead of UTF-8; 0 for none.
        jsonl_every: Write every so many-th judgment as a line of ``judgments.jsonl`` instead of
            a file of its own; 0 for none.

    Raises:
        OSError: The folder cannot be written.

    Cost: one small file per judgment.
    """
    texts = folder / "judgments"
    pending = folder / "pending"
    texts.mkdir(parents=True, exist_ok=True)
    pending.mkdir(exist_ok=True)
    lines: list[str] = []
    for count, raw in enumerate(corpus.judgments, 1):
        if jsonl_every and count % jsonl_every == 0:
            entry = {"id": raw.source.external_id, "text": raw.text}
            lines.append(json.dumps(entry, ensure_ascii=False))
            continue
        encoding = "gb18030" if gb18030_every and count % gb18030_every == 0 else "utf-8"
        (texts / raw.source.place).write_text(raw.text, encoding=encoding, newline="\n")
    if lines:
        (texts / "judgments.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for case in corpus.pending_cases:
        (pending / f"{case.id}.json").write_text(
            json.dumps(as_json(asdict(case)), ensure_ascii=False, indent=1) + "\n",
            encoding="utf-8",
        )
    (folder / "truth.json").write_text(
        json.dumps(as_json(corpus.truth), ensure_ascii=False, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    return len(corpus.judgments)
