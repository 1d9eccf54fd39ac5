"""Codes for e-mail addresses: known again by their hash only, and not mailed without end (R8)."""

from datetime import timedelta

import pytest

from services import email_codes, outbox
from services.outbox import Letter
from tests.people import NOW, Practice

ADDRESS = "amina@example.com"


def test_a_code_fits_its_own_hash_and_address_only() -> None:
    code = email_codes.make()
    seal = email_codes.seal(code, ADDRESS)
    assert len(code) == 6
    assert code.isdecimal()
    assert code not in seal
    assert email_codes.fits(f" {code[:3]} {code[3:]}", seal, ADDRESS)
    assert not email_codes.fits(code, seal, "brian@example.com")
    assert not email_codes.fits(f"{(int(code) + 1) % 10**6:06}", seal, ADDRESS)
    assert not email_codes.fits("", seal, ADDRESS)
    assert email_codes.seal(code, ADDRESS) != seal


def test_codes_begin_with_any_digit() -> None:
    codes = {email_codes.make() for _ in range(500)}
    assert len(codes) > 450
    assert {code[0] for code in codes} == set("0123456789")


async def test_three_codes_a_day_whatever_became_of_them(here: Practice) -> None:
    for number in range(email_codes.MOST_A_DAY):
        key = await email_codes.next_key(here.amina, NOW)
        assert key.endswith(f":{number}")
        [letter] = await outbox.put([Letter(key, "email", "mail:1", {})], NOW)
        await outbox.drop(letter.id, NOW)
    with pytest.raises(email_codes.EnoughCodes):
        await email_codes.next_key(here.amina, NOW)
    assert await email_codes.next_key(here.brian, NOW)
    assert await email_codes.next_key(here.amina, NOW + timedelta(days=1))
