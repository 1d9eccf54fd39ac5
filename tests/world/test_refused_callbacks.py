"""Who may call back, and what is kept of a callback that changed nothing (X44)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.town import HURRIED, Town, open_town
from tests.world.paying import (
    PIN_STEP,
    call_back,
    callback,
    dues_ticked,
    payment,
    settled,
    until_the_prompt,
)


async def refused(here: Town) -> list[tuple[str, str, int | None]]:
    found = await here.sql("SELECT * FROM refused_callbacks ORDER BY id")
    assert all(len(row["digest"]) == 64 for row in found)
    return [(row["source"], row["reason"], row["payment_id"]) for row in found]


@pytest.mark.usefixtures("books")
async def test_x44_each_refused_callback_is_on_record_for_good(here: Town) -> None:
    """Unknown token, unknown id, wrong amount, no receipt, junk; then replays, early and late."""
    await until_the_prompt(here)
    of = await payment(here)
    ours = of["id"]
    await call_back(here, "0" * 48, callback(of))
    await call_back(here, "nothing-of-ours%00", callback(of))
    bodies = (callback(of, checkout="ws_CO_guessed"), callback(of, amount=1),
              callback(of, receipt=""), b"<html>")  # fmt: skip
    for body in bodies:
        await call_back(here, of["callback_token"], body)
        await settled(here)
    expected = [
        ("pay", "no token of ours", None),
        ("mpesa", "unknown token", None),
        ("mpesa", "unknown checkout id", ours),
        ("mpesa", "wrong amount", ours),
        ("mpesa", "no receipt", ours),
        ("mpesa", "malformed", ours),
    ]
    assert sorted(await refused(here), key=str) == sorted(expected, key=str)
    assert await payment(here) == of

    await here.play((PIN_STEP,))
    paid = await payment(here)
    said = callback(of, receipt=paid["receipt"])
    for _ in range(2):
        await call_back(here, of["callback_token"], said)
        await settled(here)
    await dues_ticked(here, (timedelta(days=7, hours=2)).total_seconds())
    assert await here.sql("SELECT id FROM inbox WHERE source = 'mpesa'") == []
    await call_back(here, of["callback_token"], said)
    await call_back(here, of["callback_token"], callback(of, code=1032))
    await settled(here)
    known, same = ("mpesa", "known already", ours), ("mpesa", "the same bytes again", ours)
    assert (await refused(here))[len(expected) :] == [known, same, known, known]
    assert await payment(here) == paid
    assert len(await here.sql("SELECT id FROM money_in")) == 1


@pytest.fixture
async def guarded(database_url: str) -> AsyncIterator[Town]:
    """A practice that listens to two addresses, through a proxy on this machine."""
    names = {"CALLBACK_ADDRESSES": "196.201.214.200, 196.201.212.0/24",
             "TRUSTED_PROXIES": "127.0.0.0/8, 10.0.0.1"}  # fmt: skip
    async with open_town(database_url, **HURRIED, **names) as town:
        yield town


async def test_x44_a_callback_from_elsewhere_hears_the_same_and_is_recorded(guarded: Town) -> None:
    await until_the_prompt(guarded)
    of = await payment(guarded)
    url = f"{guarded.environment['PUBLIC_URL']}/hooks/pay/{of['callback_token']}"

    async def post(*forwarded: str) -> tuple[int, object]:
        headers = [("X-Forwarded-For", hop) for hop in forwarded]
        async with guarded.session.post(url, json=callback(of), headers=headers) as answer:
            return answer.status, await answer.json()

    answers = [
        await post(),
        await post("41.90.1.1"),
        await post("196.201.214.200, 41.90.1.1"),
        await post("196.201.214.200", "41.90.1.1, 10.0.0.1"),
        await post("196.201.214.200, nonsense"),
    ]
    assert await refused(guarded) == [("pay", "address", of["id"])] * len(answers)
    assert await payment(guarded) == of
    answers.append(await post("41.90.1.1, 196.201.212.69", "10.0.0.1"))
    assert {str(answer) for answer in answers} == {str(answers[0])}
    await guarded.phone("amina").expect("Your session is confirmed")
