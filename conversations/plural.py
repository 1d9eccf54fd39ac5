"""A sentence that reads differently of one thing than of several."""

from typing import NamedTuple


class Plural(NamedTuple):
    """Chosen by the argument `count`; `one` may say "one" in words, `many` names {count}."""

    one: str
    many: str


Text = str | Plural
