"""``python -m evaluation lineage``: is the judgment below linked, whenever it arrives?

A judgment that names another one of its own procedure is linked with it once both are stored. Of
the named judgments that the file holds a share is held out; the others are stored, then those
held out come in random order, and every link is looked for. A judgment that is named and that the
file does not hold is made up: a short one under the number named, which nothing else ties to the
judgment above.
"""

import argparse
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from corpus.case_number import CaseNumber, find_case_numbers
from corpus.judgment import Judgment, JudgmentId, RawJudgment, SourceRecord
from corpus.lineage.papers import effect_keys
from corpus.reading import read_judgment
from corpus.relations.model import RelationKind
from corpus.spans import value_of
from evaluation.datasets.judgments import read_judgments
from evaluation.errors import MeasurementError
from evaluation.extraction.records import DATASETS, read_rows
from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.related.finding import desk_over
from service.related.desk import RelatedDesk
from service.related.reach import DECIDED_ONLY

_PROTOCOL = (
    "Named: of a judgment whose own number is of second instance, retrial or review, every other "
    "number behind which stands 判决, 裁定 or 决定 in a sentence that tells of making, appeal, "
    "affirming, revoking or sending back and of no evidence, prior conviction, co-accused or other "
    "case; told by words "
    "apart from the product's own rules. held: the named judgments that the file holds; a share "
    "of them, drawn by the seed, is stored after all others, one by one in random order. made: "
    "named judgments that the file does not hold, made up under their number and stored likewise. "
    "linked: share of named judgments that the product tells as CHAIN of the one above. random: "
    "share of pairs of stored judgments that are named pairs."
)
_HIGHER: Final = re.compile(r"[终再申监抗核提]")
_SENTENCE: Final = re.compile(r"[^。；\n]*")
_RULING: Final = re.compile(
    r"^[）)\s]{0,3}的?(?:一审|二审)?(?:刑事|民事|行政)?(?:附带民事)?(?:判决|裁定|决定)"
)
_TOLD: Final = re.compile(
    r"不服|作出|做出|撤销|维持|发回|核准|提起上诉|提出上诉|抗诉|原审|一审|二审"
)
_OTHER: Final = re.compile(
    r"证实|证据|证明|书证|供述|曾因|因犯|前科|累犯|刑满|释放|假释|另案|同案犯|参照|案例|缓刑考验|漏罪"
)
_MADE: Final = (
    "某市人民法院\n刑事判决书\n{number}\n公诉机关某市人民检察院。\n被告人张某，男。\n"
    "经审理查明，被告人张某有上述事实。\n本院认为，公诉机关指控成立。判决如下：\n"
    "被告人张某无罪。\n如不服本判决，可在接到判决书的第二日起十日内上诉。\n审判员 李某\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBelow:
    """A judgment names one of its own procedure.

    Attributes:
        above: The judgment that names.
        key: The number named, single and canonical.
        below: The named judgments that are stored.
    """

    above: JudgmentId
    key: str
    below: frozenset[JudgmentId]


def main(arguments: Sequence[str]) -> int:
    """Store the judgments of a file, those that are named last, and count the links.

    Args:
        arguments: See ``--help``.

    Returns:
        0; whatever goes wrong is raised.

    Raises:
        BenchmarkError: The file cannot be read.
        MeasurementError: No judgment of the file names another one.
    """
    options = _parser().parse_args(arguments)
    now = datetime.now(UTC)
    judgments = _read(options.judgments, options.layout, now.date())
    own = _by_number(judgments)
    named = [(each.id, key) for each in judgments for key in _named(each)]
    if not named:
        raise MeasurementError("lineage", "no judgment names one below; expected some that do")
    made = _made(sorted({key for _, key in named} - own.keys()), now.date())
    whole = [*judgments, *made]
    all_own = _by_number(whole)
    below = [
        NamedBelow(above=above, key=key, below=all_own.get(key, frozenset()) - {above})
        for above, key in named
    ]
    rng = random.Random(options.seed)  # noqa: S311 - a draw that can be made again
    held = sorted({each for one in below if one.key in own for each in one.below})
    late = {*rng.sample(held, round(len(held) * options.share)), *(each.id for each in made)}
    arriving = [each for each in whole if each.id in late]
    rng.shuffle(arriving)
    with desk_over([each for each in whole if each.id not in late]) as (desk, store):
        for judgment in arriving:
            store.put([judgment])
        figures, details = _figures(desk, below, own, late, len(whole))
    Measurement(
        name=f"lineage-{options.layout or 'judgments'}",
        protocol=_PROTOCOL,
        figures=figures,
        command=command_of("lineage", arguments),
        corpus_digest=options.judgments.name,
        commit=commit_of_checkout(),
        measured_on=now.date(),
        details={**details, "seed": options.seed, "share": options.share},
    ).write(options.json)
    for name, value in figures.items():
        print(f"{name:<20}{value:9.5f}")
    for name, number in details.items():
        print(f"{name:<20}{number:9}")
    return 0


def _read(path: Path, layout: str | None, today: date) -> list[Judgment]:
    if layout is None:
        return list(read_judgments(path, today=today).judgments)
    found: dict[JudgmentId, Judgment] = {}
    for place, row in enumerate(read_rows(path)):
        record = DATASETS[layout](row)
        # The set counts its records anew for each kind of case.
        source = SourceRecord(name=layout, place=str(place), format="evaluation")
        read = read_judgment(RawJudgment(text=record.text, source=source), today=today)
        if isinstance(read, Judgment):
            found[read.id] = read
    return [found[each] for each in sorted(found)]


def _by_number(judgments: Sequence[Judgment]) -> dict[str, frozenset[JudgmentId]]:
    found: dict[str, set[JudgmentId]] = {}
    for judgment in judgments:
        number = value_of(judgment.case_number)
        for key in () if number is None else effect_keys(number):
            found.setdefault(key, set()).add(judgment.id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _named(judgment: Judgment) -> Iterator[str]:
    """Yield the numbers of judgments below that a text names, each once."""
    number = value_of(judgment.case_number)
    if number is None or _HIGHER.search(number.type_code) is None:
        return
    text = judgment.text
    seen = set(effect_keys(number))
    for found in find_case_numbers(text):
        start = max(text.rfind(mark, 0, found.span.start) for mark in "。；\n") + 1
        behind = _SENTENCE.match(text, found.span.end)
        after = "" if behind is None else behind.group()
        sentence = text[start : found.span.start] + after
        is_told = _RULING.match(after) and _TOLD.search(sentence)
        if not is_told or _OTHER.search(sentence) or not _is_below(found.value, number):
            continue
        for key in effect_keys(found.value):
            if key not in seen:
                seen.add(key)
                yield key


def _is_below(named: CaseNumber, own: CaseNumber) -> bool:
    """Tell whether a number is of an earlier stage in the same branch of law."""
    branches = [{sign for sign in "刑民行" if sign in number.type_code} for number in (named, own)]
    return branches[0] == branches[1] and named.year <= own.year and "初" in named.type_code


def _made(keys: Sequence[str], today: date) -> list[Judgment]:
    found = []
    for key in keys:
        source = SourceRecord(name="made", place=key, format="evaluation")
        read = read_judgment(RawJudgment(text=_MADE.format(number=key), source=source), today=today)
        if isinstance(read, Judgment):
            found.append(read)
    return found


def _figures(
    desk: RelatedDesk,
    named: Sequence[NamedBelow],
    own: Mapping[str, frozenset[JudgmentId]],
    late: set[JudgmentId],
    n_stored: int,
) -> tuple[dict[str, float], dict[str, int]]:
    counts = {name: [0, 0] for name in ("held", "held late", "made")}
    missed = 0
    for one in named:
        if not one.below:
            missed += 1
            continue
        edges = desk.of_judgment(one.above, DECIDED_ONLY).edges
        chain = {edge.case.id for edge in edges.get(RelationKind.CHAIN, ())}
        is_linked = bool(chain & one.below)
        for name in _groups(one, own, late):
            counts[name][0] += is_linked
            counts[name][1] += 1
    n_named = sum(bool(one.below) for one in named)
    figures = {
        f"{name}/linked": linked / whole for name, (linked, whole) in counts.items() if whole
    }
    details = {f"n {name}": whole for name, (_, whole) in counts.items()}
    details |= {f"linked {name}": linked for name, (linked, _) in counts.items()}
    return (
        {**figures, "random": n_named / (n_stored * (n_stored - 1) / 2)},
        {**details, "not stored": missed, "n judgments": n_stored},
    )


def _groups(
    one: NamedBelow, own: Mapping[str, frozenset[JudgmentId]], late: set[JudgmentId]
) -> Iterator[str]:
    if one.key not in own:
        yield "made"
        return
    yield "held"
    if one.below & late:
        yield "held late"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation lineage", description=__doc__)
    parser.add_argument("--judgments", type=Path, required=True, help="file of judgments")
    parser.add_argument(
        "--layout",
        choices=("simucourt-second",),
        help="the file holds labelled fields that are laid out as judgments first",
    )
    parser.add_argument(
        "--share", type=float, default=0.5, help="of the named judgments held out (default .5)"
    )
    parser.add_argument("--seed", type=int, default=7, help="of draw and order (default 7)")
    parser.add_argument("--json", type=Path, required=True, help="where the figures are written")
    return parser
