"""The engine keeps to the memory that it was given."""

from huajie.linkage.engine import Engine
from huajie.linkage.people_model import MODEL


def test_a_run_keeps_to_the_memory_that_it_was_given() -> None:
    with Engine(MODEL, 256) as engine:
        assert engine._connection.execute("select current_setting('memory_limit')").fetchall() == [("256.0 MiB",)]
