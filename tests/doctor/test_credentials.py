"""One credential or registration at a time is wrong, and its line says what to do (U3)."""

from aiohttp import web

from tests.doctor.saying import said
from tests.key_pair import CERTIFICATE_PEM, PUBLIC_PEM
from tests.town import Town

BAD = {
    "PAYSTACK_SECRET_KEY": ("sk_test_other000000000000",
                            "✗ Paystack: it does not know the key. → Copy the secret key anew"),
    "AFRICASTALKING_API_KEY": ("other-key", "✗ SMS: Africa's Talking does not know"),
    "SMTP_PASSWORD": ("other-secret", "✗ E-mail: the server refuses user name and password."),
    "GOOGLE_CLIENT_SECRET": ("other-secret", "✗ Google Meet: Google does not know the OAuth"),
    "GOOGLE_CLIENT_ID": ("me@example.org", "✗ Google Meet: GOOGLE_CLIENT_ID is not an OAuth"),
    "DARAJA_CONSUMER_SECRET": ("other-secret", "✗ M-Pesa: refuses DARAJA_CONSUMER_KEY or"),
    "DARAJA_C2B_SECRET": ("", "! M-Pesa: no notices of payments by hand come, as"),
    "DARAJA_CERTIFICATE": (CERTIFICATE_PEM, "! M-Pesa: the operator's certificate ended on 01"),
}  # fmt: skip


async def test_u3_a_wrong_credential(here: Town) -> None:
    for name, (value, line) in BAD.items():
        await here.sql("DELETE FROM provider_tokens")
        text = await said(here, **{name: value})
        assert line in text
        assert not value or value not in text


async def test_u3_what_is_not_set_is_off(here: Town) -> None:
    text = await said(
        here, PAYSTACK_SECRET_KEY="", AFRICASTALKING_USERNAME="", AFRICASTALKING_API_KEY="",
        GOOGLE_CLIENT_ID="", GOOGLE_CLIENT_SECRET="", SMTP_HOST="", SMTP_FROM="",
        SMTP_USERNAME="", SMTP_PASSWORD="", DARAJA_CERTIFICATE=PUBLIC_PEM,
    )  # fmt: skip
    for line in ("✓ Paystack: off", "✓ SMS: off", "✓ Google Meet: off", "✓ E-mail: off",
                 "✓ M-Pesa: the operator's"):  # fmt: skip
        assert line in text
    assert "bare key" in text


async def test_u3_services_in_trouble(here: Town) -> None:
    await here.fault("sms", "no_credit")
    await here.fault("paystack", "html_502", method="balance")
    await here.fault("mail", "auth_failed", times=2)
    text = await said(here)
    assert "! SMS: the account has no credit left. → Top it up" in text
    assert "✗ Paystack: answers with HTTP 502. → Try again" in text
    assert "✗ E-mail: the server refuses user name and password." in text


async def test_u3_nobody_is_reached(here: Town) -> None:
    nowhere = "http://127.0.0.1:9"
    text = await said(
        here, TELEGRAM_API_URL=nowhere, PAYSTACK_URL=nowhere, DARAJA_URL=nowhere,
        AFRICASTALKING_URL=nowhere, GOOGLE_TOKEN_URL=nowhere, SMTP_PORT="9",
    )  # fmt: skip
    for noun in ("Telegram", "Paystack", "SMS", "Google Meet"):
        assert f"✗ {noun}: not reached (no connection)." in text
    assert "✗ E-mail: no connection to the server. → Look at SMTP_HOST" in text
    assert "✗ M-Pesa: gives no access token just now." in text


async def test_u3_the_mail_server_offers_no_encryption(here: Town) -> None:
    text = await said(here, SMTP_SECURITY="starttls")
    assert "✗ E-mail: the server offers no such encryption. → Compare SMTP_SECURITY" in text
    assert await here.get("/sim/calls?service=mail") == []


async def test_u3_a_wrong_bot_token(here: Town) -> None:
    token = here.environment["TELEGRAM_BOT_TOKEN"]
    async with here.session.get(f"{here.url}/telegram/bot{token}/getMe") as known:
        assert known.status == 200
    text = await said(here, TELEGRAM_BOT_TOKEN=f"{token[:-4]}ZZZZ")
    assert "✗ Telegram: it does not know the token. → Copy it anew from @BotFather" in text
    assert token[12:30] not in text


async def test_u3_the_webhook_is_elsewhere(here: Town) -> None:
    assert "! Telegram: no webhook is set yet. → Start the program:" in await said(here)
    token = here.environment["TELEGRAM_BOT_TOKEN"]
    asked = {"url": "http://127.0.0.2:8443/hidden-path"}
    async with here.session.post(f"{here.url}/telegram/bot{token}/setWebhook", json=asked) as done:
        assert done.status == 200
    text = await said(here)
    assert "✗ Telegram: sends updates to another address, at 127.0.0.2. → Start" in text
    assert "hidden-path" not in text
    text = await said(here, UPDATES="polling")
    assert "✗ Telegram: sends updates to 127.0.0.2, but UPDATES is polling." in text


async def test_u3_updates_are_not_delivered(served: Town) -> None:
    for process in served.processes:
        await served.kill(process)
    await served.phone("amina").send("/start")
    await served.post("/sim/telegram/settle", {"timeout": 1})
    text = await said(served)
    assert "✗ Telegram: could not deliver 0 minutes ago (" in text
    assert "; waiting: 1. → Is the program running" in text
    assert "! Address: PUBLIC_URL is not reached from here (no connection)." in text


async def test_u3_the_address_leads_elsewhere(here: Town) -> None:
    port = int(here.environment["LISTEN_PORT"])
    answers = iter((web.HTTPFound("/elsewhere"), web.HTTPNotFound(), web.HTTPBadGateway()))

    async def health(_request: web.Request) -> web.Response:
        raise next(answers)

    app = web.Application()
    app.add_routes([web.get("/health", health)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        assert "✗ Address: PUBLIC_URL sends callers on (302). → Set it to where" in await said(here)
        assert "✗ Address: something else answers at PUBLIC_URL/health (404)." in await said(here)
        assert "! Address: a proxy answers at PUBLIC_URL, not the program (502)" in await said(here)
    finally:
        await runner.cleanup()
    text = await said(here, PUBLIC_URL="http://127.0.0.1:9/mpesa")
    assert "✗ Address: PUBLIC_URL has the word “mpesa” in it." in text
