"""What databases of tests leave out: statements compiled anew for each, and waiting for the disk.

Every test has a database of its own, and SQLAlchemy keeps what it compiled with the engine and its
dialect: a fifth of the time of a test that asks one. A server has one engine and compiles once.
"""

from sqlalchemy import create_engine

_MOST_STATEMENTS = 5000


def share_compiled(patch):
    """Let all engines of SQLite opened from now on share their dialect and what was compiled.

    Args:
        patch: A MonkeyPatch that takes it back.
    """
    first = create_engine("sqlite://", query_cache_size=_MOST_STATEMENTS)
    # The dialect learns at its first connection what this SQLite can do.
    first.connect().close()

    def sharing(url, **options):
        made = create_engine(url, **options)
        if made.dialect.name == first.dialect.name:
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    patch.setattr("corpus.store.engine.create_engine", sharing)


def never_wait_for_the_disk(patch):
    """Let databases opened from now on trust the kernel: no test cuts the power.

    Args:
        patch: A MonkeyPatch that takes it back.
    """
    patch.setattr("corpus.store.engine._SYNCHRONOUS", "OFF")
