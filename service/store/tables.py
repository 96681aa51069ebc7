"""Which tables make up the whole database?

Importing this module makes :data:`metadata` complete. A room that has tables of its own imports
them here, so that migrations and the schema check see them.
"""

from corpus.store.tables import metadata

__all__ = ["metadata"]
