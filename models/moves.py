"""The table of states of a booking (B4): each legal move, who may make it, and what it brings."""

from dataclasses import dataclass
from enum import StrEnum

from models.values import BookingStatus as S


class Actor(StrEnum):
    CLIENT = "client"
    PSYCHOLOGIST = "psychologist"
    ADMIN = "admin"
    MONEY = "money"
    CLOCK = "clock"


class Money(StrEnum):
    """What a move does to what was paid for the booking."""

    NONE = "none"
    ASKED = "asked"
    KEPT = "kept"
    ALL_BACK = "all back"
    MOVES_ALONG = "moves along"


@dataclass(frozen=True, slots=True)
class Move:
    """`letter` is its line in docs/states.md; `tells` are those who get a message about it."""

    letter: str
    before: S
    after: S
    actors: frozenset[Actor]
    tells: frozenset[Actor]
    money: Money


_CLIENT, _STAFF = Actor.CLIENT, (Actor.PSYCHOLOGIST, Actor.ADMIN)
_BOTH = (Actor.CLIENT, Actor.PSYCHOLOGIST)


def _move(
    letter: str, before: S, after: S, *actors: Actor, tells: tuple[Actor, ...] = (),
    money: Money = Money.NONE,
) -> Move:  # fmt: skip
    return Move(letter, before, after, frozenset(actors), frozenset(tells), money)


#: The trigger `bookings_legal_move` refuses every other pair, and docs/states.md draws these;
#: tests compare the three.
MOVES: tuple[Move, ...] = (
    _move("c", S.HELD, S.PENDING, _CLIENT, tells=(Actor.PSYCHOLOGIST,)),
    _move("d", S.HELD, S.APPROVED, _CLIENT, *_STAFF, tells=(_CLIENT,), money=Money.ASKED),
    _move("e", S.HELD, S.CONFIRMED, _CLIENT, *_STAFF, tells=_BOTH, money=Money.MOVES_ALONG),
    _move("f", S.PENDING, S.APPROVED, _CLIENT, *_STAFF, tells=(_CLIENT,), money=Money.ASKED),
    _move("g", S.PENDING, S.DECLINED, *_STAFF, tells=(_CLIENT,)),
    _move("h", S.PENDING, S.EXPIRED, Actor.CLOCK, tells=_BOTH),
    _move("i", S.PENDING, S.CANCELLED, _CLIENT, *_STAFF, tells=_BOTH),
    _move("i", S.APPROVED, S.CANCELLED, _CLIENT, *_STAFF, tells=_BOTH, money=Money.ALL_BACK),
    _move("i", S.CONFIRMED, S.CANCELLED, _CLIENT, *_STAFF, tells=_BOTH, money=Money.ALL_BACK),
    _move("j", S.APPROVED, S.CONFIRMED, Actor.MONEY, tells=_BOTH, money=Money.KEPT),
    _move("k", S.APPROVED, S.EXPIRED, Actor.CLOCK, tells=_BOTH),
    _move("l", S.EXPIRED, S.CONFIRMED, Actor.MONEY, tells=_BOTH, money=Money.KEPT),
    _move("m", S.CONFIRMED, S.LATE_CANCELLED, _CLIENT, tells=_BOTH, money=Money.KEPT),
    _move("n", S.CONFIRMED, S.IN_PROGRESS, *_STAFF, money=Money.KEPT),
    _move("o", S.CONFIRMED, S.COMPLETED, *_STAFF, money=Money.KEPT),
    _move("o", S.IN_PROGRESS, S.COMPLETED, *_STAFF, money=Money.KEPT),
    _move("p", S.CONFIRMED, S.NO_SHOW, *_STAFF, tells=(_CLIENT,), money=Money.KEPT),
    _move("p", S.IN_PROGRESS, S.NO_SHOW, *_STAFF, tells=(_CLIENT,), money=Money.KEPT),
)

_MOVES = {(move.before, move.after): move for move in MOVES}


def may(actor: Actor, before: S, after: S) -> bool:
    move = _MOVES.get((before, after))
    return move is not None and actor in move.actors


def origins(after: S) -> tuple[S, ...]:
    """The states from which a booking may come to `after`."""
    return tuple(move.before for move in MOVES if move.after == after)
