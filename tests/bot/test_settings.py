"""The settings: complete or refused, everything wrong at once, and silent about values."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import GROUPS, Settings, SettingsError, load
from conversations.consents import OURS
from tests import key_pair

FIELDS = {
    str(field.validation_alias): field for group in GROUPS for field in group.model_fields.values()
}
GOOD = {
    "DATABASE_URL": "postgresql://smiling:sesame@127.0.0.1:5432/smiling",
    "TELEGRAM_BOT_TOKEN": "123456789:AAExampleExampleExampleExampleExam",
    "PUBLIC_URL": "https://bot.example.org",
    "MASTER_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "DARAJA_URL": "https://sandbox.safaricom.co.ke",
    "DARAJA_CONSUMER_KEY": "consumer-key",
    "DARAJA_CONSUMER_SECRET": "consumer-secret",
    "DARAJA_SHORTCODE": "174379",
    "DARAJA_PASSKEY": "the-passkey",
    "ADMIN_TELEGRAM_IDS": "11, 22",
    "PRACTICE_NAME": "Smiling Steps",
}
LOCAL = {
    "TELEGRAM_API_URL": "http://127.0.0.1:9/telegram",
    "DARAJA_URL": "http://127.0.0.1:9/daraja",
    "PUBLIC_URL": "http://localhost:8080",
}
SMS = {"AFRICASTALKING_USERNAME": "steps", "AFRICASTALKING_API_KEY": "atsk_1"}
OPERATOR = {
    "DARAJA_INITIATOR": "smilingapi",
    "DARAJA_INITIATOR_PASSWORD": "sim-sim",
    "DARAJA_CERTIFICATE": key_pair.PUBLIC_PEM,
}
GOOGLE = {"GOOGLE_CLIENT_ID": "ours.example", "GOOGLE_CLIENT_SECRET": "GOCSPX-1"}
PAYSTACK = {"PAYSTACK_SECRET_KEY": "sk_test_hushhush1"}
GOOGLE_URLS = ("GOOGLE_ACCOUNTS_URL", "GOOGLE_TOKEN_URL", "GOOGLE_CALENDAR_URL")


def read(**changes: str) -> Settings:
    return load({**GOOD, **changes}, None)


def refused(names: dict[str, str]) -> dict[str, str]:
    """The complaint about each name."""
    with pytest.raises(SettingsError) as refusal:
        load(names, None)
    return {problem.name: problem.complaint for problem in refusal.value.problems}


def test_the_names_that_must_be_given_are_enough() -> None:
    settings = read()
    assert settings.server.updates == "polling"
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8080)
    assert settings.practice.admins == {11, 22}
    assert settings.practice.timezone.key == "Africa/Nairobi"
    assert settings.daraja.receiver == "174379"
    assert settings.operator is None
    assert settings.daraja.c2b_secret is None
    assert settings.daraja.pull_phone is None
    assert settings.sms is None
    assert settings.mail is None
    assert settings.google is None
    assert settings.paystack is None


@pytest.mark.parametrize("pem", [key_pair.PUBLIC_PEM, key_pair.CERTIFICATE_PEM])
def test_the_operators_certificate_is_pem_or_a_file(pem: str, tmp_path: Path) -> None:
    path = tmp_path / "ProductionCertificate.cer"
    path.write_text(pem)
    for given in (pem, pem.replace("\n", "\\n"), str(path)):
        operator = read(**OPERATOR | {"DARAJA_CERTIFICATE": given}).operator
        assert operator
        assert (operator.initiator, operator.certificate) == ("smilingapi", pem)
        assert operator.b2c_shortcode is None


def test_google_is_there_once_its_client_is() -> None:
    google = read(**GOOGLE).google
    assert google
    assert google.calendar_url == "https://www.googleapis.com/calendar/v3"


def test_cards_are_there_once_their_key_is() -> None:
    paystack = read(**PAYSTACK).paystack
    assert paystack
    assert (paystack.url, paystack.email_domain) == ("https://api.paystack.co", None)


def test_without_anything_every_required_name_is_told_at_once_with_an_example() -> None:
    with pytest.raises(SettingsError) as refusal:
        load({}, None)
    assert {problem.name for problem in refusal.value.problems} == set(GOOD)
    assert all(problem.what and problem.example for problem in refusal.value.problems)
    assert all(problem.complaint == "is missing" for problem in refusal.value.problems)
    assert "the bot's token, from @BotFather" in str(refusal.value)


def test_an_empty_value_is_a_missing_one() -> None:
    assert refused({**GOOD, "PRACTICE_NAME": ""}) == {"PRACTICE_NAME": "is missing"}


def test_each_example_is_a_value_that_is_taken() -> None:
    examples = {name: (field.examples or [""])[0] for name, field in FIELDS.items()}
    examples |= {**LOCAL, "AFRICASTALKING_URL": "http://[::1]:9/sms"}
    examples |= {"DARAJA_CERTIFICATE": key_pair.PUBLIC_PEM}
    examples["SMTP_HOST"] = "127.0.0.1"
    examples["PAYSTACK_URL"] = "http://127.0.0.1:9/paystack"
    examples |= dict.fromkeys(GOOGLE_URLS, "http://127.0.0.1:9/google")
    assert load(examples, None).practice.admins == {123456789, 987654321}


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("DATABASE_URL", "mysql://u:sesame@h/x", "postgresql://"),
        ("DATABASE_URL", "postgresql://u:sesame@h:port/x", "address"),
        ("DATABASE_URL", "postgresql://u:sesame@h", "name of the database"),
        ("DATABASE_POOL_SIZE", "1", "at least 2"),
        ("TELEGRAM_BOT_TOKEN", "123:short", "30 letters"),
        ("TELEGRAM_MESSAGES_PER_SECOND", "0", "at least 1"),
        ("TELEGRAM_WEBHOOK_SECRET", "too short", "16 to 256"),
        ("PUBLIC_URL", "http://bot.example.org", "https://"),
        ("PUBLIC_URL", "bot.example.org", "https://"),
        ("PUBLIC_URL", "https://user:sesame@bot.example.org", "without user"),
        ("DARAJA_URL", "http://10.0.0.1", "https://"),
        ("DARAJA_SHORTCODE", "sesame", "digits"),
        ("DARAJA_TRANSACTION_TYPE", "sesame", "CustomerPayBillOnline"),
        ("DARAJA_C2B_SECRET", "sesame-sesame-sesame", "0-9 and a-f"),
        ("DARAJA_C2B_SECRET", "0f" * 7, "16 to 64"),
        ("DARAJA_PULL_PHONE", "0712000001", "+2547"),
        ("PAYSTACK_SECRET_KEY", "pk_live_sesame123", "sk_test_ or sk_live_"),
        ("UPDATES", "sesame", "'polling' or 'webhook'"),
        ("LISTEN_PORT", "0", "at least 1"),
        ("LISTEN_PORT", "sesame", "whole number"),
        ("ADMIN_TELEGRAM_IDS", ",", "one or more"),
        ("ADMIN_TELEGRAM_IDS", "11,sesame", "one or more"),
        ("PRACTICE_TIMEZONE", "sesame", "IANA"),
        ("PRACTICE_TIMEZONE", "../../etc/passwd", "IANA"),
        ("CURRENCY", "shilling", "ISO 4217"),
        ("HOLD_MINUTES", "0", "at least 1"),
        ("LOG_LEVEL", "sesame", "'DEBUG'"),
        ("LOG_FORMAT", "xml", "'console' or 'json'"),
    ],
)
def test_a_wrong_value_is_named_in_plain_words(name: str, value: str, complaint: str) -> None:
    complaints = refused({**GOOD, name: value})
    assert list(complaints) == [name]
    assert complaint in complaints[name]


@pytest.mark.parametrize(
    ("changes", "name", "complaint"),
    [
        ({"UPDATES": "webhook"}, "TELEGRAM_WEBHOOK_SECRET", "missing"),
        (
            {
                "UPDATES": "webhook",
                "TELEGRAM_WEBHOOK_SECRET": "0123456789abcdef",
                "PUBLIC_URL": "https://bot.example.org:9000",
            },
            "PUBLIC_URL",
            "443",
        ),
        ({"DARAJA_TRANSACTION_TYPE": "CustomerBuyGoodsOnline"}, "DARAJA_PARTY_B", "missing"),
        ({"PUBLIC_URL": "https://localhost"}, "PUBLIC_URL", "internet"),
        ({"PUBLIC_URL": "https://mpesa.example.org"}, "PUBLIC_URL", "M-Pesa refuses"),
        ({"DARAJA_URL": "https://api.safaricom.co.ke"}, "DARAJA_SHORTCODE", "sandbox"),
        ({**PAYSTACK, "CURRENCY": "EUR"}, "CURRENCY", "Paystack takes"),
        ({**PAYSTACK, **LOCAL}, "PUBLIC_URL", "Paystack calls it"),
        (
            {**PAYSTACK, "PAYSTACK_EMAIL_DOMAIN": "sesame@x"},
            "PAYSTACK_EMAIL_DOMAIN",
            "name of a domain",
        ),
        (
            {
                **PAYSTACK,
                **LOCAL,
                "PUBLIC_URL": "https://bot.example.org",
                "CLOCK_URL": "http://127.0.0.1:9/c",
            },
            "CLOCK_URL",
            "PAYSTACK_URL is a real service",
        ),
        ({"HOLD_MINUTES": "50"}, "HOLD_MAX_MINUTES", "HOLD_MINUTES"),
        ({"CLOCK_URL": "http://127.0.0.1:9/c"}, "CLOCK_URL", "real service"),
        ({**LOCAL, "CLOCK_URL": "https://clock.example.org"}, "CLOCK_URL", "this machine"),
        ({**SMS, "AFRICASTALKING_USERNAME": "sandbox"}, "AFRICASTALKING_URL", "sandbox"),
        ({"AFRICASTALKING_USERNAME": "steps"}, "AFRICASTALKING_API_KEY", "missing"),
        ({"AFRICASTALKING_API_KEY": "atsk_1"}, "AFRICASTALKING_USERNAME", "missing"),
        (
            {"DARAJA_INITIATOR": "us", "DARAJA_INITIATOR_PASSWORD": "p"},
            "DARAJA_CERTIFICATE",
            "missing",
        ),
        ({**OPERATOR, "DARAJA_INITIATOR_PASSWORD": ""}, "DARAJA_INITIATOR_PASSWORD", "missing"),
        ({**OPERATOR, "DARAJA_INITIATOR_PASSWORD": "p" * 246}, "DARAJA_INITIATOR_PASSWORD", "long"),
        ({**OPERATOR, "DARAJA_CERTIFICATE": "/sesame"}, "DARAJA_CERTIFICATE", "path"),
        ({**OPERATOR, "DARAJA_CERTIFICATE": "-----BEGIN"}, "DARAJA_CERTIFICATE", "PEM"),
        ({"GOOGLE_CLIENT_ID": "ours.example"}, "GOOGLE_CLIENT_SECRET", "missing"),
        ({"GOOGLE_CLIENT_SECRET": "GOCSPX-1"}, "GOOGLE_CLIENT_ID", "missing"),
        (
            {
                **LOCAL,
                **GOOGLE,
                **dict.fromkeys(GOOGLE_URLS[1:], "http://127.0.0.1:9/google"),
                "CLOCK_URL": "http://127.0.0.1:9/c",
            },
            "CLOCK_URL",
            "GOOGLE_ACCOUNTS_URL is a real service",
        ),
    ],
)
def test_values_that_do_not_go_together(changes: dict[str, str], name: str, complaint: str) -> None:
    complaints = refused({**GOOD, **changes})
    assert list(complaints) == [name]
    assert complaint in complaints[name]


def test_the_outside_world_on_this_machine_may_have_a_clock() -> None:
    settings = read(**LOCAL, CLOCK_URL="http://127.0.0.1:9/sim/clock")
    assert settings.server.clock_url == "http://127.0.0.1:9/sim/clock"


def test_an_address_is_kept_without_slash_and_in_lower_case() -> None:
    """Paths are added to it, and M-Pesa refuses a host in capitals (protocols 1.2)."""
    assert (
        read(PUBLIC_URL="https://Bot.Example.org/").server.public_url == "https://bot.example.org"
    )


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("TELEGRAM_BOT_TOKN", "TELEGRAM_BOT_TOKEN"), ("APPROVAL_HOUR", "APPROVAL_HOURS")],
)
def test_a_misspelt_name_is_pointed_out(wrong: str, meant: str) -> None:
    given = {name: value for name, value in GOOD.items() if name != meant}
    assert refused({**given, wrong: "48"})[wrong] == f"is not a setting; is {meant} meant?"


def test_other_programs_names_are_none_of_our_business() -> None:
    assert read(PATH="/bin", HOME="", DATABASE="x", _="x", LOG="{").practice.currency == "KES"


def test_no_secret_is_shown_in_an_error_or_a_repr() -> None:
    mail = {"SMTP_HOST": "h", "SMTP_FROM": "a@example.org", "SMTP_USERNAME": "us",
            "SMTP_PASSWORD": "letmein"}  # fmt: skip
    settings = read(**SMS, **GOOGLE, **OPERATOR, **PAYSTACK, **mail)
    for secret in ("sesame", "AAExample", "consumer-key", "consumer-secret", "the-passkey", "atsk",
                   "GOCSPX", "sim-sim", "hush", "letmein"):  # fmt: skip
        assert secret not in repr(settings)
    with pytest.raises(SettingsError) as refusal:
        load({**dict.fromkeys(FIELDS, "sesame"), "TELEGRAM_WEBHOOK_SECRET": "sesame"}, None)
    assert "sesame" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.fixture
def dotenv(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    def write(names: dict[str, str]) -> Path:
        path = tmp_path / ".env"
        path.write_text("".join(f"{name}={value}\n" for name, value in names.items()))
        return path

    return write


def test_the_file_is_read_and_the_environment_wins(
    dotenv: Callable[[dict[str, str]], Path],
) -> None:
    path = dotenv({**GOOD, **SMS, "LISTEN_PORT": "9001", "LOG_LEVEL": "warning"})
    settings = load({"LISTEN_PORT": "9002", "ADMIN_TELEGRAM_IDS": "7"}, path)
    assert (settings.server.port, settings.logs.level) == (9002, "WARNING")
    assert settings.practice.admins == {7}
    assert settings.sms
    assert settings.sms.username == "steps"


def test_the_process_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    assert load(dotenv=tmp_path / "none").practice.name == "Smiling Steps"


def test_i4_a_practice_may_have_texts_of_its_own(tmp_path: Path) -> None:
    assert read().practice.consent_texts is None
    own = read(CONSENT_TEXTS_DIR="conversations/consents").practice.consent_texts
    assert own == OURS
    for folder in (tmp_path, tmp_path / "nowhere"):
        complaint = refused({**GOOD, "CONSENT_TEXTS_DIR": str(folder)})["CONSENT_TEXTS_DIR"]
        assert complaint.startswith("should be a folder like conversations/consents")
        assert str(tmp_path) not in complaint
