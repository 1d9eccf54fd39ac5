"""The outside world for the demo and the tour: the simulator, as a process of its own."""

import asyncio
import base64
import contextlib
import json
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

#: Who runs the simulated practice.
ADMIN_TELEGRAM_ID = 700_000_201
#: The simulator's own keys; they open nothing but the simulator.
SIMULATED = {
    "DARAJA_CONSUMER_KEY": "demo-key",
    "DARAJA_CONSUMER_SECRET": "demo-secret",
    "DARAJA_SHORTCODE": "174379",
    "DARAJA_PASSKEY": "demo-passkey",
    "DARAJA_C2B_SECRET": "5d1e8a40b7c2936f5d1e8a40b7c2936f",
    "DARAJA_PULL_PHONE": "+254733000201",
    "PAYSTACK_SECRET_KEY": "sk_test_demo0000000000000000000000000000000000",
    "PAYSTACK_EMAIL_DOMAIN": "clients.smiling-steps.example",
    "AFRICASTALKING_USERNAME": "demo",
    "AFRICASTALKING_API_KEY": "demo-key",
    "AFRICASTALKING_SENDER_ID": "21512",
    "USSD_CODE": "*384*123#",
    "AFRICASTALKING_HOOK_SECRET": "7b20c4e91f6ad35887b20c4e91f6ad35",
    "GOOGLE_CLIENT_ID": "demo.apps.googleusercontent.com",
    "GOOGLE_CLIENT_SECRET": "demo-secret",
}
OPERATOR = {"DARAJA_INITIATOR": "smilingapi", "DARAJA_INITIATOR_PASSWORD": "Smiling#2026"}


#: The phones of the simulated world are quicker than people, and all pages have one address.
UNLIMITED = {
    "PERSON_AT_ONCE": "100000",
    "ADDRESS_AT_ONCE": "100000",
    "ADDRESS_WRONG_SECRETS": "100000",
    "REQUESTS_AT_ONCE": "500",
    "ADDRESS_REQUESTS_AT_ONCE": "500",
}


@asynccontextmanager
async def simulator(
    *, port: int = 0, page: bool = True, record: Path | None = None, state: Path | None = None
) -> AsyncIterator[str]:
    """Start it and yield its address; it also ends by itself when this process dies."""
    arguments = ["--host", "127.0.0.1", "--port", str(port), "--die-with-parent"]
    arguments += [] if page else ["--no-page"]
    arguments += ["--record", str(record)] if record else []
    arguments += ["--state", str(state)] if state else []
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is ours to pass on, in order
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        if not line:
            raise RuntimeError("the simulator did not start; its own words are above")
        yield json.loads(line)["url"]
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()


async def environment(simulator_url: str, database_url: str, port: int) -> dict[str, str]:
    """Settings of a program that lives in the simulated world; its secrets are made here."""
    return {
        **SIMULATED,
        **UNLIMITED,
        **await _operator(simulator_url),
        **await _mail(simulator_url),
        "DATABASE_URL": database_url,
        "TELEGRAM_BOT_TOKEN": f"7000000001:AA{secrets.token_hex(17)[:33]}",
        "TELEGRAM_API_URL": f"{simulator_url}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": secrets.token_hex(16),
        "MASTER_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "DARAJA_URL": f"{simulator_url}/daraja",
        "PAYSTACK_URL": f"{simulator_url}/paystack",
        "AFRICASTALKING_URL": f"{simulator_url}/sms/version1",
        "GOOGLE_ACCOUNTS_URL": f"{simulator_url}/google/accounts",
        "GOOGLE_TOKEN_URL": f"{simulator_url}/google/oauth2",
        "GOOGLE_CALENDAR_URL": f"{simulator_url}/google/calendar/v3",
        "UPDATES": "webhook",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LISTEN_HOST": "127.0.0.1",
        "LISTEN_PORT": str(port),
        "CLOCK_URL": f"{simulator_url}/sim/clock",
        "ADMIN_TELEGRAM_IDS": str(ADMIN_TELEGRAM_ID),
        "PRACTICE_NAME": "Smiling Steps",
    }


async def _mail(simulator_url: str) -> dict[str, str]:
    """The simulated mail server, which has a port of its own."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{simulator_url}/sim/mail/server") as response,
    ):
        response.raise_for_status()
        server = await response.json()
    return {
        "SMTP_HOST": server["host"],
        "SMTP_PORT": str(server["port"]),
        "SMTP_SECURITY": "none",
        "SMTP_USERNAME": server["username"],
        "SMTP_PASSWORD": server["password"],
        "SMTP_FROM": "appointments@smiling-steps.example",
    }


async def _operator(simulator_url: str) -> dict[str, str]:
    """The API operator, with the certificate that the simulated portal gives out."""
    address = f"{simulator_url}/daraja/certificate.pem"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        response.raise_for_status()
        return {**OPERATOR, "DARAJA_CERTIFICATE": await response.text()}
