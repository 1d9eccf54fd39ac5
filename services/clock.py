"""The only reader of the time; the demo and the tests may move it forward."""

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC) + _offset


def shift(offset: timedelta) -> None:
    """Run ahead of the real time by `offset`; only a demo or test with CLOCK_URL calls this."""
    global _offset  # noqa: PLW0603 - one clock a process is the point
    _offset = offset


def offset() -> timedelta:
    """How far it runs ahead of the real time."""
    return _offset
