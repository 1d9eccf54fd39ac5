"""The only reader of the time; all processes go by the database's clock, whatever their own says.

`keep_to` is told the difference. The demo and the tests may move the time forward besides.
"""

import time
from datetime import UTC, datetime, timedelta

#: Seconds. Less is not worth a jump, and no lease is so short.
TOLERATED = 0.5
#: Never jumps when a machine's clock is put right, and goes on while a laptop sleeps.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

_offset = timedelta()
_ahead = 0.0
_anchor: float | None = None


def now() -> datetime:
    """The present instant, in UTC."""
    real = machine() if _anchor is None else _anchor + time.clock_gettime(_STEADY)
    return datetime.fromtimestamp(real, UTC) + _offset


def shift(offset: timedelta) -> None:
    """Run ahead of the real time by `offset`; only a demo or test with CLOCK_URL calls this."""
    global _offset  # noqa: PLW0603 - one clock a process is the point
    _offset = offset


def offset() -> timedelta:
    """How far it runs ahead of the real time."""
    return _offset


def machine() -> float:
    """What this machine's own clock says, in seconds since 1970."""
    return time.time()


def keep_to(ahead: float, unsure: float) -> bool:
    """Go by a clock that is `ahead` seconds before this machine's, give or take `unsure`.

    Until it is told again, this machine's clock may be moved without any effect. Returns whether
    what is gone by has changed: what is within the tolerance hasn't.
    """
    global _ahead, _anchor  # noqa: PLW0603 - as above
    is_another = abs(ahead - _ahead) > TOLERATED + unsure
    if is_another:
        _ahead = ahead
    _anchor = machine() - time.clock_gettime(_STEADY) + _ahead
    return is_another


def ahead() -> float:
    """By how many seconds the clock that is gone by is before this machine's."""
    return _ahead
