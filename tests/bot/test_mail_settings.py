"""The settings of e-mail, and the mail server of the demo's world."""

import aiohttp
import pytest

from bot import mail_parts, outside
from bot.settings import Settings, SettingsError, load
from tests.bot.test_settings import GOOD, LOCAL

MAIL = {"SMTP_HOST": "smtp.example.org", "SMTP_FROM": "us@example.org"}
ACCOUNT = {"SMTP_USERNAME": "us", "SMTP_PASSWORD": "letmein"}


def read(**changes: str) -> Settings:
    return load({**GOOD, **changes}, None)


def complaints(**changes: str) -> dict[str, str]:
    with pytest.raises(SettingsError) as refusal:
        read(**changes)
    return {problem.name: problem.complaint for problem in refusal.value.problems}


def test_without_a_server_there_is_no_email() -> None:
    assert mail_parts.email(read()) is None
    assert mail_parts.email(read(SMTP_PORT="465", SMTP_SECURITY="tls")) is None


def test_a_server_and_an_address_are_enough() -> None:
    mail = read(**MAIL).mail
    assert mail
    assert (mail.port, mail.security, mail.username, mail.password) == (587, "starttls", None, None)
    assert mail_parts.email(read(**MAIL))


@pytest.mark.parametrize(
    ("given", "kept"),
    [("SMTP.Example.org", "smtp.example.org"), ("[::1]", "::1"), ("10.0.0.1", "10.0.0.1")],
)
def test_a_server_is_a_name_or_a_number(given: str, kept: str) -> None:
    mail = read(**MAIL | {"SMTP_HOST": given}).mail
    assert mail
    assert mail.host == kept


@pytest.mark.parametrize(
    ("changes", "name", "complaint"),
    [
        ({"SMTP_FROM": ""}, "SMTP_FROM", "missing"),
        ({"SMTP_HOST": ""}, "SMTP_HOST", "missing"),
        ({"SMTP_HOST": "https://smtp.example.org"}, "SMTP_HOST", "name of a server"),
        ({"SMTP_HOST": "smtp.example.org:587"}, "SMTP_HOST", "without a port"),
        ({"SMTP_FROM": "sesame"}, "SMTP_FROM", "e-mail address"),
        ({"SMTP_FROM": "Us <us@example.org>"}, "SMTP_FROM", "without a name"),
        ({"SMTP_FROM": "us@example.org\nBcc: a@b.example"}, "SMTP_FROM", "e-mail address"),
        ({"SMTP_PORT": "0"}, "SMTP_PORT", "at least 1"),
        ({"SMTP_SECURITY": "ssl"}, "SMTP_SECURITY", "'starttls', 'tls' or 'none'"),
        ({"SMTP_USERNAME": "us"}, "SMTP_PASSWORD", "go together"),
        ({"SMTP_PASSWORD": "letmein"}, "SMTP_USERNAME", "go together"),
        ({"SMTP_SECURITY": "none", "SMTP_PORT": "25"}, "SMTP_SECURITY", "on this machine"),
        ({"SMTP_PORT": "465"}, "SMTP_SECURITY", "should be tls"),
        ({"SMTP_SECURITY": "tls"}, "SMTP_PORT", "should be 465"),
        ({**LOCAL, "CLOCK_URL": "http://127.0.0.1:9/c"}, "CLOCK_URL", "SMTP_HOST is a real"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, str], name: str, complaint: str) -> None:
    found = complaints(**{**MAIL, **changes})
    assert list(found) == [name]
    assert complaint in found[name]
    assert "letmein" not in str(found)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_server_on_this_machine_needs_no_encryption(host: str) -> None:
    near = {**MAIL, **ACCOUNT, "SMTP_HOST": host, "SMTP_SECURITY": "none", "SMTP_PORT": "25"}
    mail = read(**near).mail
    assert mail
    assert mail.security == "none"


async def test_the_demos_world_takes_mails() -> None:
    """The simulator as a process of its own, on its own kind of loop."""
    async with outside.simulator(page=False) as url, aiohttp.ClientSession() as session:
        env = await outside.environment(url, GOOD["DATABASE_URL"], 9)
        channel = mail_parts.email(load(env, None))
        assert channel
        await channel.try_out()
        await channel.send("amina@example.com", "Hello", "Habari", message_id="k")
        async with session.get(f"{url}/sim/mail") as response:
            (mail,) = await response.json()
    assert mail["from"] == "Smiling Steps <appointments@smiling-steps.example>"
    assert (mail["to"], mail["text"]) == ("amina@example.com", "Habari")
