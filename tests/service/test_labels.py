from enum import StrEnum

import pytest

import corpus.judgment
import corpus.outcome.model
from corpus.corrections import Standing
from corpus.lineage.papers import Act
from corpus.panel import PanelOffice
from corpus.privacy.sensitivity import Sensitivity
from indexing.emptiness import Finding
from indexing.likeness import Likeness
from indexing.passages import PassageKind
from service.actors import Permission, Role
from service.labels import LABELS, label_of
from service.pending.model import PaperKind, Stage
from service.pending.search_model import ResponsePlace, SubmittedKind
from service.ranking.grading import LeftOut, Need
from service.ranking.record import Decision
from service.search.methods.vocabulary import (
    Aspect,
    OrderRule,
    Relation,
    SearchMethod,
    SortOrder,
    TextPart,
)
from service.search.understanding import Origin
from service.verdicts.model import Verdict

ENUMS = sorted(
    {
        each
        for module in (corpus.judgment, corpus.outcome.model)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
    | {
        PassageKind,
        Role,
        Permission,
        PanelOffice,
        Sensitivity,
        Act,
        Standing,
        Verdict,
        Stage,
        PaperKind,
        SubmittedKind,
        ResponsePlace,
        Finding,
        Origin,
        Likeness,
        Decision,
        Need,
        LeftOut,
        SearchMethod,
        TextPart,
        SortOrder,
        Relation,
        Aspect,
        OrderRule,
    },
    key=lambda each: each.__qualname__,
)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda each: each.__qualname__)
def test_every_member_has_a_label_of_its_own(enum):
    labels = [label_of(member) for member in enum]
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels)


def test_no_label_stands_for_a_member_that_does_not_exist():
    assert set(LABELS) == {(enum, member.value) for enum in ENUMS for member in enum}
