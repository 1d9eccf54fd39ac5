"""The table of a refund's states, and its picture in the docs."""

import re

from models.refund_moves import REFUND_MOVES, sources
from models.values import RefundState as S
from tests.house.tree import ROOT

PICTURE = (ROOT / "docs" / "states.md").read_text().split("## Refund")[1].split("\n## ")[0]
ARROW = re.compile(r"^    (\w+) --> (\w+): (\w)$", re.MULTILINE)


def test_the_picture_draws_exactly_the_table() -> None:
    drawn = {(before, after): letter for before, after, letter in ARROW.findall(PICTURE)}
    assert drawn == {(move.before, move.after): move.letter for move in REFUND_MOVES}


def test_each_letter_has_its_line() -> None:
    explained = re.findall(r"^- (\w): ", PICTURE, re.MULTILINE)
    assert explained == sorted({"a", *(move.letter for move in REFUND_MOVES)})


def test_what_is_done_or_withdrawn_stays_so() -> None:
    assert not [move for move in REFUND_MOVES if move.before in {S.DONE, S.WITHDRAWN}]


def test_x48_what_may_have_left_is_no_credit_and_is_not_sent_from_there() -> None:
    assert set(sources(S.WITHDRAWN)) == {S.DUE, S.FAILED}
    assert sources(S.SENDING) == (S.DUE,)
