"""The table of states of a refund (M6): each legal move, and what brings it about."""

from dataclasses import dataclass

from models.values import RefundState as S


@dataclass(frozen=True, slots=True)
class RefundMove:
    """`letter` is its line in docs/states.md."""

    letter: str
    before: S
    after: S


#: docs/states.md draws exactly these, and `services/refund_moves.py` makes no other.
REFUND_MOVES = (
    RefundMove("b", S.DUE, S.SENDING),
    RefundMove("c", S.SENDING, S.ACCEPTED),
    RefundMove("c", S.UNKNOWN, S.ACCEPTED),
    RefundMove("d", S.SENDING, S.UNKNOWN),
    RefundMove("d", S.ACCEPTED, S.UNKNOWN),
    RefundMove("d", S.UNKNOWN, S.UNKNOWN),
    RefundMove("e", S.SENDING, S.DONE),
    RefundMove("e", S.ACCEPTED, S.DONE),
    RefundMove("e", S.UNKNOWN, S.DONE),
    RefundMove("f", S.SENDING, S.DUE),
    RefundMove("f", S.ACCEPTED, S.DUE),
    RefundMove("f", S.UNKNOWN, S.DUE),
    RefundMove("g", S.SENDING, S.FAILED),
    RefundMove("g", S.ACCEPTED, S.FAILED),
    RefundMove("g", S.UNKNOWN, S.FAILED),
    RefundMove("h", S.FAILED, S.DUE),
    RefundMove("i", S.DUE, S.DONE),
    RefundMove("i", S.FAILED, S.DONE),
    RefundMove("j", S.DUE, S.WITHDRAWN),
    RefundMove("j", S.FAILED, S.WITHDRAWN),
)


def sources(after: S) -> tuple[S, ...]:
    """The states from which a refund may come to this one."""
    return tuple(move.before for move in REFUND_MOVES if move.after is after)
