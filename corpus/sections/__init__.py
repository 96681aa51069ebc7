"""Where does each part of a judgment begin?"""

from corpus.sections.cutting import cut_sections

__all__ = ["cut_sections"]
