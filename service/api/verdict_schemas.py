"""In which form do verdicts travel over HTTP?"""

from datetime import datetime

from pydantic import Field

from service.api.schemas import LabelledValue, Payload
from service.verdicts.model import Verdict


class VerdictRequest(Payload):
    """A verdict on one judgment for a question: exactly one of a text and a stored judgment."""

    text: str | None = Field(default=None, description="检索所用的案情或文书")
    asked_judgment_id: str | None = Field(
        default=None, max_length=64, description="检索所用的库中文书编号"
    )
    charges: tuple[str, ...] = Field(
        default=(), max_length=50, description="检索时给出的罪名或案由"
    )
    judgment_id: str = Field(max_length=64, description="所认定的文书编号")
    verdict: Verdict
    reason: str = Field(default="", max_length=1000, description="理由")
    ranker: str = Field(default="", max_length=128, description="结果所示的排序方式")


class VerdictOut(Payload):
    """A verdict of one's own."""

    text: str | None
    asked_judgment_id: str | None
    charges: tuple[str, ...]
    judgment_id: str
    verdict: LabelledValue
    reason: str
    snapshot_id: str
    ranker: str
    author: str
    at: datetime
    is_standing: bool = Field(description="是否未被本人后来的认定取代")


class VerdictsResponse(Payload):
    """One's own verdicts, latest first, those replaced included."""

    verdicts: tuple[VerdictOut, ...]
    offset: int
    limit: int
