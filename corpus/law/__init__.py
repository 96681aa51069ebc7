"""Which laws are there, which version is in force, and what took the place of which?"""

from corpus.law.titles import canonical_title, known_title
from corpus.law.versions import (
    LawVersion,
    Succession,
    succession_of,
    version_in_force,
    versions_of,
)

__all__ = [
    "LawVersion",
    "Succession",
    "canonical_title",
    "known_title",
    "succession_of",
    "version_in_force",
    "versions_of",
]
