"""Rules between settings: each is right by itself, but they don't go together."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.settings_daraja import SANDBOX_SHORTCODE, Daraja, DarajaOperator
from bot.settings_groups import (
    AfricasTalking,
    Paystack,
    Practice,
    Server,
    Settings,
    Telegram,
)
from bot.settings_limits import Limits
from bot.settings_mail import problems as mail_problems
from bot.settings_problems import Problem
from bot.settings_types import is_loopback
from services.gateways.mpesa_credential import SecurityCredential
from services.gateways.paystack_values import CURRENCIES

TELEGRAM_PORTS = {80, 88, 443, 8443}  # the only ones that Telegram sends updates to
WORDS_REFUSED = ("mpesa", "safaricom", "exe", "exec", "cmd", "sql", "query")  # by Daraja, in a URL


def conflicts(settings: Settings) -> Iterator[Problem]:
    """What to change, one problem a rule."""
    yield from _webhook(settings.telegram, settings.server)
    yield from _clock(settings)
    yield from _mpesa(settings.daraja, settings.server)
    if settings.operator:
        yield from _operator(settings.operator)
    yield from _holds(settings.practice)
    yield from _limits(settings.limits)
    if settings.paystack:
        yield from _paystack(settings.paystack, settings)
    if settings.sms:
        yield from _sms(settings.sms)
    if settings.mail:
        yield from mail_problems(settings.mail)


def _webhook(telegram: Telegram, server: Server) -> Iterator[Problem]:
    if server.updates != "webhook":
        return
    if not telegram.webhook_secret:
        yield Problem("TELEGRAM_WEBHOOK_SECRET", "is missing: UPDATES=webhook needs one")
    port = urlsplit(server.public_url).port or 443
    if not is_loopback(telegram.api_url) and port not in TELEGRAM_PORTS:
        yield Problem("PUBLIC_URL", "should use port 443, 80, 88 or 8443: Telegram knows no other")


def _clock(settings: Settings) -> Iterator[Problem]:
    """A clock that runs ahead would send real people their reminders early."""
    clock = settings.server.clock_url
    if not clock:
        return
    if not is_loopback(clock):
        yield Problem("CLOCK_URL", "should be an address on this machine")
    for name, url in _outside(settings):
        if not is_loopback(url):
            yield Problem("CLOCK_URL", f"is for the demo and tests; {name} is a real service")


def _outside(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "TELEGRAM_API_URL", settings.telegram.api_url
    yield "DARAJA_URL", settings.daraja.url
    if settings.paystack:
        yield "PAYSTACK_URL", settings.paystack.url
    if settings.sms:
        yield "AFRICASTALKING_URL", settings.sms.url
    if settings.mail:
        yield "SMTP_HOST", settings.mail.url
    if settings.google:
        yield "GOOGLE_ACCOUNTS_URL", settings.google.accounts_url
        yield "GOOGLE_TOKEN_URL", settings.google.token_url
        yield "GOOGLE_CALENDAR_URL", settings.google.calendar_url


def _mpesa(daraja: Daraja, server: Server) -> Iterator[Problem]:
    till = daraja.transaction_type == "CustomerBuyGoodsOnline"
    if till and not daraja.party_b:
        yield Problem("DARAJA_PARTY_B", "is missing: a till (CustomerBuyGoodsOnline) has a number")
    if is_loopback(daraja.url):
        return
    if is_loopback(server.public_url):
        yield Problem("PUBLIC_URL", "should be reachable from the internet: M-Pesa calls it back")
    if any(word in server.public_url.lower() for word in WORDS_REFUSED):
        refused = ", ".join(WORDS_REFUSED)
        yield Problem("PUBLIC_URL", f"should not contain any of {refused}: M-Pesa refuses it")
    if daraja.shortcode == SANDBOX_SHORTCODE and "sandbox" not in daraja.url:
        yield Problem("DARAJA_SHORTCODE", "is the sandbox's, but DARAJA_URL is not")


def _operator(operator: DarajaOperator) -> Iterator[Problem]:
    """Only the key says how long a password it can hold."""
    try:
        SecurityCredential(operator.certificate.encode(), operator.password.get_secret_value())
    except ValueError:
        yield Problem("DARAJA_INITIATOR_PASSWORD", "is longer than DARAJA_CERTIFICATE can seal")


def _paystack(paystack: Paystack, settings: Settings) -> Iterator[Problem]:
    if settings.practice.currency not in CURRENCIES:
        taken = ", ".join(sorted(CURRENCIES))
        yield Problem("CURRENCY", f"should be one that Paystack takes: {taken}")
    if not is_loopback(paystack.url) and is_loopback(settings.server.public_url):
        yield Problem("PUBLIC_URL", "should be reachable from the internet: Paystack calls it")


def _holds(practice: Practice) -> Iterator[Problem]:
    if practice.hold_max_minutes < practice.hold_minutes:
        yield Problem("HOLD_MAX_MINUTES", "should not be less than HOLD_MINUTES")


def _limits(limits: Limits) -> Iterator[Problem]:
    if limits.request_seconds < limits.body_seconds:
        yield Problem("REQUEST_SECONDS", "should not be less than REQUEST_BODY_SECONDS")
    if limits.at_once < limits.address_requests:
        yield Problem("REQUESTS_AT_ONCE", "should not be less than ADDRESS_REQUESTS_AT_ONCE")


def _sms(sms: AfricasTalking) -> Iterator[Problem]:
    """The user name decides which of the two systems knows the key."""
    if is_loopback(sms.url):
        return
    if (sms.username == "sandbox") != ("sandbox" in sms.url):
        yield Problem(
            "AFRICASTALKING_URL",
            "should be the sandbox's for the user name 'sandbox', and for no other",
        )
