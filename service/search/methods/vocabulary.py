"""Which closed vocabularies do searches by method use? Light, so that help can name them."""

from enum import StrEnum


class SearchMethod(StrEnum):
    """A way of searching that a report names (检索方法)."""

    FACTS = "facts"
    ISSUE = "issue"
    KEYWORD = "keyword"
    STATUTE = "statute"
    CASE = "case"


class TextPart(StrEnum):
    """Which part of a judgment must hold the words that are looked for."""

    WHOLE = "whole"
    FACTS = "facts"
    ISSUES = "issues"
    REASONING = "reasoning"
    HOLDING = "holding"


class SortOrder(StrEnum):
    """In which order hits stand."""

    RELEVANCE = "relevance"
    DATE = "date"


class Relation(StrEnum):
    """How a hit stands to what was asked, where that is told apart."""

    ITSELF = "itself"
    CITING = "citing"
    ALIKE = "alike"
    BASIS = "basis"
    MENTION = "mention"


class Aspect(StrEnum):
    """What of a question was understood."""

    REQUIRED = "required"
    EXCLUDED = "excluded"
    PROVISIONS = "provisions"
    SHARED = "shared"
    COMBINATION = "combination"
    NUMBER = "number"
    TITLE = "title"
    PAPER = "paper"
    STORED = "stored"
    SENTENCE = "sentence"
    TERMS = "terms"


class OrderRule(StrEnum):
    """What put the hits in order."""

    LIKENESS = "likeness"
    DENSITY = "density"
    NEWEST = "newest"
    BASIS_THEN_NEWEST = "basis_then_newest"
    SHARED_THEN_NEWEST = "shared_then_newest"
    RELATION = "relation"
    ISSUE = "issue"
