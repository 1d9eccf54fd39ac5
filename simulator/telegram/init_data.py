"""initData: who opened a Mini App, signed so that the program can believe it.

As documented: the secret is HMAC-SHA256 of the bot's token under the key "WebAppData"; `hash` is
HMAC-SHA256 under that secret of all other fields as sorted "key=value" lines.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

Fields = dict[str, str]


def unsigned(user: Mapping[str, Any], auth_date: int) -> Fields:
    """The fields that an inline button in a private chat brings, in their usual order.

    `chat_type`, `chat_instance` and `start_param` come with direct links only. `signature` is for
    third parties, made with a key that only Telegram has: here it has the right form and is noise.
    """
    return {
        "query_id": "AAH" + secrets.token_urlsafe(16)[:21],
        "user": as_json(user),
        "auth_date": str(auth_date),
        "signature": base64.urlsafe_b64encode(secrets.token_bytes(64)).decode().rstrip("="),
    }


def signed(fields: Fields, token: str) -> str:
    """The query string with its hash."""
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    found = hmac.digest(secret, lines.encode(), hashlib.sha256).hex()
    return urlencode({**fields, "hash": found}, quote_via=quote)


def as_json(value: Mapping[str, Any]) -> str:
    """Compact, with slashes escaped: the hash is over exactly these bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")
