"""Which court code stands for which court, by the heads of many judgments?

``python -m corpus.court_codes_learning FILE... --out codes.json`` reads files of judgments, counts
each pair of code and court in the heads, and writes the codes whose court has a clear majority.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus.court_codes import contradicts, level_of_code
from corpus.document_kind import read_head
from corpus.judgment import CourtLevel, RawJudgment
from corpus.readers import read_source
from corpus.spans import value_of

MIN_SHARE = 0.6
"""A code goes to a court that has at least this share of the heads with that code."""


def learn_court_codes(texts: Iterable[str]) -> Mapping[str, str]:
    r"""Learn code to court from heads.

    A pair in which the code's province or level contradicts the court is not counted; so a slip
    in one head does not make a code.

    Example:
        >>> head = "河北省南宫市人民法院\n民事判决书\n（2018）冀0581民初1号\n"
        >>> dict(learn_court_codes([head, head]))
        {'冀0581': '河北省南宫市人民法院'}

    Cost: linear in the number of texts; only their heads are read.
    """
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        head = read_head(text)
        court, number = value_of(head.court), value_of(head.case_number)
        if court is None or number is None or number.is_old_form:
            continue
        code = number.court_code
        is_form = level_of_code(code) in {CourtLevel.INTERMEDIATE, CourtLevel.BASIC}
        if is_form and not contradicts(court, code):
            met[code][court.name] += 1
    learned = {}
    for code in sorted(met):
        (name, count), *_ = sorted(met[code].items(), key=lambda item: (-item[1], item[0]))
        if count >= MIN_SHARE * met[code].total():
            learned[code] = name
    return learned


def main(arguments: Sequence[str]) -> int:
    """Learn from files and write the table."""
    parser = argparse.ArgumentParser(prog="python -m corpus.court_codes_learning")
    parser.add_argument("files", nargs="+", type=Path, help="files of judgments")
    parser.add_argument("--out", required=True, type=Path, help="table to write")
    options = parser.parse_args(arguments)
    codes = learn_court_codes(
        raw.text
        for path in options.files
        for raw in read_source(path)
        if isinstance(raw, RawJudgment)
    )
    rows = ",\n".join(json.dumps([c, n], ensure_ascii=False) for c, n in codes.items())
    source = (
        "Learned from heads of published judgments by python -m corpus.court_codes_learning: "
        f"codes whose court has at least {MIN_SHARE:.0%} of the heads."
    )
    options.out.write_text(
        f'{{\n"source": {json.dumps(source)},\n"codes": [\n{rows}\n]\n}}\n', encoding="utf-8"
    )
    sys.stdout.write(f"{len(codes)} codes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
