"""Safaricom's key: its certificate for the program, and opening what was sealed with it."""

import base64
import binascii
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

NAME = "apicrypt.safaricom.example"
YEARS = timedelta(days=3650)


@cache
def key() -> rsa.RSAPrivateKey:
    """One for the whole process: making it takes a moment."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate() -> bytes:
    """The X.509 certificate of the key, as PEM."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + YEARS)
        .sign(key(), hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


def opened(credential: str) -> str | None:
    """The password in a SecurityCredential: base64 of RSA with PKCS#1 v1.5; None if it isn't."""
    try:
        sealed = base64.b64decode(credential, validate=True)
        return key().decrypt(sealed, padding.PKCS1v15()).decode()
    except (binascii.Error, ValueError):
        return None
