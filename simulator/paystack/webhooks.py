"""Events to the program: signed over their very bytes, and sent until they are taken."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

from simulator.paystack.credentials import SECRET_KEY
from simulator.paystack.memory import Event, Paystack

#: Live mode: four times after three minutes each, then every hour, for three days.
FIRST_RETRIES, FIRST_SECONDS, THEN_SECONDS = 4, 180.0, 3600.0
LONGEST_TRIES = FIRST_RETRIES + 72
SOON = (0.05, 0.3)
LATE_SECONDS = 600.0
TIMEOUT = 30.0

Json = dict[str, Any]


def sign(body: bytes) -> str:
    """The value of `x-paystack-signature`."""
    return hmac.new(SECRET_KEY.encode(), body, hashlib.sha512).hexdigest()


def written(name: str, data: Json) -> str:
    """An event as JavaScript's JSON.stringify writes it: no spaces, nothing escaped to ASCII."""
    return json.dumps({"event": name, "data": data}, ensure_ascii=False, separators=(",", ":"))


def announce(paystack: Paystack, name: str, data: Json) -> None:
    """Tell the program soon, late, twice, wrongly or never, as faults order."""
    lost = paystack.take("lost_webhook", name)
    if lost or paystack.webhook_url is None:
        return
    body = written(name, _spoilt(paystack, name, data))
    late = paystack.take("late_webhook", name)
    doubled = paystack.take("double_webhook", name)
    delay = float(late.value or LATE_SECONDS) if late else random.uniform(*SOON)
    due = paystack.world.clock.timestamp() + delay
    signature = _signature(paystack, name, body)
    for _ in range(int(doubled.value or 2) if doubled else 1):
        event = Event(paystack.new_id(), name, body, signature, due)
        paystack.events[event.id] = event
        schedule(paystack, event)
    paystack.changed()


def schedule(paystack: Paystack, event: Event) -> None:
    paystack.world.clock.call_at(event.due, _sending(paystack, event))


def _spoilt(paystack: Paystack, name: str, data: Json) -> Json:
    """The data with what a fault changes in it; an authentic event all the same."""
    if amount := paystack.take("wrong_amount", name):
        data = {**data, "amount": 100 if amount.value is None else amount.value}
        data |= {"requested_amount": data["amount"]} if "requested_amount" in data else {}
    if currency := paystack.take("wrong_currency", name):
        data = {**data, "currency": currency.value or "NGN"}
    if reference := paystack.take("wrong_reference", name):
        key = "reference" if "reference" in data else "transaction_reference"
        data = {**data, key: reference.value or "unheard-of"}
    if person := paystack.take("customer_name", name):
        first, _, last = str(person.value or "Zoë Ñjũgũna 🙂").partition(" ")
        data = {**data, "customer": {**data["customer"], "first_name": first, "last_name": last}}
    return data


def _signature(paystack: Paystack, name: str, body: str) -> str | None:
    if paystack.take("no_signature", name):
        return None
    if paystack.take("empty_signature", name):
        return ""
    right = sign(body.encode())
    return right[::-1] if paystack.take("wrong_signature", name) else right


def _sending(paystack: Paystack, event: Event) -> Callable[[], Awaitable[None]]:
    async def send() -> None:
        status = await _post(paystack, event)
        if status == 200 or event.tries >= LONGEST_TRIES:
            paystack.events.pop(event.id, None)
        else:
            event.tries += 1
            wait = FIRST_SECONDS if event.tries <= FIRST_RETRIES else THEN_SECONDS
            event.due = paystack.world.clock.timestamp() + wait
            schedule(paystack, event)
        paystack.changed()

    return send


async def _post(paystack: Paystack, event: Event) -> int | None:
    started = time.monotonic()
    url = paystack.webhook_url or ""
    headers = {"Content-Type": "application/json"}
    if event.signature is not None:
        headers["x-paystack-signature"] = event.signature
    status, answer = await paystack.world.outgoing.post(
        url, data=event.body.encode(), headers=headers, timeout=TIMEOUT
    )
    paystack.world.record(
        service="paystack",
        direction="out",
        method="POST",
        path=url,
        body=json.loads(event.body),
        status=status,
        answer=answer,
        ms=(time.monotonic() - started) * 1000,
    )
    return status
