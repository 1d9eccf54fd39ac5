"""The table of states of a booking (B4): which moves are legal and who may make each."""

from dataclasses import dataclass
from enum import StrEnum

from models.values import BookingStatus as S


class Actor(StrEnum):
    CLIENT = "client"
    PSYCHOLOGIST = "psychologist"
    ADMIN = "admin"
    MONEY = "money"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Move:
    before: S
    after: S
    actors: frozenset[Actor]


def _move(before: S, after: S, *actors: Actor) -> Move:
    return Move(before, after, frozenset(actors))


_STAFF = (Actor.PSYCHOLOGIST, Actor.ADMIN)

#: The trigger `bookings_legal_move` refuses every other pair; a test compares the two.
MOVES: tuple[Move, ...] = (
    _move(S.HELD, S.PENDING, Actor.CLIENT),
    _move(S.HELD, S.APPROVED, Actor.CLIENT),
    _move(S.PENDING, S.APPROVED, *_STAFF),
    _move(S.PENDING, S.DECLINED, *_STAFF),
    _move(S.PENDING, S.EXPIRED, Actor.CLOCK),
    _move(S.PENDING, S.CANCELLED, Actor.CLIENT, *_STAFF),
    _move(S.APPROVED, S.CONFIRMED, Actor.MONEY),
    _move(S.APPROVED, S.EXPIRED, Actor.CLOCK),
    _move(S.APPROVED, S.CANCELLED, Actor.CLIENT, *_STAFF),
    _move(S.EXPIRED, S.CONFIRMED, Actor.MONEY),
    _move(S.CONFIRMED, S.CANCELLED, Actor.CLIENT, *_STAFF),
    _move(S.CONFIRMED, S.LATE_CANCELLED, Actor.CLIENT, *_STAFF),
    _move(S.CONFIRMED, S.IN_PROGRESS, *_STAFF),
    _move(S.CONFIRMED, S.COMPLETED, *_STAFF),
    _move(S.CONFIRMED, S.NO_SHOW, *_STAFF),
    _move(S.IN_PROGRESS, S.COMPLETED, *_STAFF),
    _move(S.IN_PROGRESS, S.NO_SHOW, *_STAFF),
)

_ALLOWED = {(move.before, move.after): move.actors for move in MOVES}


def may(actor: Actor, before: S, after: S) -> bool:
    return actor in _ALLOWED.get((before, after), frozenset())


def origins(after: S) -> tuple[S, ...]:
    """The states from which a booking may come to `after`."""
    return tuple(move.before for move in MOVES if move.after == after)
