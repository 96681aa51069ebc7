"""What is a case about: its cause of action (案由) or its charges (罪名)?"""

from corpus.cause.causes import Cause, find_cause, known_cause, path_of
from corpus.cause.charges import (
    canonical_charge,
    chapter_of,
    find_charges,
    find_title_charges,
    renamed_to,
)

__all__ = [
    "Cause",
    "canonical_charge",
    "chapter_of",
    "find_cause",
    "find_charges",
    "find_title_charges",
    "known_cause",
    "path_of",
    "renamed_to",
]
