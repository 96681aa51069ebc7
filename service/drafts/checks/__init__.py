"""Which parts of a draft contradict each other? One small question a module.

Each module has one function from a :class:`~service.drafts.paper.DraftPaper` to what it found. A
false alarm insults the judge who wrote the draft: where a reading is unsure, a check is silent.
"""
