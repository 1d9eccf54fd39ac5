"""The SecurityCredential: an operator's password, sealed for Safaricom alone (3-protocols 1.8)."""

import base64

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
#: PKCS1 v1.5 needs this many bytes of the key for itself.
PADDING = 11


class SecurityCredential:
    """Seals one password; the same one is sealed differently each time and may be reused."""

    def __init__(self, pem: bytes, password: str) -> None:
        """Raises ValueError for what is no RSA key, or a password that it can't hold."""
        self._key = public_key(pem)
        self._password = password.encode()
        if not 0 < len(self._password) <= self._key.key_size // 8 - PADDING:
            raise ValueError("the password is empty, or longer than the key can hold")

    def sealed(self) -> str:
        """The password in base64 of RSA PKCS1 v1.5; nothing is added to it."""
        return base64.b64encode(self._key.encrypt(self._password, PKCS1v15())).decode()

    def __repr__(self) -> str:
        return "SecurityCredential(...)"


def public_key(pem: bytes) -> RSAPublicKey:
    """The RSA key in a certificate or a public key, as PEM. Raises ValueError.

    A certificate that has ended still holds the key in force: only Safaricom replaces it.
    """
    try:
        key = _key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise ValueError("no certificate and no public key in PEM") from None
    if isinstance(key, RSAPublicKey):
        return key
    raise ValueError("not an RSA key")


def _key(pem: bytes) -> object:
    if CERTIFICATE in pem:
        return x509.load_pem_x509_certificate(pem).public_key()
    return load_pem_public_key(pem)
