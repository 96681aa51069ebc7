"""``python -m evaluation worlds``: does what somebody may not open change what they see?"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import structlog

from evaluation.measurement import Measurement, command_of, commit_of_checkout
from evaluation.worlds.closed_walking import closed_ground, time_answers, walk_closed
from evaluation.worlds.walking import Ground, Walked, ground_made, walk

_PROTOCOL = (
    "Courts made at random: three courts, two divisions each, 36 people; roles stay, courts, "
    "divisions and offices are dealt anew for each walk, and so is the watcher (judge, leader, "
    "secretary or auditor). A walk starts from an empty court, with a case of the watcher's own "
    "where they hear cases; each world adds one thing that the watcher may not open, done through "
    "the desks: cases opened, changed, shared, marked, limited; referrals, items of conference and "
    "committee, meetings, drafts of rules, grounds of looking in, notices, searches and verdicts "
    "of others. In each world some of the watcher's addresses (lists, boards, notices, facets, "
    "every page and answer of the own case), in the last one of a walk all of them, are held byte "
    "for byte against the first world, request ids apart; what came into being is asked for by "
    "its id, at its own desk and at another, and held against an id that was never given. leaks: "
    "answers that differ. No index: lists of hits are not asked for; nor are the figures of the "
    "whole court (reading, verdicts), which are shown as such."
)
_CLOSED_PROTOCOL = (
    "As above, over a court with an index of 24 sample judgments, and with closed judgments and "
    "clearances: the watcher is cleared for none, one or two classes of which there is a judgment, "
    "some others for some. Each world does one thing with closed judgments of other classes: one "
    "is stored closed, somebody else is cleared or no longer is, who is cleared reads, searches "
    "by, judges and corrects one, one is closed as another class. Lists, facets, searches by "
    "likeness, tiers, keywords, statutes and case, and a case of the watcher's own are held byte "
    "for byte against the first world; what is closed is asked for by its id on twelve addresses "
    "and held against an id that was never given. A walk ends with papers that name an open "
    "judgment (verdict, submission, referral, notice, report with its .docx; for audits page, "
    ".docx and .xlsx), which is then closed: its number, parties and reasons may stand in no "
    "answer, no answer may break, and who is cleared reads all of it. named: answers that told of "
    "it before. Times of answers for closed ids and for ids never given are asked for in turn; "
    "time_chance: Mann-Whitney, both sides."
)
_QUIET = 50
_TIMED = 400


def main(arguments: Sequence[str]) -> int:
    """Walk through worlds and write what leaked.

    Args:
        arguments: See ``--help``.

    Returns:
        0 where nothing leaked, else 4.
    """
    options = _parser().parse_args(arguments)
    if options.closed:
        return _closed(options, arguments)
    walks = -(-options.worlds // options.steps)
    with ground_made() as ground, ProcessPoolExecutor(options.workers, initializer=_hush) as pool:
        asked = [
            pool.submit(_walk, ground, options.seed + each, options.steps) for each in range(walks)
        ]
        found = [each.result() for each in asked]
    return _told(
        found,
        name="worlds",
        protocol=_PROTOCOL,
        corpus="sample seed 4, size 12",
        figures={},
        options=options,
        arguments=arguments,
    )


def _closed(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    walks = -(-options.worlds // options.steps)
    _hush()
    with closed_ground(is_indexed=True) as ground:
        with ProcessPoolExecutor(options.workers, initializer=_hush) as pool:
            asked = [
                pool.submit(_walk_closed, ground, options.seed + each, options.steps)
                for each in range(walks)
            ]
            found = [each.result() for each in asked]
        times = time_answers(ground, seed=options.seed, n=_TIMED)
    print(
        f"closed {times.closed:.2f} ms, never given {times.never:.2f} ms, chance {times.chance:.3f}"
    )
    return _told(
        found,
        name="worlds_closed",
        protocol=_CLOSED_PROTOCOL,
        corpus="sample seeds from 10000, 24 judgments",
        figures={
            "named": sum(each.named for each in found),
            "closed_ms": times.closed,
            "never_ms": times.never,
            "time_chance": times.chance,
        },
        options=options,
        arguments=arguments,
    )


def _told(
    found: Sequence[Walked],
    *,
    name: str,
    protocol: str,
    corpus: str,
    figures: Mapping[str, float],
    options: argparse.Namespace,
    arguments: Sequence[str],
) -> int:
    """Write and print what was found; return the status of the command."""
    leaks = Counter(leak for each in found for leak in each.leaks)
    worlds = sum(each.worlds for each in found)
    requests = sum(each.requests for each in found)
    told = {"worlds": worlds, "requests": requests, "leaks": float(sum(leaks.values()))}
    Measurement(
        name=name,
        protocol=protocol,
        figures=told | dict(figures),
        command=command_of("worlds", arguments),
        corpus_digest=corpus,
        commit=commit_of_checkout(),
        measured_on=datetime.now(UTC).date(),
        details={
            "changes": _added(each.changes for each in found),
            "watchers": _added(each.watchers for each in found),
            "leaks": dict(sorted(leaks.items())),
        },
    ).write(options.json)
    print(f"worlds {worlds}, requests compared {requests}, leaks {sum(leaks.values())}")
    for leak, n in sorted(leaks.items()):
        print(f"{n:6}  {leak}")
    return 4 if leaks else 0


def _walk(ground: Ground, seed: int, steps: int) -> Walked:
    return walk(ground, seed=seed, steps=steps)


def _walk_closed(ground: Ground, seed: int, steps: int) -> Walked:
    return walk_closed(ground, seed=seed, steps=steps)


def _hush() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(_QUIET))


def _added(counts: Iterable[Counter[str]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation worlds", description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000, help="how many worlds")
    parser.add_argument("--steps", type=int, default=100, help="worlds of one walk")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first walk")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument(
        "--closed", action="store_true", help="worlds with closed judgments and clearances"
    )
    parser.add_argument("--json", type=Path, required=True, help="file that takes the figures")
    return parser
