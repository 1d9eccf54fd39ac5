"""A mail server and an account at it, with certificates of their own, for tests about e-mail."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.channels.email import EmailChannel, EmailSettings
from simulator import Simulator
from simulator.mail import PASSWORD, USERNAME, MailServer

AMINA = "amina@example.com"
SENDER = "appointments@smiling-steps.example"


def channel(port: int, **changes: Any) -> EmailChannel:
    """One at the simulated server."""
    account: dict[str, Any] = {
        "host": "127.0.0.1", "port": port, "sender": SENDER, "name": "Smiling Steps",
        "username": USERNAME, "password": PASSWORD, "security": "none",
    }  # fmt: skip
    return EmailChannel(EmailSettings(**account | changes))


@asynccontextmanager
async def server(sim: Simulator, **options: Any) -> AsyncIterator[int]:
    """Another mail server of the same world; yields its port."""
    another = MailServer(sim.world, **options)
    await another.start()
    try:
        yield another.port
    finally:
        await another.stop()


def certificate(folder: Path, address: str = "127.0.0.1") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For a server at this address: what the server shows, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(file)
    trusting = ssl.create_default_context(cadata=file.read_text().partition("KEY-----\n")[2])
    return shown, trusting
