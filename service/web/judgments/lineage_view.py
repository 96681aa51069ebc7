"""What does the line of papers of a judgment look like on its page (审级关系)?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.judgment import DocumentKind, Effectiveness, Instance, Judgment, JudgmentId
from corpus.lineage.effects import Effect
from corpus.lineage.tracing import Chain, Edge, Lineage
from corpus.spans import value_of
from service.labels import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper of the line.

    Attributes:
        address: Its page; None for the paper of this page and for one that is not stored.
        number: Its case number; empty where none was read.
        court: Its court; empty where the text does not say or the paper is not stored.
        instance: Its stage.
        kind: Its kind.
        decided_on: Its date.
        effect: Whether it stands; None for a paper that is not stored.
        effect_reason: Why.
        acts: What it does to earlier papers, in words.
        is_here: Whether it is the paper of this page.
        is_stored: Whether the store holds it.
    """

    address: str | None
    number: str
    court: str = ""
    instance: Instance | None = None
    kind: DocumentKind | None = None
    decided_on: date | None = None
    effect: Effectiveness | None = None
    effect_reason: str = ""
    acts: tuple[str, ...] = ()
    is_here: bool = False
    is_stored: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageView:
    """The line of papers of a judgment.

    Attributes:
        papers: Stored papers by date, then those that are only quoted.
        effect_reason: Why the effect of this judgment is what it is.
        decided_by: The later paper that decided the effect; None where its own words did.
    """

    papers: tuple[PaperView, ...]
    effect_reason: str
    decided_by: PaperView | None


def lineage_view(
    lineage: Lineage, judgment: Judgment, courts: Mapping[JudgmentId, Judgment]
) -> LineageView | None:
    """Return the line of a judgment; None where no other paper is known.

    Args:
        lineage: The chains that hold it.
        judgment: The judgment of the page.
        courts: The stored judgments of its chain, for what their papers do not tell.
    """
    chain = lineage.chain_of(judgment.id)
    if chain is None or len(chain.papers) + len(chain.placeholders) < 2:
        return None
    papers = tuple(_papers(chain, lineage.effects, judgment, courts))
    effect = lineage.effects.get(judgment.id)
    by = None if effect is None else effect.decided_by
    address = None if by is None else _address(by)
    return LineageView(
        papers=papers,
        effect_reason=judgment.effect_reason,
        decided_by=next((each for each in papers if address and each.address == address), None),
    )


def _papers(
    chain: Chain,
    effects: Mapping[JudgmentId, Effect],
    judgment: Judgment,
    courts: Mapping[JudgmentId, Judgment],
) -> Iterator[PaperView]:
    for paper in chain.papers:
        is_here = paper.id == judgment.id
        stored = courts.get(paper.id)
        court = None if stored is None else value_of(stored.court)
        weighed = effects.get(paper.id)
        effect = None if weighed is None else weighed.value
        yield PaperView(
            address=None if is_here else _address(paper.id),
            number="" if paper.number is None else str(paper.number),
            court="" if court is None else court.name,
            instance=paper.instance,
            kind=paper.kind,
            decided_on=paper.decided_on,
            # Corrections by people count over what later papers did.
            effect=effect if stored is None else stored.effect,
            effect_reason=stored.effect_reason if stored is not None else "",
            acts=tuple(dict.fromkeys(_act(edge) for edge in chain.edges if edge.later == paper.id)),
            is_here=is_here,
        )
    for number in chain.placeholders:
        yield PaperView(address=None, number=number, is_stored=False)


def _address(judgment_id: JudgmentId) -> str:
    return f"/judgments/{judgment_id}"


def _act(edge: Edge) -> str:
    return f"{label_of(edge.link.act)} {edge.link.number}"
