"""The list of payments is read by one replica at a time, overlapping, and never past its reach."""

import asyncio
from datetime import timedelta

from models.values import Provider
from services import pull_cursors
from services.pull_cursors import EVERY, GOES_BACK, OVERLAP, claim, read_until
from tests.people import NOW


async def test_m2_of_two_replicas_one_asks(db: str) -> None:
    assert db
    claims = await asyncio.gather(*(claim(Provider.MPESA, NOW) for _ in range(5)))
    assert sorted(map(bool, claims)) == [False] * 4 + [True]
    claims = await asyncio.gather(*(claim(Provider.MPESA, NOW + EVERY) for _ in range(5)))
    assert sorted(map(bool, claims)) == [False] * 4 + [True]


async def test_m2_windows_overlap_and_a_failure_widens_the_next(db: str) -> None:
    assert db
    assert await claim(Provider.MPESA, NOW) == NOW - GOES_BACK
    await read_until(Provider.MPESA, NOW)
    assert await claim(Provider.MPESA, NOW + EVERY) == NOW - OVERLAP
    # Nothing was read then: the next one begins where the last success ended.
    assert await claim(Provider.MPESA, NOW + 2 * EVERY) == NOW - OVERLAP
    later = NOW + timedelta(days=9)
    assert await claim(Provider.MPESA, later) == later - GOES_BACK


async def test_m2_the_cursor_never_goes_back(db: str) -> None:
    assert db
    await claim(Provider.MPESA, NOW)
    await read_until(Provider.MPESA, NOW)
    await read_until(Provider.MPESA, NOW - timedelta(hours=3))
    assert await claim(Provider.MPESA, NOW + EVERY) == NOW - OVERLAP
    assert await pull_cursors.unheard_of(Provider.MPESA, ["UKL1234567"]) == {"UKL1234567"}
