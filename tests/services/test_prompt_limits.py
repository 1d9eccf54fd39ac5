"""How often a phone is asked: M-Pesa's own pauses, and no phone rung by strangers (X46)."""

import asyncio
from datetime import datetime, timedelta

import pytest

from models.database import rows
from models.values import Money
from services import prompt_limits
from services.prompt_limits import (
    A_DAY,
    CLIENT_A_DAY,
    LARGEST,
    OWN_PHONE_A_DAY,
    UNKNOWN_PHONE_A_DAY,
    AmountTooLarge,
    AmountTooSmall,
    AskedTooOften,
    PhoneAskedTooOften,
    PhoneRests,
    PromptRefused,
    TooManyPhones,
)
from services.transaction import transaction
from tests.people import NOW, Practice
from tests.rows import book, pay

PHONE, OTHER = "+254712000001", "+254712000002"
PRICE = Money(250_000)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

pytestmark = pytest.mark.usefixtures("db")


async def prompt(
    booking: int, ended: datetime = NOW, *, phone: str = PHONE, code: str = "1032",
    status: str = "failed", amount: Money = PRICE, rang: bool = True,
) -> None:  # fmt: skip
    """One that was on the phone for twenty seconds."""
    begun = ended - 20 * SECOND
    payment = await pay(
        booking, status, phone=phone, amount_minor=amount.minor, result_code=code, asked_at=begun,
        submitted_at=begun, concluded_at=ended,
    )  # fmt: skip
    if rang:
        await rows(
            "UPDATE payments SET checkout_request_id = id::text WHERE id = $1 RETURNING id", payment
        )


async def asks(
    client: int, now: datetime = NOW, *, phone: str = PHONE, amount: Money = PRICE
) -> PromptRefused | None:
    try:
        async with transaction():
            await prompt_limits.check(client, phone, amount, now)
    except PromptRefused as refused:
        return refused
    return None


async def test_a_first_prompt_is_let_through(here: Practice) -> None:
    assert await asks(here.amina) is None


async def test_m1_a_phone_rests_for_a_minute_whoever_asks(here: Practice) -> None:
    await prompt(await book(here))
    less = Money(PRICE.minor - 100)
    refused = await asks(here.chidi, NOW + 59 * SECOND, amount=less)
    assert isinstance(refused, PhoneRests)
    assert refused.until == NOW + 60 * SECOND
    assert await asks(here.chidi, NOW + 60 * SECOND, amount=less) is None
    assert await asks(here.amina, NOW, phone=OTHER) is None


async def test_m1_the_same_amount_waits_for_two_minutes_after_the_last(here: Practice) -> None:
    await prompt(await book(here))
    refused = await asks(here.amina, NOW + 99 * SECOND)
    assert refused
    assert refused.until == NOW + 100 * SECOND
    assert await asks(here.amina, NOW + 100 * SECOND) is None


@pytest.mark.parametrize(("code", "minutes"), [("1001", 3), ("17", 2), ("1025", 2), ("4", 1)])
async def test_x43_a_result_that_asks_for_patience_gets_it(
    here: Practice, code: str, minutes: int
) -> None:
    await prompt(await book(here), code=code)
    refused = await asks(here.amina, NOW + SECOND, amount=Money(100))
    assert refused
    assert refused.until == NOW + minutes * MINUTE
    assert await prompt_limits.rests_until(here.amina, PHONE, Money(100), NOW) == refused.until


async def test_what_was_never_on_the_phone_may_be_asked_at_once(here: Practice) -> None:
    await prompt(await book(here), rang=False, code="500.001.1001")
    assert await asks(here.amina) is None
    await prompt(await book(here, 60), rang=False, code="LOST")
    assert await asks(here.amina) is None


async def test_a_phone_that_paid_for_nobody_is_not_rung_all_day(here: Practice) -> None:
    """Amina and Chidi count together: five taps of five people are as many as of one."""
    hers, first = await book(here), NOW - 10 * MINUTE
    his = await book(here, 60, client_id=here.chidi)
    for number in range(UNKNOWN_PHONE_A_DAY):
        assert await asks(here.amina) is None
        await prompt(his if number % 2 else hers, first + number * MINUTE)
    refused = await asks(here.amina)
    assert isinstance(refused, PhoneAskedTooOften)
    assert refused.until == first - 20 * SECOND + A_DAY
    assert await asks(here.amina, refused.until) is None
    assert await asks(here.amina, phone=OTHER) is None


async def test_strangers_do_not_keep_its_owner_from_paying(here: Practice) -> None:
    await prompt(await book(here, status="cancelled"), NOW - 40 * A_DAY, status="paid", code="0")
    strangers = await book(here, 60, client_id=here.chidi)
    for _ in range(UNKNOWN_PHONE_A_DAY):
        await prompt(strangers, NOW - 10 * MINUTE)
    assert isinstance(await asks(here.chidi), PhoneAskedTooOften)
    assert await asks(here.amina) is None
    hers = await book(here, 70)
    for _ in range(OWN_PHONE_A_DAY):
        await prompt(hers, NOW - 10 * MINUTE)
    assert isinstance(await asks(here.amina), PhoneAskedTooOften)


async def test_a_number_of_ones_own_in_our_books_is_ones_own(here: Practice) -> None:
    await rows("UPDATE people SET phone = $2 WHERE id = $1 RETURNING id", here.amina, PHONE)
    hers = await book(here)
    for _ in range(UNKNOWN_PHONE_A_DAY):
        await prompt(hers, NOW - 10 * MINUTE)
    assert await asks(here.amina) is None


async def test_a_client_tries_three_numbers_a_day_and_no_list_of_them(here: Practice) -> None:
    hers = await book(here)
    tried = [f"+25471200010{number}" for number in range(3)]
    for phone in tried:
        assert await asks(here.amina, phone=phone) is None
        await prompt(hers, NOW - 10 * MINUTE, phone=phone)
    refused = await asks(here.amina, phone=OTHER)
    assert isinstance(refused, TooManyPhones)
    assert refused.until == NOW - 10 * MINUTE - 20 * SECOND + A_DAY
    assert await asks(here.amina, phone=tried[0]) is None
    assert await asks(here.chidi, phone=OTHER) is None


async def test_pushes_that_are_refused_count_for_whoever_asks_for_them(here: Practice) -> None:
    hers = await book(here)
    for number in range(CLIENT_A_DAY):
        assert await asks(here.amina) is None
        await prompt(hers, NOW - (CLIENT_A_DAY - number) * MINUTE, rang=False, code="401")
    assert isinstance(await asks(here.amina), AskedTooOften)
    assert await asks(here.chidi) is None


async def test_what_was_paid_counts_for_nothing(here: Practice) -> None:
    for number in range(CLIENT_A_DAY):
        paid = await book(here, 48 + number)
        await prompt(paid, NOW - 10 * MINUTE, status="paid", code="0")
    assert await asks(here.amina) is None


async def test_amounts_are_those_that_m_pesa_moves(here: Practice) -> None:
    assert await asks(here.amina, amount=LARGEST) is None
    assert await asks(here.amina, amount=Money(100)) is None
    refusals = [await asks(here.amina, amount=Money(minor)) for minor in (LARGEST.minor + 1, 99)]
    assert [type(refused) for refused in refusals] == [AmountTooLarge, AmountTooSmall]
    assert [refused.until for refused in refusals if refused] == [None, None]


async def test_x46_two_who_ask_one_phone_come_one_after_the_other(here: Practice) -> None:
    """The second sees what the first has written, so no limit is passed by haste."""
    hers = await book(here)
    inside: list[int] = []

    async def one() -> bool:
        try:
            async with transaction():
                await prompt_limits.check(here.amina, PHONE, PRICE, NOW)
                inside.append(1)
                assert len(inside) == 1
                await asyncio.sleep(0.02)
                await prompt(hers)
                inside.clear()
        except PhoneRests:
            return False
        return True

    assert sorted(await asyncio.gather(*(one() for _ in range(5)))) == [False] * 4 + [True]
