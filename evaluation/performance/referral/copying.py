"""How does one trail become thousands, each of which replays?

A copy is the acts of its model under other ids and another question, chained anew; it is replayed
before it is written, so that no matter stands in the store that its course would not allow.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from evaluation.performance.referral.walking import QUESTION
from service.referral.committee.sittings import Revealed
from service.referral.committee.voting import commitment_to
from service.referral.course.acts import Act, Doer, KeptAct, Part
from service.referral.course.ledger import Ledger
from service.referral.course.trail import START, WrittenAct, read_content, write_act
from service.store.matter_records import MatterWork, Outline

_WORDS: Final = (
    "逾期利息",
    "律师费",
    "保证期间",
    "违约金过高",
    "借款合同效力",
    "定金罚则",
    "房屋买卖合同解除",
    "股权转让",
    "工伤认定",
    "从宽处罚",
    "共同犯罪",
    "行政处罚裁量",
)
_ASKED: Final = ("应否支持", "如何起算", "能否并用", "由谁举证", "是否适用", "如何认定")
_SHIFT_SECONDS: Final = 3
_LATEST_SECONDS: Final = 6 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A matter that is copied.

    Attributes:
        id: Its id.
        ledger: The book of its kind.
        written: Its acts.
        outlines: What lists tell of it after so many acts, as far as was asked.
    """

    id: str
    ledger: Ledger[Any]
    written: tuple[WrittenAct, ...]
    outlines: dict[int, Outline] = field(default_factory=dict)

    def outline(self, n_acts: int) -> Outline:
        """Return what lists tell of it after its first acts."""
        if n_acts not in self.outlines:
            opened = self.ledger.opened_from(self.id, self.written[:n_acts])
            self.outlines[n_acts] = self.ledger.outline(opened.matter)
        return self.outlines[n_acts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A matter that is to be written.

    Attributes:
        id: Its id.
        acts: Its acts, chained.
        outline: What lists tell of it.
    """

    id: str
    acts: tuple[WrittenAct, ...]
    outline: Outline

    def write(self, work: MatterWork) -> None:
        """Write it."""
        for each in self.acts:
            work.add(self.id, each, self.outline)


def copied(
    model: Model, matter_id: str, names: Mapping[str, str], *, place: int, n_acts: int | None = None
) -> Copy:
    """Return a copy of a matter.

    Args:
        model: What is copied.
        matter_id: Its id.
        names: What stands in the place of ids and words of the model.
        place: Which copy it is; later ones are done some seconds later.
        n_acts: So many of the acts; None for all.

    Raises:
        TrailBrokenError: Its course would not allow it.

    Cost: some 0.2 ms for each act.
    """
    later = timedelta(seconds=place * _SHIFT_SECONDS % _LATEST_SECONDS)
    contents = model.ledger.course.contents()
    kept, written, before = [], [], START
    for each in model.written[:n_acts]:
        text = each.content
        for old, new in names.items():
            text = text.replace(old, new)
        act = Act(
            name=each.name,
            doer=Doer(
                account_id=each.account_id,
                name=each.doer_name,
                parts=frozenset(Part(part) for part in each.parts.split(",")),
            ),
            at=each.at + later,
            reason=each.reason,
            content=read_content(each.name, json.loads(text), contents[each.name]),
        )
        kept.append(
            KeptAct(number=each.number, act=act, from_state=each.from_state, to_state=each.to_state)
        )
        written.append(write_act(kept[-1], matter_id=matter_id, before=before))
        before = written[-1].digest
    model.ledger.course.replay(kept, matter_id=matter_id)
    outline = _under(model.outline(len(written)), names)
    return Copy(id=matter_id, acts=tuple(written), outline=outline)


def with_judge(copy: Copy, account_id: int) -> Copy:
    """Return a copy whose case is another judge's."""
    outline = copy.outline
    others = {each for each in outline.people if each[1] is not Part.HANDLING_JUDGE}
    people = frozenset(others | {(account_id, Part.HANDLING_JUDGE)})
    return replace(copy, outline=replace(outline, people=people))


def _under(outline: Outline, names: Mapping[str, str]) -> Outline:
    def named(id_: str | None) -> str | None:
        return None if id_ is None else names.get(id_, id_)

    return replace(
        outline,
        title=names.get(outline.title, outline.title),
        pending_id=named(outline.pending_id),
        parent_id=named(outline.parent_id),
    )


def questions(seed: int) -> Iterator[str]:
    """Yield questions of law, in order of a seed, without an end."""
    drawn = random.Random(seed)  # noqa: S311 - questions, no secrets
    while True:
        first, second = drawn.sample(_WORDS, 2)
        yield f"{first}与{second}同时主张时{drawn.choice(_ASKED)}（{drawn.randrange(10_000)}）"


def with_question(names: Mapping[str, str], question: str) -> dict[str, str]:
    """Return what is put in for a copy, with its question."""
    return {**names, QUESTION: question}


def resealed(model: Model, meeting_id: str, copy_id: str) -> dict[str, str]:
    """Return what stands for each seal of an item of the committee when its meeting is another.

    Args:
        model: The item, whose one ballot was opened.
        meeting_id: The meeting at which it was put to the vote.
        copy_id: The meeting that stands in its place.
    """
    contents = model.ledger.course.contents()
    seals = {}
    for each in model.written:
        said = read_content(each.name, json.loads(each.content), contents[each.name])
        if isinstance(said, Revealed):
            for opened in said.votes:
                old, new = (
                    commitment_to(
                        opened.vote, member=opened.member, ballot=f"{of}/1", nonce=opened.nonce
                    )
                    for of in (meeting_id, copy_id)
                )
                seals[old] = new
    return seals


def prefixes(models: Sequence[Model], share: float) -> tuple[int, ...]:
    """Return how many acts of each of several matters were done by one moment.

    Args:
        models: Matters that moved together.
        share: How far they have come, of all their acts together.
    """
    moments = sorted(each.at for model in models for each in model.written)
    until = moments[min(int(share * len(moments)), len(moments) - 1)]
    return tuple(sum(each.at <= until for each in model.written) for model in models)
