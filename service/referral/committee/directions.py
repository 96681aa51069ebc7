"""Which directions can a decision have, in the words of the outcome readers?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.outcome.model import AdministrativeResult, AppealResult, CivilResult
from service.outcome_labels import OUTCOME_LABELS

CRIMINAL: Final = "criminal"
CIVIL: Final = "civil"
ADMINISTRATIVE: Final = "administrative"
APPEAL: Final = "appeal"

_LABELS: Final = {member: label for table in OUTCOME_LABELS for member, label in table.items()}

DIRECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{CRIMINAL}.convicted": "有罪",
        f"{CRIMINAL}.exempt": "有罪，免予刑事处罚",
        f"{CRIMINAL}.acquitted": "无罪",
        **{f"{CIVIL}.{each.value}": f"民事：{_LABELS[each]}" for each in CivilResult},
        **{
            f"{ADMINISTRATIVE}.{each.value}": f"行政：{_LABELS[each]}"
            for each in AdministrativeResult
        },
        **{f"{APPEAL}.{each.value}": f"上诉、再审：{_LABELS[each]}" for each in AppealResult},
    }
)
"""By token what a direction is called: area before the point, result of the readers behind it."""
