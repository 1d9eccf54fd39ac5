"""E-mail: the way to the server and into the account, with certificates, and what goes wrong."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.channels import email as channel_module
from services.channels.email import EmailSettings
from services.channels.email_failures import MailTrouble, Reason
from simulator import Simulator
from simulator.faults import Fault
from tests.mail_world import AMINA, certificate, channel, server


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with Simulator(page=False) as simulator:
        simulator.world.add_phone("Amina Otieno", "+254712000001", email=AMINA)
        yield simulator


async def reason(port: int, **changes: Any) -> Reason:
    """Why nothing leaves, which sending and trying out agree on."""
    mails = channel(port, **changes)
    with pytest.raises(MailTrouble) as tried:
        await mails.try_out()
    with pytest.raises(MailTrouble) as caught:
        await mails.send(AMINA, "Hello", "Habari", message_id="k")
    assert caught.value.reason is tried.value.reason
    assert not caught.value.permanent
    return caught.value.reason


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_over_tls_with_a_certificate_that_is_trusted(
    sim: Simulator, tmp_path: Path, security: str
) -> None:
    shown, trusting = certificate(tmp_path)
    async with server(sim, tls=shown, at_once=security == "tls") as port:
        mails = channel(port, security=security, trust=trusting)
        await mails.try_out()
        assert "messages" not in sim.world.stats["mail"]
        await mails.send(AMINA, "Hello", "Habari", message_id="k")
    assert [mail.text for mail in sim.world.phones["amina"].mail] == ["Habari"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_nobody_knows_whom(
    sim: Simulator, tmp_path: Path, security: str
) -> None:
    shown, _ = certificate(tmp_path)
    async with server(sim, tls=shown, at_once=security == "tls") as port:
        assert await reason(port, security=security) is Reason.CERTIFICATE
    assert sim.world.stats["mail"] == {}


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_for_another_server(
    sim: Simulator, tmp_path: Path, security: str
) -> None:
    shown, trusting = certificate(tmp_path, "10.0.0.1")
    async with server(sim, tls=shown, at_once=security == "tls") as port:
        assert await reason(port, security=security, trust=trusting) is Reason.CERTIFICATE


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_password_never_leaves_in_the_clear(sim: Simulator, security: str) -> None:
    """A server, or somebody between, that leaves encryption out is told nothing."""
    assert await reason(sim.world.smtp[1], security=security) is Reason.NO_TLS
    assert sim.world.stats["mail"] == {}


async def test_the_wrong_way_to_speak(
    sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "SECONDS_A_STEP", 0.2)
    shown, trusting = certificate(tmp_path)
    async with server(sim, tls=shown, at_once=True) as port:
        assert await reason(port, security="starttls", trust=trusting) is Reason.SLOW


async def test_wrong_user_name_or_password(sim: Simulator) -> None:
    for wrong in ({"username": "other"}, {"password": "other"}):
        assert await reason(sim.world.smtp[1], **wrong) is Reason.CREDENTIALS


async def test_a_server_that_wants_a_login_and_one_that_knows_none(sim: Simulator) -> None:
    nobody = channel(sim.world.smtp[1], username=None, password=None)
    with pytest.raises(MailTrouble) as caught:
        await nobody.send(AMINA, "Hello", "Habari", message_id="k")
    assert caught.value.reason is Reason.LOGIN_WANTED
    async with server(sim, login=False) as port:
        assert await reason(port) is Reason.NO_LOGIN
        await channel(port, username=None, password=None).send(AMINA, "a", "b", message_id="k")
    assert len(sim.world.phones["amina"].mail) == 1


async def test_nobody_is_there() -> None:
    assert await reason(9) is Reason.UNREACHED
    assert await reason(9, host="nowhere.invalid") is Reason.UNREACHED


async def test_a_slow_answer_comes_to_nothing_before_the_lease_does(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "SECONDS_IN_ALL", 0.2)
    sim.world.faults.add(Fault("mail", "slow", value=5))
    mails = channel(sim.world.smtp[1])
    with pytest.raises(MailTrouble) as caught:
        await mails.send(AMINA, "Hello", "Habari", message_id="k")
    assert (caught.value.reason, caught.value.alarming) == (Reason.SLOW, False)
    await mails.send(AMINA, "Hello", "Habari", message_id="k")
    assert len({mail.message_id for mail in sim.world.phones["amina"].mail}) == 1


def test_the_password_is_not_shown() -> None:
    trust = ssl.create_default_context()
    shown = repr(EmailSettings("h", 25, "a@example.com", "n", "u", "secret", trust=trust))
    assert "secret" not in shown
    assert "SSL" not in shown
