"""A generated corpus of judgments in true form, with the truth that was planted in it."""

from corpus.sample.generation import SampleCorpus, generate

__all__ = ["SampleCorpus", "generate"]
