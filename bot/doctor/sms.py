"""Africa's Talking: is the key known, and is there credit to send with?"""

import re

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong

BALANCE = re.compile(r"[A-Z]{3} (-?[0-9]+(?:\.[0-9]+)?)")
_KEY = (
    "Copy AFRICASTALKING_USERNAME and make a key for AFRICASTALKING_API_KEY in that app's"
    " dashboard; a new key takes five minutes to work."
)


async def _account(visit: Visit) -> list[Finding]:
    """Asks for the app's own data, which changes nothing."""
    sms = visit.settings.sms
    if sms is None:
        return [good("SMS: off, AFRICASTALKING_USERNAME is empty.")]
    key = {"apiKey": sms.api_key.get_secret_value(), "Accept": "application/json"}
    asked = {"username": sms.username}
    try:
        answer = await asking.ask(
            visit.session, "GET", f"{sms.url}/user", params=asked, headers=key
        )
    except asking.NoAnswer as error:
        todo = "Let this machine reach AFRICASTALKING_URL by https."
        return [wrong(f"SMS: not reached ({error}).", todo)]
    if answer.status == 401:
        return [wrong("SMS: Africa's Talking does not know user name and key.", _KEY)]
    data = answer.body.get("UserData")
    if answer.status != 200 or not isinstance(data, dict):
        return [wrong(f"SMS: answers with HTTP {answer.status}.", "Try again in a few minutes.")]
    balance = BALANCE.fullmatch(str(data.get("balance")))
    if balance and float(balance[1]) <= 0:
        return [warning("SMS: the account has no credit left.", "Top it up in the dashboard.")]
    return [good("SMS: Africa's Talking knows the app, and there is credit.")]


async def _addresses(visit: Visit) -> list[Finding]:
    """What is to be entered over there; the secret itself is shown to nobody."""
    sms = visit.settings.sms
    if sms is None:
        return []
    if sms.hook_secret is None:
        return [warning(
            "SMS: nobody can answer one, as AFRICASTALKING_HOOK_SECRET is empty.",
            "Set it (openssl rand -hex 24), then ask here for the addresses to enter.",
        )]  # fmt: skip
    named = warning(
        "SMS: nobody can answer one that comes from a name or a shared sender.",
        "Set AFRICASTALKING_SENDER_ID to your short code.",
    )
    base = f"{visit.settings.server.public_url.rstrip('/')}/hooks/sms/AFRICASTALKING_HOOK_SECRET"
    is_answerable = (sms.sender_id or "").isdecimal()
    return [*([] if is_answerable else [named]), good(
        "SMS: at Africa's Talking, SMS, Callback URLs, enter (with that secret itself)"
        f" for Incoming Messages {base}/inbound for Delivery Reports {base}/report"
        f" for Bulk SMS Opt Out {base}/optout",
    )]  # fmt: skip


async def _menu(visit: Visit) -> list[Finding]:
    """The network's menu has an address of its own."""
    sms = visit.settings.sms
    if sms is None or sms.ussd_code is None:
        return [good("USSD: off, USSD_CODE is empty.")]
    if sms.hook_secret is None:
        return [warning(
            f"USSD: {sms.ussd_code} reaches nobody, as AFRICASTALKING_HOOK_SECRET is empty.",
            "Set it (openssl rand -hex 24), then ask here for the address to enter.",
        )]  # fmt: skip
    base = f"{visit.settings.server.public_url.rstrip('/')}/hooks/sms/AFRICASTALKING_HOOK_SECRET"
    return [good(
        f"USSD: at Africa's Talking, USSD, Service Codes, enter for {sms.ussd_code} (with that"
        f" secret itself) as Callback URL {base}/ussd and as Events URL {base}/ussd_end",
    )]  # fmt: skip


CHECKS = (Check("SMS", _account), Check("SMS", _addresses), Check("USSD", _menu))
