"""What does one work with beside the judgments themselves: corrections, chains, quality?"""

from dataclasses import dataclass
from datetime import datetime

from corpus.corrections import Correction, Json, value_at
from corpus.judgment import Judgment, JudgmentId
from corpus.spans import Span
from corpus.store.correcting import SqlCorrections
from corpus.store.lineage_records import SqlLineage
from service.errors import CorrectionValueError
from service.reading.correcting import (
    CORRECTABLE,
    CorrectionView,
    label_of_field,
    read_words,
    views_of,
    words_of_value,
)
from service.reading.quality import QualityBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDesk:
    """What was read, set right and counted.

    Attributes:
        corrections: The corrections of the store.
        lineage: The chains of procedure.
        quality: The counts.
    """

    corrections: SqlCorrections
    lineage: SqlLineage
    quality: QualityBook

    def views(self, judgment_id: JudgmentId) -> tuple[CorrectionView, ...]:
        """Return the corrections of a judgment in words, the latest first.

        Raises:
            JudgmentNotFoundError: It is not stored.
        """
        return views_of(
            self.corrections.history(judgment_id), self.corrections.corrected(judgment_id).fields
        )

    def correct(
        self,
        judgment: Judgment,
        *,
        field: str,
        new: Json,
        author: str,
        at: datetime,
        reason: str,
        span: Span | None,
    ) -> Correction:
        """Set a field right.

        Args:
            judgment: As it counts now, with earlier corrections.
            field: Name of the field.
            new: Its value; words are read as those of a form where the field has one.
            author: Who.
            at: When.
            reason: Why.
            span: The words that show it, or None.

        Raises:
            CorrectionValueError: The field cannot take it, or has this value already.
            CorrectionError: No such field, or a value that it cannot take.
            JudgmentNotFoundError: It is not stored.
        """
        if not reason.strip():
            raise CorrectionValueError(field="理由", value="", accepted="一句话说明根据")
        value = read_words(field, new) if isinstance(new, str) and field in CORRECTABLE else new
        before = value_at(judgment, field)
        if field in CORRECTABLE and (keeps := CORRECTABLE[field].keeps) is not None:
            value = keeps(value, before)
        if value == before:
            raise CorrectionValueError(
                field=label_of_field(field),
                value=words_of_value(field, value),
                accepted="与现有值不同的内容",
            )
        return self.corrections.correct(
            judgment.id,
            field=field,
            new=value,
            author=author,
            at=at,
            reason=reason.strip(),
            span=span,
        )

    def restore(
        self, judgment_id: JudgmentId, *, field: str, author: str, at: datetime, reason: str
    ) -> Correction:
        """Take the corrections of a field back.

        Raises:
            CorrectionValueError: No reason is given, or the field is not corrected.
            JudgmentNotFoundError: It is not stored.
        """
        if not reason.strip():
            raise CorrectionValueError(field="理由", value="", accepted="一句话说明根据")
        counting = {
            each.correction.field for each in self.corrections.corrected(judgment_id).fields
        }
        if field not in counting:
            raise CorrectionValueError(
                field=label_of_field(field), value="恢复系统读取", accepted="已经更正过的要素"
            )
        return self.corrections.restore_reading(
            judgment_id, field=field, author=author, at=at, reason=reason.strip()
        )
