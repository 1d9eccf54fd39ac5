"""initData checked by a few independent lines, as the documentation describes it."""

import hashlib
import hmac
from urllib.parse import parse_qsl


def fields(init_data: str) -> dict[str, str]:
    return dict(parse_qsl(init_data, strict_parsing=True))


def is_signed(init_data: str, token: str) -> bool:
    """Whether Telegram, which knows the token, said this."""
    given = fields(init_data)
    claimed = given.pop("hash")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(given.items()))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest() == claimed
