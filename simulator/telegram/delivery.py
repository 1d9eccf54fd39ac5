"""setWebhook, deleteWebhook, getWebhookInfo and getUpdates."""

import asyncio
import re
import time
from typing import Any
from urllib.parse import urlsplit

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request, conflict
from simulator.telegram.updates import Update
from simulator.telegram.web_app_urls import is_loopback
from simulator.telegram.webhook import Webhook

PORTS = (80, 88, 443, 8443)
SECRET = re.compile(rf"[A-Za-z0-9_-]{{1,{limits.SECRET_TOKEN}}}")
LONGEST_POLL = 50
WEBHOOK_ACTIVE = conflict(
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)
OTHER_POLLER = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
SET_WEBHOOK = conflict("terminated by setWebhook request")


def set_webhook(call: Call) -> bool:
    """Deliver by POST from now on; an empty url is deleteWebhook. Raises ApiError."""
    url, updates = call.text("url"), call.bot.updates
    if not url:
        return delete_webhook(call)
    _check_url(url)
    secret = call.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    updates.allow(call.json("allowed_updates", list))
    if call.boolean("drop_pending_updates"):
        updates.forget()
    _end_poll(call)
    call.world.bots.current = call.bot
    most = min(max(call.integer("max_connections", 40), 1), 100)
    if isinstance(updates.taker, Webhook) and updates.taker.is_same(url, secret, most):
        # Every replica sets it when it starts: what is under way goes on.
        return True
    updates.close()
    updates.taker = Webhook(
        call.world, call.bot, url, secret=secret, most=most, perform=call.perform
    )
    return True


def delete_webhook(call: Call) -> bool:
    updates = call.bot.updates
    updates.close()
    if call.boolean("drop_pending_updates"):
        updates.forget()
    return True


def get_webhook_info(call: Call) -> dict[str, Any]:
    updates, webhook = call.bot.updates, call.bot.updates.taker
    found: dict[str, Any] = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if isinstance(webhook, Webhook):
        found |= {"url": webhook.url, "max_connections": webhook.most}
        if webhook.last_error is not None:
            found["last_error_date"], found["last_error_message"] = webhook.last_error
    if updates.allowed is not None:
        found["allowed_updates"] = sorted(updates.allowed)
    return found


async def get_updates(call: Call) -> list[Update]:
    """Long polling; the offset confirms all earlier updates. Raises ApiError."""
    updates = call.bot.updates
    if updates.taker is not None:
        raise WEBHOOK_ACTIVE
    _end_poll(call)
    updates.poller = mine = asyncio.get_running_loop().create_future()
    updates.allow(call.json("allowed_updates", list))
    limit = min(max(call.integer("limit", 100), 1), 100)
    deadline = time.monotonic() + min(max(call.integer("timeout"), 0), LONGEST_POLL)
    offset = call.integer("offset")
    if offset < 0:
        known = list(updates.pending)
        offset = known[max(0, len(known) + offset)] if known else 0
    updates.confirm(offset)
    while not (found := _take(call, limit)):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        updates.arrived.clear()
        arrival = asyncio.ensure_future(updates.arrived.wait())
        await asyncio.wait({arrival, mine}, timeout=left, return_when="FIRST_COMPLETED")
        arrival.cancel()
        if mine.done():
            raise mine.result()
    return found


def _take(call: Call, limit: int) -> list[Update]:
    updates, now, handed = call.bot.updates, call.world.clock.timestamp(), time.perf_counter()
    found: list[Update] = []
    for update in list(updates.pending.values())[: 2 * limit]:
        if update.expires < now:
            updates.done(update)
            call.world.count("telegram", "updates", "expired")
            continue
        update.handed = update.handed or handed
        found.append(update)
        if call.world.faults.take("telegram", "duplicate", update.phone):
            found.append(update)
        if len(found) >= limit:
            break
    return found


def _end_poll(call: Call) -> None:
    """One poller at a time: a newer request ends the one that waits."""
    poller = call.bot.updates.poller
    if poller is not None and not poller.done():
        taken = call.method.lower() == "setwebhook"
        poller.set_result(SET_WEBHOOK if taken else OTHER_POLLER)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if is_loopback(parts.hostname):
        # The one leniency of the simulator: no certificate, any port, on this machine.
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
