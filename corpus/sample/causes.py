"""All causes and charges of the sample corpus, by key."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.judgment import CaseType
from corpus.sample.charges import CRIMINAL_CAUSES
from corpus.sample.civil import CivilCause
from corpus.sample.divorce import Divorce
from corpus.sample.forest_contract import ForestContract
from corpus.sample.forest_penalty import ForestPenalty
from corpus.sample.labour import Labour
from corpus.sample.lending import Lending
from corpus.sample.matters import Cause
from corpus.sample.sale import Sale
from corpus.sample.traffic_tort import TrafficTort

CIVIL_CAUSES: Mapping[str, CivilCause] = MappingProxyType(
    {
        cause.key: cause
        for cause in (
            Lending(),
            Sale(),
            ForestContract(),
            Labour(),
            TrafficTort(),
            Divorce(),
            ForestPenalty(),
        )
    }
)
CAUSES: Mapping[str, Cause] = MappingProxyType({**CRIMINAL_CAUSES, **CIVIL_CAUSES})
CASE_TYPES: Mapping[str, CaseType] = MappingProxyType(
    {key: cause.case_type for key, cause in CAUSES.items()}
)
