"""M-Pesa receipt numbers, whose first three characters tell the day in Nairobi."""

import secrets
import string
from datetime import datetime
from zoneinfo import ZoneInfo

NAIROBI = ZoneInfo("Africa/Nairobi")
FIRST_YEAR = 2006
_ANY = string.ascii_uppercase + string.digits
# Days 1 to 31 as one character: 9 is followed by A.
_DAYS = string.digits + string.ascii_uppercase


def receipt(now: datetime) -> str:
    """A new receipt: year (A = 2006), month (A = January), day, then seven that mean nothing."""
    return of_day(now) + "".join(secrets.choice(_ANY) for _ in range(7))


def of_day(now: datetime) -> str:
    """How all receipts of this day begin."""
    day = now.astimezone(NAIROBI)
    year = string.ascii_uppercase[(day.year - FIRST_YEAR) % 26]
    return year + string.ascii_uppercase[day.month - 1] + _DAYS[day.day]
