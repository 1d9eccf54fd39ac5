"""The settings in groups: what each name of the environment is, and which values it takes."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from bot import settings_types as types
from bot.settings_base import Group, setting
from bot.settings_crisis import CrisisLines
from bot.settings_daraja import Daraja, DarajaOperator
from bot.settings_limits import Limits
from bot.settings_mail import Mail
from bot.settings_retention import Retention
from services.master_keys import MasterKeys


class Database(Group):
    """PostgreSQL, the only memory of the program."""

    url: types.DatabaseUrl = setting(
        "DATABASE_URL",
        "the PostgreSQL database",
        "postgresql://smiling:password@127.0.0.1:5432/smiling",
    )
    pool_size: Annotated[int, Field(ge=2, le=200)] = setting(
        "DATABASE_POOL_SIZE", "the most connections that one process opens", "10", 10
    )


class Telegram(Group):
    """The bot."""

    bot_token: types.BotToken = setting(
        "TELEGRAM_BOT_TOKEN",
        "the bot's token, from @BotFather",
        "123456789:AAExampleExampleExampleExampleExam",
    )
    api_url: types.BaseUrl = setting(
        "TELEGRAM_API_URL", "the Bot API", "https://api.telegram.org", "https://api.telegram.org"
    )
    webhook_secret: types.WebhookSecret | None = setting(
        "TELEGRAM_WEBHOOK_SECRET",
        "what Telegram shows us with each update; any random word of yours",
        "0f3c9f1e6d7b4a5c8e2d",
        None,
    )
    messages_per_second: Annotated[int, Field(ge=1, le=100_000)] = setting(
        "TELEGRAM_MESSAGES_PER_SECOND",
        "how fast all replicas together send; Telegram allows about 30",
        "25",
        25,
    )
    chat_messages_per_second: Annotated[int, Field(ge=1, le=100_000)] = setting(
        "TELEGRAM_CHAT_MESSAGES_PER_SECOND",
        "how fast one chat is sent to after a short burst; Telegram allows about 1",
        "1",
        1,
    )
    page_minutes: types.Minutes = setting(
        "MINI_APP_MINUTES",
        "how long after it was opened in Telegram the intake page may introduce itself to us",
        "60",
        60,
    )


class Server(Group):
    """How this process is reached."""

    updates: Literal["polling", "webhook"] = setting(
        "UPDATES", "how updates come: asked for, or sent to us by Telegram", "polling", "polling"
    )
    public_url: types.BaseUrl = setting(
        "PUBLIC_URL",
        "our address on the internet, for M-Pesa's callbacks and Telegram's webhook",
        "https://bot.example.org",
    )
    host: str = setting("LISTEN_HOST", "the address we listen on", "127.0.0.1", "127.0.0.1")
    port: types.Port = setting("LISTEN_PORT", "the port we listen on", "8080", 8080)
    trusted_proxies: types.Networks | None = setting(
        "TRUSTED_PROXIES",
        "whose X-Forwarded-For is believed: the addresses of your own proxies",
        "10.0.0.0/8",
        None,
    )
    clock_url: types.BaseUrl | None = setting(
        "CLOCK_URL",
        "a clock that can be moved; demo and tests only",
        "http://127.0.0.1:8081/sim/clock",
        None,
    )

    @property
    def is_simulated(self) -> bool:
        """Whether the world outside is the demo's: only there may the clock be moved."""
        return self.clock_url is not None


class Vault(Group):
    """What is told here is sealed under these."""

    master_keys: types.MasterKeys = setting(
        "MASTER_KEYS",
        "the master key: 1: and the output of `openssl rand -base64 32`, or file: and the path of"
        " a file with such a line, which `keys` can add to; keep it safe, without it nothing that"
        " was sealed can be read",
        "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    )

    @property
    def file(self) -> Path | None:
        """Where the keys are kept, if not in the setting itself."""
        return types.master_key_file(self.master_keys.get_secret_value())

    @property
    def keys(self) -> MasterKeys:
        """32-byte keys by version; the highest seals, the others only open."""
        value = self.master_keys.get_secret_value()
        return MasterKeys(types.read_master_keys(value), lambda: types.read_master_keys(value))


class Paystack(Group):
    """Cards, and M-Pesa by another way."""

    secret_key: types.PaystackKey = setting(
        "PAYSTACK_SECRET_KEY",
        "the secret key of your business (not the public one), from Paystack's dashboard",
        "sk_test_0123456789abcdef0123456789abcdef01234567",
    )
    url: types.BaseUrl = setting(
        "PAYSTACK_URL", "Paystack's API", "https://api.paystack.co", "https://api.paystack.co"
    )
    email_domain: types.Domain | None = setting(
        "PAYSTACK_EMAIL_DOMAIN",
        "Paystack wants an e-mail address for each payer and gets one at this domain that names"
        " nobody; PUBLIC_URL's domain if it isn't set",
        "pay.example.org",
        None,
    )


class AfricasTalking(Group):
    """SMS."""

    username: str = setting("AFRICASTALKING_USERNAME", "your app's user name", "sandbox")
    api_key: SecretStr = setting("AFRICASTALKING_API_KEY", "your app's API key", "atsk_example")
    sender_id: str | None = setting(
        "AFRICASTALKING_SENDER_ID", "your short code, or the name that SMS come from", "21512", None
    )
    url: types.BaseUrl = setting(
        "AFRICASTALKING_URL",
        "the SMS API, with its version",
        "https://api.sandbox.africastalking.com/version1",
        "https://api.africastalking.com/version1",
    )
    hook_secret: types.PathSecret | None = setting(
        "AFRICASTALKING_HOOK_SECRET",
        "a part of the addresses that SMS from phones and delivery reports come to; without it,"
        " none come",
        "3c7a91d05e2b48f63c7a91d0",
        None,
    )
    ussd_code: types.ServiceCode | None = setting(
        "USSD_CODE",
        "what people dial for the menu on phones without data, if Africa's Talking gave you a code",
        "*384*123#",
        None,
    )
    a_day: Annotated[int, Field(ge=1, le=1000)] = setting(
        "SMS_A_DAY", "the most SMS to one person in 24 hours, but for what is vital", "12", 12
    )
    budget: Annotated[Decimal, Field(gt=0, le=10_000_000)] | None = setting(
        "SMS_BUDGET_A_MONTH",
        "KES that SMS may cost in a calendar month, but for what is vital; empty: any",
        "5000",
        None,
    )


class Google(Group):
    """Google Meet links, made in the psychologists' own calendars."""

    client_id: str = setting(
        "GOOGLE_CLIENT_ID",
        "the OAuth client of your Google Cloud project (a web application)",
        "1234567890-abc.apps.googleusercontent.com",
    )
    client_secret: SecretStr = setting(
        "GOOGLE_CLIENT_SECRET", "the secret of that OAuth client", "GOCSPX-example"
    )
    accounts_url: types.BaseUrl = setting(
        "GOOGLE_ACCOUNTS_URL",
        "where people give their consent",
        "https://accounts.google.com",
        "https://accounts.google.com",
    )
    token_url: types.BaseUrl = setting(
        "GOOGLE_TOKEN_URL",
        "where tokens come from",
        "https://oauth2.googleapis.com",
        "https://oauth2.googleapis.com",
    )
    calendar_url: types.BaseUrl = setting(
        "GOOGLE_CALENDAR_URL",
        "the Calendar API, with its version",
        "https://www.googleapis.com/calendar/v3",
        "https://www.googleapis.com/calendar/v3",
    )


class Practice(Group):
    """Whose bot this is, and its rules."""

    admins: types.TelegramIds = setting(
        "ADMIN_TELEGRAM_IDS", "the first admins' Telegram user ids", "123456789, 987654321"
    )
    name: str = setting("PRACTICE_NAME", "the name that clients read", "Smiling Steps")
    timezone: types.TimeZone = setting(
        "PRACTICE_TIMEZONE", "the practice's time zone", "Africa/Nairobi", "Africa/Nairobi"
    )
    currency: types.Currency = setting("CURRENCY", "the currency of new prices", "KES", "KES")
    jitsi_url: types.BaseUrl = setting(
        "JITSI_URL", "where video rooms are", "https://meet.jit.si", "https://meet.jit.si"
    )
    hold_minutes: types.Minutes = setting(
        "HOLD_MINUTES", "how long a chosen time is held after the client's last step", "10", 10
    )
    hold_max_minutes: types.Minutes = setting(
        "HOLD_MAX_MINUTES", "how long it is held in all", "40", 40
    )
    approval_hours: types.Hours = setting(
        "APPROVAL_HOURS", "how long a psychologist has to answer a request", "48", 48
    )
    payment_hours: types.Hours = setting(
        "PAYMENT_HOURS", "how long a client has to pay once approved", "24", 24
    )
    cancel_notice_hours: types.Hours = setting(
        "CANCEL_NOTICE_HOURS", "until when before the start cancelling is free", "24", 24
    )
    phone: str | None = setting(
        "PRACTICE_PHONE",
        "where clients can ask the practice, as they read it",
        "0700 000 000",
        None,
    )
    consent_texts: types.ConsentTexts | None = setting(
        "CONSENT_TEXTS_DIR",
        "a folder of your own texts that clients agree to, in the form of conversations/consents",
        "conversations/consents",
        None,
    )


class Logs(Group):
    """What the program says about itself."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], types.UpperCase] = setting(
        "LOG_LEVEL", "the least important line that is written", "INFO", "INFO"
    )
    format: Literal["console", "json"] = setting(
        "LOG_FORMAT", "for people (console) or for programs (json)", "console", "console"
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything; hand each part of the program its own group and no other."""

    database: Database
    telegram: Telegram
    server: Server
    vault: Vault
    daraja: Daraja
    operator: DarajaOperator | None  # None: M-Pesa refunds are done by hand
    paystack: Paystack | None  # None: nobody is offered a card payment
    sms: AfricasTalking | None  # None: no SMS leaves
    mail: Mail | None  # None: no e-mail leaves
    google: Google | None  # None: Google Meet isn't offered
    practice: Practice
    crisis: CrisisLines
    limits: Limits
    retention: Retention
    logs: Logs
