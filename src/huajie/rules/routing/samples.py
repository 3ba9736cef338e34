"""A decision that somebody took, to learn from."""

from typing import NamedTuple


class Sample(NamedTuple):
    """What a text was decided to be. `given` is what was known beside it, as whole words: its category, its town.

    `names` are those of the people in the matter: they are taken out of the text before anything is learnt.
    """

    text: str
    label: str
    given: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
