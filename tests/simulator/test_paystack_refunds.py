"""Refunds of the simulated Paystack: accepted at once, done later, told by events."""

from typing import Any

from tests.simulator.paystack_caller import Caller, caller

__all__ = ["caller"]  # a fixture, for pytest


async def events(caller: Caller, *names: str) -> list[dict[str, Any]]:
    """The next refund events, which must be these, in this order; a step of the clock each."""
    found = []
    for name in names:
        event = await caller.hook.next()
        assert event["event"] == f"refund.{name}"
        assert event["data"]["status"] == name
        assert event["data"]["transaction_reference"] == "SS-7K2M9.1"
        found.append(event["data"])
        await caller.advance(2)
    return found


async def test_a_refund_goes_from_pending_to_processed(caller: Caller) -> None:
    await caller.paid()
    status, made = await caller.refund(merchant_note="cancelled in time")
    assert (status, made["message"]) == (200, "Refund has been queued for processing")
    refund = made["data"]
    assert (refund["status"], refund["amount"], refund["currency"]) == ("pending", 250_000, "KES")
    assert refund["transaction"]["reference"] == "SS-7K2M9.1"
    assert refund["merchant_note"] == "cancelled in time"
    pending, processing, processed = await events(caller, "pending", "processing", "processed")
    assert (pending["amount"], processed["amount"]) == ("250000", 250_000)
    assert "id" not in processing
    assert pending["refund_reference"] is None
    assert processed["refund_reference"]
    assert await caller.refund_state(refund["id"]) == "processed"
    assert (await caller.verify())["status"] == "reversed"
    status, refused = await caller.refund()
    assert (status, refused["message"]) == (400, "Transaction has been fully reversed")


async def test_no_refund_is_taken_for_the_repetition_of_another(caller: Caller) -> None:
    paid = await caller.paid()
    for _ in range(2):
        assert (await caller.refund(amount=100_000))[0] == 200
    status, refused = await caller.refund(amount=100_000)
    assert (status, refused["code"]) == (400, "invalid_amount")
    assert (await caller.refund(transaction=paid["data"]["id"]))[1]["data"]["amount"] == 50_000
    _, found = await caller.call("GET", "/refund", params={"perPage": 2})
    assert [one["amount"] for one in found["data"]] == [50_000, 100_000]
    assert found["meta"] == {"total": 3, "skipped": 0, "perPage": "2", "page": 1, "pageCount": 2,
                             "failedRefundCount": 0}  # fmt: skip
    assert {one["transaction_reference"] for one in found["data"]} == {"SS-7K2M9.1"}
    assert {one["refund_type"] for one in found["data"]} == {"partial"}


async def test_refunds_are_listed_by_time_and_transaction(caller: Caller) -> None:
    await caller.paid()
    await caller.paid(reference="other")
    await caller.refund(amount=1000)
    await caller.advance(3600)
    between = caller.sim.world.clock.now().isoformat()
    await caller.advance(3600)
    await caller.refund(transaction="other", amount=2000)
    for params, amounts in (({"from": between}, [2000]), ({"to": between}, [1000]),
                            ({"transaction": "other"}, [2000])):  # fmt: skip
        _, found = await caller.call("GET", "/refund", params=params)
        assert [one["amount"] for one in found["data"]] == amounts


WRONG_REFUNDS: list[tuple[dict[str, Any], int, str]] = [
    ({"transaction": None}, 400, "Transaction is required"),
    ({"transaction": "none"}, 404, "Transaction reference not found"),
    ({"transaction": "unpaid"}, 400, "Transaction has not been paid"),
    ({"amount": "1000"}, 400, "Amount must be an integer"),
    ({"amount": 0}, 400, "You must specify a valid amount"),
    ({"amount": 250_001}, 400, "Refund amount cannot be more"),
    ({"currency": "NGN"}, 400, "Currency differs"),
]


async def test_a_wrong_refund_is_refused(caller: Caller) -> None:
    await caller.paid()
    await caller.initialize(reference="unpaid")
    for fields, status, message in WRONG_REFUNDS:
        found, refused = await caller.refund(**fields)
        assert (found, refused["status"]) == (status, False), fields
        assert refused["message"].startswith(message), fields


async def test_a_refund_that_fails_can_be_asked_again(caller: Caller) -> None:
    await caller.paid()
    await caller.fault("refund_fails")
    _, made = await caller.refund()
    found = await events(caller, "pending", "processing", "failed")
    assert found[-1]["amount"] == "250000"
    assert await caller.refund_state(made["data"]["id"]) == "failed"
    assert (await caller.verify())["status"] == "success"
    assert (await caller.refund())[0] == 200


async def test_a_refund_that_needs_attention_goes_on_with_bank_details(caller: Caller) -> None:
    await caller.paid()
    await caller.fault("refund_needs_attention")
    _, made = await caller.refund()
    refund_id = made["data"]["id"]
    found = await events(caller, "pending", "processing", "needs-attention")
    assert found[-1]["id"] == refund_id
    assert await caller.refund_state(refund_id) == "needs-attention"

    path = f"/refund/retry_with_customer_details/{refund_id}"
    status, refused = await caller.call("POST", path, json={})
    assert (status, refused["code"]) == (400, "missing_params")
    details = {"currency": "KES", "account_number": "1234567890", "bank_id": "9"}
    body = {"refund_account_details": details}
    status, retried = await caller.call("POST", path, json=body)
    assert (status, retried["data"]["status"]) == (200, "processing")
    await events(caller, "processing", "processed")
    assert (await caller.call("POST", path, json=body))[0] == 400
    assert (await caller.call("GET", "/refund/1"))[0] == 404


async def test_a_refund_can_stay_under_way(caller: Caller) -> None:
    await caller.paid()
    await caller.fault("refund_stays")
    _, made = await caller.refund()
    await events(caller, "pending", "processing")
    await caller.advance(86_400)
    assert await caller.refund_state(made["data"]["id"]) == "processing"


async def test_without_balance_no_refund_is_made(caller: Caller) -> None:
    await caller.paid()
    await caller.fault("refund_refused")
    status, refused = await caller.refund()
    assert (status, refused["code"]) == (400, "insufficient_balance")
    _, found = await caller.call("GET", "/refund")
    assert found["data"] == []


async def test_mpesa_money_comes_back_into_the_wallet(caller: Caller) -> None:
    await caller.charge()
    await caller.answer(pin="4321")
    await caller.hook.next()
    await caller.refund(amount=100_000)
    await events(caller, "pending", "processing", "processed")
    phone = await caller.phone()
    assert phone["balance"] == 3500
    assert [one["amount"] for one in phone["statement"]] == [-2500, 1000]
    assert "You have received Ksh1,000.00 from PAYSTACK" in phone["sms"][-1]["text"]
