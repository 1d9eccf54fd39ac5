"""initData as Telegram makes it, in a few lines that know nothing of ours."""

import hmac
import json
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode


def signed(fields: dict[str, str], token: str) -> str:
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    lines = "\n".join(sorted(f"{name}={value}" for name, value in fields.items()))
    digest = hmac.digest(key, lines.encode(), "sha256").hex()
    return urlencode({**fields, "hash": digest}, quote_via=quote)


def launch(token: str, at: datetime, telegram_id: int, **more: Any) -> str:
    """What the page is told when this person opens it at this time; `more` is of the user."""
    user = {"id": telegram_id, "first_name": "Amina", "language_code": "en", **more}
    return signed(
        {
            "query_id": f"AAH{telegram_id}{at.timestamp():.6f}",
            "user": json.dumps(user, separators=(",", ":")),
            "auth_date": str(int(at.timestamp())),
            "signature": "bm9pc2U",
        },
        token,
    )
