"""How right is what the reader reads, field by field, against labelled judgments?

``records`` turns each labelled set into :class:`~evaluation.extraction.record.GoldRecord` (text for
the reader, labels for the scorer); each scorer is a function ``score(record, judgment, tally)``
listed in :data:`evaluation.extraction.command.SCORERS`; ``tally`` counts and keeps the misses;
``command`` and ``report`` write the figures and a list of misses for people.
"""
