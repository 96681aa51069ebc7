"""What does one process answer? ``python -m evaluation.determinism.answering DATA ASKED OUT``.

Reads questions, one JSON object a line, and writes for each the digest of its whole list: ids,
ranks, relations, reasons, and every quote with its place and marks.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from service.data_folder import load_settings
from service.house import open_house
from service.search.methods.desk import answer_by_method
from service.search.methods.model import MethodAnswer
from service.search.methods.written import question_of_row


def main(arguments: Sequence[str]) -> int:
    """Answer every question of a file.

    Args:
        arguments: Data folder, file of questions, file to write.

    Returns:
        0; whatever goes wrong is raised.
    """
    data, asked, out = (Path(argument) for argument in arguments)
    rows = [json.loads(line) for line in asked.read_text("utf-8").splitlines()]
    with open_house(load_settings({"data": data}), may_make=False) as house:
        digests = [digest_of(answer_by_method(question_of_row(row), house.search)) for row in rows]
    out.write_text("\n".join(digests), "utf-8")
    return 0


def digest_of(answer: MethodAnswer) -> str:
    """Return the digest of all that an answer lists, in its order."""
    listed = [
        [
            hit.similar.judgment.id,
            hit.similar.rank,
            hit.relation,
            hit.similar.reasons,
            hit.similar.others,
            [
                [passage.span.start, passage.text, [[m.start, m.end] for m in passage.marks]]
                for passage in hit.similar.passages
            ],
        ]
        for hit in answer.hits
    ]
    told = json.dumps([answer.n_hits, answer.order, answer.ranker, listed], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
