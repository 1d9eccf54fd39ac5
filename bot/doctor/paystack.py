"""Paystack: is the key known, and does it move real money?"""

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from bot.settings_types import is_loopback


async def _kind(visit: Visit) -> list[Finding]:
    paystack = visit.settings.paystack
    if paystack is None:
        return [good("Paystack: off, PAYSTACK_SECRET_KEY is empty.")]
    live = paystack.secret_key.get_secret_value().startswith("sk_live_")
    if live or is_loopback(paystack.url):
        return [good(f"Paystack: the key is a {'live' if live else 'test'} key.")]
    todo = "To serve people, put the live secret key into PAYSTACK_SECRET_KEY."
    return [warning("Paystack: this is a test key, no real money moves.", todo)]


async def _works(visit: Visit) -> list[Finding]:
    """Asks for the balance, which changes nothing and is not shown."""
    paystack = visit.settings.paystack
    if paystack is None:
        return []
    key = {"Authorization": f"Bearer {paystack.secret_key.get_secret_value()}"}
    try:
        answer = await asking.ask(visit.session, "GET", f"{paystack.url}/balance", headers=key)
    except asking.NoAnswer as error:
        todo = "Let this machine reach PAYSTACK_URL by https."
        return [wrong(f"Paystack: not reached ({error}).", todo)]
    if answer.status == 200 and answer.body.get("status") is True:
        return [good("Paystack: the key opens the account.")]
    if answer.status in {401, 403}:
        todo = "Copy the secret key anew from the dashboard (Settings, API Keys & Webhooks)."
        return [wrong("Paystack: it does not know the key.", todo)]
    return [wrong(f"Paystack: answers with HTTP {answer.status}.", "Try again in a few minutes.")]


CHECKS = (Check("Paystack", _kind), Check("Paystack", _works))
