"""The suite ``controls``: what must not matter is changed, and what only looks divergent is asked.

Lookalikes are groups that the generator plants with an innocent explanation. Rewritten texts tell
the same cases of other people: names of persons and of companies exchanged, men told as women and
women as men, courts and places exchanged. A finding that comes, goes or changes its positions by
that would say something of people and places and nothing of law.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from corpus.judgment import PartyKind, RawJudgment
from corpus.sample.courts import BASIC_COURTS
from corpus.sample.generation import SampleCorpus, generate
from corpus.sample.truth import Innocence, SampleTruth
from evaluation.divergence.matching import matched
from evaluation.divergence.planted import cases_of
from evaluation.divergence.suite import SuiteOptions, SuiteResult
from evaluation.extraction.tally import wilson
from service.divergence.finding import find_divergences
from service.divergence.model import Finding
from service.divergence.severity import STANDARD

_SIZE: Final = 3_000
_ORDINARY: Final = 8
"""Papers without anybody of a name from which on its letters are an ordinary word."""
_PROTOCOL: Final = (
    "Generated judgments of one seed and wording through the product's reader and "
    "find_divergences with the standard that comes with the program. lookalikes: share of planted "
    "lookalikes (by explanation) whose sides a reported finding has apart. moved: texts of all "
    "judgments rewritten, names of persons, names of companies, sexes, or courts with their places "
    "exchanged by one permutation for the whole corpus, but for names whose letters stand in eight "
    "or more papers without anybody of that name, as 常生 does in 日常生活; share of reported "
    "findings of either run "
    "that the other does not have with the same kind and positions. false_alarms: lookalikes "
    "reported and findings moved, together, by all of both. A finding planted at random by a rule "
    "that looks at names would move with a chance near 1."
)
Rewrite = Callable[[str], str]
_Told = frozenset[tuple[str, frozenset[frozenset[str]]]]


def run(options: SuiteOptions) -> SuiteResult:
    """Measure on the generated corpus of one seed."""
    size = options.size or _SIZE
    sample = generate(seed=options.seed, size=size, wording=options.wording)
    findings, names = _findings(sample, sample.judgments)
    options.say("as written")
    result = matched(findings, sample.truth, names)
    before = _told(findings, names)
    counts: dict[str, tuple[int, int]] = {}
    for innocence in Innocence:
        own = [each for each in sample.truth.lookalikes if each.innocence is innocence]
        invented = sum(each.innocence is innocence for each in result.invented)
        counts[f"lookalikes/{innocence}"] = invented, len(own)
    for what, rewrite in _rewrites(sample, options.seed).items():
        raws = [replace(raw, text=rewrite(raw.text)) for raw in sample.judgments]
        after = _told(*_findings(sample, raws))
        counts[f"moved/{what}"] = len(before ^ after), len(before | after)
        options.say(f"{what} rewritten")
    wrong = sum(part for part, _ in counts.values())
    total = sum(whole for _, whole in counts.values())
    return SuiteResult(
        protocol=_PROTOCOL,
        figures={
            "false_alarms": _share(wrong, total),
            **{name: _share(*count) for name, count in counts.items()},
        },
        corpus_digest=f"sample seed {options.seed}, size {size}, wording {options.wording}",
        details={
            "counts": {name: list(count) for name, count in counts.items()},
            "false_alarms_wilson95": list(wilson(wrong, total)),
            "invented": sorted(each.key for each in result.invented),
            "reported": len(findings),
        },
    )


def _findings(
    sample: SampleCorpus, raws: Sequence[RawJudgment]
) -> tuple[list[Finding], Mapping[str, str]]:
    cases = cases_of(raws, today=sample.truth.as_of)
    names: dict[str, str] = {case.judgment.id: name for name, case in cases.items()}
    found = find_divergences(list(cases.values()), standard=STANDARD)
    return [finding for finding in found if finding.is_reported], names


def _told(findings: Sequence[Finding], names: Mapping[str, str]) -> _Told:
    """Return what findings say: their kind and who stands with whom."""
    return frozenset(
        (
            finding.kind.value,
            frozenset(
                frozenset(names[member.judgment_id] for member in group.members)
                for group in finding.groups
            ),
        )
        for finding in findings
    )


def _rewrites(sample: SampleCorpus, seed: int) -> Mapping[str, Rewrite]:
    chance = random.Random(seed)  # noqa: S311 - a seeded draw, no secret
    people = _names(sample.truth, PartyKind.NATURAL)
    people -= _words_too(sample, people)
    companies = _names(sample.truth, PartyKind.LEGAL)
    places = {court.place for court in BASIC_COURTS}
    return {
        "names": _exchanging(_permuted(people, chance)),
        "companies": _exchanging(_permuted(companies, chance)),
        "sexes": _exchanging({"，男，": "，女，", "，女，": "，男，"}),
        "regions": _exchanging(_permuted(places, chance)),
    }


def _names(truth: SampleTruth, kind: PartyKind) -> set[str]:
    return {
        party.name
        for judgment in truth.judgments.values()
        for party in judgment.parties
        if party.kind is kind and len(party.name) > 1
    }


def _words_too(sample: SampleCorpus, names: set[str]) -> set[str]:
    """Return names that are letters of ordinary words as well: 常生 stands in 日常生活.

    They stand in many papers in which nobody has the name; to exchange them there would break the
    words and tell nothing of names.
    """
    found = re.compile("|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))))
    strange: Counter[str] = Counter()
    for raw in sample.judgments:
        parties = sample.truth.judgments[str(raw.source.external_id)].parties
        strange.update(set(found.findall(raw.text)) - {party.name for party in parties})
    return {name for name, papers in strange.items() if papers >= _ORDINARY}


def _permuted(names: set[str], chance: random.Random) -> Mapping[str, str]:
    """Return a permutation of names among those of one length."""
    found: dict[str, str] = {}
    for length in sorted({len(name) for name in names}):
        own = sorted(name for name in names if len(name) == length)
        others = own[:]
        chance.shuffle(others)
        found.update(zip(own, others, strict=True))
    return found


def _exchanging(others: Mapping[str, str]) -> Rewrite:
    """Return what replaces all names of a text at once."""
    found = re.compile("|".join(map(re.escape, sorted(others, key=lambda n: (-len(n), n)))))
    return lambda text: found.sub(lambda match: others[match.group()], text)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
