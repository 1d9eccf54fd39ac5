"""One address asks for too much, or guesses secrets (D4)."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping

from conversations.texts import text as text_of
from services.visitors import UNTOLD
from tests.town import HURRIED, Town, open_town

FEW = {"ADDRESS_AT_ONCE": "20", "ADDRESS_PER_SECOND": "0.001", "ADDRESS_WRONG_SECRETS": "5"}
WORDS = text_of("that_was_a_lot_for_a_page", "en") + "\n"
#: The test's own address is a proxy of ours, so that it can call as anybody.
PROXIED = {**FEW, "TRUSTED_PROXIES": "127.0.0.1"}


async def _get(here: Town, path: str, caller: str = "") -> tuple[int, str, Mapping[str, str]]:
    headers = {"X-Forwarded-For": caller} if caller else {}
    url = here.environment["PUBLIC_URL"] + path
    async with here.session.get(url, headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers


async def test_d4_pages_for_one_address_come_to_an_end(database_url: str) -> None:
    pages = ("/health", "/feeds/" + "a" * 43 + ".ics", "/nothing", "/pay/done")
    async with open_town(database_url, **HURRIED, **PROXIED) as here:
        for number, path in enumerate(pages):
            came = [await _get(here, path, f"41.90.1.{number}") for _ in range(40)]
            refused = [(text, headers) for status, text, headers in came if status == 429]
            assert 20 - UNTOLD <= len(came) - len(refused) <= 20 + UNTOLD, path
            assert Counter(text for text, _ in refused) == {WORDS: 1, "": len(refused) - 1}
            assert all(int(headers["Retry-After"]) >= 1 for _, headers in refused)


async def test_d4_a_house_with_many_ipv6_addresses_is_one(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **PROXIED) as here:
        came = [await _get(here, "/health", f"2001:db8:0:1::{n:x}") for n in range(40)]
        assert Counter(status for status, _, _ in came)[429] >= 40 - 20 - UNTOLD
        status, _, _ = await _get(here, "/health", "2001:db8:0:2::1")
        assert status == 200


async def test_d4_no_address_is_stored(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **PROXIED) as here:
        for caller in ("41.90.77.77", "2001:db8:77::77"):
            for _ in range(10):
                await _get(here, "/health", caller)
        keys = [row["key"] for row in await here.sql("SELECT key FROM visitor_budget")]
        assert len([key for key in keys if key.startswith("page:")]) == 2
        assert not any("77" in key and ("41.90" in key or "2001" in key) for key in keys)


async def _post(here: Town, path: str, body: bytes = b"{}", **headers: str) -> int:
    url = here.environment["PUBLIC_URL"] + path
    async with here.session.post(url, data=body, headers=headers) as answer:
        return answer.status


WRONG = {
    "/hooks/telegram": 403,
    "/hooks/paystack": 401,
    "/hooks/c2b/wrong/confirm": 200,
    "/hooks/c2b/wrong/check": 200,
    "/hooks/pay/wrong": 200,
    "/hooks/done/wrong": 200,
    "/hooks/late/wrong": 200,
}


async def test_d4_wrong_secrets_of_one_address_come_to_an_end(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **PROXIED) as here:
        for number, (path, refusal) in enumerate(WRONG.items()):
            caller = {"X-Forwarded-For": f"41.90.2.{number}"}
            came = [await _post(here, path, b"{}", **caller) for _ in range(8)]
            assert came == [refusal] * 5 + [429] * 3, path
        recorded = await here.sql(
            "SELECT count(*) AS n FROM refused_callbacks GROUP BY source, reason"
        )
        assert all(row["n"] <= 5 for row in recorded)


async def test_d4_a_right_secret_passes_whatever_its_address_did(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, **FEW) as here:
        for _ in range(30):
            await _post(here, "/hooks/telegram")
            await _get(here, "/health")
        secret = here.environment["TELEGRAM_WEBHOOK_SECRET"]
        update = json.dumps({"update_id": 77, "message": {}}).encode()
        shown = {"X-Telegram-Bot-Api-Secret-Token": secret}
        body = b'{"event":"x","data":{}}'
        key = here.environment["PAYSTACK_SECRET_KEY"].encode()
        signed = {"X-Paystack-Signature": hmac.new(key, body, hashlib.sha512).hexdigest()}
        c2b = here.environment["DARAJA_C2B_SECRET"]
        for _ in range(30):
            assert await _post(here, "/hooks/telegram", update, **shown) == 200
            assert await _post(here, "/hooks/paystack", body, **signed) == 200
            assert await _post(here, f"/hooks/c2b/{c2b}/confirm") == 200
            assert await _post(here, f"/hooks/pay/{'0' * 48}") == 200
