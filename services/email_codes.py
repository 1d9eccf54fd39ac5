"""Codes that show whose an e-mail address is: made, mailed so often, and known again (R8)."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from models.database import row
from services.errors import Refused

GOOD_FOR: Final = timedelta(minutes=15)
#: Mailed to one person in a day (UTC), to whatever address: nobody's mailbox is filled by us.
MOST_A_DAY: Final = 3
_DIGITS = 6


class EnoughCodes(Refused):
    key = "email_enough_codes"


def make() -> str:
    """Six digits that nobody can guess in the few tries that there are."""
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def seal(code: str, address: str) -> str:
    """All that is kept of a code: a salted hash that is good for this address only."""
    salt = secrets.token_hex(8)
    return f"{salt}:{_hash(salt, code, address)}"


def fits(typed: str, seal_: str, address: str) -> bool:
    """Whether this is the code, with whatever stands between its digits."""
    salt, _, known = seal_.partition(":")
    digits = "".join(char for char in typed if char.isdecimal())
    return hmac.compare_digest(_hash(salt, digits, address), known)


def _hash(salt: str, code: str, address: str) -> str:
    return hashlib.sha256(f"{salt}:{code}:{address}".encode()).hexdigest()


async def next_key(person_id: int, now: datetime) -> str:
    """The dedupe key of the letter with this person's next code. Raises EnoughCodes.

    The letters themselves are counted: there is one key for each that may be mailed in a day.
    """
    keys = [f"mailcode{person_id}d{now:%Y%m%d}:{number}" for number in range(MOST_A_DAY)]
    found = await row("SELECT count(*) AS n FROM outbox WHERE dedupe_key = ANY($1::text[])", keys)
    assert found is not None, "an aggregate always answers"
    if found["n"] >= MOST_A_DAY:
        raise EnoughCodes("three a day")
    return keys[found["n"]]
