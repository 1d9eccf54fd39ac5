"""Clocks: the database's, by which all processes go, beside this machine's and Telegram's."""

from datetime import UTC, datetime, timedelta

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from bot.doctor.telegram import method_url
from services import clock

#: Beyond these seconds: reminders are late, then signatures and tokens are refused.
NOTICED, HARMFUL = 5, 60
_NTP = "Let {whose} follow a time server (timedatectl set-ntp true)."


async def _of_database(_visit: Visit) -> list[Finding]:
    """Measured when the database was connected to (`visit`)."""
    return [beside_database(timedelta(seconds=clock.ahead()))]


def beside_database(ahead: timedelta) -> Finding:
    """`ahead` is by how much the database's clock is before this machine's."""
    said = _compared("this machine's", "the database's", ahead)
    if abs(ahead.total_seconds()) <= NOTICED:
        return good(said)
    todo = _NTP.format(whose="both machines")
    return warning(f"{said[:-1]}; the program goes by the database's.", todo)


async def _of_telegram(visit: Visit) -> list[Finding]:
    """What the program goes by: the database's clock, or without one this machine's."""
    began = _present()
    try:
        answer = await asking.ask(visit.session, "GET", method_url(visit.settings, "getMe"))
    except asking.NoAnswer:
        return []  # the check of the token says so
    if answer.date is None:
        return []
    middle_of_its_second = answer.date + timedelta(milliseconds=500)
    return [beside_telegram(middle_of_its_second - _between(began))]


def beside_telegram(ahead: timedelta) -> Finding:
    """`ahead` is by how much Telegram's clock is before the one that the program goes by."""
    said = _compared("the practice's", "Telegram's", ahead)
    seconds = abs(ahead.total_seconds())
    if seconds <= NOTICED:
        return good(said)
    whose = "the database's machine" if clock.ahead() else "this machine and the database's"
    return (wrong if seconds > HARMFUL else warning)(said, _NTP.format(whose=whose))


def _compared(one: str, other: str, ahead: timedelta) -> str:
    seconds = ahead.total_seconds()
    if abs(seconds) <= NOTICED:
        return f"Clock: {one} agrees with {other}."
    way = "behind" if seconds > 0 else "ahead of"
    return f"Clock: {one} is {abs(seconds):,.0f} seconds {way} {other}."


def _present() -> datetime:
    """The real time, whatever the demo's clock says."""
    return clock.now() - clock.offset()


def _between(began: datetime) -> datetime:
    """The middle of a question and its answer."""
    return (began + (_present() - began) / 2).astimezone(UTC)


CHECKS = (
    Check("Clock", _of_database, needs_database=True),
    Check("Clock", _of_telegram),
)
