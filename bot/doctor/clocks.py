"""Clocks: this machine's beside the database's and Telegram's."""

from datetime import UTC, datetime, timedelta

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from bot.doctor.telegram import method_url
from models.database import row
from services import clock

#: Beyond these seconds: reminders are late, then signatures and tokens are refused.
NOTICED, HARMFUL = 5, 60
_NTP = "Let {whose} follow a time server (timedatectl set-ntp true)."


async def _of_database(_visit: Visit) -> list[Finding]:
    began = _present()
    found = await row("SELECT clock_timestamp() AS now")
    assert found is not None
    return [judged("the database's", "both machines", found["now"] - _between(began))]


async def _of_telegram(visit: Visit) -> list[Finding]:
    began = _present()
    try:
        answer = await asking.ask(visit.session, "GET", method_url(visit.settings, "getMe"))
    except asking.NoAnswer:
        return []  # the check of the token says so
    if answer.date is None:
        return []
    middle_of_its_second = answer.date + timedelta(milliseconds=500)
    return [judged("Telegram's", "this machine", middle_of_its_second - _between(began))]


def judged(whose: str, must_follow: str, ahead: timedelta) -> Finding:
    """`ahead` is by how much the other clock is before this machine's."""
    seconds = ahead.total_seconds()
    if abs(seconds) <= NOTICED:
        return good(f"Clock: this machine's agrees with {whose}.")
    way = "behind" if seconds > 0 else "ahead of"
    say = wrong if abs(seconds) > HARMFUL else warning
    said = f"Clock: this machine's is {abs(seconds):,.0f} seconds {way} {whose}."
    return say(said, _NTP.format(whose=must_follow))


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
