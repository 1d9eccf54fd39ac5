"""A certificate such as Daraja's portal gives out, and the key that opens what it seals."""

import base64
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

KEY: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "apicrypt.example.org")])
#: It ended long ago, as real ones have; its key is in force all the same.
_CERTIFICATE = (
    x509.CertificateBuilder(_NAME, _NAME, KEY.public_key(), x509.random_serial_number())
    .not_valid_before(datetime(2015, 1, 1, tzinfo=UTC))
    .not_valid_after(datetime(2016, 1, 1, tzinfo=UTC))
    .sign(KEY, hashes.SHA256())
)
CERTIFICATE_PEM: Final = _CERTIFICATE.public_bytes(serialization.Encoding.PEM).decode()
PUBLIC_PEM: Final = (
    KEY.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)


def unseal(credential: str) -> str:
    """The password in a SecurityCredential."""
    return KEY.decrypt(base64.b64decode(credential, validate=True), padding.PKCS1v15()).decode()
