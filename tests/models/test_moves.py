"""The table of states, its picture in the docs, and what every move must say."""

import re

import pytest

from models.moves import MOVES, Actor, Money, may
from models.values import OCCUPYING
from models.values import BookingStatus as S
from tests.house.tree import ROOT

PICTURE = (ROOT / "docs" / "states.md").read_text().split("## Booking")[1].split("\n## ")[0]
ARROW = re.compile(r"^    (\w+) --> (\w+): (\w)$", re.MULTILINE)
OVER = {S.COMPLETED, S.DECLINED, S.CANCELLED, S.LATE_CANCELLED, S.NO_SHOW}


def test_the_picture_draws_exactly_the_table() -> None:
    drawn = {(before, after): letter for before, after, letter in ARROW.findall(PICTURE)}
    assert drawn == {(move.before, move.after): move.letter for move in MOVES}


def test_each_letter_has_its_line() -> None:
    explained = re.findall(r"^- (\w): ", PICTURE, re.MULTILINE)
    assert explained == sorted({"a", "b", *(move.letter for move in MOVES)})


def test_no_move_is_there_twice() -> None:
    assert len({(move.before, move.after) for move in MOVES}) == len(MOVES)


def test_what_is_over_stays_over() -> None:
    assert not [move for move in MOVES if move.before in OVER]


def test_whoever_did_not_make_a_move_hears_of_it() -> None:
    """Both sides of each end that one of them brought about, and of each confirmation."""
    for move in MOVES:
        if move.after in {S.CANCELLED, S.LATE_CANCELLED, S.EXPIRED, S.CONFIRMED}:
            assert move.tells == {Actor.CLIENT, Actor.PSYCHOLOGIST}, move


@pytest.mark.parametrize("status", OCCUPYING)
def test_only_money_or_a_paid_session_confirms(status: S) -> None:
    for actor in Actor:
        if may(actor, status, S.CONFIRMED):
            assert (status, actor) == (S.APPROVED, Actor.MONEY) or status is S.HELD


def test_a_late_cancel_is_the_clients_own_and_keeps_the_money() -> None:
    late = [move for move in MOVES if move.after is S.LATE_CANCELLED]
    assert [(move.actors, move.money) for move in late] == [(frozenset({Actor.CLIENT}), Money.KEPT)]


def test_what_the_practice_cancels_is_paid_back() -> None:
    by_staff = [m for m in MOVES if m.after is S.CANCELLED and m.before is S.CONFIRMED]
    assert [move.money for move in by_staff] == [Money.ALL_BACK]
