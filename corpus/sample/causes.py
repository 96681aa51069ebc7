"""All causes and charges of the sample corpus, by key."""

from collections.abc import Mapping
from types import MappingProxyType

from corpus.judgment import CaseType
from corpus.sample.charges import CRIMINAL_CAUSES
from corpus.sample.matters import Cause

CAUSES: Mapping[str, Cause] = MappingProxyType({**CRIMINAL_CAUSES})
CASE_TYPES: Mapping[str, CaseType] = MappingProxyType(
    {key: cause.case_type for key, cause in CAUSES.items()}
)
